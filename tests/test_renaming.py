"""Renaming and removing: every reference follows, and nothing is left half done."""

import json
import shutil
from pathlib import Path

import pytest
from case_files import read_blocks, read_test_options, write
from filelock import FileLock
from parapluie.build.understanding import understand
from parapluie.desk.plans import Plan, Refusal
from parapluie.desk.renaming import remove, rename
from site_tools import (
    DEMONSTRATION_DAY,
    OTHER_WORDS,
    ROOT,
    broken_links,
    contents,
    copy_site,
    core_site,
    parapluie,
    run,
)

TOWN = """\
=== principes/eau.md
---
titre: L’eau  # un mot
aussi_nomme: [H2O]
---
Voir [[eau]], [soi-même](eau.md) et [la politique](../politiques/bleue.md#sobre "Titre").

## Haut
=== principes/air.md
---
titre: L’air
tension_avec: ['eau', "politique:bleue"]
---
=== politiques/_defauts.yml
# Pour toutes
principes: [eau]
=== politiques/bleue.md [crlf]
---
titre: Politique bleue
anciens_ids: [vieille]
objectifs:
  - id: sobre
    titre: Sobriété
    principes: eau
  - id: claire  # limpide
    titre: Clarté
    tension_avec: [bleue#sobre]
---
=== politiques/verte.md
---
titre: Politique verte
principes:
  - air
  # la deuxième
  - principe:eau   # liquide
objectifs: [{id: sobre, titre: Moins}]
---
=== actions/_defauts.yml
# Rien ne s’en sert encore.
realise: [bleue]
=== actions/compteurs.md [bom]
---
titre: Compteurs
realise: ["bleue#sobre", 'politique:vieille']
principes: [eau, air]
---
Le [[ eau |l’eau]], [elle coule
partout]{ principe:eau , bleue#claire}, `[[eau]]` et [un lien](../principes/eau.md#haut).
Un [objectif](../politiques/bleue.md#sobre), et le [[terme:eau-grise]].

```
[[eau]]
```

## Texte adopté

Comme le veut [[eau]].
=== glossaire.yml
# Des mots
eau-grise:
  titre: Eau grise
  definition: Celle de l’évier.
=== a-propos.md
---
titre: À propos
---
=== pages-a-part/note.md
---
titre: Note
type: page
---
Voir [ici](../a-propos.md) et [[a-propos]].
=== illustrations/illustrations.yml
# Des images
puits:
  fichier: puits.svg
  alt: Un puits au milieu d’un champ.
  credit: Nous
  reperes:
    - {x: 1, y: 2, entree: principe:eau}
=== illustrations/puits.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>
"""
MENU = "# Menu\nsite_name: X\nextra: {a: !ENV X}\nnav: [index.md, {L’eau: principes/eau.md}]\n"


class Town:
    def __init__(self, folder: Path, blocks: str = TOWN) -> None:
        files, _ = read_blocks(blocks)
        self.folder = folder
        self.roots = write(files, folder)
        self.options, _ = read_test_options({})
        self.configuration = folder / "mkdocs.yml"
        self.configuration.write_text(MENU, "utf-8")

    def rename(self, old: str, new: str) -> Plan | Refusal:
        return rename(self.roots, self.options, self.configuration, old, new)

    def remove(self, entry: str, other: str = "") -> Plan | Refusal:
        return remove(self.roots, self.options, self.configuration, entry, other)

    def changed(self, plan: Plan | Refusal) -> list[str]:
        """Return the lines that a plan changes, each with its file; check the lines around."""
        assert isinstance(plan, Plan), plan
        assert all(plan.before[path] != raw for path, raw in plan.files.items())
        return [
            f"{change.moved_to or change.file}:{line.number}: {line.after.strip()}"
            for change in plan.changes
            for line in change.lines
        ]


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_every_reference_to_a_renamed_entry_follows(town: Town) -> None:
    assert town.changed(town.rename("principe:eau", "onde")) == [
        "contenu/actions/compteurs.md:4: principes: [onde, air]",
        "contenu/actions/compteurs.md:6: Le [[ onde |l’eau]], [elle coule",
        "contenu/actions/compteurs.md:7: partout]{ principe:onde , bleue#claire}, `[[eau]]` et "
        "[un lien](../principes/onde.md#haut).",
        "contenu/actions/compteurs.md:16: Comme le veut [[onde]].",
        "contenu/politiques/_defauts.yml:2: principes: [onde]",
        "contenu/politiques/bleue.md:7: principes: onde",
        "contenu/politiques/verte.md:6: - principe:onde   # liquide",
        "contenu/principes/air.md:3: tension_avec: ['onde', \"politique:bleue\"]",
        "contenu/principes/onde.md:4: anciens_ids: [eau]",
        "contenu/principes/onde.md:5: Voir [[onde]], [soi-même](onde.md) et "
        '[la politique](../politiques/bleue.md#sobre "Titre").',
        "illustrations/illustrations.yml:7: - {x: 1, y: 2, entree: principe:onde}",
        "mkdocs.yml:4: nav: [index.md, {L’eau: principes/onde.md}]",
    ]


