"""From folders to what they mean: the content, its graph, and every problem of both.

Apart from what makes pages, which a check does without: importing it takes as long as checking.
"""

from types import MappingProxyType

from parapluie.build import linking
from parapluie.meaning import checks
from parapluie.meaning.going_out import outgoing
from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry, Place
from parapluie.problems import Problem, judged, problem, softened, suggestion
from parapluie.site import permanence
from parapluie.site.paths import OF_THE_WHOLE, made_paths
from parapluie.site.publication import Publication
from parapluie.source.content_files import Changes, Roots
from parapluie.source.option_schema import CONFIG_FILE
from parapluie.source.options import Options
from parapluie.source.reading import Memory, read
from parapluie.speed.phases import CHECKS, GRAPH, READ, phase
from parapluie.vocabulary import messages, words
from parapluie.vocabulary.exports_words import DATA_FOLDER, DATA_PATH, ID_FOLDER
from parapluie.vocabulary.inside_words import Audience

# Where nothing of an author's goes: addresses there are promised to stay.
_RESERVED = (f"{ID_FOLDER}/", f"{DATA_FOLDER}/")


def understand(
    roots: Roots,
    options: Options,
    changes: Changes = MappingProxyType({}),
    memory: Memory | None = None,
) -> tuple[Content, Graph, list[Problem]]:
    """Return the content, its graph and every problem of both, as if *changes* were written.

    Pictures are not looked at: no change of a text changes them. Pages are read by `read`.
    """
    with phase(READ):
        content, problems = read(roots, options.vocabulary, changes, memory)
        content, hidden = outgoing(content, options.vocabulary, options.audience)
        problems += hidden
    with phase(GRAPH):
        graph = Graph(content, options.vocabulary, options.today)
    problems += graph.problems
    with phase(CHECKS):
        problems += checks.check(graph, options)
        problems += _collisions(content, graph, options, roots.content_name)
        problems += _unknown_frameworks(content, options)
        problems += linking.check(graph, content, options, problems)
        problems += permanence.lost(Publication(graph, content, options), content)
    if content.unpublished:
        unpublished = {f"{roots.content_name}/{path}" for path in content.unpublished}
        problems = [softened(p) if p.place.file in unpublished else p for p in problems]
        if options.audience is Audience.PUBLIC:
            # A draft is looked at as it would be published: its links are followed.
            _, _, found = understand(roots, options.for_staff, changes, memory)
            problems += [p for p in found if p.place.file in unpublished]
    return content, graph, judged(problems, options.severities)


def found_by(roots: Roots, options: Options, written: str) -> tuple[list[Entry], list[str]]:
    """Return the entries that *written* may name, and every name that one may write."""
    content, _ = read(roots, options.vocabulary)
    resolver = Graph(content, options.vocabulary).resolver
    return resolver.find(written), resolver.names()


def addresses(roots: Roots, options: Options) -> str:
    """Return the list of the addresses published so far, those of this content too."""
    content, graph, _ = understand(roots, options)
    before = (address for address, _ in content.published)
    return permanence.listed(Publication(graph, content, options), before)


def _unknown_frameworks(content: Content, options: Options) -> list[Problem]:
    """P401: the options ask for a framework that does not exist."""
    known = [framework.key for framework in content.frameworks]
    return [
        problem(
            "P401",
            Place(CONFIG_FILE),
            key="referentiels",
            reason=messages.OPTION_FRAMEWORK_UNKNOWN.format(
                value=key, suggestion=suggestion(key, known)
            ),
        )
        for key in options.frameworks
        if known and key not in known  # none is known where the content folder is missing
    ]


def _collisions(
    content: Content, graph: Graph, options: Options, content_name: str
) -> list[Problem]:
    """P214: two pages that would have one address, on any file system."""
    taken = {
        f"{subkind.folder}/{name}": f"{subkind.folder}/{name}.md"
        for subkind in options.vocabulary.subkinds
        for name in subkind.kind.own_pages
    } | {words.SEARCH_PAGE: f"{words.SEARCH_PAGE}.md"}
    for path in (*OF_THE_WHOLE, *made_paths(graph)):
        taken[_stem(path, options)] = path
    found = []
    for path in (*content.assets, *(entry.path for entry in content.entries if not entry.anchor)):
        if path.startswith(_RESERVED) and path != DATA_PATH:
            place = Place(f"{content_name}/{path}")
            found.append(problem("P214", place, other=f"{path.partition('/')[0]}/"))
    for entry in content.entries:
        if entry.anchor:
            continue
        stem = _stem(entry.path, options)
        other = taken.setdefault(stem, entry.file)
        if other is not entry.file:
            found.append(problem("P214", Place(entry.file), other=other))
    return found


def _stem(path: str, options: Options) -> str:
    """Return what two pages of one address have in common."""
    stem = path.removesuffix(".md").casefold()
    return stem.removesuffix("/index") if options.directory_urls else stem
