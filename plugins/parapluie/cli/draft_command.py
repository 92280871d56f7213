"""The command that prepares a new entry."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from parapluie.build.understanding import understand
from parapluie.build.verdict import verify
from parapluie.cli.council_commands import prepare_lenses
from parapluie.cli.frame import GOOD, Refusal, cli, configuration_option, load
from parapluie.cli.writing import about_to_write
from parapluie.desk.drafting import RefusedError, Wanted, draft, write
from parapluie.problems import judged
from parapluie.vocabulary import drafting_words as words
from parapluie.vocabulary.council_words import CLI_NEW_EXAMINED, NEW_LENSES


def _link_options(command: Callable[..., int]) -> Callable[..., int]:
    for option, key in reversed(words.LINK_OPTIONS):
        add = click.option(
            option, key, multiple=True, metavar="ID", help=words.LINK.format(key=key)
        )
        command = add(command)
    return command


@cli.command(name="nouveau", help=words.COMMAND)
@click.argument("kind", metavar="TYPE")
@click.option("--titre", "title", metavar="TITRE", help=words.TITLE)
@click.option("--identifiant", "identifier", metavar="ID", default="", help=words.IDENTIFIER)
@click.option("--dans", "folder", metavar="SOUS-DOSSIER", default="", help=words.FOLDER)
@_link_options
@click.option("--examine", "examined", metavar="TYPE:ID", default="", help=CLI_NEW_EXAMINED)
@click.option("--avec", "others", metavar=words.PAIR, multiple=True, help=words.ANY)
@configuration_option
def new_command(
    kind: str,
    title: str | None,
    identifier: str,
    folder: str,
    examined: str,
    others: tuple[str, ...],
    configuration: Path,
    **links: tuple[str, ...],
) -> int:
    """Prepare a new entry."""
    town = load(configuration)
    options, roots = town.options, town.roots
    values = {key: list(given) for key, given in links.items() if given}
    for pair in others:
        key, sign, value = pair.partition("=")
        if not sign or not value.strip():
            raise Refusal(words.BAD_PAIR.format(value=pair))
        values.setdefault(key.strip(), []).append(value.strip())
    if title is None:
        if not sys.stdin.isatty():
            raise Refusal(words.NO_TITLE)
        title = click.prompt(words.ASK_TITLE, prompt_suffix=words.ASKED)
    if kind == NEW_LENSES:
        return prepare_lenses(town, title, examined)
    graph = understand(roots, options.for_staff)[1]
    try:
        prepared = draft(graph, Wanted(kind, title, identifier, folder, values))
        about_to_write()
        write(prepared, roots.content)
    except RefusedError as refused:
        raise Refusal(str(refused)) from None
    except FileExistsError:
        name = f"{roots.content_name}/{prepared.path}"
        raise Refusal(words.TAKEN.format(file=name)) from None
    file = f"{roots.content_name}/{prepared.path}"
    click.echo(words.WRITTEN.format(file=file))
    found, _ = verify(roots, options)
    left = [one for one in judged(found, options.severities) if one.place.file == file]
    if left:
        click.echo(words.LEFT)
        for problem in left:
            click.echo(f"  {problem}")
    click.echo(words.THEN if left else words.GOOD)
    return GOOD
