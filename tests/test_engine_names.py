"""Names that an engine does not promise: all are in one table, and the site does without each."""

import ast
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import material
import parapluie
import pytest
from hamlet_site import hamlet
from parapluie.mkdocs.shortcuts import CONVERSION, MARKDOWN, PREVIEW, PRINTING, TEMPLATES
from rounds import VARIABLE
from site_tools import DAY, contents, environment, share_pictures

PACKAGE = Path(parapluie.__file__).parent
THEME = PACKAGE / "theme"
ALL = VARIABLE in os.environ
ENGINES = ("mkdocs", "properdocs") if ALL else ("mkdocs",)
FOREIGN = ("mkdocs", "properdocs", "material", "markdown", "jinja2")
TABLE = {*CONVERSION.names, *PRINTING.names, *PREVIEW.names, *MARKDOWN}
# In the references of MkDocs, Jinja and Python-Markdown.
DOCUMENTED = {
    "jinja2": "BytecodeCache Environment FileSystemLoader StrictUndefined Template",
    "jinja2.bccache": "Bucket",
    "markdown": "Markdown",
    "markdown.extensions": "Extension",
    "markdown.treeprocessors": "Treeprocessor",
    "mkdocs.config": "load_config",
    "mkdocs.config.base": "Config ConfigErrors ConfigWarnings",
    "mkdocs.config.defaults": "MkDocsConfig",
    "mkdocs.exceptions": "Abort",
    "mkdocs.livereload": "LiveReloadServer",
    "mkdocs.plugins": "BasePlugin event_priority",
    "mkdocs.structure": "StructureItem",
    "mkdocs.structure.files": "File Files InclusionLevel",
    "mkdocs.structure.nav": "Navigation Section",
    "mkdocs.structure.pages": "Page",
    "mkdocs.utils.templates": "TemplateContext",
}
PUBLISHED = {f"{module}.{name}" for module, names in DOCUMENTED.items() for name in names.split()}


# --- The table is whole ---


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        yield name, ast.parse(path.read_text("utf-8"))


def test_what_is_imported_of_an_engine_is_documented_or_in_the_table() -> None:
    imported = {
        f"{node.module}.{alias.name}"
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] in FOREIGN
        for alias in node.names
    }
    in_table = {name for name in TABLE if name.rpartition(".")[0] in imported} | TABLE
    beginnings = {name.rpartition(".")[0] for name in in_table}
    assert imported - PUBLISHED - TABLE - beginnings == set()


