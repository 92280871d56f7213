"""Commands that say what could be better: what is missing, what could be plainer."""

from collections.abc import Callable
from pathlib import Path

import click

from parapluie import readability
from parapluie.build import reread, uncovered
from parapluie.cli.frame import (
    FAULTS,
    GOOD,
    cli,
    configuration_option,
    load,
    report,
)
from parapluie.problems import errors
from parapluie.readability import Remark
from parapluie.vocabulary import messages

_REMARKS: dict[str, Callable[[list[Remark]], str]] = {
    "texte": readability.as_text,
    "json": readability.as_json,
}


@cli.command(name="couverture", help=messages.CLI_COVERAGE)
@configuration_option
def coverage_command(configuration: Path) -> int:
    """Say what of the story is true and what is done without being told."""
    loaded = load(configuration)
    if isinstance(loaded, list):
        return report(loaded, 0, "texte", strict=False)
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
@configuration_option
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
    loaded = load(configuration)
    if isinstance(loaded, list):
        return report(loaded, 0, "texte", strict=False)
    _, options, roots, problems = loaded
    found, others, entries = reread(roots, options)
    wrong = errors([*problems, *others])
    if wrong and not entries:
        return report(wrong, 0, "texte", strict=False)
    click.echo(_REMARKS[form](found), nl=False)
    if wrong:
        click.echo(messages.CLI_REMARKS_PARTIAL, err=True)
    if form == "texte":
        number = messages.CLI_REMARKS[min(len(found), 2)].format(number=len(found))
        click.echo(f"{number} {messages.CLI_REMARKS_LIMIT}", err=bool(found))
    return FAULTS if strict and found else GOOD
