"""Plain language: texts in, every remark out."""

import json
from pathlib import Path

import pytest
from conftest import Town
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from parapluie.meaning import remarks as remarks_module
from parapluie.meaning.covered_text import prose, sentences
from parapluie.meaning.inclusive_writing import inclusive
from parapluie.meaning.noun_chains import chains
from parapluie.meaning.readability import remarks
from parapluie.meaning.remarks import Remark
from parapluie.source.options import Options, Readability, read_options
from parapluie.vocabulary.plain_words import CHECKS, PLAIN_WORDS, SOURCES
from site_tools import DAY, OTHER_WORDS, copy_site, core_site, parapluie

LONG = "mot " * 25
# A text and what is said of it: line of the text, check, and what the remark points at.
CASES = [
    ("Le village plante un jardin.", []),
    # Sentences
    (f"{LONG}.", []),
    (f"Un {LONG}.", ["1 phrase 26"]),
    (f"Court. Un {LONG}.", ["1 phrase 26"]),
    (f"Court.\n\nUn {LONG}.\n", ["3 phrase 26"]),
    (f"{LONG}; {LONG}.", []),
    (f"Mot{LONG}. Mot{LONG}! Mot{LONG}? Mot.", []),
    (f"{LONG} de M. Tremblay et de Mme Roy.", ["1 phrase 32"]),
    (f"{LONG} (art. 12, p. 3), etc. Mot.", ["1 phrase 30"]),
    (f"{LONG} vers 3.5 km, dit A. Roy.", ["1 phrase 31"]),
    (f"« Où ça? » demande {LONG}.", ["1 phrase 28"]),
    (f"{LONG} : {LONG}.", ["1 phrase 50"]),
    (f"L’un d’eux {LONG}", ["1 phrase 27"]),
    (f"- {LONG}\n- {LONG}\n", []),
    (f"- court\n- un {LONG}\n", ["2 phrase 26"]),
    (f"1. un {LONG}\n", ["1 phrase 26"]),
    (f"*un* **{LONG.strip()}**", ["1 phrase 26"]),
    (f"[un {LONG.strip()}](a.md)", ["1 phrase 26"]),
    (f"# Un {LONG}\n\nUn {LONG}\n========\n\nTexte.", []),
    (f"> Un {LONG}\n", []),
    (f"```\nUn {LONG}\n```\n`un {LONG}`\n", []),
    (f"| Un {LONG} | b |\n", []),
    (f"<!-- Un {LONG} -->\nTexte.", []),
    (f'![Un {LONG}](a.svg "Un {LONG}")', []),
    (f"Voir https://exemple.invalid/{'x' * 40} pour {LONG}", ["1 phrase 28"]),
    (f"## Texte adopté\n\nUn {LONG} nonobstant le XYZ.\n", []),
    (f"Court.\n\n## Texte adopté\n\nUn {LONG}.\n\n## Suite\n\nNonobstant.\n", ["9 mot Nonobstant"]),
    # Paragraphs
    ("Un mot de plus ici. " * 18, []),
    ("Un mot de plus ici. " * 18 + "Fin.", ["1 paragraphe 91"]),
    ("Un mot de plus ici.\n" * 19, ["1 paragraphe 95"]),
    ("Un mot de plus ici.\n\n" * 19, []),
    # Strings of nouns
    (
        "La mise en œuvre de la planification de l’aménagement du territoire avance.",
        [
            "1 mot mise en œuvre",
            "1 noms mise en œuvre de la planification de l’aménagement du territoire",
        ],
    ),
    ("Le plan d’action de la politique avance.", []),
    (
        "Le plan d’action du comité de suivi avance.",
        ["1 noms plan d’action du comité de suivi"],
    ),
    (
        "Un processus municipal de révision complète de la grille de tarification.",
        ["1 noms processus municipal de révision complète de la grille de tarification"],
    ),
    ("L’analyse de ce plan, de la carte, du texte.", []),
    ("Afin d’être, plus de pain de la ville de mon père.", ["1 mot Afin d’"]),
    ("Le choix d’aller au marché de la place du village.", []),
    ("La façon de décider du choix du comité.", []),
    (
        "La fin de chantier du quartier de la rivière.",
        ["1 noms fin de chantier du quartier de la rivière"],
    ),
    ("Il dépend de la décision du conseil de ville.", []),
    ("La population dépend du choix du comité de parents.", []),
    ("Le maire de la Ville de Rivière du Loup de demain.", []),
    ("Beaucoup de gens de la rue de la gare.", []),
    ("Le toit de l’école du rang de Jean.", []),
    (
        "Le bilan de la qualité de nos milieux de vie.",
        ["1 noms bilan de la qualité de nos milieux de vie"],
    ),
    (
        "La fin de\nla saison du camp de jour.",
        ["1 noms fin de la saison du camp de jour"],
    ),
    ("Le comité du plan vert du rang de l’école.", []),  # a term of the glossary is one noun
    # Words of the administration
    ("Nonobstant la pluie.", ["1 mot Nonobstant"]),
    ("Au sein du village, au sein d’un groupe.", ["1 mot Au sein du", "1 mot au sein d’"]),
    ("Préalablement aux travaux, au préalable.", ["1 mot Préalablement aux", "1 mot au préalable"]),
    ("Les projets priorisés et la priorisation.", ["1 mot priorisés", "1 mot priorisation"]),
    ("On le met en œuvre.", ["1 mot met en œuvre"]),
    ("Une rencontre\ndans le cadre\ndu projet.", ["2 mot dans le cadre du"]),
    ("Il fait l’objet d’un vote.", ["1 mot fait l’objet d"]),
    ("Il s'avère que c’est bon.", ["1 mot s'avère"]),
    ("Une situation problématique et la problématique.", ["1 mot la problématique"]),
    ("Le bonifié, un non-livrable.", ["1 mot bonifié"]),
    ("La modalité.", ["1 mot modalité"]),
    ("[Nonobstant](a.md), **afin que** `nonobstant`.", ["1 mot Nonobstant", "1 mot afin que"]),
    # Acronyms
    ("Le XYZ arrive. Le XYZ revient.", ["1 sigle XYZ"]),
    ("La MRC, un OBNL et le PDF.", []),
    ("Le PV est prêt.", []),  # in the glossary
    ("Le Xylophone Yvon Zélé (XYZ) arrive. Le XYZ revient.", []),
    ("Le XYZ (Xylophone Yvon Zélé) arrive.", []),
    ("Le XYZ (voir la carte) arrive.", ["1 sigle XYZ"]),
    ("Le XXIe siècle et Louis XIV.", []),
    ("PERSONNELLEMENT, je crie.", []),
    ("[XYZ](a.md), [[action:a|un XYZ]] et `XYZ`.", []),
    ("Le XYZ+ et l’XY2.", ["1 sigle XYZ+", "1 sigle XY2"]),
    # Writing for women and men
    ("Les citoyennes et les citoyens, celles et ceux.", []),
    ("Les citoyen(ne)s et les aîné(e)s.", []),
    ("Les citoyen·ne·s et les aîné·e·s.", []),
    ("Le ou les projet(s), l’inscription (obligatoire).", []),
    ("Les citoyen(ne)s.\n\nLes aîné·e·s.", ["3 epicene aîné·e·s / citoyen(ne)s"]),
    (
        "Les citoyennes et citoyens. Les citoyen(ne)s.",
        ["1 epicene citoyen(ne)s / citoyennes et citoyens"],
    ),
    ("Les étudiant/es, les directeur/trices; les élu-e-s.", ["1 epicene élu-e-s / étudiant/es"]),
    ("Les citoyen.ne.s. Les élu.e.s, les agentEs.", ["1 epicene agentEs / citoyen.ne.s"]),
    ("Les élu[e]s, les directeur(-trice)s.", ["1 epicene directeur(-trice)s / élu[e]s"]),
    (
        "L’acteur ou l’actrice; tous et toutes. Les élu(e)s.",
        ["1 epicene élu(e)s / acteur ou l’actrice"],
    ),
    ("Le bien et le mal, un chat et un chien, la table ou la chaise.", []),
    ("Va-t-elle? Prends-le. Un rendez-vous. 3/4. et/ou. N.-É.", []),
]
HEAD = "---\ntitre: Essai\nen_bref: Un essai.\n---\n"
GLOSSARY = """=== glossaire.yml
pv:
  titre: PV
  definition: Le compte rendu d’une séance.
plan-vert:
  titre: plan vert du rang
  definition: Un plan.
"""


