"""A field type is one class: what it reads, publishes, puts in a cell, asks for and prints.

The law is tried on each type that fields name, and on one that nobody knew when the rest was
written.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import parapluie
import pytest
from jsonschema import Draft7Validator
from parapluie.desk.spreadsheets.cells import CellError, as_text, as_value
from parapluie.exports.csv_tables import column_of
from parapluie.pages.guide import example
from parapluie.source.validators import validate
from parapluie.source.yaml_nodes import Data, Document, read_yaml
from parapluie.vocabulary.field_types.value_type import (
    Declared,
    Schema,
    ValueType,
    Widget,
    fail,
    line_of,
    printed_of,
)
from parapluie.vocabulary.fields import Choice, Field, FieldType
from parapluie.vocabulary.grammar import Gender

PACKAGE = Path(parapluie.__file__).parent
TYPES = {name: kind for name, kind in vars(FieldType).items() if isinstance(kind, ValueType)}
CHOICES = (Choice("neuf", "Neuf", "Neuve"), Choice("vieux", "Vieux", "Vieille"))
PARTS = (
    Field("quand", FieldType.DATE, "Quand", "Une date.", required=True),
    Field("valeur", FieldType.SOURCED, "Valeur", "Une valeur."),
    Field("mots", FieldType.LINE, "Mots", "Des mots.", many=True),
)
# What an author writes of each type, and what a page prints of it.
WRITTEN: dict[str, tuple[str, str]] = {
    "LINE": ("Un mot | et [deux]; trois", "Un mot | et [deux]; trois"),
    "TEXT": ('"Un mot.\\n\\nUn autre \\\\ mot."', "Un mot.\n\nUn autre \\ mot."),
    "INTEGER": ("25 000", "25\u00a0000"),
    "NUMBER": ("4,5", "4,5"),
    "MOMENT": ("1:02:30", "1\u00a0h\u00a002\u00a0min\u00a030\u00a0s"),
    "AMOUNT": ("1,2 M$", "1\u00a0200\u00a0000\u00a0$"),
    "DAYS": ("36,5", "36,5"),
    "PERCENT": ("60 %", "60\u00a0%"),
    "BOOLEAN": ("oui", "Oui"),
    "DATE": ("2026-10-05", "5\u00a0octobre 2026"),
    "PERIOD": ("2026/2030", "2026 à 2030"),
    "CHOICE": ("vieux", "Vieille"),
    "LINK": ("principe:eau", "principe:eau"),
    "CITED": ("bilan", "bilan"),
    "SOURCED": ("[{valeur: 200, source: bilan}, '2026-10']", "200 ou octobre 2026"),
    "COUNTS": ("{action: 12, objectif: 4}", "action : 12 et objectif : 4"),
    "PICTURE": ("parc-en-hiver", "parc-en-hiver"),
    "POINT": ("[50, '40,5']", "50 % et 40,5 %"),
    "IDENTIFIER": ("nom-court", "nom-court"),
    "URL": ('"https://exemple.ca/page"', "https://exemple.ca/page"),
    "ADDRESS": ("projets/budget.html", "projets/budget.html"),
    "RECORD": (
        "{quand: 2026, valeur: {valeur: 3, source: bilan}, mots: [a, b]}",
        "Quand : 2026; Valeur : 3; Mots : a et b",
    ),
}


class Content:
    """What exports, forms and schemas tell a type, of a town that has nothing."""

    pictures = ("parc-en-hiver",)

    def identifier(self, written: str, item: Any) -> str:
        return f"id/{written}"

    def record(self, fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            item.key: [item.type.data(item, one, self) for one in values[item.key]]
            if item.many
            else item.type.data(item, values[item.key], self)
            for item in fields
            if values[item.key] not in (None, ())
        }

    def relation(self, item: Field) -> Widget:
        return {"widget": "relation"}

    def fields(self, fields: Iterable[Field]) -> list[Widget]:
        return [widget for item in fields if (widget := item.type.widget(item, self))]


CONTENT = Content()


def field(kind: ValueType, *, many: bool = False) -> Field:
    choices = CHOICES if kind is FieldType.CHOICE else ()
    fields = PARTS if kind.has_records else ()
    return Field("cle", kind, "Clé", "Une clé.", many=many, choices=choices, fields=fields)


def read(item: Field, text: str) -> tuple[Document, Any]:
    document, problems = read_yaml(f"cle: {text}", "")
    assert document is not None
    values, found = validate((item,), document, "")
    assert [problem.message for problem in (*problems, *found)] == []
    return document, values["cle"]


def schema_of(fields: Iterable[Field], shown: str) -> Schema:
    """Return the schema of a record: « written » by authors, or the « shape » published."""
    found = {}
    for item in fields:
        method: Callable[..., Schema] = getattr(item.type, shown)
        one = method(item, lambda inner: schema_of(inner, shown))
        found[item.key] = {"anyOf": [one, {"type": "array", "items": one}]} if item.many else one
    return {"type": "object", "properties": found, "additionalProperties": False}


def errors(item: Field, shown: str, value: object) -> list[str]:
    schema = schema_of((item,), shown)
    schema["$defs"] = {"date": {"type": "object", "required": ["texte"]}}
    Draft7Validator.check_schema(schema)
    return [error.message for error in Draft7Validator(schema).iter_errors({"cle": value})]


def test_each_type_has_its_example_here() -> None:
    assert set(WRITTEN) == set(TYPES)


@pytest.mark.parametrize("many", [False, True], ids=["one", "several"])
@pytest.mark.parametrize("name", TYPES)
def test_a_value_of_a_type_is_read_published_put_in_a_cell_and_printed(
    name: str, *, many: bool
) -> None:
    kind = TYPES[name]
    # A sourced value and counts are several by themselves.
    if many and name in ("SOURCED", "COUNTS"):
        pytest.skip("several by itself")
    item = field(kind, many=many)
    text, printed = WRITTEN[name]
    document, value = read(item, f"[{text}]" if many and name == "POINT" else text)
    written = document.data["cle"]

    assert errors(item, "written", written) == []
    one = value[0] if many else value
    data = kind.data(item, one, CONTENT)
    assert errors(field(kind), "shape", data) == []
    assert column_of(item, value) or not kind.says_alone
    cell = as_text(item, written)
    assert cell
    assert as_value(item, cell) == (written if not many or name == "POINT" else [written])
    assert printed_of(item, value, Gender.FEMININE) == printed
    widget = kind.widget(item, CONTENT)
    assert widget or kind.has_shapes or (kind.has_records and not many)
    assert kind.said


@pytest.mark.parametrize("many", [False, True], ids=["one", "several"])
@pytest.mark.parametrize("name", TYPES)
def test_a_key_without_an_example_of_its_own_has_one_by_its_type(name: str, *, many: bool) -> None:
    item = field(TYPES[name], many=many and name not in ("SOURCED", "COUNTS"))
    text = example(item, None)
    assert text.startswith("cle: ")
    _, value = read(item, text.removeprefix("cle: "))
    assert value not in (None, ())


@pytest.mark.parametrize("name", TYPES)
def test_what_is_no_value_of_a_type_is_a_problem_with_its_message(name: str) -> None:
    item = field(TYPES[name])
    document = Document({"cle": [["a"], {"x": "y"}]}, None, "", 0)
    _, problems = validate((item,), document, "")
    assert [problem.code for problem in problems] == ["P203"]


def test_a_type_prints_the_same_in_every_process() -> None:
    # What an earlier run made is known by what its options print, kinds and fields included.
    assert [repr(kind) for kind in TYPES.values() if " at 0x" in repr(kind)] == []


# --- A type of its own ---


class Colour(ValueType):
    """A colour, by six digits."""

    said = "une couleur"
    example = "'#12324a'"
    by_comma = True

    def read(self, item: Declared, value: Data) -> tuple[int, ...]:
        """Return red, green and blue."""
        text = line_of(value).removeprefix("#")
        if len(text) != 6:
            raise fail("expected_identifier", text)
        return tuple(bytes.fromhex(text))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of six digits."""
        return {"type": "string", "pattern": "^#[0-9a-f]{6}$"}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of three numbers."""
        return {"type": "array", "items": {"type": "integer"}}

    def data(self, item: Declared, raw: Any, published: Any) -> Any:
        """Return the three numbers."""
        return list(raw)

    def cell_of_one(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return the digits alone."""
        return str(value).removeprefix("#")

    def one_from_cell(self, item: Declared, text: str) -> Data:
        """Return the digits after their sign."""
        if len(text) != 6:
            raise CellError(text)
        return f"#{text}"

    def widget_of_one(self, item: Any, asked: Any) -> Widget:
        """Return the picker of colours."""
        return {"widget": "color"}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return the digits."""
        return "#" + bytes(raw).hex()


def test_a_type_that_nobody_knew_is_read_published_put_in_a_cell_asked_for_and_printed() -> None:
    item = Field("cle", Colour(), "Clé", "Une clé.", many=True)
    document, value = read(item, "['#12324a', '#ffffff']")
    assert value == ((18, 50, 74), (255, 255, 255))
    assert errors(item, "written", document.data["cle"]) == []
    assert errors(item, "written", "bleu") != []
    assert item.type.data(item, value[0], CONTENT) == [18, 50, 74]
    assert as_text(item, document.data["cle"]) == "12324a, ffffff"
    assert as_value(item, "12324a, ffffff") == document.data["cle"]
    with pytest.raises(CellError):
        as_value(item, "bleu")
    assert Colour().widget(field(Colour()), CONTENT) == {"widget": "color"}
    assert printed_of(item, value) == "#12324a et #ffffff"
    wrong = Document({"cle": "bleu"}, None, "", 0)
    assert [problem.code for problem in validate((item,), wrong, "")[1]] == ["P203"]


# --- The guard ---

# Modules above the types that name one, and why.
NAMED = {
    "desk/spreadsheets/import_desk.py": "an entry of the glossary stands in its file as a record",
}


CLASSES = {type(kind).__name__ for kind in TYPES.values()}


def names_a_type(module: Path) -> bool:
    tree = ast.parse(module.read_text("utf-8"))
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "FieldType"
        for node in ast.walk(tree)
    ) or any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("isinstance", "type")
        and any(
            isinstance(name, ast.Name)
            and name.id in {type(kind).__name__ for kind in TYPES.values()}
            for argument in node.args
            for name in ast.walk(argument)
        )
        for node in ast.walk(tree)
    )


def asks(module: Path) -> list[str]:
    """Return where a module compares the type of a field, by hand or in a table."""
    found = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Dict):
            sides = [key for key in node.keys if key is not None]
        elif isinstance(node, ast.match_case):
            sides = [n for n in ast.walk(node.pattern) if isinstance(n, ast.expr)]
        elif isinstance(node, ast.Subscript):
            sides = [node.slice]
        else:
            continue
        found += [
            f"{module.relative_to(PACKAGE)}: {ast.unparse(side)}"
            for side in sides
            for inner in ast.walk(side)
            if isinstance(inner, ast.Attribute)
            and (ast.unparse(inner).startswith("FieldType.") or ast.unparse(inner) == "item.type")
        ]
    return found


MODULES = [
    module
    for module in sorted(PACKAGE.rglob("*.py"))
    if "vocabulary" not in module.relative_to(PACKAGE).parts
]


def test_no_module_above_asks_which_type_a_field_has() -> None:
    assert [place for module in MODULES for place in asks(module)] == []
    named = [str(module.relative_to(PACKAGE)) for module in MODULES if names_a_type(module)]
    assert named == list(NAMED)


def test_in_the_vocabulary_types_are_named_only_where_fields_are_declared() -> None:
    modules = sorted((PACKAGE / "vocabulary").rglob("*.py"))
    assert [place for module in modules for place in asks(module)] == []
