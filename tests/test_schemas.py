"""The JSON Schemas take what is written and refuse what the reader refuses, in local words."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_tools import command
from jsonschema import Draft7Validator
from parapluie.pages.schema_files import FOLDER
from parapluie.site.json_schemas import mapping, schemas
from parapluie.source.entry_text import split
from parapluie.source.validators import validate
from parapluie.source.yaml_nodes import Document, read_yaml
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.local_words import Vocabulary
from site_tools import OTHER_WORDS, ROOT, contents, copy_site, core_arguments, core_site

STANDARD = schemas(Vocabulary())
LOCAL = core_arguments(OTHER_WORDS)[1].vocabulary


def faults(schema: dict[str, Any], value: object) -> list[str]:
    return [error.message for error in Draft7Validator(schema).iter_errors(value)]


def headers(content: Path, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return the schema that each file of a content is held to, and its front matter."""
    found = []
    for file in sorted(content.rglob("*.md")):
        path = file.relative_to(content)
        source, problems = split(file.read_text("utf-8"), str(path))
        assert source is not None, problems
        top = vocabulary.in_folder(path.parts[0]) if len(path.parts) > 1 else None
        declared = yaml.safe_load(source.header).get("type")
        chosen = vocabulary.named(declared) if declared else top
        is_page = chosen is None or (path.name == "index.md" and not declared)
        assert is_page or chosen
        found.append(("page" if is_page else chosen.key, source.header))
    return found


def document(text: str) -> Document:
    found, problems = read_yaml(text, "")
    assert problems == []
    assert found is not None
    return found


@pytest.mark.parametrize("name", STANDARD)
def test_a_schema_is_one(name: str) -> None:
    Draft7Validator.check_schema(STANDARD[name])


@pytest.mark.parametrize(
    ("content", "vocabulary"),
    [(ROOT / "contenu", Vocabulary()), (OTHER_WORDS / "contenu", LOCAL)],
    ids=["demonstration", "other words"],
)
def test_all_that_is_written_is_taken_as_typed_and_as_yaml_types_it(
    content: Path, vocabulary: Vocabulary
) -> None:
    made = schemas(vocabulary)
    written = headers(content, vocabulary)
    assert len(written) > 20
    assert len({name for name, _ in written}) > 8
    wrong = []
    for name, header in written:
        typed = yaml.safe_load(header)
        # A day is a date for PyYAML and text for editors.
        plain = json.loads(json.dumps(typed, default=str, ensure_ascii=False))
        for value in (plain, document(header).data):
            wrong += [(name, fault) for fault in faults(made[name], value)]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("illustrations", ROOT / "illustrations/illustrations.yml"),
        ("glossaire", ROOT / "contenu/glossaire.yml"),
        ("synonymes", ROOT / "contenu/synonymes.yml"),
        ("referentiel", ROOT / "plugins/parapluie/referentiels/ldd.yml"),
        ("referentiel", OTHER_WORDS / "contenu/referentiels/charte.yml"),
        ("activite-defauts", ROOT / "contenu/demarche/_defauts.yml"),
        ("action-defauts", ROOT / "contenu/actions/_defauts.yml"),
    ],
)
def test_the_files_beside_the_entries_are_taken_too(name: str, file: Path) -> None:
    assert faults(STANDARD[name], document(file.read_text("utf-8")).data) == []


