"""The command that makes the slides of a plan."""

import tempfile
from pathlib import Path

import click

from parapluie.build.understanding import understand
from parapluie.cli.frame import FAULTS, Refusal, cli, configuration_option, load, report
from parapluie.cli.paper_command import put_on_paper
from parapluie.outlets.pdf import browser
from parapluie.pages.slides import STYLE, slides_page, style
from parapluie.problems import errors, suggestion
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.exports_words import CLI_PRINT_NO_BROWSER


@cli.command(name="diapos", help=words.CLI_SLIDES)
@click.argument("name", metavar="ID")
@click.argument(
    "file", metavar=words.CLI_FILE_METAVAR, type=click.Path(path_type=Path), required=False
)
@configuration_option
def slides_command(name: str, file: Path | None, configuration: Path) -> int:
    """Print the slides of a plan as PDF."""
    _, options, roots, _ = load(configuration)
    _, graph, problems = understand(roots, options)
    wrong = errors(problems)
    if wrong:
        return report(wrong, len(graph.entries), "texte", strict=False)
    every = graph.where(lambda kind: kind.is_adopted)
    found = [entry for entry in graph.resolver.find(name) if entry in every]
    if len(found) != 1:
        near = suggestion(name, [f"{entry.kind.key}:{entry.id}" for entry in every])
        raise Refusal(words.CLI_SLIDES_UNKNOWN.format(value=name, suggestion=near))
    page = slides_page(graph, options, found[0])
    if page is None:
        raise Refusal(words.CLI_FILE_NOTHING_UNDER.format(title=found[0].title))
    program = browser()
    if program is None:
        click.echo(CLI_PRINT_NO_BROWSER, err=True)
        return FAULTS
    with tempfile.TemporaryDirectory(prefix="parapluie-") as folder:
        written = Path(folder) / "diapos.html"
        written.write_text(page, "utf-8")
        (Path(folder) / STYLE).write_text(style(options), "utf-8")
        named = Path(words.SLIDES_FILE.format(id=found[0].id))
        return put_on_paper(program, written.as_uri(), file or named)
