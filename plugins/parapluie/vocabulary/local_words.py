"""The words of one municipality: the kinds, renamed and split as its options say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from string import Formatter

from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.grammar import (
    NO_BREAK_SPACE,
    Gender,
    Noun,
    a,
    capitalize,
    enumerate_words,
    fold,
    spell,
)
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.local_fields import LocalField, with_fields
from parapluie.vocabulary.local_values import LocalStatus, local_kinds, statuses_of
from parapluie.vocabulary.words import EVERY, NO, NO_FEMININE, NOR, OR, THE_PLURAL


class MenuPlace(StrEnum):
    """Where the list of a sub-kind stands in the menu, as options write it."""

    TAB = "onglet"  # by itself
    OTHERS = "reperes"  # among the others
    NOWHERE = "aucun"


@dataclass(frozen=True, slots=True)
class Subkind:
    """A kind under the name that a municipality gives it, or one of the parts it splits it into."""

    key: str  # what authors may write before the colon and in `type`
    kind: Kind
    noun: Noun
    folder: str
    introduction: str = ""
    list_folder: str = ""  # where its list stands; that of its entries, where they have files
    menu: MenuPlace = MenuPlace.OTHERS
    rank: int | None = None  # its place in the menu, before those that have none
    colour: str = ""  # as `#rrggbb`
    dark_colour: str = ""

    @property
    def title(self) -> str:
        """The name of the list of these entries: « Principes »."""
        return capitalize(self.noun.plural)


@dataclass(frozen=True, slots=True)
class Names:
    """A kind in the words of one municipality, each of its sub-kinds being named."""

    nouns: tuple[Noun, ...]

    @property
    def is_feminine(self) -> bool:
        """True where what agrees with all of them is feminine."""
        return all(noun.is_feminine for noun in self.nouns)

    @property
    def gender(self) -> Gender:
        """What agrees with all of them: the masculine as soon as one of them is."""
        return Gender.FEMININE if self.is_feminine else Gender.MASCULINE

    def count(self, number: int) -> str:
        """Return « 1 action », « 12 actions », « 3 leviers et orientations »."""
        return f"{spell(number)}{NO_BREAK_SPACE}{self.plural if number >= 2 else self.singular}"

    @property
    def singular(self) -> str:
        """« politique », « levier ou orientation »."""
        return enumerate_words((noun.singular for noun in self.nouns), OR)

    @property
    def plural(self) -> str:
        """« politiques », « leviers et orientations »."""
        return enumerate_words(noun.plural for noun in self.nouns)

    @property
    def one(self) -> str:
        """« une politique », « un levier ou une orientation »."""
        return enumerate_words(map(a, self.nouns), OR)

    @property
    def every(self) -> str:
        """« chaque politique », « chaque levier et chaque orientation »."""
        return enumerate_words(f"{EVERY} {noun.singular}" for noun in self.nouns)

    @property
    def all(self) -> str:
        """« les politiques », « les leviers et les orientations »."""
        return enumerate_words(f"{THE_PLURAL} {noun.plural}" for noun in self.nouns)

    @property
    def none(self) -> str:
        """« aucune politique », « aucun levier ni aucune orientation »."""
        return enumerate_words(
            (f"{NO_FEMININE if noun.is_feminine else NO} {noun.singular}" for noun in self.nouns),
            NOR,
        )


@dataclass(frozen=True, slots=True)
class LocalWord:
    """What an option says of a kind; what it leaves out stays as the vocabulary has it."""

    noun: Noun | None = None
    folder: str | None = None
    introduction: str | None = None
    menu: MenuPlace | None = None
    rank: int | None = None
    colour: str = ""
    dark_colour: str = ""
    parts: Mapping[str, "LocalWord"] | None = None


class Vocabulary:
    """Look up sub-kinds by key, by kind and by folder. Sub-kinds keep the order of the kinds."""

    def __init__(
        self,
        words: Mapping[str, LocalWord] | None = None,
        statuses: Iterable[LocalStatus] = (),
        own_fields: Iterable[LocalField] = (),
    ) -> None:
        """Resolve *words*, by key of kind, *statuses* and *own_fields* over the standard ones."""
        self._own = tuple(statuses), tuple(own_fields)
        # With the values and the fields of the town.
        self.kinds: tuple[Kind, ...] = with_fields(local_kinds(self._own[0]), self._own[1])
        self.statuses: Mapping[str, Choice] = statuses_of(self.kinds)  # of what is done, by key
        self.subkinds: tuple[Subkind, ...] = tuple(_resolve(self.kinds, words or {}))
        self.names: Mapping[str, Names] = {
            kind.key: Names(tuple(s.noun for s in self.subkinds if s.kind is kind))
            for kind in self.kinds
        }
        self._by_key = {subkind.key: subkind for subkind in self.subkinds}
        self._by_folder = {subkind.folder: subkind for subkind in self.subkinds if subkind.folder}
        self._by_kind: dict[str, list[Subkind]] = {kind.key: [] for kind in self.kinds}
        for subkind in self.subkinds:
            self._by_kind[subkind.kind.key].append(subkind)

    def __repr__(self) -> str:
        """Tell every word: what is remembered is known by it."""
        names = [item.name for item in fields(Subkind) if item.name != "kind"]
        told = [
            (
                subkind.kind.key,
                [getattr(subkind, name) for name in names],
            )
            for subkind in self.subkinds
        ]
        return f"Vocabulary({told}, {self._own})"

    def of(self, kind: Kind) -> tuple[Subkind, ...]:
        """Return the sub-kinds of *kind*, the first being the one to name the kind by."""
        return tuple(self._by_kind[kind.key])

    def say(self, text: str) -> str:
        """Return a text of the vocabulary, its `{action.plural}` in the local words."""
        return text.format(**self.names)

    def noun(self, kind_key: str) -> Noun:
        """Return the local noun of a kind."""
        return self._by_kind[kind_key][0].noun

    @property
    def in_order(self) -> tuple[Subkind, ...]:
        """Every sub-kind as menus have them: those with a rank first."""
        return tuple(sorted(self.subkinds, key=lambda s: (s.rank is None, s.rank or 0)))

    def in_folder(self, folder: str) -> Subkind | None:
        """Return the sub-kind whose entries live in the top-level *folder*."""
        return self._by_folder.get(folder)

    @property
    def folders(self) -> tuple[str, ...]:
        """Every folder that holds entries."""
        return tuple(self._by_folder)

    def named(self, key: str) -> Subkind | None:
        """Return the sub-kind that *key* names: its own key, its local word or its kind's key."""
        found = self._by_key.get(key)
        if found is None and key in KIND_BY_KEY:
            found = self._by_kind[key][0]
        if found is None:
            folded = fold(key)
            found = next((s for s in self.subkinds if fold(s.noun.singular) == folded), None)
        return found

    def kind_named(self, key: str) -> Kind | None:
        """Return the kind that a prefix such as `principe:` or a local word names."""
        found = self.named(key)
        return found.kind if found else None


