"""The page « suivi » and the charts: figures recounted, charts with their words and tables."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from case_files import read_blocks, read_test_options, write
from parapluie.build.making import Site, build, style_sheet
from parapluie.source.colours import DARK, LIGHT
from site_tools import (
    DEMONSTRATION_DAY,
    OTHER_WORDS,
    ROOT,
    Element,
    article,
    core_site,
    demonstration,
    parse,
)
from test_look import SHOWN, ratio, styles, tokens

PAGE = "suivi/index.md"
CONTENT = ROOT / "contenu"
LOOKS = ("done", "during", "ongoing", "before", "stopped", "unknown")
LOOK_OF = {
    "realisee": "done",
    "en-cours": "during",
    "en-continu": "ongoing",
    "a-venir": "before",
    "reportee": "stopped",
    "abandonnee": "stopped",
    "non-retenue": "out",  # lost its vote: no bar has a part for it
    None: "unknown",
}


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def page(html: Path) -> Element:
    return article((html / "suivi" / "index.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def local() -> Mapping[str, Element]:
    return site_pages(core_site(OTHER_WORDS))


def site_pages(site: Site) -> dict[str, Element]:
    return {
        file.path: parse(str(file.content).split("---\n", 2)[2])
        for file in site.files
        if file.path.endswith(".md")
    }


def made(folder: Path, blocks: str) -> dict[str, Element]:
    """Return the pages of a town written as in a case file."""
    files, written = read_blocks(blocks)
    options, wrong = read_test_options(written)
    site = build(write(files, folder), options)
    assert wrong == []
    assert site.files, site.problems
    return site_pages(site)


def identified(page: Element, name: str) -> Element:
    (found,) = (e for e in page.all() if e.attributes.get("id") == name)
    return found


def section(page: Element, name: str) -> Element:
    """Return the section under the heading *name*."""
    (found,) = (
        s for s in page.all("section") if any(h2.attributes.get("id") == name for h2 in s.all("h2"))
    )
    return found


def rows(table: Element) -> dict[str, list[str]]:
    """Return the cells of a table by the heading of their row."""
    (body,) = table.all("tbody")
    return {
        next(row.all("th")).text: [cell.text for cell in row.all("td")] for row in body.all("tr")
    }


def bars(where: Element) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield the title, the description and the widths of each bar."""
    for drawing in where.with_class("pp-bar"):
        (title,), (text,) = drawing.all("title"), drawing.all("desc")
        widths = {
            rect.attributes["class"].rpartition("--")[2]: percent(rect.attributes["width"])
            for rect in drawing.all("rect")
        }
        yield title.text, text.text, widths


