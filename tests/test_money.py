"""Money: every roll-up equals a sum made anew from the published tables, each dollar once.

What is recounted here is recounted from `liens.csv` and `budget.csv` alone.
"""

import csv
import io
import json
import random
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from case_files import read_blocks, write
from parapluie.meaning.graph import Graph
from parapluie.meaning.money import MEASURES, Amounts, Money
from parapluie.pages.writer import Writer
from parapluie.site.publication import identifier
from parapluie.site.site_file import SiteFile
from parapluie.source.options import Options
from parapluie.source.reading import read
from site_tools import DAY, Element, parse
from test_follow_up import rows, section

Rows = list[dict[str, str]]
Sums = tuple[Decimal | None, ...]
MOMENTS = "2024 2025 2026 2026-03 2024/2026 2025/.. 2025~ 2025-01/2025-09".split()
PAGE = "suivi/argent.md"


# --- A town at random, recounted ---


def ran(chance: random.Random, number: int, name: str) -> list[str]:
    return [f"{name}{chance.randrange(number)}" for _ in range(chance.choice((0, 1, 1, 2, 3)))]


def lines(chance: random.Random) -> list[dict[str, str]]:
    found = []
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        line = {}
        if chance.random() < 0.9:
            line["quand"] = chance.choice(MOMENTS)
        for key in MEASURES:
            if chance.random() < 0.5:
                whole = chance.choice((0, chance.randrange(5000), chance.randrange(4_000_000)))
                cents = f"{whole},{whole % 100:02}"
                line[key] = str(whole % 5000) if key.startswith("jours") else cents
        if chance.random() < 0.7:
            line["nature"] = chance.choice(("fonctionnement", "investissement"))
        if chance.random() < 0.7:
            line["provenance"] = chance.choice(("municipalite", "subvention", "partenaire"))
        if line:
            found.append(line)
    return found


def random_town(chance: random.Random, actions: int) -> str:
    """Return a town as blocks: levels of policies, projects with parts, several ways everywhere."""
    files: dict[str, dict[str, object]] = {}
    for n in range(6):
        parent = f"principe{chance.randrange(n)}" if n and chance.random() < 0.4 else ""
        files[f"principes/principe{n}"] = {"parent": parent}
    for n in range(5):
        files[f"groupes/groupe{n}"] = files[f"themes/theme{n}"] = files[f"acteurs/acteur{n}"] = {}
    for n in range(12):
        above = [f"politique{chance.randrange(n)}" for _ in range(chance.choice((0, 1, 2))) if n]
        objectives = [
            {
                "id": f"objectif{m}",
                "titre": f"Objectif {m}",
                "groupes": ran(chance, 5, "groupe"),
                "budget": lines(chance),
                **({"dans": f"objectif{m - 1}"} if m and chance.random() < 0.5 else {}),
            }
            for m in range(3)
        ]
        files[f"politiques/politique{n}"] = {
            "releve_de": sorted(set(above)),
            "principes": ran(chance, 6, "principe:principe"),
            "groupes": ran(chance, 5, "groupe"),
            "responsable": "".join(ran(chance, 5, "acteur")[:1]),
            "objectifs": objectives,
            "budget": lines(chance),
        }
    for n in range(actions):
        achieved = [
            f"politique{chance.randrange(12)}{chance.choice(('', '#objectif0', '#objectif2'))}"
            for _ in range(chance.choice((0, 1, 1, 2, 4)))
        ]
        whole = [f"action{chance.randrange(n)}"] if n and chance.random() < 0.3 else []
        files[f"actions/action{n}"] = {
            "realise": achieved,
            "fait_partie_de": whole,
            "principes": ran(chance, 6, "principe:principe")[:1],
            "groupes": ran(chance, 5, "groupe"),
            "themes": ran(chance, 5, "theme"),
            "responsable": "".join(ran(chance, 5, "acteur")[:1]),
            "budget": lines(chance),
        }
    return "".join(
        f"=== {path}.md\n---\n"
        + "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in {"titre": path.rpartition("/")[2].capitalize(), **fields}.items()
            if value
        )
        + "---\n"
        for path, fields in files.items()
    )


def read_town(folder: Path, blocks: str) -> tuple[Writer, dict[str, Rows]]:
    """Return what writes the pages of a town, and its published tables by name."""
    roots = write(read_blocks(blocks)[0], folder)
    options = Options(today=DAY)
    content, problems = read(roots, options.vocabulary)
    graph = Graph(content, options.vocabulary)
    assert [str(problem) for problem in (*problems, *graph.problems)] == []
    writer = Writer(graph, content, options, {})
    made = [file for file in writer.exports.files if file.path.endswith(".csv")]
    return writer, {Path(file.path).stem: parsed(text_of(file)) for file in made}


