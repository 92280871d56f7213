"""The index of the search: words, synonyms, what is found, and how it is packed."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.build.making import build
from parapluie.pages.search_index import AROUND, BODY, TITLE, Analyser, Found, packed_index
from parapluie.pages.search_page import INDEX_FILE
from parapluie.vocabulary.search_words import STOP_WORDS, SYNONYMS
from site_tools import OTHER_WORDS, ROOT, article, build_with, built_site, copy_site, parse

# Written one way in a text and another in a query, or by someone else.
SAME = (
    ("forêt", "foret"),
    ("forêts", "FORÊT"),
    ("cœur", "coeur"),
    ("Œuvre", "oeuvre"),
    ("éco-quartier", "écoquartier"),
    ("éco-quartier", "ecoquartier"),
    ("éco\u2011quartier", "éco-quartier"),
    ("l’école", "école"),
    ("l'école", "l’école"),
    ("qu’habiter", "habiter"),
    ("entr’aide", "entraide"),
    ("d’eau", "eau"),
    ("participer", "participation"),
    ("décidés", "décider"),
    ("municipaux", "municipal"),
    ("résilient", "résilience"),
    ("citoyennes", "citoyen"),
    ("e\u0301te\u0301", "été"),
)
DIFFERENT = (("forêt", "fort"), ("maire", "mari"), ("parc", "par"), ("eau", "au"))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_writing_a_word_are_one_term(one: str, other: str) -> None:
    analyser = Analyser()
    assert set(analyser.counts(one)) & set(analyser.counts(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_words_are_two_terms(one: str, other: str) -> None:
    analyser = Analyser()
    assert not set(analyser.counts(one)) & set(analyser.counts(other))


def test_words_that_say_nothing_are_left_out() -> None:
    assert dict(Analyser().counts("Ce qu’il y a de mieux, c’est d’avoir l’eau pour nous")) == {
        "mieux": 1,
        "eau": 1,
    }


def test_summer_is_a_word_and_having_been_is_none() -> None:
    counts = Analyser().counts
    assert "ete" in counts("On se retrouve l’été.")
    assert "ete" not in counts("La forêt a été plantée; les arbres n’ont pas été comptés.")


# --- The packed index ---


def found(title: str, text: str = "", **more: Any) -> Found:
    return Found(
        title,
        more.get("address", "a.html"),
        more.get("summary", ""),
        "Action",
        "action",
        ("", ""),
        ((TITLE, title), (BODY, text), (AROUND, more.get("around", ""))),
    )


def unpacked(text: str) -> dict[str, Any]:
    """Return what a browser reads in the file."""
    start, end = "window.parapluieSearch = ", ";\n"
    assert text.startswith(start)
    assert text.endswith(end)
    return json.loads(text.removeprefix(start).removesuffix(end))  # type: ignore[no-any-return]


def forms(index: dict[str, Any]) -> list[list[str]]:
    """Return the forms of each term, as the script reads them."""
    read = []
    start = ""
    for line in index["terms"].split("\n"):
        head, *endings = line.split(" ")
        start = start[: int(head[0], 36)] + head[1:]
        read.append([start + ("" if e == "-" else e) for e in endings or ["-"]])
    return read


def test_every_form_of_a_term_is_listed() -> None:
    index = unpacked(packed_index([found("Forêt", "les forêts, la foret et la forestière")], {}))
    assert sorted(forms(index)) == [["forestiere"], ["foret", "forets"]]


@pytest.mark.parametrize(
    ("text", "form", "other"),
    [
        ("Les jeunes participent. Participer compte.", "participent", "participer"),
        ("Nous décidons. Il faut décider.", "decidons", "decider"),
        ("Des jeux. Un jeu.", "jeux", "jeu"),
        ("Un agent. On veut ager.", "agent", "agent"),
        ("Des maisons, une maison, se maiser.", "maisons", "maison"),
    ],
)
def test_forms_that_the_stemmer_leaves_apart_are_joined(text: str, form: str, other: str) -> None:
    (term,) = (t for t in forms(unpacked(packed_index([found("X", text)], {}))) if form in t)
    assert other in term


def test_the_index_is_the_same_whatever_the_order_of_hashes() -> None:
    program = (
        "from parapluie.pages.search_index import *\n"
        "words = 'forêt parc école jeux jeu participent participer éco-quartier eau'\n"
        "pages = [Found(w, w, w, n, g, (s, s), ((TITLE, w), (BODY, words)))"
        " for w, n, g, s in zip(words.split(), 'abcabcabc', 'xyzxyzxyz', 'rstrstrst')]\n"
        "print(packed_index(pages, {'auto': ['parc', 'eau'], 'char': ['jeu']}))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "plugins")},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(printed) == 1


HOSTILE = ("</script><script>alert(1)</script>", 'Dit "oui" \\', "a\u2028b", "<b>&amp;", "`${x}`")


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_inert_in_the_file_and_reads_as_written(title: str) -> None:
    text = packed_index([found(title)], {})
    assert "<" not in text
    assert len(text.splitlines()) == 1
    assert unpacked(text)["titles"] == " ".join(title.split())


# --- Synonyms ---


def leading(text: str, synonyms: dict[str, tuple[str, ...]]) -> dict[str, list[list[str]]]:
    """Return where what people say leads, each term by its first form."""
    index = unpacked(packed_index([found("X", text)], synonyms))
    names = [term[0] for term in forms(index)]
    return {
        said: [[names[term] for term in target] for target in targets]
        for said, targets in index["synonyms"].items()
    }


def test_what_people_say_leads_to_words_of_the_site_and_only_to_those() -> None:
    assert leading(
        "La petite enfance. Les voitures.",
        {
            "garderie": ("petite enfance", "service de garde"),
            "char": ("automobile", "voiture"),
            "piscine": ("baignade",),
        },
    ) == {"garderie": [["petite", "enfance"]], "char": [["voitures"]]}


def test_words_of_one_stem_lead_each_its_way() -> None:
    assert leading("Un budget. Le transport.", {"taxe": ("budget",), "taxi": ("transport",)}) == {
        "taxe": [["budget"]],
        "taxi": [["transport"]],
    }


def test_words_said_together_are_known_in_the_plural_too() -> None:
    synonyms = {"bacs bruns": ("compostage",), "hôtel de ville": ("compostage",)}
    assert leading("Le compostage", synonyms) == {
        "bac brun": [["compostage"]],
        "hotel ville": [["compostage"]],
    }


def test_the_shipped_list_is_long_enough_and_leads_elsewhere() -> None:
    assert len(SYNONYMS) >= 80
    analyser = Analyser()
    for said, targets in SYNONYMS.items():
        source = analyser.sequence(said)
        assert source, said
        assert len(targets) == len(set(targets)), said
        for target in targets:
            assert analyser.sequence(target) not in ((), source), f"{said}: {target}"


def test_stop_words_are_folded_and_written_once() -> None:
    words = STOP_WORDS.split()
    assert len(words) == len(set(words))
    assert all(word.isascii() and word.islower() for word in words)


# --- A town ---

TOWN = """\
=== index.md
---
titre: Le Bourg
---
=== principes/entraide.md
---
titre: L’entraide
en_bref: On se tient.
---
On se donne un coup de main à la corvée.
=== politiques/eau.md
---
titre: Politique de l’eau
en_bref: L’eau est à tout le monde.
principes: [entraide]
objectifs:
  - {id: rives, titre: Protéger les rives}
