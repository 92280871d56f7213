"""The command. It alone prints; it decides nothing about our domain.

Exit codes: 0 good, 1 faults in the content, 2 wrong usage, 3 busy, 70 our own fault.
"""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from parapluie import __version__, readability
from parapluie.build import build, reread, uncovered, verify
from parapluie.engine import run_engine
from parapluie.options import CACHE_FOLDER, CONFIG_FILE, Options, build_day, read_options
from parapluie.outlet import is_ours, options_here, render
from parapluie.problems import (
    Problem,
    as_github,
    as_json,
    as_text,
    errors,
    judged,
    suggestion,
    summary,
)
from parapluie.publish import BusyError, LossError, NotASiteError, publish
from parapluie.readability import Remark
from parapluie.reader import Roots
from parapluie.settings import Settings, read_settings
from parapluie.vocabulary import messages

GOOD, FAULTS, USAGE, BUSY, OURS = 0, 1, 2, 3, 70
_FORMATS: dict[str, Callable[[list[Problem]], str]] = {
    "texte": as_text,
    "github": as_github,
    "json": as_json,
}

_REMARKS: dict[str, Callable[[list[Remark]], str]] = {
    "texte": readability.as_text,
    "json": readability.as_json,
}


class _Refusal(click.UsageError):
    """A wrong usage that we word ourselves."""


