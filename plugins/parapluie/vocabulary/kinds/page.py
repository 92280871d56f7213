"""The kind « page »."""

from parapluie.vocabulary.grammar import FEMININE, Noun
from parapluie.vocabulary.kinds.common import COMMON
from parapluie.vocabulary.kinds.facts import Kind

PAGE = Kind(
    "page",
    "page",
    Noun("page", "pages", FEMININE),
    "",
    fields=COMMON,
    template="page",
    wants_summary=False,
    expects=(),
    is_plain_page=True,
    linked_type="schema:WebPage",
    place=150,
)
