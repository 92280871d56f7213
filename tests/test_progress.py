"""Progress: what counts where, what is late, to come, verified and announced, as data."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from conftest import Town
from parapluie.meaning.checks import stale
from parapluie.meaning.graph import Graph
from parapluie.meaning.indicators import Gap, number, series
from parapluie.meaning.progress import (
    LEAST_SHARED,
    Progress,
    Tally,
    announced,
    late,
    reviews,
    to_come,
)
from parapluie.model import Entry
from parapluie.source.options import Options
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.kinds.action import STATUSES
from parapluie.vocabulary.links import (
    ACHIEVES,
    APPLIES,
    CARRIED_BY,
    FOR_GROUPS,
    PART_OF_ACTION,
    PART_OF_POLICY,
    UNDER,
)
from test_graph import Counted, entry, get, graph_of

DAY = date(2026, 11, 23)
STATUS = {status.key: status for status in STATUSES}


def counts(tally: Tally) -> dict[str, int]:
    return dict(tally.statuses)


def action(name: str, status: str, *links: object) -> Entry:
    return entry("action", name, *links, statut=STATUS.get(status))  # type: ignore[arg-type]


# --- What counts where ---

TOWN = """\
=== principes/equite.md
---
titre: Équité
---
=== principes/proximite.md
---
titre: Proximité
parent: equite
---
=== politiques/cadre.md
---
titre: Cadre
principes: equite
objectifs:
  - {id: ouvrir, titre: Ouvrir}
  - {id: vide, titre: Rien encore}
---
=== politiques/eau.md
---
titre: Eau
releve_de: cadre
objectifs:
  - {id: source, titre: La source}
