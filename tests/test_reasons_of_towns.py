"""What the links of the three real towns say: from a source, in one plain sentence."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
TOWNS = {
    "contenu": 41,
    "tests/sites/victoriaville/contenu": 43,
    "tests/sites/candiac/contenu": 25,
}
LINKS = ("principes", "realise", "releve_de", "parent", "fait_partie_de", "issu_de")
ALIKE = {
    "La démarche devait alimenter les deux politiques, alors en cours de rédaction.",
    "C’est l’une des cinq valeurs que la Ville s’est données.",
    "C’est l’un des quatre rouages avec lesquels le personnel de la Ville peut analyser un projet.",
}
Said = tuple[str, dict[str, object], set[str]]


def said(folder: Path) -> list[Said]:
    """Return each reason of a town, with its page and the keys of the page's sources."""
    found: list[Said] = []
    for file in sorted(folder.rglob("*.md")):
        front = file.read_text("utf-8").split("---\n")[1:2]
        data = yaml.safe_load(front[0]) if front else {}
        keys = {one["cle"] for one in data.get("sources", [])}
        holders = [data, *(one for one in data.get("objectifs", []) if isinstance(one, dict))]
        links = [link for holder in holders for key in LINKS for link in holder.get(key) or []]
        where = file.relative_to(folder).as_posix()
        found += [(where, one, keys) for one in links if isinstance(one, dict)]
    return found


@pytest.mark.parametrize(("town", "least"), TOWNS.items())
def test_a_town_says_why_where_a_source_does(town: str, least: int) -> None:
    reasons = said(ROOT / town)
    assert len(reasons) >= least
    for where, link, keys in reasons:
        proof = link.get("preuve")
        if isinstance(proof, dict):
            assert proof.get("date"), where
        else:
            assert proof in keys, where


@pytest.mark.parametrize("town", TOWNS)
def test_a_reason_is_one_short_sentence_in_good_typography(town: str) -> None:
    for where, link, _ in said(ROOT / town):
        why = str(link["parce_que"])
        assert len(why.split()) <= 25, where
        assert why.endswith("."), where
        assert not re.search(r"[.!?…] ", why), where
        assert not re.search(r"['\"]", why), where
        assert not re.search(r"[^ \u00a0\u202f][%»:]|«[^ \u00a0\u202f]", why), where


@pytest.mark.parametrize("town", TOWNS)
def test_what_is_said_alike_of_several_is_said_in_the_same_words(town: str) -> None:
    # Where a source says one thing of several links, other words would make up a difference.
    whys = Counter(str(link["parce_que"]) for _, link, _ in said(ROOT / town))
    alike = {why: times for why, times in whys.items() if times > 1}
    assert set(alike) <= ALIKE
    assert len(whys) >= 0.9 * whys.total()


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_says_who_wrote_its_reasons(town: str) -> None:
    told = (ROOT / town / "a-propos.md").read_text("utf-8")
    assert "cette raison a été écrite pour la démonstration, à partir de sources publiques" in told


def test_nothing_says_that_the_story_carries_out_a_policy() -> None:
    text = (ROOT / "contenu/actions/recit-de-vision.md").read_text("utf-8")
    assert "\nrealise:" not in text


def test_a_study_for_the_shops_of_the_village_applies_no_principle() -> None:
    text = (ROOT / "contenu/actions/etude-consommation.md").read_text("utf-8")
    assert "\nprincipes:" not in text
