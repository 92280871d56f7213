"""The text of an entry: its adopted wording, its links and the sentence that each stands in."""

import pytest
from parapluie.model import Place
from parapluie.source.entry_text import Source, adopted_section, code_spans, inline, passages, split


@pytest.mark.parametrize(
    ("text", "kept", "adopted"),
    [
        ("a\n\n## Texte adopté\n\nb\n", "a\n\n\n\n\n", "b"),
        ("# TEXTE ADOPTÉ #\nb\n### c\nd\n## e\nf", "\n\n\n\n## e\nf", "b\n### c\nd"),
        ("## Texte adopté\na\n# b\n## Texte adopté\nc", "\n\n# b\n\n", "a\nc"),
        ("### Texte adopté\na", "### Texte adopté\na", ""),
        ("Texte adopté\na", "Texte adopté\na", ""),
        ("## Le texte adopté\na", "## Le texte adopté\na", ""),
        # A heading within code is none, to the fence that closes what was opened.
        ("```\n## Texte adopté\n```\na", "```\n## Texte adopté\n```\na", ""),
        ("```\n## x\n```\n## Texte adopté\na", "```\n## x\n```\n\n", "a"),
        ("## Texte adopté\n```\n# a\n```\nb\n# c", "\n\n\n\n\n# c", "```\n# a\n```\nb"),
        ("````\n```\n## Texte adopté\n````\n# b", "````\n```\n## Texte adopté\n````\n# b", ""),
        ("~~~\n```\n## Texte adopté\n~~~\na", "~~~\n```\n## Texte adopté\n~~~\na", ""),
        ("~~~\n```\n~~~\n## Texte adopté\na", "~~~\n```\n~~~\n\n", "a"),
        ("## Texte adopté\n~~~\na\n~~~\n# b", "\n\n\n\n# b", "~~~\na\n~~~"),
    ],
)
def test_the_adopted_wording_runs_from_its_heading_to_the_next_of_its_level(
    text: str, kept: str, adopted: str
) -> None:
    assert adopted_section(text) == (kept, adopted)


SENTENCES = [
    ("Avant. Voici [[eau]] ici. Après.", "Voici [[eau]] ici."),
    ("Avant! Voici [[eau]] ici! Après.", "Voici [[eau]] ici!"),
    ("Avant? Voici [[eau]] ici? Après.", "Voici [[eau]] ici?"),
    ("Avant.\nVoici [[eau]] ici.\nAprès.", "Voici [[eau]] ici."),
    ("Avant!\nVoici [[eau]] ici!\nAprès.", "Voici [[eau]] ici!"),
    ("Avant?\nVoici [[eau]] ici?\nAprès.", "Voici [[eau]] ici?"),
    ("# Avant\n\nVoici\n  [[eau]]\nici\n\nAprès", "Voici [[eau]] ici"),
    ("Il coûte 1.50 $ d’[[eau]]!Vraiment. Après.", "Il coûte 1.50 $ d’[[eau]]!Vraiment."),
    ("[[eau]]", "[[eau]]"),
    ("Voici [[eau]]", "Voici [[eau]]"),
    ("[[eau]]. Après", "[[eau]]."),
    ("[[eau]]\n\nAprès", "[[eau]]"),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_a_link_keeps_the_sentence_that_it_stands_in(text: str, sentence: str) -> None:
    (mention,), images = inline(text, "a.md", 0)
    assert (mention.context, images) == (sentence, [])


def test_links_and_images_are_found_with_their_words_and_their_places() -> None:
    text = (
        "[[eau]] et [[ eau | l’eau ]]\n![Un lac](lac.jpg) [la page](../eau.md#suite)\n\n"
        "``[[code]]`` [ici](https://exemple.org/a.md) [[terre]]\n"
        '```\n[[code]]\n```\n[tout](b.md "Titre")'
    )
    mentions, images = inline(text, "a.md", 2)
    assert [(m.target, m.label, m.is_path, m.place) for m in mentions] == [
        ("eau", "", False, Place("a.md", 3, 1)),
        ("eau", "l’eau", False, Place("a.md", 3, 12)),
        ("../eau.md", "la page", True, Place("a.md", 4, 20)),
        ("terre", "", False, Place("a.md", 6, 46)),
        ("b.md", "tout", True, Place("a.md", 10, 1)),
    ]
    assert [text[m.start : m.end] for m in mentions][1:3] == [
        "[[ eau | l’eau ]]",
        "[la page](../eau.md#suite)",
    ]
    assert [(image.address, image.alt, image.place) for image in images] == [
        ("lac.jpg", "Un lac", Place("a.md", 4, 1))
    ]


def test_the_first_link_may_be_an_image() -> None:
    (_, images) = inline("a\n\n ![b](c.png)", "a.md", 0)
    assert [image.place for image in images] == [Place("a.md", 3, 2)]


def test_passages_are_found_with_their_entries_and_their_places() -> None:
    text = "`[a]{b}` [On y va]{ parc , eau }\n\n  [rêve]{}\n~~~\n[c]{d}\n~~~\n[fin]{f,}"
    found = passages(text, "a.md", 5)
    assert [(p.targets, p.place, text[p.text_start : p.text_end]) for p in found] == [
        (("parc", "eau"), Place("a.md", 6, 10), "On y va"),
        ((), Place("a.md", 8, 3), "rêve"),
        (("f",), Place("a.md", 12, 1), "fin"),
    ]
    assert [text[p.start : p.end] for p in found][1:] == ["[rêve]{}", "[fin]{f,}"]


def test_code_is_where_it_stands_and_a_fence_that_never_closes_is_told() -> None:
    text = "a `b` c\n```py\nd\n````\ne\n~~~\nf"
    spans, unclosed = code_spans(text)
    assert sorted(text[first:last] for first, last in spans) == [
        "```py\nd\n````\n",
        "`b`",
        "~~~\nf",
    ]
    assert unclosed == text.index("~~~")
    assert code_spans("~~~\na\n~~~") == ([(0, 9)], None)
    assert code_spans("a") == ([], None)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("---\na: b\n---\ntexte\n", Source("a: b", 1, "texte\n", 3)),
        ("---\na: b\nc: d\n...\n\ntexte", Source("a: b\nc: d", 1, "\ntexte", 4)),
        ("--- \na: b\n---\t", Source("a: b", 1, "", 3)),
        ("---\n---\ntexte", Source("", 1, "texte", 2)),
        ("---\na: b\n ---\n---\n---\n", Source("a: b\n ---", 1, "---\n", 4)),
    ],
)
def test_front_matter_ends_at_its_first_closing_line(text: str, source: Source) -> None:
    assert split(text, "a.md") == (source, [])


@pytest.mark.parametrize(
    "text", ["", "a: b", "\n---\na: b\n---\n", "---", "---\na: b", "---\na---"]
)
def test_front_matter_that_does_not_open_or_close_is_told(text: str) -> None:
    source, problems = split(text, "a.md")
    assert source is None
    assert [(p.code, p.place) for p in problems] == [("P103", Place("a.md"))]
