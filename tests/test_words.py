"""Words explained: what is found in a text, once a page, and what a page makes of it."""

import html
import re
from pathlib import Path

import markdown
import pytest
from conftest import Town
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parapluie.build.making import Site, build
from parapluie.meaning.lexicon import Lexicon, is_acronym, stands_for
from parapluie.source.content_files import Roots
from parapluie.source.options import read_options
from parapluie.source.reading import read
from parapluie.vocabulary.acronyms import ACRONYMS, Acronym
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.local_words import Vocabulary
from site_tools import DAY, Element, is_data, parse

GLOSSARY = """
ecoquartier:
  titre: Écoquartier
  definition: Un quartier pensé pour la suite.
  aussi_nomme: [éco-quartier]
developpement-durable:
  titre: Développement durable
  definition: Répondre aux besoins d’aujourd’hui sans nuire à demain.
loi:
  titre: Loi sur le développement durable
  definition: La loi qui énonce 16 principes.
mada:
  titre: MADA
  definition: Une démarche pour bien vieillir.
  aussi_nomme: [municipalité amie des aînés]
pdcn:
  titre: Plan nourricier du canton
  definition: Un plan pour mieux manger.
  aussi_nomme: [PNC, plan nourricier du canton]
objectifs:
  titre: Objectifs de développement durable
  definition: Dix-sept objectifs.
  aussi_nomme: [ODD, Agenda 2030]
ile:
  titre: Île
  definition: Une terre dans l’eau.
conseil:
  titre: Conseil municipal
  definition: Les personnes élues.
lac:
  titre: Lac-à-l’épaule
  definition: Une rencontre à l’écart.
apcq:
  titre: APCQ
  definition: Un sigle dont les mots ne sont pas donnés.
"""

# A text, and the same with [words explained] and (what stands for acronyms) in their place.
IN_SENTENCES = [
    ("Un écoquartier naît.", "Un [écoquartier] naît."),
    ("L’écoquartier naît.", "L’[écoquartier] naît."),
    ("L'écoquartier et d'autres.", "L'[écoquartier] et d'autres."),
    ("Qu’écoquartier veut-il dire?", "Qu’[écoquartier] veut-il dire?"),
    ("ÉCOQUARTIER en lettres.", "[ÉCOQUARTIER] en lettres."),
    ("Deux écoquartiers, puis un écoquartier.", "Deux [écoquartiers], puis un écoquartier."),
    ("L’éco-quartier existe.", "L’[éco-quartier] existe."),
    ("Un écoquartier-jardin et un miniécoquartier.", None),
    ("Un super-écoquartier.", None),
    ("Le site ecoquartier.ville.quebec et a@écoquartier.ca.", None),
    ("Une presqu’île, un peu d’île.", "Une presqu’île, un peu d’[île]."),
    ("Les îles et l’île.", "Les [îles] et l’île."),
    ("C’est le développement durable.", "C’est le [développement durable]."),
    ("Des développements durables.", "Des [développements durables]."),
    ("Le développement\ndurable ici.", "Le [développement\ndurable] ici."),
    ("Le développement\n\ndurable ici.", None),
    ("Le développement\u00a0durable.", "Le [développement\u00a0durable]."),
    ("La Loi sur le développement durable.", "La [Loi sur le développement durable]."),
    (
        "La loi sur le développement durable, et le développement durable.",
        "La [loi sur le développement durable], et le [développement durable].",
    ),
    ("Les conseils municipaux.", "Les [conseils municipaux]."),
    ("Un lac-à-l'épaule, des lacs-à-l’épaule.", "Un [lac-à-l'épaule], des lacs-à-l’épaule."),
    ("**Écoquartier** et *écoquartier*.", "**[Écoquartier]** et *écoquartier*."),
    ("_Écoquartier_.", "_[Écoquartier]_."),
    # Acronyms of the glossary
    ("La démarche MADA avance.", "La démarche [MADA] (municipalité amie des aînés) avance."),
    ("La démarche Mada avance.", None),
    ("Une municipalité amie des aînés (MADA).", "Une [municipalité amie des aînés] (MADA)."),
    ("MADA (voir plus bas) avance.", "[MADA] (voir plus bas) avance."),
    ("Ici (MADA), on avance.", "Ici ([MADA]), on avance."),
    ("« La MADA avance », dit-on.", "« La [MADA] avance », dit-on."),
    ("La MADA de Petit-Saguenay.", "La [MADA] de Petit-Saguenay."),
    ("Les MADA avancent.", "Les [MADA] (municipalités amies des aînés) avancent."),
    ("Le PNC est prêt.", "Le [PNC] (plan nourricier du canton) est prêt."),
    ("Les PNC sont prêts.", "Les [PNC] sont prêts."),
    ("Les ODD nous guident.", "Les [ODD] (objectifs de développement durable) nous guident."),
    ("L’ODD 11 nous guide.", "L’[ODD] 11 nous guide."),
    ("L’Agenda 2030, puis les ODD.", "L’[Agenda 2030], puis les ODD."),
    ("L’APCQ et PRE-MADA.", "L’[APCQ] et PRE-MADA."),
    # Acronyms that everybody has
    ("Un OBNL s’en occupe.", "Un OBNL (organisme à but non lucratif) s’en occupe."),
    ("Trois OBNL. Un OBNL.", "Trois OBNL (organismes à but non lucratif). Un OBNL."),
    ("Les 2 MRC voisines.", "Les 2 MRC (municipalités régionales de comté) voisines."),
    ("La MRC du Fjord est là.", "La [MRC] du Fjord est là."),
    ("La MRC (municipalité régionale de comté).", None),
    ("La municipalité régionale de comté, ou MRC.", None),
    ("Le CPE (voir la carte).", "Le [CPE] (voir la carte)."),
    ("Les MAMH.", "Les [MAMH]."),
    ("Un PDF et un XYZ.", None),
]
# Not the author's sentences.
ELSEWHERE = [
    "# Écoquartier\n\ntexte",
    "Écoquartier\n===========\n\ntexte",
    "Écoquartier\n-----------\n",
    "`écoquartier` ``l’écoquartier ` ``",
    "```\nécoquartier\n```\n",
    "~~~~ text\nécoquartier\n~~~~\n",
    "```\nécoquartier",
    "texte\n\n    écoquartier\n",
    "[écoquartier](autre.md)",
    "[un [bel] écoquartier](autre.md#ici)",
    "[un écoquartier][1]\n\n[1]: https://exemple.invalid/écoquartier",
    "[[ecoquartier|un écoquartier]]",
    "![Un écoquartier](dessin.svg)",
    "<https://exemple.invalid?mot=écoquartier> https://exemple.invalid?mot=écoquartier",
    "<div>\nécoquartier\n\nécoquartier</div>",
    'Un <a href="x">écoquartier</a>.',
    'Un <abbr title="x">écoquartier</abbr>, un <span title="écoquartier">mot</span>.',
    "<!-- écoquartier -->",
    "> Un écoquartier, dit-on,\nun écoquartier.",
    "[texte]{action:ecoquartier, écoquartier}",
    '!!! note "Un écoquartier"\n',
]


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "glossaire.yml").write_text(GLOSSARY, "utf-8")
    content, problems = read(Roots(folder, folder / "illustrations"), Vocabulary())
    assert problems == []
    return Lexicon(entry for entry in content.entries if entry.kind is TERM)


