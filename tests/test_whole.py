"""A policy and all that achieves it, on one page."""

import itertools
import re
from collections import Counter
from pathlib import Path

import markdown
import pytest
from case_files import read_blocks, read_test_options, write
from conftest import Town
from parapluie.build.making import build
from parapluie.meaning.graph import Graph
from parapluie.meaning.plan_state import parts_of
from parapluie.model import Entry
from parapluie.site import prose
from parapluie.site.paths import whole_path
from parapluie.source.content_files import Roots
from parapluie.source.reading import read
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.policy import POLICY
from site_tools import ROOT, Element, article, built_site, core_arguments, demonstration

TOWN = """\
=== principes/eau.md
---
titre: Eau
en_bref: L’eau est à tout le monde.
---
=== politiques/riviere.md
---
titre: Rivière propre
en_bref: La rivière se baigne.
principes: [eau]
objectifs:
  - {id: boire, titre: Boire}
  - {id: nager, titre: Nager}
---
Une rivière qui se boit, dit [la charte][charte].

[charte]: https://exemple.invalid/politique
=== actions/usine.md
---
titre: Usine
en_bref: On filtre.
ordre: 1
realise: [riviere#boire, riviere#nager]
---
## Les coûts

C’est cher[^1], dit [la charte][charte]; voir aussi [charte] et [`x`][charte].

[^1]: Note de l’usine.
[charte]: https://exemple.invalid/usine
=== actions/filtre.md
---
titre: Filtre
en_bref: On le change.
fait_partie_de: [usine]
---
## Les coûts

C’est moins cher[^1], dit [la Charte][Charte].

### Un peu plus bas

#### Plus bas encore

##### Très bas

[^1]: Note du filtre.
[charte]: https://exemple.invalid/filtre
=== actions/plage.md
---
titre: Plage
en_bref: On se baigne.
realise: [riviere]
fait_partie_de: [usine]
---
Du sable.

## Texte adopté

Le conseil adopte la plage.

### Article 1

Du sable fin.
=== politiques/vide.md
---
titre: Vide
en_bref: Rien encore.
principes: [eau]
---
"""


def headings(page: Element) -> list[tuple[int, str]]:
    return [(int(e.tag[1]), e.text) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]


def ids(page: Element) -> list[str]:
    return [e.attributes["id"] for e in page.all() if "id" in e.attributes]


def faults(page: Element) -> list[str]:
    """Return what is wrong with the anchors and the levels of a page."""
    found = [f"{name} stands twice" for name, times in Counter(ids(page)).items() if times > 1]
    known = set(ids(page))
    for link in page.all("a"):
        address = link.attributes.get("href", "")
        if address.startswith("#") and address[1:] not in known:
            found.append(f"{address} leads nowhere")
    levels = [level for level, _ in headings(page)]
    found += [f"h{one} then h{two}" for one, two in itertools.pairwise(levels) if two > one + 1]
    return found + (["titles"] if levels.count(1) != 1 else [])


@pytest.fixture
def river(tmp_path: Path) -> dict[str, str]:
    """Return the finished Markdown of the pages of the town."""
    files, written = read_blocks(TOWN)
    options, wrong = read_test_options(written)
    assert wrong == []
    site = build(write(files, tmp_path), options)
    return {file.path: str(file.content) for file in site.files}


def html(text: str) -> Element:
    body = text.split("---\n", 2)[2]
    extensions = ["attr_list", "tables", "toc", "fenced_code", "footnotes"]
    converted = markdown.markdown(body, extensions=extensions)
    return article(f'<article class="md-content__inner">{converted}</article>')


def test_each_action_stands_once_under_the_first_objective_with_what_it_comprises(
    town: Town,
) -> None:
    graph = town(TOWN)
    policy = next(p for p in graph.of(POLICY.key) if p.id == "riviere")
    parts = [
        (
            part.objective and part.objective.title,
            *([action.title for action in actions] for actions in (part.actions, part.told)),
        )
        for part in parts_of(graph, policy)
    ]
    assert parts == [
        ("Boire", ["Usine", "Filtre", "Plage"], []),
        ("Nager", [], ["Usine"]),
        (None, [], ["Plage"]),
    ]


def test_a_loop_of_actions_ends(town: Town) -> None:
    graph = town(TOWN.replace("titre: Usine\n", "titre: Usine\nfait_partie_de: [filtre]\n"))
    policy = next(p for p in graph.of(POLICY.key) if p.id == "riviere")
    assert [a.title for part in parts_of(graph, policy) for a in part.actions] == [
        "Usine",
        "Filtre",
        "Plage",
    ]


