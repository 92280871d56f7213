"""The command that says what is awaited, of whom, by when."""

from pathlib import Path

import click

from parapluie.build.understanding import understand
from parapluie.cli.frame import GOOD, cli, configuration_option, load
from parapluie.meaning.awaited import Waiting, awaited, by_whom
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.dates import by_day


@cli.command(name="attentes", help=words.CLI_WAITING)
@click.option("--conseil", "council", is_flag=True, help=words.CLI_WAITING_COUNCIL)
@configuration_option
def waiting_command(configuration: Path, *, council: bool) -> int:
    """Say what is awaited, of each in turn."""
    _, options, roots, _ = load(configuration)
    _, graph, _ = understand(roots, options)
    rows = by_whom(awaited(graph, options.today))
    if council:
        rows = [row for row in rows if row.found[0].is_of_council]
    if not rows:
        click.echo(words.CLI_NOTHING_OF_COUNCIL if council else words.CLI_NOTHING_AWAITED)
    for number, row in enumerate(rows):
        click.echo(("\n" if number else "") + _heading(row))
        for one in row.found:
            until = f", {by_day(one.by)}" if one.by else ""
            late = words.WAITED_TOO_LONG if one.is_late else ""
            place = f"{one.entry.place.file}:{one.entry.place.line}"
            click.echo(f"- {one.entry.title} : {one.what}{until}{late} ({place})")
    return GOOD


def _heading(row: Waiting) -> str:
    if row.found[0].is_of_council:
        return words.WAITS_FOR_COUNCIL
    return words.WAITS_FOR.format(title=row.of.title) if row.of else words.WAITS_FOR_NOBODY
