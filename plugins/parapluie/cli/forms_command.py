"""The command that prepares forms in the browser."""

from pathlib import Path, PurePath

import click

from parapluie.build.understanding import understand
from parapluie.cli.frame import GOOD, Refusal, cli, configuration_option, load
from parapluie.cli.writing import about_to_write
from parapluie.desk.browser_forms import files, is_ours
from parapluie.vocabulary import cms_words as words


@cli.command(name="cms", help=words.COMMAND)
@click.option(
    "--depot",
    "host",
    type=click.Choice(words.HOSTS),
    default=words.HOSTS[0],
    metavar="|".join(words.HOSTS),
    help=words.HOST,
)
@click.option("--projet", "project", metavar="NOM", default="", help=words.PROJECT)
@click.option("--branche", "branch", metavar="BRANCHE", default="main", help=words.BRANCH)
@configuration_option
def cms_command(host: str, project: str, branch: str, configuration: Path) -> int:
    """Write the configuration of the forms."""
    settings, options, roots, _ = load(configuration)
    if host != words.HOSTS[0] and not project:
        raise Refusal(words.WANTS_PROJECT.format(host=host))
    # As the forms name them, whatever their sign between folders.
    folder, pictures = (_plain(name) for name in (roots.content_name, roots.illustrations_name))
    content, graph, _ = understand(roots, options.for_staff)
    made = files(
        graph,
        content.illustrations,
        site_name=settings.site_name,
        content=folder,
        pictures=pictures,
        host=host,
        project=project,
        branch=branch,
    )
    for path in made:
        file = settings.base / path
        if file.exists() and not is_ours(file.read_text("utf-8", "replace")):
            raise Refusal(words.NOT_OURS.format(file=path))
    about_to_write()
    for path, text in made.items():
        file = settings.base / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    click.echo(words.WRITTEN.format(number=len(made), files=", ".join(made)))
    click.echo(words.NEXT)
    return GOOD


def _plain(folder: str) -> str:
    """Return the path of a folder below `mkdocs.yml`; another is none that forms may write in."""
    path = PurePath(folder)
    if path.is_absolute() or not path.parts or ".." in path.parts:
        raise Refusal(words.OUTSIDE.format(folder=folder))
    return path.as_posix()
