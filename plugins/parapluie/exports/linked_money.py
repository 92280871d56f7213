"""What is planned and spent, in linked data: an amount of money for each line, with when it is for.

schema.org has no word for an account: amounts stand under `schema:amount`, each under its name.
"""

from collections.abc import Iterator
from typing import Any

from parapluie.meaning.money import announced_by, lines_of
from parapluie.model import Entry
from parapluie.vocabulary.field_types.measure_types import decimal
from parapluie.vocabulary.money_words import ANNOUNCED, CURRENCY, PLANNED, SPENT

Node = dict[str, Any]


def describe(entry: Entry, node: Node) -> None:
    """Add to the *node* of an entry the amounts that it writes, if any."""
    found = list(_amounts(entry))
    if found:
        node["schema:amount"] = found


def _amounts(entry: Entry) -> Iterator[Node]:
    announced = announced_by(entry)
    if announced is not None:
        yield _amount(ANNOUNCED, announced)
    for line in lines_of(entry):
        for name, value in ((PLANNED, line.prevu), (SPENT, line.reel)):
            if value is None:
                continue
            found = _amount(name, value)
            if line.quand and line.quand.start:
                found["schema:validFrom"] = _day(line.quand.start.first)
            if line.quand and line.quand.end:
                found["schema:validThrough"] = _day(line.quand.end.last)
            yield found


def _amount(name: str, value: Any) -> Node:
    return {
        "@type": "schema:MonetaryAmount",
        "schema:name": name,
        "schema:currency": CURRENCY,
        "schema:value": {"@type": "xsd:decimal", "@value": decimal(value)},
    }


def _day(day: Any) -> Node:
    return {"@type": "xsd:date", "@value": day.isoformat()}
