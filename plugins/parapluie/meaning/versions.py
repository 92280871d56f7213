"""What changed between two adoptions: object by object, and whom it touches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto

from parapluie.meaning.graph import Graph
from parapluie.meaning.sentences import noun_group, said, several
from parapluie.meaning.wordings import Piece, difference, fingerprint, statement
from parapluie.model import Entry, Item, Snapshot
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.grammar import capitalize, contract, elides, enumerate_words
from parapluie.vocabulary.kinds import KIND_BY_KEY, KINDS
from parapluie.vocabulary.links import FOR_GROUPS, PART_OF_OBJECTIVE, REPLACES
from parapluie.vocabulary.words import AND, OF

Told = tuple[str | Item, ...]
"""A sentence; an item stands for its title."""


class Way(StrEnum):
    """How an object changed."""

    ADDED = auto()
    REPLACED = auto()
    WITHDRAWN = auto()
    RENAMED = auto()
    REWORDED = auto()
    ATTACHED = auto()
    ARGUED = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one object between two snapshots."""

    item: Item
    way: Way
    sentence: Told
    pieces: tuple[Piece, ...] = ()  # the words, where they changed
    touched: str = ""  # whom it touches, as a sentence


@dataclass(slots=True)
class _Side:
    """A snapshot, with its links read backwards."""

    items: Mapping[str, Item]
    into: dict[str, list[Item]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.items.values():
            if item.inside:
                self.into.setdefault(item.inside, []).append(item)
            for key, names in item.links.items():
                if _type(item, key).carries_dependence:
                    for name in names:
                        self.into.setdefault(name, []).append(item)

    def depending(self, item: Item) -> list[Item]:
        found: dict[str, Item] = {}
        waiting = [item]
        for one in waiting:
            for origin in self.into.get(one.name, ()):
                if origin.name not in found and origin.name != item.name:
                    found[origin.name] = origin
                    waiting.append(origin)
        return list(found.values())


def snapshot(
    graph: Graph, day: date, number: str = "", title: str = "", decision: str = ""
) -> Snapshot:
    """Return the graph as it stands."""
    items = {
        _name(entry): Item(
            _name(entry),
            entry.title,
            entry.noun,
            statement(entry),
            _name_of(entry.container) if entry.container else "",
            said(entry) if entry.kind.key in FOR_GROUPS.targets else "",
            tuple(f"{entry.kind.key}:{_former(entry, old)}" for old in _formers(entry)),
            {key: tuple(said) for key, said in links.items()},
            {key: told for key, said in links.items() if (told := _told(said))},
        )
        for entry in graph.entries
        if entry.kind.is_versioned
        for links in [_links(graph, entry)]
    }
    return Snapshot(day, number, title, decision, items)


def compare(before: Snapshot, after: Snapshot) -> list[Change]:
    """Return what changed, in the order of the newer one, what is gone last."""
    old, new = _Side(before.items), _Side(after.items)
    renamed = {
        former: item.name
        for item in after.items.values()
        for former in item.former
        if former in before.items and former not in after.items
    }
    here = {name: renamed.get(name, name) for name in before.items}
    came = {name: item for name, item in after.items.items() if name not in here.values()}
    changes: list[Change] = []
    replaced: set[str] = set()
    for item in after.items.values():
        if item.kind in FOR_GROUPS.targets:
            continue
        if item.name in came:
            former = [n for n in item.links.get(REPLACES.key, ()) if n in before.items]
            for name in former:
                replaced.add(name)
                changes.append(_replaced(old, before.items[name], new, item))
            if not former:
                changes.append(_simple(new, item, Way.ADDED, words.ADDED))
            continue
        was = next(before.items[name] for name, now in here.items() if now == item.name)
        changes += _altered(old, was, new, item, here)
        if before.tells_reasons:
            changes += _argued(was, new, item, here)
    for name, item in before.items.items():
        gone = here[name] not in after.items and name not in replaced
        if gone and item.kind not in FOR_GROUPS.targets:
            changes.append(_simple(old, item, Way.WITHDRAWN, words.WITHDRAWN))
    return changes


# --- One object ---


def _altered(
    old: _Side, was: Item, new: _Side, item: Item, here: Mapping[str, str]
) -> Iterable[Change]:
    if fingerprint(was.title) != fingerprint(item.title):
        yield Change(
            item,
            Way.RENAMED,
            _said(new, item, words.RENAMED.format(title=was.title)),
        )
    if fingerprint(was.text) != fingerprint(item.text):
        form = words.WORDED if not was.text else words.UNWORDED if not item.text else words.REWORDED
        yield Change(
            item,
            Way.REWORDED,
            _said(new, item, form),
            tuple(difference(was.text, item.text)),
            _touched(new, item),
        )
    for key in dict.fromkeys((*was.links, *item.links)):
        then = tuple(here.get(name, name) for name in was.links.get(key, ()))
        now = item.links.get(key, ())
        lost = [name for name in then if name not in now]
        gained = [name for name in now if name not in then]
        if lost or gained:
            former = [new.items.get(name) or old.items.get(name) for name in lost]
            yield Change(
                item,
                Way.ATTACHED,
                _attached(
                    new,
                    item,
                    _type(item, key),
                    [one for one in former if one],
                    [new.items[name] for name in gained if name in new.items],
                    kept=len(lost) < len(then),
                ),
                touched=_touched(new, item),
            )


def _argued(was: Item, new: _Side, item: Item, here: Mapping[str, str]) -> Iterable[Change]:
    """Tell of links that stay for which their author says otherwise why."""
    for key, names in item.links.items():
        then = {here.get(name, name): text for name, text in was.reasons.get(key, {}).items()}
        kept = {here.get(name, name) for name in was.links.get(key, ())}
        for name in names:
            before, after = then.get(name, ""), item.reasons.get(key, {}).get(name, "")
            if name not in kept or name not in new.items:
                continue
            if fingerprint(before) != fingerprint(after):
                form = words.ARGUED[2 if before and after else bool(before)]
                link, target = _type(item, key), new.items[name]
                verb = f"{words.PRONOUNS[item.noun.is_feminine]} {link.verb_to(target.kind)}"
                told = (*_group(new, item), f" {form} ", *several(verb, [target]), ".")
                pieces = tuple(difference(before, after))
                yield Change(item, Way.ARGUED, _joined(told), pieces, _touched(new, item))


def _simple(side: _Side, item: Item, way: Way, form: tuple[str, str] | str) -> Change:
    return Change(item, way, _said(side, item, form), touched=_touched(side, item))


def _replaced(old: _Side, was: Item, new: _Side, item: Item) -> Change:
    form = words.REPLACED[was.noun.is_feminine]
    told = (*_group(old, was), f" {form} ", *_group(new, item), ".")
    return Change(item, Way.REPLACED, _joined(told), touched=_touched(old, was))


def _said(side: _Side, item: Item, form: tuple[str, str] | str) -> Told:
    text = form if isinstance(form, str) else form[item.noun.is_feminine]
    return _joined((*_group(side, item), f" {text}."))


def _attached(
    side: _Side,
    item: Item,
    link: LinkType,
    lost: Sequence[Item],
    gained: Sequence[Item],
    *,
    kept: bool,
) -> Told:
    """Return « L’action *X* ne réalise plus l’objectif *A*; elle réalise maintenant … »."""
    verbs = {link.verb_to(one.kind) for one in (*lost, *gained)}
    head, _, rest = (verbs.pop() if len(verbs) == 1 else link.verb).partition(" ")
    told: list[str | Item] = [*_group(side, item), " "]
    if lost:
        negation = words.NOT_BEFORE_VOWEL if elides(head) else words.NOT
        told += several(f"{negation}{head} {words.NO_MORE} {rest}".strip(), lost)
    if gained:
        if lost:
            told.append(f"; {words.PRONOUNS[item.noun.is_feminine]} ")
        adverb = words.ALSO if kept and not lost else words.NOW
        told += several(f"{head} {adverb} {rest}".strip(), gained)
    return _joined((*told, "."))


def _group(side: _Side, item: Item) -> list[str | Item]:
    """Return « l’objectif *X* de la *Politique Y* »."""
    group = noun_group(item)[0]
    holder = side.items.get(item.inside)
    if holder is not None:
        around = noun_group(holder)[0]
        group = [*group, f" {contract(OF, str(around[0]))}", *around[1:]]
    return group


def _touched(side: _Side, item: Item) -> str:
    """Return « 1 objectif et 2 actions; les familles et les aînés », or nothing."""
    below = side.depending(item)
    numbers: dict[str, list[Item]] = {}
    for one in below:
        numbers.setdefault(one.noun.singular, []).append(one)
    counted = enumerate_words(of[0].noun.count(len(of)) for of in numbers.values())
    names = [n for one in (item, *below) for n in one.links.get(FOR_GROUPS.key, ())]
    groups = [side.items[name].said for name in dict.fromkeys(names) if name in side.items]
    return "; ".join(filter(None, (counted, enumerate_words(groups, AND))))


def _joined(parts: Iterable[str | Item]) -> Told:
    """Return a sentence of *parts*, of which the first is an article."""
    told: list[str | Item] = []
    for part in parts:
        if isinstance(part, str) and told and isinstance(told[-1], str):
            told[-1] += part
        else:
            told.append(part)
    return (capitalize(str(told[0])), *told[1:])


# --- Names ---


def _links(graph: Graph, entry: Entry) -> dict[str, dict[str, str]]:
    """Return what *entry* leads to and why, by the key of the link."""
    found: dict[str, dict[str, str]] = {}
    for link in graph.out(entry):
        kept = link.type.carries_dependence or link.type.key in (FOR_GROUPS.key, REPLACES.key)
        # Where it stands in its policy is said by what holds it.
        if kept and (link.type is PART_OF_OBJECTIVE or link.type is not entry.kind.inside):
            found.setdefault(link.type.key, {})[_name(link.target)] = link.why
    return found


def _told(said: Mapping[str, str]) -> dict[str, str]:
    return {name: why for name, why in said.items() if why}


def _type(item: Item, key: str) -> LinkType:
    links = KIND_BY_KEY[item.kind].links if item.kind in KIND_BY_KEY else ()
    every = (link for kind in KINDS for link in kind.links)
    return next(link for link in (*links, *every) if link.key == key)


def _formers(entry: Entry) -> Sequence[str]:
    return entry.fields.get("anciens_ids") or ()


def _former(entry: Entry, old: str) -> str:
    return f"{entry.container[1]}#{old}" if entry.container else old


def _name(entry: Entry) -> str:
    return _name_of(entry.key)


def _name_of(key: tuple[str, str]) -> str:
    return f"{key[0]}:{key[1]}"
