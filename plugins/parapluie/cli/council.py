"""Commands for a council's work: what to read again."""

from pathlib import Path

import click

from parapluie.build import understand
from parapluie.cli.frame import (
    FAULTS,
    GOOD,
    Refusal,
    cli,
    configuration_option,
    load,
    report,
)
from parapluie.problems import errors, judged, suggestion
from parapluie.readings import written
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.council_fields import READINGS_FILE
from parapluie.wordings import ToRead, acknowledged, to_read, wording


@cli.command(name="relire", help=words.CLI_REREAD)
@click.argument("name", metavar="TYPE:ID", default="")
@click.option("--tout", "everything", is_flag=True, help=words.CLI_REREAD_ALL)
@configuration_option
def reread_command(name: str, configuration: Path, *, everything: bool) -> int:
    """Say what is to be read again, or note that it was."""
    loaded = load(configuration)
    if isinstance(loaded, list):
        return report(loaded, 0, "texte", strict=False)
    _, options, roots, problems = loaded
    content, graph, found = understand(roots, options)
    waiting = to_read(graph, content.readings)
    if not name and not everything:
        for one in waiting:
            _tell(one)
        number = len({entry.key for one in waiting for entry in one.by})
        if waiting:
            click.echo(words.CLI_REREAD_NUMBER.format(number=words.ENTRIES.count(number)))
        else:
            started = bool(content.readings)
            click.echo(words.CLI_REREAD_NOTHING if started else words.CLI_REREAD_NOT_STARTED)
        return GOOD
    entries = graph.resolver.find(name) if name else []
    if name and len(entries) != 1:
        near = suggestion(name, (f"{e.kind.key}:{e.id}" for e in graph.entries))
        raise Refusal(words.CLI_REREAD_UNKNOWN.format(value=name, suggestion=near))
    wrong = errors(judged([*problems, *found], options.severities))
    if wrong:
        report(wrong, len(graph.entries), "texte", strict=False)
        click.echo(words.CLI_REREAD_BROKEN, err=True)
        return FAULTS
    readers = None if everything else {entry.key for entry in entries}
    readings = acknowledged(graph, content.readings, options.today, readers)
    (roots.content / READINGS_FILE).write_text(written(readings), "utf-8", newline="\n")
    click.echo(words.CLI_REREAD_WRITTEN.format(file=f"{roots.content_name}/{READINGS_FILE}"))
    return GOOD


def _tell(found: ToRead) -> None:
    place = f"{found.source.place.file}:{found.source.place.line}"
    click.echo(words.CLI_REREAD_SOURCE.format(place=place, entry=found.source.title))
    if found.before:
        before, after = (" ".join(text.split()) for text in (found.before, wording(found.source)))
        click.echo(words.CLI_REREAD_BEFORE.format(text=before))
        click.echo(words.CLI_REREAD_AFTER.format(text=after))
    for entry in found.by:
        name = f"{entry.kind.key}:{entry.id}"
        click.echo(words.CLI_REREAD_ONE.format(name=name, title=entry.title))