def marked(lexicon: Lexicon, text: str, seen: set[str] | None = None) -> str:
    parts, position = [], 0
    for use in lexicon.uses(text, set() if seen is None else seen):
        assert text[use.start : use.end] == use.text
        in_full = f" ({use.in_full})" if use.in_full else ""
        word = f"[{use.text}]" if use.explained else use.text
        parts += [text[position : use.start], word, in_full]
        position = use.end
    return "".join([*parts, text[position:]])


@pytest.mark.parametrize(("text", "expected"), IN_SENTENCES)
def test_a_word_is_explained_where_a_sentence_first_uses_it(
    text: str, expected: str | None, lexicon: Lexicon
) -> None:
    assert marked(lexicon, text) == (expected or text)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_word_is_left_alone_in_what_is_no_sentence_of_the_author(
    text: str, lexicon: Lexicon
) -> None:
    assert marked(lexicon, text) == text
    # The same words are found there as plain text: it is the place that protects them.
    assert lexicon.uses(text, set(), markdown=False)


def test_a_word_is_explained_once_for_all_the_texts_of_a_page(lexicon: Lexicon) -> None:
    seen: set[str] = set()
    assert marked(lexicon, "Un écoquartier.", seen) == "Un [écoquartier]."
    assert marked(lexicon, "Un écoquartier, une MADA.", seen).startswith(
        "Un écoquartier, une [MADA]"
    )
    assert marked(lexicon, "Une MADA.", seen) == "Une MADA."


def test_a_use_out_of_sentences_leaves_the_explanation_to_the_next(lexicon: Lexicon) -> None:
    text = "# Écoquartier\n\nUn [écoquartier](a.md). Un écoquartier."
    assert marked(lexicon, text) == text.removesuffix("écoquartier.") + "[écoquartier]."