def test_renaming_changes_no_other_byte(town: Town) -> None:
    plan = town.rename("principe:eau", "onde")
    assert isinstance(plan, Plan)
    for path, raw in plan.files.items():
        if raw is None:
            assert path.name == "eau.md"
            continue
        source = path.with_name("eau.md") if path.name == "onde.md" else path
        text = raw.decode().replace("anciens_ids: [eau]\n", "")
        assert text.replace("onde", "eau").encode() == source.read_bytes().replace(b"onde", b"eau")


def test_a_renamed_policy_takes_its_objectives_with_it(town: Town) -> None:
    assert town.changed(town.rename("bleue", "azur")) == [
        "contenu/actions/_defauts.yml:2: realise: [azur]",
        "contenu/actions/compteurs.md:3: realise: [\"azur#sobre\", 'politique:azur']",
        "contenu/actions/compteurs.md:7: partout]{ principe:eau , azur#claire}, `[[eau]]` et "
        "[un lien](../principes/eau.md#haut).",
        "contenu/actions/compteurs.md:8: Un [objectif](../politiques/azur.md#sobre), et le "
        "[[terme:eau-grise]].",
        "contenu/politiques/azur.md:3: anciens_ids: [vieille, bleue]",
        "contenu/politiques/azur.md:10: tension_avec: [azur#sobre]",
        "contenu/principes/air.md:3: tension_avec: ['eau', \"politique:azur\"]",
        "contenu/principes/eau.md:5: Voir [[eau]], [soi-même](eau.md) et [la politique]"
        '(../politiques/azur.md#sobre "Titre").',
    ]


@pytest.mark.parametrize("written", ["bleue#sobre", "objectif:bleue#sobre"])
@pytest.mark.parametrize("new", ["simple", "bleue#simple"])
def test_an_objective_is_renamed_within_its_policy(town: Town, written: str, new: str) -> None:
    assert town.changed(town.rename(written, new)) == [
        "contenu/actions/compteurs.md:3: realise: [\"bleue#simple\", 'politique:vieille']",
        "contenu/actions/compteurs.md:8: Un [objectif](../politiques/bleue.md#simple), et le "
        "[[terme:eau-grise]].",
        "contenu/politiques/bleue.md:5: - id: simple",
        "contenu/politiques/bleue.md:7: anciens_ids: [sobre]",
        "contenu/politiques/bleue.md:10: tension_avec: [bleue#simple]",
        "contenu/principes/eau.md:5: Voir [[eau]], [soi-même](eau.md) et [la politique]"
        '(../politiques/bleue.md#simple "Titre").',
    ]


def test_a_word_of_the_glossary_and_a_page_are_renamed(town: Town) -> None:
    assert town.changed(town.rename("eau-grise", "no")) == [
        "contenu/actions/compteurs.md:8: Un [objectif](../politiques/bleue.md#sobre), et le "
        "[[terme:no]].",
        'contenu/glossaire.yml:2: "no":',
    ]
    assert town.changed(town.rename("page:a-propos", "qui-nous-sommes")) == [
        "contenu/qui-nous-sommes.md:3: anciens_ids: [a-propos]",
        "contenu/pages-a-part/note.md:5: Voir [ici](../qui-nous-sommes.md) et [[qui-nous-sommes]].",
    ]


def test_a_name_that_another_kind_has_gets_its_type(town: Town) -> None:
    plan = town.rename("air", "verte")
    assert "contenu/actions/compteurs.md:4: principes: [eau, verte]" in town.changed(plan)
    plan = town.rename("principe:eau", "verte")
    assert "contenu/principes/air.md:3: tension_avec: ['principe:verte', \"politique:bleue\"]" in (
        town.changed(plan)
    )
    assert "contenu/actions/compteurs.md:16: Comme le veut [[principe:verte]]." in (
        town.changed(plan)
    )
    lines = town.changed(town.rename("compteurs", "eau-douce"))
    assert lines == ["contenu/actions/eau-douce.md:3: anciens_ids: [compteurs]"]


def test_renaming_back_forgets_the_name_taken_back(town: Town) -> None:
    files = "=== principes/eau.md\n---\ntitre: Eau\nanciens_ids: [onde]\n---\n"
    assert town.changed(Town(town.folder / "b", files).rename("eau", "onde"))[:1] == [
        "contenu/principes/onde.md:3: anciens_ids: [eau]"
    ]


