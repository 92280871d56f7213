"""Numbers as adopted: two of the same that would be taken for each other."""

from collections.abc import Iterator

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.problems import Problem, problem
from parapluie.source.options import Options
from parapluie.vocabulary.grammar import natural, quoted
from parapluie.vocabulary.links import ACHIEVES, PART_OF_ACTION


def same_number(graph: Graph, options: Options) -> Iterator[Problem]:
    """P316: two entries of one sub-kind that stand in one policy have the same number."""
    numbered: dict[tuple[str, str], list[Entry]] = {}
    for entry in graph.entries:
        number = entry.fields.get("numero")
        if number and not entry.kind.is_foreign:
            numbered.setdefault((entry.subkind.key, natural(number)), []).append(entry)
    for same in numbered.values():
        first_in: dict[EntryKey, Entry] = {}
        for entry in same if len(same) > 1 else ():
            holders = _holders(graph, entry)
            others = [first_in[key] for key in holders if key in first_in]
            if others:
                where = others[0].places["numero"]
                yield problem(
                    "P316",
                    entry.places["numero"],
                    value=entry.fields["numero"],
                    other=quoted(others[0].title),
                    where=f"{where.file}:{where.line}",
                )
            for key in holders:
                first_in.setdefault(key, entry)


def _holders(graph: Graph, entry: Entry) -> list[EntryKey]:
    """Return what *entry* stands in: what holds it as a record, or what it and its wholes achieve.

    Not what frames that: two plans under one policy each count from 1.
    """
    if entry.container:
        return [entry.container]
    wholes = (entry, *graph.follow(entry, PART_OF_ACTION.key))
    achieved = (link.target for one in wholes for link in graph.out(one, ACHIEVES.key))
    return list(dict.fromkeys(target.container or target.key for target in achieved))
