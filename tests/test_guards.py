"""What the code promises of itself: rules shown, keys explained, French in its place."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib import import_module
from pathlib import Path

import parapluie
import pytest
from case_files import CASES, read_case
from parapluie.source.option_schema import KindWord, Written
from parapluie.vocabulary import grammar, links, messages, words
from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.file_fields import FRAMEWORK_FIELDS, ILLUSTRATION_FIELDS
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.rules import REASONS, RULES, Rule

PACKAGE = Path(parapluie.__file__).parent
MODULES = [p for p in sorted(PACKAGE.rglob("*.py")) if "vocabulary" not in p.parts]
# Words that no English text holds, and that hardly a French sentence does without.
FRENCH_WORDS = frozenset(
    "au aucun aucune aux avec ce cette ces dans de des du elle en est et il ils la le les leur "
    "mais ne ni nous ou par pas pour que qui sans se son sont sur un une vous".split()
)


def every_field(items: tuple[Field, ...]) -> Iterator[Field]:
    for item in items:
        yield item
        yield from every_field(item.fields)


ALL_FIELDS = {
    f"{kind.key}.{item.key}": item for kind in KINDS for item in every_field(kind.fields)
} | {
    f"{name}.{item.key}": item
    for name, items in (("cadre", FRAMEWORK_FIELDS), ("illustration", ILLUSTRATION_FIELDS))
    for item in every_field(items)
}
ALL_LINKS = {
    value.key + value.verb: value for value in vars(links).values() if type(value) is LinkType
}


# --- Rules ---


@pytest.fixture(scope="module")
def codes_in_cases() -> set[str]:
    return {
        re.sub(r"^[^ ]+ (P\d+) .*", r"\1", line)
        for path in CASES.glob("*.txt")
        for line in read_case(path).expected
    }


def codes_shown_elsewhere() -> set[str]:
    """Return the codes of rules that ask for more than a content: a built site, or its address."""
    files = ("test_inspection.py", "test_linking.py")
    tests = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in files)
    return set(re.findall(r'"(P225|P503|P504)"', tests))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_expected_in_a_case_file(rule: Rule, codes_in_cases: set[str]) -> None:
    assert rule.code in codes_in_cases | codes_shown_elsewhere()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself_in_a_sentence(rule: Rule) -> None:
    assert rule.title
    assert rule.explanation[0].isupper() or rule.explanation.startswith("`")
    assert rule.explanation.endswith(".")


def test_no_two_rules_share_a_code_and_codes_go_up() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("path", sorted(CASES.glob("p*.txt")), ids=lambda path: path.stem)
def test_a_case_file_named_after_a_rule_expects_it(path: Path) -> None:
    code = path.stem[:4].upper()
    assert any(f" {code} " in line for line in read_case(path).expected)


def test_every_reason_that_a_schema_gives_has_its_words() -> None:
    source = "".join(
        module.read_text(encoding="utf-8")
        for module in (
            PACKAGE / "source" / "validators.py",
            *sorted((PACKAGE / "vocabulary" / "field_types").glob("*.py")),
        )
    )
    raised = set(re.findall(r'"(expected_[a-z]+|empty)"', source))
    assert raised == set(REASONS)


# --- The vocabulary ---


@pytest.mark.parametrize("name", ALL_FIELDS)
def test_a_field_says_what_to_write_in_it(name: str) -> None:
    item = ALL_FIELDS[name]
    assert item.label
    assert item.help.endswith(".")


@pytest.mark.parametrize("name", ALL_LINKS)
def test_a_link_has_its_verbs_and_its_headings_both_ways(name: str) -> None:
    link = ALL_LINKS[name]
    assert link.verb
    assert link.reverse
    assert link.label[0].isupper()
    assert link.reverse_label[0].isupper()
    assert (link.verb == link.reverse and link.label == link.reverse_label) or not link.symmetric


def test_choices_are_unique_within_their_field() -> None:
    for name, item in ALL_FIELDS.items():
        keys = [choice.key for choice in item.choices]
        assert len(keys) == len(set(keys)), name


# --- What differs between kinds ---

KIND_KEYS = frozenset(kind.key for kind in KINDS)
# What still names a kind to tell it apart, by module and function, each with why no fact would do.
TOLD_APART: dict[str, str] = {}
MOST_TOLD_APART = 10


def kinds_told_apart(source: str) -> Iterator[tuple[str, int]]:
    """Yield the function and the line of each comparison with a kind, and of each table of kinds.

    A kind is named by its constant, its constant's `key` or `code` or, beside something called a
    kind, by its key. To ask for what is of a kind (`graph.of(TERM.key)`) tells no two apart.
    """
    tree = ast.parse(source)
    constants = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("parapluie.vocabulary.kinds.")
        for alias in node.names
        if isinstance(getattr(import_module(str(node.module)), alias.name), Kind)
    }

    def is_constant(node: ast.AST) -> bool:
        if isinstance(node, ast.Attribute) and node.attr in ("key", "code"):
            node = node.value
        return isinstance(node, ast.Name) and node.id in constants

    def is_key(node: ast.AST | None) -> bool:
        return isinstance(node, ast.Constant) and node.value in KIND_KEYS

    def every(node: ast.AST) -> list[ast.AST]:
        return list(node.elts) if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]

    def found(node: ast.AST) -> bool:
        match node:
            case ast.Compare():
                sides = [one for side in (node.left, *node.comparators) for one in every(side)]
                of_kinds = "kind" in ast.unparse(node).replace("subkind", "").lower()
                return any(map(is_constant, sides)) or (of_kinds and any(map(is_key, sides)))
            case ast.Dict():
                keyed = len(node.keys) > 1 and all(map(is_key, node.keys))
                return keyed or any(key and is_constant(key) for key in node.keys)
            case ast.Tuple() | ast.List() | ast.Set():
                return any(map(is_constant, node.elts))
            case ast.MatchValue():
                return is_constant(node.value) or is_key(node.value)
        return False

    def walk(node: ast.AST, function: str) -> Iterator[tuple[str, int]]:
        if isinstance(node, ast.FunctionDef):
            function = node.name
        if found(node):
            yield function, node.lineno  # type: ignore[attr-defined]
            if isinstance(node, ast.Compare):
                return  # the kinds that it lists are told with it
        for child in ast.iter_child_nodes(node):
            yield from walk(child, function)

    return walk(tree, "")


def told_apart(path: Path) -> list[str]:
    name = path.relative_to(PACKAGE).as_posix()
    return [
        f"{name} {function}".strip() for function, _ in kinds_told_apart(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(
    "source",
    [
        "if entry.kind is TERM: pass",
        "if entry.kind.key == TERM.key: pass",
        "if entry.kind in (TERM, other): pass",
        "if item.kind == 'terme': pass",
        "if kind not in ('terme', 'politique'): pass",
        "KEPT = (TERM,)",
        "for key in (TERM.key, *others): pass",
        "TABLE = {TERM.key: 1}",
        "TABLE = {'terme': 1, 'politique': 2}",
        "match kind:\n    case TERM.key: pass",
    ],
)
def test_the_guard_of_kinds_knows_one_that_is_told_apart(source: str) -> None:
    source = f"from parapluie.vocabulary.kinds.term import TERM\n{source}"
    assert len(list(kinds_told_apart(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "graph.of(TERM.key)",
        "entry.kind is other.kind",
        "if entry.kind.in_glossary: pass",
        "if link.target.kind.key in UNDER.targets: pass",
        "if key == 'page': pass",
        "SETTINGS = {'theme': 1, 'nav': 2}",
    ],
)
def test_the_guard_of_kinds_leaves_the_rest_alone(source: str) -> None:
    source = f"from parapluie.vocabulary.kinds.term import TERM\n{source}"
    assert list(kinds_told_apart(source)) == []


def test_no_module_tells_a_kind_apart_without_a_reason() -> None:
    """What differs between kinds is a fact of the kind, which one that comes has by default."""
    assert len(TOLD_APART) <= MOST_TOLD_APART
    found = [name for path in MODULES for name in told_apart(path)]
    assert sorted(found) == sorted(TOLD_APART)


# --- French in its place ---


@cache
def french_names() -> set[str]:
    """Return what the vocabulary calls things, where that is no key of content."""
    found = set(grammar.MONTHS) | set(grammar.SEASONS.values())
    for item in ALL_FIELDS.values():
        found.add(item.label)
        found |= {choice.label for choice in item.choices}
    for kind in KINDS:
        found |= {kind.noun.singular, kind.noun.plural, kind.introduction}
    for module in (messages, words):
        found |= {value for value in vars(module).values() if isinstance(value, str)}
    return {text.casefold().strip() for text in found} - content_keys()


@cache
def content_keys() -> set[str]:
    """Return what authors type, which the code may name: keys, choices, kinds, options."""
    found = {kind.key for kind in KINDS} | {kind.folder for kind in KINDS}
    for item in ALL_FIELDS.values():
        found.add(item.key)
        found |= {choice.key for choice in item.choices}
    found |= {item.name for item in fields(Written)} | {item.name for item in fields(KindWord)}
    return found


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and text of each string of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ):
            yield node.lineno, node.value


def is_french(text: str) -> bool:
    """Tell whether a string has a letter, a word or a name that only French has."""
    return bool(
        re.search(r"[À-ÖØ-öø-ÿŒœ«»’]", text)
        or FRENCH_WORDS & set(re.split(r"[^\w{}.-]+", text.casefold()))
        or text.casefold().strip(" .:") in french_names()
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_outside_of_the_vocabulary_holds_no_french(path: Path) -> None:
    """A key that authors type is allowed as a whole string: the code must name it to read it."""
    keys = content_keys()
    found = [f"{line}: {text!r}" for line, text in literals(path) if text not in keys]
    assert [text for text in found if is_french(text.partition(": ")[2][1:-1])] == []


@pytest.mark.parametrize(
    "text", ["aucune page", "Fermé", "Entrée", "Accueil", "rien à dire", "juin", "va et vient"]
)
def test_the_guard_against_french_knows_it_when_it_sees_it(text: str) -> None:
    assert is_french(text)


@pytest.mark.parametrize("text", ["file={}", "utf-8", "no problem, or none", "place", "index.md"])
def test_the_guard_against_french_leaves_the_rest_alone(text: str) -> None:
    assert not is_french(text)


# --- Sizes ---

LONGEST_MODULE = 400  # lines
LONGEST_FUNCTION = 50
AS_DATA = ("vocabulary/",)  # none of it is read from end to end


def lengths(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a module, with its number of lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_no_module_is_longer_than_four_hundred_lines_but_for_data() -> None:
    """Those « to go » fail too, once they are no longer too long: nothing stays excused."""
    found = {
        name
        for path in PACKAGE.rglob("*.py")
        if not (name := path.relative_to(PACKAGE).as_posix()).startswith(AS_DATA)
        and len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE
    }
    assert found == set()


def test_no_function_is_longer_than_fifty_lines_but_for_drawings() -> None:
    """What draws a landscape is a list of strokes."""
    found = [
        f"{path.relative_to(PACKAGE).as_posix()} {name}: {number}"
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "landscape" or path.name == "mood.py"
        for name, number in lengths(path)
        if number > LONGEST_FUNCTION
    ]
    assert found == []


def test_at_most_ten_modules_stand_at_the_root() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 10


def test_no_two_modules_share_a_name() -> None:
    """A room that says what it holds in `__init__.py` is called by its folder."""
    names = [path.stem for path in PACKAGE.rglob("*.py") if path.stem != "__init__"]
    names += [path.parent.name for path in PACKAGE.rglob("__init__.py")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


# --- Promises ---

PROMISES = (Path(__file__).parent.parent / "SECURITY.md").read_text("utf-8")


def test_every_promise_names_the_tests_that_hold_it() -> None:
    promised = PROMISES.partition("## What is not\n")[2].partition("## How it is tried\n")[0]
    made = re.findall(r"^(?:- \*\*(.+?)\.?\*\*|## (.+)$)", promised, re.MULTILINE)
    rows = re.findall(r"^\| ([^|-]+) \| .+ \|$", PROMISES, re.MULTILINE)
    assert rows == ["Promise", *(bullet or section for bullet, section in made)]


@pytest.mark.parametrize("held", sorted(set(re.findall(r"`((?:cases/|test_)[^`]+)`", PROMISES))))
def test_what_holds_a_promise_exists(held: str) -> None:
    file, _, name = held.partition("::")
    files = list(Path(__file__).parent.glob(file))
    assert files
    if name:
        assert f"\ndef {name}(" in files[0].read_text("utf-8")
