"""Linked data (JSON-LD 1.1): SKOS for ideas, schema.org for the town, its texts and its actions.

The context stands in each document: reading it asks nothing of another site.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any

from parapluie.meaning.recordings import recording_address
from parapluie.meaning.relations import Link
from parapluie.model import Entry
from parapluie.site.publication import Publication, identifier, permanent
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.fields import LinkType, Phase
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.links import (
    ABOUT,
    ACHIEVES,
    ADOPTS,
    ANSWERS,
    APPLIES,
    BECOMES,
    BORN_OF,
    CARRIED_BY,
    CHANGES,
    CORRESPONDS,
    FOR_GROUPS,
    HEARD_AT,
    JOINS,
    MEASURES,
    MENTIONS,
    MERGED_INTO,
    PART_OF_ACTION,
    PART_OF_GROUP,
    PART_OF_POLICY,
    PART_OF_PROCESS,
    PART_OF_THEME,
    REPLACES,
    SPECIFIES,
    SUPPORTED_BY,
    TELLS,
    TOLD,
    UNDER,
)

from . import linked_money, linked_reasons, linked_tracking
from .happenings import adoption_days
from .records import compact

# Our links by the nearest name that others know; the JSON has our own. A namespace of ours would
# need an address that every town shares.
_NAMES: tuple[tuple[LinkType, str], ...] = (
    (APPLIES, "dcterms:conformsTo"),
    (TELLS, "schema:about"),
    (SPECIFIES, "skos:broader"),
    (UNDER, "schema:isPartOf"),
    (PART_OF_POLICY, "schema:isPartOf"),
    (ACHIEVES, "schema:purpose"),
    (PART_OF_ACTION, "dcterms:isPartOf"),
    (PART_OF_PROCESS, "dcterms:isPartOf"),
    (BORN_OF, "dcterms:source"),
    (FOR_GROUPS, "dcterms:audience"),
    (JOINS, "skos:related"),
    (PART_OF_GROUP, "skos:broader"),
    (PART_OF_THEME, "skos:broader"),
    (ABOUT, "dcterms:subject"),
    (ANSWERS, "schema:about"),
    (CHANGES, "schema:mentions"),
    (CARRIED_BY, "schema:agent"),
    (SUPPORTED_BY, "schema:participant"),
    (ADOPTS, "schema:about"),
    (REPLACES, "dcterms:replaces"),
    (MERGED_INTO, "dcterms:isReplacedBy"),
    (MEASURES, "schema:about"),
    (BECOMES, "dcterms:isReplacedBy"),
    (HEARD_AT, "schema:citation"),
    (TOLD, "schema:mentions"),
    (MENTIONS, "schema:mentions"),
    (CORRESPONDS, "skos:relatedMatch"),
)
_ANY = "dcterms:relation"
_STATUSES = {
    Phase.BEFORE: "schema:PotentialActionStatus",
    Phase.DURING: "schema:ActiveActionStatus",
    Phase.ONGOING: "schema:ActiveActionStatus",
    Phase.HELD_UP: "schema:PotentialActionStatus",
    Phase.DONE: "schema:CompletedActionStatus",
    Phase.STOPPED: "schema:FailedActionStatus",
    Phase.OUT: "schema:FailedActionStatus",
}

Node = dict[str, Any]


class Linked:
    """The entries as nodes of linked data; *origin* is the path of the file that holds them."""

    def __init__(self, publication: Publication) -> None:
        """Index what nodes ask for."""
        self.publication = publication
        self._public = {
            item.key: f"{framework.iri}{item.id.partition(':')[2]}"
            for framework in publication.frameworks
            if framework.iri
            for item in framework.items
        }
        self._names = {(link.key, link.verb, link.narrows): name for link, name in _NAMES}

    # --- Documents ---

    def whole(self) -> str:
        """Return the document of everything, as it is written."""
        origin = words.LINKED_DATA
        ours = (self.town(origin), *self.schemes(origin))
        others = (self.node(entry, origin) for entry in self.publication.entries)
        # As text one by one: the nodes of a large town weigh ten times what is written of them.
        nodes = ",".join(map(compact, chain(ours, others)))
        return f'{{"@context":{compact(self.context(origin))},"@graph":[{nodes}]}}\n'

    def page(self, entry: Entry, origin: str) -> Node:
        """Return what the page at *origin* says of its entry."""
        return {"@context": self.context(origin), **self.node(entry, origin)}

    def plain_page(self, title: str, description: str, origin: str) -> Node:
        """Return what the page at *origin* says, which is of no entry."""
        found: Node = {
            "@context": self.context(origin),
            "@id": self._iri(origin, origin),
            "@type": "schema:WebPage",
            "schema:name": title,
            "schema:isPartOf": {"@id": self._iri("", origin)},
        }
        return {**found, "schema:description": description} if description else found

    def home(self, origin: str) -> Node:
        """Return what the front page says: the site, the town and the data set."""
        options = self.publication.options
        site: Node = {
            "@id": self._iri("", origin),
            "@type": "schema:WebSite",
            "schema:name": options.site_name,
            "schema:inLanguage": "fr-CA",
            "schema:about": {"@id": self._town(origin)},
        }
        if options.notice:
            site["schema:disambiguatingDescription"] = options.notice
        return {
            "@context": self.context(origin),
            "@graph": [site, self.town(origin), self.data_set(origin)],
        }

    def context(self, origin: str) -> Node:
        """Return what shortens the names of a document."""
        return {
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "schema": "https://schema.org/",
            "dcterms": "http://purl.org/dc/terms/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "@language": "fr",
        }

    # --- Nodes ---

    def town(self, origin: str) -> Node:
        """Return the municipality."""
        return {
            "@id": self._town(origin),
            "@type": "schema:GovernmentOrganization",
            "schema:name": capitalize(self.publication.options.organisation),
        }

    def schemes(self, origin: str) -> Iterator[Node]:
        """Yield a scheme for each kind of ideas."""
        vocabulary = self.publication.graph.vocabulary
        for kind in KINDS:
            entries = self.publication.graph.of(kind.key)
            if kind.has_scheme and entries:
                top = [e for e in entries if not self.publication.graph.out(e, SPECIFIES.key)]
                yield {
                    "@id": self._scheme(kind.key, origin),
                    "@type": "skos:ConceptScheme",
                    "skos:prefLabel": capitalize(vocabulary.names[kind.key].plural),
                    "skos:hasTopConcept": [self._named(entry, origin) for entry in top],
                }

    def data_set(self, origin: str) -> Node:
        """Return the data set as search engines read it."""
        publication = self.publication
        site = publication.options.site_name
        found: Node = {
            "@id": self._iri(f"{words.DATA_FOLDER}/", origin),
            "@type": "schema:Dataset",
            "schema:name": words.DATASET_TITLE.format(site=site),
            "schema:description": words.DATASET_DESCRIPTION.format(site=site),
            "schema:inLanguage": "fr-CA",
        }
        if publication.licence[1]:
            found["schema:license"] = {"@id": publication.licence[1]}
        if publication.makes(words.JSON):
            found["schema:distribution"] = {
                "@type": "schema:DataDownload",
                "schema:encodingFormat": "application/json",
                "schema:contentUrl": {"@id": self._iri(words.WHOLE_JSON, origin)},
            }
        return found

    def node(self, entry: Entry, origin: str) -> Node:
        """Return an entry."""
        publication = self.publication
        is_concept = entry.kind.linked_type.startswith("skos:")
        label, said = (
            ("skos:prefLabel", "skos:definition")
            if is_concept
            else ("schema:name", "schema:description")
        )
        found: Node = {
            "@id": self._iri(permanent(entry.key), origin),
            "@type": entry.kind.linked_type,
            label: entry.title,
            "dcterms:identifier": identifier(entry.key),
            "schema:url": {"@id": self._iri(publication.page(entry), origin)},
        }
        summary = entry.summary or str(entry.fields.get("definition") or "")
        if summary:
            found[said] = summary
        if entry.fields.get("aussi_nomme"):
            also = "skos:altLabel" if is_concept else "schema:alternateName"
            found[also] = list(entry.fields["aussi_nomme"])
        number = entry.fields.get("numero")
        if number and not entry.kind.is_foreign:
            found["skos:notation" if is_concept else "schema:identifier"] = number
        if entry.kind.has_scheme:
            found["skos:inScheme"] = {"@id": self._scheme(entry.kind.key, origin)}
        if entry.key in self._public:
            found["skos:exactMatch"] = {"@id": self._public[entry.key]}
        self._describe(entry, found, origin)
        self._link(entry, found, origin)
        return found

    def _describe(self, entry: Entry, node: Node, origin: str) -> None:
        if entry.kind.is_adopted:
            _law(self, entry, node, origin)
        if entry.kind.is_decision:
            _decision(entry, node)
        if entry.kind.linked_type == "schema:Action":
            _action(entry, node)
        if entry.kind.linked_type == "schema:Event":
            _event(self, entry, node, origin)
        linked_money.describe(entry, node)
        linked_tracking.describe(entry, node)

    def _link(self, entry: Entry, node: Node, origin: str) -> None:
        told: list[tuple[Link, Node]] = []
        for link in self.publication.out(entry):
            name = self._names.get((link.type.key, link.type.verb, link.type.narrows), _ANY)
            public = self._public.get(link.target.key)
            target = {"@id": public} if public else self._named(link.target, origin)
            node.setdefault(name, []).append(target)
            told.append((link, target))
        linked_reasons.describe(told, node)

    @cached_property
    def adopting(self) -> dict[tuple[str, str], list[Entry]]:
        """The decisions that adopt each entry."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for decision in self.publication.graph.where(lambda kind: kind.is_decision):
            for link in self.publication.graph.out(decision, ADOPTS.key):
                found.setdefault(link.target.key, []).append(decision)
        return found

    # --- Names ---

    def _iri(self, address: str, origin: str) -> str:
        return self.publication.reference(address, origin)

    def _named(self, entry: Entry, origin: str) -> Node:
        return {"@id": self._iri(permanent(entry.key), origin)}

    def _scheme(self, kind: str, origin: str) -> str:
        return self._iri(f"{words.DATA_FOLDER}/#{kind}", origin)

    def _town(self, origin: str) -> str:
        return self._iri(f"{words.DATA_FOLDER}/#organisation", origin)


