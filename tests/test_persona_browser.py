"""« And for me? » in a real browser: who one is stays there, and what touches one is explained."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from asking_site import asking_site
from playwright.sync_api import Browser, Page, Request, expect
from site_tools import PATIENCE, window

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asking_site(tmp_path_factory)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with window(browser) as found:
        found.goto(f"{address}et-pour-moi.html")
        yield found


def sections(page: Page) -> list[str]:
    page.wait_for_selector(".pp-answers h2")
    return page.locator(".pp-answers h2").all_inner_texts()


def tick(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).check()
        page.wait_for_selector(".pp-answers h2")


def rows(page: Page, section: int, kind: str) -> list[str]:
    place = page.locator(".pp-answers > section").nth(section)
    heading = place.locator("h3", has_text=kind)
    return heading.locator("+ ul .pp-rows__title a").all_inner_texts() if heading.count() else []


def why(page: Page, section: int, title: str) -> list[str]:
    row = page.locator(".pp-answers > section").nth(section).locator("li")
    row = row.filter(has=page.get_by_role("link", name=title, exact=True).first)
    return row.first.locator(".pp-why").all_inner_texts()


def test_two_groups_give_first_both_then_each_then_everyone(page: Page) -> None:
    tick(page, "Personnes aînées", "Familles")
    assert sections(page) == [
        "Pour tous vos groupes à la fois",
        "Personnes aînées",
        "Familles",
        "Pour tout le monde",
    ]
    # Those of its own, by an objective's policy, or for a combination of both.
    both = rows(page, 0, "Actions")
    assert {"Action 05", "Répit"} <= set(both)
    assert rows(page, 0, "Activités") == ["Veillée"]
    assert "Répit" not in [*rows(page, 1, "Actions"), *rows(page, 2, "Actions")]
    assert rows(page, 2, "Politiques") == ["Politique familiale"]
    assert rows(page, 3, "Politiques") == ["Eau partagée"]


def test_each_answer_says_why_with_a_link_to_what_it_is_by_way_of(page: Page) -> None:
    tick(page, "Personnes aînées", "Familles")
    assert why(page, 0, "Action 05") == [
        "Cette action vous concerne parce qu’elle s’adresse aux personnes aînées.",
        "Cette action vous concerne parce qu’elle réalise l’objectif Jouer dehors de la Politique "
        "familiale, qui s’adresse aux familles.",
    ]
    assert why(page, 0, "Veillée") == [
        "Cette consultation vous concerne parce qu’elle s’adresse aux personnes aînées et aux "
        "familles."
    ]
    assert why(page, 0, "Répit") == [
        "Cette action vous concerne parce qu’elle s’adresse aux proches."
    ]
    assert why(page, 3, "Eau partagée") == [
        "Cette politique vous concerne comme tout le monde : elle ne s’adresse à aucun groupe en "
        "particulier.".replace(" :", "\u00a0:")
    ]
    link = page.locator(".pp-why a", has_text="Jouer dehors").first
    assert link.get_attribute("href") == "politiques/familiale.html#jouer"


def test_one_group_alone_does_not_have_what_is_for_a_combination(page: Page) -> None:
    tick(page, "Personnes aînées")
    assert sections(page) == ["Personnes aînées", "Pour tout le monde"]
    assert "Répit" not in page.locator(".pp-answers").inner_text()
    # An activity that is over is no answer.
    assert "Passée" not in page.locator(".pp-answers").inner_text()


def test_themes_narrow_the_answers(page: Page) -> None:
    tick(page, "Jeunes")
    assert "Action 13" in rows(page, 0, "Actions")
    tick(page, "Rue")
    expect(page.locator(".pp-answers li", has_text="Action 13")).to_have_count(0)
    assert rows(page, 0, "Actions") == ["Action 03", "Action 33"]
    assert why(page, 0, "Action 03")[-1] == "Elle porte sur le thème «\u00a0Rue\u00a0»."
    page.get_by_label("Jeunes", exact=True).uncheck()
    expect(page.locator(".pp-answers > section")).to_have_count(1)
    assert sections(page) == ["Ce qui porte sur vos choix"]


def test_the_choice_is_in_the_address_where_no_server_sees_it(browser: Browser, page: Page) -> None:
    tick(page, "Personnes aînées", "Rue")
    parts = urlsplit(page.url)
    assert parts.query == ""
    assert parse_qs(parts.fragment) == {"groupe": ["aines"], "theme": ["rue"]}
    with window(browser) as other:
        other.goto(page.url)
        assert sections(other) == sections(page)
        assert other.get_by_label("Personnes aînées", exact=True).is_checked()
        other.get_by_role("button", name="Tout effacer").click()
        assert other.locator(".pp-answers h2").count() == 0
        assert urlsplit(other.url).fragment == ""


def test_ticking_asks_for_our_own_file_alone_and_leaves_nothing_on_the_device(
    page: Page, address: str
) -> None:
    page.wait_for_load_state("networkidle")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    tick(page, "Personnes aînées", "Familles", "Eau")
    page.wait_for_load_state("networkidle")
    # Chromium asks again for the icon of a page whose address changes.
    ours = [request.url for request in asked if not request.url.endswith("favicon.png")]
    assert ours == [f"{address}assets/parapluie/persona-data.js"]
    sent = "".join(request.url + str(request.all_headers()) for request in asked)
    assert "aines" not in sent
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    assert page.evaluate(kept) == '[{},{},""]'
    assert page.context.cookies() == []


def test_the_result_is_announced(page: Page) -> None:
    output = page.locator(".pp-choices output")
    assert output.evaluate("e => e.tagName") == "OUTPUT"
    tick(page, "Personnes aînées", "Familles")
    expect(output).to_contain_text("à la fois")
    number = page.locator(".pp-answers > section").first.locator(".pp-h2-count").all_inner_texts()
    assert (
        output.inner_text()
        .replace("\u00a0", " ")
        .startswith(f"Trouvé : {sum(map(int, number))} pour tous vos groupes à la fois,")
    )


def test_a_long_list_opens_where_one_left_it(page: Page) -> None:
    tick(page, "Personnes aînées")
    more = page.get_by_role("button", name="Afficher aussi").first
    more.focus()
    before = page.locator(".pp-answers li").count()
    page.keyboard.press("Enter")
    assert page.locator(".pp-answers li").count() > before
    assert page.evaluate("document.activeElement.closest('li') !== null")


def test_the_keyboard_alone_ticks_and_reads_at_320_pixels(browser: Browser, address: str) -> None:
    with window(browser, 320) as page:
        page.goto(f"{address}et-pour-moi.html")
        page.locator(".pp-crumbs a").focus()
        for _ in range(2):
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        assert sections(page)[0] == "Pour tous vos groupes à la fois"
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_it_answers_from_a_disk(browser: Browser, folder: Path) -> None:
    with window(browser) as page:
        page.goto((folder / "et-pour-moi.html").resolve().as_uri())
        tick(page, "Familles")
        assert sections(page) == ["Familles", "Pour tout le monde"]
        assert "groupe=familles" in page.url


def test_data_that_does_not_come_is_said_and_can_be_asked_for_again(page: Page) -> None:
    page.route("**/persona-data.js", lambda route: route.abort())
    page.get_by_label("Familles", exact=True).check()
    expect(page.locator(".pp-choices output")).to_contain_text("n’a pas pu")
    page.unroute("**/persona-data.js")
    tick(page, "Jeunes")
    assert sections(page)[0] == "Pour tous vos groupes à la fois"


# --- Where groups cross ---


def test_a_cell_leads_to_what_it_counts(page: Page, address: str) -> None:
    page.goto(f"{address}angles-morts.html")
    table = page.get_by_role("region").first
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Familles"))
    cell = row.get_by_role("cell").nth(0)
    number = int(cell.inner_text())
    cell.get_by_role("link").click()
    assert sections(page)[0] == "Pour tous vos groupes à la fois"
    found = page.locator(".pp-answers > section").first
    counted = sum(
        int(heading.locator(".pp-h2-count").inner_text())
        for heading in found.locator("h3").all()
        if heading.inner_text().split()[0] in ("Actions", "Politiques")
    )
    assert counted == number


def test_the_table_scrolls_by_keyboard_on_a_phone_and_the_page_does_not(
    browser: Browser, address: str
) -> None:
    with window(browser, 320) as page:
        page.goto(f"{address}angles-morts.html")
        region = page.get_by_role("region").first
        assert region.get_attribute("aria-labelledby")
        region.focus()
        page.keyboard.press("ArrowRight")
        expect(region).not_to_have_js_property("scrollLeft", 0)
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_an_empty_crossing_is_marked_and_said_in_a_sentence(page: Page, address: str) -> None:
    page.goto(f"{address}angles-morts.html")
    empty = page.locator(".pp-matrix__empty")
    assert empty.count() > 0
    assert all("(vide)" in (text or "") for text in empty.all_text_contents())
    said = page.locator(".pp-lines li").all_inner_texts()
    assert "Rien ne touche à la fois les personnes aînées et les jeunes." in said
