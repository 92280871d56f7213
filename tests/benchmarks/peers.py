"""The tools that we measure ourselves against, each with the same entries in its own form.

Each lives in an environment of its own under `.cache/mesure`, made on demand; a tool that cannot be
had says so in its line.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import FOLDERS, Item, markdown

Write = Callable[[Sequence[Item], Path], None]


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: how to get it, what it reads and how it is run."""

    name: str
    packages: tuple[str, ...]  # of Python, for pip; none for a program of the system
    write: Write
    command: tuple[str, ...]  # the program first, by its name
    made: str  # the folder that a build makes, removed before each

    def program(self, environments: Path) -> str:
        """Return the program's path, installing it where it may be; raise `OSError` otherwise."""
        if not self.packages:
            found = shutil.which(self.command[0])
            if found is None:
                raise FileNotFoundError(f"{self.command[0]} n’est pas installé")
            return found
        environment = environments / self.packages[0].partition("=")[0]
        program = environment / "bin" / self.command[0]
        if not program.exists():
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            install = [environment / "bin" / "pip", "install", "--quiet", *self.packages]
            done = subprocess.run(install, capture_output=True, encoding="utf-8", check=False)
            if done.returncode or not program.exists():
                shutil.rmtree(environment)
                raise FileNotFoundError(f"pip n’a pas pu l’installer : {done.stderr[-200:]}")
        return str(program)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


# --- MkDocs with Material ---

_OUT_OF_THE_MENU = """\
nav: [index.md]
not_in_nav: |
  /*
  !/index.md
validation: {nav: {omitted_files: ignore}}
"""


def _material(more: str = "", plugins: str = "[search: {lang: fr}]") -> Write:
    def write(items: Sequence[Item], folder: Path) -> None:
        _write_markdown(items, folder / "docs", "index.md")
        _put(
            folder / "mkdocs.yml",
            "site_name: Nos politiques\nsite_url: https://exemple.invalid/\n"
            f"theme: {{name: material, language: fr}}\nplugins: {plugins}\n{more}",
        )

    return write


def _write_markdown(items: Sequence[Item], folder: Path, home: str) -> None:
    for item in items:
        links = "".join(f"  - {{rel: {name}, to: {target}}}\n" for name, target in item.links)
        header = f'id: {item.id}\ntitle: "{item.title}"\nstatus: {item.status}\nlinks:\n{links}'
        text = f"---\n{header}---\n\n# {item.title}\n\n{markdown(item.blocks)}"
        _put(folder / f"{item.path}.md", text)
    _put(folder / home, "---\ntitle: Accueil\n---\n\n# Nos politiques\n\nUne ville inventée.\n")


# --- Hugo, with links both ways looked up in one index ---

_HUGO = {
    "config.toml": 'baseURL = "https://exemple.invalid/"\nlanguageCode = "fr"\n'
    'title = "Nos politiques"\ndisableKinds = ["taxonomy","term","RSS"]\n',
    "layouts/_default/baseof.html": '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
    "<title>{{ .Title }}</title></head><body><nav><ul>{{ range site.Sections }}"
    '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>'
    '<main>{{ block "main" . }}{{ end }}</main></body></html>\n',
    "layouts/partials/index.html": "{{ $m := newScratch }}{{ range site.RegularPages }}"
    '{{ $p := . }}{{ $m.Set (printf "id:%s" .Params.id) $p }}{{ range .Params.links }}'
    '{{ $m.Add (printf "to:%s" .to) (slice (dict "rel" .rel "page" $p)) }}{{ end }}{{ end }}'
    "{{ return $m }}",
    "layouts/_default/single.html": '{{ define "main" }}'
    '{{ $i := partialCached "index.html" . "x" }}<article>{{ .Content }}<h2>Dépend de</h2><ul>'
    '{{ range .Params.links }}{{ $l := . }}{{ with $i.Get (printf "id:%s" .to) }}'
    '<li>{{ $l.rel }} : <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>'
    '<h2>En dépendent</h2><ul>{{ range $i.Get (printf "to:%s" .Params.id) }}<li>{{ .rel }} : '
    '<a href="{{ .page.RelPermalink }}">{{ .page.Title }}</a></li>{{ end }}</ul></article>'
    "{{ end }}",
    "layouts/_default/list.html": '{{ define "main" }}{{ .Content }}<ul>{{ range .Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}',
}


