"""The text of an entry as a page prints it: its links, passages, pictures, headings and notes."""

import re
from collections.abc import Iterator, Sequence

import pytest
from conftest import Town
from parapluie.meaning.graph import Graph
from parapluie.model import Entry, Passage
from parapluie.site import prose

AIR = "=== principes/air.md\n---\ntitre: L'air *pur*\n---\n"
EAU = "=== principes/eau.md\n---\ntitre: Eau partagée\n---\n"
POLICY = """\
=== politiques/cadre.md
---
titre: Cadre
principes: eau
objectifs:
  - {id: puits, titre: Creuser un puits, texte_adopte: "Creuser un *puits* : un seul"}
---
"""
TOWN = EAU + AIR + POLICY + "Voir plus bas.\n"


def chapter(town: Town, text: str, more: str = "") -> tuple[Entry, Graph]:
    """Return a chapter of a town that has this text, and the graph."""
    graph = town(f"{TOWN}=== recit/ville.md\n---\ntitre: Ville\n{more}---\n{text}")
    return next(entry for entry in graph.entries if entry.path == "recit/ville.md"), graph


def printed(town: Town, text: str, path: str = "recit/ville.md") -> str:
    entry, graph = chapter(town, text)
    return prose.body(entry, graph, path=path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De l'[[eau]]!", "De l’[Eau partagée](../principes/eau.md)!"),
        ("[[air]]", "[L’air \\*pur\\*](../principes/air.md)"),
        ("[[ eau | un *lac* & co ]]", "[un \\*lac\\* &amp; co](../principes/eau.md)"),
        ("[[cadre#puits]]", "[Creuser un puits](../politiques/cadre.md#puits)"),
        ("Ni `[[eau]]` ni\n\n```\n[[eau]]\n```", "Ni `[[eau]]` ni\n\n```\n[[eau]]\n```"),
        ("[ici](../principes/eau.md#a) [x](#y)", "[ici](../principes/eau.md#a) [x](#y)"),
        ('Une rue : "l\'eau"', 'Une rue\u00a0: "l’eau"'),
    ],
)
def test_a_link_has_the_title_of_what_it_names_and_leads_to_it(
    town: Town, text: str, expected: str
) -> None:
    assert printed(town, text) == expected


def test_an_elision_keeps_its_apostrophe_before_what_opens_a_word(town: Town) -> None:
    said = printed(town, "l'*eau* d'«air» l'`a'b` l'[b]{eau} d'<b>'c'</b>")
    assert re.sub("<.+?>", "|", said) == "l’*eau* d’«air» l’`a'b` l’|b| d’|'c'|"


def test_relative_addresses_are_right_wherever_the_text_is_printed(town: Town) -> None:
    text = "[a](../principes/eau.md) [[eau]] [b](https://e.invalid/c.md) [d](#e) [f](/g.html)"
    assert printed(town, text, "tout.md") == (
        "[a](principes/eau.md) [Eau partagée](principes/eau.md) [b](https://e.invalid/c.md)"
        " [d](recit/ville.md#e) [f](/g.html)"
    )
    assert printed(town, text, "politiques/cadre/complet.md").startswith(
        "[a](../../principes/eau.md) [Eau partagée](../../principes/eau.md) [b](https:"
    )
    # From one folder to another that begins alike, addresses change; within one, nothing does.
    assert printed(town, "[a](autre/b.md)\n", "recit/x.md") == "[a](autre/b.md)"
    assert printed(town, "[a](autre/b.md)", "recit/loin/x.md") == "[a](../../recit/autre/b.md)"


def test_pictures_are_shown_where_they_are_published(town: Town) -> None:
    entry, graph = chapter(town, "![Un lac](lac.jpg) ![Un pont](un/pont.jpg) ![x](autre.jpg)")
    pictures = {"lac.jpg": "images/lac-1.webp", "pont.jpg": "images/pont-2.webp"}
    files = prose.Files(pictures)
    assert prose.body(entry, graph, path="recit/ville.md", files=files) == (
        "![Un lac](../images/lac-1.webp) ![Un pont](../images/pont-2.webp) ![x](autre.jpg)"
    )