def given(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module gives, to itself and to its classes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name


def test_no_attribute_of_another_begins_with_an_underscore() -> None:
    ours = {name for _, tree in modules() for name in given(tree)}
    public = {"_replace", "_fields", "_exit"}  # documented: of tuples with names, of `os`
    asked = [
        f"{file}:{node.lineno}: {node.attr}"
        for file, tree in modules()
        # Only here are there objects of an engine: what is ours is given in the same module.
        for known in [set(given(tree)) if file.startswith("mkdocs/") else ours | public]
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and re.match("_[^_]", node.attr)
        and node.attr not in known
    ]
    assert asked == []


def test_no_class_of_an_engine_has_a_hidden_name_of_its_own_replaced() -> None:
    found = []
    for file, tree in modules():
        if not file.startswith("mkdocs/"):
            continue
        name = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        module = importlib.import_module(f"parapluie.{name}")
        hidden = {one for one in given(tree) if re.match("_[^_]", one)}
        for ours in vars(module).values():
            if isinstance(ours, type) and ours.__module__ == module.__name__:
                theirs = {
                    one
                    for base in ours.__mro__
                    if base.__module__.partition(".")[0] in FOREIGN
                    for one in (*vars(base), *getattr(base, "__annotations__", ()))
                }
                found += [f"{ours.__name__}.{one}" for one in theirs & hidden & set(vars(ours))]
    assert found == []


def test_what_our_templates_take_of_the_theme_is_in_the_table() -> None:
    ours = {path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html")}
    asked = {
        name
        for path in THEME.rglob("*.html")
        for statement in re.findall(
            r"{%-? *(?:include|extends|import|from)\b(.*?)%}", path.read_text("utf-8")
        )
        for name in re.findall(r'"([^"]+\.(?:html|svg))"', statement)
    }
    assert asked - ours == set(TEMPLATES)


def test_a_part_of_the_theme_that_may_be_missing_is_said_to() -> None:
    for path in THEME.rglob("*.html"):
        for name in set(TEMPLATES) - {"base.html"}:
            assert f'"{name}" %}}' not in path.read_text("utf-8"), path


# --- Each is taken away ---


def built(folder: Path, engine: str, *theirs: Path) -> tuple[dict[str, bytes], str]:
    """Build a site, strictly, with other copies of some packages; return it and the log."""
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--strict"],
        cwd=folder,
        env=environment(DAY) | {"PYTHONPATH": os.pathsep.join(map(str, theirs))},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return contents(folder / "site"), done.stderr


def renamed(folder: Path, engine: str, name: str) -> Path:
    """Write an engine that calls one of its names otherwise, in *folder*, and return that."""
    (source,) = find_spec(engine).submodule_search_locations  # type: ignore[union-attr,misc]
    shutil.copytree(source, folder / engine, ignore=shutil.ignore_patterns("__pycache__"))
    last = name.rpartition(".")[2]
    # Templates have a `render` too.
    pattern = r"(?<=def )render(?=\(self, config)|(?<=page\.)render(?=\(config, files)"
    pattern = pattern if last == "render" else rf"(?<!_)\b{last}\b"
    changed = 0
    for path in (folder / engine).rglob("*.py"):
        text, times = re.subn(pattern, f"{last}_of_another_day", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        changed += times
    assert changed > 1
    return folder


@pytest.fixture(scope="module", params=ENGINES)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds a town, named after the engine, and its `whole` site."""
    engine = request.param
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed here")
    folder = hamlet(tmp_path_factory.mktemp("town") / engine)
    share_pictures(folder)
    settings = folder / "mkdocs.yml"
    # The parts that the theme prints when it is asked to.
    features = "features: [navigation.top, navigation.tabs, navigation.footer], "
    text = settings.read_text("utf-8").replace("name: material, ", f"name: material, {features}")
    settings.write_text(text, "utf-8")
    built(folder, engine)
    (folder / "site").rename(folder / "whole")
    return folder


def differing(town: Path, site: dict[str, bytes]) -> list[str]:
    whole = contents(town / "whole")
    return sorted(path for path in whole.keys() | site.keys() if whole.get(path) != site.get(path))


@pytest.mark.parametrize("name", sorted({*CONVERSION.names, *PRINTING.names}))
def test_without_a_name_the_site_is_the_same_and_the_log_says_so(
    town: Path, name: str, tmp_path: Path
) -> None:
    site, log = built(town, town.name, renamed(tmp_path, town.name, name))
    assert differing(town, site) == []
    assert [line for line in log.splitlines() if name in line and "INFO" in line] != []


@pytest.mark.parametrize("name", PREVIEW.names)
def test_without_a_name_the_preview_sends_to_that_of_the_engine(
    town: Path, name: str, tmp_path: Path
) -> None:
    if not ALL and name != PREVIEW.names[0]:
        pytest.skip("under `./faire endurance`")
    done = subprocess.run(
        [sys.executable, "-m", "parapluie", "servir", "--adresse", "127.0.0.1:0"],
        cwd=town,
        env=environment(DAY) | {"PYTHONPATH": str(renamed(tmp_path, "mkdocs", name))},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert name in done.stderr
    assert "mkdocs serve" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_theme_calls_otherwise_changes_nothing(town: Path, tmp_path: Path) -> None:
    source, target = Path(material.__file__).parent, tmp_path / "material"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".icons"))
    (target / "templates" / ".icons").symlink_to(source / "templates" / ".icons")
    partials = target / "templates" / "partials"
    names = ("top", "tabs", "footer", "palette", "nav")
    for name in names:
        (partials / f"{name}.html").rename(partials / f"{name}-2.html")
    for path in (target / "templates").rglob("*.html"):
        if ".icons" not in path.parts:
            text = path.read_text("utf-8")
            for name in names:
                text = text.replace(f'"partials/{name}.html"', f'"partials/{name}-2.html"')
            path.write_text(text, "utf-8")
    site, _ = built(town, town.name, tmp_path)
    assert differing(town, site) == []


def test_a_part_of_the_theme_that_is_gone_is_left_out(town: Path, tmp_path: Path) -> None:
    if not ALL:
        pytest.skip("under `./faire endurance`")
    source, target = Path(material.__file__).parent, tmp_path / "material"
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    for name in set(TEMPLATES) - {"base.html"}:
        (target / "templates" / name).unlink()
    site, _ = built(town, town.name, tmp_path)
    assert site.keys() == contents(town / "whole").keys()
