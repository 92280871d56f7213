"""Read `mkdocs.yml` without an engine, for the command.

Only what we need is understood; tags that engines resolve (`!ENV`, `!!python/name:…`) are kept as
they are, so that the file can be written again for another engine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from parapluie.model import CONTROL, Place
from parapluie.problems import Problem, errors, problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.inside_words import SITE_SUFFIX
from parapluie.vocabulary.rules import REASONS
from parapluie.vocabulary.system_words import system_reason
from parapluie.vocabulary.web_addresses import is_web

OURS = "parapluie"
# Extensions of Markdown that make the same of the same text, whatever the page before and the
# other files, and give pages nothing but what their texts say.
KNOWN_EXTENSIONS = frozenset(
    "abbr admonition attr_list def_list extra fenced_code footnotes md_in_html nl2br sane_lists "
    "smarty tables toc".split()
)
# What may put addresses of the town's own round the pages.
_ROUND_PAGES = frozenset(
    "copyright edit_uri extra extra_css extra_javascript extra_templates nav repo_url".split()
)
_OF_THEME = frozenset("analytics custom_dir favicon logo".split())

# What we read and what it must be, with the reason that messages give.
_SHAPES: dict[str, tuple[tuple[type, ...], str]] = {
    **dict.fromkeys(
        "site_name site_url site_description site_author docs_dir site_dir copyright repo_url "
        "repo_name edit_uri edit_uri_template dev_addr remote_branch remote_name".split(),
        ((str,), "string_type"),
    ),
    **dict.fromkeys(("use_directory_urls", "strict"), ((bool,), "bool_type")),
    **dict.fromkeys(("plugins", "markdown_extensions"), ((list, dict), "list_type")),
    **dict.fromkeys(
        "nav extra_css extra_javascript extra_templates hooks watch".split(), ((list,), "list_type")
    ),
    **dict.fromkeys(("extra", "validation"), ((dict,), "dict_type")),
    "theme": ((str, dict), "string_type"),
}
# What else an engine reads.
_OTHER_KEYS = ("exclude_docs", "draft_docs", "not_in_nav", "mdx_configs", "INHERIT")
_KNOWN_PLUGINS = (OURS, "search", "material/search")
_KNOWN_THEME = "material"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with a tag of the engine's."""

    tag: str
    node: yaml.Node


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration file says."""

    base: Path  # the folder that it stands in
    written: Mapping[str, Any]

    @property
    def site_name(self) -> str:
        """The site's name."""
        return str(self.written.get("site_name") or "")

    @property
    def site_url(self) -> str:
        """Where the site is published, where the file says it in plain."""
        written = self.written.get("site_url")
        return written if isinstance(written, str) else ""

    @property
    def content(self) -> Path:
        """The folder of the content; MkDocs' default is `docs`."""
        return self.base / str(self.written.get("docs_dir") or "docs")

    @property
    def site(self) -> Path:
        """The folder that the site is published in; MkDocs' default is `site`."""
        return self.base / str(self.written.get("site_dir") or "site")

    @property
    def interior_site(self) -> Path:
        """The folder of the site for colleagues, which is never that of the public's."""
        return self.site.with_name(f"{self.site.name}{SITE_SUFFIX}")

    @property
    def has_places(self) -> bool:
        """Whether the content, the site and this file stand apart, as engines want them."""
        content, site, base = self.content.resolve(), self.site.resolve(), self.base.resolve()
        within = content.is_relative_to(site) or site.is_relative_to(content)
        return not within and content != base

    @property
    def directory_urls(self) -> bool:
        """Whether pages are published as folders; MkDocs' default is yes."""
        return self.written.get("use_directory_urls") is not False

    @property
    def theme(self) -> Mapping[str, Any]:
        """The theme with its options, whichever way it is written."""
        theme = self.written.get("theme")
        return theme if isinstance(theme, dict) else {"name": theme or "mkdocs"}

    @property
    def strict(self) -> bool:
        """Whether the engine counts warnings as errors, whatever the command says."""
        return self.written.get("strict") is True

    @property
    def unseen(self) -> list[str]:
        """What may stop an engine, or change its pages, without a word of the content being wrong.

        By the names that the file has for it.
        """
        theme = str(self.theme.get("name"))
        return [
            *self._others,
            *([theme] if theme != _KNOWN_THEME else ()),
            *(key for key in ("custom_dir",) if self.theme.get(key)),
            *(key for key in ("hooks", "nav", "extra_templates") if self.written.get(key)),
        ]

    @property
    def _others(self) -> list[str]:
        """The other plugins and extensions, which may add to the pages what they will."""
        written = self.written.get("markdown_extensions") or ()
        extensions = (
            str(name) for item in written for name in (item if isinstance(item, dict) else (item,))
        )
        return [
            *(name for name, _ in self.plugins if name not in _KNOWN_PLUGINS),
            *(
                name
                for name in extensions
                if name.removeprefix("markdown.extensions.") not in KNOWN_EXTENSIONS
            ),
        ]

    @property
    def plugin_options(self) -> Mapping[str, Any] | None:
        """What stands under our plugin, or `None` when the site does not use it."""
        return next((options or {} for name, options in self.plugins if name == OURS), None)

    @property
    def plugins(self) -> list[tuple[str, Any]]:
        """Every plugin with what stands under it, however engines let the list be written."""
        written = self.written.get("plugins") or ()
        if isinstance(written, dict):
            return list(written.items())
        return [
            pair
            for plugin in written
            for pair in (plugin.items() if isinstance(plugin, dict) else [(plugin, None)])
        ]

    @property
    def has_others(self) -> bool:
        """Whether other plugins, hooks or extensions may add to the pages what they will."""
        return bool(self._others or self.written.get("hooks"))

    @property
    def has_own_look(self) -> bool:
        """Whether the town's own addresses or templates may stand round the pages."""
        asked = {key for key in _ROUND_PAGES if self.written.get(key)}
        theirs = self.theme.get("name") != _KNOWN_THEME or any(map(self.theme.get, _OF_THEME))
        return bool(asked or theirs or self.has_others)


