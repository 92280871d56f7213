"""Commands that change the files of the content: renaming, removing."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from filelock import FileLock, Timeout

from parapluie.cli.frame import (
    BUSY,
    FAULTS,
    GOOD,
    Town,
    cli,
    configuration_option,
    load,
    report,
    say_data,
)
from parapluie.cli.writing import about_to_write
from parapluie.desk.plans import FileChange, Plan, Refusal
from parapluie.desk.renaming import remove, rename
from parapluie.problems import Problem, as_json, as_text
from parapluie.source.all_or_none import ChangedError, WriteError, write
from parapluie.source.options import CACHE_FOLDER
from parapluie.source.settings import Settings
from parapluie.vocabulary import editing_words as said
from parapluie.vocabulary.grammar import counted

LOCK = "contenu.lock"
_SHOWN = 30  # characters of a line round what changes in it
preview_option = click.option("--apercu", "preview", is_flag=True, help=said.CLI_PREVIEW)
json_option = click.option("--json", "as_data", is_flag=True, help=said.CLI_AS_JSON)


class BusyError(Exception):
    """Another command is changing the content."""


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the one right to change the content; raises `BusyError` where another has it."""
    folder = settings.base / CACHE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(str(folder)) from None
    try:
        yield
    finally:
        lock.release()


def kept(files: Mapping[Path, bytes | None], before: Mapping[Path, bytes | None]) -> int:
    """Write *files*, all or none; say what went wrong and return the exit code."""
    about_to_write()
    try:
        write(files, before)
    except ChangedError as error:
        click.echo(said.CHANGED_MEANWHILE.format(file=error), err=True)
        return FAULTS
    except WriteError as error:
        text = said.NOT_PUT_BACK if error.left else said.NOT_WRITTEN
        left = ", ".join(map(str, error.left))
        click.echo(text.format(file=error.file, reason=error.reason, left=left), err=True)
        return FAULTS
    return GOOD


@cli.command(name="renommer", help=said.CLI_RENAME)
@click.argument("old", metavar=said.ENTRY_PIECE)
@click.argument("new", metavar=said.NEW_PIECE)
@configuration_option
@preview_option
@json_option
def rename_command(old: str, new: str, configuration: Path, *, preview: bool, as_data: bool) -> int:
    """Give an entry another id."""
    town = load(configuration)
    return _edit(
        town,
        lambda: rename(town.roots, town.options, configuration, old, new),
        preview=preview,
        as_data=as_data,
    )


@cli.command(name="supprimer", help=said.CLI_REMOVE)
@click.argument("entry", metavar=said.ENTRY_PIECE)
@click.option("--remplace-par", "other", metavar=said.ENTRY_PIECE, help=said.CLI_REPLACED_BY)
@configuration_option
@preview_option
@json_option
def remove_command(
    entry: str, other: str | None, configuration: Path, *, preview: bool, as_data: bool
) -> int:
    """Remove an entry on which nothing depends."""
    town = load(configuration)
    return _edit(
        town,
        lambda: remove(town.roots, town.options, configuration, entry, other or ""),
        preview=preview,
        as_data=as_data,
    )


def _edit(
    town: Town, planned: Callable[[], Plan | Refusal], *, preview: bool, as_data: bool
) -> int:
    """Do what *planned* returns, once nothing else changes the content."""
    if town.problems:
        return report(town.problems, 0, "texte", strict=True)
    try:
        with alone(town.settings):
            return _done(planned(), preview=preview, as_data=as_data)
    except BusyError:
        click.echo(said.BUSY, err=True)
        return BUSY


def _done(plan: Plan | Refusal, *, preview: bool, as_data: bool) -> int:
    """Write what is planned and tell it, or tell why not."""
    if isinstance(plan, Refusal):
        if as_data:
            say_data(_refusal_data(plan))
        else:
            click.echo(_refusal(plan), err=True, nl=False)
        return FAULTS
    code = GOOD if preview else kept(plan.files, plan.before)
    if code == GOOD:
        written = not preview
        if as_data:
            say_data(_data(plan, written=written))
        else:
            click.echo(_text(plan, written=written))
    return code


def _text(plan: Plan, *, written: bool) -> str:
    lines = []
    for change in plan.changes:
        lines.append(_heading(change))
        for line in change.lines:
            form = said.CHANGED_LINE if line.before and line.after else said.ADDED_LINE
            form = form if line.after else said.GONE_LINE
            before, after = _around(line.before.strip(), line.after.strip())
            lines.append(form.format(line=line.number, before=before, after=after))
    number = len(plan.changes)
    count = counted(said.FILES_COUNT, number)
    form = {
        True: said.RENAMED,
        False: said.REPLACED_ELSEWHERE,
        None: said.RENAMED_WITHOUT_ADDRESS,
    }[plan.redirects]
    lines.append(form.format(files=count) if written else said.WOULD_CHANGE)
    return "\n".join(lines)


def _around(before: str, after: str) -> tuple[str, str]:
    """Return two versions of a line, without the far ends that they share."""
    first = _shared(before, after)
    last = _shared(before[first:][::-1], after[first:][::-1])
    first = 0 if first <= _SHOWN else before.rfind(" ", 0, first - _SHOWN) + 1
    start = "…" if first else ""

    def shown(text: str) -> str:
        end = text.find(" ", len(text) - last + _SHOWN)
        return start + (text[first:] if end < 0 or last <= _SHOWN else f"{text[first:end]}…")

    return shown(before), shown(after)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _heading(change: FileChange) -> str:
    if change.removed:
        return said.REMOVED.format(file=change.file)
    if change.moved_to:
        return said.MOVED.format(old=change.file, new=change.moved_to)
    return said.CHANGED.format(file=change.file)


def _data(plan: Plan, *, written: bool) -> str:
    return json.dumps(
        {
            "written": written,
            "redirects": plan.redirects,
            "files": [
                {
                    "file": change.file,
                    "moved_to": change.moved_to or None,
                    "removed": change.removed,
                    "lines": [
                        {"line": line.number, "before": line.before, "after": line.after}
                        for line in change.lines
                    ],
                }
                for change in plan.changes
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _refusal(refusal: Refusal) -> str:
    told = "".join(
        said.DEPENDENT.format(place=f"{place.file}:{place.line}", sentence=sentence) + "\n"
        for place, sentence in refusal.dependents
    )
    return f"{told}{as_text(refusal.problems)}{refusal.message}\n"


def _refusal_data(refusal: Refusal) -> str:
    problems: list[Problem] = list(refusal.problems)
    data = {
        "written": False,
        "refused": refusal.message,
        "dependents": [
            {"file": place.file, "line": place.line, "message": sentence}
            for place, sentence in refusal.dependents
        ],
        "problems": json.loads(as_json(problems)),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
