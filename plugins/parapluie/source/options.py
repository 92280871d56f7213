"""The plugin's options, read from `mkdocs.yml` by whichever outlet runs.

One schema for the MkDocs plugin and for the command, with messages of our own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from parapluie.model import Place
from parapluie.problems import Problem, problem, suggestion
from parapluie.source.colours import MARK, Palette, contrast, is_colour, rgb
from parapluie.vocabulary import exports_words, messages
from parapluie.vocabulary.dates import LAST_YEAR
from parapluie.vocabulary.exports_words import EXPORTS, LICENCES
from parapluie.vocabulary.file_names import fault, kept_name
from parapluie.vocabulary.grammar import Gender, Noun, decimal
from parapluie.vocabulary.hidden_signs import hidden_words
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.local_words import LocalWord, MenuPlace, Vocabulary
from parapluie.vocabulary.rules import RULE_BY_CODE, Severity
from parapluie.vocabulary.web_addresses import is_web, may_mislead, misleading_in
from parapluie.vocabulary.words import DEFAULT_ORGANISATION

CONFIG_FILE = "mkdocs.yml"
CACHE_FOLDER = ".cache/parapluie"  # beside the configuration file; may be deleted at any time

BUILD_DAY = "SOURCE_DATE_EPOCH"  # in the environment
_SECONDS = re.compile(r"[0-9]{1,11}")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[a-zA-Z]{2,}")


@dataclass(frozen=True, slots=True)
class _Word:
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
class _KindWord(_Word):
    sous_types: Mapping[str, _Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Palette:
    """The colours that a municipality may set, as `#rrggbb`."""

    principale: str | None = None
    accent: str | None = None
    rehaut: str | None = None
    papier: str | None = None
    lien: str | None = None


@dataclass(frozen=True, slots=True)
class _Readability:
    """From how many words a text is remarked upon; ours, no guide's."""

    phrase: int = 25
    paragraphe: int = 90
    noms: int = 4
    mots_admis: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """What may stand under `- parapluie:`."""

    organisation: str = DEFAULT_ORGANISATION
    avis: str = ""
    contact: str = ""
    illustrations: str = "illustrations"
    verification_mois: int = 24
    referentiels: Sequence[str] = ()
    croisement: Sequence[str] = ()
    palette: _Palette = _Palette()
    palette_sombre: _Palette = _Palette()
    vocabulaire: Mapping[str, _KindWord] = field(default_factory=dict)
    regles: Mapping[str, Severity] = field(default_factory=dict)
    lisibilite: _Readability = _Readability()
    guide: bool = True
    avif: bool = False
    images_generees: bool = True
    licence: str = ""
    exports: Sequence[str] = EXPORTS


_TEXT = core.str_schema()
_TEXTS = core.list_schema(_TEXT)
_FLAG = core.bool_schema()
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


def _validator() -> SchemaValidator:
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
    parts = core.dict_schema(_TEXT, _schema(_Word, **word))
    palette = _schema(_Palette, **{item.name: maybe(_TEXT) for item in fields(_Palette)})
    return SchemaValidator(
        _schema(
            _Written,
            organisation=_TEXT,
            avis=_TEXT,
            contact=_TEXT,
            illustrations=core.str_schema(max_length=200),
            verification_mois=_FROM_ONE,
            referentiels=_TEXTS,
            croisement=_TEXTS,
            palette=palette,
            palette_sombre=palette,
            vocabulaire=core.dict_schema(_TEXT, _schema(_KindWord, **word, sous_types=parts)),
            regles=core.dict_schema(_TEXT, _one_of(Severity)),
            lisibilite=_schema(
                _Readability,
                phrase=_FROM_ONE,
                paragraphe=_FROM_ONE,
                noms=_FROM_ONE,
                mots_admis=_TEXTS,
            ),
            guide=_FLAG,
            avif=_FLAG,
            images_generees=_FLAG,
            licence=_TEXT,
            exports=_TEXTS,
        )
    )


@dataclass(frozen=True, slots=True)
class Readability:
    """From how many words a sentence or a paragraph is long, from how many nouns they are strung.

    The figures are house marks: no guide sets them.
    """

    sentence: int = 25
    paragraph: int = 90
    nouns: int = 4
    allowed: tuple[str, ...] = ()  # words that the town keeps