def test_an_entry_on_which_things_depend_is_kept_and_they_are_named(town: Town) -> None:
    refusal = town.remove("principe:air")
    assert isinstance(refusal, Refusal)
    assert refusal.message == (
        "Rien n’a été supprimé : 2 liens y mènent encore. Ajoutez --remplace-par, ou retirez-les "
        "d’abord."
    )
    assert [f"{place.file}:{place.line} {said}" for place, said in refusal.dependents] == [
        "contenu/actions/compteurs.md:4 l’action « Compteurs » applique le principe « L’air »",
        "contenu/politiques/verte.md:4 la politique « Politique verte » applique le principe "
        "« L’air »",
    ]


def test_values_of_folders_pictures_and_the_menu_keep_an_entry_too(town: Town) -> None:
    refusal = town.remove("principe:eau")
    assert isinstance(refusal, Refusal)
    told = [f"{place.file} {said}" for place, said in refusal.dependents]
    assert "contenu/politiques/_defauts.yml la valeur par défaut « principes » y mène" in told
    assert "illustrations/illustrations.yml l’illustration « puits » y mène par un repère" in told
    assert "mkdocs.yml le menu de « mkdocs.yml » y mène" in told


def test_another_entry_takes_the_place_of_one_removed(town: Town) -> None:
    plan = town.remove("principe:air", "eau")
    assert isinstance(plan, Plan)
    assert plan.redirects is True
    assert (
        town.changed(plan)
        == [
            # Named twice, it is named once.
            "contenu/actions/compteurs.md:4: principes: [eau]",
            "contenu/politiques/verte.md:4: - principe:eau",
            "contenu/politiques/verte.md:6: - principe:eau   # liquide",
            "contenu/principes/eau.md:4: anciens_ids: [air]",
        ]
        or plan.changes
    )
    assert plan.files[town.roots.content / "principes/air.md"] is None


def test_a_policy_gives_its_place_with_its_objectives_or_not_at_all(town: Town) -> None:
    refusal = town.remove("bleue", "verte")
    assert isinstance(refusal, Refusal)
    assert "« bleue#claire »" in refusal.message
    assert [place.file for place, _ in refusal.dependents] == ["contenu/actions/compteurs.md"]


def test_an_objective_is_removed_from_its_record(town: Town) -> None:
    assert town.changed(town.remove("verte#sobre")) == ["contenu/politiques/verte.md:7: "]
    plan = town.remove("bleue#claire", "bleue#sobre")
    changed = town.changed(plan)
    assert "contenu/politiques/bleue.md:7: anciens_ids: [claire]" in changed
    assert any("bleue#sobre}" in line for line in changed)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("eua", "x", "Aucune entrée « eua » (vouliez-vous dire « eau » ?)."),
        ("principe:eua", "x", "Aucune entrée « principe:eua » (vouliez-vous dire "
         "« principe:eau » ?)."),
        ("eau", "L’Onde", "« L’Onde » n’est pas un identifiant : minuscules sans accent, chiffres, "
         "traits d’union (vouliez-vous dire « l-onde » ?)."),
        ("eau", "air", "« air » existe déjà : contenu/principes/air.md."),
        ("eau", "eau", "« eau » porte déjà ce nom."),
        ("odd:11", "x", "« odd:11 » est un élément de référence : ce qui vient d’un cadre "
         "extérieur ne se renomme ni ne se supprime ici."),
    ],
)  # fmt: skip
def test_a_name_that_will_not_do_is_refused(town: Town, old: str, new: str, message: str) -> None:
    assert town.rename(old, new) == Refusal(message)


def test_a_name_under_which_other_links_would_go_astray_is_refused(tmp_path: Path) -> None:
    blocks = TOWN.replace("[[terme:eau-grise]]", "[[eau-grise]]")
    refusal = Town(tmp_path, blocks).rename("principe:air", "eau-grise")
    assert isinstance(refusal, Refusal)
    assert refusal.message.startswith("Rien n’a été changé : avec ce nom, des liens mèneraient")
    assert [place.line for place, _ in refusal.dependents] == [8]


def test_nothing_is_renamed_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    town = Town(tmp_path, TOWN + "=== actions/x.md\n---\ntitre: [\n---\n")
    refusal = town.rename("principe:eau", "onde")
    assert isinstance(refusal, Refusal)
    assert [p.place.file for p in refusal.problems] == ["contenu/actions/x.md"]