def page_of(writer: Writer, path: str) -> Element:
    (found,) = (file for file in writer.write() if file.path == path)
    return parse(text_of(found).split("---\n", 2)[2])


def text_of(file: SiteFile) -> str:
    assert isinstance(file.content, str | bytes)
    return file.content if isinstance(file.content, str) else file.content.decode("utf-8-sig")


def parsed(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


# The links, of the tables, that carry dependence: written here anew.
UP = {"principes", "parent", "releve_de", "objectifs", "dans", "realise", "fait_partie_de"}
NAMING = {"groupes", "themes", "responsable"}


def reached(links: Rows, start: str, *, without: str = "") -> set[str]:
    """Return all that an entry leads to; none by links of the type *without*."""
    found, pending = {start}, [start]
    while pending:
        one = pending.pop()
        for link in links:
            if link["de"] == one and link["type"] in UP - {without} and link["vers"] not in found:
                found.add(link["vers"])
                pending.append(link["vers"])
    return found


def recounted(links: Rows, budget: Rows) -> tuple[Mapping[str, Rows], Mapping[str, Rows]]:
    """Return the rows that count for each entry: all of them, then otherwise than « under »."""
    by_origin: dict[str, Rows] = defaultdict(list)
    for link in links:
        by_origin[link["de"]].append(link)
    every: dict[str, Rows] = defaultdict(list)
    own: dict[str, Rows] = defaultdict(list)
    for origin in {row["entree"] for row in budget}:
        of_it = [row for row in budget if row["entree"] == origin]
        named = {k["vers"] for k in by_origin[origin] if k["type"] in NAMING}
        for found, without in ((every, ""), (own, "releve_de")):
            for target in reached(links, origin, without=without) | named:
                found[target] += of_it
    return every, own


def sums(found: Rows) -> Sums:
    def one(key: str) -> Decimal | None:
        known = [Decimal(row[key].replace(",", ".")) for row in found if row[key]]
        return sum(known, Decimal(0)) if known else None

    return tuple(map(one, MEASURES))


def said(amounts: Amounts) -> Sums:
    parts = (amounts.planned, amounts.real, amounts.planned_days, amounts.real_days)
    return tuple(part.total for part in parts)


@pytest.mark.parametrize(("seed", "actions"), [(1, 300), (2, 40), (3, 40), (4, 5)])
def test_every_roll_up_equals_a_sum_made_from_the_published_tables(
    seed: int, actions: int, tmp_path: Path
) -> None:
    writer, tables = read_town(tmp_path, random_town(random.Random(seed), actions))
    graph, links, budget = writer.graph, tables["liens"], tables["budget"]
    every, own = recounted(links, budget)
    money = Money(graph)
    assert said(money.whole.amounts) == sums(budget)
    for entry in graph.entries:
        name = identifier(entry.key)
        assert said(money.every(entry).amounts) == sums(every[name]), name
        assert said(money.own(entry).amounts) == sums(own[name]), name
        assert len(set(money.every(entry).entries)) == len(money.every(entry).entries)
    for parts, key in ((money.whole.by_nature, "nature"), (money.whole.by_origin, "provenance")):
        for choice, amounts in parts:
            part = [row for row in budget if row[key] == (choice.key if choice else "")]
            assert said(amounts) == sums(part)
    for moment, amounts in money.whole.by_time:
        if isinstance(moment, int):
            year = str(moment)
            part = [
                row
                for row in budget
                if row["annee_debut"] == row["annee_fin"] == year and "~" not in row["quand"]
            ]
        else:
            part = [row for row in budget if row["quand"] == (moment.text if moment else "")]
        assert said(amounts) == sums(part), moment


def test_the_page_says_what_the_tables_add_up_to(tmp_path: Path) -> None:
    writer, tables = read_town(tmp_path, random_town(random.Random(5), 60))
    graph, page = writer.graph, page_of(writer, PAGE)
    every, own = recounted(tables["liens"], tables["budget"])
    for kind in ("groupe", "theme", "acteur", "principe", "politique"):
        told = rows(section(page, kind))
        for entry in graph.of(kind):
            found = (own if kind == "politique" else every)[identifier(entry.key)]
            planned, real, *_ = sums(found)
            if not found:
                assert entry.title not in told
                continue
            for cell, total in zip(told[entry.title], (planned, real), strict=False):
                assert number(cell) == total


def number(cell: str) -> Decimal | None:
    text = "".join(cell.partition("$")[0].split()).replace(",", ".")
    return None if cell == "non précisé" else Decimal(text)
