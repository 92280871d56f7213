"""The MkDocs plugin: hand the core's files to the engine, and its problems to the engine's log.

Works alike under MkDocs 1.6 and ProperDocs, which answers to the same imports. It decides nothing
about our domain.
"""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from parapluie.build.making import (
    EXTRA,
    FOR_INSIDE,
    MARKDOWN_EXTENSIONS,
    SCHEMES,
    STAMP,
    STYLE_SHEET,
    THEME,
    Site,
    navigation,
    pages_of,
)
from parapluie.build.unchanged_site import build_or_recall
from parapluie.mkdocs.conversion import ADDRESSES, Conversions
from parapluie.mkdocs.page_printing import Printed
from parapluie.mkdocs.shortcuts import CONVERSION, PRINTING, notices
from parapluie.problems import GAPLESS, Problem, judged, stops, summary, told
from parapluie.site.fragments import anchors, condensed, restored
from parapluie.site.security_policy import SETTING as POLICY_SETTING
from parapluie.site.security_policy import has_policy, held_to, of_settings, stopped, stopped_in
from parapluie.site.site_file import Kept, Made, SiteFile, Store
from parapluie.source.content_files import Roots
from parapluie.source.option_schema import CONFIG_FILE
from parapluie.source.options import (
    BUILD_DAY,
    CACHE_FOLDER,
    Options,
    audience,
    build_day,
    read_options,
)
from parapluie.source.settings import KNOWN_EXTENSIONS
from parapluie.speed import phases
from parapluie.speed.compiled_templates import keep_compiled
from parapluie.speed.earlier_results import unnamed
from parapluie.speed.memory import collect_seldom, leave_all
from parapluie.vocabulary import messages
from parapluie.vocabulary.grammar import heading_anchor
from parapluie.vocabulary.inside_words import Audience
from parapluie.vocabulary.rules import Severity

_log = logging.getLogger("mkdocs.plugins.parapluie")
# Under what the engine counts when it is strict, above what it says of itself.
_GAP = logging.INFO + 5
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.GAP: _GAP}
logging.addLevelName(_GAP, messages.GAP_LEVEL)


class _Unchecked(Config):
    """Options that the core reads, not the engine."""


# Plugins that read pages when they are printed, and not before; and ours.
_PATIENT = frozenset(("parapluie", "search", "material/search"))


