"""What may stand under `- parapluie:` in `mkdocs.yml`, as data, and what reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Any

from pydantic_core import SchemaValidator
from pydantic_core import core_schema as core

from parapluie.vocabulary.exports_words import EXPORTS
from parapluie.vocabulary.grammar import Gender
from parapluie.vocabulary.local_words import MenuPlace
from parapluie.vocabulary.rules import Severity
from parapluie.vocabulary.words import DEFAULT_ORGANISATION

CONFIG_FILE = "mkdocs.yml"
HOLDER, STATUSES = "vocabulaire", "statuts"  # where a town says its own
FIELDS = "champs"  # and the fields that it adds


@dataclass(frozen=True, slots=True)
class Word:
    """How a municipality calls a kind."""

    singulier: str | None = None
    pluriel: str | None = None
    genre: Gender | None = None
    elision: bool | None = None
    dossier: str | None = None
    presentation: str | None = None
    menu: MenuPlace | None = None
    rang: int | None = None
    couleur: str = ""
    couleur_sombre: str = ""


@dataclass(frozen=True, slots=True)
class KindWord(Word):
    """How a municipality calls a kind, and the parts that it splits it into."""

    sous_types: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenPalette:
    """The colours that a municipality may set, as `#rrggbb`."""

    principale: str | None = None
    accent: str | None = None
    rehaut: str | None = None
    papier: str | None = None
    lien: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenReadability:
    """From how many words a text is remarked upon; ours, no guide's."""

    phrase: int = 25
    paragraphe: int = 90
    noms: int = 4
    mots_admis: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What may stand under `- parapluie:`."""

    organisation: str = DEFAULT_ORGANISATION
    avis: str = ""
    contact: str = ""
    illustrations: str = "illustrations"
    verification_mois: int = 24
    referentiels: Sequence[str] = ()
    croisement: Sequence[str] = ()
    priorites: Sequence[str] = ()
    palette: WrittenPalette = WrittenPalette()
    palette_sombre: WrittenPalette = WrittenPalette()
    vocabulaire: Mapping[str, KindWord] = field(default_factory=dict)
    regles: Mapping[str, Severity] = field(default_factory=dict)
    lisibilite: WrittenReadability = WrittenReadability()
    guide: bool = True
    publier_outils: bool = False
    avif: bool = False
    images_generees: bool = True
    licence: str = ""
    exports: Sequence[str] = EXPORTS


_TEXT = core.str_schema()
_TEXTS = core.list_schema(_TEXT)
_FLAG = core.no_info_before_validator_function(
    lambda value: {"oui": True, "non": False}.get(str(value), value), core.bool_schema()
)
_FROM_ONE = core.int_schema(ge=1)


def _one_of(choices: type[StrEnum]) -> core.CoreSchema:
    return core.enum_schema(choices, list(choices), sub_type="str")


def _schema(made: type, **types: core.CoreSchema) -> core.CoreSchema:
    """Return the schema of a class above: what each of its fields may be, and no other."""
    arguments = []
    for item in fields(made):
        by_default: dict[str, Any] = (
            {"default": item.default}
            if item.default_factory is MISSING
            else {"default_factory": item.default_factory}
        )
        schema = core.with_default_schema(types[item.name], **by_default)
        arguments.append(core.dataclass_field(item.name, schema, kw_only=True))
    return core.dataclass_schema(
        made,
        core.dataclass_args_schema(made.__name__, arguments),
        list(types),
        config=core.CoreConfig(extra_fields_behavior="forbid"),
        slots=True,
    )


def written_validator() -> SchemaValidator:
    """Return what reads what stands under `- parapluie:`, every error with its path."""
    maybe = core.nullable_schema
    word = {
        "singulier": maybe(_TEXT),
        "pluriel": maybe(_TEXT),
        "genre": maybe(_one_of(Gender)),
        "elision": maybe(_FLAG),
        "dossier": maybe(core.str_schema(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=200)),
        "presentation": maybe(_TEXT),
        "menu": maybe(_one_of(MenuPlace)),
        "rang": maybe(core.int_schema()),
        "couleur": _TEXT,
        "couleur_sombre": _TEXT,
    }
    parts = core.dict_schema(_TEXT, _schema(Word, **word))
    palette = _schema(
        WrittenPalette, **{item.name: maybe(_TEXT) for item in fields(WrittenPalette)}
    )
    return SchemaValidator(
        _schema(
            Written,
            organisation=_TEXT,
            avis=_TEXT,
            contact=_TEXT,
            illustrations=core.str_schema(max_length=200),
            verification_mois=_FROM_ONE,
            referentiels=_TEXTS,
            croisement=_TEXTS,
            priorites=_TEXTS,
            palette=palette,
            palette_sombre=palette,
            vocabulaire=core.dict_schema(_TEXT, _schema(KindWord, **word, sous_types=parts)),
            regles=core.dict_schema(_TEXT, _one_of(Severity)),
            lisibilite=_schema(
                WrittenReadability,
                phrase=_FROM_ONE,
                paragraphe=_FROM_ONE,
                noms=_FROM_ONE,
                mots_admis=_TEXTS,
            ),
            guide=_FLAG,
            publier_outils=_FLAG,
            avif=_FLAG,
            images_generees=_FLAG,
            licence=_TEXT,
            exports=_TEXTS,
        )
    )


# What holds the options of a group that is no word of a kind.
HOLDERS: dict[str, type] = {
    "palette": WrittenPalette,
    "palette_sombre": WrittenPalette,
    "lisibilite": WrittenReadability,
}
