"""Laws of the gates for drawings and pictures: what passes is harmless, and nothing raises."""

import io
import random
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.model import Illustration, Place
from parapluie.pictures import check, make
from parapluie.pictures.drawings import _passed, _Refused
from PIL import Image
from rounds import law, rounds

PIECES = st.lists(
    st.sampled_from(
        # A sign between them that none holds.
        '<g>¦</g>¦<rect/>¦<rect width="9"/>¦<script>a</script>¦<a>¦</a>¦<rect onclick="a"/>¦'
        '<use href="#a"/>¦<use href="a.svg#a"/>¦<style>¦</style>¦a{fill:url(#b)}¦a{fill:url(b)}¦'
        "@import 'a';¦a{animation:b 1s}¦<text>¦</text>¦x¦<g id=\"a\">¦<!-- a -->¦<![CDATA[¦]]>¦"
        '&amp;¦&#60;¦<?a b?>¦<image/>¦<a xlink:href="javascript:a">¦<metadata>¦</metadata>¦\n¦'
        '<rect style="fill:url(//e.invalid)"/>¦<animate attributeName="x"/>¦<foreignObject/>¦'
        r'<rect fill="u&#114;l(a)"/>¦<rect style="fill:\75rl(a)"/>¦<h:b xmlns:h="h"/>¦'
        '<h:b xmlns:h="h">¦</h:b>¦<g data-a="b" h:c="d" xmlns:h="h"/>¦'
        "<flowRoot>¦</flowRoot>¦<foreignObject requiredExtensions='http://ns.adobe.com/'>¦"
        "</foreignObject>".split("¦")
    ),
    max_size=10,
).map("".join)
ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9">{}</svg>'
)
ACTIVE = frozenset(
    "script foreignObject image iframe animate set handler listener embed object video".split()
)


@law(300)
@given(inside=PIECES)
@example(inside="<style>a{fill:url(#b)}</style>")
def test_a_drawing_that_passes_holds_nothing_active_and_names_nothing_outside(inside: str) -> None:
    drawing = ROOT.format(inside)
    try:
        gate = _passed(drawing.encode())
    except _Refused:
        return
    assert gate.size == (9, 9)
    if gate.left_out:
        drawing = gate.copy.content().decode()
        # What is written anew holds nothing more to refuse or to leave out.
        again = _passed(drawing.encode())
        assert (again.left_out, again.copy.content()) == (set(), drawing.encode())
    for element in ElementTree.fromstring(drawing).iter():
        space, _, name = str(element.tag).rpartition("}")
        assert space == "{http://www.w3.org/2000/svg"
        assert name not in ACTIVE
        assert name != "metadata"
        for key, value in element.attrib.items():
            local = key.rpartition("}")[2].lower()
            assert not local.startswith("on")
            assert not local.startswith("data-")
            assert local != "href" or value.startswith("#")
            assert "url(" not in value.lower() or "url(#" in value.lower()
        if name == "style":
            assert "@import" not in (element.text or "")
            assert "url(b" not in (element.text or "")
            assert "animation" not in (element.text or "")


@law(60)
@given(data=st.binary(max_size=200) | PIECES.map(str.encode))
@example(data=b"")
@example(data=b"\xff\xfe<\x00s\x00")
def test_no_drawing_raises(data: bytes) -> None:
    with suppress(_Refused):
        _passed(data)


KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.effect_noise((24, 16), 90).convert("RGB")
    image.save(out, kind)
    return out.getvalue()


ORIGINALS = {kind: picture(kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_picture_is_refused_or_made_and_never_raises(kind: str, tmp_path: Path) -> None:
    chance = random.Random(5)
    original = ORIGINALS[kind]
    told = 0
    for _ in range(rounds(40, 4000)):
        content = bytearray(original)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            content = content[: chance.randrange(len(content))]
        (tmp_path / "a.png").write_bytes(content)
        shown = Illustration("a", "a.png", "x", "", "", "", "", (50.0, 50.0), False, Place("a.yml"))  # noqa: FBT003
        found = check([shown], tmp_path)
        made, problems = make([shown], tmp_path, None)
        told += bool(problems)
        assert found == problems
        assert {problem.code for problem in problems} <= {"P215", "P217", "P218"}
        assert bool(made) != bool(problems)
    assert told
