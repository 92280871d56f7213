"""Running a project through the framework, its sheet, the tensions, the council's file."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from parapluie.meaning.decisions import history
from parapluie.meaning.graph import Graph
from parapluie.meaning.screening import (
    Tension,
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

if TYPE_CHECKING:
    from .writer import Writer

# What a project to come may be: what is done or dropped is no longer weighed.
_OPEN = (None, Phase.BEFORE, Phase.DURING)


def pages(writer: "Writer") -> list[SiteFile]:
    """Return the form, a sheet for each project run through, the register and the files."""
    return [*_form(writer), *_register(writer), *_sheets(writer), *_files(writer)]


def _run_through(graph: Graph) -> list[Entry]:
    return [one for one in graph.of(DECISION.key) if one.fields["crible"]]


def _form(writer: "Writer") -> list[SiteFile]:
    graph = writer.graph
    found = lenses(graph)
    if not found:
        return []
    writer.offer(MENU_STAFF, words.LENSES_TITLE, words.LENSES_PATH)
    projects = [
        entry
        for entry in (*graph.of(ACTION.key), *graph.of(POLICY.key))
        if (entry.fields["statut"].phase if entry.fields["statut"] else None) in _OPEN
    ]
    page = writer.render(
        "lenses",
        words.LENSES_PATH,
        title=words.LENSES_TITLE,
        lenses=found,
        answers=ANSWERS,
        projects=projects,
        actors=graph.of(ACTOR.key),
        folder=writer.graph.vocabulary.of(DECISION)[0].folder,
    )
    return [page]


def _register(writer: "Writer") -> list[SiteFile]:
    found = tensions(writer.graph)
    if not found:
        return []
    writer.offer(MENU_FOLLOW, words.TENSIONS_TITLE, words.TENSIONS_PATH)
    today = writer.options.today
    page = writer.render(
        "tensions",
        words.TENSIONS_PATH,
        title=words.TENSIONS_TITLE,
        open=[one for one in found if not one.arbitration],
        due=[one for one in found if one.is_due(today)],
        settled=[one for one in found if not one.is_open(today)],
    )
    return [page]


def _sheets(writer: "Writer") -> list[SiteFile]:
    return [
        writer.render(
            "sheet",
            sheet_path(decision),
            partial(_sheet, writer, decision),
            title=words.SHEET_TITLE_OF.format(title=decision.title),
            decision=decision,
        )
        for decision in _run_through(writer.graph)
    ]


def _sheet(writer: "Writer", decision: Entry) -> Mapping[str, Any]:
    graph = writer.graph
    examined = [link.target for link in graph.out(decision, EXAMINES.key)]
    return {
        "examined": examined,
        "ladders": [
            ladder for one in examined or [decision] for ladder in writer.gatherer.ladders(one)[:1]
        ],
        "looks": sheet(graph, decision),
        "tensions": of_decision(graph, decision),
        "parties": parties(graph, decision),
        "consultations": consultations(graph, decision),
    }


def _files(writer: "Writer") -> list[SiteFile]:
    every = cache(partial(_by_entry, writer.graph))
    return [
        writer.render(
            "council_file",
            file_path(entry),
            partial(_file, writer, entry, every),
            title=words.FILE_TITLE.format(title=entry.title),
            about=entry,
        )
        for entry in writer.graph.entries
        if has_file(writer.graph, entry)
    ]


def _by_entry(graph: Graph) -> Mapping[Entry, list[Tension]]:
    found: dict[Entry, list[Tension]] = {}
    for one in tensions(graph):
        for entry in dict.fromkeys(filter(None, (one.origin, one.other))):
            found.setdefault(entry, []).append(one)
    return found


def _file(
    writer: "Writer", entry: Entry, every: Callable[[], Mapping[Entry, list[Tension]]]
) -> Mapping[str, Any]:
    graph = writer.graph
    runs = [entry] if entry.kind is DECISION else []
    runs += [k.origin for k in graph.into(entry, EXAMINES.key) if k.origin.fields["crible"]]
    return {
        "lead": writer.gatherer.lead(entry),
        "ladders": writer.gatherer.ladders(entry)[:3],
        "sheets": [(run, sheet(graph, run)) for run in runs],
        "tensions": every().get(entry, []),
        "parties": parties(graph, entry),
        "consultations": consultations(graph, entry),
        "history": history(graph, entry),
    }
