"""What nobody sees in a file: invisible signs in names and addresses, addresses that mislead."""

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from parapluie.model import Place
from parapluie.problems import Problem, problem
from parapluie.vocabulary import messages
from parapluie.vocabulary.hidden_signs import described, hidden, hidden_words, may_hide
from parapluie.vocabulary.web_addresses import may_mislead, misleading_in

from .yaml_nodes import Document

# Of a text, what names something or leads somewhere: headings, links, images, tags, addresses.
_NAMES = re.compile(
    r"^ {0,3}#{1,6}[ \t].*$|^.*\S.*(?=\n {0,3}(?:=+|-+)[ \t]*$)"
    r"|!?\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\([^)\n]*\)|\[\[[^\]\n]*\]\]|\[[^\]\n]*\](?:\{[^}\n]*\}|\[[^\]\n]*\])"
    r"|^ {0,3}\[[^\]\n]*\]:.*$|<[^<>\n]*>|\S*://\S*",
    re.MULTILINE,
)


def in_values(document: Document, text: str) -> Iterator[Problem]:
    """P116, P117: yield what is wrong with the keys and values of *document*, read from *text*."""
    # An escape may write what the text does not show.
    if "\\" not in text and not may_hide(text) and not may_mislead(text):
        return
    for node in _scalars(document.node):
        span = node.start_mark.index, node.end_mark.index
        for offset in islice(hidden(node.value), 1):
            sign, around = node.value[offset], node.value[max(0, offset - 1) : offset + 1]
            index = text.find(around, *span) + len(around) - 1
            if index < span[0]:
                index = max(text.find(sign, *span), span[0])
            yield _hidden(_place(text, index, document), sign)
        for _, written, reason in misleading_in(node.value):
            index = max(text.find(written, *span), span[0])
            yield problem("P117", _place(text, index, document), value=written, reason=reason)


def in_text(text: str, start: Place) -> Iterator[Problem]:
    """P116: yield the first invisible sign of each heading, link, image and address of a text."""
    if not may_hide(text):
        return
    for match in _NAMES.finditer(text):
        for offset in islice(hidden(match[0]), 1):
            before = text[: match.start() + offset]
            line, column = before.count("\n"), len(before) - before.rfind("\n")
            yield _hidden(Place(start.file, start.line + line, column), match[0][offset])


def in_name(name: str, place: Place) -> Iterator[Problem]:
    """P116: yield the first invisible sign of a name, which stands at *place* as a whole."""
    for where, sign in islice(hidden_words(name), 1):
        yield problem("P116", place, where=where, sign=sign)


def _hidden(place: Place, sign: str) -> Problem:
    where = messages.SIGN_AT.format(column=place.column)
    return problem("P116", place, where=where, sign=described(sign))


def _place(text: str, index: int, document: Document) -> Place:
    line = text.count("\n", 0, index) + 1 + document.offset
    return Place(document.file, line, index - text.rfind("\n", 0, index))


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
