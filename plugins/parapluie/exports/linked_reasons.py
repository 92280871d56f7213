"""Why links stand, in linked data: what an author says of a link, beside the link itself."""

from collections.abc import Iterable
from typing import Any

from parapluie.meaning.relations import Link
from parapluie.vocabulary.field_types.link_type import PROOF_KEY
from parapluie.vocabulary.kinds.common import REASON

Node = dict[str, Any]
_PROOF = next(item for item in REASON if item.key == PROOF_KEY)


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
        if day is not None:
            found[name] = day.text
    if reason.proof is not None:
        found["schema:citation"] = _PROOF.type.column(_PROOF, reason.proof)
    return found
