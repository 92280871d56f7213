"""What templates may say: nothing unescaped that is not ours, words and dates in French."""

from datetime import date
from typing import Any

import jinja2
import pytest
from conftest import Town
from markupsafe import Markup
from parapluie.meaning.graph import Graph
from parapluie.model import Content
from parapluie.pages.environment import environment
from parapluie.source.options import read_options
from parapluie.vocabulary.dates import parse_date
from parapluie.vocabulary.field_types.sourced_type import SourcedValue
from parapluie.vocabulary.local_words import Vocabulary

OPTIONS, _ = read_options({}, site_name="A", today=date(2026, 1, 1), directory_urls=True)


def rendered(template: str, graph: Graph | None = None, **words: Any) -> str:
    graph = graph or Graph(Content(()), Vocabulary())
    text = environment(OPTIONS, graph).from_string(template).render(**words)
    return text.replace("\u00a0", "~").replace("\u202f", "~")


HOSTILE = '<b> « a » & "b" l\'eau ?'


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{{ x }}", HOSTILE, "&lt;b&gt; « a » &amp; &#34;b&#34; l&#39;eau ?"),
        ("{{ x | typeset }}", HOSTILE, "&lt;b&gt; «~a~» &amp; &#34;b&#34; l’eau ?"),
        # What has been escaped is not escaped again.
        ("{{ x | typeset }}", Markup("<i>l'eau ?</i> &amp;"), "<i>l’eau ?</i> &amp;"),
        ("{{ x | typeset }}", 12, "12"),
        # Themes print the header as it is, in attributes too: quotes are for YAML.
        ("{{ x | header | yaml }}", '<i> & "é"', '"&lt;i&gt; &amp; \\"é\\""'),
        ("{{ x | yaml }}", 'a: "b"\n# c', '"a: \\"b\\"\\n# c"'),
        (
            "{{ x | coded }}",
            "Un `<i>` ou `b ?` « c »",
            "Un <code>&lt;i&gt;</code> ou <code>b ?</code> «~c~»",
        ),
        ("{{ x | coded }}", "<i>", "&lt;i&gt;"),
        ("{{ x | sourced }}", SourcedValue("2023-02-01"), "1er~février 2023"),
        ("{{ x | sourced }}", SourcedValue("10 km ?"), "10~km ?"),
        ("{{ x | sourced }}", SourcedValue("<i>"), "&lt;i&gt;"),
        ("{{ on_day(x) }}", date(2026, 3, 1), "le 1er~mars 2026"),
        ("{{ on_date(x) }}", parse_date("2026-03"), "en mars 2026"),
    ],
)
def test_what_is_printed_is_escaped_once_and_typeset(
    template: str, value: object, expected: str
) -> None:
    assert rendered(template, x=value) == expected


def test_a_line_of_a_template_that_only_decides_leaves_nothing() -> None:
    template = "a\n  {% if true %}\n  b\n  {% endif %}\nc\n"
    assert rendered(template) == "a\n  b\nc\n"


def test_what_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(jinja2.UndefinedError):
        rendered("{{ absent }}")


TOWN = """\
=== principes/equite.md
---
titre: Équité
---
=== politiques/familles.md
---
titre: Familles
principes: equite
---
"""


def test_kinds_are_named_where_the_content_uses_them(town: Town) -> None:
    graph = town(TOWN)

    def said(template: str) -> str:
        return rendered(template, graph, entries=graph.entries, first=graph.entries[:1])

    assert said('{{ every("principe", "politique") }}') == "chaque principe, chaque politique"
    assert said('{{ every("objectif", "politique") }}') == "chaque politique"
    assert said('{{ every("objectif") }}') == ""
    assert said("{{ called(first).count(2) }}") == "2~principes"
    assert said('{{ noun("theme").singular }}') == "thème"
    assert said('{{ a(noun("action")) }}, {{ the(noun("action")) }}') == "une action, l’action"
    assert said("{{ names.principe.every }}") == "chaque principe"
    assert said('{{ used("objectif") }} {{ used("principe") }}') == "False True"
    assert said("{{ owed([]) }}") == "[]"
