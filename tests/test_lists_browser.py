"""Lists that answer, in a real browser: by keyboard, by address, on a phone, without scripts."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from asking_site import ACTIONS, FORMULA, asking_site
from conftest import _Handler, _served
from naive_tables import computed
from playwright.sync_api import Browser, Locator, Page, expect
from site_tools import PATIENCE, window

expect.set_options(timeout=PATIENCE)


class _Strict(_Handler):
    """What a careful host says of every page."""

    def end_headers(self) -> None:
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asking_site(tmp_path_factory)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with window(browser) as found:
        found.goto(f"{address}actions/index.html")
        yield found


def cards(page: Page) -> list[str]:
    return page.locator("[data-facts]:visible .pp-card__title").all_inner_texts()


def result(page: Page) -> str:
    return page.locator(".pp-filters output").inner_text().replace("\u00a0", " ")


def facet(page: Page, name: str) -> Locator:
    return page.locator(f".pp-facet:has(input[name={name}])")


def choose(page: Page, name: str, value: str) -> None:
    place = facet(page, name)
    if place.get_attribute("open") is None:
        place.locator("summary").click()
    place.locator(f"input[value='{value}']").check()


def counts(page: Page, name: str) -> dict[str, str]:
    labels = facet(page, name).locator("label").all()
    return {
        label.locator("input").input_value(): label.locator(".pp-facet__count").text_content() or ""
        for label in labels
    }


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_choices_of_a_facet_add_up_and_facets_narrow_each_other(page: Page) -> None:
    assert result(page) == f"{ACTIONS} actions"
    before = counts(page, "groupe")
    choose(page, "statut", "en-cours")
    assert result(page) == "10 actions sur 40"
    choose(page, "statut", "realisee")
    assert result(page) == "20 actions sur 40"
    choose(page, "theme", "rue")
    both = int(result(page).split()[0])
    assert both == len(cards(page)) == sum(n % 4 < 2 and n % 3 == 0 for n in range(ACTIONS - 1))
    # Its own choices count what the others leave: choosing one of them would still add.
    assert counts(page, "statut") == {
        "a-venir": str(sum(n % 4 == 2 and n % 3 == 0 for n in range(ACTIONS - 1))),
        "en-cours": str(sum(n % 4 == 0 and n % 3 == 0 for n in range(ACTIONS - 1))),
        "realisee": str(sum(n % 4 == 1 and n % 3 == 0 for n in range(ACTIONS - 1))),
    }
    after = counts(page, "groupe")
    assert after.keys() == before.keys()
    assert after != before
    assert page.locator(".pp-facet__chosen:visible").all_inner_texts() == ["(1)", "(2)"]


def test_a_choice_that_would_give_nothing_says_so_and_cannot_be_made(page: Page) -> None:
    choose(page, "acteur", "travaux")
    place = facet(page, "statut")
    place.locator("summary").click()
    assert counts(page, "statut")["realisee"] == "0"
    assert place.locator("input[value=realisee]").is_disabled()
    assert place.locator("input[value=en-cours]").is_enabled()


def test_headings_follow_what_is_left_under_them(page: Page) -> None:
    choose(page, "statut", "en-cours")
    headings = page.locator("h2:visible:has(.pp-h2-count)").all_inner_texts()
    assert [heading.strip() for heading in headings] == ["En cours 10"]


def test_a_group_that_comes_from_a_policy_is_told_as_such(page: Page) -> None:
    choose(page, "groupe", "familles")
    notes = dict(
        zip(
            cards(page),
            (
                card.locator(".pp-by").all_inner_texts()
                for card in page.locator("[data-facts]:visible").all()
            ),
            strict=True,
        )
    )
    # Its own group, the objective's policy, a combination.
    assert notes["Action 03"] == []
    assert notes["Action 05"] == ["Familles\u00a0: par la Politique familiale"]
    assert notes["Répit"] == ["Familles\u00a0: par le groupe Proches"]
    choose(page, "groupe", "jeunes")
    facet(page, "groupe").locator("input[value=familles]").uncheck()
    assert page.locator(".pp-by").count() == 0


def test_words_are_found_without_their_accents(page: Page) -> None:
    page.get_by_label("Mots").fill("COEUR ete")
    expect(page.locator(".pp-filters output")).to_have_text("1\u00a0action sur 40")
    assert cards(page) == ["Action 01"]
    page.get_by_label("Mots").fill("introuvable")
    expect(page.locator(".pp-filters output")).to_have_text("Aucune action sur 40")
    assert query(page) == {"mots": ["introuvable"]}


def test_the_result_is_announced(page: Page) -> None:
    output = page.locator(".pp-filters output")
    # The element is a live region by itself.
    assert output.evaluate("e => e.tagName") == "OUTPUT"
    status = page.locator(".pp-filters").get_by_role("status")
    assert status.text_content() == output.text_content()
    choose(page, "theme", "eau")
    assert result(page).endswith("actions sur 40")


def test_the_order_can_be_changed_and_changed_back(page: Page) -> None:
    listed = cards(page)
    page.get_by_label("Ordre").select_option("titre")
    by_title = cards(page)
    assert by_title[0] == FORMULA
    assert by_title[1:] == sorted(by_title[1:])
    page.get_by_label("Ordre").select_option("annee")
    assert cards(page)[0] == "Action 02"
    page.get_by_label("Ordre").select_option("statut")
    statuses = page.locator("[data-facts]:visible .pp-status").all_inner_texts()
    assert [s for i, s in enumerate(statuses) if not i or s != statuses[i - 1]] == [
        "À venir",
        "En cours",
        "Réalisée",
    ]
    page.get_by_label("Ordre").select_option("")
    assert cards(page) == listed


def test_the_address_holds_the_choices_and_gives_them_back(page: Page) -> None:
    choose(page, "groupe", "aines")
    choose(page, "groupe", "jeunes")
    choose(page, "annee", "2030")
    page.get_by_label("Ordre").select_option("titre")
    assert query(page) == {"groupe": ["aines", "jeunes"], "annee": ["2030"], "tri": ["titre"]}
    said, shown = result(page), cards(page)
    page.goto(page.url)
    assert (result(page), cards(page)) == (said, shown)
    # What was chosen is in sight.
    assert facet(page, "groupe").get_attribute("open") is not None
    page.locator("[data-facts]:visible a").first.click()
    page.wait_for_selector("h1")
    page.go_back()
    page.wait_for_selector(".pp-filters:not([hidden])")
    assert (result(page), cards(page)) == (said, shown)
    page.get_by_role("button", name="Tout effacer").click()
    assert result(page) == "40 actions"
    assert query(page) == {}
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_an_address_that_asks_for_what_is_not_there_gives_the_whole_list(
    page: Page, address: str
) -> None:
    page.goto(f"{address}actions/index.html?groupe=martiens&tri=hasard&autre=1")
    assert result(page) == "40 actions"
    choose(page, "theme", "eau")
    assert query(page) == {"theme": ["eau"], "autre": ["1"]}


def tab_until(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) != "none", selector
            return
    pytest.fail(f"Tab never reaches {selector}")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_keyboard_alone_filters_sorts_and_clears(
    browser: Browser, address: str, width: int
) -> None:
    with window(browser, width) as page:
        page.goto(f"{address}actions/index.html")
        panel = page.locator(".pp-filters__panel")
        # Folded on a phone, so that the list comes first.
        assert (panel.get_attribute("open") is None) == (width == 320)
        page.locator(".pp-crumbs a").focus()
        tab_until(page, ".pp-filters__panel > summary")
        if width == 320:
            page.keyboard.press("Enter")
        tab_until(page, "input[type=search]")
        tab_until(page, "select")
        page.keyboard.press("p")
        assert query(page)["tri"] == ["titre"]
        tab_until(page, ".pp-facet:has([name=groupe]) > summary")
        page.keyboard.press("Enter")
        tab_until(page, "input[value=jeunes]")
        page.keyboard.press("Space")
        assert result(page) == "4 actions sur 40"
        if width == 320:
            assert page.evaluate("document.documentElement.scrollWidth") == 320
        tab_until(page, "button[type=reset]")
        page.keyboard.press("Enter")
        assert result(page) == "40 actions"


def test_every_control_is_large_enough_to_touch(browser: Browser, address: str) -> None:
    with window(browser, 320) as page:
        page.goto(f"{address}actions/index.html")
        page.evaluate(
            "document.querySelectorAll('.pp-filters details').forEach((e) => e.open = true)"
        )
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                 "article form :is(summary, label:has([type=checkbox]), select, button, input)"
               )].filter((e) => {
                 if (e.type === "checkbox") return false;
                 const box = e.getBoundingClientRect();
                 return box.width > 0 && (box.width < 24 || box.height < 24);
               }).map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert small == []


# --- The table ---


def downloaded(page: Page) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_table_holds_the_selection_in_its_order(page: Page) -> None:
    choose(page, "groupe", "familles")
    choose(page, "statut", "realisee")
    page.get_by_label("Ordre").select_option("titre")
    name, content = downloaded(page)
    assert name == "actions.csv"
    # Excel reads UTF-8 from its mark, and lines as Windows ends them.
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n")
    head, *found = rows(content)
    assert head[:2] == ["Titre", "En bref"]
    assert [row[0] for row in found] == cards(page)
    by_name = [dict(zip(head, row, strict=True)) for row in found]
    assert {row["Statut"] for row in by_name} == {"Réalisée"}
    assert all("Familles" in row["Groupe"].split(", ") for row in by_name)
    assert by_name[0]["Année"] == "2028, 2027, 2026"
    assert by_name[0]["Principe"] == "Équité"
    links = page.locator("[data-facts]:visible a")
    assert [row["Adresse"] for row in by_name] == links.evaluate_all("a => a.map((e) => e.href)")


def test_no_cell_of_the_table_is_computed(page: Page) -> None:
    choose(page, "acteur", "travaux")
    _, content = downloaded(page)
    found = {row[0]: row for row in rows(content)}
    assert found[f"'{FORMULA}"][1] == "'-1 en tête,'=1+1 '@ici"
    assert computed(content.decode("utf-8-sig")) == []


@pytest.fixture(scope="module")
def strict_address(folder: Path) -> Iterator[str]:
    with _served(folder, _Strict) as found:
        yield found


def test_the_list_answers_and_the_table_comes_under_a_strict_policy(
    browser: Browser, strict_address: str
) -> None:
    with window(browser) as page:
        page.goto(f"{strict_address}actions/index.html")
        choose(page, "theme", "rue")
        assert len(rows(downloaded(page)[1])) == 1 + len(cards(page))


# --- Elsewhere ---


def test_the_list_answers_from_a_disk(browser: Browser, folder: Path) -> None:
    with window(browser) as page:
        page.goto((folder / "actions" / "index.html").resolve().as_uri())
        choose(page, "theme", "rue")
        assert result(page) == "13 actions sur 40"
        assert query(page) == {"theme": ["rue"]}
        page.reload()
        assert result(page) == "13 actions sur 40"
        assert len(rows(downloaded(page)[1])) == 14


@contextmanager
def without_scripts(browser: Browser) -> Iterator[Page]:
    with window(browser, java_script_enabled=False) as page:
        yield page


def test_without_scripts_the_list_is_whole_and_asks_nothing(
    browser: Browser, page: Page, address: str
) -> None:
    listed = cards(page)
    with without_scripts(browser) as plain:
        plain.goto(f"{address}actions/index.html?theme=rue")
        assert cards(plain) == listed
        assert len(listed) == ACTIONS
        assert plain.locator(".pp-filters").is_hidden()


@pytest.mark.parametrize("path", ["politiques", "demarche", "actions"])
def test_each_list_has_its_filters(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}/index.html")
    whole = result(page)
    marked = page.locator("[data-facts]")
    assert whole.startswith(str(marked.count()))
    shown = page.locator(".pp-facet:visible")
    assert shown.count() > 0
    shown.last.locator("summary").click()
    shown.last.locator("input").first.check()
    left = page.locator("[data-facts]:visible").count()
    assert 0 < left < marked.count()
    assert result(page).split()[0] == str(left)
    # No heading is left over nothing.
    for section in page.locator("section:visible:has([data-facts])").all():
        assert section.locator("[data-facts]:visible").count() > 0