HOSTILE = (
    ("action", "titre: A\nstatut: en-cour"),
    ("action", "titre: A\nstatus: en-cours"),
    ("action", "titre: A\nperiode: l’an dernier"),
    ("action", "titre: A\nverifie_le: 12/2026"),
    ("action", "titre: A\nrealise: [deux mots]"),
    ("action", "titre: A\nordre: premier"),
    ("action", "titre: [A, B]"),
    ("action", "titre: ''"),
    ("action", "en_bref: Sans titre."),
    ("action", "titre: A\netapes:\n  - {quand: 2026}"),
    ("action", "titre: A\netapes:\n  - {quand: 2026, titre: B, lieu: C}"),
    ("action", "titre: A\netapes: demain"),
    ("action", "titre: A\nsources:\n  - {titre: B, url: 'javascript:alert(1)'}"),
    ("action", "titre: A\nfaits:\n  - {libelle: B, valeur: {montant: 3}}"),
    ("action", "titre: A\nannonce: -3"),
    ("action", "titre: A\nannonce: beaucoup"),
    ("politique", "titre: A\nobjectifs:\n  - {id: Pas Bon, titre: B}"),
    ("politique", "titre: A\nobjectifs:\n  - {titre: B}"),
    ("activite", "titre: A"),
    ("activite", "titre: A\nquand: 2026\nparticiper: {telephone: 418}"),
    ("groupe", "titre: A\nreunit: {a: b}"),
    ("page", "titre: A\nstatut: en-cours"),
)


@pytest.mark.parametrize(("name", "header"), HOSTILE)
def test_what_the_reader_refuses_is_refused(name: str, header: str) -> None:
    read = document(header)
    _, problems = validate(KIND_BY_KEY[name].fields, read, "")
    assert problems
    assert faults(STANDARD[name], read.data)
    typed = json.loads(json.dumps(yaml.safe_load(header), default=str))
    assert faults(STANDARD[name], typed)


@pytest.mark.parametrize("value", [None, [], "texte", 3, True, {"a": {"b": {"c": []}}}])
@pytest.mark.parametrize("name", STANDARD)
def test_what_is_no_front_matter_is_refused_without_a_crash(name: str, value: object) -> None:
    assert faults(STANDARD[name], value)


def test_a_schema_speaks_the_town_s_own_words() -> None:
    made = schemas(LOCAL)
    assert {"rouage", "facteur", "levier", "orientation", "action", "page"} <= set(made)
    assert "principe" not in made
    assert made["action"]["title"] == "En-tête d’un fichier : mesure"
    described = made["levier"]["properties"]["releve_de"]["description"]
    assert described.endswith(" Mène à : levier, orientation ou chantier.")


def test_the_schemas_are_published_with_the_site() -> None:
    files = {file.path: file.content for file in core_site(OTHER_WORDS).files}
    assert json.loads(str(files[f"{FOLDER}/levier.json"])) == schemas(LOCAL)["levier"]
    assert len([path for path in files if path.startswith(f"{FOLDER}/")]) == len(schemas(LOCAL))


# --- The command ---


def test_schemas_are_written_for_editors_with_what_vs_code_wants(tmp_path: Path) -> None:
    site = copy_site(OTHER_WORDS, tmp_path / "bourg")
    done = command("schemas", "outils/schemas", cwd=site)
    assert (done.code, done.err) == (0, "")
    made = schemas(LOCAL)
    assert done.out.startswith(f"{len(made)} schémas écrits dans outils/schemas.\n")
    folder = site / "outils/schemas"
    assert {file.stem for file in folder.iterdir()} == {*made, "vscode"}
    settings = json.loads((folder / "vscode.json").read_text("utf-8"))
    assert settings == mapping(
        LOCAL, schemas_folder="outils/schemas", content="contenu", pictures="illustrations"
    )
    for schema, path in settings["yaml.schemas"].items():
        assert (site / schema).is_file()
        assert path.startswith(("contenu/", "illustrations/"))
    before = contents(folder)
    assert command("schemas", "outils/schemas", cwd=site).code == 0
    assert contents(folder) == before


def test_a_file_of_someone_else_is_not_written_over(tmp_path: Path) -> None:
    site = copy_site(OTHER_WORDS, tmp_path / "bourg")
    (site / "action.json").write_text('{"a": 1}')
    before = contents(site)
    done = command("schemas", ".", cwd=site)
    assert (done.code, done.out) == (2, "")
    assert "action.json » existe" in done.err
    assert contents(site) == before