PASSAGES = """\
Avant.

Ici, [l'eau coule]{eau} et [l'on rêve]{} fort.

Loin.

- un
  [deux]{air}

- trois

Après."""


def test_a_passage_is_marked_and_numbered_and_noted_round_its_paragraph(town: Town) -> None:
    entry, graph = chapter(town, PASSAGES)
    noted: list[tuple[int, list[str]]] = []

    def note(passage: Passage, targets: Sequence[Entry]) -> tuple[str, str]:
        noted.append((passage.place.line, [target.key[1] for target in targets]))
        return f"AVANT-{len(noted)}", f"APRÈS-{len(noted)}" if targets else ""

    assert prose.body(entry, graph, path="recit/ville.md", note=note) == (
        "Avant.\n\n"
        "AVANT-1\n\nAVANT-2\n\n"
        'Ici, <span class="pp-passage" id="ville-passage-1">l’eau coule</span> et'
        ' <span class="pp-passage pp-passage--dream" id="ville-passage-2">l’on rêve</span> fort.'
        "\n\nAPRÈS-1\n\n"
        "Loin.\n\n"
        # The whole list, which nothing may stand in.
        "AVANT-3\n\n- un\n"
        '  <span class="pp-passage" id="ville-passage-3">deux</span>\n\n'
        "- trois\n\nAPRÈS-3\n\n"
        "Après."
    )
    assert noted == [(6, ["eau"]), (6, []), (11, ["air"])]


def test_a_note_comes_round_the_first_and_the_last_paragraph(town: Town) -> None:
    entry, graph = chapter(town, "[a]{eau}\n\n \n\nb [c]{}")

    def note(passage: Passage, targets: Sequence[Entry]) -> tuple[str, str]:
        return ("", "<i>") if targets else ("<b>", "")

    said = prose.body(entry, graph, path="recit/ville.md", note=note)
    assert [part for part in said.replace("</span>", "").split("\n") if part.strip()] == [
        '<span class="pp-passage" id="ville-passage-1">a',
        "<i>",
        "<b>",
        'b <span class="pp-passage pp-passage--dream" id="ville-passage-2">c',
    ]


def test_a_list_is_noted_whole_and_what_stands_beside_it_is_not(town: Town) -> None:
    entry, graph = chapter(town, "a\n\n1. b\n\n2. [c]{eau}\n\n    d\n\ne\n\n* f\n\n* [g]{eau}")
    said = prose.body(entry, graph, path="recit/ville.md", note=lambda *_: ("<b>", "<i>"))
    lines = [line[:8].rstrip() for line in said.split("\n") if line]
    assert lines == [
        *("a", "<b>", "1. b", "2. <span", "    d", "<i>", "e"),
        *("<b>", "* f", "* <span", "<i>"),
    ]


def test_a_list_is_noted_whole_where_it_ends_the_text(town: Town) -> None:
    entry, graph = chapter(town, "a\n\n* [b]{eau}\n\n* c")
    said = prose.body(entry, graph, path="recit/ville.md", note=lambda *_: ("", "<i>"))
    assert said.endswith("</span>\n\n* c\n\n<i>")


def test_a_note_comes_before_a_paragraph_that_begins_by_its_passage(town: Town) -> None:
    entry, graph = chapter(town, "[a]{eau} b")
    said = prose.body(entry, graph, path="recit/ville.md", note=lambda *_: ("Vu", ""))
    assert said.startswith("Vu\n\n<span")


def test_words_are_explained_but_for_those_of_links_and_of_the_marks_of_passages(
    town: Town,
) -> None:
    entry, graph = chapter(town, "eau [[eau|eau]] [eau]{eau} eau")

    def explain(text: str) -> Iterator[tuple[int, int, str]]:
        return ((at, at + 3, "EAU") for at in range(len(text)) if text[at : at + 3] == "eau")

    assert prose.body(entry, graph, path="recit/ville.md", explain=explain) == (
        "EAU [eau](../principes/eau.md)"
        ' <span class="pp-passage" id="ville-passage-1">EAU</span> EAU'
    )