@dataclass(frozen=True, slots=True)
class Options:
    """What the core needs to know besides the content."""

    site_name: str = "Parapluie"
    site_url: str = ""  # where the site is published, with its last slash; may not be known
    organisation: str = DEFAULT_ORGANISATION  # with its article, as sentences say it
    notice: str = ""  # printed on every page
    contact: str = ""  # an email, or the address of a page
    illustrations: str = "illustrations"  # folder, relative to the configuration file
    review_months: int = 24
    frameworks: tuple[str, ...] = ()  # shown even when nothing corresponds to them
    crossing: tuple[str, ...] = ()  # two parts of the vocabulary that cross
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    readability: Readability = Readability()
    guide: bool = True
    drawn_pictures: bool = True  # landscapes and sharing cards, where there is a cache
    licence: str = ""  # of the open data: a key of `LICENCES` or an address
    exports: tuple[str, ...] = EXPORTS  # what is published beside the pages
    avif: bool = False  # publish pictures in this format too: lighter, slower to make
    palette: Palette = field(default_factory=Palette)
    today: date = date(1970, 1, 1)  # the edge gives the day: the core has no clock
    directory_urls: bool = False  # pages are published as folders
    # The engine makes relative addresses in HTML follow the page that it moves into a folder.
    engine_moves_addresses: bool = False


def build_day(environment: Mapping[str, str]) -> tuple[date, list[Problem]]:
    """Return the day to build for: that of `SOURCE_DATE_EPOCH` (seconds, UTC) or else today.

    Source: reproducible-builds.org, SOURCE_DATE_EPOCH specification. Where anything is told of the
    variable, engines must not see it: they end on what they cannot read.
    """
    written = environment.get(BUILD_DAY)
    if written is None:
        return date.today(), []
    if _SECONDS.fullmatch(written):
        day = datetime.fromtimestamp(int(written), UTC).date()
        if day.year <= LAST_YEAR:
            return day, []
    shown = "".join(sign if sign.isprintable() else "?" for sign in written[:40])
    reason = messages.DAY_WRONG.format(value=shown) if written else messages.DAY_EMPTY
    return date.today(), [problem("P404", Place(BUILD_DAY), reason=reason)]


