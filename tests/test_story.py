"""The story: chapters as a book, passages tied to what is done, pictures for everything."""

import io
import itertools
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from case_files import File, read_blocks, read_test_options, write
from parapluie.build.making import STYLE_SHEET, Site, build
from parapluie.problems import errors
from parapluie.source.content_files import Roots
from parapluie.source.options import CACHE_FOLDER, read_options
from PIL import Image
from site_tools import (
    DEMONSTRATION_DAY,
    ROOT,
    Element,
    article,
    broken_links,
    demonstration,
    pages,
    parapluie,
    parse,
)

# What the chapters of these tests speak of.
TOWN = """\
=== principes/equite.md
---
titre: Équité
en_bref: Chaque personne compte.
---
## Ici
=== actions/marche.md
---
titre: Marche
en_bref: On marche ensemble.
principes: [equite]
statut: en-cours
---
=== actions/banc.md
---
titre: Banc
en_bref: On s’assoit.
principes: [equite]
statut: realisee
---
=== demarche/veillee.md
---
titre: Veillée
en_bref: On s’est parlé.
quand: 2026
---
"""
CARD = (1200, 630)
CACHE = ROOT / CACHE_FOLDER
PHOTO = "photo.jpg"

Made = dict[str, Any]
Make = Callable[..., Made]


def chapter(body: str = "", *, name: str = "place", header: str = "") -> str:
    return (
        f"=== recit/{name}.md\n---\ntitre: La {name.rpartition('/')[2]}\n"
        f"en_bref: On s’y retrouve.\nprincipes: [equite]\n{header}---\n{body}\n"
    )


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what makes the files of a site of blocks, which must have no problem."""

    def made(blocks: str, *, cache: Path | None = None, **written: Any) -> Made:
        files, _ = read_blocks(blocks)
        site = make_site(files, tmp_path / "ville", cache=cache, **written)
        assert list(map(str, site.problems)) == []
        return {file.path: file.content for file in site.files}

    return made


def make_site(
    files: Mapping[str, File], folder: Path, *, cache: Path | None = None, **written: Any
) -> Site:
    options, wrong = read_test_options({"guide": False, **written})
    assert wrong == []
    return build(write(dict(files), folder), options, cache=cache)


def published(page: str) -> Element:
    """Return a page as an engine's Markdown makes it."""
    extensions = ["attr_list", "fenced_code", "tables", "toc"]
    return parse(markdown.markdown(page.split("---\n", 2)[2], extensions=extensions))


def blocks_of(tree: Element, first: str = "", last: str = "section") -> list[Element]:
    """Return the elements of an author's text: between the head and the first section."""
    elements = [e for e in tree.children if isinstance(e, Element)]
    start = next(i for i, e in enumerate(elements) if e.tag == "header") + 1
    return list(itertools.takewhile(lambda e: e.tag != last, elements[start:]))


def links(element: Element) -> list[tuple[str, str]]:
    return [(a.attributes["href"], a.text) for a in element.all("a")]


def one(element: Element, name: str) -> Element:
    (found,) = element.with_class(name)
    return found


# --- Passages ---


def test_a_passage_is_told_true_before_and_under_its_paragraph(make: Make) -> None:
    made = make(TOWN + chapter("Un matin, [on marche.]{marche, action:banc} Puis on rentre."))
    margin, text, folded = blocks_of(published(made["recit/place.md"]))
    assert (margin.tag, text.tag, folded.tag) == ("aside", "p", "details")
    span = one(text, "pp-passage")
    assert (span.text, span.attributes["id"]) == ("on marche.", "place-passage-1")
    assert text.text == "Un matin, on marche. Puis on rentre."
    told = [("../actions/marche.html", "Marche"), ("../actions/banc.html", "Banc")]
    assert links(margin) == links(folded) == told
    for note in (margin, folded):
        assert [e.text for e in note.with_class("pp-status")] == ["En cours", "Réalisée"]
    assert next(folded.all("summary")).text == "Aujourd’hui : Marche et 1 autre"


def test_a_passage_tied_to_nothing_is_a_dream(make: Make) -> None:
    made = make(TOWN + chapter("[Un jour, un pont.]{}"))
    margin, text, folded = blocks_of(published(made["recit/place.md"]))
    assert one(text, "pp-passage--dream").text == "Un jour, un pont."
    for note in (margin, folded):
        assert note.text.startswith("Demain")
        assert "rien ne le réalise encore" in note.text
        assert links(note) == []


