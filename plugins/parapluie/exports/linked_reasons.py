"""Why links stand, in linked data: what an author says of a link, beside the link itself."""

from collections.abc import Iterable
from typing import Any

from parapluie.meaning.relations import Link
from parapluie.vocabulary.dates import PartialDate

Node = dict[str, Any]


def describe(told: Iterable[tuple[Link, Node]], node: Node) -> None:
    """Add to *node* what authors say of its links, each given with what names its target."""
    found = [_property(link, target) for link, target in told if link.reason]
    if found:
        node["schema:additionalProperty"] = [*node.get("schema:additionalProperty", ()), *found]


def _property(link: Link, target: Node) -> Node:
    assert link.reason is not None
    reason = link.reason
    found: Node = {
        "@type": "schema:PropertyValue",
        "schema:propertyID": link.type.key,
        "schema:name": link.type.verb,
        "schema:valueReference": target,
    }
    if link.why:
        found["schema:description"] = link.why
    for name, day in (("schema:startDate", reason.since), ("schema:endDate", reason.until)):
        if isinstance(day, PartialDate):
            found[name] = day.text
    proof = reason.proof
    if proof is not None:
        found["schema:citation"] = " ".join(filter(None, (proof.title or proof.key, proof.url)))
    return found
