"""The command that says what the staff has to come back to."""

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from parapluie.build.understanding import understand
from parapluie.cli.carriers import carrier_named
from parapluie.cli.frame import GOOD, cli, configuration_option, load
from parapluie.meaning.reminders import Reminder, Reminders, completeness, reminders
from parapluie.vocabulary import reminders_words as words
from parapluie.vocabulary.grammar import counted


@cli.command(name="rappels", help=words.COMMAND)
@click.option("--service", metavar="ID", default="", help=words.SERVICE)
@click.option("--json", "as_data", is_flag=True, help=words.AS_JSON)
@configuration_option
def reminders_command(service: str, configuration: Path, *, as_data: bool) -> int:
    """Say what is late, awaited, stale or incomplete, by who carries it."""
    _, options, roots, _ = load(configuration)
    _, graph, _ = understand(roots, options)
    found = reminders(graph, options.today, options.review_months)
    if service:
        carrier = carrier_named(graph, service)
        found = [one for one in found if one.carrier is carrier]
        if not found and not as_data:
            click.echo(words.NOTHING_OF.format(title=carrier.title))
            return GOOD
    if as_data:
        click.echo(json.dumps([_data(one) for one in found], ensure_ascii=False, indent=1))
        return GOOD
    if not found:
        click.echo(words.NOTHING)
    for number, one in enumerate(found):
        click.echo(("\n" if number else "") + _text(one))
    return GOOD


def _text(of: Reminders) -> str:
    title = of.carrier.title if of.carrier else words.NOBODY
    lines = [words.HEADING.format(title=title, number=counted(words.COUNT, len(of.found)))]
    for why, found in groupby(of.found, key=lambda one: one.why):
        lines += ["", words.TITLES[why]]
        for one in found:
            place = f"{one.entry.place.file}:{one.entry.place.line}"
            lines.append(words.LINE.format(title=one.entry.title, place=place, what=one.what))
    return "\n".join(lines)


def _data(of: Reminders) -> dict[str, Any]:
    return {
        "responsable": _name(of.carrier.key) if of.carrier else None,
        "titre": of.carrier.title if of.carrier else None,
        "rappels": [_one(one) for one in of.found],
    }


def _one(one: Reminder) -> dict[str, Any]:
    full = completeness(one.entry)
    return {
        "pourquoi": one.why.value,
        "entree": _name(one.entry.key),
        "titre": one.entry.title,
        "fichier": one.entry.place.file,
        "ligne": one.entry.place.line,
        "quoi": one.what,
        "manque": [item.key for item in full.missing],
        "attendus": len(full.expected),
    }


def _name(key: tuple[str, str]) -> str:
    return f"{key[0]}:{key[1]}"
