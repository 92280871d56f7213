"""Run every command on copies of a town, and keep how each ended and what it changed.

Run as `python every_command.py TOWN FOLDER RESULT`: the streams are the real ones of the process.
"""

import json
import os
import shutil
import socket
import sys
from pathlib import Path

SIGNS = "→ ≥ 2 😀 ᐃᓄᒃ"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--aide",),
    ("verifer", "→"),
    ("attentes",),
    ("bilan", "2030"),
    ("cms",),
    ("construire",),
    ("couverture",),
    ("couverture", "--json"),
    ("demarrer", "neuve", "--nom", f"Ville {SIGNS}"),
    ("diapos", "politique:plan"),
    ("dossier", "action:quai"),
    ("expliquer", "politique:plan"),
    ("expliquer", "contenu/actions/quai.md", "--format", "json"),
    ("expliquer", SIGNS),
    ("exporter", "tableur", "sortie"),
    ("federer", "voisine.json"),
    ("figer", "--resolution", "2030-1"),
    ("importer", "tableur", "tableur"),
    ("importer", "tableur", "tableur", "--appliquer", "--oui"),
    ("importer", "tableur", "tableur", "--json"),
    ("imprimer", SIGNS, "page.pdf"),
    ("lisibilite",),
    ("lisibilite", "--format", "json"),
    ("nouveau", "action", "--titre", f"Des bancs {SIGNS}"),
    ("rappels",),
    ("relire",),
    ("relire", "--tout"),
    ("rendre", "rendu"),
    ("renommer", "quai", "grand-quai"),
    ("renommer", "quai", "grand-quai", "--json"),
    ("renommer", "quai", SIGNS),
    ("schemas", "schemas"),
    ("servir", "--adresse", "{taken}"),
    ("supprimer", "banc", "--apercu"),
    ("supprimer", "banc"),
    ("supprimer", "plan"),
    ("verifier",),
    ("verifier", "--format", "json"),
    ("verifier", "--format", "github"),
)
# Those that make a whole site, or bring the engine with them: how they end and whether they change
# anything.
HEAVY = {"construire": (0, True), "rendre": (0, True), "servir": (3, False)}
# What a command keeps for the next, and no author wrote.
_KEPT = (".cache", ".site.lock", ".rendu")


def tree(folder: Path) -> dict[str, str]:
    """Return what every file of a folder holds, by its path."""
    return {
        str(file.relative_to(folder)): file.read_bytes().hex()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.relative_to(folder).parts[0].startswith(_KEPT)
    }


def main() -> None:
    """Run them all, or those that are named, one after another in this very process."""
    town, folder, result = map(Path, sys.argv[1:4])
    only = sys.argv[4:]
    # Here, so that the tests may read the list without it.
    from parapluie.cli import main as command
    from parapluie.cli import writing

    taken = socket.create_server(("127.0.0.1", 0))
    address = f"127.0.0.1:{taken.getsockname()[1]}"
    ended = []
    for number, given in enumerate(COMMANDS):
        if only and given[0] not in only:
            continue
        here = folder / str(number)
        shutil.copytree(town, here, symlinks=True)
        os.chdir(here)
        before = tree(here)
        code: object = None
        try:
            command([argument.format(taken=address) for argument in given])
        except SystemExit as done:
            code = done.code
        after = tree(here)
        ended.append([given, code, writing.begun(), before != after, after])
    result.write_text(json.dumps(ended), "utf-8")


if __name__ == "__main__":
    main()
