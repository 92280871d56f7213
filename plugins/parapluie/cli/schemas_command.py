"""The command that writes schemas for editors."""

import json
from pathlib import Path

import click

from parapluie.cli.frame import GOOD, Refusal, cli, configuration_option, load
from parapluie.cli.writing import about_to_write
from parapluie.site.json_schemas import mapping, schemas
from parapluie.vocabulary import schema_words as words


@cli.command(name="schemas", help=words.COMMAND)
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
@configuration_option
def schemas_command(folder: Path, configuration: Path) -> int:
    """Write the schemas of a town's words."""
    settings, options, roots, _ = load(configuration)
    made = {f"{name}.json": schema for name, schema in schemas(options.vocabulary).items()}
    for name in (*made, words.VSCODE_FILE):
        file = folder / name
        if file.exists() and not _is_ours(file):
            raise Refusal(words.NOT_OURS.format(file=file))
    base = settings.base.resolve()
    place = folder.resolve()
    found = mapping(
        options.vocabulary,
        schemas_folder=(
            place.relative_to(base) if place.is_relative_to(base) else place
        ).as_posix(),
        content=roots.content_name,
        pictures=roots.illustrations_name,
    )
    about_to_write()
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in {**made, words.VSCODE_FILE: found}.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (folder / name).write_text(text, "utf-8", newline="\n")
    click.echo(words.WRITTEN.format(number=len(made), folder=folder))
    click.echo(words.NEXT.format(file=folder / words.VSCODE_FILE))
    return GOOD


def _is_ours(file: Path) -> bool:
    """Tell whether we wrote a file, so that writing it again loses nothing."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except (ValueError, OSError):
        return False
    if not isinstance(found, dict):
        return False
    return found.get("$comment") == words.COMMENT or set(found) == {"yaml.schemas"}
