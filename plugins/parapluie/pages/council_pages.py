"""Running a project through the framework, its sheet, the tensions, the council's file."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from parapluie.meaning.decisions import history
from parapluie.meaning.graph import Graph
from parapluie.meaning.plan_state import state_of
from parapluie.meaning.screening import (
    Tension,
    by_entry,
    consultations,
    lenses,
    of_decision,
    parties,
    sheet,
    tensions,
)
from parapluie.model import Entry
from parapluie.site.paths import file_path, has_file, sheet_path
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.actor import ACTOR
from parapluie.vocabulary.kinds.decision import ANSWERS, DECISION
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.links import EXAMINES
from parapluie.vocabulary.words import MENU_FOLLOW, MENU_STAFF

from .page_data import SiteFile
from .press import Press

# What a project to come may be: what is done or dropped is no longer weighed.
_OPEN = (None, Phase.BEFORE, Phase.DURING, Phase.HELD_UP)


def pages(press: Press) -> list[SiteFile]:
    """Return the form, a sheet for each project run through, the register and the files."""
    return [*_form(press), *_register(press), *_sheets(press), *_files(press)]


def _run_through(graph: Graph) -> list[Entry]:
    return [one for one in graph.of(DECISION.key) if one.fields["crible"]]


def _form(press: Press) -> list[SiteFile]:
    graph = press.graph
    found = lenses(graph)
    if not found or not press.options.has_tools:
        return []
    press.offer(MENU_STAFF, words.LENSES_TITLE, words.LENSES_PATH)
    projects = [
        entry
        for entry in (*graph.of(ACTION.key), *graph.of(POLICY.key))
        if (entry.fields["statut"].phase if entry.fields["statut"] else None) in _OPEN
    ]
    page = press.render(
        "lenses",
        words.LENSES_PATH,
        title=words.LENSES_TITLE,
        lenses=found,
        answers=ANSWERS,
        projects=projects,
        actors=graph.of(ACTOR.key),
        folder=press.graph.vocabulary.of(DECISION)[0].folder,
    )
    return [page]


def _register(press: Press) -> list[SiteFile]:
    found = tensions(press.graph)
    if not found:
        return []
    press.offer(MENU_FOLLOW, words.TENSIONS_TITLE, words.TENSIONS_PATH)
    today = press.options.today
    page = press.render(
        "tensions",
        words.TENSIONS_PATH,
        title=words.TENSIONS_TITLE,
        open=[one for one in found if not one.arbitration],
        due=[one for one in found if one.is_due(today)],
        settled=[one for one in found if not one.is_open(today)],
    )
    return [page]


def _sheets(press: Press) -> list[SiteFile]:
    return [
        press.render(
            "sheet",
            sheet_path(decision),
            partial(_sheet, press, decision),
            title=words.SHEET_TITLE_OF.format(title=decision.title),
            decision=decision,
        )
        for decision in _run_through(press.graph)
    ]


def _sheet(press: Press, decision: Entry) -> Mapping[str, Any]:
    graph = press.graph
    examined = [link.target for link in graph.out(decision, EXAMINES.key)]
    return {
        "examined": examined,
        "ladders": [
            ladder for one in examined or [decision] for ladder in press.gatherer.ladders(one)[:1]
        ],
        "looks": sheet(graph, decision),
        "tensions": of_decision(graph, decision),
        "parties": parties(graph, decision),
        "consultations": consultations(graph, decision),
    }


def _files(press: Press) -> list[SiteFile]:
    every = cache(partial(by_entry, press.graph))
    return [
        press.render(
            "council_file",
            file_path(entry),
            partial(_file, press, entry, every),
            title=words.FILE_TITLE.format(title=entry.title),
            about=entry,
        )
        for entry in press.graph.entries
        if has_file(press.graph, entry)
    ]


def _file(
    press: Press, entry: Entry, every: Callable[[], Mapping[Entry, list[Tension]]]
) -> Mapping[str, Any]:
    graph = press.graph
    runs = [entry] if entry.kind.is_decision else []
    runs += [k.origin for k in graph.into(entry, EXAMINES.key) if k.origin.fields["crible"]]
    return {
        "state": state_of(graph, entry, press.options.today) if entry.kind.is_adopted else None,
        "lead": press.gatherer.lead(entry),
        "ladders": press.gatherer.ladders(entry)[:3],
        "sheets": [(run, sheet(graph, run)) for run in runs],
        "tensions": every().get(entry, []),
        "parties": parties(graph, entry),
        "consultations": consultations(graph, entry),
        "history": history(graph, entry),
    }