def percent(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


# --- The demonstration, recounted from its files alone ---


def header(file: Path) -> dict[str, object]:
    found = yaml.safe_load(file.read_text("utf-8").split("---\n")[1])
    assert isinstance(found, dict)
    return found


def headers(folder: str) -> dict[str, dict[str, object]]:
    files = [file for file in (CONTENT / folder).rglob("*.md") if file.stem != "index"]
    return {file.stem: header(file) for file in files}


def names(found: Mapping[str, object], key: str) -> list[str]:
    """Return the ids that a key names, without the prefixes of kinds."""
    value = found.get(key) or []
    written = value if isinstance(value, list) else [value]
    # A link that says why names what it leads to apart.
    named = [one["vers"] if isinstance(one, dict) else one for one in written]
    return [str(one).rpartition(":")[2] for one in named]


ACTIONS, POLICIES = headers("actions"), headers("politiques")
PRINCIPLES, GROUPS = headers("principes"), headers("groupes")


def parents(kind: str, name: str) -> set[tuple[str, str]]:
    """Return what an entry directly depends on, whatever the page says of it."""
    if kind == "objective":
        policy = name.partition("#")[0]
        return {("policy", policy)}
    entry = {"action": ACTIONS, "policy": POLICIES, "principle": PRINCIPLES}[kind][name]
    found = {("principle", one) for one in names(entry, "principes")}
    found |= {("principle", one) for one in names(entry, "parent")}
    found |= {("policy", one) for one in names(entry, "releve_de")}
    if kind == "action":
        found |= {("action", one) for one in names(entry, "fait_partie_de")}
        found |= {("objective" if "#" in o else "policy", o) for o in names(entry, "realise")}
    return found


def is_over_before(action: str, policy: str) -> bool:
    """Tell whether an action had ended when a policy was adopted, by what both say of it."""
    period = str(ACTIONS[action].get("periode") or "")
    ended = period.rpartition("/")[2] if "statut" in ACTIONS[action] else ""
    adopted = POLICIES[policy].get("adoption") or []
    days = [str(one["valeur"]) for one in adopted] if isinstance(adopted, list) else [str(adopted)]
    return bool(re.match(r"\d", ended)) and bool(days) and all(ended < day for day in days)


def everything_over(kind: str, name: str, *, under: bool = True) -> set[tuple[str, str]]:
    """Return all that an entry depends on; without *under*, not from a policy to another."""
    found: set[tuple[str, str]] = set()
    pending = [(kind, name)]
    while pending:
        one = pending.pop()
        for parent in parents(*one):
            if kind == "action" and parent[0] == "policy" and is_over_before(name, parent[1]):
                continue
            if parent not in found and (under or (one[0], parent[0]) != ("policy", "policy")):
                found.add(parent)
                pending.append(parent)
    return found


def counted(of: tuple[str, str], *, under: bool = True) -> list[str]:
    """Return, in the order of the table, how many actions of each look depend on an entry."""
    concerned = [n for n in ACTIONS if of in everything_over("action", n, under=under)]
    return figures(concerned)


def figures(actions: list[str]) -> list[str]:
    found = Counter(LOOK_OF[ACTIONS[name].get("statut")] for name in actions)  # type: ignore[index]
    shown = [found[look] for look in LOOKS]
    return [*map(str, shown), str(sum(shown))]


def title(entry: Mapping[str, object]) -> str:
    return str(entry["titre"]).replace("'", "’")


def test_the_whole_is_every_action_once(page: Element) -> None:
    (drawn,) = bars(section(page, "ensemble"))
    found = rows(next(section(page, "ensemble").all("table")))
    expected = Counter(LOOK_OF[a.get("statut")] for a in ACTIONS.values())  # type: ignore[index]
    lost = expected.pop("out")
    counted = len(ACTIONS) - lost
    assert found.pop("Total") == [str(counted)]
    assert found.pop("Hors du compte : non retenues") == [str(lost)]
    assert sum(int(cells[0]) for cells in found.values()) == counted
    assert {look: round(width * counted / 100) for look, width in drawn[2].items()} == expected


def test_a_policy_counts_its_own_actions_and_says_apart_those_of_the_policies_under_it(
    page: Element,
) -> None:
    found = rows(next(section(page, "politique").all("table")))
    assert found.pop("Sans lien vers une politique") == figures(
        [n for n in ACTIONS if not any(k == "policy" for k, _ in everything_over("action", n))]
    )
    for name, policy in POLICIES.items():
        own = counted(("policy", name), under=False)
        assert found.pop(title(policy)) == own
        through = [
            str(int(every) - int(mine))
            for every, mine in zip(counted(("policy", name)), own, strict=True)
        ]
        under = found.pop(f"{title(policy)}, par ce qui en relève", ["0"] * len(own))
        assert under == through
    assert found == {}
    # There is something to say apart, or the test says nothing.
    assert "par ce qui en relève" in section(page, "politique").text


def test_a_principle_counts_all_that_depends_on_it(page: Element) -> None:
    found = rows(next(section(page, "principe").all("table")))
    assert found == {
        title(principle): counted(("principle", name)) for name, principle in PRINCIPLES.items()
    }


def test_a_group_and_who_carries_count_the_actions_that_name_them(page: Element) -> None:
    found = rows(next(section(page, "groupe").all("table")))
    assert found == {
        title(group): figures([n for n, a in ACTIONS.items() if name in names(a, "groupes")])
        for name, group in GROUPS.items()
    }
    found = rows(next(section(page, "acteur").all("table")))
    actors = headers("acteurs")
    carriers = {actor: [] for action in ACTIONS.values() for actor in names(action, "responsable")}
    for name, action in ACTIONS.items():
        for actor in names(action, "responsable"):
            carriers[actor].append(name)
    nobody = figures([n for n, a in ACTIONS.items() if not a.get("responsable")])
    assert found.pop("Personne n’est nommé") == nobody
    assert found == {title(actors[actor]): figures(names) for actor, names in carriers.items()}


def test_what_is_announced_is_what_the_files_say(page: Element) -> None:
    found = rows(next(section(page, "annonce").all("table")))
    announcing = {
        title(entry): entry["annonce"]
        for folder in ("politiques", "actions", "principes", "demarche")
        for entry in headers(folder).values()
        if entry.get("annonce")
    }
    assert set(found) == set(announcing)
    for name, announced in announcing.items():
        assert isinstance(announced, dict)
        assert found[name][2] == str(next(iter(announced.values())))
    assert found["Créer le Petit-Saguenay de nos rêves"] == ["activités", "19", "19"]


def test_what_was_verified_adds_up_to_the_pages_that_can_be(page: Element) -> None:
    found = rows(next(section(page, "verifie").all("table")))
    folders = [
        folder
        for folder in CONTENT.iterdir()
        if folder.is_dir() and folder.name not in ("referentiels",)
    ]
    files = [f for folder in folders for f in folder.rglob("*.md") if f.stem != "index"]
    assert sum(int(cells[-1]) for cells in found.values()) == len(files)
    for cells in found.values():
        assert sum(map(int, cells[:-1])) == int(cells[-1])


def test_the_page_is_of_the_day_it_is_built_for(page: Element) -> None:
    assert date(2026, 12, 15) == DEMONSTRATION_DAY
    assert "Au 15 décembre 2026" in page.text


# --- Charts and their tables ---

CHARTS = ("politique", "principe", "groupe", "acteur")


@pytest.mark.parametrize("name", CHARTS)
def test_the_widths_of_a_chart_are_the_figures_of_its_table(page: Element, name: str) -> None:
    table = rows(next(section(page, name).all("table")))
    drawn = {title: widths for title, _, widths in bars(section(page, name))}
    longest = max(int(cells[-1]) for cells in table.values())
    for label, cells in table.items():
        numbers = dict(zip(LOOKS, map(int, cells), strict=False))
        expected = {look: 100 * n / longest for look, n in numbers.items() if n}
        assert drawn.get(label, {}) == pytest.approx(expected, abs=0.001), label


@pytest.mark.parametrize("name", CHARTS)
def test_the_parts_of_a_bar_touch_in_the_order_of_the_table(page: Element, name: str) -> None:
    for drawing in section(page, name).with_class("pp-bar"):
        end = 0.0
        looks = []
        for rect in drawing.all("rect"):
            assert percent(rect.attributes["x"]) == pytest.approx(end, abs=0.002)
            end = percent(rect.attributes["x"]) + percent(rect.attributes["width"])
            looks.append(rect.attributes["class"].rpartition("--")[2])
        assert looks == [look for look in LOOKS if look in looks]
        assert end <= 100.01


def drawings(pages: Mapping[str, Element]) -> Iterator[tuple[str, Element, Element]]:
    """Yield each drawing that shows something, with its page and path."""
    for path, tree in pages.items():
        for name in ("pp-bar", "pp-plot"):
            for drawing in tree.with_class(name):
                yield path, tree, drawing


def test_every_chart_has_a_title_a_description_and_a_table(
    page: Element, local: Mapping[str, Element]
) -> None:
    found = list(drawings({**local, "demo": page}))
    assert len(found) > 50
    for path, tree, drawing in found:
        title_id, text_id = drawing.attributes["aria-labelledby"].split()
        assert drawing.attributes["role"] == "img"
        assert identified(tree, title_id).text, path
        assert identified(tree, text_id).text, path
        assert identified(drawing, title_id).tag == "title"
        assert identified(drawing, text_id).tag == "desc"
    for path in (PAGE, "demo"):
        tree = page if path == "demo" else local[path]
        figures = [f for f in tree.all("figure") if "pp-chart" in f.attributes.get("class", "")]
        assert len(figures) >= 6
        for figure in figures:
            (table,) = figure.all("table")
            assert next(table.all("caption")).text
            for heading in table.all("th"):
                assert heading.attributes["scope"] in ("col", "row")


def test_every_pattern_that_a_part_is_filled_with_is_in_its_page(
    page: Element, local: Mapping[str, Element]
) -> None:
    for path, tree in {**local, "demo": page}.items():
        fills = {e.attributes.get("fill", "") for e in tree.all("rect")} - {""}
        patterns = [e.attributes["id"] for e in tree.all("pattern")]
        assert fills <= {f"url(#{name})" for name in patterns}, path
        assert len(patterns) == len(set(patterns)), path
        # Patterns are brought where bars are, and nowhere else.
        assert bool(patterns) == bool(list(tree.with_class("pp-bar"))), path


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_what_is_drawn_stands_out_from_its_ground(scheme: str, colours: Mapping[str, str]) -> None:
    """WCAG 2.2, 1.4.11; edges show where parts begin, whatever fills them."""
    sheet = [
        style
        for style in styles(style_sheet())
        if style.at != "@media print"
        and re.search(r"\.pp-(part|plot__(stroke|span|target|baseline|dot))\b", style.selector)
    ]
    edges = tokens([value for style in sheet for value in style.get("stroke")]) - {"paper"}
    edges |= tokens([v for s in sheet if "dot" in s.selector for v in s.get("fill")])
    assert edges >= {"link", "accent", "ink-soft"}
    short = {
        f"{edge} on {ground}": ratio(colours[edge], colours[ground])
        for edge in edges
        for ground in ("paper", "sand")
        if ratio(colours[edge], colours[ground]) < SHOWN
    }
    assert short == {}


def test_no_drawing_has_a_style_of_its_own(page: Element, local: Mapping[str, Element]) -> None:
    for tree in (page, *local.values()):
        assert not [e for e in tree.all() if "style" in e.attributes]


# --- Local words ---


def test_the_page_speaks_in_local_words(local: Mapping[str, Element]) -> None:
    page = local[PAGE]
    assert "5 mesures : 1 réalisée, 1 en continu, 1 à venir, 1 reportée" in page.text
    headings = [h2.text for h2 in page.all("h2")]
    assert headings[1:5] == [
        "Pour chaque levier et chaque orientation",
        "Pour chaque rouage et chaque facteur",
        "Pour chaque clientèle",
        "Qui s’en occupe",
    ]
    found = rows(next(section(page, "politique").all("table")))
    assert found["Vivre ici"] == ["1", "0", "1", "1", "0", "0", "3"]
    assert found["Vivre ici, par ce qui en relève"] == ["0", "0", "0", "0", "1", "1", "2"]
    found = rows(next(section(page, "annonce").all("table")))
    assert found["Entraide"] == ["facteurs", "1", "4"]


def test_statuses_agree_with_a_masculine_noun(tmp_path: Path) -> None:
    blocks = (
        "=== mkdocs.yml\nvocabulaire:\n"
        "  action: {singulier: geste, pluriel: gestes, genre: m, dossier: gestes}\n"
        "=== gestes/a.md\n---\ntitre: A\nstatut: realisee\n---\n"
        "=== gestes/b.md\n---\ntitre: B\nstatut: realisee\n---\n"
        "=== gestes/c.md\n---\ntitre: C\nstatut: abandonnee\n---\n"
    )
    page = made(tmp_path, blocks)[PAGE]
    assert "3 gestes : 2 réalisés, 1 abandonné." in page.text
    assert [li.text for ul in page.with_class("pp-legend") for li in ul.all("li")] == [
        "Réalisés",
        "Reportés ou abandonnés",
    ]


# --- Delays, what is to come ---

DATED = """\
=== politiques/plan.md
---
titre: Plan
statut: en-vigueur
periode: 2023/2027-03
responsable: voirie
---
=== actions/quai.md
---
titre: Quai
genre: projet
statut: en-cours
periode: 2024/2025
responsable: voirie
---
=== actions/pont.md
---
titre: Pont
periode: 2024-01/2025-06-15
---
=== actions/banc.md
---
titre: Banc
statut: a-venir
periode: 2026-22/2028
---
=== actions/appel.md
---
titre: Appel
statut: a-venir
etapes:
  - {quand: 2026-05, titre: Appel d'idées}
  - {quand: 2027-05, titre: Premier coup de pelle}
---
=== actions/fini.md
---
titre: Fini
statut: realisee
periode: 2024/2025
---
=== acteurs/voirie.md
---
titre: Voirie
---
"""


def test_a_delay_says_why_and_who_takes_care_of_it(tmp_path: Path) -> None:
    late = section(made(tmp_path, DATED)[PAGE], "retards")
    assert [item.text for item in late.all("li")] == [
        "Pont En retard de 17 mois Sa période s’est terminée le 15 juin 2025; aucun statut n’est "
        "documenté.",
        "Quai En cours En retard de 10 mois Sa période s’est terminée en 2025; le statut dit "
        "encore « en cours ». "
        "Qui s’en occupe : Voirie.",
        "Appel À venir En retard de 5 mois Étape passée, en mai 2026 : Appel d’idées; le statut "
        "dit encore « à venir ».",
        "Banc À venir En retard de 2 mois Devait commencer à l’été 2026; le statut dit encore "
        "« à venir ».",
    ]


def test_what_is_to_come_says_what_it_is(tmp_path: Path) -> None:
    coming = section(made(tmp_path, DATED)[PAGE], "a-venir")
    assert [item.text for item in coming.all("li")] == [
        "mars 2027 Plan politique Fin de la période. Qui s’en occupe : Voirie.",
        "mai 2027 Appel action Étape : Premier coup de pelle.",
    ]


def test_a_page_without_dates_says_that_there_are_none(tmp_path: Path) -> None:
    page = made(tmp_path, "=== actions/a.md\n---\ntitre: A\n---\n")[PAGE]
    assert "Rien n’est en retard" in section(page, "retards").text
    assert "Aucune date n’est annoncée" in section(page, "a-venir").text


def test_there_is_no_page_where_there_is_nothing_to_follow(tmp_path: Path) -> None:
    assert PAGE not in made(tmp_path, "=== principes/a.md\n---\ntitre: A\n---\n")


def test_long_charts_and_lists_fold_what_is_over_fifteen_lines(tmp_path: Path) -> None:
    blocks = "".join(
        f"=== actions/a{n}.md\n---\ntitre: A{n}\nstatut: en-cours\nperiode: 2020\n"
        f"groupes: g{n}\n---\n=== groupes/g{n}.md\n---\ntitre: G{n}\n---\n"
        for n in range(40)
    )
    page = made(tmp_path, blocks)[PAGE]
    for name, items in (("groupe", "pp-bars"), ("retards", "pp-lines")):
        lists = [ul for ul in section(page, name).all("ul") if items in ul.attributes["class"]]
        assert [len(list(ul.all("li"))) for ul in lists] == [15, 25]
        assert "Voir 25 lignes de plus" in section(page, name).text
    assert len(rows(next(section(page, "groupe").all("table")))) == 40


def test_a_share_is_printed_once_all_is_known(tmp_path: Path) -> None:
    blocks = "".join(
        f"=== actions/a{n}.md\n---\ntitre: A{n}\nstatut: {status}\n---\n"
        for n, status in enumerate(["realisee"] * 6 + ["a-venir"] * 4 + ["en-continu"] * 2)
    )
    glance = section(made(tmp_path / "a", blocks)[PAGE], "ensemble").text
    assert "6 réalisées, 2 en continu, 4 à venir. C’est 60 % de celles qui ont une fin." in glance
    unknown = made(tmp_path / "b", f"{blocks}=== actions/x.md\n---\ntitre: X\n---\n")[PAGE]
    assert "%" not in section(unknown, "ensemble").text


# --- On the pages of principles, policies and objectives ---


def test_progress_stands_on_the_pages_where_several_actions_count(
    local: Mapping[str, Element],
) -> None:
    def lines(path: str) -> list[str]:
        return [next(e.all("p")).text for e in local[path].with_class("pp-progress")]

    assert lines("leviers/cadre-vivre-ici.md") == [
        "1 réalisée, 1 en continu, 1 à venir sur 3 mesures",
        "1 reportée, 1 sans statut documenté sur 2 mesures, par ce qui en relève",
        "1 réalisée, 1 en continu sur 2 mesures",  # « Décider ensemble »
    ]
    assert lines("facteurs/voisinage.md") == ["1 réalisée, 1 en continu sur 2 mesures"]
    assert lines("facteurs/entraide.md") == [
        "1 réalisée, 1 en continu, 1 à venir, 1 reportée, 1 sans statut documenté sur 5 mesures"
    ]
    (link,) = (
        a
        for a in local["leviers/cadre-vivre-ici.md"].all("a")
        if a.attributes.get("href") == "../suivi/index.html#regle"
    )
    assert identified(local[PAGE], "regle").text == link.text


# --- Indicators ---


def indicator(folder: Path, *fields: str) -> Element:
    lines = "\n".join(fields)
    blocks = f"=== indicateurs/i.md\n---\ntitre: Livres lus\nunite: livres\n{lines}\n---\n"
    pages = made(folder, blocks)
    assert PAGE in pages
    return pages["indicateurs/i.md"]


def circles(page: Element) -> list[tuple[float, float]]:
    (drawing,) = page.with_class("pp-plot")
    return [
        (percent(c.attributes["cx"]), percent(c.attributes["cy"])) for c in drawing.all("circle")
    ]


def lines(page: Element, name: str) -> list[dict[str, float]]:
    (drawing,) = page.with_class("pp-plot")
    return [
        {key: float(line.attributes[key].rstrip("%")) for key in ("x1", "x2", "y1", "y2")}
        for line in drawing.with_class(f"pp-plot__{name}")
    ]


def test_the_demonstration_draws_the_votes_over_time(html: Path) -> None:
    page = article((html / "indicateurs/votants-budget-participatif.html").read_text("utf-8"))
    (one, two, three) = circles(page)
    assert one[0] < two[0] < three[0]
    assert one[1] > two[1] > three[1]  # drawings count downwards
    # From zero: the heights are as the numbers.
    (floor,) = (line["y1"] for line in lines(page, "line")[:1])
    heights = [floor - y for _, y in (one, two, three)]
    assert heights[1] / heights[0] == pytest.approx(75 / 70, rel=0.01)
    assert heights[2] / heights[0] == pytest.approx(176 / 70, rel=0.01)
    # By day: from April of 2018 to the middle of 2022, then two years more.
    assert (two[0] - one[0]) / (three[0] - two[0]) == pytest.approx(4.22 / 2, rel=0.01)


def test_sources_that_disagree_are_drawn_as_such_and_never_averaged(tmp_path: Path) -> None:
    page = indicator(
        tmp_path,
        "valeurs:",
        "  - {quand: 2020, valeur: 10}",
        "  - {quand: 2022, valeur: [20, 30]}",
        "  - {quand: 2024, valeur: 40}",
        "  - {quand: 2026, valeur: 40}",
    )
    dots = circles(page)
    assert len(dots) == 5
    assert dots[1][0] == dots[2][0]
    (span,) = lines(page, "span")
    assert {span["y1"], span["y2"]} == {dots[1][1], dots[2][1]}
    # No line leads to what sources disagree on.
    (stroke,) = lines(page, "stroke")
    assert (stroke["x1"], stroke["x2"]) == (dots[3][0], dots[4][0])
    assert "2022 : 20 et 30" in next(page.all("desc")).text
    assert "25" not in [text.text for text in page.all("text")]


def test_the_target_and_the_baseline_are_lines_at_their_height(tmp_path: Path) -> None:
    page = indicator(
        tmp_path, "depart: 10", "cible: 30", "valeurs:", "  - {quand: 2024, valeur: 20}"
    )
    (dot,) = circles(page)
    (target,), (baseline,) = lines(page, "target"), lines(page, "baseline")
    assert target["y1"] == target["y2"]
    assert baseline["y1"] - dot[1] == pytest.approx(dot[1] - target["y1"], abs=0.02)
    assert "Cible : 30" in page.text
    assert "Départ : 10" in page.text
    assert "il y a un écart de 10 livres. Au départ, il était de 20 livres." in page.text


@pytest.mark.parametrize(
    "fields",
    [
        ("valeurs:", "  - {quand: 2024, valeur: 20}"),
        ("cible: le plus possible", "valeurs:", "  - {quand: 2024, valeur: 20}"),
        ("cible: 30", "valeurs:", "  - {quand: 2024, valeur: une vingtaine}"),
        ("cible: 30",),
        ("valeurs:", "  - {quand: 2024, valeur: [20, 30]}"),
    ],
)
def test_there_is_no_chart_where_there_is_nothing_to_compare(
    tmp_path: Path, fields: tuple[str, ...]
) -> None:
    page = indicator(tmp_path, *fields)
    assert list(page.with_class("pp-plot")) == []
    assert list(page.with_class("pp-course")) == []


def test_words_among_numbers_are_left_to_the_table(tmp_path: Path) -> None:
    page = indicator(
        tmp_path,
        "valeurs:",
        "  - {quand: 2020, valeur: 10}",
        "  - {quand: 2022, valeur: une vingtaine}",
        "  - {quand: 2024, valeur: [30, une trentaine]}",
    )
    assert len(circles(page)) == 2
    assert lines(page, "stroke") == []
    (table,) = page.with_class("pp-table")
    assert "une vingtaine" in table.text
    assert "une trentaine" in table.text


def test_a_value_may_be_below_zero(tmp_path: Path) -> None:
    page = indicator(
        tmp_path,
        "valeurs:",
        "  - {quand: 2020, valeur: -10}",
        "  - {quand: 2022, valeur: '5,5'}",
    )
    (one, two) = circles(page)
    assert one[1] > two[1]
    numbers = [t.text for t in page.with_class("pp-plot__text")]
    assert "-10" in numbers
    assert "0" in numbers
    assert all(0 <= y <= 100 for _, y in (one, two))


def test_many_values_keep_to_their_room(tmp_path: Path) -> None:
    rows = [f"  - {{quand: {year}, valeur: {year - 1990}}}" for year in range(1990, 2020)]
    page = indicator(tmp_path, "valeurs:", *rows)
    assert len(circles(page)) == 30
    assert [text.text for text in page.with_class("pp-plot__value")] == ["29"]
    dates = [t for t in page.with_class("pp-plot__text") if "text-anchor" in t.attributes]
    places = sorted(percent(t.attributes["x"]) for t in dates)
    assert 2 <= len(places) <= 7
    assert all(after - before >= 15 for before, after in itertools.pairwise(places))
    assert "2019" in [t.text for t in dates]


def test_the_gap_of_an_indicator_says_where_it_stands(tmp_path: Path) -> None:
    def course(name: str, *fields: str) -> str:
        page = indicator(tmp_path / name, *fields)
        (found,) = page.with_class("pp-course")
        return found.text

    values = ("valeurs:", "  - {quand: 2020, valeur: 10}", "  - {quand: 2024-05, valeur: [16, 18]}")
    assert course("a", "cible: 30", *values) == (
        "Entre la dernière valeur (mai 2024) et la cible, il y a un écart de 12 à 14 livres, selon "
        "la source. À la première mesure (2020), il était de 20 livres."
    )
    assert course("b", "cible: 30", *values[:2]) == (
        "Entre la dernière valeur (2020) et la cible, il y a un écart de 20 livres. Faute d’une "
        "valeur plus ancienne, on ne sait pas si l’on s’en approche."
    )
    assert course("c", "cible: 10", "depart: 4", *values[:2]).startswith("La cible est atteinte.")
    assert "D’une source à l’autre, la cible est atteinte ou ne l’est pas." in course(
        "d", "cible: 17", *values
    )


def test_a_gap_between_percentages_is_in_points(tmp_path: Path) -> None:
    blocks = (
        '=== indicateurs/i.md\n---\ntitre: Part\nunite: "%"\ncible: 60 %\nvaleurs:\n'
        "  - {quand: 2024, valeur: 58,5 %}\n---\n".replace("58,5 %", "'58,5 %'")
    )
    pages = made(tmp_path, blocks)
    assert "un écart de 1,5 point de pourcentage." in pages["indicateurs/i.md"].text
    found = rows(next(section(pages[PAGE], "indicateurs").all("table")))
    assert list(found.values()) == [
        ["non documenté", "58,5 % 2024", "60 %", "1,5 point de pourcentage"]
    ]


def test_the_table_of_indicators_leads_to_each_source(local: Mapping[str, Element]) -> None:
    table = next(section(local[PAGE], "indicateurs").all("table"))
    ((name, cells),) = rows(table).items()
    assert name == "Arrosoirs remplis arrosoirs"
    assert cells[0] == "10"
    assert cells[3] == "16 à 18 arrosoirs"
    links = {a.attributes["href"] for a in table.all("a")}
    assert "../indicateurs/arrosage.html#source-carnet" in links
    assert identified(local["indicateurs/arrosage.md"], "source-carnet")
