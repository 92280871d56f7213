"""Each fact that a council asks for goes everywhere that facts go.

The table is made by looking: `pytest -rP` prints it. Where a fact has no place, a reason says why.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from case_files import read_blocks, write
from command_tools import command
from hamlet_site import hamlet
from parapluie.build.making import build
from parapluie.build.verdict import verify
from parapluie.pages.search_page import INDEX_FILE
from parapluie.source.content_files import Roots
from site_tools import core_arguments, parse
from test_search import forms, unpacked

PLACES = ("message", "page", "liste", "recherche", "CSV", "tableur", "JSON", "JSON-LD")
PLACES = (*PLACES, "nouveau", "guide")
TOWN = """\
=== actions/forage.md
---
titre: Le forage
en_bref: On creuse.
numero: "7.10"
statut: en-attente
periode: 2025/..
realise: eau#puits
participation: concertation
avancement: {pourcentage: 35, le: 2026-03, mot: Sondage entamé}
preuve: {texte: Piquetage visible, le: 2026-04}
attend: {quoi: Permis hydrique, qui: conseil, d_ici: 2032-02}
priorite: pressante
budget_annonce: 91 500 $
budget:
  - {quand: 2026, prevu: 91 500 $, reel: 12 345 $, nature: investissement}
etapes:
  - {quand: 2026-01, titre: Étude géologique, fait: oui}
  - {quand: 2026-02, titre: Appel restreint}
suivi:
  - {quand: 2026-05-02, texte: Pompe commandée hier.}
note_interne: Chuchotement.
---
=== decisions/seance.md
---
titre: Séance de mars
en_bref: Le plan est adopté.
numero: "2025-03"
quand: 2025-03-01
adopte: eau
proces_verbal: https://exemple.org/pv.pdf
enregistrement: {url: https://exemple.org/video, moment: 1:02:30}
---
=== principes/rive.md
---
titre: La rive
en_bref: La rive est à tout le monde.
competence:
  seule: Faucher moins souvent.
  avec:
    - {qui: la MRC, quoi: "Bâtir loin de l’eau : à 15 mètres; pas moins"}
    - {qui: Québec}
  ne_veut_pas_dire: [Que chaque grève est un parc., Que l’on rachètera tout.]
---
=== besoins/boire.md
---
titre: Boire l’eau du robinet
en_bref: Sans la faire bouillir.
sans_suite: Le puits voisin y pourvoit déjà.
---
=== questions/robinet.md
---
titre: Peut-on boire l’eau?
en_bref: On le demande chaque été.
quand: 2026-04
ou: Au comptoir postal
reponse: Oui, depuis l’analyse d’avril.
---
=== actions/cachette.md
---
titre: Cachette
en_bref: On verra.
brouillon: oui
realise: eau#puits
statut: a-venir
---
"""
# What is looked for of each fact: on the page of its entry, in a list, in the search, in open data.
SIGNS: Mapping[str, tuple[str, str, str, str]] = {
    "numero": ("7.10", "7.10", "7.10", "7.10"),
    "statut": ("En attente", "En attente", "En attente", "en-attente"),
    "avancement": ("35 %", "35 %", "entame", "Sondage entamé"),
    "participation": ("Concertation", "Concertation", "", "concertation"),
    "preuve": ("Piquetage visible", "", "piquetage", "Piquetage visible"),
    "attend": ("Permis hydrique", "", "hydrique", "Permis hydrique"),
    "priorite": ("pressante", "", "pressante", "pressante"),
    "budget": ("12 345 $", "Budget prévu", "", "12345"),
    "budget_annonce": ("91 500 $", "Budget prévu", "", "91500"),
    "etapes": ("1 étape sur 2", "", "geologique", "Étude géologique"),
    "suivi": ("Pompe commandée hier.", "", "commandee", "Pompe commandée hier"),
    "competence": ("Bâtir loin de l’eau", "", "greve", "Faucher moins souvent"),
    "sans_suite": ("Le puits voisin y pourvoit", "", "voisin", "Le puits voisin"),
    "reponse": ("Oui, depuis l’analyse", "", "analyse", "Oui, depuis l’analyse"),
    "ou": ("Au comptoir postal", "", "postal", "Au comptoir postal"),
    "proces_verbal": ("Procès-verbal", "", "", "pv.pdf"),
    "enregistrement": ("1 h 02 min 30 s", "", "", "https://exemple.org/video"),
}
WRONG = {
    "numero": "[un, {deux: 2}]",
    "statut": "bientot",
    "avancement": "{pourcentage: 150}",
    "participation": "un peu",
    "preuve": "{le: hier}",
    "attend": "{d_ici: demain, quoi: Rien}",
    "priorite": "{a: b}",
    "budget": "[{prevu: 5 €}]",
    "budget_annonce": "beaucoup",
    "etapes": "[{quand: 2026, titre: A, fait: peut-être}]",
    "suivi": "[{texte: Sans jour.}]",
    "competence": "{avec: [{quoi: Rien.}]}",
    "sans_suite": "[a]",
    "reponse": "{a: b}",
    "ou": "[a]",
    "proces_verbal": "pas une adresse",
    "enregistrement": "{url: 'https://exemple.org', moment: tantôt}",
}
ABSENT = {
    **dict.fromkeys(
        (
            ("liste", key)
            for key in (
                *("preuve", "attend", "suivi", "etapes", "competence"),
                *("sans_suite", "reponse", "ou"),
            )
        ),
        "une phrase, qui se lit sur la page",
    ),
    ("nouveau", "etapes"): "un premier jet s’en passe",
    ("recherche", "participation"): "un choix se filtre",
    **dict.fromkeys(
        (("liste", "priorite"), ("page", "priorite")), "elle trie les listes de l’équipe"
    ),
    **dict.fromkeys(
        (("liste", key) for key in ("proces_verbal", "enregistrement")),
        "une adresse, qui se suit de la page",
    ),
    **dict.fromkeys(
        (("recherche", key) for key in ("proces_verbal", "enregistrement")), "une adresse"
    ),
    **dict.fromkeys(
        (("recherche", key) for key in ("budget", "budget_annonce")), "un montant se filtre"
    ),
}
LINKED = {"statut": "schema:actionStatus"}
# Of what kind the entry is that holds them, where it is no action: that kind, its id.
HOLDERS = {
    "proces_verbal": ("decision", "seance"),
    "enregistrement": ("decision", "seance"),
    "competence": ("principe", "rive"),
    "sans_suite": ("besoin", "boire"),
    "reponse": ("question", "robinet"),
    "ou": ("question", "robinet"),
}


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = hamlet(tmp_path_factory.mktemp("village"))
    write(read_blocks(TOWN)[0], folder)
    return folder


@pytest.fixture(scope="module")
def texts(village: Path) -> Mapping[str, str]:
    """Return what the core makes, by path."""
    site = build(*core_arguments(village))
    assert site.files, [*map(str, site.problems)]
    return {file.path: told(file.content) for file in site.files}


def told(content: object) -> str:
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else str(content)
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")


def read(page: str) -> str:
    """Return the text of a page, as a reader has it."""
    return " ".join(parse(page).text.split())


def row(texts: Mapping[str, str], table: str, entry: str) -> str:
    """Return all cells of an entry's rows."""
    text = texts.get(f"donnees/tableaux/{table}.csv", "").removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text), delimiter=";")
    return "\n".join(";".join(cells) for cells in rows if entry in cells[0])


