"""A new town's folder: what is written, what is refused, and what its workflows may do."""

import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_tools import Said, command
from parapluie.desk.starting import TEMPLATES, Answers, start
from parapluie.source.settings import read_settings
from site_tools import contents

NAME = "Ville de Val-d’Exemple"
HOSTS = ("github", "gitlab", "televersement")


def started(folder: Path, *options: str) -> Path:
    done = command("demarrer", folder, "--nom", NAME, *options, cwd=folder.parent)
    assert (done.code, done.err) == (0, "")
    return folder


def answered(folder: Path, typed: str) -> Said:
    """Start a folder with what someone types."""
    return command("demarrer", folder, cwd=folder.parent, typed=typed)


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_written_has_no_problem(host: str, tmp_path: Path) -> None:
    folder = started(tmp_path / "ville", "--publier", host)
    done = command("verifier", "--strict", cwd=folder)
    assert (done.code, done.err) == (0, ""), done.out
    # A principle, a policy with its objective, an action, a chapter, a group, an actor, the home.
    shipped = command("verifier", cwd=empty_town(tmp_path))
    read = [int(re.findall(r"\d+", found.out)[0]) for found in (done, shipped)]
    assert read[0] - read[1] == 7


def empty_town(folder: Path) -> Path:
    """Return a town with a home page alone, to count what every town has."""
    town = folder / "rien"
    (town / "contenu").mkdir(parents=True)
    (town / "contenu" / "index.md").write_text("---\ntitre: Rien\nen_bref: Rien.\n---\n", "utf-8")
    (town / "mkdocs.yml").write_text("site_name: Rien\ndocs_dir: contenu\nplugins: [parapluie]\n")
    return town


def test_every_entry_says_that_it_is_an_example(tmp_path: Path) -> None:
    folder = started(tmp_path / "ville")
    entries = sorted((folder / "contenu").rglob("*.md"))
    assert len(entries) == 7
    assert [file.name for file in entries if "à remplacer" not in file.read_text("utf-8")] == []


def test_four_questions_are_asked_and_answered(tmp_path: Path) -> None:
    answers = "Village de Val\nhttps://val.exemple.invalid/politiques\ngitlab\nici@exemple.ca\n"
    done = answered(tmp_path / "ville", answers)
    assert (done.code, done.err) == (0, "")
    assert re.findall(r"(\d)/4", done.out) == ["1", "2", "3", "4"]
    settings, problems = read_settings(tmp_path / "ville" / "mkdocs.yml")
    assert settings is not None
    assert problems == []
    assert settings.site_name == "Village de Val"
    assert settings.written["site_url"] == "https://val.exemple.invalid/politiques/"
    assert settings.plugin_options == {"organisation": "le Village", "contact": "ici@exemple.ca"}
    assert (tmp_path / "ville" / ".gitlab-ci.yml").is_file()
    assert not (tmp_path / "ville" / ".github").exists()


def test_what_may_wait_is_left_as_a_comment(tmp_path: Path) -> None:
    done = answered(tmp_path / "ville", "Val\n\n\n\n")
    assert done.code == 0, done.err
    text = (tmp_path / "ville" / "mkdocs.yml").read_text("utf-8")
    assert "# site_url: " in text
    assert "# contact: " in text
    assert (tmp_path / "ville" / ".github/workflows/publier.yml").is_file()


