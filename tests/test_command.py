"""The command: what it prints, in French, and how it ends."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from parapluie.build.making import THEME
from parapluie.cli.frame import COMMANDS, cli
from site_tools import DAY, OTHER_WORDS, ROOT, contents, copy_site, environment, parapluie, run

GUIDES = ("README.md", "LISEZMOI.md")
# What click would say by itself.
ENGLISH = (
    "Show this message",
    "Usage:",
    "Error",
    "Try ",
    "No such",
    "Missing",
    "Invalid",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(OTHER_WORDS, tmp_path / "site")


@pytest.fixture
def wrong(site: Path) -> Path:
    """Return a site with an error at line 7 of a measure, a warning there and a gap of a factor."""
    change(site / "contenu/mesures/jardin.md", "principes: [sobriete]", "principes: [sobrete]")
    doubtful(site)
    with_gap(site)
    return site


def doubtful(site: Path) -> None:
    change(site / "contenu/mesures/jardin.md", "statut: en-continu", "statut: realisee")


def with_gap(site: Path) -> None:
    change(site / "contenu/facteurs/voisinage.md", "en_bref: On connaît les gens d’à côté.\n", "")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def commands() -> Iterator[tuple[str, click.Command]]:
    yield "", cli
    for name in cli.list_commands(click.Context(cli)):
        command = cli.commands[name]
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", c) for inner, c in command.commands.items())


# --- verifier ---


def test_good_content_is_said_to_be_good(site: Path) -> None:
    done = parapluie("verifier", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"Tout est en ordre : \d+ entrées lues, aucun problème\.\n", done.stdout)


def test_each_problem_is_a_line_with_its_place_and_the_count_comes_last(wrong: Path) -> None:
    done = parapluie("verifier", cwd=wrong)
    assert done.returncode == 1
    assert [line.split(" ")[:2] for line in done.stdout.splitlines()] == [
        ["contenu/mesures/jardin.md:7:", "P202"],
        ["contenu/mesures/jardin.md:4:", "P309"],
        ["Lacunes,", "qui"],
        ["contenu/facteurs/voisinage.md:2:", "P306"],
    ]
    assert "vouliez-vous dire « sobriete » ?" in done.stdout
    assert done.stderr == "1 erreur, 1 avertissement et 1 lacune.\n"


def test_problems_as_json_are_all_there_and_nothing_else(wrong: Path) -> None:
    done = parapluie("verifier", "--format", "json", cwd=wrong)
    assert (done.returncode, done.stderr) == (1, "")
    gap, warning, error = json.loads(done.stdout)
    assert (gap["severity"], warning["severity"]) == ("gap", "warning")
    assert error == {
        "file": "contenu/mesures/jardin.md",
        "line": 7,
        "column": 13,
        "code": "P202",
        "severity": "error",
        "message": error["message"],
    }


def test_no_problem_as_json_is_an_empty_list(site: Path) -> None:
    done = parapluie("verifier", "--format", "json", cwd=site)
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "")


def test_problems_for_github_are_workflow_commands(wrong: Path) -> None:
    done = parapluie("verifier", "--format", "github", cwd=wrong)
    assert (done.returncode, done.stderr) == (1, "")
    gap, warning, error = done.stdout.splitlines()
    assert gap.startswith("::notice file=contenu/facteurs/voisinage.md,line=2,col=8,title=P306")
    assert warning.startswith("::warning file=contenu/mesures/jardin.md,line=4,col=9,title=P309")
    assert error.startswith("::error file=contenu/mesures/jardin.md,line=7,col=13,title=P202::")


def test_a_warning_alone_is_a_fault_only_when_strict(site: Path) -> None:
    doubtful(site)
    assert parapluie("verifier", cwd=site).returncode == 0
    assert parapluie("verifier", "--strict", cwd=site).returncode == 1


def test_a_gap_is_a_fault_for_who_asks_only(site: Path) -> None:
    with_gap(site)
    done = parapluie("verifier", "--strict", cwd=site)
    assert (done.returncode, done.stderr) == (
        0,
        "Aucune erreur, aucun avertissement et 1 lacune.\n",
    )
    assert "P306" in done.stdout
    assert parapluie("verifier", "--sans-lacune", cwd=site).returncode == 1
    assert parapluie("rendre", "--strict", "rendu", cwd=site).returncode == 0
    assert parapluie("rendre", "--sans-lacune", "rendu", cwd=site).returncode == 1
    change(
        site / "mkdocs.yml", "organisation:", "regles: {P306: avertissement}\n      organisation:"
    )
    assert parapluie("verifier", cwd=site).returncode == 0
    assert parapluie("verifier", "--strict", cwd=site).returncode == 1


def test_a_site_is_checked_from_anywhere(site: Path, tmp_path: Path) -> None:
    done = parapluie("verifier", "--config", site / "mkdocs.yml", cwd=tmp_path)
    assert done.returncode == 0


def test_checking_writes_nothing_but_which_photographs_are_good(site: Path) -> None:
    before = contents(site)
    parapluie("verifier", cwd=site)
    after = contents(site)
    after.pop(".cache/parapluie/decoded.json", None)
    assert after == before


# --- What is missing or broken around the content ---


@pytest.mark.parametrize("command", [("verifier",), ("rendre", "rendu")])
def test_a_missing_configuration_is_a_wrong_usage(command: tuple[str, ...], tmp_path: Path) -> None:
    done = parapluie(*command, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("« mkdocs.yml » n’existe pas;")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("verifier",), ("rendre", "rendu")])
def test_a_missing_content_folder_is_a_fault_that_names_it(
    command: tuple[str, ...], site: Path
) -> None:
    change(site / "mkdocs.yml", "docs_dir: contenu", "docs_dir: contenus")
    done = parapluie(*command, cwd=site)
    assert done.returncode == 1
    assert done.stdout == (
        "mkdocs.yml:1: P402 le dossier « contenus » n’existe pas; vérifiez « docs_dir » dans "
        "mkdocs.yml\n"
    )
    assert not (site / "rendu").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site_name: Bourg\nplugins: [parapluie\n", "mkdocs.yml:"),
        ("- site_name\n", "mkdocs.yml:1: P102 "),
        ("", "mkdocs.yml:1: P102 "),
        ("site_name: Bourg\nplugins: 3\n", "mkdocs.yml:"),
        ("site_name: Bourg\nplugins:\n  - parapluie: oui\n", "mkdocs.yml:"),
        ("site_name: Bourg\ndocs_dir: [a]\nplugins: [parapluie]\n", "mkdocs.yml:"),
    ],
    ids=["unclosed", "list", "empty", "plugins", "options", "docs_dir"],
)
def test_a_broken_configuration_is_a_fault_of_that_file(
    text: str, expected: str, site: Path
) -> None:
    (site / "mkdocs.yml").write_text(text, "utf-8")
    done = parapluie("verifier", cwd=site)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(expected)
    assert "Traceback" not in done.stderr


def test_a_configuration_that_is_not_text_is_a_fault_of_that_file(site: Path) -> None:
    (site / "mkdocs.yml").write_bytes(b"site_name: caf\xe9\n")
    done = parapluie("verifier", cwd=site)
    assert done.returncode == 1
    assert done.stdout.startswith("mkdocs.yml:1: P101 ")
    assert "UTF-8" in done.stdout


def test_a_wrong_option_is_reported_beside_the_problems_of_the_content(wrong: Path) -> None:
    change(wrong / "mkdocs.yml", "organisation: le Bourg", "organization: le Bourg")
    done = parapluie("verifier", cwd=wrong)
    assert done.returncode == 1
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "P202",
        "P401",
        "P309",
        "qui",
        "P306",
    ]
    assert "vouliez-vous dire « organisation » ?" in done.stdout


# --- rendre ---


def test_rendering_writes_the_pages_and_a_configuration_and_says_how_many(site: Path) -> None:
    done = parapluie("rendre", "rendu", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    written = contents(site / "rendu")
    # Beside the pages: the templates, the asset, the mark and the configuration.
    beside = 3 + sum(1 for file in THEME.rglob("*") if file.is_file())
    assert f"{len(written) - beside} fichiers écrits dans rendu." in done.stdout
    assert {"mkdocs.yml", "docs/index.md", "docs/depliant.txt"} <= set(written)


def test_rendering_again_replaces_what_was_rendered(site: Path) -> None:
    parapluie("rendre", "rendu", cwd=site)
    before = contents(site / "rendu")
    (site / "rendu" / "docs" / "reste.md").write_text("reste")
    assert parapluie("rendre", "rendu", cwd=site).returncode == 0
    assert contents(site / "rendu") == before


@pytest.mark.parametrize("target", ["notes", "notes/mot.txt", ".", "contenu"])
def test_rendering_refuses_what_it_did_not_write_and_loses_nothing(site: Path, target: str) -> None:
    (site / "notes").mkdir()
    (site / "notes" / "mot.txt").write_text("à garder", "utf-8")
    before = contents(site)
    done = parapluie("rendre", target, cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"« {target} » existe et n’a pas été écrit par Parapluie;")
    assert contents(site) == before


def test_rendering_wrong_content_leaves_what_was_rendered(site: Path) -> None:
    parapluie("rendre", "rendu", cwd=site)
    before = contents(site / "rendu")
    change(site / "contenu/mesures/jardin.md", "titre: Jardin", "titre: Mon : Jardin")
    assert parapluie("rendre", "rendu", cwd=site).returncode == 1
    assert contents(site / "rendu") == before


def test_rendering_leaves_a_neighbour_with_the_name_of_its_staging_folder(site: Path) -> None:
    (site / "rendu.nouveau").mkdir()
    (site / "rendu.nouveau" / "mot.txt").write_text("à garder", "utf-8")
    parapluie("rendre", "rendu", cwd=site)
    assert (site / "rendu.nouveau" / "mot.txt").read_text("utf-8") == "à garder"


def test_a_strict_rendering_stops_at_a_warning(site: Path) -> None:
    doubtful(site)
    assert parapluie("rendre", "--strict", "rendu", cwd=site).returncode == 1
    assert not (site / "rendu").exists()
    assert parapluie("rendre", "rendu", cwd=site).returncode == 0


# --- Usage ---


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verifer",), "La commande « verifer » n’existe pas (vouliez-vous dire « verifier » ?)."),
        (("verifier", "--sevère"), "L’option « --sevère » n’existe pas."),
        (("verifier", "--format", "xml"), "La valeur donnée à « --format » n’est pas admise."),
        (("verifier", "--format"), "L’option « --format » est mal employée."),
        (("verifier", "de-trop"), "La commande est mal écrite."),
        (("rendre",), "Il manque « DOSSIER »."),
    ],
)
def test_a_wrong_usage_is_said_in_french_and_exits_with_2(
    arguments: tuple[str, ...], said: str
) -> None:
    done = parapluie(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == said
    assert [word for word in ENGLISH if word in done.stderr] == []


@pytest.mark.parametrize("arguments", [(), ("--aide",), ("-h",), ("verifier", "--aide")])
def test_help_is_in_french(arguments: tuple[str, ...]) -> None:
    done = parapluie(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Utilisation : parapluie")
    assert "Montre cette aide." in done.stdout
    assert [word for word in ENGLISH if word in done.stdout] == []


def test_the_version_is_that_of_the_package() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.MULTILINE)
    assert version
    assert parapluie("--version").stdout == f"parapluie {version[1]}\n"


@pytest.mark.parametrize(
    ("name", "command"), [pytest.param(*found, id=found[0] or "parapluie") for found in commands()]
)
def test_every_command_and_option_has_its_help(name: str, command: click.Command) -> None:
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts
    shown = parapluie(*name.split(), "--aide").stdout
    options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
    assert [option for option in options if option not in shown] == []


def test_every_command_is_in_its_module_and_asks_for_no_other() -> None:
    code = (
        "import atexit, sys; from parapluie.cli import main; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main(sys.argv[1:])"
    )
    for name, module in COMMANDS.items():
        asked = run("-c", code, name, "--aide")
        read = asked.stderr.split()
        assert asked.returncode == 0, name
        assert f"parapluie.cli.{module}" in read, name
        assert ("openpyxl" in read) is (module == "spreadsheet_commands"), name
    assert sorted(COMMANDS) == cli.list_commands(click.Context(cli))


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_stands_in_the_guides(guide: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    assert [name for name in COMMANDS if f"parapluie {name}" not in text] == []


# --- Our own faults ---


def test_a_defect_of_ours_says_so_keeps_its_traceback_and_exits_with_70(
    site: Path, tmp_path: Path
) -> None:
    # A defect that is really there: the table of rules loses one that a check needs.
    defect = tmp_path / "defect"
    defect.mkdir()
    (defect / "sitecustomize.py").write_text(
        "from parapluie.vocabulary.rules import RULE_BY_CODE\ndel RULE_BY_CODE['P306']\n"
    )
    with_gap(site)
    path = [os.fspath(defect), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-m", "parapluie", "verifier"],
        cwd=site,
        env=environment(DAY) | {"PYTHONPATH": os.pathsep.join(path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 70
    assert "KeyError: 'P306'" in done.stderr
    assert "C’est un défaut de Parapluie" in done.stderr.splitlines()[-1]
    assert done.stdout == ""
