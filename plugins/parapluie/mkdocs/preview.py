"""A preview in which each page is made when a browser asks for it, from what was saved last.

After a change, everything is read and checked again, which is quick; pages, which are not, wait for
someone to look at them. No page can be out of date: none is kept from before the change. A fault
keeps the last good site, and is shown over it.

Uses the engine's own server, pages and theme (MkDocs 1.6 and ProperDocs), one page at a time where
`mkdocs serve` makes them all.
"""

import errno
import html
import ipaddress
import posixpath
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import RLock
from typing import Any, cast
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from parapluie.build.making import STYLE_SHEET, Site, plan
from parapluie.crash import noted
from parapluie.mkdocs.shortcuts import PREVIEW, notices
from parapluie.problems import Problem, errors, told, warnings
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.source.reading import Memory
from parapluie.source.settings import OURS
from parapluie.vocabulary import messages
from parapluie.vocabulary.inside_words import Audience

Tell = Callable[[list[Problem], int], None]  # the problems, the number of entries read


class PortTakenError(Exception):
    """Another program listens at the address."""


class OtherPluginsError(Exception):
    """The settings ask for plugins or hooks that want every page made; `args` names them."""


class OtherEngineError(Exception):
    """The engine lacks what a preview asks of it; `args` says so."""


class Preview:
    """The site as last saved, page by page."""

    def __init__(
        self,
        configuration: Path,
        tell: Tell,
        *,
        address: str | None = None,
        shown_to: Audience | None = None,
    ) -> None:
        """*tell* hears of each reading. Raises `OtherEngineError`, `OtherPluginsError`."""
        if PREVIEW.missing:
            raise OtherEngineError(*notices((PREVIEW,)))
        self.configuration, self.tell, self.address = configuration, tell, address
        self.shown_to = shown_to
        self.folder = Path(tempfile.mkdtemp(prefix="parapluie-"))
        self.problems: list[Problem] = []
        self._lock = RLock()
        self._memory = Memory()
        self._options = Options()
        self._written = b""
        self._files: dict[str, File] = {}
        self._made: set[str] = set()
        self.url = ""
        self.readings = 0  # how many have ended
        self.refresh()

    @noted()
    def refresh(self) -> None:
        """Read and check everything again; a site with errors leaves the last good one in place."""
        with self._lock:
            self.readings += 1
            written = self.configuration.read_bytes()
            if written != self._written:
                self._load()
                self._plugin.shown_to = self.shown_to
                self._written = written
            config = self.config
            self.problems = self._plugin.read(config, self._plan)
            self.tell(self.problems, self._plugin.site.entries)
            if errors(self.problems):
                return
            config.nav = self._nav
            files = PREVIEW["get_files"](config)
            for file in self._of_theme:
                if file.src_uri not in files.src_uris:
                    files.append(file)
            files = config.plugins.on_files(files, config=config)
            nav = PREVIEW["get_navigation"](files, config)
            self.nav = config.plugins.on_nav(nav, config=config, files=files)
            self._all: Files = files
            self._pages = files.documentation_pages()
            self._files = {file.dest_uri: file for file in files}
            self._site = self._plugin.site
            self._made.clear()

    def _plan(self, roots: Roots, options: Options, cache: Path) -> Site:
        if repr(options) != repr(self._options):
            self._options = options
        return plan(roots, self._options, cache=cache, memory=self._memory)

    def _load(self) -> None:
        told = {"dev_addr": self.address} if self.address else {}
        config = load_config(str(self.configuration), site_dir=str(self.folder), **told)
        others = [name for name in config.plugins if name != OURS] + list(config.hooks)
        if others:
            raise OtherPluginsError(*others)
        host, port = config.dev_addr
        within = urlsplit(config.site_url or "/").path.strip("/")
        self.url = f"http://{_written(host)}:{port}/{within}/".replace(f":{port}//", f":{port}/")
        config.plugins.on_startup(command="serve", dirty=False)
        self._nav = config.nav
        self.config: MkDocsConfig = config.plugins.on_config(config)
        self._plugin: Any = config.plugins[OURS]
        self._env = config.theme.get_env()
        # Hundreds, which no change of the content touches.
        self._of_theme = Files([])
        self._of_theme.add_files_from_theme(self._env, config)

    @property
    def watched(self) -> list[Path]:
        """What to watch for changes."""
        roots = self._plugin.roots
        found = [self.configuration, roots.content, roots.illustrations]
        return [path for path in found if path.exists()]

    @property
    def pages(self) -> list[str]:
        """Where each page is published."""
        return [file.dest_uri for file in self._pages]

    @noted()
    def make(self, path: str) -> None:
        """Write the file that is published at *path*, unless it stands there as last saved."""
        with self._lock:
            if path in self._made:
                return
            file = self._files.get(path)
            if file is not None and file.is_documentation_page():
                self._make_page(file)
            elif path == STYLE_SHEET and self._files:
                # Pages looked at since may have asked for more.
                self._write(path, self._site.style().encode())
                return
            elif file is not None:
                file.copy_file()
            elif self._files:
                drawn = self._site.draw(path)
                if drawn is None:
                    return
                self._write(path, drawn.read_bytes())
            self._made.add(path)

    def _make_page(self, file: File) -> None:
        config = self.config
        page = file.page or Page(None, file, config)
        page.read_source(config)
        page.render(config, self._all)
        page.content = config.plugins.on_page_content(
            page.content or "", page=page, config=config, files=self._all
        )
        page.active = True
        context = PREVIEW["get_context"](self.nav, self._pages, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        output = self._env.get_template(page.meta.get("template", "main.html")).render(context)
        output = config.plugins.on_post_page(output, page=page, config=config)
        page.active = False
        self._write(file.dest_uri, output.encode("utf-8", "xmlcharrefreplace"))

    def _write(self, path: str, content: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def make_missing(self) -> None:
        """Write the page of what does not exist or, where no page could be made yet, of faults."""
        with self._lock:
            if not self._files:
                self._write(
                    _MISSING, _SHELL.format(title=html.escape(messages.PREVIEW_NOTHING)).encode()
                )
            elif _MISSING not in self._made:
                base = urlsplit(self.config.site_url or "/").path
                context = PREVIEW["get_context"](self.nav, self._all, self.config, base_url=base)
                page = self._env.get_template(_MISSING).render(context)
                self._write(_MISSING, page.encode())
                self._made.add(_MISSING)

    def close(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self.folder, ignore_errors=True)


class _Asked(WSGIRequestHandler):
    """A request, refused unless it is asked of this server by its own name.

    A page of another site may give its own name the address of this computer, and then read what is
    not published yet as if it were its own.
    """

    server: LiveReloadServer

    def parse_request(self) -> bool:
        """Read the head of the request; tell whether to answer it."""
        if not super().parse_request():
            return False
        asks = self.headers.get_all("Host") or []
        if len(asks) == 1 and asks[0] in self._names() and self.path.startswith("/"):
            # A script or picture of ours in a page of another site tells it what we hold.
            within = self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
            if within or self.headers.get("Sec-Fetch-Mode") == "navigate":
                return True
        self.send_error(403, explain=messages.PREVIEW_NOT_OURS)
        return False

    def _names(self) -> Iterator[str]:
        """Yield what `Host` may hold.

        Where the server listens at every address of the machine, that at which it was reached: an
        address, which unlike a name nobody else can make lead here.
        """
        told, port = self.server.socket.getsockname()[:2]
        given = self.connection.getsockname()[0]
        names = {"localhost", "127.0.0.1", "[::1]", _written(told)}
        if ipaddress.ip_address(told).is_unspecified:
            names.add(_written(given.removeprefix("::ffff:")))
        for name in names:
            yield f"{name}:{port}"
            if port == 80:
                yield name


def _written(host: str) -> str:
    """Return a host as addresses write it."""
    return f"[{host}]" if ":" in host else host


class _Server(LiveReloadServer):
    """The engine's server, which makes what is asked for and shows the faults over it."""

    def __init__(self, preview: Preview, ready: Callable[[str], None]) -> None:
        host, port = preview.config.dev_addr
        self._within = urlsplit(preview.url).path
        super().__init__(preview.refresh, host, port, str(preview.folder), self._within)
        self.RequestHandlerClass = type(
            "_OfEngine", (_Asked, cast(type, self.RequestHandlerClass)), {}
        )
        self.url = preview.url
        self.preview, self.ready = preview, ready

    def server_activate(self) -> None:
        """Listen, then say so."""
        super().server_activate()
        self.ready(self.url)

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Make what is asked for, then answer as the engine does, with the faults over the page."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        while True:
            readings = self.preview.readings
            self._make(path)
            status, headers, body = self._answer(environ)
            if status.startswith("404"):
                self.preview.make_missing()
                _, headers, body = self._answer(
                    environ | {"PATH_INFO": f"{self._within}{_MISSING}"}
                )
            # What was made before a reading, and read after it, is out of date.
            if readings == self.preview.readings:
                break
        if headers.get("Content-Type") == "text/html":
            start, end, rest = b"".join(body).rpartition(b"</body>")
            page = start + faults_panel(self.preview.problems).encode() + end + rest
            body, headers["Content-Length"] = [page], str(len(page))
        start_response(status, list(headers.items()))
        return body

    def _make(self, path: str) -> None:
        if (path + "/").startswith(self._within):
            asked = path[len(self._within) :] + ("index.html" if path.endswith("/") else "")
            asked = posixpath.normpath(f"/{asked}").lstrip("/")
            self.preview.make(asked)
            if "." not in posixpath.basename(asked):
                self.preview.make(f"{asked}/index.html")

    def _answer(self, environ: Any) -> tuple[str, dict[str, str], Iterable[bytes]]:
        """Return what the engine answers: it writes into pages what loads them again."""
        told: list[Any] = []
        body = super().serve_request(environ, lambda *head: told.extend(head))
        return told[0], dict(told[1]), body


def faults_panel(problems: Iterable[Problem]) -> str:
    """Return what shows problems over a page, or nothing where there is none."""
    listed = list(problems)
    if not listed:
        return ""
    wrong, doubtful = errors(listed), warnings(listed)
    rows = "".join(f"<li>{html.escape(line)}</li>" for _, line in told(listed))
    title = messages.PREVIEW_WARNINGS if doubtful else messages.PREVIEW_GAPS
    title = messages.PREVIEW_FAULTS if wrong else title
    return _PANEL.format(
        role="alert" if wrong else "status",
        open=" open" if wrong else "",
        title=html.escape(title.format(number=len(wrong or doubtful or listed))),
        rows=rows,
    )


_MISSING = "404.html"
_PANEL = """
<style>
.pp-faults {{ position: fixed; inset: auto 0 0; z-index: 9; max-height: 50vh; overflow: auto;
  padding: 0.6rem 1rem; border-top: 4px solid #b3261e; background: #fff6f5; color: #1c1b1f;
  font: 0.8rem/1.5 system-ui, sans-serif; }}
.pp-faults summary {{ font-weight: 700; cursor: pointer; }}
</style>
<section class="pp-faults" role="{role}"><details{open}><summary>{title}</summary>
<ul>{rows}</ul></details></section>
"""
_SHELL = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1></body></html>
"""


def serve(preview: Preview, *, ready: Callable[[str], None], open_in_browser: bool = False) -> None:
    """Serve a preview until it is interrupted. Raises `PortTakenError`."""
    server = _Server(preview, ready)
    for path in preview.watched:
        server.watch(str(path))
    try:
        server.serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTakenError(preview.url) from None
    finally:
        server.shutdown()
        preview.close()
