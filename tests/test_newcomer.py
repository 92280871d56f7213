"""From nothing to a published folder, as a newcomer goes: each command and what it answers."""

import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from command_tools import command
from site_tools import addresses, parapluie, parse

Serve = Callable[[Path], AbstractContextManager[str]]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new), "utf-8")


def test_a_newcomer_goes_from_nothing_to_a_published_folder(tmp_path: Path, serve: Serve) -> None:
    options = ("--adresse", "aucune", "--publier", "televersement", "--contact", "aucun")
    done = command("demarrer", "ville", "--nom", "Ville de Val", *options, cwd=tmp_path)
    town = tmp_path / "ville"
    assert done.code == 0
    assert done.out.splitlines()[:5] == [
        "13 fichiers écrits dans ville. Tout ce qu’ils disent est un exemple à remplacer.",
        "Ensuite :",
        "  cd ville",
        "  parapluie verifier --strict",
        "  parapluie construire --strict",
    ]
    assert command("verifier", "--strict", cwd=town).out.startswith("Tout est en ordre :")

    # A principle, a policy under the example's, an action of that policy.
    name = "contenu/principes/prendre-soin-de-l-eau.md"
    done = command("nouveau", "principe", "--titre", "Prendre soin de l’eau", cwd=town)
    assert done.out.splitlines() == [
        f"{name} est écrit.",
        "Il reste à remplir :",
        f"  {name}:4: P302 rien ne dépend du principe « Prendre soin de l’eau »; reliez-y ce qui "
        "l’applique",
        f"  {name}:4: P306 il manque « en_bref » : une phrase dans les mots de tous les jours",
        "Ouvrez ce fichier, suivez les conseils, puis lancez « parapluie verifier ».",
    ]
    principle = town / "contenu/principes/prendre-soin-de-l-eau.md"
    replace(principle, "en_bref:\n", "en_bref: L’eau d’ici reste propre pour qui vient après.\n")
    done = command("nouveau", "politique", "--titre", "Plan de l’eau", "--releve-de",
                   "exemple-politique", "--principe", "prendre-soin-de-l-eau", "--avec",
                   "en_bref=Ce que l’on fera pour la rivière.", cwd=town)  # fmt: skip
    assert done.out.splitlines()[1:] == [
        "Il n’a aucun problème. Ouvrez-le pour écrire le texte, puis lancez « parapluie verifier »."
    ]
    policy = town / "contenu/politiques/plan-de-l-eau.md"
    replace(policy, "# objectifs:\n#   - id: premier-objectif\n#     titre: Premier objectif\n"
            "#     en_bref: Ce que l’on veut changer, en une phrase.\n",
            "objectifs:\n  - id: berges\n    titre: Des berges vivantes\n")  # fmt: skip
    replace(policy, "<!-- Ce que l’on a constaté ou entendu, avec ses sources. -->", "L’eau monte.")

    # The mistake that everyone makes, told where it is.
    done = command("nouveau", "action", "--titre", "Planter des saules", "--realise",
                   "plan-de-l-eau#berge", cwd=town)  # fmt: skip
    assert done.code == 2
    assert "(vouliez-vous dire « plan-de-l-eau#berges » ?)" in done.err
    done = command("nouveau", "action", "--titre", "Planter des saules", "--realise",
                   "plan-de-l-eau#berges", "--groupe", "exemple-familles", cwd=town)  # fmt: skip
    assert done.code == 0
    action = town / "contenu/actions/planter-des-saules.md"
    replace(action, "en_bref:\n", "en_bref: Des saules : les racines tiennent la rive.\n")
    broken = command("verifier", cwd=town)
    assert broken.code == 1
    assert broken.out.startswith("contenu/actions/planter-des-saules.md:7: P102 ")
    replace(action, "Des saules : les", "Les")
    assert command("verifier", "--strict", cwd=town).code == 0

    built = parapluie("construire", "--strict", cwd=town)
    assert (built.returncode, built.stderr) == (0, "")
    assert re.fullmatch(r"\d+ pages publiées dans .*ville/site\.\n", built.stdout)

    # What depends on the new principle is on its page, and its page under its policy's umbrella.
    page = (town / "site/principes/prendre-soin-de-l-eau.html").read_text("utf-8")
    assert "Planter des saules" in parse(page).text
    assert (
        "Écouter avant de décider"
        in parse((town / "site/actions/planter-des-saules.html").read_text("utf-8")).text
    )
    assert_served_whole(town / "site", tmp_path / "web", serve)


def assert_served_whole(site: Path, web: Path, serve: Serve) -> None:
    """Ask a plain server for all that the pages of a site name, under a folder of it."""
    shutil.copytree(site, web / "la" / "ville")
    pending, pages, files = ["la/ville/"], dict[str, frozenset[str]](), set[str]()
    wanted: list[tuple[str, str, str]] = []
    with serve(web) as base:
        host = urlsplit(base).netloc
        line = HTTPConnection(host)

        def ask(address: str) -> tuple[int, str, bytes]:
            line.request("GET", urlsplit(address).path)
            answer = line.getresponse()
            return answer.status, answer.headers.get_content_type(), answer.read()

        asked: set[str] = set()
        pending = [f"{base}la/ville/"]
        while pending:
            address = pending.pop()
            if address in asked:
                continue
            asked.add(address)
            status, kind, body = ask(address)
            assert status == 200, address
            if kind != "text/html":
                files.add(address)
                continue
            tree = parse(body.decode("utf-8"))
            pages[address] = frozenset(
                e.attributes[name] for e in tree.all() for name in ("id", "name")
                if name in e.attributes
            )  # fmt: skip
            for found in addresses(tree):
                target, place = urldefrag(urljoin(address, found))
                if urlsplit(target).netloc == host:
                    assert urlsplit(target).path.startswith("/la/ville/"), (address, found)
                    wanted.append((address, target, place))
                    pending.append(target)
    lost = [
        (origin, target, place)
        for origin, target, place in wanted
        if place and "=" not in place and target in pages and place not in pages[target]
    ]
    assert lost == []
    assert len(pages) > 25
    assert any(file.endswith(".svg") for file in files)
    assert any(file.endswith((".webp", ".png")) for file in files)


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_what_a_host_runs_is_what_a_newcomer_runs(host: str, tmp_path: Path) -> None:
    command("demarrer", "ville", "--nom", "Ville de Val", "--publier", host, cwd=tmp_path)
    files = [
        file.read_text("utf-8")
        for file in (tmp_path / "ville").rglob("*.yml")
        if "workflows" in file.parts or file.name == ".gitlab-ci.yml"
    ]
    assert sum("parapluie construire --strict" in text for text in files) == 1
    assert any("parapluie verifier --strict" in text for text in files)
