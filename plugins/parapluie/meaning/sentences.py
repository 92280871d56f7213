"""Chains of the graph as natural French sentences.

A sentence is a tuple of strings and entries: an entry stands for its title, so that a page can
link it and a test can read it. Grammar follows DESIGN: « Cette action compte ici parce qu'elle
réalise l'objectif *Décider ensemble* de la *Politique de participation citoyenne*, qui applique ce
principe. »
"""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from parapluie.meaning.relations import Chain, Dependence, Link
from parapluie.model import Entry
from parapluie.vocabulary.grammar import (
    APOSTROPHE,
    Noun,
    article,
    because,
    capitalize,
    contract,
    enumerate_words,
    fold,
    people,
    pronoun,
    quoted,
    relative,
    the,
    this,
    this_one,
    this_very,
)
from parapluie.vocabulary.links import FOR_GROUPS, PART_OF_OBJECTIVE, PART_OF_POLICY
from parapluie.vocabulary.words import (
    AND,
    AND_SO,
    AS_WELL_AS,
    BY,
    CONCERNS_EVERYONE,
    CONCERNS_YOU,
    COUNTS_HERE,
    OF,
    THE_PLURAL,
    TITLE_NOUNS,
    TO,
    WHICH,
)

Sentence = tuple[str | Entry, ...]


class Called(Protocol):
    """What has a noun."""

    @property
    def noun(self) -> Noun:
        """What to call it."""