def test_texts_of_several_authors_keep_their_levels_notes_and_references_apart(
    river: dict[str, str],
) -> None:
    page = html(river["politiques/riviere/complet.md"])
    assert faults(page) == []
    told = headings(page)
    assert (4, "Les coûts") in told
    assert (6, "Très bas") in told
    assert (5, "Article 1") in told
    assert told.index((4, "Texte adopté")) > told.index((3, "Plage"))
    addresses = [a.attributes["href"] for a in page.all("a") if "invalid" in a.attributes["href"]]
    assert addresses == [
        f"https://exemple.invalid/{name}" for name in ("politique", *["usine"] * 3, "filtre")
    ]
    notes = page.text
    assert "Note de l’usine" in notes
    assert "Note du filtre" in notes


def test_a_policy_with_nothing_under_it_has_no_such_page(river: dict[str, str]) -> None:
    assert "politiques/vide/complet.md" not in river
    assert "Tout lire sur une page" not in river["politiques/vide.md"]
    assert "riviere/complet.html" in river["politiques/riviere.md"]


def test_the_page_is_kept_from_menus_and_searches(river: dict[str, str]) -> None:
    assert "search:\n  exclude: true" in river["politiques/riviere/complet.md"]
    index = (text for path, text in river.items() if path.endswith("search-index.js"))
    assert all("complet" not in text for text in index)


# --- On the built sites ---


def graph_of(roots: Roots, options: object) -> Graph:
    vocabulary = options.vocabulary  # type: ignore[attr-defined]
    content, problems = read(roots, vocabulary)
    assert [p for p in problems if p.severity == "error"] == []
    return Graph(content, vocabulary)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, Path]:
    return graph_of(*core_arguments(ROOT)), demonstration(tmp_path_factory)


def policies(graph: Graph) -> list[Entry]:
    return [policy for policy in graph.of(POLICY.key) if parts_of(graph, policy)]


def built(folder: Path, policy: Entry) -> Element:
    path = whole_path(policy).replace(".md", ".html")
    return article((folder / path).read_text("utf-8"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_every_word_of_a_policy_and_its_actions_stands_there_in_order(
    demo: tuple[Graph, Path],
) -> None:
    graph, folder = demo
    told = 0
    for policy in policies(graph):
        page = built(folder, policy)
        rest = iter(words(page.text))
        actions = [action for part in parts_of(graph, policy) for action in part.actions]
        for entry in (policy, *actions):
            text = prose.plain(f"{entry.body} {entry.adopted}", graph)
            # Each word follows the one before it: what explains a word may stand between.
            missing = [word for word in words(text) if word not in rest]
            assert missing == [], entry.id
        told += len(actions)
    assert told >= 10


def test_its_anchors_are_unique_and_its_levels_follow_each_other(
    demo: tuple[Graph, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    graph, folder = demo
    wrong = {policy.id: faults(built(folder, policy)) for policy in policies(graph)}
    bourg = built_site(tmp_path_factory, "mkdocs", "files") / "site"
    for path in sorted(bourg.rglob("complet.html")):
        wrong[str(path)] = faults(article(path.read_text("utf-8")))
    assert len(wrong) >= 5
    assert {name: found for name, found in wrong.items() if found} == {}


def test_it_speaks_the_words_of_the_town(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = built_site(tmp_path_factory, "mkdocs", "files") / "site"
    page = article((folder / "leviers/cadre-vivre-ici/complet.html").read_text("utf-8"))
    text = page.text
    assert "Chantier" in text
    assert "Revenir au cadre" in text
    assert "La page de cette mesure" in text
    assert "2 sur 12 mesures" in text


def test_every_action_says_its_status_its_steps_and_why(demo: tuple[Graph, Path]) -> None:
    graph, folder = demo
    for policy in policies(graph):
        page = built(folder, policy)
        actions = [action for part in parts_of(graph, policy) for action in part.actions]
        assert all(action.kind is ACTION for action in actions)
        terms = Counter(e.text for e in page.all("dt"))
        assert terms["Statut"] == len(actions)
        steps = sum(len(action.fields["etapes"] or ()) for action in actions)
        assert sum(len(list(e.all("li"))) for e in page.with_class("pp-steps")) == steps
        whys = [e for e in page.all("h4") if e.text.startswith("Pourquoi")]
        # What was turned down it does not explain.
        statuses = [action.fields["statut"] for action in actions]
        turned_down = [one for one in statuses if one and one.phase is Phase.OUT]
        assert len(whys) == len(actions) - len(turned_down)