def test_a_name_that_yaml_would_misread_is_kept_as_typed(tmp_path: Path) -> None:
    name = 'Ville « A : B » # "C" \\ & d’ailleurs'
    folder = tmp_path / "ville"
    done = command("demarrer", folder, "--nom", name, cwd=tmp_path)
    assert done.code == 0, done.err
    assert command("verifier", "--strict", cwd=folder).code == 0
    settings, _ = read_settings(folder / "mkdocs.yml")
    assert settings is not None
    assert settings.site_name == name


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--adresse", "val.exemple"), "« val.exemple » n’est pas une adresse Web;"),
        (("--publier", "nuage"), "On attend github, gitlab ou televersement."),
        (("--contact", "mairie"), "« mairie » n’est ni un courriel ni une adresse Web"),
        (("--couleur", "rouge"), "« rouge » n’est pas une couleur comme #12324a"),
        (("--couleur", "#ffff00"), "n’a qu’un contraste de"),
        (("--nom", " "), "Il faut un nom."),
    ],
)
def test_a_wrong_answer_is_refused_and_nothing_written(
    options: tuple[str, str], said: str, tmp_path: Path
) -> None:
    done = command("demarrer", "ville", "--nom", NAME, *options, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (tmp_path / "ville").exists()


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("à garder", "utf-8")
    done = command("demarrer", tmp_path, "--nom", NAME, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "n’est pas vide" in done.err
    assert contents(tmp_path) == {"note.txt": "à garder".encode()}
    beside = command("demarrer", "note.txt", "--nom", NAME, cwd=tmp_path)
    assert beside.code == 2
    assert "est un fichier" in beside.err


def test_the_clone_of_an_empty_repository_is_free(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert started(tmp_path)


# --- What installs and publishes ---


def test_every_tool_is_pinned_to_the_version_that_made_the_folder(tmp_path: Path) -> None:
    folder = started(tmp_path / "ville")
    lines = [
        line
        for line in (folder / "requirements.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    ours, *pins = lines
    assert ours.startswith(("./outils/parapluie-", "parapluie @ "))
    found = dict(pin.split("==") for pin in pins)
    assert {"mkdocs", "mkdocs-material", "pydantic-core", "requests"} <= set(found)
    assert all(metadata.version(name) == version for name, version in found.items())


def test_where_parapluie_comes_from_can_be_told(tmp_path: Path) -> None:
    address = "git+https://depot.exemple.invalid/parapluie@0123abc"
    folder = started(tmp_path / "ville", "--parapluie", address)
    assert f"\nparapluie @ {address}\n" in (folder / "requirements.txt").read_text("utf-8")
    assert ".whl" not in (folder / "LISEZMOI.md").read_text("utf-8")


def workflows() -> list[Path]:
    return sorted(TEMPLATES.rglob("workflows/*.yml"))


def read(file: Path) -> dict[str, Any]:
    # PyYAML takes « on » for true.
    found = yaml.safe_load(file.read_text("utf-8"))
    return {("on" if key is True else key): value for key, value in found.items()}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", workflows(), ids=lambda file: file.stem)
def test_a_workflow_may_only_read_and_names_the_version_of_what_it_uses(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    assert "workflow_run" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False
        # Text of a proposal in a script would be run as one.
        assert "${{" not in step.get("run", "")
    assert "secrets." not in file.read_text("utf-8")


def test_only_what_publishes_may_write_pages() -> None:
    publishing = read(TEMPLATES / "github/.github/workflows/publier.yml")
    assert set(publishing["on"]) == {"push", "workflow_dispatch"}
    rights = {name: job.get("permissions") for name, job in publishing["jobs"].items()}
    assert rights == {"construire": None, "publier": {"pages": "write", "id-token": "write"}}
    # Whoever may publish runs nothing of the repository.
    assert [step for step in publishing["jobs"]["publier"]["steps"] if "run" in step] == []


def test_a_proposal_is_only_read_by_tools_that_it_cannot_change() -> None:
    checking = read(TEMPLATES / "github/.github/workflows/verifier.yml")
    assert set(checking["on"]) == {"pull_request"}
    runs = {step["run"]: step["working-directory"] for step in steps(checking) if "run" in step}
    assert runs == {
        "python -m pip install --requirement requirements.txt": "outils-surs",
        "parapluie verifier --strict --format github": "proposition",
    }
    places = {step["with"].get("path"): step["with"].get("ref") for step in steps(checking)[:2]}
    assert places == {
        "outils-surs": "${{ github.event.pull_request.base.sha }}",
        "proposition": None,
    }


def test_gitlab_publishes_its_default_branch_alone() -> None:
    pipeline = yaml.safe_load((TEMPLATES / "gitlab/gitlab-ci.yml").read_text("utf-8"))
    assert pipeline["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert pipeline["pages"]["artifacts"] == {"paths": ["public"]}
    only = pipeline["verifier"]["rules"]
    assert only == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert not [line for line in pipeline["verifier"]["script"] if "construire" in line]


def test_what_is_built_stays_out_of_the_repository(tmp_path: Path) -> None:
    start(tmp_path, Answers(NAME))
    ignored = (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert {"/site/", "/.site.lock", "/.cache/", "/.venv/", "node_modules"} <= set(ignored)