def read_options(
    written: object, *, site_name: str, today: date, directory_urls: bool, site_url: str = ""
) -> tuple[Options, list[Problem]]:
    """Return the options that *written* states, and what is wrong with them.

    What is wrong is left out, so that the rest can be checked in the same run.
    """
    if not isinstance(written, Mapping):
        options, _ = read_options(
            {},
            site_name=site_name,
            today=today,
            directory_urls=directory_urls,
            site_url=site_url,
        )
        return options, [_option("parapluie", messages.OPTION_REASONS["dict_type"])]
    validator = _validator()
    parsed: _Written
    try:
        parsed, problems = validator.validate_python(dict(written)), []
    except ValidationError as error:
        problems = [
            _problem(".".join(str(step) for step in detail["loc"]), detail["type"])
            for detail in error.errors(include_url=False)
        ]
        wrong = {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
        right = {key: value for key, value in written.items() if key not in wrong}
        parsed = validator.validate_python(right)
    problems += [*_check(parsed), *_unseen([*_strings(written), site_name, site_url])]
    return (
        Options(
            site_name=site_name,
            site_url=f"{site_url.rstrip('/')}/" if site_url else "",
            organisation=parsed.organisation,
            notice=parsed.avis,
            contact=parsed.contact if _is_contact(parsed.contact) else "",
            illustrations=parsed.illustrations,
            review_months=parsed.verification_mois,
            frameworks=tuple(parsed.referentiels),
            crossing=tuple(parsed.croisement),
            vocabulary=Vocabulary(
                {
                    key: _local_word(key, word)
                    for key, word in parsed.vocabulaire.items()
                    if key in KIND_BY_KEY
                }
            ),
            severities={k: v for k, v in parsed.regles.items() if k in RULE_BY_CODE},
            readability=Readability(
                parsed.lisibilite.phrase,
                parsed.lisibilite.paragraphe,
                parsed.lisibilite.noms,
                tuple(parsed.lisibilite.mots_admis),
            ),
            guide=parsed.guide,
            licence=parsed.licence if _is_licence(parsed.licence) else "",
            exports=tuple(form for form in EXPORTS if form in parsed.exports),
            avif=parsed.avif,
            drawn_pictures=parsed.images_generees,
            palette=_palette(parsed),
            today=today,
            directory_urls=directory_urls,
        ),
        problems,
    )


def _check(parsed: _Written) -> list[Problem]:
    problems = [
        _option(
            "vocabulaire",
            messages.OPTION_KIND_UNKNOWN.format(value=key, suggestion=suggestion(key, KIND_BY_KEY)),
        )
        for key in parsed.vocabulaire
        if key not in KIND_BY_KEY
    ]
    problems += [
        _option("regles", messages.OPTION_RULE_UNKNOWN.format(value=code))
        for code in parsed.regles
        if code not in RULE_BY_CODE
    ]
    problems += [*_check_palette(parsed), *_check_hues(parsed)]
    if not _is_contact(parsed.contact):
        reason = messages.OPTION_CONTACT.format(value=parsed.contact)
        problems.append(_option("contact", reason))
    problems += [
        _option(
            "exports",
            exports_words.OPTION_EXPORT_UNKNOWN.format(
                value=form, suggestion=suggestion(form, EXPORTS)
            ),
        )
        for form in parsed.exports
        if form not in EXPORTS
    ]
    if not _is_licence(parsed.licence):
        reason = exports_words.OPTION_LICENCE_UNKNOWN.format(
            value=parsed.licence, suggestion=suggestion(parsed.licence, LICENCES)
        )
        problems.append(_option("licence", reason))
    words = {k: _local_word(k, w) for k, w in parsed.vocabulaire.items() if k in KIND_BY_KEY}
    crossed = [Vocabulary(words).named(key) for key in parsed.croisement]
    if parsed.croisement and (
        len(crossed) != 2 or any(s is None or s.kind is not PRINCIPLE for s in crossed)
    ):
        kind = Vocabulary(words).names[PRINCIPLE.key].plural
        problems.append(_option("croisement", messages.OPTION_CROSSING.format(plural=kind)))
    folders: set[str] = set()
    for subkind in Vocabulary(words).subkinds:
        for name in dict.fromkeys((subkind.list_folder, subkind.key)):
            if refused := fault(name):
                reason = messages.OPTION_FOLDER_REFUSED.format(
                    value=name, reason=refused, other=kept_name(name, messages.OTHER_NAME)
                )
                problems.append(_option("vocabulaire", reason))
        if subkind.list_folder and subkind.list_folder in folders:
            reason = messages.OPTION_FOLDER_TAKEN.format(value=subkind.list_folder)
            problems.append(_option("vocabulaire", reason))
        folders.add(subkind.list_folder)
    return problems


def _strings(written: object) -> Iterator[str]:
    """Yield each text of the options, at any depth."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, Mapping):
        for key, value in written.items():
            yield from (*_strings(key), *_strings(value))
    elif isinstance(written, list):
        for value in written:
            yield from _strings(value)


def _unseen(texts: Iterable[str]) -> Iterator[Problem]:
    """P116, P117: invisible signs and addresses that mislead."""
    for text in dict.fromkeys(texts):
        for where, sign in islice(hidden_words(text), 1):
            yield problem("P116", Place(CONFIG_FILE), where=where, sign=sign)
        for _, value, reason in misleading_in(text) if may_mislead(text) else ():
            yield problem("P117", Place(CONFIG_FILE), value=value, reason=reason)


def _is_licence(written: str) -> bool:
    if not written or written in LICENCES:
        return True
    return written.startswith("https://") and is_web(written)


def _is_contact(written: str) -> bool:
    return not written or bool(_MAIL.fullmatch(written)) or is_web(written)


# Each colour that a municipality names, and the tokens that follow it.
_TOKENS = {
    "principale": ("primary", "primary-deep"),
    "accent": ("accent",),
    "rehaut": ("highlight",),
    "papier": ("paper",),
    "lien": ("link",),
}


def _palette(parsed: _Written) -> Palette:
    return Palette().with_colours(_colours(parsed.palette), _colours(parsed.palette_sombre))


def _colours(written: _Palette) -> dict[str, str]:
    return {
        token: colour.lower()
        for name, colour in _pairs(written)
        if colour and is_colour(colour)
        for token in _TOKENS[name]
    }


def _pairs(written: _Palette) -> list[tuple[str, str | None]]:
    return [(item.name, getattr(written, item.name)) for item in fields(written)]


def _check_palette(parsed: _Written) -> list[Problem]:
    problems = [
        _option(f"{option}.{name}", messages.OPTION_COLOUR.format(value=colour))
        for option in ("palette", "palette_sombre")
        for name, colour in _pairs(getattr(parsed, option))
        if colour and not is_colour(colour)
    ]
    for option, dark in (("palette", False), ("palette_sombre", True)):
        for text, ground, ratio, owed in _palette(parsed).faults(dark=dark):
            reason = messages.OPTION_CONTRAST.format(
                text=messages.COLOUR_NAMES[text],
                ground=messages.COLOUR_NAMES[ground],
                ratio=decimal(ratio),
                owed=decimal(owed),
            )
            problems.append(_option(option, reason))
    return problems


def _check_hues(parsed: _Written) -> list[Problem]:
    """P401: a colour of a part of the vocabulary that is none, or that nobody would see.

    It is a mark beside the words that say the same, and so owes the contrast of 1.4.11.
    """
    problems = []
    for key, kind in parsed.vocabulaire.items():
        words = {key: kind} | {f"{key}.sous_types.{k}": w for k, w in kind.sous_types.items()}
        for place, word in words.items():
            light, dark = word.couleur, word.couleur_sombre
            option = f"vocabulaire.{place}.couleur"
            for name, colour in ((option, light), (f"{option}_sombre", dark)):
                if colour and not is_colour(colour):
                    reason = messages.OPTION_COLOUR.format(value=colour)
                    problems.append(_option(name, reason))
            palettes = ((light, _palette(parsed).light), (dark or light, _palette(parsed).dark))
            for (colour, tokens), name in zip(palettes, ("", "_sombre"), strict=True):
                if not is_colour(colour):
                    continue
                ratio = contrast(rgb(colour), rgb(tokens["paper"]))
                if ratio < MARK:
                    reason = messages.OPTION_HUE.format(
                        value=colour,
                        ground=messages.COLOUR_NAMES["paper"],
                        ratio=decimal(ratio),
                        owed=decimal(MARK),
                    )
                    problems.append(_option(f"{option}{name}", reason))
    return problems


def _local_word(key: str, word: _Word) -> LocalWord:
    standard = KIND_BY_KEY[key].noun
    parts = {}
    if isinstance(word, _KindWord):
        parts = {name: _part(name, part, standard) for name, part in word.sous_types.items()}
    noun = None
    if word.singulier or word.pluriel or word.genre or word.elision is not None:
        noun = Noun(
            word.singulier or standard.singular,
            word.pluriel or (f"{word.singulier}s" if word.singulier else standard.plural),
            word.genre or standard.gender,
            word.elision,
        )
    return _said(word, noun, parts)


def _part(name: str, word: _Word, standard: Noun) -> LocalWord:
    singular = word.singulier or name.replace("-", " ")
    noun = Noun(
        singular, word.pluriel or f"{singular}s", word.genre or standard.gender, word.elision
    )
    return _said(word, noun)


def _said(
    word: _Word, noun: Noun | None, parts: Mapping[str, LocalWord] | None = None
) -> LocalWord:
    light, dark = (
        colour.lower() if is_colour(colour) else ""
        for colour in (word.couleur, word.couleur_sombre)
    )
    return LocalWord(
        noun, word.dossier, word.presentation, word.menu, word.rang, light, dark, parts
    )


def _problem(key: str, kind: str) -> Problem:
    if kind == "unexpected_keyword_argument":
        group, _, name = key.rpartition(".")
        holder = _HOLDERS.get(group, _KindWord if group else _Written)
        near = suggestion(name, [item.name for item in fields(holder)])
        return _option(key, messages.OPTION_UNKNOWN.format(suggestion=near))
    reason = messages.OPTION_REASONS.get(kind, messages.OPTION_WRONG)
    return _option(key, reason)


# What holds the options of a group that is no word of a kind.
_HOLDERS: dict[str, type] = {
    "palette": _Palette,
    "palette_sombre": _Palette,
    "lisibilite": _Readability,
}


def _option(key: str, reason: str) -> Problem:
    return problem("P401", Place(CONFIG_FILE), key=key, reason=reason)