PIECES = st.sampled_from(
    [
        *"écoquartier|MADA|les ODD|MRC| |(|)|«|»|’|'|[|]|]]|[[|](|{|}|`|```|~~~|<|<a>".split("|"),
        *"</a>|<div>|# |> |    |- |---|!!!|https://|@|.|,|é|-|_|*|\n|\n\n".split("|"),
        "|",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=2000)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_whatever_a_text_holds_its_uses_stand_apart_and_each_word_comes_once(
    lexicon: Lexicon, text: str
) -> None:
    found = lexicon.uses(text, set())
    spans = [position for use in found for position in (use.start, use.end)]
    assert spans == sorted(spans)
    assert all(text[use.start : use.end] == use.text for use in found)
    assert len({use.word.key for use in found}) == len(found)


def test_a_term_of_the_town_takes_the_place_of_an_acronym_of_ours(town: Town) -> None:
    terms = town(
        """=== glossaire.yml
municipalite-regionale:
  titre: Municipalité régionale de comté
  definition: Un regroupement de municipalités voisines.
"""
    ).of("terme")
    (use,) = Lexicon(terms).uses("La MRC décide. Une municipalité régionale de comté.", set())
    assert (use.text, use.word.term) == ("MRC", terms[0])
    assert use.in_full == "municipalité régionale de comté"


@pytest.mark.parametrize("known", ACRONYMS, ids=lambda known: known.short)
def test_the_letters_of_an_acronym_of_ours_are_initials_of_its_words(known: Acronym) -> None:
    assert is_acronym(known.short)
    # SOPFEU is made of syllables.
    for full in filter(None, (known.singular, known.plural) * (known.short != "SOPFEU")):
        assert stands_for(known.short, full)


def test_acronyms_of_ours_are_unique() -> None:
    assert len({known.short for known in ACRONYMS}) == len(ACRONYMS)


# --- Pages ---

HOSTILE = (
    "</span></p><script>alert(1)</script>",
    "**gras** _italique_ `code` [x](y) ![z](w) [[action:a]] <b>gras</b> &lt; & |",
    "{: .classe } {{ 7 * 7 }} :smile: ~~rayé~~ ==jaune== ^haut^ ++Ctrl++ $x$ \\* [^1]",
    'un "guillemet" onclick="x" et une apostrophe\'',
    "# titre\n\n- liste\n\n    code",
)


def site(folder: Path, files: dict[str, str], **options: object) -> Site:
    for path, text in files.items():
        file = folder / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    read, _ = read_options(options, site_name="Bourg", today=DAY, directory_urls=False)
    found = build(Roots(folder / "contenu", folder / "illustrations"), read)
    assert found.files, [str(one) for one in found.problems]
    return found


def page(found: Site, path: str) -> Element:
    (file,) = (file for file in found.files if file.path == path)
    assert isinstance(file.content, str)
    extensions = ["attr_list", "tables", "def_list", "md_in_html", "footnotes", "abbr", "smarty"]
    return parse(markdown.markdown(file.content.split("---\n", 2)[2], extensions=extensions))


def explained(tree: Element) -> list[str]:
    return [next(e.all("label")).text for e in tree.with_class("pp-word")]


@pytest.fixture(scope="module")
def bourg(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(
        tmp_path_factory.mktemp("bourg"),
        {
            "glossaire.yml": GLOSSARY,
            "actions/jardin.md": (
                "---\ntitre: Un écoquartier\nen_bref: Un écoquartier selon la MADA.\n---\n"
                "L’écoquartier mène au développement durable.\n\n"
                "| Titre | Texte |\n| --- | --- |\n| Un lac-à-l’épaule | ici |\n\n"
                "## Texte adopté\n\nLes conseils municipaux et les OBNL.\n"
            ),
            "recit/index.md": "---\ntitre: Le récit\n---\n",
            "recit/un.md": "---\ntitre: Un\n---\nUn écoquartier, [puis un conseil municipal]{}.\n",
            "recit/deux.md": "---\ntitre: Deux\n---\nUn écoquartier et une île.\n",
        },
    )


def test_a_page_explains_its_sentence_then_its_text_and_never_what_was_adopted(
    bourg: Site,
) -> None:
    tree = page(bourg, "actions/jardin.md")
    assert explained(tree) == [
        "écoquartier",
        "MADA",
        "développement durable",
        "lac-à-l’épaule",
    ]
    assert [e.text for e in tree.with_class("pp-in-full")] == ["(municipalité amie des aînés)"]
    assert next(tree.all("td")).text.startswith("Un lac-à-l’épaule")
    assert "Les conseils municipaux et les OBNL." in tree.text


def test_the_story_on_one_page_explains_each_word_once(bourg: Site) -> None:
    assert explained(page(bourg, "recit/en-une-page.md")) == [
        "écoquartier",
        "île",
        "conseil municipal",
    ]


def test_a_button_names_its_word_and_opens_the_meaning_that_leads_to_the_glossary(
    bourg: Site,
) -> None:
    tree = page(bourg, "recit/un.md")
    word = next(tree.with_class("pp-word"))
    ask, close = word.all("button")
    (meaning,) = word.with_class("pp-word__meaning")
    assert ask.attributes["popovertarget"] == meaning.attributes["id"] == "mot-ecoquartier"
    assert ask.attributes["aria-label"] == "Ce que veut dire «\u00a0écoquartier\u00a0»"
    assert "popover" in meaning.attributes
    assert meaning.text.startswith("Écoquartier Un quartier pensé pour la suite.")
    assert close.attributes["popovertargetaction"] == "hide"
    (link,) = meaning.all("a")
    assert link.attributes["href"] == "../glossaire/index.html#ecoquartier"


def test_the_glossary_says_where_each_word_is_explained(bourg: Site) -> None:
    tree = page(bourg, "glossaire/index.md")
    places = {
        e.attributes["id"]: [link.text for link in e.all("a")]
        for e in next(tree.with_class("pp-glossary")).all("div")
    }
    assert places["ecoquartier"] == ["Deux", "Un", "Un écoquartier"]
    assert places["lac"] == ["Un écoquartier"]
    assert places["loi"] == []


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with a term for each hostile definition, used in a table and in a sentence."""
    terms = [
        f"truc-{number}:\n  titre: Truc{number}\n  definition: |\n    "
        + definition.replace("\n", "\n    ")
        for number, definition in enumerate(HOSTILE)
    ]
    files = {"glossaire.yml": "\n".join(terms)}
    for number in range(len(HOSTILE)):
        files[f"actions/texte-{number}.md"] = (
            f"---\ntitre: Texte\n---\n| Un truc{number} | b |\n|---|---|\n| c | d |\n"
        )
        files[f"actions/phrase-{number}.md"] = (
            f"---\ntitre: Phrase\nen_bref: Un truc{number}.\n---\n"
        )
    return site(tmp_path_factory.mktemp("hostile"), files)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["texte", "phrase"])
def test_a_definition_is_shown_as_it_is_written_and_does_nothing_else(
    name: str, number: int, hostile: Site
) -> None:
    tree = page(hostile, f"actions/{name}-{number}.md")
    (meaning,) = tree.with_class("pp-word__meaning")
    shown = meaning.text.removeprefix(f"Truc{number} ").partition(" Voir dans")[0]
    assert shown == " ".join(HOSTILE[number].split())
    assert [e.tag for e in meaning.all()] == ["span", "strong", "a", "button"]
    assert [e for e in tree.all("script") if not is_data(e)] == []
    assert len(list(tree.all("th"))) == (2 if name == "texte" else 0)


def test_a_hostile_title_stays_in_its_label_and_its_meaning(tmp_path: Path) -> None:
    title = 'Q"*R*" & <b>'
    found = site(
        tmp_path,
        {
            "glossaire.yml": (
                f"q:\n  titre: {title!r}\n  definition: Une chose.\n  aussi_nomme: [chose]\n"
            ),
            "actions/a.md": "---\ntitre: A\nen_bref: Une chose.\n---\n",
        },
    )
    (meaning,) = page(found, "actions/a.md").with_class("pp-word__meaning")
    assert next(meaning.all("strong")).text == title


def test_meanings_are_no_part_of_what_the_search_finds(bourg: Site) -> None:
    for meaning in page(bourg, "actions/jardin.md").with_class("pp-word__meaning"):
        assert "data-search-exclude" in meaning.attributes
        assert next(meaning.all("span")) is meaning
        assert sum(1 for _ in meaning.all("span")) == 1


def test_the_markdown_of_a_page_keeps_the_author_s_words(bourg: Site) -> None:
    (file,) = (file for file in bourg.files if file.path == "recit/un.md")
    assert isinstance(file.content, str)
    without = re.sub(r"<span class=\"pp-word__meaning\".*?</span>", "", file.content)
    text = html.unescape(re.sub(r"<[^>]*>", "", without))
    assert "Un écoquartier, puis un conseil municipal." in text


def test_without_a_glossary_acronyms_are_expanded_all_the_same(tmp_path: Path) -> None:
    found = site(tmp_path, {"actions/a.md": "---\ntitre: A\nen_bref: Pour la MRC.\n---\n"})
    tree = page(found, "actions/a.md")
    assert "Pour la MRC (municipalité régionale de comté)." in tree.text
    assert explained(tree) == []
