"""What of the content goes out: no draft, no note between colleagues, no link to either.

All is read, since staff rename, export and check what is not published yet. What is made for the
public is made from what this leaves, so that no page, search, export or feed has to know.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from parapluie.model import Content, DeclaredLink, Entry, Hotspot, Illustration, Place
from parapluie.problems import Problem, problem
from parapluie.source.content_files import is_interior
from parapluie.source.declared import said_in
from parapluie.source.entry_text import inline, passages
from parapluie.vocabulary import inside_words as words
from parapluie.vocabulary.field_types.link_type import Reason, Target, reason_of
from parapluie.vocabulary.field_types.record_type import Record
from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.grammar import a
from parapluie.vocabulary.inside_words import Audience
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.local_words import Vocabulary

from .content_paths import joined, normal
from .resolving import Resolver, identifier_of


def outgoing(
    content: Content, vocabulary: Vocabulary, audience: Audience
) -> tuple[Content, list[Problem]]:
    """Return what of *content* may be shown to an audience, and the links that it hides (P324)."""
    if audience is Audience.INSIDE:
        return content, []
    withheld = _withheld(content, audience)
    assets = tuple(path for path in content.assets if not is_interior(path))
    lost = frozenset(
        identifier_of(path) for path in content.incomplete if path in content.unpublished
    )
    if (
        not withheld
        and not lost
        and not any(_has_private(e.kind.fields, e.fields) for e in content.entries)
    ):
        return replace(content, assets=assets) if assets != content.assets else content, []
    sieve = _Sieve(content, vocabulary, withheld, lost)
    entries = tuple(sieve.entry(e) for e in content.entries if e not in withheld)
    names = {f"{kind}:{name}" for kind, name in (e.key for e in withheld)} - {
        f"{kind}:{name}" for kind, name in sieve.going
    }
    return (
        replace(
            content,
            entries=entries,
            assets=assets,
            illustrations=sieve.illustrations(entries),
            readings=tuple(one for one in content.readings if one.of not in names),
            reviewed=tuple(p for p in content.reviewed if not any(map(sieve.hides, p))),
        ),
        sieve.problems,
    )


def _withheld(content: Content, audience: Audience) -> set[Entry]:
    """Return the entries that do not go out, with those that stand in them.

    Not by their names: who prepares a page anew may give the draft the name of what is published.
    """
    drafts = audience is Audience.PUBLIC
    found = {
        entry
        for entry in content.entries
        if is_interior(entry.path) or (drafts and entry.fields.get("brouillon"))
    }
    pages = {entry.path for entry in found if not entry.anchor}
    found.update(entry for entry in content.entries if pages and entry.path in pages)
    more = any(entry.kind.inside_parent for entry in found)
    while more:  # a record under a record, as many levels as there are
        above = {(entry.path, entry.id) for entry in found}
        under = [e for e in content.entries if e not in found and _stands_in(e, above)]
        found.update(under)
        more = bool(under)
    return found


def _stands_in(entry: Entry, above: Collection[tuple[str, str]]) -> bool:
    return any(
        link.type is entry.kind.inside_parent and (entry.path, link.target) in above
        for link in entry.links
    )


def _has_private(fields: Iterable[Field], values: Mapping[str, Any]) -> bool:
    """Tell whether any value is for colleagues alone, in records too."""
    for item in fields:
        value = values.get(item.key)
        if not value:
            continue
        if item.private or item.hides:
            return True
        if item.type.has_records and any(
            _has_private(item.fields, vars(record)) for record in (value if item.many else (value,))
        ):
            return True
    return False


class _Hidden(NamedTuple):
    """What does not go out."""

    why: str
    said: str  # where a text names it without words of its own


class _Sieve:
    """What lets through what goes out of an entry."""

    def __init__(
        self,
        content: Content,
        vocabulary: Vocabulary,
        withheld: Collection[Entry],
        lost: Collection[str],
    ) -> None:
        self.content, self.withheld = content, withheld
        self.going = {entry.key for entry in content.entries if entry not in withheld}
        self.lost = lost  # ids of drafts that could not be read
        self.resolver = Resolver(content.entries, vocabulary) if withheld or lost else None
        self.problems: list[Problem] = []

    def entry(self, entry: Entry) -> Entry:
        """Return what of an entry goes out; itself where that is all of it."""
        if self.resolver is None and not _has_private(entry.kind.fields, entry.fields):
            return entry
        kept_places = dict(entry.places)
        fields = self._values(entry, entry.kind.fields, entry.fields, kept_places)
        links = tuple(self._said(entry, link) for link in entry.links if not self._is_told(link))
        found = replace(entry, fields=fields, links=links, places=kept_places)
        if self.resolver is None:
            return found
        body = self._text(entry, entry.body, tell=True)
        return replace(
            found,
            body=body,
            adopted=self._text(entry, entry.adopted),
            text=self._text(entry, entry.text),
            mentions=tuple(inline(body, entry.file, entry.body_offset)[0]),
            passages=tuple(passages(body, entry.file, entry.body_offset)),
        )

    def hides(self, link: DeclaredLink) -> bool:
        """Tell whether a link leads to what does not go out."""
        return self._hidden(link.type, link.target) is not None

    def illustrations(self, entries: Iterable[Entry]) -> dict[str, Illustration]:
        """Return the illustrations that do not only illustrate what does not go out."""
        asked = {entry.fields.get("illustration") for entry in entries}
        texts = [entry.text for entry in self.withheld]
        own = {entry.fields.get("illustration") for entry in self.withheld}
        found = {}
        for key, one in self.content.illustrations.items():
            inside = key in own or any(one.file in text for text in texts)
            if inside and key not in asked and not any(one.file in e.text for e in entries):
                continue
            spots: list[Hotspot] = [spot for spot in one.hotspots if not self.hides(spot.link)]
            found[key] = replace(one, hotspots=tuple(spots))
        return found

    # --- Links ---

    def _hidden(self, type: LinkType, written: str) -> _Hidden | None:
        """Return what *written* names, where that does not go out."""
        if self.resolver is None:
            return None
        found = self.resolver.find(written, type.targets) or self.resolver.find(written)
        return self._of(found, written)

    def _of(self, found: Sequence[Entry], written: str) -> _Hidden | None:
        if not found and identifier_of(written) in self.lost:
            return _Hidden(words.WHY_DRAFT, words.UNNAMED_DRAFT.format(a=a(PAGE.noun)))
        if not found or any(entry.key in self.going for entry in found):
            return None
        noun = a(found[0].noun)
        if is_interior(found[0].path):
            return _Hidden(words.WHY_INTERIOR, words.UNNAMED_INTERIOR.format(a=noun))
        return _Hidden(words.WHY_DRAFT, words.UNNAMED_DRAFT.format(a=noun))

    def _is_told(self, link: DeclaredLink) -> bool:
        """Tell whether a link leads to what does not go out, and note that."""
        hidden = self._hidden(link.type, link.target)
        if hidden is not None:
            self._tell(link.place, link.key, link.target, hidden)
        return hidden is not None

    def _tell(self, place: Place, key: str, written: str, hidden: _Hidden) -> None:
        self.problems.append(problem("P324", place, key=key, value=written, why=hidden.why))

    def _said(self, entry: Entry, link: DeclaredLink) -> DeclaredLink:
        """Return a link of which the reason names nothing that does not go out."""
        if self.resolver is None or not link.reason or not link.mentions:
            return link
        for mention in link.mentions:
            hidden = self._mentioned(entry, mention.target)
            if hidden is not None:
                self._tell(mention.place, f"[[{mention.target}]]", mention.target, hidden)
        reason = self._reason(entry, link.reason)
        mentions = tuple(said_in(reason.text, link.mentions[0].place))
        return replace(link, reason=reason, mentions=mentions)

    def _target(self, entry: Entry, target: str) -> str:
        reason = reason_of(target) if self.resolver is not None else None
        return Target(target, self._reason(entry, reason)) if reason else target

    def _reason(self, entry: Entry, reason: Reason) -> Reason:
        """Return what an author says of a link, without what does not go out."""
        text = reason.text
        for mention in reversed(list(said_in(text, Place("")))):
            hidden = self._mentioned(entry, mention.target)
            if hidden is not None:
                said = mention.label or hidden.said
                text = text[: mention.start] + said + text[mention.end :]
        return replace(reason, text=text)

    # --- Values ---

    def _values(
        self,
        entry: Entry,
        fields: Iterable[Field],
        values: Mapping[str, Any],
        places: dict[str, Place],
    ) -> dict[str, Any]:
        """Return values without what stays inside; records of *places* keep their own."""
        found = dict(values)
        for item in fields:
            value = values.get(item.key)
            if not value:
                continue
            nothing: Any = () if item.many else None
            if item.private:
                found[item.key] = nothing
            elif item.link is not None and not item.link.sibling:
                targets = value if item.many else (value,)
                shown = (t for t in targets if self._hidden(item.link, t) is None)
                kept = tuple(self._target(entry, t) for t in shown)
                found[item.key] = (kept if item.many else kept[0]) if kept else nothing
            elif item.type.has_records:
                records = value if item.many else (value,)
                out = [self._record(entry, item, record) for record in records]
                here = [n for n, record in enumerate(out) if record is not None]
                if item.many and len(here) < len(out):
                    _renumber(places, item.key, len(out), here)
                going = tuple(record for record in out if record is not None)
                found[item.key] = going if item.many else (going[0] if going else None)
        return found

    def _record(self, entry: Entry, item: Field, record: Any) -> Any | None:
        """Return what of a record goes out; nothing where what it is about does not."""
        held = vars(record)
        if any(one.hides and held.get(one.key) for one in item.fields):
            return None
        if item.entries and (item.entries, f"{entry.id}#{record.id}") not in self.going:
            return None
        if self.resolver is None and not _has_private(item.fields, held):
            return record
        values = self._values(entry, item.fields, held, {})
        # What a record is about is its first value.
        about = item.fields[0]
        if about.link is not None and held.get(about.key) and not values.get(about.key):
            return None
        return record if values == held else Record(values)

    # --- Texts ---

    def _text(self, entry: Entry, text: str, *, tell: bool = False) -> str:
        """Return a text where what does not go out has no link and no name."""
        if self.resolver is None:
            return text
        edits: list[tuple[int, int, str]] = []
        for mention in inline(text, entry.file, entry.body_offset)[0]:
            hidden = self._mentioned(entry, mention.target, is_path=mention.is_path)
            if hidden is None:
                continue
            if tell:
                shown = f"]({mention.target})" if mention.is_path else f"[[{mention.target}]]"
                self._tell(mention.place, shown, mention.target, hidden)
            edits.append((mention.start, mention.end, mention.label or hidden.said))
        for passage in passages(text, entry.file, entry.body_offset):
            kept = [t for t in passage.targets if self._mentioned(entry, t) is None]
            if len(kept) < len(passage.targets):
                edits.append((passage.text_end + 1, passage.end, f"{{{', '.join(kept)}}}"))
        for start, end, written in sorted(edits, reverse=True):
            text = text[:start] + written + text[end:]
        return text

    def _mentioned(self, entry: Entry, written: str, *, is_path: bool = False) -> _Hidden | None:
        """Return what a text names, where that does not go out."""
        assert self.resolver is not None
        if is_path:
            target = self.resolver.by_path.get(normal(joined(entry.path, written)))
            found = [target] if target else []
        else:
            found = self.resolver.find(written)
        return self._of(found, written.removesuffix(".md") if is_path else written)


def _renumber(places: dict[str, Place], key: str, number: int, kept: list[int]) -> None:
    """Have the records that were kept stand where they stood."""
    before = [places.pop(f"{key}.{index}", None) for index in range(number)]
    for index, old in enumerate(kept):
        if (place := before[old]) is not None:
            places[f"{key}.{index}"] = place