class _Words:
    """Give click's own words in French."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(context)  # type: ignore[attr-defined]
        formatter.write_usage(context.command_path, " ".join(pieces), prefix=messages.CLI_USAGE)

    def get_help_option(self, context: click.Context) -> click.Option | None:
        option: click.Option | None = super().get_help_option(context)  # type: ignore[misc]
        if option is not None:
            option.help = messages.CLI_HELP
        return option


class _Command(_Words, click.Command):
    """A command in French."""


class _Group(_Words, click.Group):
    """A group of commands in French."""

    command_class = _Command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, self.commands[name].get_short_help_str(70))
            for name in self.list_commands(context)
        ]
        with formatter.section(messages.CLI_COMMANDS):
            formatter.write_dl(rows)

    def collect_usage_pieces(self, context: click.Context) -> list[str]:
        return [messages.CLI_PIECES]


_configuration = click.option(
    "--config",
    "configuration",
    type=click.Path(path_type=Path),
    default=Path(CONFIG_FILE),
    metavar="FICHIER",
    help=messages.CLI_CONFIG,
)
_strict = click.option("--strict", is_flag=True, help=messages.CLI_STRICT)


@click.group(
    cls=_Group,
    help=messages.CLI_ABOUT,
    context_settings={"help_option_names": ["--aide", "-h", "--help"]},
    no_args_is_help=False,
    invoke_without_command=True,
)
@click.option("--version", is_flag=True, help=messages.CLI_VERSION)
@click.pass_context
def cli(context: click.Context, *, version: bool) -> None:
    """Hold the commands."""
    if version:
        click.echo(f"parapluie {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command(name="verifier", help=messages.CLI_VERIFY)
@_configuration
@_strict
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="texte",
    metavar="texte|github|json",
    help=messages.CLI_FORMAT,
)
def verify_command(configuration: Path, form: str, *, strict: bool) -> int:
    """Check the content alone."""
    loaded = _load(configuration)
    if isinstance(loaded, list):
        return _report(loaded, 0, form, strict=strict)
    _, options, roots, problems = loaded
    found, entries = verify(roots, options)
    return _report(judged([*problems, *found], options.severities), entries, form, strict=strict)


@cli.command(name="rendre", help=messages.CLI_RENDER)
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
@_configuration
@_strict
def render_command(folder: Path, configuration: Path, *, strict: bool) -> int:
    """Write the finished Markdown to disk."""
    if not is_ours(folder):
        raise _Refusal(messages.CLI_NOT_OURS.format(folder=folder))
    loaded = _load(configuration)
    if isinstance(loaded, list):
        return _report(loaded, 0, "texte", strict=strict)
    settings, options, roots, problems = loaded
    for root in (roots.content, roots.illustrations):
        if folder.resolve().is_relative_to(root.resolve()):
            raise _Refusal(messages.CLI_INSIDE.format(folder=folder))
    site = build(roots, options_here(options), cache=settings.base / CACHE_FOLDER)
    found = judged([*problems, *site.problems], options.severities)
    code = _report(found, site.entries, "texte", strict=strict)
    if code == GOOD:
        render(site, settings, folder)
        click.echo(messages.CLI_RENDERED.format(number=len(site.files), folder=folder))
    return code


@cli.command(name="construire", help=messages.CLI_BUILD)
@_configuration
@_strict
@click.option("--forcer", "force", is_flag=True, help=messages.CLI_FORCE)
def build_command(configuration: Path, *, strict: bool, force: bool) -> int:
    """Build the site beside the last good one and exchange them."""
    loaded = _load(configuration)
    if isinstance(loaded, list):
        return _report(loaded, 0, "texte", strict=strict)
    settings = loaded[0]

    def make(folder: Path) -> bool:
        run = run_engine(configuration, folder, strict=strict)
        for line in run.told:
            click.echo(line)
        if run.crash:
            click.echo(messages.CLI_CRASH.format(reason=run.crash), err=True)
        return run.good

    try:
        pages = publish(settings.site, make, force=force)
    except BusyError:
        click.echo(messages.CLI_BUSY, err=True)
        return BUSY
    except NotASiteError:
        raise _Refusal(messages.CLI_NOT_A_SITE.format(folder=settings.site)) from None
    except LossError as loss:
        text = messages.CLI_LOSS.format(before=loss.before, after=loss.after)
        click.echo(text, err=True)
        return FAULTS
    if pages is None:
        click.echo(messages.CLI_UNCHANGED, err=True)
        return FAULTS
    click.echo(messages.CLI_BUILT.format(number=pages, folder=settings.site))
    return GOOD


@cli.command(name="couverture", help=messages.CLI_COVERAGE)
@_configuration
def coverage_command(configuration: Path) -> int:
    """Say what of the story is true and what is done without being told."""
    loaded = _load(configuration)
    if isinstance(loaded, list):
        return _report(loaded, 0, "texte", strict=False)
    _, options, roots, _ = loaded
    unserved, untold = uncovered(roots, options)
    click.echo(messages.CLI_UNSERVED.format(number=len(unserved)))
    for passage in unserved:
        place = f"{passage.place.file}:{passage.place.line}"
        click.echo(messages.CLI_PASSAGE.format(place=place, words=passage.words))
    click.echo(messages.CLI_UNTOLD.format(number=len(untold)))
    for entry in untold:
        click.echo(f"  {entry.file}: {entry.title}")
    return GOOD


@cli.command(name="lisibilite", help=messages.CLI_READABILITY)
@_configuration
@click.option("--strict", is_flag=True, help=messages.CLI_REMARKS_STRICT)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_REMARKS)),
    default="texte",
    metavar="texte|json",
    help=messages.CLI_REMARKS_FORMAT,
)
def readability_command(configuration: Path, form: str, *, strict: bool) -> int:
    """Say what could be plainer."""
    loaded = _load(configuration)
    if isinstance(loaded, list):
        return _report(loaded, 0, "texte", strict=False)
    _, options, roots, problems = loaded
    found, others, entries = reread(roots, options)
    wrong = errors([*problems, *others])
    if wrong and not entries:
        return _report(wrong, 0, "texte", strict=False)
    click.echo(_REMARKS[form](found), nl=False)
    if wrong:
        click.echo(messages.CLI_REMARKS_PARTIAL, err=True)
    if form == "texte":
        number = messages.CLI_REMARKS[min(len(found), 2)].format(number=len(found))
        click.echo(f"{number} {messages.CLI_REMARKS_LIMIT}", err=bool(found))
    return FAULTS if strict and found else GOOD


def _load(
    configuration: Path,
) -> tuple[Settings, Options, Roots, list[Problem]] | list[Problem]:
    if not configuration.is_file():
        raise _Refusal(messages.CLI_NO_CONFIG.format(file=configuration))
    settings, problems = read_settings(configuration)
    if settings is None:
        return problems
    day, found = build_day(os.environ)
    options, wrong = read_options(
        settings.plugin_options or {},
        site_name=settings.site_name,
        today=day,
        directory_urls=settings.directory_urls,
    )
    roots = Roots(
        settings.content,
        settings.base / options.illustrations,
        str(settings.written.get("docs_dir") or "docs"),
        options.illustrations,
    )
    return settings, options, roots, [*problems, *found, *wrong]


def _report(problems: list[Problem], entries: int, form: str, *, strict: bool) -> int:
    click.echo(_FORMATS[form](problems), nl=False)
    if form == "texte":
        click.echo(summary(problems, entries), err=bool(problems))
    return FAULTS if errors(problems) or (strict and problems) else GOOD


def _usage(error: click.ClickException) -> str:
    """Say in French what click says in English."""
    if isinstance(error, click.NoSuchOption):
        return messages.CLI_NO_OPTION.format(name=error.option_name)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return messages.CLI_MISSING.format(name=name)
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        return messages.CLI_BAD_VALUE.format(name=name)
    if isinstance(error, click.BadOptionUsage):
        return messages.CLI_BAD_OPTION.format(name=error.option_name)
    if isinstance(error, click.NoSuchCommand):
        near = suggestion(error.command_name, cli.commands)
        return messages.CLI_NO_COMMAND.format(name=error.command_name, suggestion=near)
    return error.message if isinstance(error, _Refusal) else messages.CLI_BAD_USAGE


def main(arguments: list[str] | None = None) -> Any:
    """Run the command and exit with its code."""
    try:
        code = cli.main(arguments, prog_name="parapluie", standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"{_usage(error)}\n{messages.CLI_SEE_HELP}", err=True)
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(messages.CLI_STOPPED, err=True)
        code = 130
    except OSError as error:
        reason = messages.FILE_SYSTEM.format(reason=error.strerror)
        click.echo(f"{error.filename}: {reason}", err=True)
        code = FAULTS
    except Exception:  # noqa: BLE001 - the last line of defence: say that the fault is ours
        traceback.print_exc()
        click.echo(messages.CLI_OUR_FAULT, err=True)
        code = OURS
    sys.exit(code or GOOD)
