"""Commands that say what could be better: what is missing, what could be plainer."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from parapluie.build.making import missing as find_missing
from parapluie.build.making import reread
from parapluie.cli.frame import FAULTS, GOOD, cli, configuration_option, load, report, say_data
from parapluie.meaning import remarks
from parapluie.meaning.graph import Graph
from parapluie.meaning.said_reasons import said_reasons
from parapluie.meaning.sentences import Sentence, plain
from parapluie.model import Entry
from parapluie.pages import coverage, found_gaps
from parapluie.problems import errors
from parapluie.vocabulary import gaps_words, messages
from parapluie.vocabulary.grammar import counted


@cli.command(name="couverture", help=messages.CLI_COVERAGE)
@configuration_option
@click.option("--json", "is_json", is_flag=True, help=gaps_words.COMMAND_JSON)
def coverage_command(configuration: Path, *, is_json: bool) -> int:
    """Say what of the story is true, what is done without being told, and what is missing."""
    _, options, roots, _ = load(configuration, "json" if is_json else "texte")
    graph, missing = find_missing(roots, options)
    unserved, untold = coverage(graph)
    if is_json:
        found = {
            "passages": [{"file": p.place.file, "line": p.place.line, "words": p.words}
                         for p in unserved],
            "untold": [found_gaps.named(entry) for entry in untold],
            **found_gaps.as_data(missing),
            "reasons": found_gaps.reasons_as_data(said_reasons(graph)),
        }  # fmt: skip
        say_data(json.dumps(found, ensure_ascii=False, indent=2))
        return GOOD
    click.echo(messages.CLI_UNSERVED.format(number=len(unserved)))
    for passage in unserved:
        place = f"{passage.place.file}:{passage.place.line}"
        click.echo(messages.CLI_PASSAGE.format(place=place, words=passage.words))
    click.echo(messages.CLI_UNTOLD.format(number=len(untold)))
    for entry in untold:
        click.echo(f"  {entry.file}: {entry.title}")
    for line in (*_told(graph, missing), *_reasons(graph)):
        click.echo(line)
    return GOOD


def _told(graph: Graph, missing: found_gaps.Gaps) -> Iterator[str]:
    """Yield what is missing, line by line."""
    say = graph.vocabulary.say
    for gap in (*gaps_words.GAPS, gaps_words.STRUCTURING):
        found = missing.found.get(gap.key, missing.structuring)
        yield from _heading(say(gap.title), len(found))
        for one in found:
            step = f"{one.step} {one.command}".rstrip()
            yield from _finding(one.entries[0], one.reason, step)
    yield from _heading(gaps_words.SET_TITLE, len(missing.picks))
    if missing.picks:
        yield f"  {found_gaps.set_summary(graph, missing)}"
    for pick in missing.picks:
        yield from _finding(pick.entry, pick.reason, pick.step)


def _reasons(graph: Graph) -> Iterator[str]:
    """Yield how many links say why, of all and of each entry."""
    found = said_reasons(graph)
    if not found.number:
        return
    said = found_gaps.said(found)
    yield gaps_words.REASONS_ALL.format(title=gaps_words.REASONS_TITLE, said=said)
    for title, group in found_gaps.reasons_by(graph, found):
        yield gaps_words.REASONS_GROUP.format(title=title)
        for one in group:
            entry, said = one.entry, found_gaps.said(one)
            yield gaps_words.REASONS_ONE.format(file=entry.file, title=entry.title, said=said)


def _heading(title: str, number: int) -> Iterator[str]:
    yield gaps_words.COMMAND_HEADING.format(title=title.rstrip("?"), number=number)


def _finding(entry: Entry, reason: Sentence, step: str) -> Iterator[str]:
    place = f"{entry.file}:{entry.place.line}"
    yield gaps_words.COMMAND_FINDING.format(place=place, reason=plain(reason))
    yield gaps_words.COMMAND_STEP.format(step=found_gaps.spoken(step))


@cli.command(name="lisibilite", help=messages.CLI_READABILITY)
@configuration_option
@click.option("--strict", is_flag=True, help=messages.CLI_REMARKS_STRICT)
@click.option(
    "--format",
    "form",
    type=click.Choice(["texte", "json"]),
    default="texte",
    metavar="texte|json",
    help=messages.CLI_REMARKS_FORMAT,
)
def readability_command(configuration: Path, form: str, *, strict: bool) -> int:
    """Say what could be plainer."""
    _, options, roots, problems = load(configuration)
    found, others, entries = reread(roots, options)
    wrong = errors([*problems, *others])
    if wrong and not entries:
        return report(wrong, 0, "texte", strict=False)
    if form == "json":
        say_data(remarks.as_json(found))
    else:
        click.echo(remarks.as_text(found), nl=False)
    if wrong:
        click.echo(messages.CLI_REMARKS_PARTIAL, err=True)
    if form == "texte":
        number = counted(messages.CLI_REMARKS, len(found))
        click.echo(f"{number} {messages.CLI_REMARKS_LIMIT}", err=bool(found))
    return FAULTS if strict and found else GOOD
