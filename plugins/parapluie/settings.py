"""Read `mkdocs.yml` without an engine, for the command.

Only what we need is understood; tags that engines resolve (`!ENV`, `!!python/name:…`) are kept as
they are, so that the file can be written again for another engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from parapluie.model import Place
from parapluie.problems import Problem, problem
from parapluie.vocabulary import messages
from parapluie.vocabulary.system_words import system_reason

OURS = "parapluie"

# What we read and what it must be, with the reason that messages give.
_SHAPES: tuple[tuple[str, tuple[type, ...], str], ...] = (
    ("docs_dir", (str,), "string_type"),
    ("site_dir", (str,), "string_type"),
    ("plugins", (list, dict), "list_type"),
)


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
    def directory_urls(self) -> bool:
        """Whether pages are published as folders; MkDocs' default is yes."""
        return self.written.get("use_directory_urls") is not False

    @property
    def theme(self) -> Mapping[str, Any]:
        """The theme with its options, whichever way it is written."""
        theme = self.written.get("theme")
        return theme if isinstance(theme, dict) else {"name": theme or "mkdocs"}

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
        written = yaml.load(file.read_text("utf-8"), Loader=_Loader)
    except OSError as error:
        reason = messages.FILE_SYSTEM.format(reason=system_reason(error))
        return None, [problem("P101", Place(str(file)), reason=reason)]
    except UnicodeDecodeError as error:
        reason = messages.FILE_NOT_UTF8.format(position=error.start + 1)
        return None, [problem("P101", Place(str(file)), reason=reason)]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [problem("P102", Place(str(file), line), reason=messages.YAML_UNREADABLE)]
    if not isinstance(written, dict):
        return None, [problem("P102", Place(str(file)), reason=messages.YAML_NOT_A_MAPPING)]
    problems = [
        problem("P401", Place(str(file)), key=key, reason=messages.OPTION_REASONS[reason])
        for key, types, reason in _SHAPES
        if written.get(key) is not None and not isinstance(written[key], types)
    ]
    return (None if problems else Settings(file.resolve().parent, written)), problems


def write_settings(written: Mapping[str, Any]) -> str:
    """Return a configuration as YAML."""
    return yaml.dump(dict(written), Dumper=_Dumper, allow_unicode=True, sort_keys=False)
