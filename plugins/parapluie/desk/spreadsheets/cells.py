"""A value of the front matter as the text of one cell, and back.

A list stands in one cell, ids between commas and texts one per line. A record is a line, its parts
between bars. A backslash before a sign makes it a part of the text. Types say the rest of theirs.
"""

from parapluie.vocabulary.field_types.cell_signs import CellError as CellError
from parapluie.vocabulary.field_types.value_type import Data
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import Gender


def as_text(item: Field, value: Data, gender: Gender = Gender.MASCULINE) -> str:
    """Return the text of the cell for a value of the field *item*."""
    return "" if value is None else item.type.cell(item, value, gender)


def as_value(item: Field, text: str) -> Data:
    """Return the value that the text of a cell writes; `None` for an empty one.

    Raises `CellError`. What the value itself should be is the schema's to say.
    """
    text = text.strip()
    return item.type.from_cell(item, text) if text else None