class Titled(Called, Protocol):
    """What a sentence may name: an entry, or what was one."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def subkind(self) -> Called:
        """The part of its kind."""


Named = TypeVar("Named", bound=Titled)

_PARTS = (PART_OF_OBJECTIVE, PART_OF_POLICY)
_MOST_NAMED = 5  # beyond, a sentence counts: the page lists them under it


def down(dependence: Dependence) -> list[Sentence]:
    """Return, for the page of the target, one sentence per reason why the origin stands there."""
    subject = dependence.origin.noun
    opening = capitalize(this(subject)) + COUNTS_HERE
    return [
        _joined([opening, *_because(subject, clause(chain, here=True)), "."])
        for chain in dependence.chains
    ]


def up(dependence: Dependence) -> list[Sentence]:
    """Return, for the page of the origin, one sentence per reason, naming the target."""
    subject = dependence.origin.noun
    return [
        _joined([*opened(_because(subject, clause(chain, here=False))), "."])
        for chain in dependence.chains
    ]


def up_to_all(origin: Entry, steps: Chain, lasts: Sequence[Link]) -> Sentence:
    """Return one sentence for one way up to several entries: « … applique les principes … »."""
    first = lasts[0]
    if len(lasts) == 1:
        words = clause((*steps, first), here=False)
    else:
        words = []
        if steps:
            words, noun, turn = _clause(steps, here=False)
            words.append(_relative(noun, turn))
        verb = _verb(first, alone=not steps)
        words += several(verb, [link.target for link in lasts])
    return _joined([*opened(_because(origin.noun, _joined(words))), "."])


def addressed(
    origin: Entry,
    steps: Chain,
    groups: Mapping[Entry, Sequence[Entry]],
    opening: str = CONCERNS_YOU,
) -> Sentence:
    """Return why *origin* is for *groups*, which the last of *steps* addresses, or itself.

    « Cette action vous concerne parce qu’elle réalise la *Politique familiale*, qui s’adresse aux
    familles et aux enfants. » Each is with those that it is for since they are within it.
    """
    to = enumerate_words(and_so_to(group, within) for group, within in groups.items())
    return _joined([*addressing(origin, steps, opening), f" {to}."])


def addressing(origin: Entry, steps: Chain, opening: str = CONCERNS_YOU) -> Sentence:
    """Return that sentence up to the groups: « … la *Politique familiale*, qui s’adresse »."""
    verb = FOR_GROUPS.verb.removesuffix(f" {TO}")
    words: list[str | Entry] = [verb]
    if steps:
        way, noun, turn = _clause(steps, here=False)
        words = [*way, _relative(noun, turn), verb]
    start = capitalize(this(origin.noun)) + opening
    return _joined([start, *_because(origin.noun, words)])


def and_so_to(group: Entry, within: Sequence[Entry]) -> str:
    """Return « aux familles », « aux familles, et donc aux familles monoparentales »."""
    narrower = enumerate_words(to_group(one) for one in within)
    return f"{to_group(group)}, {AND_SO} {narrower}" if narrower else to_group(group)


def to_group(group: Entry) -> str:
    """Return « aux familles », « à la relève agricole », « au groupe « Jeunesse » »."""
    return contract(TO, said(group))


def said(group: Entry) -> str:
    """Return « les familles », « la relève agricole », « le groupe « Jeunesse » »."""
    return group.fields["en_phrase"] or people(group.title, group.subkind.noun)


def for_everyone(origin: Entry, no_group: str) -> str:
    """Return why *origin*, which is for no group in particular, is for everyone."""
    return CONCERNS_EVERYONE.format(
        this=capitalize(this(origin.noun)), pronoun=pronoun(origin.noun), none=no_group
    )


def by(entry: Entry) -> Sentence:
    """Return « par la *Politique familiale* »."""
    return _joined([f"{BY} ", *noun_group(entry)[0]])


def clause(chain: Chain, *, here: bool) -> list[str | Entry]:
    """Return what follows the pronoun: « réalise l'objectif *X*, qui applique ce principe ».

    With *here* the last target is « ce principe » instead of its name.
    """
    return _clause(chain, here=here)[0]


def _clause(chain: Chain, *, here: bool) -> tuple[list[str | Entry], Noun, int]:
    """Return the clause, the noun that comes last in it and how many times it turned on one."""
    parts: list[str | Entry] = []
    noun = chain[0].origin.noun
    index = turn = 0
    while index < len(chain):
        link = chain[index]
        last = index == len(chain) - 1
        if last and here:
            noun = link.target.noun
            group: list[str | Entry] = [_here(noun, [item.origin.noun for item in chain])]
        else:
            group, noun = noun_group(link.target)
        # « l'objectif *X* de la *Politique Y* » says two links at once, unless the second says why.
        while index + 1 < len(chain) - here and chain[index + 1].type in _PARTS:
            index += 1
            group_up, noun = noun_group(chain[index].target)
            if not _names(chain[index].origin, group_up):
                group = [*group, " ", *_contracted(OF, group_up)]
        parts += _contracted(_verb(link, alone=len(chain) == 1), group)
        index += 1
        if index < len(chain):
            parts.append(_relative(noun, turn))
            turn += 1
    return parts, noun, turn


def noun_group(entry: Named) -> tuple[list[str | Named], Noun]:
    """Return « l'objectif *X* » or, where the title says what it is, « la *Politique de Y* ».

    Also returns the noun that the group turns on, for what must agree with it.
    """
    first = fold(entry.title).split(" ")[0].split(APOSTROPHE)[0].split("'")[0]
    own = [entry.noun, entry.subkind.noun, *TITLE_NOUNS]
    said = next((noun for noun in own if fold(noun.singular).split(" ")[0] == first), None)
    if said is not None:
        return [article(said), entry], said
    return [f"{the(entry.noun)} ", entry], entry.noun


def named(entry: Named) -> str:
    """Return the same as plain text: « l’objectif « X » », « la « Politique de Y » »."""
    group, _ = noun_group(entry)
    return "".join(part if isinstance(part, str) else quoted(part.title) for part in group)


def together(entries: Sequence[Named]) -> list[str | Named]:
    """Return « la *Politique familiale*, le *Plan vert* et l’action *X* »."""
    words: list[str | Named] = []
    for number, entry in enumerate(entries):
        joint = "" if not number else f" {AND} " if number == len(entries) - 1 else ", "
        first, *rest = noun_group(entry)[0]
        words += [joint + str(first), *rest]
    return words


def opened(words: Sequence[str | Named]) -> list[str | Named]:
    """Return words as a sentence begins."""
    return [capitalize(str(words[0])), *words[1:]]


def labelled(label: str, entry: Titled) -> str:
    """Return what stands before the title of *entry*: no label that the title says itself.

    « Adoption » stands before « Politique de l’eau », and not before « Adoption des politiques ».
    """
    return "" if re.match(rf"{re.escape(fold(label))}\b", fold(entry.title)) else f"{label} "


def _names(entry: Titled, group: Sequence[str | Titled]) -> bool:
    """Tell whether the title of *entry* says already what holds it: « l’axe 1 du *Plan vert* »."""
    words = "".join(p if isinstance(p, str) else p.title for p in _contracted(OF, group))
    return bool(re.search(rf"\b{re.escape(_alike(words))}(?!\w)", _alike(entry.title)))


def _alike(text: str) -> str:
    return fold(text).replace(APOSTROPHE, "'")


def several(verb: str, targets: Sequence[Named]) -> list[str | Named]:
    """Return « applique les rouages *A* et *B*, ainsi que la valeur *C* »."""
    by_noun: dict[Noun, list[Named]] = {}
    for target in targets:
        by_noun.setdefault(target.noun, []).append(target)
    first, *others = (_group(noun, found) for noun, found in by_noun.items())
    words = _contracted(verb, first)
    preposition = verb.rpartition(" ")[2]
    last = f" {AND} " if len(by_noun) == len(targets) else f", {AS_WELL_AS} "
    for number, group in enumerate(others, start=1):
        words.append(last if number == len(others) else ", ")
        words += _contracted(preposition, group) if preposition in (OF, TO) else group
    return words


def _group(noun: Noun, entries: Sequence[Named]) -> list[str | Named]:
    """Return « les rouages *A*, *B* et *C* », « 16 rouages », or what one entry is called."""
    if len(entries) == 1:
        return noun_group(entries[0])[0]
    if len(entries) > _MOST_NAMED:
        return [noun.count(len(entries))]
    words: list[str | Named] = [f"{THE_PLURAL} {noun.plural} ", entries[0]]
    for entry in entries[1:]:
        words += [f" {AND} " if entry is entries[-1] else ", ", entry]
    return words


def plain(sentence: Sequence[str | Entry]) -> str:
    """Return the sentence as text, titles between asterisks."""
    return "".join(part if isinstance(part, str) else f"*{part.title}*" for part in sentence)


def _here(noun: Noun, others: Sequence[Noun]) -> str:
    """Return « ce principe », told apart from *others* where one of them has the same noun."""
    if noun not in others:
        return this(noun)
    return this_one(noun) if len(others) == 1 else this_very(noun)


def _verb(link: Link, *, alone: bool) -> str:
    return (link.type.direct_verb if alone else "") or link.verb


def _contracted(verb: str, group: Sequence[str | Named]) -> list[str | Named]:
    """Join a verb and a group, which begins with its article."""
    return [contract(verb, str(group[0])), *group[1:]]


def _relative(noun: Noun, turn: int) -> str:
    """Return what joins the next verb: three in turn, so that a long chain stays readable."""
    words = (f", {WHICH} ", f", {relative(noun)} ", f"; {this_one(noun)} ")
    return words[turn % len(words)]


def _because(subject: Noun, words: Sequence[str | Entry]) -> list[str | Entry]:
    return [because(f"{pronoun(subject)} {words[0]}"), *words[1:]]


def _joined(parts: Sequence[str | Entry]) -> Sentence:
    """Merge neighbouring strings."""
    merged: list[str | Entry] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)
