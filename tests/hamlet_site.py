"""A town of three entries and a photograph, for what is built hundreds of times.

Its builds put in the cache and write in the site files of every sort, few of each.
"""

import shutil
from pathlib import Path

from case_files import read_blocks, write
from site_tools import OTHER_WORDS

HAMLET = """\
=== index.md
---
titre: Le Hameau
---
Ici, tout se voit.
=== principes/eau.md
---
titre: Eau partagée
en_bref: L’eau est à tout le monde.
illustration: place
---
On [l’apprend]{politique:eau} tôt.
=== politiques/eau.md
---
titre: Politique de l’eau
en_bref: Pour que l’eau reste.
principes: principe:eau
objectifs:
  - {id: puits, titre: Creuser un puits}
---
Voir [[principe:eau]].
=== actions/puits.md
---
titre: Le puits
en_bref: On creuse.
realise: eau#puits
statut: en-cours
periode: 2025/..
---
=== illustrations/illustrations.yml
place:
  fichier: place.jpg
  alt: Une place au soleil.
  credit: Le Hameau
"""
OF_A_HAMLET = """\
site_name: Le Hameau
docs_dir: contenu
theme: {name: material, language: fr, font: false}
plugins:
  - parapluie: {organisation: le Hameau, publier_outils: oui}
"""


def hamlet(folder: Path) -> Path:
    """Write the town in *folder*, and return it."""
    roots = write(read_blocks(HAMLET)[0], folder)
    shutil.copy(OTHER_WORDS / "illustrations" / "place.jpg", roots.illustrations)
    (folder / "mkdocs.yml").write_text(OF_A_HAMLET, "utf-8")
    return folder
