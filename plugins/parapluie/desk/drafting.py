"""A new entry, pre-filled from what the rest of the content says of it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.pages.alike import Alike
from parapluie.problems import suggestion
from parapluie.source.validators import IDENTIFIER, validate
from parapluie.source.yaml_nodes import read_yaml
from parapluie.vocabulary import drafting_words as words
from parapluie.vocabulary.field_types.link_type import TO, WHY
from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.file_names import is_reserved, name_for
from parapluie.vocabulary.grammar import a, capitalize, contract, enumerate_words
from parapluie.vocabulary.kinds import KIND_BY_KEY, holders
from parapluie.vocabulary.links import APPLIES, FOR_GROUPS, PLANS, UNDER
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import OF

_SHOWN = 8  # of what a link may lead to
# What YAML reads as typed, without quotes.
_PLAIN = re.compile(r"[^\W_](?:[^:#\[\]{}\"\\]|:(?! |$)|(?<! )#)*(?<![ :])")


class RefusedError(Exception):
    """What keeps an entry from being prepared, in words for the person who asks for it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What someone says of an entry that does not exist yet."""

    kind: str
    title: str
    identifier: str = ""
    folder: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to write."""

    path: str  # in the content folder
    text: str


def draft(graph: Graph, wanted: Wanted) -> Draft:
    """Return the file of a new entry; raise `RefusedError` where something of it is wrong."""
    return _Drafter(graph, wanted).draft()


def write(draft: Draft, content: Path) -> Path:
    """Write a file that must not exist, and return its path."""
    file = content / draft.path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(draft.text)
    return file


