"""Every reason to make a thing again, by name, and which of them each thing that is kept has.

A key is composed of named parts, all those that its recipe lists and no other: a reason that a
cache forgot to list cannot be in its key, and `expliquer` prints the very list. What is kept is
also made again when it was erased or damaged, which no key has to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique
from typing import Any

from parapluie.vocabulary import reasons_words as words


@unique
class Reason(Enum):
    """What, when it changes, makes something else be made again; the value says so in French."""

    CODE = words.CODE
    FOLDERS = words.FOLDERS
    FILES = words.FILES
    OPTIONS = words.OPTIONS
    DAY = words.DAY
    CACHE = words.CACHE
    TEMPLATE = words.TEMPLATE
    TEMPLATE_TOOLS = words.TEMPLATE_TOOLS
    PAGE_PATH = words.PAGE_PATH
    FILE_TEXT = words.FILE_TEXT
    FOLDER_DEFAULTS = words.FOLDER_DEFAULTS
    TOWN_WORDS = words.TOWN_WORDS
    ORIGINAL = words.ORIGINAL
    PILLOW = words.PILLOW
    DRAWING = words.DRAWING
    SIZES = words.SIZES
    ENCODINGS = words.ENCODINGS
    FOCUS = words.FOCUS
    IDENTIFIER = words.IDENTIFIER
    PALETTE = words.PALETTE
    CARD_TITLE = words.CARD_TITLE
    CARD_SENTENCE = words.CARD_SENTENCE
    TOWN_NAME = words.TOWN_NAME
    NOTICE = words.NOTICE
    CARD_PICTURE = words.CARD_PICTURE
    CARD_LANDSCAPE = words.CARD_LANDSCAPE
    RULES = words.RULES
    SCRIPTS = words.SCRIPTS
    ERASED = words.ERASED


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a thing that is kept is made from: once one of these changes, it is made again."""

    label: str
    reasons: tuple[Reason, ...]  # those that its key is composed of, in order
    others: tuple[Reason, ...] = (Reason.ERASED,)  # those found out without the key

    def parts(self, given: Mapping[Reason, object]) -> tuple[Any, ...]:
        """Return the parts of the key, in order; each is *given* under its reason, and no other.

        Raises `ValueError` where they are not those of the recipe.
        """
        if len(given) != len(self.reasons) or not all(reason in given for reason in self.reasons):
            told = {reason.name for reason in {*given} ^ {*self.reasons}}
            raise ValueError(f"{self.label}: {sorted(told)}")
        return tuple(given[reason] for reason in self.reasons)

    @property
    def every(self) -> tuple[Reason, ...]:
        """Every reason to make the thing again."""
        return (*self.reasons, *self.others)


SITE = Recipe(
    words.SITE,
    (
        Reason.FILES,
        Reason.OPTIONS,
        Reason.DAY,
        Reason.CODE,
        Reason.FOLDERS,
        Reason.CACHE,
    ),
)
"""All that the core makes: pages know too much of each other for each to have its own key."""
TEMPLATES = Recipe(
    words.TEMPLATES,
    (Reason.CODE, Reason.TEMPLATE_TOOLS),
    (Reason.TEMPLATE, Reason.ERASED),  # Jinja compares the texts
)
READING = Recipe(
    words.READING,
    (
        Reason.FILE_TEXT,
        Reason.PAGE_PATH,
        Reason.FOLDER_DEFAULTS,
        Reason.TOWN_WORDS,
        Reason.FOLDERS,
    ),
    (),  # in memory
)
PHOTOGRAPH = Recipe(
    words.PHOTOGRAPH,
    (
        Reason.ORIGINAL,
        Reason.FOCUS,
        Reason.ENCODINGS,
        Reason.SIZES,
        Reason.DRAWING,
        Reason.PILLOW,
    ),
)
DECODED = Recipe(words.DECODED, (Reason.ORIGINAL, Reason.PILLOW))
LANDSCAPE = Recipe(
    words.LANDSCAPE,
    (
        Reason.IDENTIFIER,
        Reason.PALETTE,
        Reason.SIZES,
        Reason.DRAWING,
        Reason.PILLOW,
    ),
)
CARD = Recipe(
    words.CARD,
    (
        Reason.CARD_TITLE,
        Reason.CARD_SENTENCE,
        Reason.TOWN_NAME,
        Reason.NOTICE,
        Reason.CARD_PICTURE,
        Reason.CARD_LANDSCAPE,
        Reason.DRAWING,
        Reason.PILLOW,
    ),
)
STAMP = Recipe(words.STAMP, (Reason.RULES, Reason.SCRIPTS), ())
RECIPES = (SITE, TEMPLATES, READING, PHOTOGRAPH, DECODED, LANDSCAPE, CARD, STAMP)
