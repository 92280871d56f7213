"""Where one reads and hears what the council decided."""

import json

import pytest
from council_site import COUNCIL, COUNCIL_DAY
from parapluie.meaning.recordings import recording_address
from parapluie.vocabulary.field_types.moment_type import clock, moment_words
from site_tools import core_site


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.youtube.com/watch?v=a&t=5", "https://www.youtube.com/watch?v=a&t=3750s"),
        ("https://youtu.be/a", "https://youtu.be/a?t=3750s"),
        ("https://vimeo.com/123", "https://vimeo.com/123#t=3750s"),
        ("https://notyoutube.com/a", "https://notyoutube.com/a"),
        ("https://exemple.ca/seance?id=4", "https://exemple.ca/seance?id=4"),
    ],
)
def test_a_host_that_takes_a_moment_is_given_it(address: str, found: str) -> None:
    assert recording_address(address, 3750) == found
    assert recording_address(address, None) == address


def test_a_moment_is_said_as_one_says_it() -> None:
    said = [moment_words(number).replace("\u00a0", " ") for number in (3750, 3720, 150, 120, 45)]
    assert said == ["1 h 02 min 30 s", "1 h 02", "2 min 30 s", "2 min", "45 s"]
    assert (clock(3750), clock(45)) == ("1:02:30", "0:45")


def test_the_page_of_a_decision_and_its_data_lead_to_the_session() -> None:
    files = {file.path: file.content for file in core_site(COUNCIL, COUNCIL_DAY).files}
    page = str(files["decisions/plan-2026.md"])
    assert 'href="https://www.youtube.com/watch?v=villessai&amp;t=3750s"' in page
    assert "Écouter à 1\u00a0h\u00a002\u00a0min\u00a030\u00a0s</a>" in page
    assert ">Procès-verbal</a>" in page
    other = str(files["decisions/familles-et-aines.md"])
    assert 'href="https://villessai.exemple.invalid/seances/2026-02-02">Écouter à 12' in other
    history = str(files["politiques/plan-des-loisirs/dossier.md"])
    assert "pv/2026-03-02.pdf" in history
    linked = json.loads(files["donnees/parapluie.jsonld"])
    (node,) = (
        one for one in linked["@graph"] if one.get("dcterms:identifier") == "decision/plan-2026"
    )
    assert [one["@type"] for one in node["schema:subjectOf"]] == [
        "schema:DigitalDocument",
        "schema:Clip",
    ]
    assert node["schema:subjectOf"][1]["schema:startOffset"] == 3750