# --- The command ---


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("contenu", "illustrations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_the_most_linked_principle_of_the_demonstration_is_renamed(site: Path) -> None:
    settings = (site / "mkdocs.yml").read_text("utf-8")
    # The drawings are the longest part of a build, and nothing here.
    settings = settings.replace("      avis: >-", "      images_generees: false\n      avis: >-")
    (site / "mkdocs.yml").write_text(settings, "utf-8")
    town_before = contents(site)
    done = parapluie("renommer", "principe:participation-et-engagement", "participer", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert "contenu/principes/participation-et-engagement.md → contenu/principes/participer.md" in (
        done.stdout
    )
    assert done.stdout.endswith(
        "23 fichiers changés. L’ancienne adresse redirige vers la nouvelle.\n"
    )
    after = {k: v for k, v in contents(site).items() if not k.startswith(".cache")}
    for name, raw in after.items():
        source = name.replace("participer.md", "participation-et-engagement.md")
        text = raw.replace(b"anciens_ids: [participation-et-engagement]\n", b"")
        assert town_before[source] == text or b"participer" in raw
    built = run("-m", "mkdocs", "build", "--strict", cwd=site, day=DEMONSTRATION_DAY)
    assert built.returncode == 0, built.stderr
    assert broken_links(site / "site") == []
    old = (site / "site/principes/participation-et-engagement.html").read_text("utf-8")
    assert 'content="0; url=../principes/participer.html"' in old
    assert (
        parapluie("renommer", "participer", "participation-et-engagement", cwd=site).returncode == 0
    )
    back = {k: v for k, v in contents(site).items() if k.startswith("contenu/")}
    changed = {k for k, v in back.items() if town_before.get(k) != v}
    assert changed == {"contenu/principes/participation-et-engagement.md"}


def test_what_would_change_is_shown_without_writing(site: Path) -> None:
    before = contents(site)
    done = parapluie("renommer", "groupe:aines", "ainees", "--apercu", "--json", cwd=site)
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told["written"] is False
    assert told["redirects"] is True
    assert {f["moved_to"] for f in told["files"]} == {None, "contenu/groupes/ainees.md"}
    assert {k: v for k, v in contents(site).items() if not k.startswith(".cache")} == before


def test_a_refusal_names_the_lines_and_exits_with_one(site: Path) -> None:
    done = parapluie("supprimer", "action:budget-participatif", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert "contenu/index.md:19: la page « " in done.stderr
    assert "mentionne le projet « Budget participatif »\n" in done.stderr
    done = parapluie("supprimer", "action:budget-participatif", "--json", cwd=site)
    assert done.returncode == 1
    assert json.loads(done.stdout)["dependents"][0].keys() == {"file", "line", "message"}


def test_one_entry_merges_into_another(site: Path) -> None:
    done = parapluie("supprimer", "precaution", "--remplace-par", "prevention", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "contenu/principes/precaution.md : supprimé\n" in done.stdout
    assert not (site / "contenu/principes/precaution.md").exists()
    assert "anciens_ids: [precaution]\n" in (site / "contenu/principes/prevention.md").read_text()
    assert parapluie("verifier", cwd=site).returncode == 0


def test_the_address_of_one_merged_into_another_name_of_its_kind_leads_on(tmp_path: Path) -> None:
    site = copy_site(OTHER_WORDS, tmp_path / "autre")
    done = parapluie("supprimer", "regles-du-jeu", "--remplace-par", "facteur:sobriete", cwd=site)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("L’ancienne adresse redirige vers la nouvelle.\n")
    paths = {file.path: file.content for file in core_site(site).files}
    assert "facteurs/sobriete.html" in str(paths["rouages/regles-du-jeu.html"])


def test_while_another_command_changes_the_content_one_waits(site: Path) -> None:
    (site / ".cache/parapluie").mkdir(parents=True)
    with FileLock(site / ".cache/parapluie/contenu.lock"):
        done = parapluie("renommer", "prevention", "prevenir", cwd=site)
    assert (done.returncode, done.stdout) == (3, "")


def test_the_content_is_understood_as_if_changes_were_written(town: Town) -> None:
    roots = town.roots
    changes = {
        roots.content / "principes/air.md": None,
        roots.content / "groupes/loin/gens.md": b"---\ntitre: Gens\n---\n",
        roots.content / "actions/compteurs.md": b"---\ntitre: X\n---\n",
    }
    _, graph, problems = understand(roots, town.options, changes)
    assert {e.id for e in graph.of("groupe")} == {"gens"}
    assert [e.title for e in graph.of("action")] == ["X"]
    assert [str(p)[:42] for p in problems if p.code == "P202"] == [
        "contenu/politiques/verte.md:4: P202 « prin"
    ]
