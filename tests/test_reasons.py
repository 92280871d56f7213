"""Every reason to make a thing again has a name, and each key is made of those that it lists."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import parapluie
import pytest
from hamlet_site import hamlet
from parapluie.build.unchanged_site import _tree, made_from
from parapluie.model import Illustration, Picture, Place, Rendition
from parapluie.pictures.generated import Card, Landscape
from parapluie.pictures.variants import digest
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.speed import reasons
from parapluie.speed.reasons import CARD, RECIPES, SITE, Reason, Recipe
from site_tools import core_arguments

PACKAGE = Path(parapluie.__file__).parent
# What takes a hash for something else than to know what was made before.
OTHER_HASHES = {
    "desk/spreadsheets/rows.py": "a row is still what was exported",
    "meaning/wordings.py": "a wording is still what was read",
    "pictures/cache.py": "what is kept is still whole",
    "pictures/landscape/canvas.py": "chance that is always the same",
    "pictures/palettes.py": "a palette for each name",
    "site/site_file.py": "what is kept is still whole",
    "source/other_towns.py": "a copy is what was pinned",
    "speed/earlier_results.py": "how keys are hashed",
}


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")


# --- The list ---


def test_what_takes_a_hash_composes_it_of_a_recipe_or_says_why_not() -> None:
    hashing = {
        name
        for name, text in modules()
        if "import hashlib" in text
        or any(
            isinstance(node, ast.ImportFrom)
            and node.module == "parapluie.speed.earlier_results"
            and {"digest", "Remembered"} & {each.name for each in node.names}
            for node in ast.walk(ast.parse(text))
        )
    }
    composing = {name for name, text in modules() if ".parts(" in text}
    assert hashing - composing == OTHER_HASHES.keys()


def test_every_recipe_serves_and_every_reason_is_in_one() -> None:
    names = {name for name, value in vars(reasons).items() if isinstance(value, Recipe)}
    assert len(RECIPES) == len(names)
    used = {
        alias.asname or alias.name
        for name, text in modules()
        if name != "speed/reasons.py"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "parapluie.speed.reasons"
        for alias in node.names
        if f"{alias.asname or alias.name}.parts(" in text
    }
    assert {"STAMPED" if name == "STAMP" else name for name in names} == used
    assert {reason for recipe in RECIPES for reason in recipe.every} == {*Reason}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.label)
def test_a_key_has_all_that_its_recipe_lists_and_no_more(recipe: Recipe) -> None:
    given = {reason: reason.name for reason in reversed(recipe.reasons)}
    assert recipe.parts(given) == tuple(reason.name for reason in recipe.reasons)
    first, *rest = recipe.reasons
    with pytest.raises(ValueError, match=first.name):
        recipe.parts(dict.fromkeys(rest, ""))
    other = next(reason for reason in Reason if reason not in recipe.reasons)
    with pytest.raises(ValueError, match=other.name):
        recipe.parts({**given, other: ""})
    with pytest.raises(ValueError, match=other.name):
        recipe.parts({**dict.fromkeys(rest, ""), other: ""})


# --- The keys ---


def changed(recipe: Recipe, before: tuple[Any, ...], after: tuple[Any, ...]) -> set[Reason]:
    pairs = zip(recipe.reasons, before, after, strict=True)
    return {reason for reason, old, new in pairs if old != new}


def of_site(roots: Roots, options: Options, cache: Path) -> tuple[Any, ...]:
    files = [*_tree(roots.content), *_tree(roots.illustrations)]
    return made_from(roots, options, cache, files)


def test_a_site_is_made_again_for_what_its_recipe_says(tmp_path: Path) -> None:
    roots, options = core_arguments(hamlet(tmp_path))
    cache = tmp_path / ".cache"
    made = of_site(roots, options, cache)

    def why(roots: Roots = roots, options: Options = options, cache: Path = cache) -> set[Reason]:
        return changed(SITE, made, of_site(roots, options, cache))

    assert why() == set()
    assert why(options=replace(options, notice="Un essai.")) == {Reason.OPTIONS}
    assert why(options=replace(options, today=options.today + timedelta(1))) == {Reason.DAY}
    assert why(roots=replace(roots, content_name="autre")) == {Reason.FOLDERS}
    assert why(cache=tmp_path / "autre") == {Reason.CACHE}
    (tmp_path / "LISEZMOI.txt").write_text("Rien du site.", "utf-8")
    assert why() == set()
    entry = roots.content / "principes" / "eau.md"
    entry.write_text(f"{entry.read_text('utf-8')}\n", "utf-8")
    assert why() == {Reason.FILES}


def test_a_landscape_and_a_card_are_drawn_again_for_what_they_show(tmp_path: Path) -> None:
    landscape = Landscape("principe:eau", "eau")
    # Another palette: there are few, so some principle has it.
    others = (Landscape("principe:eau", f"autre-{number}") for number in range(20))
    names = {landscape.digest, Landscape("politique:eau", "eau").digest}
    assert len(names) == 2
    assert {other.digest for other in others} - names
    picture = landscape.picture(tmp_path)
    card = Card("Eau", "Partagée.", "Le Hameau", "", picture, landscape)
    elsewhere = Landscape("politique:eau", "eau")
    changes = {
        Reason.CARD_TITLE: replace(card, title="Air"),
        Reason.CARD_SENTENCE: replace(card, sentence="Donnée."),
        Reason.TOWN_NAME: replace(card, town="Le Val"),
        Reason.NOTICE: replace(card, notice="Un essai."),
        Reason.CARD_PICTURE: replace(card, picture=_picture("illustrations/autre.jpg")),
        Reason.CARD_LANDSCAPE: replace(card, landscape=elsewhere),
    }
    assert {*CARD.reasons} - changes.keys() == {Reason.DRAWING, Reason.PILLOW}
    assert len({card.digest, *(other.digest for other in changes.values())}) == len(changes) + 1
    assert card.digest == replace(card).digest


def _picture(path: str) -> Picture:
    shown = Illustration("a", "a.jpg", "", "", "", "", "", (50, 50), False, Place(""))  # noqa: FBT003
    return Picture(shown, Rendition(path, 1, 1, "image/jpeg", b""))


def test_a_photograph_is_made_again_for_what_its_recipe_says() -> None:
    names = [
        digest(b"a", (50, 50), avif=False),
        digest(b"b", (50, 50), avif=False),
        digest(b"a", (50, 51), avif=False),
        digest(b"a", (50, 50), avif=True),
    ]
    assert len(set(names)) == len(names)
    assert digest(b"a", (50, 50), avif=False) == names[0]
