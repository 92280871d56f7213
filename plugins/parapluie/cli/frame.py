"""What the commands share: click in French, reading the settings, telling problems, exit codes."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.exceptions import Exit

from parapluie import __version__
from parapluie.cli.streams import sayable
from parapluie.problems import Problem, as_github, as_json, as_text, stops, summary
from parapluie.site.security_policy import of_settings, stopped
from parapluie.source.content_files import Roots
from parapluie.source.option_schema import CONFIG_FILE
from parapluie.source.options import Options, build_day, read_options
from parapluie.source.settings import Settings, read_settings
from parapluie.vocabulary import messages

GOOD, FAULTS, USAGE, BUSY, OURS, UNSAID = 0, 1, 2, 3, 70, 74
FORMATS: dict[str, Callable[[list[Problem]], str]] = {
    "texte": as_text,
    "github": as_github,
    "json": as_json,
}


class Refusal(click.UsageError):
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

    def invoke(self, context: click.Context) -> Any:
        """Run it with texts that are text: a terminal may have given them in other signs."""
        for name, value in context.params.items():
            if isinstance(value, str):
                context.params[name] = _text(value)
            elif isinstance(value, tuple):
                context.params[name] = tuple(
                    _text(one) if isinstance(one, str) else one for one in value
                )
        return super().invoke(context)


def _text(given: str) -> str:
    """Return an argument as text; raises `Refusal` where its bytes are none."""
    try:
        given.encode("utf-8")
    except UnicodeEncodeError:
        try:
            return os.fsencode(given).decode("utf-8")
        except UnicodeError:
            shown = given.encode("utf-8", "replace").decode("utf-8")
            raise Refusal(messages.CLI_BAD_SIGNS.format(value=shown)) from None
    return given


class FrenchGroup(_Words, click.Group):
    """A group of commands in French."""

    command_class = _Command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under a French heading."""
        rows = [
            (name, self.commands[name].get_short_help_str(70))
            for name in self.list_commands(context)
        ]
        with formatter.section(messages.CLI_COMMANDS):
            formatter.write_dl(rows)

    def collect_usage_pieces(self, context: click.Context) -> list[str]:
        """Say in French what follows the name."""
        return [messages.CLI_PIECES]


# The module of each command, read when it is asked for: importing what reads workbooks takes as
# long as checking a town.
COMMANDS = {
    "attentes": "waiting_command",
    "bilan": "accounts_command",
    "cms": "forms_command",
    "construire": "site_commands",
    "couverture": "quality_commands",
    "demarrer": "start_commands",
    "diapos": "slides_command",
    "dossier": "council_commands",
    "expliquer": "explain_command",
    "exporter": "spreadsheet_commands",
    "federer": "federation_command",
    "figer": "council_commands",
    "importer": "spreadsheet_commands",
    "imprimer": "paper_command",
    "lisibilite": "quality_commands",
    "nouveau": "draft_command",
    "rappels": "reminders_command",
    "relire": "council_commands",
    "rendre": "site_commands",
    "renommer": "editing_commands",
    "schemas": "schemas_command",
    "servir": "site_commands",
    "supprimer": "editing_commands",
    "verifier": "check_command",
}


class _Commands(FrenchGroup):
    """The group of all commands."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command, from its module."""
        if name in COMMANDS:
            import_module(f"{__package__}.{COMMANDS[name]}")
        return super().get_command(context, name)

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all, in their order."""
        for name in COMMANDS:
            self.get_command(context, name)
        return super().list_commands(context)


configuration_option = click.option(
    "--config",
    "configuration",
    type=click.Path(path_type=Path),
    default=Path(CONFIG_FILE),
    metavar="FICHIER",
    help=messages.CLI_CONFIG,
)
strict_option = click.option("--strict", is_flag=True, help=messages.CLI_STRICT)
gapless_option = click.option("--sans-lacune", "gapless", is_flag=True, help=messages.CLI_GAPLESS)


@click.group(
    cls=_Commands,
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


class Town(NamedTuple):
    """What a command needs to know of a municipality's folder."""

    settings: Settings
    options: Options
    roots: Roots
    problems: list[Problem]  # of the settings and options


def load(configuration: Path, form: str = "texte", *, strict: bool = False) -> Town:
    """Return what `mkdocs.yml` says; where it cannot be read, report it and end the command.

    Raises `Refusal` where there is no such file.
    """
    if not configuration.is_file():
        raise Refusal(messages.CLI_NO_CONFIG.format(file=configuration))
    settings, problems = read_settings(configuration)
    if settings is None:
        raise Exit(report(problems, 0, form, strict=strict))
    day, found = build_day(os.environ)
    options, wrong = read_options(
        settings.plugin_options or {},
        site_name=settings.site_name,
        today=day,
        directory_urls=settings.directory_urls,
        site_url=settings.site_url,
    )
    roots = Roots(
        settings.content,
        settings.base / options.illustrations,
        str(settings.written.get("docs_dir") or "docs"),
        options.illustrations,
        settings.base,
    )
    policy = of_settings(settings.written, settings.theme)
    halted = stopped(policy, settings.written, settings.theme, settings.base, configuration.name)
    return Town(settings, options, roots, [*problems, *found, *wrong, *halted])


def say_data(data: str) -> None:
    """Print JSON, in signs that the reader can have."""
    click.echo(sayable(data.removesuffix("\n")))


def report(
    problems: list[Problem], entries: int, form: str, *, strict: bool, gapless: bool = False
) -> int:
    """Print problems in a form of `FORMATS` and return the exit code that they call for."""
    if form == "texte":
        click.echo(as_text(problems, whole=gapless), nl=False)
        click.echo(summary(problems, entries), err=bool(problems))
    elif form == "json":
        say_data(as_json(problems))
    else:
        click.echo(FORMATS[form](problems), nl=False)
    return FAULTS if stops(problems, strict=strict, gapless=gapless) else GOOD
