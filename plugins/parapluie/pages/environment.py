"""The templates and the words and filters that they share."""

import html
import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from parapluie.meaning import sentences, tracking
from parapluie.meaning.adoptions import adoption
from parapluie.meaning.awaited import awaited_by, awaited_from
from parapluie.meaning.graph import Graph
from parapluie.meaning.recordings import recording_address
from parapluie.meaning.screening import owed
from parapluie.model import Entry
from parapluie.site import prose
from parapluie.site.security_policy import in_page
from parapluie.source.options import Options
from parapluie.speed.compiled_templates import keep_compiled
from parapluie.vocabulary import grammar
from parapluie.vocabulary.dates import by_day, on_date, parse_date
from parapluie.vocabulary.field_types.measure_types import dollars
from parapluie.vocabulary.field_types.moment_type import moment_words
from parapluie.vocabulary.local_words import Names

from . import charts
from .numbers import kicker, number, numbered

_TEMPLATES = Path(__file__).parent.parent / "templates"


def _coded(text: str) -> Markup:
    """Return a text of ours, what stands between backticks as code."""
    parts = text.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(grammar.typeset(part))
        for index, part in enumerate(parts)
    )


def _typeset(text: object) -> str:
    """Return a text as French prints it; what a macro has escaped is not escaped again."""
    return Markup(grammar.typeset(text)) if isinstance(text, Markup) else grammar.typeset(str(text))


def _every(graph: Graph, keys: Sequence[str]) -> str:
    """Return « chaque axe, chaque levier », of those of the kinds *keys* that the content uses."""
    return ", ".join(graph.names[key].every for key in keys if graph.uses(key))


def _called(graph: Graph, entries: Iterable[Entry]) -> Names:
    """Return what *entries* are called, in the order of the vocabulary."""
    found = {entry.subkind.key for entry in entries}
    return Names(tuple(s.noun for s in graph.vocabulary.subkinds if s.key in found))


def environment(options: Options, graph: Graph) -> jinja2.Environment:
    """Return what renders the templates, with a strict idea of what exists."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,  # no template changes while a site is made
    )
    environment.filters["yaml"] = lambda text: Markup(json.dumps(str(text), ensure_ascii=False))
    environment.filters["typeset"] = _typeset
    environment.filters["inert"] = prose.inert  # where Markdown stands round a text
    environment.filters["capitalize"] = grammar.capitalize
    environment.filters["coded"] = _coded
    # Themes print what the header says as it is, in text and in attributes.
    environment.filters["header"] = lambda text: html.escape(str(text), quote=False)
    environment.filters["kicker"] = kicker
    environment.filters["number"] = number
    environment.filters["numbered"] = numbered
    environment.filters["sourced"] = lambda value: value.words
    environment.globals.update(_words_and_facts(options, graph))
    keep_compiled(environment)
    return environment


def _words_and_facts(options: Options, graph: Graph) -> dict[str, Any]:
    """Return what templates call by its name, whatever page they make."""
    return {
        "a": grammar.a,
        "the": grammar.the,
        "this": grammar.this,
        "contract": grammar.contract,
        "spell": grammar.spell,
        "figure": grammar.figure,
        "dollars": dollars,
        "enumerated": grammar.enumerate_words,
        "charts": charts,
        "tracking": tracking,
        "statuses": graph.vocabulary.statuses,
        "on_date": on_date,
        "by_day": by_day,
        "moment_words": moment_words,
        "recording_address": recording_address,
        "adoption": partial(adoption, graph),
        "awaited_by": partial(awaited_by, graph, today=options.today),
        "awaited_from": partial(awaited_from, graph, today=options.today),
        "on_day": lambda day: on_date(parse_date(day.isoformat())),
        "noun": graph.vocabulary.noun,
        "plain": sentences.plain,
        "noun_group": sentences.noun_group,
        "so_to": sentences.and_so_to,
        "together": sentences.together,
        "opened": sentences.opened,
        "labelled": sentences.labelled,
        "pronoun": grammar.pronoun,
        "names": graph.names,
        "used": graph.uses,
        "called": lambda entries: _called(graph, entries),
        "every": lambda *keys: _every(graph, keys),
        "say": graph.vocabulary.say,
        "owed": owed,
        "policy": Markup(in_page()),
    }