class ParapluiePlugin(BasePlugin[_Unchecked]):
    """Hand the core's files to the engine, and its problems to the engine's log."""

    _is_build = False  # the engine ends after it
    _is_preview = False
    shown_to: Audience | None = None  # whom a preview is for, where it says so
    _conversions: Conversions | None = None
    _printed: Printed | None = None
    _policy = ""  # none in a preview, which writes its own script into pages

    def __init__(self) -> None:
        # As it was: a preview tells again what it told before.
        self._environment = dict(os.environ)

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Keep the options as written: the core checks them, with its own messages."""
        self._written = options or {}
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Ask the engine for one plugin object across the rebuilds of a preview."""
        collect_seldom()
        # A preview makes few pages, follows files by threads, and goes on.
        self._is_preview = command == "serve"
        self._is_build = not self._is_preview
        for line in notices((CONVERSION, PRINTING)):
            _log.info("%s", line)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our schemes and templates, and the Markdown extensions of our pages."""
        for extension in (*MARKDOWN_EXTENSIONS, ADDRESSES):
            if extension not in config.markdown_extensions:
                config.markdown_extensions.append(extension)
        # A heading is addressed alike by every engine, accents or not.
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", heading_anchor)
        # The columns of a table are aligned without a style in the page, which the policy forbids.
        tables = config.mdx_configs.setdefault("tables", {})
        tables.setdefault("use_align_attribute", True)
        for name in EXTRA:
            config.mdx_configs.setdefault(name, {}).setdefault("tables", tables)
        if not config.theme.get("palette"):
            config.theme["palette"] = list(SCHEMES)
        if str(THEME) not in config.theme.dirs:
            # Under the town's own templates, over the theme's.
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read, check and write everything in memory, before the engine empties the old site."""
        self._report(self.read(config, build_or_recall), strict=bool(config.strict))

    def read(
        self, config: MkDocsConfig, make: Callable[[Roots, Options, Path], Site]
    ) -> list[Problem]:
        """Have the site made, to be handed over by `on_files`, and return every problem."""
        day, problems = build_day(self._environment)
        if problems:
            os.environ.pop(BUILD_DAY, None)  # which the engine would read after us
        options, found = read_options(
            self._written,
            site_name=config.site_name,
            today=day,
            directory_urls=config.use_directory_urls,
            site_url=config.site_url or "",
        )
        options = replace(options, audience=self._audience())
        base = Path(config.config_file_path or ".").resolve().parent
        self.roots = _roots(base, Path(config.docs_dir), options)
        self._cache = base / CACHE_FOLDER
        self.site = make(self.roots, options, self._cache)
        config.extra[STAMP] = self.site.stamp
        config.extra[FOR_INSIDE] = options.audience is Audience.INSIDE
        others = [path for path in config.extra_css if not path.startswith(STYLE_SHEET)]
        config.extra_css = [*others, f"{STYLE_SHEET}?{self.site.stamp}"]
        self._severities = options.severities
        theme = {**dict(config.theme), "custom_dir": config.theme.custom_dir}
        file = Path(config.config_file_path or CONFIG_FILE).name
        halted = stopped(of_settings(config, theme), config, theme, base, file)
        return judged([*problems, *found, *halted, *self.site.problems], options.severities)

    def _audience(self) -> Audience:
        asked = self.shown_to or audience(self._environment)
        # Who builds by another way than the engine's command says nothing: that is for the public.
        if asked is Audience.PUBLIC and self._is_preview:
            return Audience.PREVIEW
        return asked

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give the engine our files in the place of what authors wrote."""
        site = self.site
        in_menu = set(pages_of(site.menu))
        for file in list(files):
            if file.src_dir == config.docs_dir and file.src_uri not in site.assets:
                files.remove(file)
        for made in site.files:
            shown = made.path in in_menu or not made.path.endswith(".md")
            level = InclusionLevel.UNDEFINED if shown else InclusionLevel.NOT_IN_NAV
            ours = _File.generated(config, made.path, content="", inclusion=level)
            assert isinstance(ours, _File)  # MkDocs says less
            ours.hold(made)
            if made.origin:
                # « Edit this page » leads to what the author wrote.
                ours.edit_uri = made.origin
            files.append(ours)
        # The engine has them now.
        self.site = replace(site, files=())
        self._has_our_menu = not config.nav
        # The engine holds all pages before it prints the first: together they would weigh more than
        # the rest of a build. Where no other plugin may read them before, they wait in a file.
        self._is_alone = set(config.plugins) <= _PATIENT
        self._told: set[str] = set()
        self._waiting: dict[str, Kept] = {}  # by the path of the source
        self._store = Store(unnamed(self._cache))
        if self._has_our_menu:
            config.nav = navigation(site.menu)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Forget the menus of the last build."""
        self._menus: dict[StructureItem | None, Navigation] = {}
        self._nav = nav
        extensions = {
            str(one).removeprefix("markdown.extensions.") for one in config.markdown_extensions
        }
        # Others may keep something from page to page.
        is_known = extensions - {ADDRESSES} <= KNOWN_EXTENSIONS
        if self._is_alone and self._is_build and is_known and not CONVERSION.missing:
            self._conversions = Conversions(config, files, self._cache)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Take the page from the second process, where that has converted it."""
        if self._conversions is not None:
            page.render = partial(self._conversions.render, page)  # type: ignore[method-assign]
        return page

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Begin to print, once every page is converted."""
        if self._conversions is not None:
            self._conversions.close()
        if self._is_alone:
            # Another plugin may have its own idea of what templates say.
            keep_compiled(env)
        if self._is_build and config.theme.name == "material":
            # Now that other plugins have named their scripts and styles.
            config.extra[POLICY_SETTING] = of_settings(config, dict(config.theme))
            if not has_policy(config.theme.custom_dir):
                self._policy = config.extra[POLICY_SETTING]
        # No template changes while a site is built.
        env.auto_reload = env.auto_reload and not self._is_build
        if self._is_alone and self._is_build and not PRINTING.missing:
            complete = self.on_page_context
            self._printed = Printed(env, config, files, self._nav, complete, self._cache)
        return env

    @event_priority(100)  # before another plugin reads what the page holds
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page its own section of our menu, and of the others their list.

        Themes print the menu on every page: with all of it, a site grows with its square. The
        front page has all of it.
        """
        if waiting := self._waiting.get(page.file.src_uri):
            # The theme's search reads it here, be the page printed or not.
            page.content = str(waiting.made.content)
        if self._printed is not None and self._printed.give(page, context):
            return context
        if self._has_our_menu and not page.is_homepage:
            section = page.parent
            while section is not None and section.parent is not None:
                section = section.parent
            if section not in self._menus:
                items = [item if item is section else _shortened(item) for item in nav.items]
                self._menus[section] = Navigation(items, nav.pages)
            context["nav"] = self._menus[section]
        return context

    @event_priority(-100)  # after another plugin has changed what is printed
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of what the page holds, and tell what browsers will not run of it."""
        if page.file.src_uri in self._waiting:
            page.content = ""
        if not self._policy:
            return output
        if not self._is_alone:
            self._tell_stopped(output, page)
        return held_to(self._policy, output)

    def _tell_stopped(self, output: str, page: Page) -> None:
        found = stopped_in(output, page.file.src_uri)
        if found is not None and found.message not in self._told:
            self._told.add(found.message)
            self._tell(judged([found], self._severities))

    @event_priority(100)  # before another plugin reads what the page holds
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the fragments of the page back into what Markdown made of the rest."""
        if not isinstance(page.file, _File):
            return html
        fragments = page.file.take_fragments()
        if fragments:
            html = restored(html, fragments)
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= anchors(fragments)
        if not self._is_alone:
            return html
        self._waiting[page.file.src_uri] = self._store.keep(Made(html))
        page.markdown = ""
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Tell how long our part took, where someone asks."""
        if self._printed is not None:
            self._printed.close()
        phases.report()
        if self._is_build:
            leave_all()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when a picture changes too."""
        if self.roots.illustrations.is_dir():
            server.watch(str(self.roots.illustrations))
        return server

    def _report(self, problems: list[Problem], *, strict: bool) -> None:
        self._tell(problems)
        if stops(problems, strict=strict, gapless=GAPLESS in os.environ):
            raise Abort(summary(problems, self.site.entries))

    def _tell(self, problems: list[Problem]) -> None:
        for severity, line in told(problems, whole=GAPLESS in os.environ):
            _log.log(_LEVELS[severity], "%s", line)


class _File(File):
    """A file that holds what the core made, read each time that the engine asks for it."""

    _made: SiteFile | None = None
    _other: str | bytes | None = None  # what someone else had it hold since
    _fragments: Sequence[str] = ()

    def hold(self, made: SiteFile) -> None:
        """Hold *made*; what of a page is finished HTML is apart, see `take_fragments`."""
        self._made, self._other = made, None

    def take_fragments(self) -> Sequence[str]:
        """Return, once, what of the page is finished HTML, found when its text was read."""
        found, self._fragments = self._fragments, ()
        return found

    def _held(self) -> str | bytes:
        if self._other is not None or self._made is None:
            return self._other or b""
        content, html = self._made.made
        if isinstance(content, Path):
            return content.read_bytes()
        if not html or not isinstance(content, str):
            return content
        content, self._fragments = condensed(content, html)
        return content

    @property
    def content_bytes(self) -> bytes:
        """What the file holds."""
        held = self._held()
        return held.encode() if isinstance(held, str) else held

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._other = value

    @property
    def content_string(self) -> str:
        """What the file holds, as text."""
        held = self._held()
        return held if isinstance(held, str) else held.decode("utf-8-sig")

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._other = value

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as the engine calls it
        """Write the file as it is kept: thousands need neither be decoded nor look for a folder."""
        kept = self._made.kept if self._made and self._other is None else None
        raw, path = kept.raw if kept else self.content_bytes, Path(self.abs_dest_path)
        try:
            path.write_bytes(raw)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)


def _shortened(item: StructureItem) -> StructureItem:
    """Return the list of a section that has one, in the place of all that is under it.

    A section of several lists stays whole: the first of them does not stand for the others.
    """
    first = item.children[0] if isinstance(item, Section) else None
    stands = isinstance(first, Page) and first.is_index and first.title == item.title
    return first if stands and first is not None else item


def _roots(base: Path, docs: Path, options: Options) -> Roots:
    def name(folder: Path) -> str:
        return folder.relative_to(base).as_posix() if folder.is_relative_to(base) else folder.name

    illustrations = base / options.illustrations
    return Roots(docs, illustrations, name(docs), name(illustrations), base)
