"""A town of forty actions to ask questions of, built by MkDocs once for every test."""

from pathlib import Path

import pytest
import yaml
from site_tools import made_once, run

ACTIONS = 40
# A title that a spreadsheet would compute, with all that a table must keep.
FORMULA = "=2+3;\"deux\" et 'trois'"
_PLACE = "Cœur du village à l’été"


def asking_site(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site."""
    return made_once(factory, "asking", _make) / "site"


def _make(folder: Path) -> None:
    write_town(folder, ACTIONS)
    done = run("-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml", cwd=folder)
    assert done.returncode == 0, done.stderr


def write_town(folder: Path, actions: int) -> None:
    """Write the town with so many actions."""

    def write(path: str, text: str = "", **fields: object) -> None:
        file = folder / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        header = yaml.safe_dump(fields, allow_unicode=True, width=1000, sort_keys=False)
        file.write_text(f"---\n{header}---\n{text}\n", "utf-8")

    brief = {"en_bref": "Une phrase dans les mots de tous les jours."}
    for key, title in (("equite", "Équité"), ("ecoute", "Écoute")):
        write(f"principes/{key}.md", titre=title, **brief)
    for key, title in (("eau", "Eau"), ("rue", "Rue")):
        write(f"themes/{key}.md", titre=title, **brief)
    groups = {"aines": "Personnes aînées", "familles": "Familles", "jeunes": "Jeunes"}
    for order, (key, title) in enumerate(groups.items()):
        write(f"groupes/{key}.md", titre=title, ordre=order, **brief)
    write("groupes/proches.md", titre="Proches", ordre=9, reunit=["aines", "familles"], **brief)
    for key, title in (("loisirs", "Loisirs"), ("travaux", "Travaux")):
        write(f"acteurs/{key}.md", titre=title, **brief)
    write(
        "politiques/familiale.md",
        titre="Politique familiale",
        principes=["equite"],
        groupes=["familles"],
        objectifs=[{"id": "jouer", "titre": "Jouer dehors"}],
        **brief,
    )
    write("politiques/eau.md", titre="Eau partagée", principes=["ecoute"], **brief)
    statuses = ("en-cours", "realisee", "a-venir", None)
    for number in range(actions - 1):
        fields: dict[str, object] = {"titre": f"Action {number:02}", **brief}
        if number == 0:
            fields["titre"], fields["en_bref"] = FORMULA, "-1 en tête,=1+1 @ici"
        if number == 1:
            fields["en_bref"] = _PLACE
        # Every other one carries out the policy for families.
        fields["realise"] = ["familiale#jouer" if number % 2 else "politique:eau"]
        status = statuses[number % 4]
        if status:
            fields["statut"] = status
            fields["periode"] = {
                "en-cours": "2029/..",
                "realisee": "2026/2028",
                "a-venir": "2033",
            }[status]
        if number % 5 == 0:
            fields["groupes"] = ["aines"]
        if number % 10 == 3:
            fields["groupes"] = ["jeunes", "familles"]
        fields["themes"] = ["eau" if number % 3 else "rue"]
        fields["responsable"] = "loisirs" if number % 4 else "travaux"
        write(f"actions/a{number}.md", **fields)
    write("actions/repit.md", titre="Répit", groupes=["proches"], principes=["equite"], **brief)
    write(
        "demarche/veillee.md",
        titre="Veillée",
        genre="consultation",
        quand="2031-05",
        groupes=["aines", "familles"],
    )
    write("demarche/passee.md", titre="Passée", quand="2029-05", groupes=["aines"])
    (folder / "mkdocs.yml").write_text(
        "site_name: Ville\ndocs_dir: contenu\nuse_directory_urls: false\n"
        "theme: {name: material, language: fr, font: false}\n"
        "plugins: [search, parapluie: {images_generees: false, publier_outils: oui}]\n"
    )
