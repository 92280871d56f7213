"""The store of pages: what is read is what was kept, and a changed file is not trusted."""

from pathlib import Path

import pytest
from parapluie.site.site_file import Kept, Made, SiteFile, Store, later
from parapluie.speed.earlier_results import unnamed

PAGES = (
    Made("# Été\n\n<ul>\n</ul>\n", ((7, 17),)),
    Made(b"\x89PNG \xff\x00"),
    Made(""),
    Made("« œuvre »", ((0, 2), (3, 9))),
)


def filled() -> tuple[Store, list[Kept]]:
    store = Store(unnamed(None))
    return store, [store.keep(page) for page in PAGES]


def test_what_is_kept_is_read_back_in_any_order() -> None:
    _, kept = filled()
    for number in (3, 0, 2, 1, 0, 3):
        assert kept[number].made == PAGES[number]


def test_what_is_kept_after_a_reading_hides_nothing() -> None:
    store, kept = filled()
    assert kept[0].made == PAGES[0]
    assert store.keep(Made("encore")).made == Made("encore")
    assert [one.made for one in kept] == list(PAGES)


def test_a_file_that_still_holds_a_site_is_told_from_one_that_does_not(tmp_path: Path) -> None:
    store, _ = filled()
    file = tmp_path / "site.bin"
    store.file.seek(0)
    whole = store.file.read()

    def holds(content: bytes) -> bool:
        file.write_bytes(content)
        with file.open("rb") as stream:
            return Store(stream).holds(store.digest)

    assert holds(whole)
    assert store.holds(store.digest)  # wherever the last page was written
    for wrong in (b"", whole[:-1], whole[1:], whole + b"\n", whole.replace(b"ul", b"ol", 1)):
        assert not holds(wrong)


def test_two_sites_have_two_hashes() -> None:
    store, other = Store(unnamed(None)), Store(unnamed(None))
    assert store.digest == other.digest
    store.keep(Made("a"))
    assert store.digest != other.digest
    other.keep(Made(b"a"))
    assert store.digest == other.digest


def test_a_page_is_made_once_and_only_when_it_is_asked_for() -> None:
    made: list[str] = []

    def make() -> Made:
        made.append("")
        return Made("texte", ((0, 5),))

    file = SiteFile("a.md", make, "b.md")
    assert (file.path, file.origin, file.kept, made) == ("a.md", "b.md", None, [])
    assert (file.content, file.html, file.kept) == ("texte", ((0, 5),), None)
    assert made == [""]
    store = Store(unnamed(None))
    file.keep(store)
    assert (file.content, file.html, made) == ("texte", ((0, 5),), [""])
    assert file.kept is not None
    store.file.seek(0)
    assert store.file.read() == b"texte"


def test_what_another_process_kept_is_taken_after_what_is_held(tmp_path: Path) -> None:
    with (tmp_path / "a").open("w+b") as one, (tmp_path / "b").open("w+b") as other:
        theirs, ours = Store(one), Store(other)
        own = ours.keep(Made("à nous"))
        kept = [theirs.keep(page) for page in PAGES]
        one.flush()
        # Where things are is all that is sent.
        taken = [ours.take(theirs, part.part) for part in reversed(kept)]
        one.truncate(0)
        assert [part.made for part in reversed(taken)] == list(PAGES)
        assert [part.part[1:] for part in reversed(taken)] == [part.part[1:] for part in kept]
        assert own.made == Made("à nous")
        file = SiteFile("a.md", "avant")
        assert (file.size, file.kept) == (5, None)
        file.hold(taken[-1])
        assert (file.content, file.html, file.kept) == (*PAGES[0], taken[-1])
        assert file.size == len(str(PAGES[0].content).encode())


def test_the_size_of_what_is_not_kept_is_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"123")
    assert [SiteFile("a", held).size for held in ("été", b"12", tmp_path / "a.bin")] == [5, 2, 3]


@pytest.mark.parametrize("content", ["texte", b"octets"])
def test_a_page_may_be_what_it_holds_or_what_makes_it(content: str | bytes) -> None:
    files = (
        SiteFile("a", content),
        SiteFile("a", Made(content)),
        SiteFile("a", later(lambda given: given, content)),
    )
    store = Store(unnamed(None))
    for file in files:
        assert (file.content, file.html, file.origin) == (content, (), "")
        file.keep(store)
        assert (file.content, file.html) == (content, ())


def test_a_file_of_a_disk_is_left_there(tmp_path: Path) -> None:
    store = Store(unnamed(None))
    file = SiteFile("a.webp", tmp_path / "a.webp")
    file.keep(store)
    assert (file.content, file.kept) == (tmp_path / "a.webp", None)
    assert store.digest == Store(unnamed(None)).digest