def _resolve(kinds: Iterable[Kind], words: Mapping[str, LocalWord]) -> Iterable[Subkind]:
    for kind in kinds:
        word = words.get(kind.key, LocalWord())
        if word.parts:
            for key, part in word.parts.items():
                yield _subkind(key, kind, part, part.folder or _folder_name(key))
        else:
            yield _subkind(kind.key, kind, word, word.folder or kind.folder)


def _subkind(key: str, kind: Kind, word: LocalWord, folder: str) -> Subkind:
    introduction = word.introduction if word.introduction is not None else kind.introduction
    # What has no files of its own has a list where a town gives it a folder.
    own = folder if kind.folder else ""
    menu = word.menu or (MenuPlace.TAB if kind.in_menu else MenuPlace.OTHERS)
    return Subkind(
        key,
        kind,
        word.noun or kind.noun,
        own,
        introduction,
        list_folder=own or word.folder or "",
        menu=menu,
        rank=word.rank,
        colour=word.colour,
        dark_colour=word.dark_colour or word.colour,
    )


def kinds_named(text: str) -> frozenset[str]:
    """Return the keys of the kinds that a text of the vocabulary names in braces."""
    fields = (field for _, field, _, _ in Formatter().parse(text) if field)
    return frozenset(field.partition(".")[0] for field in fields)


def _folder_name(key: str) -> str:
    return fold(key).replace(" ", "-").replace("_", "-")
