"""The command that gives the accounts of a period."""

from pathlib import Path

import click

from parapluie.build.understanding import understand
from parapluie.cli.carriers import carrier_named
from parapluie.cli.frame import GOOD, Refusal, cli, configuration_option, load
from parapluie.meaning.graph import Graph
from parapluie.meaning.yearly_report import Accounts, Count, accounts, years
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.grammar import capitalize, spell
from parapluie.vocabulary.windows import Window, parse_window


@cli.command(name="bilan", help=words.CLI_ACCOUNTS)
@click.argument("period", metavar=words.CLI_WINDOW)
@click.option("--service", metavar="ID", default="", help=words.CLI_SERVICE)
@configuration_option
def accounts_command(period: str, service: str, configuration: Path) -> int:
    """Say what was planned for a period and what was done of it."""
    window = _window(period)
    _, options, roots, _ = load(configuration)
    _, graph, _ = understand(roots, options)
    carrier = carrier_named(graph, service) if service else None
    found = accounts(graph, window, carrier)
    if not found.lines and carrier is not None:
        raise Refusal(words.CLI_NO_ACCOUNTS_OF.format(window=period, title=carrier.title))
    if not found.lines:
        known = ", ".join(map(str, years(graph)))
        raise Refusal(words.CLI_NO_ACCOUNTS.format(window=period, known=known or words.CLI_NO_YEAR))
    title = words.ACCOUNTS_TITLE.format(of=window.of)
    _count(f"{title}, {carrier.title}" if carrier else title, found.whole)
    _tell(graph, found)
    return GOOD


def _window(period: str) -> Window:
    try:
        return parse_window(period)
    except ValueError:
        raise Refusal(words.CLI_NO_WINDOW.format(value=period)) from None


def _tell(graph: Graph, found: Accounts) -> None:
    for key, rows in found.by:
        click.echo(f"\n{capitalize(graph.names[key].plural)}")
        for entry, count in rows:
            _count(f"  {entry.title}", count)
    click.echo()
    for line in found.lines:
        result = line.result.agreed(line.action.noun.gender) if line.result else words.UNTOLD
        click.echo(f"- {line.action.title} ({result})")
        for label, said in (
            (words.PLANNED, line.record and line.record.prevu),
            (words.DONE, line.record and line.record.fait),
            (words.GAP, line.record and line.record.ecart),
        ):
            if said:
                click.echo(f"    {label} : {said}")


def _count(label: str, count: Count) -> None:
    share = "" if count.share is None else words.CLI_SHARE.format(share=count.share)
    click.echo(
        words.CLI_COUNT.format(
            label=label,
            planned=spell(count.planned),
            done=spell(count.done),
            missed=spell(count.missed),
            untold=spell(count.untold),
            share=share,
        )
    )
