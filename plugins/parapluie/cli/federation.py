"""The command that pins another town's open data. It alone asks the network, when told to."""

from pathlib import Path
from urllib.request import HTTPRedirectHandler, Request, build_opener

import click
import yaml

from parapluie.cli.changes import about_to_write
from parapluie.cli.frame import FAULTS, GOOD, Refusal, cli, configuration_option, load
from parapluie.federation import MAX_BYTES, digest, is_fetched, neighbour
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.file_names import name_for
from parapluie.vocabulary.system_words import system_reason

_PATIENCE = 30  # seconds


class _NotReadError(Exception):
    """The data cannot be had; the reason is in French."""


class _Careful(HTTPRedirectHandler):
    """Follow no redirect to what would not be asked directly."""

    def redirect_request(self, *arguments: object) -> Request | None:
        if not is_fetched(str(arguments[-1])):
            raise _NotReadError(words.CLI_FEDERATE_SCHEME)
        return super().redirect_request(*arguments)  # type: ignore[arg-type]


@cli.command(name="federer", help=words.CLI_FEDERATE)
@click.argument("source", metavar="ADRESSE_OU_FICHIER")
@configuration_option
def federate_command(source: str, configuration: Path) -> int:
    """Pin the open data of another town."""
    root = load(configuration).roots.content
    try:
        content = _read(source)
    except _NotReadError as error:
        raise Refusal(words.CLI_FEDERATE_NOT_READ.format(source=source, reason=error)) from None
    address = source if "://" in source else ""
    town = neighbour("", content, address)
    if town is None:
        raise Refusal(words.CLI_FEDERATE_NOT_DATA.format(source=source))
    key = name_for(town.name) or words.FEDERATION_FOLDER[1:]
    pins = _pins(root / words.FEDERATION_FILE)
    pins[key] = dict(zip(words.PIN_KEYS, (address, digest(content)), strict=True))
    text = yaml.safe_dump(pins, allow_unicode=True, sort_keys=True)
    about_to_write()
    try:
        copy = root / words.FEDERATION_FOLDER / f"{key}.json"
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(content)
        head = "\n".join(words.FEDERATION_HEAD)
        (root / words.FEDERATION_FILE).write_text(f"{head}\n{text}", "utf-8", newline="\n")
    except OSError as error:
        click.echo(f"{error.filename}: {system_reason(error)}", err=True)
        return FAULTS
    number = sum(len(found) for found in (*town.by_reference.values(), *town.by_theme.values()))
    click.echo(words.CLI_FEDERATED.format(name=town.name, number=number))
    return GOOD


def _read(source: str) -> bytes:
    """Return what stands at an address or in a file; raises `_NotReadError`."""
    try:
        if "://" in source:
            if not is_fetched(source):
                raise _NotReadError(words.CLI_FEDERATE_SCHEME)
            with build_opener(_Careful).open(source, timeout=_PATIENCE) as answer:
                content: bytes = answer.read(MAX_BYTES + 1)
        else:
            with Path(source).open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        # What asks the network wraps what the system answered.
        inner = getattr(error, "reason", None)
        reason = system_reason(inner if isinstance(inner, OSError) else error)
        raise _NotReadError(reason) from None
    if len(content) > MAX_BYTES:
        raise _NotReadError(words.CLI_FEDERATE_LARGE)
    return content


def _pins(file: Path) -> dict[str, dict[str, str]]:
    """Return what is pinned so far."""
    if not file.is_file():
        return {}
    try:
        found = yaml.safe_load(file.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError):
        found = None
    if not isinstance(found, dict):
        raise Refusal(words.CLI_FEDERATE_WRONG.format(file=file))
    return found
