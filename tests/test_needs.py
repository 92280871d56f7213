"""Needs outlive the policies that answer them: what answers each, and that a merger loses none."""

from pathlib import Path

import pytest
from conftest import Town
from parapluie.meaning.needs import needs_through
from parapluie.meaning.standing import Standings
from small_sites import heard, small_site, texts

TOWN = """=== groupes/aines.md
---
titre: Personnes aînées
---
=== groupes/familles.md
---
titre: Familles
---
=== besoins/transport.md
---
titre: Se rendre à l’épicerie
groupes: [aines]
---
=== besoins/garde.md
---
titre: Faire garder les enfants le soir
groupes: [familles]
---
=== besoins/banc.md
---
titre: S’asseoir en chemin
groupes: [aines]
---
=== politiques/aines-2012.md
---
titre: Politique des aînés
statut: remplacee
adoption: 2012
repond_a: [transport]
objectifs:
  - {id: marcher, titre: Marcher, repond_a: [banc]}
---
=== politiques/familiale-2010.md
---
titre: Politique familiale
statut: remplacee
adoption: 2010
---
=== actions/gardiennes.md
---
titre: Liste des gardiennes
statut: realisee
realise: [familiale-2010]
repond_a:
  - {vers: garde, parce_que: On y trouve un numéro à appeler.}
---
=== politiques/commune.md
---
titre: Politique des âges
adoption: 2024
remplace: [aines-2012, familiale-2010]
repond_a: [transport]
objectifs:
  - {id: rues, titre: Des rues pour tous, repond_a: [banc]}
---
"""


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    return texts(small_site(TOWN, tmp_path))


def test_a_merger_is_proved_need_by_need(town: Town) -> None:
    graph = town(TOWN)
    (policy,) = [one for one in graph.of("politique") if one.id == "commune"]
    told = {
        found.need.id: ([one.id for one in found.before], [one.id for one in found.after])
        for found in needs_through(Standings(graph), policy)
    }
    assert told == {
        "transport": (["aines-2012"], ["commune"]),
        "banc": (["aines-2012#marcher"], ["commune#rues"]),
        # What goes on answers it still, whatever policy it was of.
        "garde": (["gardiennes"], ["gardiennes"]),
    }


def test_its_page_shows_each_need_then_and_now(pages: dict[str, str]) -> None:
    page = heard(pages["politiques/commune.md"])
    table = page[page.index("Besoin par besoin") :]
    for row in (
        "Se rendre à l’épicerie Politique des aînés Politique des âges",
        "S’asseoir en chemin Marcher Des rues pour tous",
        "Faire garder les enfants le soir Liste des gardiennes Liste des gardiennes",
    ):
        assert row in table
    assert "Besoin par besoin" not in heard(pages["politiques/aines-2012.md"])


def test_a_group_shows_its_needs_with_what_answers_them(pages: dict[str, str]) -> None:
    page = heard(pages["groupes/familles.md"])
    assert "Faire garder les enfants le soir Liste des gardiennes" in page
    assert "On y trouve un numéro à appeler." in page


@pytest.mark.parametrize(
    ("title", "old", "new"),
    [
        (
            "S’asseoir en chemin",
            ", titre: Des rues pour tous, repond_a: [banc]",
            ", titre: Des rues",
        ),
        ("Se rendre à l’épicerie", "familiale-2010]\nrepond_a: [transport]", "familiale-2010]"),
    ],
)
def test_a_need_that_is_dropped_is_told_but_where_one_says_why(
    title: str, old: str, new: str, tmp_path: Path
) -> None:
    assert old in TOWN
    text = TOWN.replace(old, new)
    why = "sans_suite: Un autre organisme y répond.\n"
    for name, header, wanted in (("a", "", ["P329"]), ("b", why, [])):
        content = text.replace(f"titre: {title}\n", f"titre: {title}\n{header}")
        site = small_site(content, tmp_path / name)
        found = [one for one in site.problems if one.code in ("P328", "P329")]
        assert sorted(one.code for one in found) == wanted
        for one in found:
            if one.code == "P329":
                assert f"répondait au besoin « {title} »" in str(one).replace("\u00a0", " ")
                assert "depuis que la « Politique des âges » en tient lieu" in str(one)
        page = texts(site)["politiques/commune.md"]
        assert ("Sans suite : Un autre organisme y répond." in heard(page)) == bool(header)
        assert ("Rien n’y répond encore." in heard(page)) != bool(header)
