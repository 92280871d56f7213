"""The command that explains an entry to who maintains a site."""

import json
from pathlib import Path

import click

from parapluie.build.understanding import understand
from parapluie.cli.frame import (
    GOOD,
    Refusal,
    cli,
    configuration_option,
    load,
    report,
    say_data,
)
from parapluie.desk.explaining import as_data, as_text, explain, named
from parapluie.problems import errors, judged
from parapluie.source.options import CACHE_FOLDER
from parapluie.vocabulary import explain_words as words


@cli.command(name="expliquer", help=words.COMMAND)
@click.argument("written", metavar=words.ENTRY)
@configuration_option
@click.option(
    "--format",
    "form",
    type=click.Choice(words.FORMS),
    default=words.FORMS[0],
    metavar="|".join(words.FORMS),
    help=words.FORMAT,
)
def explain_command(written: str, configuration: Path, form: str) -> int:
    """Say what an entry leads to, what depends on it, its files and what would make them again."""
    settings, options, roots, problems = load(configuration, form)
    content, graph, found = understand(roots, options.for_staff)
    wrong = errors(judged([*problems, *found], options.severities))
    if wrong:
        return report(wrong, len(graph.entries), form, strict=False)
    entry = named(graph, roots, written)
    if isinstance(entry, str):
        raise Refusal(entry)
    explained = explain(entry, graph, content, roots, options, settings.base / CACHE_FOLDER)
    if form == "json":
        say_data(json.dumps(as_data(explained), ensure_ascii=False, indent=2))
        return GOOD
    for line in as_text(explained):
        click.echo(line)
    return GOOD