def shown(remark: Remark, first: int) -> str:
    """Return the line of the text, the check and what the remark points at."""
    key = remark.check.key
    quotes = [part.split(" »")[0] for part in remark.message.split("« ")[1:]]
    if key in ("phrase", "paragraphe"):
        at = next(word for word in remark.message.split() if word.isdigit())
    else:
        at = " / ".join(quotes[:2]) if key == "epicene" else quotes[0]
    return f"{remark.place.line - first} {key} {at}"


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_text_gets_these_remarks_and_no_other(text: str, expected: list[str], town: Town) -> None:
    graph = town(
        f"=== pages/essai.md\n---\ntype: page\n{HEAD.removeprefix('---')[1:]}{text}\n{GLOSSARY}"
    )
    found = [remark for remark in remarks(graph, Options()) if remark.place.file.endswith(".md")]
    assert sorted(shown(remark, 5) for remark in found) == sorted(expected)


def test_there_are_enough_cases_to_be_worth_the_name() -> None:
    assert len(CASES) >= 60


# --- The whole site ---


def of(town: Town, blocks: str, **house: object) -> list[str]:
    options = Options(readability=Readability(**house))  # type: ignore[arg-type]
    return [
        f"{remark.place.file.removeprefix('contenu/')}:{remark.place.line} {remark.check.key}"
        for remark in remarks(town(blocks), options)
    ]


