"""Plain text, on one line or in paragraphs."""

from collections.abc import Callable, Iterable
from typing import Any

from .value_type import WIDE, Asked, Data, Declared, Schema, ValueType, Widget, line_of, text_of

# What YAML takes for a number or a truth, and the reader for the text that was typed.
ANY_TEXT: Schema = {
    "anyOf": [{"type": "string", "pattern": r"\S"}, {"type": ["number", "boolean"]}]
}


class Line(ValueType):
    """Plain text on one line."""

    said = "du texte, sur une ligne"
    example = "Quelques mots"
    is_searched = True
    is_text = True

    def read(self, item: Declared, value: Data) -> str:
        """Return the text on one line."""
        return line_of(value)

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of any text."""
        return ANY_TEXT


class Text(ValueType):
    """Plain text, paragraphs allowed."""

    shown_as = "paragraph"
    said = "du texte"
    example = "Quelques phrases."
    is_searched = True
    is_text = True
    cell_width = WIDE

    def read(self, item: Declared, value: Data) -> str:
        """Return the text."""
        return text_of(value)

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of any text."""
        return ANY_TEXT

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for paragraphs."""
        return {"widget": "text"}
