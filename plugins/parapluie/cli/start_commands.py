"""Commands that begin something: a town's folder."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from parapluie.cli.frame import GOOD, Refusal, cli
from parapluie.cli.writing import about_to_write
from parapluie.desk.starting import WHEEL, Answers, is_free, needs_wheel, start, whole_address
from parapluie.source.options import build_day, read_options
from parapluie.vocabulary import starting_words as words
from parapluie.vocabulary.file_names import fault, kept_name
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.messages import OTHER_NAME

Check = Callable[[str], tuple[str, str]]  # an answer as it is kept, and what is wrong with it


def _name(written: str) -> tuple[str, str]:
    name = " ".join(written.split())
    if not name:
        return "", words.NO_NAME
    return name, "" if name.isprintable() else words.BAD_LINE


def _address(written: str) -> tuple[str, str]:
    if written.strip().casefold() in words.NOTHING:
        return "", ""
    address = whole_address(written.strip())
    return address or "", "" if address else words.BAD_ADDRESS.format(value=written)


def _host(written: str) -> tuple[str, str]:
    host = written.strip().casefold()
    return host, "" if host in words.HOSTS else words.BAD_HOST


def _contact(written: str) -> tuple[str, str]:
    if written.strip().casefold() in words.NOTHING:
        return "", ""
    return written.strip(), _wrong({"contact": written.strip()})


def _colour(written: str) -> tuple[str, str]:
    return written, _wrong({"palette": {"principale": written}}) if written else ""


def _wrong(options: dict[str, object]) -> str:
    """Return what the plugin would say of some options of its own."""
    today, _ = build_day({})
    _, problems = read_options(options, site_name="", today=today, directory_urls=False)
    return "; ".join(problem.message for problem in problems)


def _asked(question: str, check: Check, default: str | None) -> str:
    """Return what the user answers, asked again as long as it is wrong and someone is there.

    *default* stands for no answer; without one, an answer is needed.
    """
    while True:
        try:
            written = click.prompt(
                question, default=default, show_default=bool(default), prompt_suffix=words.ASKED
            )
        except click.Abort:
            # At the end of a file of answers, the others are the usual ones.
            if default is None or sys.stdin.isatty():
                raise
            click.echo()
            written = default
        kept, wrong = check(written)
        if not wrong:
            return kept
        if not sys.stdin.isatty():
            raise Refusal(capitalize(wrong))
        click.echo(wrong, err=True)


@cli.command(name="demarrer", help=words.COMMAND)
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.option("--nom", "name", metavar="NOM", help=words.NAME)
@click.option("--adresse", "address", metavar="ADRESSE", help=words.ADDRESS)
@click.option("--publier", "host", metavar="|".join(words.HOSTS), help=words.HOST)
@click.option("--contact", metavar="COURRIEL", help=words.CONTACT)
@click.option("--couleur", "colour", metavar="#RRVVBB", default="", help=words.COLOUR)
@click.option("--parapluie", "source", metavar="ADRESSE", default="", help=words.FROM)
def start_command(
    folder: Path,
    name: str | None,
    address: str | None,
    host: str | None,
    contact: str | None,
    colour: str,
    source: str,
) -> int:
    """Start a town's folder."""
    if folder.exists() and not folder.is_dir():
        raise Refusal(words.NOT_A_FOLDER.format(folder=folder))
    if reason := fault(folder.name):
        other = kept_name(folder.name, OTHER_NAME)
        raise Refusal(words.BAD_FOLDER.format(value=folder.name, reason=reason, other=other))
    if not is_free(folder):
        raise Refusal(words.NOT_EMPTY.format(folder=folder))
    asked: list[tuple[str | None, Check, str, str | None]] = [
        (name, _name, words.ASK_NAME, None),
        (address, _address, words.ASK_ADDRESS, ""),
        (host, _host, words.ASK_HOST, words.HOSTS[0]),
        (contact, _contact, words.ASK_CONTACT, ""),
    ]
    # What is given is checked before anything is asked.
    given = [None if value is None else check(value) for value, check, _, _ in asked]
    colour, wrong_colour = _colour(colour)
    for wrong in (*(found[1] for found in given if found), wrong_colour):
        if wrong:
            raise Refusal(capitalize(wrong))
    name, address, host, contact = (
        found[0] if found else _asked(question, check, default)
        for found, (_, check, question, default) in zip(given, asked, strict=True)
    )
    answers = Answers(name, address, host, contact, colour, source)
    about_to_write()
    written = start(folder, answers)
    click.echo(words.DONE.format(number=len(written), folder=folder))
    click.echo(words.NEXT.format(folder=folder))
    if needs_wheel(answers):
        click.echo(words.WHEEL_WANTED.format(wheel=WHEEL, folder=folder))
    return GOOD