def _hugo(items: Sequence[Item], folder: Path) -> None:
    _write_markdown(items, folder / "content", "_index.md")
    for name, text in _HUGO.items():
        _put(folder / name, text)


# --- Sphinx-Needs ---

_SPHINX = """\
project = "Nos politiques"
extensions = ["sphinx_needs"]
html_theme = "alabaster"
language = "fr"
needs_id_regex = "^[a-z0-9-]{3,}"
needs_types = [
    dict(directive=name, title=name, prefix="", color="#DF744A", style="node")
    for name in ("principe", "politique", "action")
]
needs_extra_links = [
    dict(option=name, incoming=name + " (entrant)", outgoing=name)
    for name in ("tension_avec", "principes", "realise")
]
"""


def _sphinx(items: Sequence[Item], folder: Path) -> None:
    _put(folder / "conf.py", _SPHINX)
    for item in items:
        options = "".join(
            f"   :{name}: {', '.join(item.targets(name))}\n"
            for name in dict.fromkeys(name for name, _ in item.links)
        )
        head = f"{item.title}\n{'=' * len(item.title)}\n\n.. {item.kind}:: {item.title}\n"
        body = "".join(f"   {line}\n" if line else "\n" for line in _restructured(item))
        _put(folder / f"{item.path}.rst", f"{head}   :id: {item.id}\n{options}\n{body}")
    contents = ".. toctree::\n   :glob:\n\n"
    for name in FOLDERS.values():
        tree = f"{name}\n{'=' * len(name)}\n\n{contents}   *\n   */*\n"
        _put(folder / name / "index.rst", tree)
    pages = "".join(f"   {name}/index\n" for name in FOLDERS.values())
    _put(folder / "index.rst", f"Accueil\n=======\n\n{contents}{pages}")


def _restructured(item: Item) -> list[str]:
    lines: list[str] = []
    for kind, held in item.blocks:
        if kind == "ul":
            lines += (f"- {line}" for line in held)
        else:
            lines.append(f".. rubric:: {held}" if kind == "h2" else str(held))
        lines.append("")
    return lines


# --- StrictDoc; links between principles, which turn in circles, are refused there ---


def _strictdoc(items: Sequence[Item], folder: Path) -> None:
    documents: dict[str, list[Item]] = {}
    for item in items:
        documents.setdefault(item.policy or item.kind, []).append(item)
    for name, held in documents.items():
        nodes = "".join(map(_requirement, held))
        _put(folder / f"{name}.sdoc", f"[DOCUMENT]\nTITLE: {name}\n\n{nodes}")


def _requirement(item: Item) -> str:
    text = "\n".join(_restructured(item))
    node = f"[REQUIREMENT]\nUID: {item.id}\nTITLE: {item.title}\nSTATEMENT: >>>\n{text}<<<\n"
    targets = [] if item.kind == "principe" else dict.fromkeys(target for _, target in item.links)
    parents = "".join(f"- TYPE: Parent\n  VALUE: {target}\n" for target in targets)
    return f"{node}RELATIONS:\n{parents}\n" if parents else f"{node}\n"


MATERIAL, WITHOUT_MENU, HUGO = "Material", "Material sans menu", "Hugo"
SPHINX, STRICTDOC = "Sphinx-Needs", "StrictDoc"
_MKDOCS = ("mkdocs", "build", "-q")


def peers(material: str) -> list[Peer]:
    """Return the tools; *material* is the version of the theme that we use ourselves."""
    theme = (f"mkdocs-material=={material}",)
    needs, strict = ("sphinx-needs",), ("strictdoc",)
    silent = _material(_OUT_OF_THE_MENU, "[]")
    sphinx = ("sphinx-build", "-q", "-b", "html", ".", "site")
    export = ("strictdoc", "export", ".", "--output-dir", "site")
    return [
        Peer(WITHOUT_MENU, theme, _material(_OUT_OF_THE_MENU), _MKDOCS, "site"),
        Peer(f"{WITHOUT_MENU} ni recherche", theme, silent, _MKDOCS, "site"),
        Peer(MATERIAL, theme, _material(), _MKDOCS, "site"),
        Peer(HUGO, (), _hugo, ("hugo", "--quiet"), "public"),
        Peer(SPHINX, needs, _sphinx, sphinx, "site"),
        Peer(STRICTDOC, strict, _strictdoc, export, "site"),
    ]
