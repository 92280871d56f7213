"""Which pages the entries call for besides their own: a file is promised where one is needed."""

from conftest import Town
from parapluie.site.paths import made_paths

PRINCIPLE = """\
=== principes/equite.md
---
titre: Équité
---
"""
TOWN = """\
=== politiques/eau.md
---
titre: Eau
---
=== actions/projet.md
---
titre: Un projet
genre: projet
---
=== actions/geste.md
---
titre: Un geste
genre: action
responsable: voirie
partenaires: parcs
bilans: [{annee: 2024, resultat: fait}, {annee: 2025, resultat: fait}]
---
=== actions/ordinaire.md
---
titre: Une action
---
=== actions/adoptee.md
---
titre: Une action adoptée
---
=== decisions/budget.md
---
titre: Budget
quand: 2026
adopte: action:adoptee
---
=== decisions/crible.md
---
titre: Crible
quand: 2026
genre: crible
examine: action:ordinaire
crible:
  - {lentille: regles, reponse: contribue}
---
=== lentilles.yml
lentilles:
  - {id: regles, titre: Règles, questions: [La Ville le peut-elle?]}
=== acteurs/voirie.md
---
titre: Voirie
---
=== acteurs/parcs.md
---
titre: Parcs
---
"""


def test_the_pages_that_entries_call_for_are_these(town: Town) -> None:
    assert sorted(made_paths(town(TOWN + PRINCIPLE))) == [
        "acteurs/voirie/vingt-minutes.md",
        "actions/adoptee/dossier.md",
        "actions/projet/dossier.md",
        "decisions/crible/dossier.md",
        "decisions/crible/fiche.md",
        "politiques/eau/complet.md",
        "politiques/eau/dossier.md",
        "suivi/bilan-2024.md",
        "suivi/bilan-2025.md",
    ]


def test_without_a_principle_no_actor_has_a_framework_to_read(town: Town) -> None:
    assert [path for path in made_paths(town(TOWN)) if path.startswith("acteurs/")] == []