def test_a_page_without_its_sentence_and_the_sentences_of_the_header_are_remarked(
    town: Town,
) -> None:
    found = of(
        town,
        """=== actions/a.md
---
titre: A
---
=== politiques/b.md
---
titre: B
en_bref: Nonobstant tout.
objectifs:
  - id: un
    titre: Un
    en_bref: Subséquemment, le XYZ.
    texte_adopte: Nonobstant le QRS.
---
=== principes/c.md
---
titre: C
en_bref: C’est bien.
questions:
  - Au sein de quoi?
---
=== glossaire.yml
mot:
  titre: Mot
  definition: Préalablement, rien.
""",
    )
    assert found == [
        "actions/a.md:2 en-bref",
        "glossaire.yml:3 mot",
        "politiques/b.md:3 mot",
        "politiques/b.md:7 mot",
        "politiques/b.md:7 sigle",
        "principes/c.md:5 mot",
    ]


def test_a_way_of_shortening_that_other_pages_do_not_share_is_remarked_there(town: Town) -> None:
    pages = "".join(
        f"=== actions/{name}.md\n---\ntitre: {name}\nen_bref: {text}\n---\n"
        for name, text in (
            ("a", "Les citoyen(ne)s."),
            ("b", "Les aîné(e)s."),
            ("c", "Les élu·e·s."),
            ("d", "Les citoyennes et les citoyens."),
        )
    )
    assert of(town, pages) == ["actions/c.md:3 epicene"]


def test_a_town_keeps_its_words_and_sets_its_own_marks(town: Town) -> None:
    text = (
        "=== actions/a.md\n---\ntitre: A\nen_bref: Voici.\n---\n"
        "La priorisation du XYZ. Le plan d’action du comité de suivi.\n"
    )
    assert of(town, text) == ["actions/a.md:5 mot", "actions/a.md:5 sigle", "actions/a.md:5 noms"]
    kept = ("prioriser", "xyz", "plan d’action du comité de suivi")
    assert of(town, text, allowed=kept) == []
    assert of(town, text, nouns=5)[-1] == "actions/a.md:5 sigle"
    assert of(town, text, allowed=kept, sentence=3) == ["actions/a.md:5 phrase"] * 2
    assert of(town, text, allowed=kept, paragraph=10) == ["actions/a.md:5 paragraphe"]


def test_the_options_are_read_and_what_is_wrong_with_them_is_said() -> None:
    def read(written: object) -> tuple[Readability, list[str]]:
        options, problems = read_options(
            {"lisibilite": written}, site_name="Bourg", today=DAY, directory_urls=False
        )
        return options.readability, [str(problem) for problem in problems]

    assert read({"phrase": 30, "mots_admis": ["xyz"]}) == (Readability(30, allowed=("xyz",)), [])
    default, (said,) = read({"phrases": 30})
    assert default == Readability()
    assert "« lisibilite.phrases »" in said
    assert "vouliez-vous dire « phrase » ?" in said
    _, (said,) = read({"phrase": 0})
    assert "on attend un nombre d’au moins 1" in said


def test_remarks_never_stop_a_check_or_a_build(tmp_path: Path) -> None:
    site = copy_site(OTHER_WORDS, tmp_path / "site")
    file = site / "contenu" / "mesures" / "puits.md"
    file.write_text(file.read_text("utf-8") + "\nNonobstant le XYZ.\n", "utf-8")
    assert parapluie("verifier", "--strict", cwd=site).returncode == 0
    assert core_site(site).files


@pytest.mark.parametrize("word", PLAIN_WORDS, ids=lambda word: word.heavy)
def test_a_word_of_the_administration_has_another_and_a_source(word: object) -> None:
    assert word.plain  # type: ignore[attr-defined]
    assert word.source in SOURCES  # type: ignore[attr-defined]
    assert word.heavy[0].isalpha()  # type: ignore[attr-defined]
    assert word.plain not in {w.heavy for w in PLAIN_WORDS}  # type: ignore[attr-defined]


def test_there_are_enough_words_and_each_is_there_once() -> None:
    assert len({word.heavy for word in PLAIN_WORDS}) == len(PLAIN_WORDS) >= 120