---
## Texte adopté

Les propriétaires riverains plantent des saules.
=== actions/saules.md
---
titre: Des saules sur les berges
aussi_nomme: [Opération Verdure]
en_bref: On plante au printemps.
statut: en-cours
realise: [eau#rives]
themes: [climat]
faits:
  - {libelle: Arbustes livrés, valeur: 300}
---
=== themes/climat.md
---
titre: Climat
---
=== glossaire.yml
rive:
  titre: Rive
  definition: La bande de terre au bord d’un cours d’eau.
=== synonymes.yml
bord de l’eau: rive
"""


def town_files(folder: Path, blocks: str = TOWN, **options: Any) -> dict[str, str]:
    read, problems = read_test_options(options)
    assert problems == []
    files, _ = read_blocks(blocks)
    site = build(write(files, folder), read)
    return {file.path: str(file.content) for file in site.files}


def pages_with(index: dict[str, Any], form: str) -> set[str]:
    """Return the addresses of the pages that a form is in."""
    signs = [chr(code) for code in range(33, 127) if chr(code) not in '"\\<']
    levels, carries = len(index["levels"]), index["carries"]
    addresses = index["addresses"].split("\n")
    read = set()
    for term, line in zip(forms(index), index["postings"].split("\n"), strict=True):
        before, carried = -1, 0
        for sign in line if form in term else "":
            value = signs.index(sign)
            if value < levels:
                before = -1
            elif value < levels + carries:
                carried = carried * carries + value - levels
            else:
                before += carried * (len(signs) - levels - carries) + value - levels - carries + 1
                carried = 0
                read.add(addresses[before])
    return read


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ("entraide", "principes/entraide.html"),
        ("corvee", "principes/entraide.html"),
        ("saules", "politiques/eau.html"),  # the adopted text
        ("proteger", "politiques/eau.html#rives"),
        ("verdure", "actions/saules.html"),  # another name
        ("arbustes", "actions/saules.html"),  # a fact
        ("climat", "actions/saules.html"),  # a theme
        ("climat", "themes/climat.html"),
        ("bande", "glossaire/index.html#rive"),
        ("actions", "actions/index.html"),
        ("glossaire", "glossaire/index.html"),
        ("bourg", "index.html"),
    ],
)
def test_a_page_is_found_by_what_it_says(tmp_path: Path, form: str, address: str) -> None:
    index = unpacked(town_files(tmp_path)[INDEX_FILE])
    assert address in pages_with(index, form)


def test_the_synonyms_of_a_town_join_ours(tmp_path: Path) -> None:
    index = unpacked(town_files(tmp_path)[INDEX_FILE])
    names = [term[0] for term in forms(index)]
    assert [[names[t] for t in target] for target in index["synonyms"]["bord eau"]] == [["rive"]]
    assert "lac" in index["synonyms"]


def test_the_page_offers_every_list_and_every_title_by_its_letter(tmp_path: Path) -> None:
    page = town_files(tmp_path)["recherche.md"]
    for listed in ("principes/index.html", "actions/index.html", "glossaire/index.html"):
        assert f'href="{listed}"' in page
    # « L’entraide » stands under E.
    under = page.split('id="lettre-e"')[1].split("<h3")[0]
    assert 'href="principes/entraide.html"' in under
    assert page.count('href="actions/saules.html"') == 1


def test_the_words_of_the_town_name_what_is_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = built_site(tmp_path_factory, "mkdocs", "files") / "site"
    index = unpacked((site / INDEX_FILE).read_text("utf-8"))
    assert {"Mesure", "Facteur", "Clientèle"} <= set(index["nouns"])
    page = article((site / "recherche.html").read_text("utf-8")).text
    assert "Clientèles" in page
    assert "action" not in page.casefold()


def test_the_engine_makes_no_search_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = built_site(tmp_path_factory, "mkdocs", "files") / "site"
    assert not (site / "search").exists()
    assert INDEX_FILE.rpartition("/")[2] in {file.name for file in site.rglob("*.js")}


def test_a_town_that_keeps_the_search_of_the_engine_has_one_field(tmp_path: Path) -> None:
    with_both = {"plugins:\n": "plugins:\n  - search:\n      lang: fr\n"}
    folder = copy_site(OTHER_WORDS, tmp_path / "site", with_both)
    done = build_with("mkdocs", folder)
    assert done.returncode == 0, done.stderr
    page = parse((folder / "site" / "index.html").read_text("utf-8"))
    assert [e for e in page.all() if e.attributes.get("role") == "search"] == [
        next(page.with_class("pp-search"))
    ]
    assert list(page.with_class("md-search")) == []


def test_the_index_of_a_small_town_is_small(tmp_path: Path) -> None:
    index = town_files(tmp_path)[INDEX_FILE]
    assert len(gzip.compress(index.encode())) < 6000