def _days(first: str, last: str, period: Any) -> Iterator[tuple[str, Node]]:
    if period and period.start:
        yield first, _day(period.start)
    if period and period.end:
        yield last, _day(period.end)


def _day(when: Any) -> Node:
    """Return a date with as much of it as is known."""
    written = when.first.isoformat()
    length, sort = {"year": (4, "gYear"), "month": (7, "gYearMonth")}.get(
        when.precision, (10, "date")
    )
    return {"@type": f"xsd:{sort}", "@value": written[:length]}


def _law(linked: Linked, entry: Entry, node: Node, origin: str) -> None:
    """A text is law once it is adopted: then with its day and the number of its resolution."""
    decisions = linked.adopting.get(entry.key, [])
    status = entry.fields.get("statut")
    days = adoption_days(entry) or [
        decision.fields["quand"].start for decision in decisions if decision.fields["quand"].start
    ]
    if not days or (status and status.phase is Phase.BEFORE):
        return
    node["@type"] = "schema:Legislation"
    node["schema:legislationDate"] = [_day(day) for day in days]
    node["schema:legislationPassedBy"] = {"@id": linked._town(origin)}
    numbers = [number for one in decisions if (number := one.fields.get("numero"))]
    if numbers:
        node["schema:legislationIdentifier"] = numbers
    if status and status.phase is Phase.DURING:
        node["schema:legislationLegalForce"] = {"@id": "schema:InForce"}