def test_every_check_names_known_sources() -> None:
    assert {source for check in CHECKS for source in check.sources} <= set(SOURCES)


# --- Whatever is written ---

PIECES = st.sampled_from(
    [
        *"mot|de|la|du|d’|XYZ|(XYZ)|citoyen(ne)s|élu·e·s|nonobstant|au sein|M.|3.5|etc.".split("|"),
        *" |\n|\n\n|. |? |; |« | »|[|]|]]|[[a|](b)|{c}|{|}|`|```|~~~|<|>|<b>|# |> ".split("|"),
        *"- |1. |---|===|***|_|!|\u00a0|\t|é|🙂|\\| |/|-e-|.ne.".split("|"),
        "|",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=4000)
@given(st.one_of(st.lists(PIECES, max_size=80).map("".join), st.text(max_size=300)))
@example("[" * 3000)
@example("<a " * 2000)
@example("de la " * 2000)
@example("`" * 3000)
@example("(ne)" * 1000)
def test_whatever_a_text_holds_it_is_read_and_places_are_in_it(text: str) -> None:
    piece = prose(text, "a.md", 4)
    assert len(piece.text) == len(text)
    lines = text.split("\n")
    for first, last in piece.blocks:
        block = piece.text[first:last]
        for start, end in [*sentences(block), *((a, b) for a, b, _ in chains(block))]:
            assert 0 <= start < end <= len(block)
            place = piece.places(first + start)
            assert 5 <= place.line < 5 + len(lines)
            assert 1 <= place.column <= len(lines[place.line - 5]) + 1
    assert all(text[at : at + 1].strip() for at, _, _ in inclusive(text))


# --- The command ---


@pytest.fixture
def site(tmp_path: Path) -> Path:
    found = copy_site(OTHER_WORDS, tmp_path / "site")
    file = found / "contenu" / "mesures" / "puits.md"
    file.write_text(file.read_text("utf-8") + "\nNonobstant le XYZ.\n", "utf-8")
    return found


def test_the_command_says_each_remark_on_a_line_and_what_it_is_no_measure_of(site: Path) -> None:
    done = parapluie("lisibilite", cwd=site)
    assert done.returncode == 0
    mine = [line for line in done.stdout.splitlines() if "puits" in line]
    assert [line.rpartition(": ")[0].rpartition(":")[0].partition(": ")[0] for line in mine]
    assert any("« Nonobstant » : « malgré »" in line for line in mine)
    assert any("« XYZ » n’est expliqué" in line for line in mine)
    assert "ne mesurent pas la compréhension" in done.stderr


def test_the_command_is_strict_when_asked(site: Path) -> None:
    assert parapluie("lisibilite", "--strict", cwd=site).returncode == 1


def test_the_command_gives_json_to_programs(site: Path) -> None:
    done = parapluie("lisibilite", "--format", "json", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    row = next(row for row in json.loads(done.stdout) if "XYZ" in row["message"])
    assert set(row) == {"file", "line", "column", "check", "message", "advice"}
    assert (row["file"], row["check"]) == ("contenu/mesures/puits.md", "sigle")
    text = (site / row["file"]).read_text("utf-8").split("\n")[row["line"] - 1]
    assert text[row["column"] - 1 :].startswith("XYZ")


def test_a_content_that_cannot_be_read_is_a_fault_and_one_bad_page_is_said(site: Path) -> None:
    (site / "contenu" / "mesures" / "puits.md").write_text("sans en-tête\n", "utf-8")
    done = parapluie("lisibilite", cwd=site)
    assert done.returncode == 0
    assert "« parapluie verifier » les nomme" in done.stderr
    config = site / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("contenu", "absent", 1), "utf-8")
    done = parapluie("lisibilite", cwd=site)
    assert done.returncode == 1
    assert "P402" in done.stdout


# --- The staff's page ---


def test_the_staff_has_a_page_of_remarks_out_of_the_search(site: Path) -> None:
    files = {file.path: file.content for file in core_site(site).files}
    text = files["guide/lisibilite.md"]
    assert isinstance(text, str)
    assert "exclude: true" in text.split("---")[1]
    assert "Nonobstant" in text
    assert "ne mesurent pas la compréhension" in text
    for check in CHECKS:
        assert f'id="{check.key}"' in text


def test_a_site_without_its_guide_has_no_such_page(site: Path) -> None:
    config = site / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("organisation:", "guide: false\n      organisation:"), "utf-8")
    found = core_site(site)
    assert "guide/lisibilite.md" not in {file.path for file in found.files}
    assert "lisibilite" not in json.dumps(found.menu)


def test_the_forms_of_the_report_hold_the_same_remarks() -> None:
    assert remarks_module.as_text([]) == ""
    assert json.loads(remarks_module.as_json([])) == []
