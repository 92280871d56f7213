"""The same reason on both sides: every link that may say why, of every kind, to every kind."""

import re
from pathlib import Path

import pytest
from parapluie.problems import Severity
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.kinds import KIND_BY_KEY, KINDS
from parapluie.vocabulary.kinds.facts import Kind
from site_tools import core_site

CONFIGURATION = """\
site_name: Essai
docs_dir: contenu
use_directory_urls: false
theme: {name: material, language: fr, font: false}
plugins:
  - parapluie: {organisation: la Ville}
"""
# What an entry of a kind is nothing without.
OWED = {
    "quand": "quand: 2024-05-01\n",
    "suite": "suite: abandonnee\nraison: Une autre.\n",
}
LINKS: list[tuple[Kind, Field, Kind]] = [
    (kind, item, KIND_BY_KEY[target])
    for kind in KINDS
    for item in kind.fields
    if item.link is not None and item.fields and not item.link.sibling
    for target in item.link.targets or ("politique",)
]


def said(number: int) -> str:
    return f"La raison numéro {number} est dite ici."


def link(number: int, item: Field, target: Kind) -> str:
    name = {"objectif": f"cible-{number}#o", "reference": "odd:11"}.get(target.key)
    dash = "- " if item.many else "  "
    text = f"{item.key}:\n  {dash}vers: {name or f'{target.key}:cible-{number}'}\n"
    text += f"    parce_que: {said(number)}\n"
    # A combination joins two groups.
    return text + ("  - cible-bis\n" if item.key == "reunit" else "")


def head(kind: Kind, title: str) -> str:
    required = (item.key for item in kind.fields if item.required or item.key in OWED)
    return f"titre: {title}\nen_bref: Une phrase.\n" + "".join(OWED.get(k, "") for k in required)


def files() -> dict[str, str]:
    """Return a town in which each link has an origin and a target of its own."""
    policy = KIND_BY_KEY["politique"]
    found = {"groupes/cible-bis.md": head(KIND_BY_KEY["groupe"], "Cible bis")}
    for number, (kind, item, target) in enumerate(LINKS):
        written = link(number, item, target)
        if kind.folder:
            path = f"{kind.folder}/origine-{number}.md"
            found[path] = head(kind, f"Origine {number}") + written
        else:
            inner = "".join(f"    {line}\n" for line in written.splitlines())
            found[f"politiques/origine-{number}.md"] = (
                head(policy, f"Origine {number}")
                + f"objectifs:\n  - id: o\n    titre: But\n{inner}"
            )
        if target.folder:
            found[f"{target.folder}/cible-{number}.md"] = head(target, f"Cible {number}")
        elif target.key == "objectif":
            found[f"politiques/cible-{number}.md"] = (
                head(policy, f"Cible {number}") + "objectifs:\n  - id: o\n    titre: But\n"
            )
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    town: Path = tmp_path_factory.mktemp("raisons")
    (town / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    for path, header in files().items():
        file = town / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{header}---\n\nTexte.\n", "utf-8")
    site = core_site(town)
    assert [str(p) for p in site.problems if p.severity is Severity.ERROR] == []
    # What programs read is told apart.
    scripts = re.compile(r"<script.*?</script>", re.DOTALL)
    return {f.path: scripts.sub("", str(f.content)) for f in site.files if f.path.endswith(".md")}


@pytest.mark.parametrize(
    "number",
    range(len(LINKS)),
    ids=[f"{kind.key}-{item.key}-{target.key}" for kind, item, target in LINKS],
)
def test_each_page_says_it_once(pages: dict[str, str], number: int) -> None:
    kind, _, target = LINKS[number]
    here = f"{kind.folder or 'politiques'}/origine-{number}.md"
    there = f"{target.folder or 'politiques'}/cible-{number}.md"
    if target.is_foreign:
        there = next(path for path in pages if path.endswith("odd/11.md"))
    counts = [pages[path].count(said(number)) for path in (here, there)]
    assert counts == [1, 1]
