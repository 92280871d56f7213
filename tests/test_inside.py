"""What stays inside: drafts, notes between colleagues, what stands in a folder « interne ».

A word that stands nowhere else is put in every place where private text may stand, and looked for
in every byte of what is published, archives unpacked.
"""

import gzip
import io
import re
import socket
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from case_files import read_blocks, write
from command_tools import command
from hamlet_site import hamlet
from parapluie.meaning.going_out import outgoing
from parapluie.source.content_files import Roots
from parapluie.source.reading import read
from parapluie.vocabulary.inside_words import Audience
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.common import KEPT_INSIDE
from parapluie.vocabulary.local_words import Vocabulary
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from site_tools import DAY, article, environment, run

MARK = "Zorglub"
PRIVATE = """\
=== principes/zorglub-principe.md
---
titre: Zorglub caché
brouillon: oui
en_bref: Zorglub.
illustration: zorglub-image
---
Zorglub.

## Texte adopté

Zorglub.
=== actions/pompe.md
---
titre: La pompe
en_bref: On pompe.
realise: eau#puits
---
Elle tourne.

## Texte adopté

Comme [[zorglub-projet]] et [[zorglub-projet|un projet]].
=== politiques/plan.md
---
titre: Plan du puits
en_bref: Par étapes.
principes: [principe:eau, zorglub-principe]
note_interne: Zorglub, de la politique.
objectifs:
  - {id: un, titre: Creuser, note_interne: "Zorglub, de l’objectif."}
  - {id: zorglub, titre: Zorglub, brouillon: oui, texte_adopte: Zorglub.}
  - {id: sous, titre: Zorglub dessous, dans: zorglub}
tensions:
  - {avec: zorglub-principe, arbitrage: "Zorglub l’emporte."}
  - {avec: principe:eau, arbitrage: L’eau d’abord., decision: zorglub-seance}
---
=== actions/jardin.md
---
titre: Le jardin
en_bref: On sème.
statut: en-cours
periode: 2025/..
realise: [plan#un, plan#zorglub, plan#sous]
fait_partie_de: zorglub-projet
groupes: zorglub-groupe
responsable: zorglub-service
note_interne: |
  Zorglub, de l’action.

  Et encore Zorglub.
suivi:
  - {quand: 2025-02, texte: Zorglub du comité., interne: oui}
  - {quand: 2025-03, texte: On a semé.}
attend: {quoi: Un permis., qui: zorglub-service}
---
On [sèmera]{zorglub-projet, principe:eau} avec [[zorglub-projet]],
avec [[zorglub-projet|un projet]], avec [lui](zorglub-projet.md), avec [[zorglub-casse]],
avec [[zorglub-perdu]] et, dit-on, avec [[interne/zorglub-note]].
=== actions/zorglub-projet.md
---
titre: Zorglub à venir
brouillon: oui
realise: rien-de-tel
statut: en-cours
---
[[nulle-part]] Zorglub.
=== actions/zorglub-casse.md
---
titre: Zorglub mal écrit
brouillon: oui
statut: zorglub
---
=== actions/suite/_defauts.yml
brouillon: oui
=== actions/suite/zorglub-suite.md
---
titre: Zorglub par défaut
---
=== actions/interne/puits.md
---
titre: Le puits, autrement Zorglub
---
=== groupes/zorglub-groupe.md
---
titre: Zorglub et compagnie
brouillon: oui
---
=== acteurs/zorglub-service.md
---
titre: Service Zorglub
brouillon: oui
---
=== recit/soir.md
---
titre: Un soir au jardin
en_bref: On y est.
principes: zorglub-principe
citations:
  - {texte: L’eau est là., qui: une voisine, entendu: zorglub-rencontre}
---
Le [jardin]{zorglub-projet} attend.
=== demarche/zorglub-rencontre.md
---
titre: Rencontre Zorglub
brouillon: oui
quand: 2025-01-10
apports: [{texte: "Zorglub, a dit quelqu’un.", nourrit: jardin}]
---
=== demarche/soiree.md
---
titre: Soirée
en_bref: On a parlé.
quand: 2025-01-11
apports:
  - {texte: Un jardin!, nourrit: [jardin, zorglub-projet]}
---
=== decisions/zorglub-seance.md
---
titre: Séance Zorglub
brouillon: oui
quand: 2025-02-01
adopte: plan
---
=== decisions/zorglub-perdu.md
---
titre: Zorglub sans date
brouillon: oui
---
=== decisions/seance.md
---
titre: Séance de mars
en_bref: Le plan est adopté.
numero: "2025-03"
quand: 2025-03-01
adopte: [plan, zorglub-projet]
note_interne: Zorglub, de la décision.
crible:
  - {principe: zorglub-principe, reponse: contribue, constat: Zorglub le veut.}
  - {principe: principe:eau, reponse: contribue, constat: L’eau reste.}
---
=== indicateurs/eau.md
---
titre: Niveau de l’eau
en_bref: En mètres.
unite: m
mesure: [principe:eau, zorglub-projet]
note_interne: Zorglub, de l’indicateur.
---
=== themes/eau.md
---
titre: L’eau
en_bref: Le thème.
note_interne: Zorglub, du thème.
---
=== apropos.md
---
titre: À propos
note_interne: Zorglub, de la page.
---
=== zorglub.md
---
titre: Zorglub, page
brouillon: oui
---
=== glossaire.yml
puits:
  titre: Puits
  definition: Un trou.
  note_interne: Zorglub, du terme.
zorglub:
  titre: Zorglub
  definition: Zorglub.
  brouillon: oui
=== arrimages.yml
jardin: [zorglub-projet]
=== lectures.yml
lectures:
  - {de: principe:zorglub-principe, empreinte: abc, lu_le: 2025-01-01, texte: Zorglub.}
=== interne/zorglub-note.md
---
titre: Zorglub, note
---
Voir [[jardin]].
=== interne/actions/loin.md
---
titre: Zorglub, action
---
=== interne/brut.md
Zorglub, sans en-tête.
=== interne/sous/dossier/liste.csv
Zorglub
=== illustrations/illustrations.yml
place:
  fichier: place.jpg
  alt: Une place au soleil.
  credit: Le Hameau
  reperes:
    - {x: 10, y: 10, entree: zorglub-projet, libelle: Zorglub ici}
    - {x: 20, y: 20, entree: jardin, libelle: Le jardin}
zorglub-image:
  fichier: zorglub-image.png
  alt: Un dessin de Zorglub.
  credit: Zorglub
  description: Zorglub.
"""


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a town whose private text is everywhere that it may be, nothing of it built."""
    folder = hamlet(tmp_path_factory.mktemp("village"))
    roots = write(read_blocks(PRIVATE)[0], folder)
    about = PngInfo()
    about.add_text("Comment", MARK)
    Image.new("RGB", (900, 500), "#224466").save(
        roots.illustrations / "zorglub-image.png", pnginfo=about
    )
    (folder / "contenu" / "interne" / "image.png").write_bytes(MARK.encode())
    (folder / "contenu" / "interne" / "note.docx").write_bytes(MARK.encode())
    return folder


@pytest.fixture(scope="module")
def site(village: Path) -> Path:
    """Return its published site, made once what was adopted was kept."""
    frozen = run("-m", "parapluie", "figer", "--resolution", "2025-03", cwd=village)
    assert frozen.returncode == 0, frozen.stdout + frozen.stderr
    done = run("-m", "parapluie", "construire", "--strict", cwd=village)
    assert done.returncode == 0, done.stdout + done.stderr
    return village / "site"


@pytest.fixture(scope="module")
def interior(village: Path) -> Path:
    """Return its site for colleagues."""
    done = run("-m", "parapluie", "construire", "--interne", cwd=village)
    assert done.returncode == 0, done.stdout + done.stderr
    return village / "site-interne"


def told(content: bytes) -> Iterator[bytes]:
    """Yield what a file holds, and what every archive in it does."""
    yield content
    if content[:2] == b"\x1f\x8b":
        yield from told(gzip.decompress(content))
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from told(archive.read(name))


def marked(folder: Path) -> list[str]:
    """Return the files of a folder that hold the mark, or are named by it."""
    sign = re.compile(MARK.encode(), re.IGNORECASE)
    return [
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if MARK.lower() in file.name.lower()
        or (file.is_file() and any(map(sign.search, told(file.read_bytes()))))
    ]


def page(folder: Path, path: str) -> str:
    """Return the text of a page."""
    return article((folder / path / "index.html").read_text("utf-8")).text


def test_every_kind_may_be_a_draft_and_hold_a_note() -> None:
    foreign = [kind.key for kind in KINDS if not set(KEPT_INSIDE) <= set(kind.fields)]
    assert foreign == ["reference"]


def test_nothing_private_is_in_a_byte_of_the_published_site(site: Path) -> None:
    assert any(file.suffix == ".xlsx" for file in site.rglob("*"))
    assert marked(site) == []


def test_what_was_adopted_and_is_kept_says_nothing_private(village: Path, site: Path) -> None:
    kept = village / "contenu" / "versions"
    assert list(kept.iterdir())
    assert marked(kept) == []
    assert MARK.lower() not in (village / "contenu" / "_adresses.txt").read_text("utf-8").lower()


def test_texts_say_in_our_words_what_they_named(site: Path) -> None:
    text = page(site, "actions/jardin")
    assert "avec une action en préparation, avec un projet, avec lui" in text
    assert "lui, avec une action en préparation, avec une page en préparation et, dit-on," in text
    assert "avec une page qui reste à l’intérieur." in text
    assert "On a semé." in text


def test_a_page_prepared_anew_leaves_the_published_one(site: Path) -> None:
    assert "On creuse." in page(site, "actions/puits")


def test_colleagues_see_all_of_it(interior: Path) -> None:
    assert "Brouillon" in page(interior, "actions/zorglub-projet")
    assert "Zorglub, de l’action." in page(interior, "actions/jardin")
    assert "Zorglub à venir" in page(interior, "actions/jardin")
    listed = page(interior, "a-l-interieur")
    for words in ("Zorglub à venir", "Zorglub, de la décision.", "Zorglub, note", "liste.csv"):
        assert words in listed
    assert {"interne/note.docx", "interne/sous/dossier/liste.csv"} <= set(marked(interior))


def test_the_site_of_colleagues_is_for_no_search_engine_and_no_repository(interior: Path) -> None:
    pages = list(interior.rglob("*.html"))
    assert len(pages) > 20
    assert [one for one in pages if 'name="robots" content="noindex' not in one.read_text()] == []
    assert (interior / ".gitignore").read_text() == "*\n"


def test_a_preview_shows_drafts_and_no_note(village: Path) -> None:
    roots = Roots(village / "contenu", village / "illustrations")
    content, _ = read(roots, Vocabulary())
    shown, _ = outgoing(content, Vocabulary(), Audience.PREVIEW)
    drafts = [entry.id for entry in shown.entries if entry.fields.get("brouillon")]
    assert {"zorglub-projet", "zorglub-principe", "plan#zorglub", "zorglub-suite"} <= set(drafts)
    assert not any(entry.fields.get("note_interne") for entry in shown.entries)
    assert not any("interne" in entry.path for entry in shown.entries)


@pytest.mark.parametrize("inside", [False, True])
def test_colleagues_have_a_preview_as_they_have_a_site(village: Path, *, inside: bool) -> None:
    told: list[str] = []
    given = ("-m", "parapluie", "servir", *(["--interne"] if inside else []), "--adresse")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, *given, address],
        cwd=village,
        env=environment(DAY) | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            told.append(line)
            if line.startswith("Aperçu à "):
                break
        with urllib.request.urlopen(f"http://{address}/actions/jardin/", timeout=60) as answer:
            shown = answer.read().decode()
    finally:
        process.kill()
        process.wait(60)
    assert ("Cet aperçu est pour les collègues" in "".join(told)) is inside
    assert ("Note interne" in shown) is inside
    assert ('name="robots" content="noindex' in shown) is inside


def test_a_build_that_no_command_began_is_for_the_public(tmp_path: Path) -> None:
    folder = hamlet(tmp_path)
    draft = folder / "contenu" / "actions" / "zorglub.md"
    draft.write_text("---\ntitre: Zorglub\nbrouillon: oui\n---\n", "utf-8")
    code = (
        "from mkdocs.commands.build import build; from mkdocs.config import load_config; "
        "build(load_config('mkdocs.yml'))"
    )
    done = run("-c", code, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site" / "index.html").is_file()
    assert marked(folder / "site") == []


def test_a_content_without_anything_private_is_left_as_it_is(tmp_path: Path) -> None:
    folder = hamlet(tmp_path)
    content, _ = read(Roots(folder / "contenu", folder / "illustrations"), Vocabulary())
    assert outgoing(content, Vocabulary(), Audience.PUBLIC)[0] is content


def test_staff_rename_in_drafts_too(village: Path, tmp_path: Path) -> None:
    folder = hamlet(tmp_path)
    draft = folder / "contenu" / "actions" / "brouillon.md"
    draft.write_text("---\ntitre: Plus tard\nbrouillon: oui\nrealise: eau#puits\n---\n", "utf-8")
    done = command("renommer", "politique:eau", "source", cwd=folder)
    assert done.code == 0, done.out + done.err
    assert "realise: source#puits" in draft.read_text("utf-8")


def test_pages_of_the_staff_are_not_published_and_their_addresses_lead_to_what_is(
    tmp_path: Path,
) -> None:
    folder = hamlet(tmp_path)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(", publier_outils: oui", ""), "utf-8")
    done = run("-m", "parapluie", "construire", cwd=folder, day=date(2026, 12, 1))
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("guide", "guide/regles", "failles"):
        text = (folder / "site" / name / "index.html").read_text("utf-8")
        assert f'url={"../" * (name.count("/") + 1)}suivi/"' in text
    home = (folder / "site" / "index.html").read_text("utf-8")
    assert "Guide de rédaction" not in home
    assert "Pour l’équipe" not in home