def _action(entry: Entry, node: Node) -> None:
    status = entry.fields.get("statut")
    if status:
        node["schema:actionStatus"] = {"@id": _STATUSES[status.phase]}
    node.update(_days("schema:startTime", "schema:endTime", entry.fields.get("periode")))


def _event(linked: Linked, entry: Entry, node: Node, origin: str) -> None:
    node.update(_days("schema:startDate", "schema:endDate", entry.fields.get("quand")))
    node["schema:organizer"] = {"@id": linked._town(origin)}


def _decision(entry: Entry, node: Node) -> None:
    when = entry.fields["quand"].start
    if when:
        node["schema:dateCreated"] = _day(when)
    told = _session(entry)
    if told:
        node["schema:subjectOf"] = told


def _session(decision: Entry) -> list[Node]:
    """Return the minutes of a decision and the moment of the recording that it is heard at."""
    found: list[Node] = []
    minutes, recording = (decision.fields.get(key) for key in ("proces_verbal", "enregistrement"))
    if minutes:
        found.append({"@type": "schema:DigitalDocument", "schema:url": {"@id": minutes}})
    if recording:
        address = recording_address(recording.url, recording.moment)
        clip: Node = {"@type": "schema:Clip", "schema:url": {"@id": address}}
        if recording.moment is not None:
            clip["schema:startOffset"] = recording.moment
        found.append(clip)
    return found