---
=== actions/bassin.md
---
titre: Bassin
statut: en-cours
realise: [eau#source, eau]
groupes: [aines, jeunes]
responsable: voirie
---
=== actions/berge.md
---
titre: Berge
statut: realisee
fait_partie_de: bassin
principes: proximite
---
=== actions/porte.md
---
titre: Porte
statut: abandonnee
realise: [cadre#ouvrir, eau#source]
groupes: aines
responsable: voirie
---
=== actions/banc.md
---
titre: Banc
realise: cadre
---
=== actions/fete.md
---
titre: Fête
statut: en-continu
principes: proximite
groupes: jeunes
responsable: loisirs
partenaires: voirie
---
=== groupes/aines.md
---
titre: Aînés
---
=== groupes/jeunes.md
---
titre: Jeunes
---
=== acteurs/voirie.md
---
titre: Voirie
---
=== acteurs/loisirs.md
---
titre: Loisirs
---
"""
BASSIN, BERGE, PORTE, BANC, FETE = "en-cours", "realisee", "abandonnee", "", "en-continu"


@pytest.mark.parametrize(
    ("name", "own", "under"),
    [
        ("objectif:eau#source", [BASSIN, BERGE, PORTE], []),
        ("objectif:cadre#ouvrir", [PORTE], []),
        ("objectif:cadre#vide", [], []),
        ("politique:eau", [BASSIN, BERGE, PORTE], []),
        # What it reaches by itself is its own, though a way through another policy leads there too.
        ("politique:cadre", [PORTE, BANC], [BASSIN, BERGE]),
        ("action:bassin", [BERGE], []),
        ("groupe:aines", [BASSIN, PORTE], []),
        ("groupe:jeunes", [BASSIN, FETE], []),
        # Who supports does not carry; who carries the whole does not carry its parts.
        ("acteur:voirie", [BASSIN, PORTE], []),
        ("acteur:loisirs", [FETE], []),
    ],
)
def test_an_action_counts_once_for_all_that_it_leads_to(
    town: Town, name: str, own: list[str], under: list[str]
) -> None:
    graph = town(TOWN)
    found, place = Progress(graph), get(graph, name)
    assert counts(found.own(place)) == dict.fromkeys(own, 1)
    assert counts(found.under(place)) == dict.fromkeys(under, 1)
    assert counts(found.every(place)) == dict.fromkeys([*own, *under], 1)


def test_a_principle_counts_what_depends_on_it_through_everything(town: Town) -> None:
    graph = town(TOWN)
    found = Progress(graph)
    every = dict.fromkeys([BASSIN, BERGE, PORTE, BANC, FETE], 1)
    assert counts(found.every(get(graph, "principe:equite"))) == every
    assert counts(found.every(get(graph, "proximite"))) == dict.fromkeys([BERGE, FETE], 1)


def test_what_counts_for_an_entry_is_what_the_graph_says_depends_on_it(town: Town) -> None:
    graph = town(TOWN)
    found = Progress(graph)
    for place in graph.entries:
        if place.kind.key not in ("groupe", "acteur"):
            dependents = [d for d in graph.dependents(place) if d.origin.kind.key == "action"]
            assert found.every(place).total == len(dependents), place.id


def test_the_whole_counts_each_action_once_and_so_do_those_that_nothing_claims(town: Town) -> None:
    found = Progress(town(TOWN))
    assert counts(found.whole) == dict.fromkeys([BASSIN, BERGE, PORTE, BANC, FETE], 1)
    assert counts(found.loose) == {FETE: 1}
    assert counts(found.unassigned) == {BERGE: 1, BANC: 1}


def test_phases_keep_what_was_stopped_and_what_nobody_knows_apart(town: Town) -> None:
    whole = Progress(town(TOWN)).whole
    phases = (Phase.BEFORE, Phase.DURING, Phase.ONGOING, Phase.DONE, Phase.STOPPED, None)
    assert [whole.at(phase) for phase in phases] == [0, 1, 1, 1, 1, 1]
    assert sum(map(whole.at, phases)) == whole.total == 5


def test_postponed_and_abandoned_are_two_statuses_of_one_phase() -> None:
    tally = Tally({"reportee": 2, "abandonnee": 3})
    assert tally.at(Phase.STOPPED) == tally.total == 5
    assert tally.at(None) == 0


@pytest.mark.parametrize(
    ("statuses", "share"),
    [
        ({"realisee": 5, "en-cours": 5}, 50),
        ({"realisee": 7, "en-cours": 4}, 63),  # never rounded up
        ({"realisee": 5, "en-cours": 5, "en-continu": 90}, 50),  # of those that end
        ({"realisee": 5, "abandonnee": 5}, 50),  # what was abandoned stays in the whole
        ({"realisee": 10}, 100),
        ({"realisee": 5, "en-cours": 4}, None),  # too few
        ({"realisee": 5, "en-cours": 4, "en-continu": 90}, None),
        ({"realisee": 50, "en-cours": 49, "": 1}, None),  # one unknown is enough
        ({}, None),
    ],
)
def test_a_share_is_given_only_where_it_says_no_more_than_is_known(
    statuses: dict[str, int], share: int | None
) -> None:
    assert LEAST_SHARED == 10
    assert Tally(statuses).share == share


def test_loops_of_actions_and_of_policies_end_and_count_once() -> None:
    graph = graph_of(
        entry("principe", "p"),
        entry("politique", "haut", (UNDER, "bas"), (APPLIES, "p")),
        entry("politique", "bas", (UNDER, "haut")),
        action("a", "realisee", (PART_OF_ACTION, "b"), (ACHIEVES, "bas")),
        action("b", "en-cours", (PART_OF_ACTION, "a")),
    )
    found = Progress(graph)
    both = {"realisee": 1, "en-cours": 1}
    assert counts(found.own(get(graph, "bas"))) == both
    assert counts(found.under(get(graph, "bas"))) == {}
    assert counts(found.own(get(graph, "haut"))) == {}
    assert counts(found.under(get(graph, "haut"))) == both
    assert counts(found.every(get(graph, "p"))) == both
    # An action is no part of itself, even in a loop.
    assert counts(found.own(get(graph, "a"))) == {"en-cours": 1}


def test_a_way_without_another_policy_makes_it_own_however_long_it_is() -> None:
    graph = graph_of(
        entry("politique", "haut"),
        entry("politique", "bas", (UNDER, "haut")),
        action("a", "realisee", (ACHIEVES, "bas"), (PART_OF_ACTION, "b")),
        action("b", "en-cours", (PART_OF_ACTION, "c")),
        action("c", "en-cours", (ACHIEVES, "haut")),
    )
    found = Progress(graph)
    assert counts(found.own(get(graph, "haut"))) == {"realisee": 1, "en-cours": 2}
    assert counts(found.under(get(graph, "haut"))) == {}


# --- What it costs: counted, not timed ---


def large(size: int) -> Graph:
    """Return a town of *size* actions: objectives of policies under one, principles, actors."""
    number = max(1, size // 20)
    policies = [
        entry("politique", f"q{n}", (UNDER, "cadre"), (APPLIES, f"p{n % 20}"))
        for n in range(number)
    ]
    objectives = [entry("objectif", f"q{n}#o", (PART_OF_POLICY, f"q{n}")) for n in range(number)]
    actions = [
        action(
            f"a{n}",
            STATUSES[n % len(STATUSES)].key,
            (ACHIEVES, f"q{n % number}#o"),
            (APPLIES, f"p{n % 20}"),
            (FOR_GROUPS, f"g{n % 8}"),
            (CARRIED_BY, f"s{n % 5}"),
            *(((PART_OF_ACTION, f"a{n - 1}"),) if n % 10 else ()),
        )
        for n in range(size)
    ]
    return graph_of(
        *(entry("principe", f"p{n}") for n in range(20)),
        entry("politique", "cadre", *((APPLIES, f"p{n}") for n in range(20))),
        *policies,
        *objectives,
        *actions,
        *(entry("groupe", f"g{n}") for n in range(8)),
        *(entry("acteur", f"s{n}") for n in range(5)),
    )


def look_ups(size: int) -> int:
    graph = large(size)
    outgoing = Counted(graph._out)
    graph._out = outgoing  # type: ignore[assignment]
    Progress(graph)
    return outgoing.looked_up


@pytest.mark.parametrize("size", [200, 2000])
def test_the_links_of_each_entry_are_looked_at_once_and_those_of_an_action_twice(size: int) -> None:
    # An action names groups and actors too.
    others = 20 + 1 + 2 * (size // 20)
    # Some of what is above is looked at for what became of it, each once for all.
    became = {200: 49, 2000: 488}[size]
    assert look_ups(size) == 2 * size + others + became


def test_questions_cost_nothing_once_it_is_counted() -> None:
    graph = large(100)
    found = Progress(graph)
    outgoing, incoming = Counted(graph._out), Counted(graph._in)
    graph._out, graph._in = outgoing, incoming  # type: ignore[assignment]
    for place in graph.entries:
        found.own(place)
        found.under(place)
        found.every(place)
    assert outgoing.looked_up + incoming.looked_up == 0


# --- Dates ---


def dated(statut: str, periode: str = "", etapes: str = "", kind: str = "actions") -> str:
    lines = [f"=== {kind}/a.md", "---", "titre: A"]
    lines += [
        f"{key}: {value}" for key, value in (("statut", statut), ("periode", periode)) if value
    ]
    lines += [f"etapes: {etapes}"] if etapes else []
    return "\n".join([*lines, "---", ""])


@pytest.mark.parametrize(
    ("statut", "periode", "etapes", "why"),
    [
        ("en-cours", "2024/2025", "", "end"),
        ("a-venir", "2024/2025", "", "end"),
        ("", "2024/2025", "", "end"),  # nothing says that it is done
        ("en-cours", "2024/2026-11-22", "", "end"),
        ("en-cours", "2024/2026-11-23", "", None),  # its last day
        ("en-cours", "2024/2026-11", "", None),  # the month is not over
        ("en-cours", "2024/2026", "", None),
        ("en-cours", "2024/..", "", None),
        ("realisee", "2024/2025", "", None),
        ("reportee", "2024/2025", "", None),
        ("abandonnee", "2024/2025", "", None),
        ("en-continu", "2024/2025", "", None),  # neither late nor done
        ("a-venir", "2025/2027", "", "start"),
        ("a-venir", "2025/..", "", "start"),
        ("a-venir", "2026/2027", "", None),  # it may begin yet
        ("a-venir", "", "[{quand: 2026-05, titre: Appel}]", "step"),
        ("a-venir", "2027", "[{quand: 2026-05, titre: Appel}]", "step"),
        ("a-venir", "", "[{quand: 2026-05/2026-12, titre: Appel}]", None),
        ("a-venir", "", "[{quand: 2027, titre: Appel}]", None),
        ("en-cours", "", "[{quand: 2026-05, titre: Appel}]", None),  # it may well have been held
        ("", "", "[{quand: 2026-05, titre: Appel}]", None),
        ("a-venir", "", "", None),
    ],
)
def test_what_is_late_is_what_its_own_dates_say(
    town: Town, statut: str, periode: str, etapes: str, why: str | None
) -> None:
    found = late(town(dated(statut, periode, etapes)), DAY)
    assert [each.why for each in found] == ([why] if why else [])
    assert [each.step for each in found] == (["Appel"] if why == "step" else [""] if why else [])


def test_a_policy_is_late_too_and_the_oldest_comes_first(town: Town) -> None:
    blocks = dated("en-vigueur", "2020/2024", kind="politiques") + dated("en-cours", "../2023")
    assert [each.entry.kind.key for each in late(town(blocks), DAY)] == ["action", "politique"]


@pytest.mark.parametrize(
    ("statut", "periode", "etapes", "what"),
    [
        ("a-venir", "2027", "", ["whole"]),
        ("a-venir", "2027-02/2027-06", "", ["start", "end"]),
        ("a-venir", "2027-02/2029", "", ["start"]),
        ("en-cours", "2024/2027-03", "", ["end"]),
        ("en-cours", "2024/2027", "", ["end"]),
        ("en-cours", "2024/2027-11-22", "", ["end"]),
        ("en-cours", "2024/2027-11-23", "", []),  # a year from now is no longer within it
        ("en-cours", "2024/2026-11-23", "", []),  # today is not to come
        ("en-continu", "2024/..", "[{quand: 2027-21, titre: Fête}]", ["step"]),
        ("en-cours", "", "[{quand: 2026, titre: Bilan}]", []),  # it may have been held
        ("realisee", "2024/2027-03", "[{quand: 2027-02, titre: Fête}]", []),
        ("abandonnee", "2027", "", []),
    ],
)
def test_what_is_to_come_begins_within_a_year(
    town: Town, statut: str, periode: str, etapes: str, what: list[str]
) -> None:
    assert [each.what for each in to_come(town(dated(statut, periode, etapes)), DAY)] == what


def test_meetings_and_the_ends_of_policies_are_to_come_the_nearest_first(town: Town) -> None:
    blocks = dated("en-vigueur", "2023/2027-03", kind="politiques")
    blocks += "=== demarche/cafe.md\n---\ntitre: Café\nquand: 2027-01-15\n---\n"
    blocks += "=== demarche/hier.md\n---\ntitre: Hier\nquand: 2026-01-15\n---\n"
    found = to_come(town(blocks), DAY)
    assert [(each.entry.id, each.what) for each in found] == [("cafe", "held"), ("a", "end")]


def test_a_year_after_the_29th_of_february_exists(town: Town) -> None:
    graph = town(dated("a-venir", "2029-02-28"))
    assert [each.what for each in to_come(graph, date(2028, 2, 29))] == ["whole"]


# --- What was verified ---

REVIEWED = """\
=== acteurs/voirie.md
---
titre: Voirie
verifie_le: 2026-11
---
=== actions/frais.md
---
titre: Frais
responsable: voirie
verifie_le: 2026-05
---
=== actions/tiede.md
---
titre: Tiède
responsable: voirie
verifie_le: 2026-04
---
=== actions/vieux.md
---
titre: Vieux
responsable: voirie
verifie_le: 2025-10-31
---
=== actions/perime.md
---
titre: Périmé
responsable: voirie
verifie_le: 2024-10-31
---
=== actions/seul.md
---
titre: Seul
verifie_le: 2024-11-01
---
=== principes/jamais.md
---
titre: Jamais
---
=== a-propos.md
---
titre: Une page n’est pas une entrée à vérifier
---
"""


def test_pages_are_counted_by_the_age_of_their_last_reading_and_by_who_carries_them(
    town: Town,
) -> None:
    found = reviews(town(REVIEWED), DAY, 24)
    assert found.ages == (6, 12, 24)
    assert [(actor.id, counts) for actor, counts in found.by_actor] == [("voirie", (1, 1, 1, 1, 0))]
    assert found.unassigned == (0, 0, 1, 0, 0)
    assert found.others == (1, 0, 0, 0, 1)
    assert found.whole == (2, 1, 2, 1, 1)


@pytest.mark.parametrize(
    ("months", "ages"),
    [(1, (1,)), (6, (6,)), (9, (6, 9)), (12, (6, 12)), (13, (6, 12, 13)), (36, (6, 12, 36))],
)
def test_the_ages_end_with_that_at_which_the_town_reads_again(
    town: Town, months: int, ages: tuple[int, ...]
) -> None:
    found = reviews(town(REVIEWED), DAY, months)
    assert found.ages == ages
    assert len(found.whole) == len(ages) + 2
    rows: list[Iterable[int]] = [counts for _, counts in found.by_actor]
    rows += [found.unassigned, found.others]
    assert tuple(map(sum, zip(*rows, strict=True))) == found.whole


def test_what_is_too_old_is_what_the_check_reports(town: Town) -> None:
    graph = town(REVIEWED)
    for months in (1, 5, 6, 7, 11, 12, 13, 23, 24, 25, 48):
        reported = list(stale(graph, Options(today=DAY, review_months=months)))
        assert reviews(graph, DAY, months).whole[-2] == len(reported), months


# --- What was announced ---


def test_announced_numbers_say_what_of_and_how_many_are_documented(town: Town) -> None:
    graph = town(
        TOWN.replace("titre: Cadre\n", "titre: Cadre\nannonce: {action: 240, objectif: 6}\n")
    )
    assert [(a.entry.id, a.counted.key, a.documented, a.announced) for a in announced(graph)] == [
        ("cadre", "action", 2, 240),
        ("cadre", "objectif", 2, 6),
    ]


# --- Indicators ---


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("19", "", "19"),
        ("-4,5", "", "-4.5"),
        ("4.25", "", "4.25"),
        ("25 000", "", "25000"),
        ("25\u00a0000,5", "", "25000.5"),
        ("62 %", "%", "62"),
        ("62%", "%", "62"),
        ("15 000 $", "$", "15000"),
        ("15 000 $", "%", None),
        ("plus de 200", "", None),
        ("12 3", "", None),
        ("2018-2019", "", None),
        ("", "", None),
        ("%", "%", None),
    ],
)
def test_a_value_is_a_number_when_it_is_nothing_more(
    text: str, unit: str, expected: str | None
) -> None:
    assert number(text, unit) == (Decimal(expected) if expected else None)


def measured(town: Town, *valeurs: str, depart: str = "", cible: str = "") -> Graph:
    lines = ["=== indicateurs/i.md", "---", "titre: I", "unite: livres"]
    lines += [f"{k}: {v}" for k, v in (("depart", depart), ("cible", cible)) if v]
    lines += ["valeurs:", *(f"  - {{{valeur}}}" for valeur in valeurs)] if valeurs else []
    return town("\n".join([*lines, "---", ""]))


GAP_CASES = [
    # target, baseline, values: gap now, gap before, whether reached
    ("30", "10", ["2020, 12"], (18, 18), (20, 20), False),
    ("30", "10", ["2020, 30"], (0, 0), (20, 20), True),
    ("30", "10", ["2020, 34"], (4, 4), (20, 20), True),  # beyond, from where it began
    ("10", "30", ["2020, 12"], (2, 2), (20, 20), False),
    ("10", "30", ["2020, 8"], (2, 2), (20, 20), True),  # where less is better
    ("30", "10", ["2020, 5"], (25, 25), (20, 20), False),  # it went the other way
    ("30", "", ["2020, 12"], (18, 18), None, None),
    ("30", "", ["2020, 30"], (0, 0), None, True),
    ("30", "", ["2018, 10", "2020, 12"], (18, 18), (20, 20), False),
    ("30", "", ["2020, 12", "2018, 10"], (18, 18), (20, 20), False),  # by date, not as written
    ("30", "10", ["2020, [12, 14]"], (16, 18), (20, 20), False),
    ("13", "10", ["2020, [12, 14]"], (1, 1), (3, 3), None),  # reached, or not
    ("[30, 40]", "10", ["2020, 12"], (18, 28), (20, 30), False),
]


@pytest.mark.parametrize(("cible", "depart", "valeurs", "now", "before", "reached"), GAP_CASES)
def test_the_gap_is_a_range_where_sources_disagree_and_knows_where_it_began(
    town: Town,
    cible: str,
    depart: str,
    valeurs: list[str],
    now: tuple[int, int],
    before: tuple[int, int] | None,
    reached: object,
) -> None:
    rows = ["quand: {}, valeur: {}".format(*valeur.split(", ", 1)) for valeur in valeurs]
    found = series(get(measured(town, *rows, depart=depart, cible=cible), "i")).course
    assert found is not None
    assert found.gap == Gap(*map(Decimal, now))
    assert found.first == (Gap(*map(Decimal, before)) if before else None)
    assert found.reached is reached


@pytest.mark.parametrize(
    ("cible", "valeurs"),
    [
        ("", ["2020, 12"]),
        ("30", []),
        ("plus de 30", ["2020, 12"]),
        ("[30, le double]", ["2020, 12"]),
        ("30", ["2020, une douzaine"]),
        ("30", ["2020, [12, une douzaine]"]),
        ("30", ["2018, 12", "2020, beaucoup"]),  # an older number is not the last word
    ],
)
def test_there_is_no_gap_where_a_side_is_no_number(
    town: Town, cible: str, valeurs: list[str]
) -> None:
    rows = ["quand: {}, valeur: {}".format(*valeur.split(", ", 1)) for valeur in valeurs]
    assert series(get(measured(town, *rows, cible=cible), "i")).course is None
