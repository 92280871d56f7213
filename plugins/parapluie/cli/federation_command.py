"""The command that pins another town's open data. It alone asks the network, when told to."""

import socket
import ssl
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import click
import yaml

from parapluie.cli.editing_commands import BusyError, alone, kept
from parapluie.cli.frame import BUSY, GOOD, Refusal, cli, configuration_option, load
from parapluie.source.other_towns import MAX_BYTES, digest, has_unseen, is_fetched, neighbour, shown
from parapluie.source.yaml_nodes import Data, read_yaml
from parapluie.vocabulary import editing_words
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.file_names import name_for
from parapluie.vocabulary.system_words import system_reason

_PATIENCE = 30  # seconds without a byte
_WHOLE = 120  # seconds for all of it: a server may send a byte from time to time


class _NotReadError(Exception):
    """The data cannot be had; the reason is in French."""


class _Careful(HTTPRedirectHandler):
    """Follow a redirect on the server that was named, and nowhere else."""

    def redirect_request(self, *arguments: object) -> Request | None:
        asked, address = arguments[0], str(arguments[-1])
        assert isinstance(asked, Request)
        if not is_fetched(address) or _server(address) != _server(asked.full_url):
            raise _NotReadError(words.CLI_FEDERATE_ELSEWHERE.format(address=shown(address)))
        return super().redirect_request(*arguments)  # type: ignore[arg-type]


def _server(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}[parts.scheme]


@cli.command(name="federer", help=words.CLI_FEDERATE)
@click.argument("source", metavar="ADRESSE_OU_FICHIER")
@configuration_option
def federate_command(source: str, configuration: Path) -> int:
    """Pin the open data of another town."""
    town = load(configuration)
    root, said = town.roots.content, shown(source)
    try:
        content = _read(source)
    except _NotReadError as error:
        raise Refusal(words.CLI_FEDERATE_NOT_READ.format(source=said, reason=error)) from None
    address = source if "://" in source else ""
    other = neighbour("", content, address)
    if other is None:
        why = words.CLI_FEDERATE_UNSEEN if has_unseen(content) else words.CLI_FEDERATE_NOT_DATA
        raise Refusal(why.format(source=said))
    try:
        with alone(town.settings):
            key = name_for(other.name) or words.FEDERATION_FOLDER[1:]
            code = _pinned(root, key, address, content)
    except BusyError:
        click.echo(editing_words.BUSY, err=True)
        return BUSY
    if code == GOOD:
        number = sum(map(len, (*other.by_reference.values(), *other.by_theme.values())))
        click.echo(words.CLI_FEDERATED.format(name=other.name, number=number))
    return code


def _pinned(root: Path, key: str, address: str, content: bytes) -> int:
    """Write the copy and its hash, both or neither; return the exit code."""
    file, folder = root / words.FEDERATION_FILE, root / words.FEDERATION_FOLDER
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refusal(words.CLI_FEDERATE_FOLDER.format(folder=words.FEDERATION_FOLDER))
    copy = folder / f"{key}.json"
    before = {path: path.read_bytes() if path.is_file() else None for path in (file, copy)}
    pins = _pins(file, before[file])
    pins[key] = dict(zip(words.PIN_KEYS, (address, digest(content)), strict=True))
    head = "\n".join(words.FEDERATION_HEAD)
    text = f"{head}\n{yaml.safe_dump(pins, allow_unicode=True, sort_keys=True)}"
    return kept({copy: content, file: text.encode()}, before)


def _read(source: str) -> bytes:
    """Return what stands at an address or in a file; raises `_NotReadError`."""
    if "://" in source:
        if not is_fetched(source):
            raise _NotReadError(words.CLI_FEDERATE_SCHEME)
        content = _fetched(source)
    else:
        try:
            with Path(source).open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise _NotReadError(system_reason(error)) from None
        except ValueError as error:
            raise _NotReadError(shown(str(error))) from None
    if len(content) > MAX_BYTES:
        raise _NotReadError(words.CLI_FEDERATE_LARGE)
    return content


def _fetched(address: str) -> bytes:
    """Return what a server sends, within a time that it cannot stretch.

    A thread asks, which is left where it is: names, heads and bodies may each be made to last.
    """
    answers: list[bytes | _NotReadError] = []
    thread = Thread(target=lambda: answers.append(_asked(address)), daemon=True)
    thread.start()
    thread.join(_WHOLE)
    if thread.is_alive():
        raise _NotReadError(words.CLI_FEDERATE_SLOW.format(seconds=_WHOLE))
    (answer,) = answers
    if isinstance(answer, _NotReadError):
        raise answer
    return answer


def _asked(address: str) -> bytes | _NotReadError:
    """Return what a server sends, or why not."""
    try:
        with build_opener(_Careful).open(address, timeout=_PATIENCE) as answer:
            content: bytes = answer.read(MAX_BYTES + 1)
            return content
    except _NotReadError as error:
        return error
    except HTTPError as error:
        return _NotReadError(words.CLI_FEDERATE_STATUS.format(code=error.code))
    except (OSError, HTTPException, ValueError, OverflowError) as error:
        return _NotReadError(_reason(error.reason if isinstance(error, URLError) else error))


def _reason(error: object) -> str:
    """Return why a server was not understood, in words of ours: its own might be anything."""
    if isinstance(error, TimeoutError):
        return words.CLI_FEDERATE_SLOW.format(seconds=_PATIENCE)
    if isinstance(error, socket.gaierror | UnicodeError):
        return words.CLI_FEDERATE_REASONS["name"]
    if isinstance(error, ssl.SSLError):
        return words.CLI_FEDERATE_REASONS["certificate"]
    kind = "answer" if isinstance(error, HTTPException | ValueError) else "connection"
    return words.CLI_FEDERATE_REASONS[kind]


def _pins(file: Path, raw: bytes | None) -> dict[str, Data]:
    """Return what is pinned so far."""
    document, problems = read_yaml((raw or b"").decode("utf-8", "replace"), file.name)
    if document is None or problems:
        raise Refusal(words.CLI_FEDERATE_WRONG.format(file=file))
    return document.data
