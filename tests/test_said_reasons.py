"""How many links say why, by principle, by policy and by who sees to it."""

import json
from pathlib import Path

from case_files import read_blocks, write
from command_tools import command
from conftest import Town
from parapluie.meaning.said_reasons import Share, said_reasons
from parapluie.pages.found_gaps import said
from site_tools import core_site, parse

BLOCKS = """=== principes/eau.md
---
titre: Eau
---
=== principes/air.md
---
titre: Air
parent: {vers: eau, parce_que: L’eau porte l’air.}
---
=== principes/sol.md
---
titre: Sol
---
=== acteurs/voirie.md
---
titre: Service de la voirie
---
=== politiques/nature.md
---
titre: Politique de la nature
responsable: voirie
principes: [eau, {vers: air, parce_que: On le respire.}]
objectifs:
  - {id: rive, titre: Garder la rive, principes: eau}
  - {id: aval, titre: Garder l’aval, dans: rive}
---
=== actions/saules.md
---
titre: Planter des saules
responsable: voirie
realise: {vers: nature#aval, parce_que: Leurs racines tiennent le sol.}
---
=== recit/rive.md
---
titre: La rive
ordre: 1
---
[Les saules.]{saules}
"""


def shares(found: object) -> list[tuple[str, int, int]]:
    assert isinstance(found, list)
    assert all(isinstance(one, Share) for one in found)
    return [(one.entry.title, one.said, one.number) for one in found]


def test_links_that_say_why_are_counted_where_they_lead_and_by_who_sees_to_them(town: Town) -> None:
    found = said_reasons(town(BLOCKS))
    assert (found.said, found.number) == (3, 5)
    assert shares(found.principles) == [("Air", 1, 1), ("Eau", 1, 3)]
    assert shares(found.policies) == [("Politique de la nature", 1, 1)]
    # What it sees to, objectives too.
    assert shares(found.actors) == [("Service de la voirie", 2, 4)]


def test_a_count_is_said_as_one_says_it(town: Town) -> None:
    entry = town(BLOCKS).entries[0]
    counts = ((0, 1), (1, 1), (0, 12), (1, 12), (4, 12))
    assert [said(Share(entry, *count)) for count in counts] == [
        "le seul lien ne dit pas pourquoi",
        "le seul lien dit pourquoi",
        "aucun lien sur 12 ne dit pourquoi",
        "1 lien sur 12 dit pourquoi",
        "4 liens sur 12 disent pourquoi",
    ]


def test_the_command_its_data_and_the_page_say_the_same(tmp_path: Path) -> None:
    files, _ = read_blocks(BLOCKS)
    write(files, tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Essai\ndocs_dir: contenu\ntheme: {name: material}\nplugins: [parapluie]\n"
    )
    text = command("couverture", cwd=tmp_path).out
    _, _, told = text.partition("Ce qui dit pourquoi : ")
    assert told.splitlines() == [
        "3 liens sur 5 disent pourquoi",
        "  Par principe",
        "    contenu/principes/air.md : Air : le seul lien dit pourquoi",
        "    contenu/principes/eau.md : Eau : 1 lien sur 3 dit pourquoi",
        "  Par politique",
        "    contenu/politiques/nature.md : Politique de la nature : le seul lien dit pourquoi",
        "  Par acteur",
        "    contenu/acteurs/voirie.md : Service de la voirie : 2 liens sur 4 disent pourquoi",
    ]
    data = json.loads(command("couverture", "--json", cwd=tmp_path).out)["reasons"]
    assert (data["said"], data["links"]) == (3, 5)
    assert [(one["id"], one["said"], one["links"]) for one in data["principles"]] == [
        ("air", 1, 1),
        ("eau", 1, 3),
    ]
    assert [one["links"] for key in ("policies", "actors") for one in data[key]] == [1, 4]
    page = next(f for f in core_site(tmp_path).files if f.path == "recit/du-reve-aux-gestes.md")
    shown = parse(str(page.content)).text
    assert "3 liens sur 5 disent pourquoi." in shown
    assert "Eau 1 lien sur 3 dit pourquoi." in shown
