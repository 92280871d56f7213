"""Renaming and removing entries: every reference follows, and the whole is checked before writing.

References are found where they are written: links of the front matter and of its records, values
for whole folders, hotspots of illustrations, links and passages of texts, the menu of the
configuration. What is planned is held against the site that it would give: no new error, and no
other link that leads elsewhere than before.
"""

from pathlib import Path

from parapluie.problems import suggestion
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.source.validators import IDENTIFIER
from parapluie.vocabulary import editing_words as said
from parapluie.vocabulary.file_names import is_reserved, name_for
from parapluie.vocabulary.grammar import contract, counted, fold, quoted, the
from parapluie.vocabulary.words import TO

from .following import Planner
from .plans import Plan, Refusal
from .references import EditedSite, menu_spans

_INDEX = "index"


def rename(
    roots: Roots, options: Options, configuration: Path, old: str, new: str
) -> Plan | Refusal:
    """Plan to give the entry that *old* names the id *new*."""
    site = EditedSite(roots, options, configuration)
    entry = site.editable(old)
    if isinstance(entry, Refusal):
        return entry
    prefix, _, identifier = new.rpartition(":")
    if prefix and options.vocabulary.kind_named(prefix) is not entry.kind:
        identifier = new
    identifier = identifier.rpartition("#")[2] if entry.container else identifier
    folder, _, last = entry.id.rpartition("/") if entry.kind.is_plain_page else ("", "", entry.id)
    identifier = identifier.removeprefix(f"{folder}/") if folder else identifier
    if last == _INDEX:
        return Refusal(said.INDEX_PAGE.format(value=entry.id))
    if is_reserved(identifier):
        other = name_for(identifier)
        return Refusal(said.RESERVED.format(value=identifier, other=other))
    if not IDENTIFIER.fullmatch(identifier):
        near = suggestion(fold(identifier), [name_for(identifier)])
        return Refusal(said.BAD_IDENTIFIER.format(value=identifier, suggestion=near))
    renamed = f"{folder}/{identifier}" if folder else identifier
    if entry.container:
        renamed = f"{entry.container[1]}#{identifier}"
    if renamed == entry.id:
        return Refusal(said.SAME_IDENTIFIER.format(value=entry.id))
    taken = site.graph.get((entry.kind.key, renamed))
    if taken is not None:
        return Refusal(said.TAKEN.format(value=renamed, file=taken.file))
    mapping = {entry.key: renamed}
    for inner in site.graph.entries:
        if inner.container == entry.key:
            mapping[inner.key] = f"{renamed}#{inner.anchor}"
    new_path = ""
    if not entry.anchor:
        new_path = f"{entry.path.rpartition('/')[0]}/{identifier}.md".lstrip("/")
        if site.roots.content.joinpath(new_path).exists():
            name = f"{roots.content_name}/{new_path}"
            return Refusal(said.TAKEN.format(value=renamed, file=name))
    return Planner(site, mapping).plan(entry, identifier, new_path)


def remove(
    roots: Roots, options: Options, configuration: Path, written: str, replacement: str = ""
) -> Plan | Refusal:
    """Plan to remove the entry that *written* names, or to point what leads there elsewhere."""
    site = EditedSite(roots, options, configuration)
    entry = site.editable(written)
    if isinstance(entry, Refusal):
        return entry
    gone = [entry, *(inner for inner in site.graph.entries if inner.container == entry.key)]
    keys = {inner.key for inner in gone}
    outside = [
        reference
        for reference in site.references(keys)
        if not (reference.origin and reference.origin.key in keys)
    ]
    in_menu = [
        (place, said.MENU_PLACE.format(file=place.file))
        for place, _ in menu_spans(site, entry.path)
        if not entry.anchor
    ]
    told = tuple((r.place, site.sentence(r)) for r in outside)
    if not replacement:
        if told or in_menu:
            number = len(told) + len(in_menu)
            count = counted(said.LINKS_COUNT, number)
            return Refusal(said.STILL_USED.format(number=count), (*told, *in_menu))
        return Planner(site, {}).plan_removal(entry, None)
    other = site.named(replacement)
    if isinstance(other, Refusal):
        return other
    if other.key in keys:
        return Refusal(said.ITSELF)
    mapping = {entry.key: other.id}
    targets = {entry.key: other}
    for inner in gone[1:]:
        counterpart = site.graph.get((inner.kind.key, f"{other.id}#{inner.anchor}"))
        if counterpart is not None:
            mapping[inner.key] = counterpart.id
            targets[inner.key] = counterpart
    lost = [r for r in outside if r.key not in mapping]
    if lost:
        to = contract(TO, the(site.graph.resolver.by_key[lost[0].key].noun))
        return Refusal(
            said.NO_COUNTERPART.format(to=f"{to} {quoted(lost[0].written)}"),
            tuple((r.place, site.sentence(r)) for r in lost),
        )
    return Planner(site, mapping, targets).plan_removal(entry, other)