def test_several_passages_of_a_paragraph_keep_their_order_and_the_paragraph(make: Make) -> None:
    made = make(
        TOWN + chapter("[Un]{marche}, [deux]{} et [trois]{banc}.\n\nAprès, [quatre]{banc}.")
    )
    found = blocks_of(published(made["recit/place.md"]))
    assert [e.tag for e in found] == [
        *["aside"] * 3,
        "p",
        *["details"] * 3,
        "aside",
        "p",
        "details",
    ]
    spans = [span for e in found for span in e.with_class("pp-passage")]
    assert [s.text for s in spans] == ["Un", "deux", "trois", "quatre"]
    assert [s.attributes["id"][-1] for s in spans] == ["1", "2", "3", "4"]
    asides = [a for e in found if e.tag == "aside" for a in links(e)]
    assert [title for _, title in asides] == ["Marche", "Banc", "Banc"]


def test_a_passage_may_hold_links_and_emphasis_and_run_over_lines(make: Make) -> None:
    body = (
        "Ici [on *marche\nensemble*, [[banc|assis]],\n[l’équité](../principes/equite.md)]{marche}."
    )
    made = make(TOWN + chapter(body))
    _, text, _ = blocks_of(published(made["recit/place.md"]))
    span = one(text, "pp-passage")
    assert span.text == "on marche ensemble, assis, l’équité"
    assert links(span) == [("../actions/banc.md", "assis"), ("../principes/equite.md", "l’équité")]
    assert text.text == "Ici on marche ensemble, assis, l’équité."


def test_a_passage_in_a_short_list_leaves_it_one_list(make: Make) -> None:
    made = make(TOWN + chapter("- un\n- [deux]{marche}\n- trois"))
    found = blocks_of(published(made["recit/place.md"]))
    assert [e.tag for e in found] == ["aside", "ul", "details"]
    assert [item.text for item in found[1].all("li")] == ["un", "deux", "trois"]


def test_a_passage_in_a_list_of_paragraphs_leaves_it_one_list(make: Make) -> None:
    made = make(TOWN + chapter("1. un\n\n2. [deux]{marche}\n\n    suite de deux\n\n3. trois"))
    found = blocks_of(published(made["recit/place.md"]))
    (numbered,) = (e for e in found if e.tag == "ol")
    assert [e.text for e in numbered.all("li")] == ["un", "deux suite de deux", "trois"]
    assert [e for e in found if e.tag == "pre"] == []


def test_a_quotation_and_a_table_may_hold_a_passage(make: Make) -> None:
    body = "> [cité]{marche}\n> et suite\n\n| a | b |\n|---|---|\n| [case]{banc} | d |"
    made = make(TOWN + chapter(body))
    found = blocks_of(published(made["recit/place.md"]))
    assert [e.tag for e in found] == ["aside", "blockquote", "details", "aside", "table", "details"]
    assert [one(found[i], "pp-passage").text for i in (1, 4)] == ["cité", "case"]


def test_what_looks_like_a_passage_in_fenced_code_is_code(make: Make) -> None:
    made = make(TOWN + chapter("```\n[mots]{rien}\n```\n\n[vrai]{marche}"))
    code, _, text, _ = blocks_of(published(made["recit/place.md"]))
    assert code.text == "[mots]{rien}"
    assert one(text, "pp-passage").attributes["id"] == "place-passage-1"


def test_what_looks_like_a_passage_between_backticks_is_code(make: Make) -> None:
    made = make(TOWN + chapter("On écrit `[mots]{marche}` et [vrai]{banc}."))
    _, text, _ = blocks_of(published(made["recit/place.md"]))
    assert text.text == "On écrit [mots]{marche} et vrai."


def test_an_attribute_list_is_no_passage(make: Make) -> None:
    made = make(TOWN + chapter("[Un lien](https://exemple.invalid){.note} et [[marche]]{.note}."))
    assert "pp-passage" not in made["recit/place.md"]


# --- What is true and what is not yet ---

