"""Write a site to disk, for engines that read Markdown and know nothing of us."""

import html
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import markdown
from markdown.extensions.toc import unique

from parapluie.build.making import (
    EXTRA,
    MARKDOWN_EXTENSIONS,
    SCHEMES,
    STAMP,
    STYLE_SHEET,
    THEME,
    Site,
    navigation,
)
from parapluie.site.security_policy import SETTING as POLICY_SETTING
from parapluie.site.security_policy import of_settings
from parapluie.source.options import Options
from parapluie.source.settings import OURS, Settings, write_settings
from parapluie.vocabulary.grammar import heading_anchor

_SOURCES = "docs"
_TEMPLATES = "overrides"
_CONFIGURATION = "mkdocs.yml"
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# One that has no attribute list: what an author wrote there is kept.
_HEADING = re.compile(r"(#{1,6})[ \t]*(?!#)(\S(?:.*?[^}\s#])?)[ \t]*#*[ \t]*$")
# The other form of a heading: the first line of a block, and a line of these signs under it.
_UNDERLINED = re.compile(r" {0,3}(?!!!!|\?\?\?)(\S(?:.*[^}\s])?)\s*$")
_UNDERLINE = re.compile(r"[=-]+ *$")
_HEADER = re.compile(r"---\n.*?^---$", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_MARK = ".parapluie"  # says that the folder is ours to write again


def options_here(options: Options) -> Options:
    """Return *options* as the pages that `render` writes need them.

    Zensical 0.0.73 rewrites the relative addresses that stand in HTML as it does those in Markdown;
    MkDocs leaves them alone. With `use_directory_urls: false` both come to the same.
    """
    return replace(options, engine_moves_addresses=True)


def is_ours(folder: Path) -> bool:
    """Tell whether *folder* may be written: it is new, empty or was written by `render`."""
    return not folder.exists() or (
        folder.is_dir() and ((folder / _MARK).is_file() or not any(folder.iterdir()))
    )


def render(site: Site, settings: Settings, folder: Path) -> None:
    """Write the finished Markdown of *site* and a configuration for an engine into *folder*.

    The folder is replaced as a whole once everything is written beside it. Raises `OSError`.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        staging = Path(beside) / folder.name
        _write(site, settings, staging)
        if folder.exists():
            shutil.rmtree(folder)
        staging.rename(folder)


def _write(site: Site, settings: Settings, staging: Path) -> None:
    for asset in site.assets:
        target = staging / _SOURCES / asset
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(settings.content / asset, target)
    for file in site.files:
        target = staging / _SOURCES / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        match file.content:
            case Path() as kept:
                shutil.copyfile(kept, target)
            case str() as text:
                is_page = file.path.endswith(".md")
                target.write_bytes((anchored(text) if is_page else text).encode())
            case bytes() as content:
                target.write_bytes(content)
    # Under the town's own templates, over the theme's.
    shutil.copytree(THEME, staging / _TEMPLATES)
    own = settings.theme.get("custom_dir")
    if own:
        shutil.copytree(settings.base / str(own), staging / _TEMPLATES, dirs_exist_ok=True)
    (staging / _MARK).write_text("")
    (staging / _CONFIGURATION).write_text(write_settings(_configuration(site, settings)), "utf-8")


def anchored(page: str) -> str:
    """Return a page of Markdown whose headings say how they are addressed, as the plugin has it.

    Engines make of « L’œuvre commune » what they will; with `attr_list` they take what is written.
    """
    converter = markdown.Markdown(extensions=list(MARKDOWN_EXTENSIONS))
    used: set[str] = set()

    def anchor(written: str) -> str:
        words = html.unescape(_TAG.sub("", converter.reset().convert(written)))
        return f"{{#{unique(heading_anchor(words), used)}}}"

    header = _HEADER.match(page)
    start = header.end() if header else 0
    lines: list[str] = []
    fence = ""
    opens = [True]  # for each line, whether a block begins there
    for line in page[start:].split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        ends = not line.strip() or bool(mark and not fence)
        under = not fence and _UNDERLINE.match(line) and len(opens) > 1 and opens[-2]
        if under and (above := _UNDERLINED.match(lines[-1])):
            lines[-1] = f"{above[1]} {anchor(above[1])}"
            ends = True
        elif not fence and (heading := _HEADING.match(line)):
            line = f"{heading[1]} {heading[2]} {anchor(heading[2])}"
            ends = True
        lines.append(line)
        opens.append(ends)
    return page[:start] + "\n".join(lines)


def _configuration(site: Site, settings: Settings) -> dict[str, Any]:
    written = settings.written
    plugins = [
        name if options is None else {name: options}
        for name, options in settings.plugins or [("search", None)]
        if name != OURS
    ]
    extensions = [_aligning(item) for item in written.get("markdown_extensions") or ()]
    return {
        **written,
        "docs_dir": _SOURCES,
        # Our styles are over Material's, whose looks Zensical calls classic.
        "theme": {
            "palette": list(SCHEMES),
            "variant": "classic",
            **settings.theme,
            "custom_dir": _TEMPLATES,
        },
        "site_dir": "site",
        "plugins": plugins,
        "extra_css": [*(written.get("extra_css") or ()), f"{STYLE_SHEET}?{site.stamp}"],
        "extra": {
            **(written.get("extra") or {}),
            STAMP: site.stamp,
            POLICY_SETTING: of_settings(written, settings.theme),
        },
        "markdown_extensions": [
            *extensions,
            *(wanted for wanted in MARKDOWN_EXTENSIONS if not _names(extensions, wanted)),
            *([] if _names(extensions, "tables") else [_aligning("tables")]),
        ],
        "nav": written.get("nav") or navigation(site.menu),
    }


def _aligning(extension: Any) -> Any:
    """Return an extension as settings write it, of which tables write no style into the page."""
    name, options = extension, None
    if isinstance(extension, dict) and len(extension) == 1:
        ((name, options),) = extension.items()
    if name == "tables":
        return {name: {"use_align_attribute": True, **(options or {})}}
    if name in EXTRA:
        return {name: {"tables": {"use_align_attribute": True}, **(options or {})}}
    return extension


def _names(extensions: list[Any], wanted: str) -> bool:
    return any(item == wanted or (isinstance(item, dict) and wanted in item) for item in extensions)
