"""The fields that a municipality adds to kinds, each of a type that people can name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from parapluie.vocabulary.field_types.value_type import ValueType
from parapluie.vocabulary.fields import Choice, Field, FieldType, LinkType
from parapluie.vocabulary.kinds.common import link_field
from parapluie.vocabulary.kinds.facts import Kind

# The types of such fields, as options name them.
FIELD_TYPES: Mapping[str, ValueType] = {
    "texte": FieldType.LINE,
    "nombre": FieldType.NUMBER,
    "date": FieldType.DATE,
    "choix": FieldType.CHOICE,
    "oui-non": FieldType.BOOLEAN,
    "lien": FieldType.LINK,
}
_LINKED, _LINKED_BY = "est lié à", "est lié à"


@dataclass(frozen=True, slots=True)
class LocalField:
    """What an option says of a field that it adds to a kind."""

    kind: str  # key
    key: str
    type: str  # one of `FIELD_TYPES`
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()  # what authors write, and what people read
    target: str = ""  # key of the kind that links lead to
    many: bool = False

    @property
    def field(self) -> Field:
        """The field, as a kind declares its own."""
        # Braces name kinds in our texts; a town means none.
        label, help_text = (text.replace("{", "{{").replace("}", "}}") for text in self._texts)
        if self.target:
            link = LinkType(self.key, (self.target,), _LINKED, _LINKED_BY, self.label, self.label)
            made = link_field(link, help_text, many=self.many)
            return replace(made, label=label, is_own=True)
        return Field(
            self.key,
            FIELD_TYPES[self.type],
            label,
            help_text,
            many=self.many,
            choices=tuple(Choice(key, name) for key, name in self.choices),
            is_own=True,
        )

    @property
    def _texts(self) -> tuple[str, str]:
        return self.label, self.help or f"{self.label}."


def with_fields(kinds: Iterable[Kind], fields: Iterable[LocalField]) -> tuple[Kind, ...]:
    """Return the kinds, each with the fields that a town adds to it."""
    added: dict[str, tuple[Field, ...]] = {}
    for one in fields:
        added[one.kind] = (*added.get(one.kind, ()), one.field)
    return tuple(_with(kind, added) for kind in kinds) if added else tuple(kinds)


def _with(kind: Kind, added: Mapping[str, tuple[Field, ...]]) -> Kind:
    """Return a kind with what is added to it, and to the records that it holds."""
    inner = {
        item.key: replace(item, fields=(*item.fields, *added[item.entries]))
        for item in kind.fields
        if item.entries in added
    }
    if kind.key not in added and not inner:
        return kind
    fields = tuple(inner.get(item.key, item) for item in kind.fields)
    return replace(kind, fields=(*fields, *added.get(kind.key, ())))
