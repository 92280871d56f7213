"""Commands that write the content as a spreadsheet, and read it back."""

import json
import sys
from pathlib import Path

import click

from parapluie.build.understanding import understand
from parapluie.cli.editing_commands import BusyError, alone, kept
from parapluie.cli.frame import (
    BUSY,
    FAULTS,
    GOOD,
    FrenchGroup,
    Refusal,
    Town,
    cli,
    configuration_option,
    load,
    report,
    say_data,
)
from parapluie.cli.writing import about_to_write
from parapluie.desk.spreadsheets.foreign import Reading, follow, guess
from parapluie.desk.spreadsheets.import_desk import EntryChange, ImportPlan
from parapluie.desk.spreadsheets.imported import compare, is_exported
from parapluie.desk.spreadsheets.mapping_files import mapping_file
from parapluie.desk.spreadsheets.rows import Files, tables
from parapluie.desk.spreadsheets.workbook_reader import Book, Trouble, read_workbook
from parapluie.problems import as_json, as_text, errors
from parapluie.vocabulary import editing_words, foreign_sheets, messages
from parapluie.vocabulary import spreadsheet_words as said
from parapluie.vocabulary.grammar import a, counted

_SHOWN = 60  # characters of a value in the list of changes
json_option = click.option("--json", "as_data", is_flag=True, help=editing_words.CLI_AS_JSON)


@cli.group(name="exporter", cls=FrenchGroup, help=said.CLI_EXPORT)
def export_group() -> None:
    """Hold the commands that write the content in another form."""


@cli.group(name="importer", cls=FrenchGroup, help=said.CLI_IMPORT)
def import_group() -> None:
    """Hold the commands that read content from another form."""


@export_group.command(name="tableur", help=said.CLI_EXPORT_SHEET)
@click.argument("target", metavar=said.TARGET_PIECE, type=click.Path(path_type=Path))
@configuration_option
@click.option("--forcer", "force", is_flag=True, help=said.CLI_OVERWRITE)
def export_command(target: Path, configuration: Path, *, force: bool) -> int:
    """Write every entry as a row."""
    _, options, roots, problems = load(configuration)
    content, graph, found = understand(roots, options.for_staff)
    if wrong := errors([*problems, *found]):
        return report(wrong, 0, "texte", strict=False)
    if target.exists() and not force and not (target.is_dir() and not any(target.iterdir())):
        raise Refusal(said.EXISTS.format(file=target))
    made = tables(content, graph, options, Files(roots))
    # The package behind it takes a third of a second to import, which every command would pay.
    from parapluie.desk.spreadsheets.exported import csv_files, workbook, write_files

    about_to_write()
    if target.suffix.lower() == ".xlsx":
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(workbook(made, content, graph))
    else:
        if target.is_dir() and any(f.suffix.lower() != ".csv" for f in target.iterdir()):
            raise Refusal(said.NOT_OUR_FOLDER.format(file=target))
        write_files(target, csv_files(made))
    number = sum(len(table.rows) for table in made)
    count = counted(said.ENTRIES, number)
    click.echo(said.EXPORTED.format(entries=count, file=target))
    return GOOD


@import_group.command(name="tableur", help=said.CLI_IMPORT_SHEET)
@click.argument("source", metavar=said.SOURCE_PIECE, type=click.Path(path_type=Path))
@configuration_option
@click.option("--appliquer", "apply", is_flag=True, help=said.CLI_APPLY)
@click.option(
    "--correspondance",
    "mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=said.CLI_MAPPING_FILE,
    help=said.CLI_MAPPING,
)
@click.option("--oui", "sure", is_flag=True, help=said.CLI_YES)
@json_option
def import_command(
    source: Path,
    configuration: Path,
    mapping: Path | None,
    *,
    apply: bool,
    sure: bool,
    as_data: bool,
) -> int:
    """Show what a spreadsheet changes, and write it when asked."""
    town = load(configuration)
    if wrong := errors(town.problems):
        return report(wrong, 0, "texte", strict=False)
    try:
        with alone(town.settings):
            book = read_workbook(source)
            if book.troubles:
                message = said.FILE.format(file=source, message=book.troubles[0].message)
                plan = ImportPlan(troubles=(Trouble(message),))
            elif mapping is not None or not is_exported(book):
                place = mapping or _mapping_beside(source)
                read = _understood(book, town, place)
                if not as_data:
                    _tell(read, place)
                if read.undecided:
                    return _undecided(read, place, as_data=as_data)
                plan = read.plan
            else:
                whole = source.suffix.lower() == ".xlsx"
                plan = compare(book, town.roots, town.options, whole=whole)
            return _done(plan, apply=apply, sure=sure, as_data=as_data)
    except BusyError:
        click.echo(editing_words.BUSY, err=True)
        return BUSY


def _mapping_beside(source: Path) -> Path:
    return source.with_name(source.stem + foreign_sheets.MAPPING_SUFFIX)


def _understood(book: Book, town: Town, place: Path) -> Reading:
    """Read a workbook of the town's own; keep what is guessed where a person can correct it."""
    if not place.exists():
        read = guess(book, town.roots, town.options)
        if read.mappings:
            about_to_write()
            place.write_bytes(mapping_file(read.mappings))
        return read
    raw = place.read_bytes()
    read = follow(book, town.roots, town.options, raw, str(place))
    if read.mappings and (changed := mapping_file(read.mappings, raw)) != raw:
        about_to_write()
        place.write_bytes(changed)
    return read