SILENCE = "=== principes/silence.md\n---\ntitre: Silence\nen_bref: On l’entend de loin.\n---\n"
POLICY = """\
=== politiques/vie.md
---
titre: Vivre ici
en_bref: On vit ici.
principes: [equite]
---
=== actions/pont.md
---
titre: Pont
en_bref: On traverse.
realise: [vie]
---
"""
COVERED = f"{TOWN}{SILENCE}{POLICY}" + chapter(
    "[Une action.]{marche} [Une politique servie.]{politique:vie}\n\n"
    "[Un principe [[silence|sans rien]].]{silence} [Un rêve.]{}"
)


def test_coverage_counts_passages_that_an_action_serves(make: Make) -> None:
    made = make(COVERED, regles={"P302": "ignorer"})
    tree = published(made["recit/du-reve-aux-gestes.md"])
    assert one(tree, "pp-count").text.startswith("2 sur 4 passages du récit se vérifient")
    dreams, untold, *_ = tree.with_class("pp-section")
    assert [q.text for q in dreams.all("q")] == ["Un principe sans rien.", "Un rêve."]
    assert [a for a, text in links(dreams) if text == "lire le passage"] == [
        "../recit/place.html#place-passage-3",
        "../recit/place.html#place-passage-4",
    ]
    assert [text for _, text in links(untold)] == ["Banc", "Pont"]
    for number in (3, 4):
        assert f'id="place-passage-{number}"' in made["recit/place.md"]


def test_a_passage_tied_to_a_principle_is_true_where_an_action_applies_it(make: Make) -> None:
    tree = published(make(TOWN + chapter("[a]{equite}"))["recit/du-reve-aux-gestes.md"])
    assert "Chaque passage a son geste." in tree.text


def test_a_story_without_passages_has_no_coverage_page(make: Make) -> None:
    made = make(TOWN + chapter("Rien que du texte."))
    assert "recit/du-reve-aux-gestes.md" not in made
    assert "du-reve-aux-gestes" not in made["recit/index.md"]


def test_a_story_whose_every_passage_is_served_says_so(make: Make) -> None:
    tree = published(make(TOWN + chapter("[a]{marche} [b]{banc}"))["recit/du-reve-aux-gestes.md"])
    assert [e.text for e in tree.with_class("pp-gap")] == [
        "Chaque passage a son geste.",
        "Le récit raconte tout ce qui se fait.",
    ]


def test_the_command_says_what_is_a_dream_and_what_is_untold(tmp_path: Path) -> None:
    files, _ = read_blocks(COVERED)
    write(files, tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Essai\ndocs_dir: contenu\ntheme: {name: material}\nplugins: [parapluie]\n"
    )
    done = parapluie("couverture", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:6] == [
        "Passages du récit que rien ne réalise : 2",
        "  contenu/recit/place.md:8: « Un principe sans rien. »",
        "  contenu/recit/place.md:8: « Un rêve. »",
        "Actions que le récit ne raconte pas : 2",
        "  contenu/actions/banc.md: Banc",
        "  contenu/actions/pont.md: Pont",
    ]


# --- The book ---


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (250, 1), (400, 2), (1000, 5)])
def test_reading_time_is_that_of_two_hundred_words_a_minute(
    make: Make, words: int, minutes: int
) -> None:
    made = make(TOWN + chapter("mot " * words) + chapter("Un mot.", name="rue"))
    kicker = one(published(made["recit/place.md"]), "pp-kicker").text
    assert kicker == f"Chapitre 1 sur 2 · {minutes} min de lecture"
    aside = one(published(made["recit/en-une-page.md"]), "pp-aside").text
    assert aside.startswith(f"{minutes + 1} min de lecture")
    assert f"({minutes + 1} min)" in published(made["recit/index.md"]).text


def test_chapters_follow_each_other_and_say_where_one_is(make: Make) -> None:
    names = ("aube", "midi", "nuit")
    made = make(TOWN + "".join(chapter(name=name) for name in names))
    for number, name in enumerate(names):
        tree = published(made[f"recit/{name}.md"])
        dots = list(one(tree, "pp-dots").all("li"))
        assert [d.text for d in dots] == ["La aube", "La midi", "La nuit"]
        here = [
            i for i, dot in enumerate(dots) for e in dot.all() if "aria-current" in e.attributes
        ]
        assert here == [number]
        turn = {a.attributes["rel"]: a.attributes["href"] for a in one(tree, "pp-turn").all("a")}
        around = {"prev": number - 1, "next": number + 1}
        assert turn == {
            rel: f"../recit/{names[at]}.html" for rel, at in around.items() if 0 <= at < len(names)
        }
    cover = published(made["recit/index.md"])
    assert [a for a, _ in links(one(cover, "pp-contents"))] == [f"../recit/{n}.html" for n in names]
    assert one(cover, "pp-button").attributes["href"] == "../recit/aube.html"