class _Loader(yaml.SafeLoader):
    """Keep unknown tags instead of refusing them."""


class _Dumper(yaml.SafeDumper):
    """Write kept tags as they were read."""


def _keep(loader: yaml.Loader, suffix: str, node: yaml.Node) -> Tagged:
    return Tagged(node.tag, node)


_Loader.add_multi_constructor("!", _keep)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _keep)
_Dumper.add_representer(Tagged, lambda dumper, tagged: tagged.node)


def read_settings(file: Path) -> tuple[Settings | None, list[Problem]]:
    """Return what *file* says, or the problem that keeps it from being read."""
    try:
        text = file.read_text("utf-8")
        written = yaml.load(text, Loader=_Loader)
    except OSError as error:
        reason = messages.FILE_SYSTEM.format(reason=system_reason(error))
        return None, [problem("P101", Place(str(file)), reason=reason)]
    except UnicodeDecodeError as error:
        reason = messages.FILE_NOT_UTF8.format(position=error.start + 1)
        return None, [problem("P101", Place(str(file)), reason=reason)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none, a maze
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return None, [problem("P102", Place(str(file), line), reason=messages.YAML_UNREADABLE)]
    if not isinstance(written, dict):
        return None, [problem("P102", Place(str(file)), reason=messages.YAML_NOT_A_MAPPING)]
    problems = list(_wrong(written, file, text))
    settings = None if errors(problems) else Settings(file.resolve().parent, written)
    if settings is not None and not settings.has_places:
        problems.append(_problem("P401", file, text, "site_dir", messages.OPTION_FOLDERS))
        settings = None
    return settings, problems


def _wrong(written: Mapping[str, Any], file: Path, text: str) -> Iterator[Problem]:
    """Yield what an engine would refuse or warn of; what has a tag, it alone knows."""
    for key, (types, reason) in _SHAPES.items():
        value = written.get(key)
        if value is not None and not isinstance(value, (*types, Tagged)):
            yield _problem("P401", file, text, key, messages.OPTION_REASONS[reason])
    if not written.get("site_name"):
        yield _problem("P401", file, text, "site_name", messages.OPTION_NO_NAME)
    for key in ("site_url", "repo_url"):
        value = written.get(key)
        if value and isinstance(value, str) and not is_web(value):
            yield _problem("P401", file, text, key, REASONS["expected_url"].format(value=value))
    known = [*_SHAPES, *_OTHER_KEYS]
    for key, value in written.items():
        found = next((sign for one in _texts(value) if (sign := CONTROL.search(one))), None)
        if found:
            reason = messages.FILE_CONTROL_CHARACTER.format(code=f"{ord(found[0]):04X}")
            yield _problem("P401", file, text, str(key), reason)
        if key not in known:
            near = suggestion(str(key), known)
            place = _place(file, text, str(key))
            yield problem("P403", place, key=key, suggestion=near)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _texts(list(pair))
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _problem(code: str, file: Path, text: str, key: str, reason: str) -> Problem:
    return problem(code, _place(file, text, key), key=key, reason=reason)


def _place(file: Path, text: str, key: str) -> Place:
    """Return the line of a key, or the first."""
    lines = text.splitlines()
    found = (n for n, line in enumerate(lines, 1) if line.startswith((f"{key}:", f'"{key}":')))
    return Place(str(file), next(found, 1))


def write_settings(written: Mapping[str, Any]) -> str:
    """Return a configuration as YAML."""
    return yaml.dump(dict(written), Dumper=_Dumper, allow_unicode=True, sort_keys=False)
