"""How far people take part, and what they asked: said on pages, filtered, answered."""

from datetime import date
from pathlib import Path

import pytest
from conftest import Town
from parapluie.meaning.facets import Facets
from parapluie.meaning.list_filters import filters
from small_sites import heard, small_site, texts

TOWN = """=== actions/abri.md
---
titre: Abri du parc
participation: concertation
---
=== actions/egout.md
---
titre: Égout
participation: aucune
---
=== actions/banc.md
---
titre: Banc
---
=== politiques/loisirs.md
---
titre: Politique des loisirs
participation: consultation
---
=== questions/pluie.md
---
titre: Où s’abrite-t-on quand il pleut?
quand: 2025-06-12
ou: Au camp de jour
reponse: |
  Nulle part encore.

  L’abri est prévu pour l’automne.
mene_a:
  - {vers: action:abri, parce_que: Trois enfants l’ont demandé le même jour.}
---
=== questions/eau.md
---
titre: L’eau est-elle bonne?
quand: 2026-02
---
"""


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    return texts(small_site(TOWN, tmp_path))


def test_a_question_is_answered_and_says_what_it_changed(pages: dict[str, str]) -> None:
    page = heard(pages["questions/pluie.md"])
    assert "Quand 12 juin 2025 Où Au camp de jour" in page
    assert "La réponse Nulle part encore. L’abri est prévu pour l’automne." in page
    assert "Ce que cela a changé Abri du parc action" in page
    assert pages["questions/pluie.md"].count("<p>L’abri est prévu") == 1
    assert "Cette question n’a pas encore de réponse." in heard(pages["questions/eau.md"])


def test_what_it_changed_says_so_with_its_reason(pages: dict[str, str]) -> None:
    page = heard(pages["actions/abri.md"])
    assert "Questions reçues Où s’abrite-t-on quand il pleut? question" in page
    assert "Trois enfants l’ont demandé le même jour." in page


def test_questions_are_listed_by_date(
    pages: dict[str, str],
) -> None:
    page = heard(pages["questions/index.md"])
    assert page.index("Où s’abrite-t-on") < page.index("L’eau est-elle bonne?")


def test_how_far_people_take_part_is_said_and_none_is_an_answer(pages: dict[str, str]) -> None:
    assert "Participation Concertation" in heard(pages["actions/abri.md"])
    assert "Participation Aucune" in heard(pages["actions/egout.md"])
    assert "Participation Consultation" in heard(pages["politiques/loisirs.md"])
    assert "Participation" not in heard(pages["actions/banc.md"])


def test_a_list_is_filtered_by_how_far_people_take_part(town: Town) -> None:
    graph = town(TOWN)
    (subkind,) = [one for one in graph.vocabulary.subkinds if one.key == "action"]
    found = filters(Facets(graph, date(2031, 1, 1)), subkind, list(graph.of("action")))
    (facet,) = [one for one in found.facets if one.key == "participation"]
    assert [(one.label, one.number) for one in facet.values] == [("Aucune", 1), ("Concertation", 1)]
    assert facet.label == "Participation"