def _tell(read: Reading, place: Path) -> None:
    """Say how a workbook is understood."""
    if not read.mappings:
        return
    click.echo(foreign_sheets.GUESSED)
    for mapping in read.mappings:
        one = a(mapping.subkind.noun)
        words = {"sheet": mapping.sheet, "row": mapping.header, "one": one}
        click.echo(foreign_sheets.SHEET_READ.format(**words))
        for name, field in mapping.columns.items():
            click.echo(foreign_sheets.COLUMN_READ.format(name=name, field=field))
        for field, values in mapping.values.items():
            for value, target in values.items():
                form = foreign_sheets.VALUE_READ
                if target == foreign_sheets.UNDECIDED:
                    form = foreign_sheets.TO_DECIDE
                click.echo(form.format(field=field, value=value, target=target))
    click.echo(foreign_sheets.MAPPING_WRITTEN.format(file=place))


def _undecided(read: Reading, place: Path, *, as_data: bool) -> int:
    number = len(read.undecided)
    count = counted(foreign_sheets.VALUE_COUNT, number)
    message = foreign_sheets.STILL_TO_DECIDE.format(number=count, file=place)
    if as_data:
        pairs = [{"field": field, "value": value} for field, value in read.undecided]
        data = {"written": False, "mapping": str(place), "undecided": pairs}
        say_data(json.dumps(data, ensure_ascii=False, indent=2))
        return FAULTS
    for note in read.plan.notes:
        click.echo(note)
    click.echo(message, err=True)
    return FAULTS


def _done(plan: ImportPlan, *, apply: bool, sure: bool, as_data: bool) -> int:
    if as_data:
        code = GOOD if plan.is_sound else FAULTS
        if code == GOOD and apply and plan.files:
            code = kept(plan.files, plan.before)
        say_data(_data(plan, written=apply and code == GOOD))
        return code
    for note in plan.notes:
        click.echo(note)
    if not plan.is_sound:
        return _refused(plan)
    if not plan.entries:
        click.echo(said.NOTHING_CHANGED)
        return GOOD
    for entry in plan.entries:
        click.echo(_entry(entry))
    click.echo(_summary(plan))
    if not apply:
        click.echo(said.ADD_APPLY)
        return GOOD
    if not sure and sys.stdin.isatty() and sys.stdout.isatty():
        answer = click.prompt(said.CONFIRM, default="", show_default=False, prompt_suffix="")
        if answer.strip().lower() not in said.CONFIRM_YES:
            click.echo(said.NOT_CONFIRMED)
            return GOOD
    code = kept(plan.files, plan.before)
    if code == GOOD:
        number = len(plan.files)
        files = counted(said.FILES_WRITTEN, number)
        click.echo(said.WRITTEN.format(files=files))
    return code


def _refused(plan: ImportPlan) -> int:
    for trouble in plan.troubles:
        click.echo(str(trouble), err=True)
    if plan.troubles:
        number = len(plan.troubles)
        count = counted(messages.ERROR_COUNT, number)
        click.echo(said.NOTHING_WRITTEN.format(number=count), err=True)
    if plan.problems:
        click.echo(as_text(plan.problems), err=True, nl=False)
        click.echo(said.SITE_PROBLEMS, err=True)
    return FAULTS


def _entry(entry: EntryChange) -> str:
    form = said.ENTRY_NEW if entry.is_new else said.ENTRY_CHANGED
    lines = [form.format(file=entry.file, title=entry.title)]
    for change in entry.cells:
        form = said.CELL_NEW if entry.is_new else said.CELL_CHANGED
        words = {"before": _short(change.before), "after": _short(change.after)}
        lines.append(form.format(cell=change.cell, label=change.label, **words))
    return "\n".join(lines)


def _short(text: str) -> str:
    if not text:
        return said.EMPTY_VALUE
    line = " / ".join(part for part in text.split("\n") if part)
    return said.QUOTED.format(text=line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…")


def _summary(plan: ImportPlan) -> str:
    new = sum(entry.is_new for entry in plan.entries)
    changed = len(plan.entries) - new
    cells = sum(len(entry.cells) for entry in plan.entries)
    return said.SUMMARY.format(
        changed=counted(said.CHANGED_COUNT, changed),
        new=counted(said.NEW_COUNT, new),
        cells=counted(said.CELL_COUNT, cells),
    )


def _data(plan: ImportPlan, *, written: bool) -> str:
    data = {
        "written": written,
        "entries": [
            {
                "file": entry.file,
                "title": entry.title,
                "new": entry.is_new,
                "cells": [
                    {
                        "cell": change.cell,
                        "label": change.label,
                        "before": change.before,
                        "after": change.after,
                    }
                    for change in entry.cells
                ],
            }
            for entry in plan.entries
        ],
        "troubles": [
            {"sheet": t.sheet, "cell": t.cell, "message": t.message} for t in plan.troubles
        ],
        "problems": json.loads(as_json(plan.problems)),
        "notes": list(plan.notes),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
