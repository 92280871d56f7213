"""A new town's folder: its settings, an example of each kind, and what publishes the site.

The files stand in `nouveau/`: `commun` for everyone, then a folder for each host. Their marks are
`<< … >>` and `<% … %>`, since workflows and entries use braces and brackets.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import jinja2
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from parapluie import __version__
from parapluie.vocabulary import starting_words as words
from parapluie.vocabulary.grammar import fold

TEMPLATES = Path(__file__).parent.parent / "nouveau"
WHEEL = f"parapluie-{__version__}-py3-none-any.whl"
_COMMON = "commun"
# Names that would act upon our own repository.
_NAMED = {"gitignore": ".gitignore", "gitlab-ci.yml": ".gitlab-ci.yml"}
_DISTRIBUTION = "parapluie"
_WHEELS = "outils"
# What an empty folder may hold all the same: a clone of an empty repository is one.
_UNSEEN = frozenset((".git",))
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+\.[^\s<>\"'`{}|\\^]+")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a town says of itself."""

    name: str
    address: str = ""
    host: str = words.HOSTS[0]
    contact: str = ""
    colour: str = ""
    parapluie: str = ""  # where pip finds Parapluie; a wheel beside the content where it is unknown

    @property
    def organisation(self) -> str:
        """How sentences call the municipality."""
        first = words.FIRST_WORD.search(self.name)
        word = fold(first[0]) if first else ""
        return next(
            (said for begins, said in words.ORGANISATIONS if word == begins),
            words.USUAL_ORGANISATION,
        )


def whole_address(written: str) -> str | None:
    """Return the address of a site with its last slash, or nothing where it is none."""
    return f"{written.rstrip('/')}/" if _ADDRESS.fullmatch(written) else None


def is_free(folder: Path) -> bool:
    """Tell whether *folder* may become a town's: it does not exist, or holds nothing."""
    return not folder.exists() or not {item.name for item in folder.iterdir()} - _UNSEEN


def start(folder: Path, answers: Answers) -> list[str]:
    """Write a town's folder and return the path of each file. *folder* must be free."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    # What JSON quotes, YAML reads alike.
    environment.globals["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    found = answers.parapluie or _installed_from()
    context = {
        "name": answers.name,
        "organisation": answers.organisation,
        "address": answers.address,
        "host": answers.host,
        "contact": answers.contact,
        "colour": answers.colour,
        "wheel": WHEEL,
        "parapluie_address": found,
        "parapluie": f"{_DISTRIBUTION} @ {found}" if found else f"./{_WHEELS}/{WHEEL}",
        "pins": sorted(pins(_DISTRIBUTION)),
    }
    written = []
    for source, name in _sources(answers.host):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        template = environment.get_template(source)
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(template.render(context))
        written.append(name)
    return written


def needs_wheel(answers: Answers) -> bool:
    """Tell whether the town must bring Parapluie itself for its site to be published."""
    return not (answers.parapluie or _installed_from())


def _sources(host: str) -> Iterator[tuple[str, str]]:
    """Yield each file to write: the path of its template, and its own."""
    for folder in (_COMMON, host):
        root = TEMPLATES / folder
        for file in sorted(root.rglob("*")):
            if file.is_file():
                path = file.relative_to(root)
                name = path.with_name(_NAMED.get(path.name, path.name))
                yield file.relative_to(TEMPLATES).as_posix(), name.as_posix()


def _installed_from() -> str:
    """Return where pip took Parapluie, when others can take it there too.

    Source: packaging.python.org, « Recording the Direct URL Origin of installed distributions »
    (PEP 610).
    """
    try:
        written = metadata.distribution(_DISTRIBUTION).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return ""
    origin = json.loads(written or "{}")
    version_control = origin.get("vcs_info")
    if version_control and origin["url"].startswith("https://"):
        return f"{version_control['vcs']}+{origin['url']}@{version_control['commit_id']}"
    return ""


def pins(distribution: str) -> Iterable[str]:
    """Return what a distribution needs, and what that needs, each at the version installed here."""
    found: dict[str, str] = {}
    pending = [distribution]
    while pending:
        for line in metadata.distribution(pending.pop()).requires or ():
            requirement = Requirement(line)
            name = canonicalize_name(requirement.name)
            if name in found or (requirement.marker and not requirement.marker.evaluate()):
                continue
            found[name] = f"{name}=={metadata.version(name)}"
            pending.append(name)
    return found.values()