def workbook(village: Path) -> str:
    """Return every cell of the workbook, which importing again leaves as it is."""
    book = village / "classeur.xlsx"
    done = command("exporter", "tableur", book, cwd=village)
    assert done.code == 0, done.out + done.err
    again = command("importer", "tableur", book, cwd=village)
    assert (again.code, again.out) == (0, "Rien ne change.\n")
    sheets = openpyxl.load_workbook(book).worksheets
    return told("\n".join(str(c.value) for s in sheets for r in s.iter_rows() for c in r))


def message(village: Path, kind: str, key: str) -> bool:
    """Tell whether a wrong value is told at its line, by its key."""
    options = core_arguments(village)[1]
    file = village / "contenu" / f"{kind}s" / ("seance.md" if kind == "decision" else "f.md")
    before = file.read_bytes() if file.exists() else None
    first = "quand: 2025-03-01\n" if kind == "decision" else ""
    file.write_text(f"---\ntitre: F\n{first}{key}: {WRONG[key]}\n---\n", "utf-8")
    try:
        roots = Roots(village / "contenu", village / "illustrations")
        problems, _ = verify(roots, options)
    finally:
        file.unlink() if before is None else file.write_bytes(before)
    line = 4 if first else 3
    return any(p.place.line == line and p.code.startswith("P20") for p in problems)


def is_found(word: str, texts: Mapping[str, str]) -> bool:
    """Tell whether the search knows a word, a number or a status."""
    index = unpacked(texts[INDEX_FILE])
    return any(word in term for term in forms(index)) or word in texts[INDEX_FILE]


def places(village: Path, texts: Mapping[str, str]) -> dict[str, dict[str, bool]]:
    """Return where each fact is."""
    cells = workbook(village)
    kinds = {"action", *(kind for kind, _ in HOLDERS.values())}
    drafts = {
        kind: command("nouveau", kind, "--titre", f"Essai {kind}", cwd=village) for kind in kinds
    }
    assert all(done.code == 0 for done in drafts.values()), drafts
    new = {
        kind: (village / f"contenu/{kind}s/essai-{kind}.md").read_text("utf-8") for kind in kinds
    }
    found = {}
    for key, (page, listed, searched, data) in SIGNS.items():
        kind, entry = HOLDERS.get(key, ("action", "forage"))
        folder = f"{kind}s"
        rows = row(texts, kind, f"{kind}/{entry}") + row(texts, "budget", f"{kind}/{entry}")
        linked = texts["donnees/parapluie.jsonld"]
        found[key] = {
            "message": message(village, kind, key),
            "page": page in read(texts[f"{folder}/{entry}.md"]),
            "liste": bool(listed) and listed in texts[f"{folder}/index.md"],
            "recherche": bool(searched) and is_found(searched, texts),
            "CSV": data in rows,
            "tableur": data in cells or page in cells,
            "JSON": data in texts["donnees/parapluie.json"],
            "JSON-LD": any(sign in linked for sign in (data, f'"{key}"', LINKED.get(key, data))),
            "nouveau": f"{key}:" in new[kind],
            "guide": f"<code>{key}</code>" in texts["guide/cles.md"],
        }
    return found


def test_each_fact_has_every_place_but_for_a_reason(
    village: Path, texts: Mapping[str, str]
) -> None:
    found = places(village, texts)
    print("| Champ |", " | ".join(PLACES), "|")
    for key, here in found.items():
        cells = ("oui" if here[place] else ABSENT[place, key] for place in PLACES)
        print(f"| {key} |", " | ".join(cells), "|")
    missing = {(place, key) for key, here in found.items() for place in PLACES if not here[place]}
    assert missing == set(ABSENT)
