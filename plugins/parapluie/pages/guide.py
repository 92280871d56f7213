"""The guide for those who write, made from the same tables as what reads their files."""

from collections.abc import Iterator
from dataclasses import dataclass

from parapluie.source.ids_and_classes import ADMITTED_CLASSES
from parapluie.vocabulary import guide_words as words
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.file_fields import FRAMEWORK_FIELDS, ILLUSTRATION_FIELDS
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.chapter import CHAPTER
from parapluie.vocabulary.kinds.common import APPLIES_FIELD, COMMON
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.rules import RULES
from parapluie.vocabulary.words import (
    FRAMEWORKS_FOLDER,
    GLOSSARY_FILE,
    GUIDE_FOLDER,
    GUIDE_HOSTING,
    GUIDE_PICTURES,
    GUIDE_READABILITY,
    GUIDE_RULES,
    GUIDE_SEARCH,
    GUIDE_STORY,
    GUIDE_WORDS,
    ILLUSTRATIONS_FILE,
)

from .page_data import SiteFile
from .press import Press

# The templates of the pages that are written here; others have modules of their own.
_TEMPLATES = {
    "index": "guide_index",
    "premiere-heure": "guide_first_hour",
    "entree": "guide_entry",
    "cles": "guide_keys",
    "conseil": "guide_council",
    "verifier": "guide_checking",
    "tableur": "guide_spreadsheet",
    "navigateur": "guide_browser",
    "editeur": "guide_editor",
    "reglages": "guide_settings",
}


# The pages of the guide, those of other modules too, by name.
GUIDE_PAGES = (
    *_TEMPLATES,
    GUIDE_RULES,
    GUIDE_STORY,
    GUIDE_PICTURES,
    GUIDE_HOSTING,
    GUIDE_WORDS,
    GUIDE_SEARCH,
    GUIDE_READABILITY,
)

# The files that hold several records, and the keys of one.
_FILES = (
    (ILLUSTRATIONS_FILE, ILLUSTRATION_FIELDS),
    (GLOSSARY_FILE, TERM.fields),
    (f"{FRAMEWORKS_FOLDER}/*.yml", FRAMEWORK_FIELDS),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A kind, as the page of keys shows it."""

    kind: Kind
    subkinds: tuple[Subkind, ...]
    fields: tuple[Field, ...]


def written_pages(press: Press) -> list[SiteFile]:
    """Return the pages of the guide that a template writes alone, where the site has it."""
    if not press.options.has_guide:
        return []
    story = press.graph.vocabulary.of(CHAPTER)[0]
    return [
        press.render("rules", f"{GUIDE_FOLDER}/{GUIDE_RULES}.md", rules=RULES),
        press.render("guide_story", f"{GUIDE_FOLDER}/{GUIDE_STORY}.md", folder=story.folder),
        press.render(
            "guide_pictures", f"{GUIDE_FOLDER}/{GUIDE_PICTURES}.md", fields=ILLUSTRATION_FIELDS
        ),
    ]


def pages(press: Press) -> list[SiteFile]:
    """Return the pages of the guide, where the site has it."""
    if not press.options.has_guide:
        return []
    vocabulary = press.graph.vocabulary
    titles = {name: (title, text) for name, title, text in words.PAGES}
    return [
        press.render(
            template,
            f"{GUIDE_FOLDER}/{name}.md",
            lambda: {"sections": list(_sections(press))},
            title=titles[name][0] if name in titles else words.GUIDE_TITLE,
            description=titles[name][1] if name in titles else words.GUIDE_DESCRIPTION,
            words=words,
            folder=GUIDE_FOLDER,
            key={kind.key: vocabulary.of(kind)[0].key for kind in KINDS},
            folders={kind.key: vocabulary.of(kind)[0].folder for kind in KINDS},
            common=COMMON,
            why=APPLIES_FIELD.fields,
            classes=ADMITTED_CLASSES,
            files=_FILES,
            what=what,
            example=example,
        )
        for name, template in _TEMPLATES.items()
    ]


def _sections(press: Press) -> Iterator[Section]:
    for kind in press.graph.vocabulary.kinds:
        fields = tuple(item for item in kind.fields if item not in COMMON)
        # Records that become entries are shown where they are written.
        if kind.folder and fields:
            yield Section(kind, press.graph.vocabulary.of(kind), fields)


def what(item: Field) -> str:
    """Return what the value of a key looks like: « du texte, sur une ligne »."""
    text = item.type.said
    return words.LIST.format(what=text) if item.many else text


def example(item: Field, kind: Kind | None) -> str:
    """Return an example of a key in the front matter of a kind."""
    own = f"{kind.key}.{item.key}" if kind else item.key
    told = words.EXAMPLES.get(own) or words.EXAMPLES.get(item.key)
    return told or f"{item.key}: {item.type.example_of(item)}"