LOWERED = [
    ("# a\n## b\n##### c\n###### d", "### a\n#### b\n###### c\n###### d"),
    ("a\n===\nb\n---\n\nc\n\n---\n", "### a\n#### b\n\nc\n\n---\n"),
    ("```\n# a\n~~~\n# b\n```\n# c", "```\n# a\n~~~\n# b\n```\n### c"),
    ("~~~~\n# a\n~~~\n# b\n~~~~~\n# c", "~~~~\n# a\n~~~\n# b\n~~~~~\n### c"),
    ("a\n```\nb\n---\n```", "a\n```\nb\n---\n```"),
    ("- a\n---\n> b\n===", "- a\n---\n> b\n==="),
    ("---\na", "---\na"),
    ("a\n\n---\n# b", "a\n\n---\n### b"),
    ("#a", "#a"),
]


@pytest.mark.parametrize(("text", "expected"), LOWERED)
def test_headings_are_lowered_but_for_those_of_code(text: str, expected: str) -> None:
    assert prose.lowered(text, 2) == expected
    assert prose.lowered(text, 0) == text


def test_the_notes_of_a_text_are_its_own_on_a_page_of_several(town: Town) -> None:
    text = (
        "# a[^1] [b][C] [c] [d](../principes/eau.md) `[^1] [c]` [e][f]\n\n"
        "[g][] [`h`][c]\n\n[^1]: Note.\n[c]: https://e.invalid/\n[G]: https://g.invalid/"
    )
    entry, graph = chapter(town, text)
    assert prose.body(entry, graph, path="recit/tout.md", deeper=1) == (
        "## a[^ville-1] [b][ville C] [c][ville c] [d](../principes/eau.md) `[^1] [c]` [e][f]\n\n"
        "[g][ville g] [`h`][ville c]\n\n"
        "[^ville-1]: Note.\n[ville c]: https://e.invalid/\n[ville G]: https://g.invalid/"
    )
    assert prose.body(entry, graph, path="recit/tout.md") == text.replace("## ", "# ")
    entry, graph = chapter(town, "[a][b] [^1]")
    assert prose.body(entry, graph, path="recit/tout.md", deeper=1) == "[a][b] [^1]"


@pytest.mark.parametrize(
    ("more", "text", "expected"),
    [
        ("en_bref: L'eau.\n", "Du texte.", "L’eau."),
        ("", "De\n  l'*[[eau]]*.\n \nEnsuite.", "De l’Eau partagée."),
        ("", "# Titre\n\nEnsuite.", ""),
        ("", "- un\n- deux", ""),
        ("", "", ""),
    ],
)
def test_the_first_words_are_the_sentence_or_a_plain_first_paragraph(
    town: Town, more: str, text: str, expected: str
) -> None:
    assert prose.first_words(*chapter(town, text, more)) == expected


def test_plain_words_have_the_titles_of_what_they_link_to(town: Town) -> None:
    _, graph = chapter(town, "")
    said = prose.plain("[[ air ]], [[eau|l'*eau*]], [[rien]] et [*ici*](a.md)", graph)
    assert said == "L’air *pur*, l’*eau*, rien et ici"


def test_adopted_words_are_markdown_in_a_text_and_none_in_a_field(town: Town) -> None:
    graph = town(TOWN + "\n## Texte adopté\n\nDe l'*eau* de [[eau]].\n")
    said = {entry.key[1]: prose.adopted(entry, graph) for entry in graph.entries if entry.adopted}
    assert said == {
        "cadre": "De l’eau de Eau partagée.",
        "cadre#puits": "Creuser un *puits*\u00a0: un seul",
    }


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (299, 1), (301, 2), (1000, 5)])
def test_a_text_is_read_at_two_hundred_words_a_minute(town: Town, words: int, minutes: int) -> None:
    entry, _ = chapter(town, "mot " * words)
    assert prose.minutes(entry) == minutes


def test_a_quotation_mark_stays_as_it_was_written() -> None:
    assert prose.escape("<a \"b\" & 'c'> [d]{e} _f_ `g` *h* \\i") == (
        "&lt;a \"b\" &amp; 'c'&gt; \\[d\\]\\{e\\} \\_f\\_ \\`g\\` \\*h\\* \\\\i"
    )
