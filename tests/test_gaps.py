"""What is missing: each kind of gap, its reason, its next step, and what finding it costs."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from benchmarks.corpus import corpus, write_ours
from case_files import BUILD_DAY, roots_in
from command_tools import command
from conftest import Town
from parapluie.build.making import missing
from parapluie.meaning.graph import Graph
from parapluie.meaning.sentences import plain
from parapluie.pages.found_gaps import Gaps
from parapluie.pages.gaps import find
from parapluie.source.options import Options
from parapluie.vocabulary import gaps_words as words
from site_tools import OTHER_WORDS, ROOT, core_site, parse

OPTIONS = Options(today=BUILD_DAY)
Found = Callable[[str], Gaps]
FRAME = """\
=== principes/eau.md
---
titre: Eau
---
=== politiques/riviere.md
---
titre: Plan de la rivière
principes: [eau]
objectifs:
  - {id: berges, titre: Des berges vivantes}
  - {id: acces, titre: Un accès pour chaque personne}
  - {id: crues, titre: Des crues sans drame}
---
=== politiques/lac.md
---
titre: Plan du lac
principes: [eau]
---
=== acteurs/parcs.md
---
titre: Service des parcs
---
=== acteurs/genie.md
---
titre: Service du génie
---
=== acteurs/loisirs.md
---
titre: Service des loisirs
---
=== groupes/aines.md
---
titre: Personnes aînées
---
=== groupes/jeunes.md
---
titre: Jeunes
---
"""


def action(name: str, title: str, *lines: str) -> str:
    return "\n".join((f"=== actions/{name}.md", "---", f"titre: {title}", *lines, "---", ""))


def reasons(gaps: Gaps, gap: words.Gap) -> list[str]:
    return [plain(one.reason) for one in gaps.found[gap.key]]


@pytest.fixture
def found(town: Town) -> Found:
    return lambda blocks: find(town(FRAME + blocks), OPTIONS)


# --- What nothing serves ---


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "Aucune action ne dépend du principe *Eau*."),
        (("en-cours", "realisee"), ""),
        (("en-continu",), ""),
        (
            ("realisee", "realisee", "a-venir", "abandonnee"),
            "Tout ce qui sert le principe *Eau* attend, est terminé ou s’est arrêté : 1 à venir, "
            "2 réalisées et 1 abandonnée.",
        ),
        # Nothing is inferred of what has no status.
        (("realisee", ""), ""),
    ],
)
def test_a_principle_needs_something_that_goes_on(
    statuses: tuple[str, ...],
    said: str,
    found: Found,
) -> None:
    gaps = found(
        "".join(
            action(f"a-{n}", f"Action {n}", "realise: [lac]", f"statut: {status}")
            for n, status in enumerate(statuses)
        )
    )
    assert [one.replace("\u00a0", " ") for one in reasons(gaps, words.IDLE)] == (
        [said] if said else []
    )


def test_an_objective_with_nothing_names_its_policy_and_what_to_type(found: Found) -> None:
    gaps = found(action("saules", "Saules", "realise: [riviere#berges]"))
    said = gaps.found[words.UNSERVED.key]
    assert [plain(one.reason) for one in said] == [
        "Rien ne réalise l’objectif *Un accès pour chaque personne* du *Plan de la rivière*.",
        "Rien ne réalise l’objectif *Des crues sans drame* du *Plan de la rivière*.",
    ]
    assert said[0].command == "parapluie nouveau action --realise riviere#acces"


def test_a_group_that_nobody_serves_is_named(found: Found) -> None:
    gaps = found(action("saules", "Saules", "realise: [lac]", "groupes: [jeunes]"))
    assert reasons(gaps, words.FORGOTTEN) == ["Rien ne s’adresse au groupe *Personnes aînées*."]


# --- Who works with whom ---


def test_services_at_one_objective_that_never_met_are_told(found: Found) -> None:
    gaps = found(
        action("a", "Saules", "realise: [riviere#berges]", "responsable: parcs")
        + action("b", "Murets", "realise: [riviere#berges]", "responsable: genie")
        + action(
            "c", "Fête", "realise: [riviere#berges]", "responsable: loisirs", "partenaires: [parcs]"
        )
    )
    apart = (
        "et le *Service du génie* servent l’objectif *Des berges vivantes*, "
        "sans rien faire ensemble."
    )
    assert sorted(reasons(gaps, words.APART)) == [
        f"Le *Service des loisirs* {apart}",
        f"Le *Service des parcs* {apart}",
    ]


def test_a_service_that_is_always_alone_is_told(found: Found) -> None:
    gaps = found(
        action("a", "Saules", "realise: [lac]", "responsable: parcs")
        + action("b", "Pont", "realise: [lac]", "responsable: parcs")
    )
    said = [one.replace("\u00a0", " ") for one in reasons(gaps, words.APART)]
    assert said == [
        "Le *Service des parcs* porte 2 actions, toujours sans autre service ni partenaire."
    ]


# --- What says the same twice ---

NAVETTES = action(
    "navette-nord", "Navette des aînés du rang Nord", "realise: [lac]", "responsable: parcs"
) + action(
    "navette-sud", "Navette pour les aînés du rang Sud", "realise: [lac]", "responsable: genie"
)


def test_two_actions_nearly_the_same_in_two_services_are_to_be_tied(found: Found) -> None:
    colours = "bleue verte rouge noire jaune grise".split()
    others = "".join(action(f"x-{c}", f"Chose {c}", "realise: [lac]") for c in colours)
    one = found(NAVETTES + others).found[words.ALIKE.key]
    assert len(one) == 1
    assert plain(one[0].reason).endswith("et n’ont pas le même service.")
    assert {entry.id for entry in one[0].entries} == {"navette-nord", "navette-sud"}
    assert "`contenu/arrimages.yml` : `navette-nord: [navette-sud]`" in one[0].step


@pytest.mark.parametrize(
    "settled",
    [
        "=== arrimages.yml\nnavette-nord: [navette-sud]\n",
        "=== arrimages.yml\nnavette-sud: navette-nord\n",
    ],
)
def test_a_pair_that_someone_has_compared_is_told_no_more(settled: str, found: Found) -> None:
    assert found(NAVETTES).found[words.ALIKE.key]
    assert not found(NAVETTES + settled).found[words.ALIKE.key]


def test_a_pair_of_one_service_for_one_engagement_is_no_gap(found: Found) -> None:
    assert not found(NAVETTES.replace("genie", "parcs")).found[words.ALIKE.key]


# --- What pages leave out ---


def test_an_action_says_what_it_lacks_and_where_to_write_it(found: Found) -> None:
    gaps = found(
        action(
            "a",
            "Saules",
            "realise: [lac]",
            "statut: en-cours",
            "responsable: parcs",
            "groupes: [jeunes]",
            "verifie_le: 2020",
        )
        + action(
            "b",
            "Pont",
            "realise: [lac]",
            "statut: en-cours",
            "responsable: parcs",
            "groupes: [jeunes]",
            "verifie_le: 2026-10",
            "periode: 2026/..",
        )
    )
    one = gaps.found[words.THIN.key]
    assert [plain(each.reason) for each in one] == [
        "Il manque à l’action *Saules* : quand et une relecture récente."
    ]
    assert one[0].step == "Remplissez `periode` et `verifie_le` dans `contenu/actions/a.md`."


# --- What holds much together ---


def test_what_serves_the_most_comes_first(found: Found) -> None:
    gaps = found(
        action("a", "Sentier", "realise: [riviere#berges, riviere#acces, lac]")
        + action("b", "Saules", "realise: [riviere#berges]")
        + action("c", "Quai", "realise: [riviere#acces, lac]")
    )
    said = [plain(one.reason).replace("\u00a0", " ") for one in gaps.structuring]
    assert said == [
        "L’action *Sentier* sert 2 objectifs et 2 politiques.",
        "L’action *Quai* sert 1 objectif et 2 politiques.",
    ]


def test_a_small_set_closes_several_gaps_and_each_once(found: Found) -> None:
    gaps = found(
        action("a", "Sentier", "realise: [riviere#berges]", "statut: en-cours")
        + action("b", "Saules", "realise: [riviere#berges]", "statut: en-cours")
        + action("c", "Vieux quai", "realise: [riviere#berges]", "statut: realisee")
    )
    assert [pick.entry.id for pick in gaps.picks] == ["b"]
    assert [gap.id for gap in gaps.picks[0].closes] == ["riviere#acces", "riviere#crues"]
    assert (gaps.closed, gaps.total) == (2, 4)
    assert plain(gaps.picks[0].reason).endswith(
        "est proche des objectifs *Un accès pour chaque personne* et *Des crues sans drame*."
    )


# --- Cost ---


def test_the_work_grows_as_the_content_and_not_as_its_square(tmp_path: Path) -> None:
    costs = {}
    for number in (250, 1000):
        folder = tmp_path / str(number)
        write_ours(corpus(number), folder)
        # The worst case: the same title in every other action.
        for n, file in enumerate(sorted((folder / "contenu/actions").rglob("*.md"))):
            if n % 2:
                text = file.read_text("utf-8").splitlines()
                file.write_text("\n".join([text[0], "titre: Navette du rang", *text[2:]]), "utf-8")
        _, gaps = missing(roots_in(folder), OPTIONS)
        costs[number] = gaps.compared
        assert len(gaps.found[words.ALIKE.key]) <= 20
    assert 0 < costs[1000] <= 12 * 1000
    assert costs[1000] <= 5 * costs[250]


# --- The page and the command ---


def test_the_command_says_the_same_as_the_page_and_as_json() -> None:
    done = command("couverture", "--json", cwd=OTHER_WORDS)
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert set(data["gaps"]) == {gap.key for gap in words.GAPS}
    text = command("couverture", cwd=OTHER_WORDS).out
    page = next(f for f in core_site(OTHER_WORDS).files if f.path == words.PAGE_PATH)
    shown = parse(str(page.content)).text
    findings = [one for found in data["gaps"].values() for one in found]
    assert findings
    for one in findings:
        assert one["reason"] in text
        assert one["step"] in text
        assert one["entries"][0]["title"] in shown
        assert one["entries"][0]["file"].startswith("contenu/")
        assert one["entries"][0]["line"] > 1


def test_the_page_speaks_the_town_s_own_words() -> None:
    page = next(f for f in core_site(OTHER_WORDS).files if f.path == words.PAGE_PATH)
    text = str(page.content)
    assert "mesures" in text
    body = text.partition("---\n\n")[2]
    for word in ("action", "politique", "objectif", "principe"):
        assert f" {word}" not in body.replace("nouveau action", ""), word


def test_a_site_without_actions_has_no_such_page(town: Town) -> None:
    graph: Graph = town("=== principes/eau.md\n---\ntitre: Eau\n---\n")
    assert find(graph, replace(OPTIONS, today=date(2030, 1, 1))).number == 1
    assert (ROOT / "plugins/parapluie/templates/gaps.md.jinja").is_file()
