"""Where pages go that are not an entry's own: beside one, for a year, or of the whole."""

from parapluie.meaning.decisions import history
from parapluie.meaning.graph import Graph
from parapluie.meaning.yearly_report import years
from parapluie.model import Entry
from parapluie.vocabulary import council_words, gaps_words, words
from parapluie.vocabulary.exports_words import DATA_PATH
from parapluie.vocabulary.kinds.facts import CouncilFile
from parapluie.vocabulary.links import APPLIES, CARRIED_BY

OF_THE_WHOLE = (
    words.FOLLOW_PATH,
    words.GRID_PATH,
    words.CROSSING_PATH,
    words.PERSONA_PATH,
    words.BLIND_SPOTS_PATH,
    DATA_PATH,
    gaps_words.PAGE_PATH,
    *council_words.PATHS,
)
"""The paths of the pages that every town may have."""


def made_paths(graph: Graph) -> list[str]:
    """Return the path of every page that the entries call for, besides their own."""
    return [
        *(whole_path(policy) for policy in graph.where(lambda kind: kind.is_adopted)),
        *(sheet_path(entry) for entry in graph.entries if entry.fields.get("crible")),
        *(file_path(entry) for entry in graph.entries if has_file(graph, entry)),
        *(twenty_path(actor) for actor in carriers(graph)),
        *(year_path(year) for year in years(graph)),
    ]


def whole_path(policy: Entry) -> str:
    """Return the path of the page that holds a policy and all that achieves it."""
    return _beside(policy, words.WHOLE_PAGE)


def sheet_path(decision: Entry) -> str:
    """Return the path of the sheet of a decision."""
    return _beside(decision, council_words.SHEET_PAGE)


def file_path(entry: Entry) -> str:
    """Return the path of the council's file of an entry."""
    return _beside(entry, council_words.FILE_PAGE)


def has_file(graph: Graph, entry: Entry) -> bool:
    """Tell whether an entry has a council's file: a policy, a project, or what was decided on."""
    if entry.kind.council_file is CouncilFile.EVERY or entry.fields.get("crible"):
        return True
    if entry.kind.council_file is CouncilFile.NONE:
        return False
    genre = entry.fields.get("genre")
    return (genre is not None and genre.noun is not None) or bool(history(graph, entry))


def twenty_path(actor: Entry) -> str:
    """Return the path of the framework in twenty minutes for an actor."""
    return _beside(actor, council_words.TWENTY_PAGE)


def carriers(graph: Graph) -> list[Entry]:
    """Return the actors that have such a page: those that carry something."""
    if not any(graph.of(key) for key in APPLIES.targets):
        return []
    actors = (actor for key in CARRIED_BY.targets for actor in graph.of(key))
    return [actor for actor in actors if graph.into(actor, CARRIED_BY.key)]


def year_path(year: int) -> str:
    """Return the path of the accounts of a year."""
    return council_words.ACCOUNTS_PATH.format(year=year)


def _beside(entry: Entry, name: str) -> str:
    return f"{entry.path.removesuffix('.md')}/{name}.md"