class _Drafter:
    def __init__(self, graph: Graph, wanted: Wanted) -> None:
        self.graph, self.wanted = graph, wanted
        self.vocabulary = graph.vocabulary
        self.subkind = self._subkind()
        self.fields = {item.key: item for item in self.subkind.kind.fields}
        self.title = " ".join(wanted.title.split())
        if not self.title.isprintable() or not name_for(self.title):
            raise RefusedError(words.BAD_TITLE)
        # What should lead to a principle is asked what principles ask.
        self.is_asked = self.subkind.kind.leads_to is not None
        self.above = self._check_values()
        self.principles = _unique(
            found
            for entry in self.above
            for found in ([entry] if entry.kind.key in APPLIES.targets else _applied(graph, entry))
        )

    def draft(self) -> Draft:
        identifier = self.wanted.identifier or name_for(self.title)
        for part in (identifier, *filter(None, self.wanted.folder.split("/"))):
            if is_reserved(part):
                raise RefusedError(words.RESERVED.format(value=part, other=name_for(part)))
            if not IDENTIFIER.fullmatch(part):
                raise RefusedError(words.BAD_IDENTIFIER.format(value=part))
        folders = [self.subkind.folder, *self.wanted.folder.split("/")]
        path = "/".join(filter(None, [*folders, f"{identifier}.md"]))
        key = path.removesuffix(".md") if self.subkind.kind.is_plain_page else identifier
        other = self.graph.resolver.by_key.get((self.subkind.kind.key, key))
        if other is not None:
            raise RefusedError(words.SAME.format(value=identifier, file=other.file))
        header = [f"# {line}" for line in words.OPENING]
        for item in self.fields.values():
            header += self._lines(item)
        header += self._context()
        header += ["", f"# {words.CLOSING}"]
        text = "\n".join(["---", *header, "---", "", *self._body()])
        self._check(header)
        return Draft(path, text.rstrip("\n") + "\n")

    # --- What is asked for ---

    def _subkind(self) -> Subkind:
        found = self.vocabulary.named(self.wanted.kind)
        known = [s.key for s in self.vocabulary.subkinds if s.folder]
        if found is None:
            near = suggestion(self.wanted.kind, known)
            raise RefusedError(
                words.UNKNOWN_KIND.format(
                    value=self.wanted.kind, suggestion=near, known=", ".join(known)
                )
            )
        if not found.folder and not found.kind.is_plain_page:
            raise RefusedError(
                (found.kind.how_to_write or words.NO_FILE).format(
                    one=capitalize(a(found.noun)),
                    of_holder="".join(
                        contract(OF, a(self.vocabulary.noun(kind.key)))
                        for kind, _ in holders(found.kind)[:1]
                    ),
                )
            )
        return found

    def _check_values(self) -> list[Entry]:
        """Return what the entry would depend on, every link of it leading somewhere."""
        above = []
        for key, values in self.wanted.values.items():
            item = self.fields.get(key)
            if item is None:
                raise RefusedError(
                    words.NO_KEY.format(
                        one=capitalize(a(self.subkind.noun)),
                        key=key,
                        suggestion=suggestion(key, self.fields),
                    )
                )
            if item.link is None:
                continue
            linked = [self._linked(item.link, value) for value in values]
            above += linked if item.link.carries_dependence else []
        return above

    def _linked(self, link: LinkType, value: str) -> Entry:
        found = self.graph.resolver.find(value, link.targets)
        if len(found) != 1 or (link.targets and found[0].kind.key not in link.targets):
            names = self.graph.resolver.names(link.targets)
            near = suggestion(value, names)
            raise RefusedError(words.NO_ENTRY.format(key=link.key, value=value, suggestion=near))
        return found[0]

    def _check(self, header: Sequence[str]) -> None:
        """Hold what was given against the schema; what is missing is for the author to write."""
        document, problems = read_yaml("\n".join(header), "")
        if document is not None:
            _, problems = validate(self.subkind.kind.fields, document, a(self.subkind.noun))
        wrong = [problem for problem in problems if problem.code != "P204"]
        if wrong:
            raise RefusedError(capitalize(wrong[0].message) + ".")

    # --- The front matter ---

    def _lines(self, item: Field) -> Iterator[str]:
        """Yield the lines of a key: advice, then the key, as a comment where it may wait."""
        given = self.wanted.values.get(item.key)
        if item.key == "titre":
            yield f"titre: {_scalar(self.title)}"
            return
        if item.key in words.LEFT_OUT and not given and not item.required:
            if item.key in words.RECORDS:
                yield ""
                yield self._explained(item)
                yield from (f"# {line}" for line in words.RECORDS[item.key])
            return
        yield ""
        yield self._explained(item)
        yield from (f"# {line}" for line in self._advice(item))
        if given and item.link is not None and item.link.carries_dependence and item.fields:
            yield from self._asked_why(item, given)
        elif given:
            value = f"[{', '.join(map(_scalar, given))}]" if item.many else _scalar(given[0])
            yield f"{item.key}: {value}"
        elif item.required or (item.key == "en_bref" and self.subkind.kind.wants_summary):
            yield f"{item.key}:"
        else:
            yield f"# {item.key}: {'[]' if item.many else ''}".rstrip()

    def _asked_why(self, item: Field, given: Sequence[str]) -> Iterator[str]:
        """Yield the links that were given, each with a place to say why."""
        yield f"# {words.ASK_WHY}"
        yield f"{item.key}:"
        for value in given:
            yield f"{'  - ' if item.many else '  '}{TO}: {_scalar(value)}"
            yield f"{'    ' if item.many else '  '}{WHY}:"

    def _explained(self, item: Field) -> str:
        say = self.vocabulary.say
        return f"# {capitalize(say(item.label))} : {capitalize(say(item.help))}"

    def _advice(self, item: Field) -> Iterator[str]:
        if item.choices:
            yield words.CHOICES.format(choices=", ".join(choice.key for choice in item.choices))
        if item.link is None:
            return
        if item.link is APPLIES and self.principles:
            yield words.INHERITED.format(names=_named(self.principles))
        if item.link is FOR_GROUPS and (groups := self._groups()):
            yield words.CONCERNED.format(names=_named(groups))
        if item.link is UNDER and not self.above and (umbrellas := self._umbrellas()):
            plural = self.vocabulary.names[item.link.targets[0]].plural
            yield words.UMBRELLAS.format(plural=plural, names=_named(umbrellas))
        elif len(item.link.targets) == 1:
            yield from self._possible(item.link.targets[0])

    def _possible(self, kind_key: str) -> Iterator[str]:
        entries = self.graph.of(kind_key)
        if entries and KIND_BY_KEY[kind_key].folder:
            yield words.SOME.format(names=_named(entries[:_SHOWN]))
            if len(entries) > _SHOWN:
                yield words.AND_MORE.format(number=len(entries) - _SHOWN)

    def _umbrellas(self) -> list[Entry]:
        every = (policy for key in PLANS for policy in self.graph.of(key))
        return [policy for policy in every if self.graph.into(policy, UNDER.key)]

    def _groups(self) -> list[Entry]:
        """Return the groups of what is above, and of what already stands under it."""
        under = [
            link.origin
            for entry in self.above
            for link in self.graph.into(entry)
            if link.type.carries_dependence
        ]
        return _unique(
            link.target
            for entry in (*self.above, *under)
            for link in self.graph.out(entry, FOR_GROUPS.key)
        )

    def _context(self) -> Iterator[str]:
        """Yield what else there is to know before writing: chapters, and actions that are alike."""
        names = self.vocabulary.names
        chapters = _unique(
            link.origin
            for principle in self.principles
            for link in self.graph.into(principle)
            if link.origin.kind.is_story
        )
        if chapters and self.is_asked:
            yield ""
            yield "# " + capitalize(
                words.CHAPTERS.format(plural=names[chapters[0].kind.key].plural)
            )
            yield from (f"#   {entry.id} : {entry.title}" for entry in chapters[:_SHOWN])
        if self.is_asked:
            alike = Alike(self.graph.where(lambda kind: kind.is_done)).near(self.title)
            if alike:
                yield ""
                yield "# " + capitalize(
                    words.SIMILAR.format(plural=names[alike[0].entry.kind.key].plural)
                )
            for one in alike:
                said = words.COMMON_WORDS.format(title=one.entry.title, words=", ".join(one.words))
                yield f"#   {one.entry.id} : {said}"

    # --- The text ---

    def _body(self) -> Iterator[str]:
        for heading, advice in self.subkind.kind.sections or words.ANY_SECTION:
            if heading:
                yield from (f"## {heading}", "")
            yield from (f"<!-- {advice} -->", "")
        asking = [entry for entry in self.principles if entry.fields.get("questions")]
        if asking and self.is_asked:
            yield from (f"## {self.vocabulary.say(words.QUESTIONS)}", "")
            yield from (f"<!-- {words.QUESTIONS_ADVICE} -->", "")
            for entry in asking:
                yield from (f"### [[{entry.subkind.key}:{entry.id}|{_label(entry.title)}]]", "")
                yield from (f"- {question}" for question in entry.fields["questions"])
                yield ""
        if self.subkind.kind.is_adopted:
            yield from (f"<!-- {words.ADOPTED} -->", "")


def _applied(graph: Graph, entry: Entry) -> list[Entry]:
    """Return the principles that an entry depends on, nearest first."""
    return [found for key in APPLIES.targets for found in graph.nearest(entry, key)]


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    found: dict[EntryKey, Entry] = {entry.key: entry for entry in entries}
    return list(found.values())


def _named(entries: Iterable[Entry]) -> str:
    return enumerate_words(f"{entry.id} ({entry.title})" for entry in entries)


def _label(title: str) -> str:
    """Return a title as a link in a text may hold it."""
    return re.sub(r"[\[\]|]", " ", title)


def _scalar(value: str) -> str:
    """Return a value as YAML reads it back."""
    plain = _PLAIN.fullmatch(value) and value.isprintable()
    return value if plain else json.dumps(value, ensure_ascii=False)
