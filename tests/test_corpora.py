"""The corpora of others are found in a folder, and what would be bad in them is seen."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

sys.path.append(str(Path(__file__).parent / "endurance"))

from corpora import FIELDS, Tally, Witness, texts, tried


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "dompurify/test/expect.mjs": 'export default [{ "payload": "<b>\\"\\u0041</b>" }]',
        "markdown-it/test/fixtures/a/xss.txt": "Title\n\n.\n[a](b)\n\nc\n.\n<p>\n.\n\n.\nd\n.\n.\n",
        "spec/spec.txt": "`" * 32 + " example\n→a\n.\n<p>\n" + "`" * 32 + "\n",
        "yaml/src/A.yaml": "- yaml: |\n    a:␣b\n    ——»c∎\n  tree: x\n- name: d\n  yaml: e\n",
        "policies/a.md": "# Une politique\n",
        "policies/notes.txt": "rien",
    }
    for name, text in files.items():
        file = tmp_path / "corpora" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "corpora"


def test_each_corpus_is_known_by_its_files(folder: Path) -> None:
    assert sorted(texts(folder)) == [
        ("CommonMark", "\ta\n"),
        ("DOMPurify", '<b>"A</b>'),
        ("Markdown", "# Une politique\n"),
        ("YAML", "a: b\n\tc"),
        ("YAML", "e"),
        ("markdown-it", "[a](b)\n\nc\n"),
        ("markdown-it", "d\n"),
    ]


def test_each_text_is_tried_in_each_field(folder: Path, tmp_path: Path) -> None:
    tally = Tally()
    passed = tried(folder / "dompurify", tmp_path / "work", tally)
    assert tally.tried == {"DOMPurify": len(FIELDS)}
    assert tally.refused["DOMPurify"] + len(passed) == len(FIELDS)
    assert 0 < len(passed) < len(FIELDS)
    assert tally.bad == []


BAD = {
    "<script>alert(1)</script>": "a exécuté alert",
    '<img src="absent.png" onerror="print()">': "img onerror",
    '<a href=" javascript:x()">b</a>': "a href= javascript:x()",
    "<iframe></iframe>": "iframe",
    '<script src="https://exemple.invalid/a.js"></script>': "demande https://exemple.invalid/a.js",
    "<article><style>a{}</style></article>": "article style",
    '<base href="b">': "base",
    "<script>throw 1</script>": "erreur 1",
    '<meta http-equiv="refresh" content="9;url=b.html">': "meta",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_bad_in_a_page_is_seen(text: str, browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    context = browser.new_context()
    witness = Witness(context)
    page.write_text("<!doctype html><title>a</title><p>b", "utf-8")
    assert witness.look(page) == []
    page.write_text(f"<!doctype html><title>a</title>{text}", "utf-8")
    found = witness.look(page)
    context.close()
    assert any(line.startswith(BAD[text]) for line in found), found