def test_the_story_on_one_page_sets_headings_under_those_of_chapters(make: Make) -> None:
    body = "## Le matin\n\nOn part.\n\n### À l’aube\n\nTôt.\n\n```\n# un commentaire\n```"
    made = make(TOWN + chapter(body) + chapter("## Le soir", name="rue"))
    tree = published(made["recit/en-une-page.md"])
    titles = [(e.tag, e.text) for e in tree.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert titles[1:] == [
        ("h2", "La place"),
        ("h3", "Le matin"),
        ("h4", "À l’aube"),
        ("h2", "La rue"),
        ("h3", "Le soir"),
    ]
    assert titles[0][0] == "h1"
    assert [e.text for e in tree.all("pre")] == ["# un commentaire"]


def test_underlined_titles_go_under_those_of_chapters_too(make: Make) -> None:
    made = make(TOWN + chapter("Le matin\n--------\n\nOn part."))
    tree = published(made["recit/en-une-page.md"])
    assert [e.tag for e in tree.all("h2", "h3") if e.text == "Le matin"] == ["h3"]


def test_the_story_on_one_page_leads_where_its_chapters_lead(make: Make) -> None:
    body = (
        "[[marche]], [doc](../../principes/equite.md), [ancre](../../principes/equite.md#ici), "
        "[rue](../rue.md), [hors](https://exemple.invalid/a.md) et [bas](#place-passage-1).\n\n"
        "[Un passage.]{banc}"
    )
    made = make(TOWN + chapter(body, name="2030/place") + chapter(name="rue"))
    tree = published(made["recit/en-une-page.md"])
    wanted = {
        "Marche": "../actions/marche.md",
        "doc": "../principes/equite.md",
        "ancre": "../principes/equite.md#ici",
        "rue": "../recit/rue.md",
        "hors": "https://exemple.invalid/a.md",
        "bas": "#place-passage-1",
    }
    found = {text: href for href, text in links(tree) if text in wanted}
    assert found == wanted
    assert [s.attributes["id"] for s in tree.with_class("pp-passage")] == ["place-passage-1"]
    assert list(tree.with_class("pp-margin")) == []
    assert list(tree.with_class("pp-folded")) == []


def test_the_story_on_one_page_leads_to_the_files_of_a_chapter_in_a_folder(make: Make) -> None:
    body = chapter("[Le plan](plan.pdf)", name="2030/place")
    made = make(f"{TOWN}{body}=== recit/2030/plan.pdf\n%PDF\n")
    tree = published(made["recit/en-une-page.md"])
    assert ("../recit/2030/plan.pdf", "Le plan") in links(tree)


# --- What was heard ---

HEARD = """\
citations:
  - texte: On aimerait un banc à mi-côte.
    qui: une personne aînée
    entendu: veillee
  - texte: Et de l'ombre !
    nom: Dominique Exemple
    consentement: oui
"""


def test_what_was_heard_is_quoted_with_who_where_and_no_more(make: Make) -> None:
    made = make(TOWN + chapter(header=HEARD))
    for path in ("recit/place.md", "recit/en-une-page.md"):
        quotes = list(published(made[path]).with_class("pp-quote"))
        said = [(next(q.all("blockquote")).text, next(q.all("figcaption")).text) for q in quotes]
        assert said == [
            (
                "On aimerait un banc à mi-côte.",
                "une personne aînée, entendu à « Veillée »",
            ),
            ("Et de l’ombre !", "Dominique Exemple"),
        ]
        assert links(quotes[0]) == [("../demarche/veillee.html", "Veillée")]


@pytest.mark.parametrize("consent", ["", "    consentement: non\n"])
def test_a_name_without_consent_stops_the_site(tmp_path: Path, consent: str) -> None:
    header = f"citations:\n  - texte: Un banc.\n    nom: Camille Exemple\n{consent}"
    files, _ = read_blocks(TOWN + chapter(header=header))
    site = make_site(files, tmp_path)
    assert [p.code for p in errors(site.problems)] == ["P311"]
    assert site.files == ()


@pytest.mark.parametrize("severity", ["ignorer", "avertissement"])
def test_a_name_without_consent_is_never_published_whatever_the_rules(
    tmp_path: Path, severity: str
) -> None:
    header = "citations:\n  - texte: Un banc.\n    nom: Camille Exemple\n"
    files, _ = read_blocks(TOWN + chapter(header=header))
    site = make_site(files, tmp_path, regles={"P311": severity})
    assert [f.path for f in site.files if "Camille" in str(f.content)] == []


# --- A picture that is a map ---

MAP = """\
=== illustrations/carte.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10" width="1600" height="1000"/>
=== illustrations/illustrations.yml
carte:
  fichier: carte.svg
  alt: Un chemin qui traverse la vallée
  credit: Projet Parapluie
  description: Un chemin part de la gauche et mène à un banc.
  reperes:
    - {x: 20, y: 40.5, entree: "action:banc", libelle: "Le banc du haut"}
    - {x: 62.25, y: 10, entree: "chapitre:place"}
"""


MAPPED = ("recit/place.md", "recit/index.md", "actions/plan.md", "actions/index.md", "index.md")


@pytest.mark.parametrize("path", MAPPED)
def test_hotspots_are_links_over_the_picture_and_the_same_in_a_list(make: Make, path: str) -> None:
    shown = "illustration: carte\n"
    own = {
        "recit/place.md": chapter(header=shown),
        "index.md": chapter() + f"=== index.md\n---\ntitre: Ici\n{shown}---\n",
        "actions/index.md": chapter() + f"=== actions/index.md\n---\ntitre: Tout\n{shown}---\n",
        "recit/index.md": chapter() + f"=== recit/index.md\n---\ntitre: Récit\n{shown}---\n",
        "actions/plan.md": chapter() + "=== actions/plan.md\n---\ntitre: Plan\n"
        f"en_bref: Le plan.\nprincipes: [equite]\n{shown}---\n",
    }
    made = make(TOWN + MAP + own[path])
    tree = published(made[path])
    up = "../" * path.count("/")
    wanted = [
        (f"{up}actions/banc.html", "Le banc du haut"),
        (f"{up}recit/place.html", "La place"),
    ]
    figure = one(tree, "pp-map")
    over = list(figure.with_class("pp-map__spot"))
    assert [(a.attributes["href"], one(a, "pp-map__label").text) for a in over] == wanted
    assert links(one(figure, "pp-map__list")) == wanted
    sheet = made[STYLE_SHEET]
    for spot, rule in zip(over, ("left: 20%; top: 40.5%", "left: 62.2%; top: 10%"), strict=True):
        name = spot.attributes["class"].split()[1]
        assert f".{name} {{ {rule} }}" in sheet
    assert "Un chemin part de la gauche" in next(figure.all("details")).text


def test_a_position_as_written_is_kept_to_a_tenth(make: Make) -> None:
    shown = "=== recit/index.md\n---\ntitre: Récit\nillustration: carte\n---\n"
    made = make(TOWN + MAP + chapter() + shown)
    assert set(re.findall(r"^\.pp-at-\S+", made[STYLE_SHEET], re.MULTILINE)) == {
        ".pp-at-20-40_5",
        ".pp-at-62_2-10",
    }


# --- Pictures that nobody drew ---


def drawn(made: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the cards and landscapes of a site, by path."""
    return {
        path: content.read_bytes()
        for path, content in made.items()
        if path.startswith(("partage/", "illustrations/paysage-"))
    }


SMALL = "=== a-propos.md\n---\ntitre: À propos\nen_bref: Ici.\n---\nUn mot.\n"


def test_the_same_content_has_the_same_pictures_to_the_byte(make: Make, tmp_path: Path) -> None:
    made = make(SMALL, cache=tmp_path / "un")
    first = drawn(made)
    second = drawn(make(SMALL, cache=tmp_path / "deux"))
    assert first == second
    pages = [text for path, text in made.items() if path.endswith(".md")]
    cards = [re.findall(r"^card: (.*)$", page, re.MULTILINE) for page in pages]
    assert {len(card) for card in cards} == {1}
    assert {card[0] for card in cards} <= set(first)
    assert any(path.endswith(".webp") for path in first)


def test_a_title_that_changes_changes_its_card_and_no_other_picture(
    make: Make, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    before = make(SMALL, cache=cache)
    after = make(SMALL.replace("À propos", "Autrement"), cache=cache)
    page = "a-propos.md"
    assert card_of(before["index.md"]) == card_of(after["index.md"])
    assert card_of(before[page]) != card_of(after[page])
    changed = {card_of(before[page]), card_of(after[page])}
    assert set(drawn(before)) ^ set(drawn(after)) == changed
    assert drawn(before)[card_of(before[page])] != drawn(after)[card_of(after[page])]


def test_nothing_is_drawn_without_a_cache(make: Make) -> None:
    made = make(SMALL)
    assert [p for p in made if p.startswith("partage/") or "paysage" in p] == []
    assert "<img" not in made["index.md"]
    assert "card:" not in made["index.md"]


def test_nothing_is_drawn_when_the_town_does_not_want_it(make: Make, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    made = make(SMALL, cache=cache, images_generees=False)
    assert [p for p in made if p.startswith("partage/") or "paysage" in p] == []
    assert "card:" not in made["index.md"]
    assert not cache.exists() or not list(cache.rglob("*.*"))


def photograph() -> bytes:
    """Return a photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Fabricant Exemple"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 30.0), 3: "W", 4: (70.0, 4.0, 0.0)})
    out = io.BytesIO()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">secret</x:xmpmeta>'
    Image.new("RGB", (640, 400), "#336655").save(out, "JPEG", exif=exif, xmp=xmp, comment=b"secret")
    return out.getvalue()


def test_a_card_made_from_a_photograph_says_nothing_of_where_it_was_taken(tmp_path: Path) -> None:
    files, _ = read_blocks(
        "=== a-propos.md\n---\ntitre: À propos\nen_bref: Ici.\nillustration: vue\n---\n"
        f"=== illustrations/illustrations.yml\nvue:\n  fichier: {PHOTO}\n"
        "  alt: Une vue de la vallée\n  credit: Projet Parapluie\n"
    )
    files[f"illustrations/{PHOTO}"] = File(photograph())
    assert metadata(photograph()) != []
    site = make_site(files, tmp_path / "ville", cache=tmp_path / "cache")
    assert list(map(str, site.problems)) == []
    rasters = {
        file.path: content(file.content)
        for file in site.files
        if file.path.endswith((".jpg", ".webp", ".png"))
    }
    assert any(path.startswith("illustrations/vue-") for path in rasters)
    assert any(path.startswith("partage/") for path in rasters)
    assert {path: found for path, data in rasters.items() if (found := metadata(data))} == {}


def content(made: str | bytes | Path) -> bytes:
    if isinstance(made, Path):
        return made.read_bytes()
    return made.encode() if isinstance(made, str) else made


def card_of(page: str) -> str:
    return str(yaml.safe_load(page.split("---\n", 2)[1]).get("card", ""))


# --- The demonstration ---


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def html(folder: Path) -> dict[str, str]:
    return pages(folder)


@pytest.fixture(scope="module")
def sources(folder: Path) -> dict[str, str]:
    """Return the pages of the demonstration as the engine gets them.

    *folder* comes first: whoever builds it draws everything, under a lock.
    """
    written = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    options, problems = read_options(
        next(p["parapluie"] for p in written["plugins"] if "parapluie" in p),
        site_name=written["site_name"],
        today=DEMONSTRATION_DAY,
        directory_urls=False,
    )
    assert problems == []
    site = build(Roots(ROOT / "contenu", ROOT / "illustrations"), options, cache=CACHE)
    # What is true of it, and stops nothing.
    assert {found.code for found in site.problems} <= {"P109", "P305", "P325"}
    return {f.path: str(f.content) for f in site.files if f.path.endswith(".md")}


def test_every_page_has_a_card_of_the_right_size(folder: Path, sources: dict[str, str]) -> None:
    assert len(sources) > 150
    wrong = []
    for path, page in sources.items():
        file = folder / card_of(page)
        if not file.is_file():
            wrong.append(f"{path}: no card")
            continue
        with Image.open(file) as image:
            if (image.format, image.size, image.mode) != ("JPEG", CARD, "RGB"):
                wrong.append(f"{path}: {image.format} {image.size} {image.mode}")
    assert wrong == []


def test_no_two_pages_share_a_card(sources: dict[str, str]) -> None:
    cards = [card_of(page) for page in sources.values()]
    assert len(cards) == len(set(cards))


def test_every_page_shows_a_picture_that_is_published(folder: Path, html: dict[str, str]) -> None:
    assert len(html) > 150
    without = [path for path, page in html.items() if not list(article(page).all("img"))]
    assert without == []
    assert broken_links(folder) == []


def test_every_picture_says_its_size_and_has_its_words(html: dict[str, str]) -> None:
    wrong = [
        f"{path}: {image.attributes}"
        for path, page in html.items()
        for image in article(page).all("img")
        if not {"alt", "width", "height", "src"} <= set(image.attributes)
    ]
    assert wrong == []


def test_no_page_has_an_attribute_of_style(html: dict[str, str]) -> None:
    styled = {
        path: [e.tag for e in parse(page).all() if "style" in e.attributes]
        for path, page in html.items()
    }
    assert {path: tags for path, tags in styled.items() if tags} == {}


def test_no_published_picture_holds_metadata(folder: Path) -> None:
    files = [f for f in sorted(folder.rglob("*")) if f.suffix in (".jpg", ".jpeg", ".webp", ".png")]
    assert len(files) > 400
    wrong = {
        file.relative_to(folder).as_posix(): found
        for file in files
        if (found := metadata(file.read_bytes()))
    }
    assert wrong == {}


def test_no_original_is_published_but_drawings(folder: Path) -> None:
    named = re.compile(r"[\w-]+-[0-9a-f]{12}(?:-\d+x\d+)?\.(?:svg|jpg|png|webp|avif)")
    assert [
        f.name for f in (folder / "illustrations").iterdir() if not named.fullmatch(f.name)
    ] == []


def test_the_story_on_one_page_holds_every_word_of_its_chapters(html: dict[str, str]) -> None:
    book = article(html["recit/en-une-page.html"]).text
    cover = article(html["recit/index.html"])
    chapters = [a for a, _ in links(one(cover, "pp-contents"))]
    assert len(chapters) == 7
    for address in chapters:
        page = article(html[f"recit/{address.rpartition('/')[2]}"])
        elements = (e for e in page.children if isinstance(e, Element) and e.tag == "p")
        written = [e.text for e in elements if not e.attributes]
        paragraphs = [text for text in written if len(text) > 120]
        assert paragraphs
        assert [text for text in paragraphs if text not in book] == []


# --- What a raster holds besides its picture ---


def metadata(data: bytes) -> list[str]:
    """Return the parts of a JPEG, WebP or PNG file that say more than the picture."""
    if data[:2] == b"\xff\xd8":
        # APP0 is JFIF's density, APP14 says how colours are stored.
        harmless = {0xE0, 0xEE}
        return [
            f"APP{marker - 0xE0}" if marker < 0xF0 else "COM"
            for marker in segments(data)
            if (0xE0 <= marker <= 0xEF or marker == 0xFE) and marker not in harmless
        ]
    if data[:4] == b"RIFF":
        return [n for n in chunks(data, 12, "<", 0) if n not in ("VP8 ", "VP8L", "VP8X", "ALPH")]
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    harmless_chunks = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cHRM", "pHYs"}
    return [name for name in chunks(data, 8, ">", 4) if name not in harmless_chunks]


def segments(data: bytes) -> Iterator[int]:
    """Yield the markers of a JPEG up to its picture."""
    position = 2
    while data[position + 1] != 0xDA:
        assert data[position] == 0xFF
        yield data[position + 1]
        position += 2 + int.from_bytes(data[position + 2 : position + 4])


def chunks(data: bytes, position: int, order: str, after: int) -> Iterator[str]:
    """Yield the names of the chunks of a WebP (size second) or of a PNG (size first)."""
    while position + 8 <= len(data):
        if order == "<":
            name, size = struct.unpack_from("<4sI", data, position)
            size += size % 2
        else:
            size, name = struct.unpack_from(">I4s", data, position)
        yield name.decode("latin-1")
        position += 8 + size + after


@pytest.mark.parametrize(("form", "found"), [("JPEG", "APP1"), ("WEBP", "EXIF"), ("PNG", "eXIf")])
def test_the_reader_of_these_tests_sees_metadata(form: str, found: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Fabricant"
    out, clean = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, form, exif=exif, icc_profile=b"x" * 128)
    Image.new("RGB", (8, 8)).save(clean, form)
    assert found in metadata(out.getvalue())
    assert len(metadata(out.getvalue())) == 2
    assert metadata(clean.getvalue()) == []
