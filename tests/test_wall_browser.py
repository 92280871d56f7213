"""Content cannot run a script: what the theme's scripts and ours look for is out of its reach.

Two walls, each tried alone. What they look for is read in the scripts as they are shipped, so that
another version of the theme is tried anew: the check refuses to authors whatever is named there.
And where such names stand in a page all the same, the page's own policy lets nothing of theirs run
and nothing leave.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import material
import pytest
from hamlet_site import OF_A_HAMLET, hamlet
from parapluie.build.making import ASSETS
from parapluie.site.security_policy import in_page
from parapluie.source.ids_and_classes import ADMITTED_CLASSES, is_class, is_id
from parapluie.source.markup import refusals
from playwright.sync_api import Browser, Page, Request, Route
from rounds import rounds
from site_tools import PATIENCE, build_with, made_once, share_pictures, window

THEIRS = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
PAGE_SCRIPTS = sorted(THEIRS.glob("*.min.js"))
SCRIPTS = [*PAGE_SCRIPTS, *sorted(THEIRS.glob("workers/*.min.js"))]
OURS = sorted(ASSETS.glob("scripts/*.js"))

# What a call is given first, where it may be a selector; and what scripts ask the window for.
_GIVEN = re.compile(r"""\(\s*(["'`])([^"'`\n/]{1,200})\1""")
# The name of an element before a point, and not that of a setting of the theme.
_TAG = "a|button|details|div|form|input|li|ol|p|pre|span|table|ul"
_SELECTOR = re.compile(rf"[#.\[:]|[a-z][a-z0-9]*[#\[: >]|(?:{_TAG})\.")
_STRING = re.compile(r"""(["'`])(__[\w-]+|md-[\w-]+|pp-[\w-]+)\1""")
_GLOBAL = re.compile(r"\bwindow\.([a-zA-Z_]\w*)\b(?!\$|\s*=[^=])")
_PERHAPS = re.compile(r"\btypeof ([a-zA-Z_]\w{3,})\b")  # shorter ones are the theme's variables


def selectors() -> list[str]:
    found = set()
    for script in (*SCRIPTS, *OURS):
        text = script.read_text("utf-8")
        found |= {given[2] for given in _GIVEN.finditer(text) if _SELECTOR.match(given[2])}
    return sorted(found)


def named(sign: str) -> set[str]:
    """Return what stands after a sign in the selectors of the scripts."""
    pattern = re.compile(rf"{re.escape(sign)}(-?[A-Za-z_][\w-]*)")
    return {match[1] for selector in selectors() for match in pattern.finditer(selector)}


def strings() -> set[str]:
    """Return the names of the theme's kind, or of ours, that the scripts hold as they are."""
    texts = (script.read_text("utf-8") for script in (*SCRIPTS, *OURS))
    return {match[2] for text in texts for match in _STRING.finditer(text)}


def of_the_window() -> set[str]:
    """Return what the scripts of a page ask the window for; a worker has no elements."""
    theirs = "".join(script.read_text("utf-8") for script in PAGE_SCRIPTS)
    ours = "".join(script.read_text("utf-8") for script in OURS)
    return {*_GLOBAL.findall(theirs + ours), *_PERHAPS.findall(theirs)}


CLASSES = sorted(named(".") | strings())
IDS = sorted(named("#") | strings())


def test_what_the_scripts_look_for_is_found_in_them() -> None:
    assert {"mermaid", "annotate", "md-typeset", "tabbed-labels", "pp-filters", "hll"} <= {*CLASSES}
    assert {"__config", "pages"} <= {*IDS}
    assert {"mermaid", "parapluieSearch"} <= of_the_window()
    assert len(selectors()) > 80


# Every way of giving a name that Markdown and HTML have.
WAYS = (
    "## Un titre {{{sign}{name}}}",
    "Un paragraphe.\n{{: {sign}{name} }}",
    "[Un lien](a.md){{{sign}{name}}}",
    "[[eau]]{{{sign}{name}}}",
    "- Un point\n{{: {sign}{name} }}",
    "| a |\n| - |\n| b {{: {sign}{name} }} |",
    "![Une image](a.jpg){{ open {sign}{name} }}",
    "```{{.python {sign}{name}}}\ncode\n```",
    "## Un titre {{\t{attribute}='{name}' }}",
    '<div {attribute}="{name}"></div>',
    "<PRE\n {upper}\n= '{name}'><code>x</code></PRE>",
    '<p {attribute}="{coded}">x</p>',
)


def ways(name: str, sign: str) -> Iterator[str]:
    attribute = "id" if sign == "#" else "class"
    coded = "".join(f"&#{ord(letter)};" for letter in name)
    for way in WAYS:
        yield way.format(
            name=name, sign=sign, attribute=attribute, upper=attribute.upper(), coded=coded
        )


@pytest.mark.parametrize("sign", [".", "#"])
def test_every_name_that_a_script_looks_for_is_refused_however_it_is_given(sign: str) -> None:
    names = [name for name in (CLASSES if sign == "." else IDS) if name not in ADMITTED_CLASSES]
    reason = "class" if sign == "." else "id"
    for name in names:
        assert not (is_class if sign == "." else is_id)(name), name
    # The names are judged alike; every way is tried with some of each kind.
    for name in {"mermaid", "__config", *names[::12]} & {*names}:
        for text in ways(name, sign):
            found = refusals(text)
            assert [one.reason for one in found if name in one.words] == [reason], text
            (place,) = (one.offset for one in found if name in one.words)
            assert text[place:].startswith((name, f"&#{ord(name[0])};")), text


def test_no_id_takes_the_place_of_what_a_script_asks_the_window_for(browser: Browser) -> None:
    asked = sorted(name for name in of_the_window() if is_id(name))
    with window(browser) as page:
        # A browser has these of itself, and no element takes their place.
        for name in asked:
            page.set_content(f'<p id="{name}">x</p>')
            assert not page.evaluate(f"window.{name} instanceof HTMLElement"), name
    assert len(asked) < len(of_the_window())


# --- A town that does all that it may ---

# What the scripts look for without a name, and names of an author's own or of the guide's.
FOLDS = "".join(
    f'<details class="{name}" open><summary>{name}</summary>Oui.</details>'
    for name in ADMITTED_CLASSES
)
ALLOWED = f"""
## {{"base": "../ailleurs/", "version": {{"provider": "mike"}}}}

## Config

## Search

## Mermaid

## MD content

## PP search words {{: .encadre }}

Le mot {{#__config .mermaid}}, `{{#__config}}`, [[principe:eau]]{{#mon-autre-lien}},
[un lien](../index.md "Un titre"){{#mon-lien .pp-button}},
<abbr title="Un sigle">USP</abbr>, <kbd>Ctrl</kbd>.

| Un | Deux |
| :- | --: |
| 1 | <b>2</b> {{: .nos-chiffres }} |

```mermaid
graph TD
```

```{{.python .hl_lines_a_nous #exemple}}
# (1) __config
```

1. Un point
{{: .encadre }}

{FOLDS}

<details><summary>Plus</summary><table><tr><td>Encore.</td></tr></table></details>

<pre><code class="language-mermaid">graph TD</code></pre>

[TOC]
"""


WITHOUT_GUIDE = OF_A_HAMLET.replace("{organisation:", "{guide: false, organisation:")
WITHOUT_GUIDE += "use_directory_urls: false\n"


def _make(folder: Path) -> None:
    source = hamlet(folder / "source")
    share_pictures(source)
    (source / "mkdocs.yml").write_text(WITHOUT_GUIDE, "utf-8")
    for file in sorted(source.glob("contenu/*/*.md")):
        file.write_text(f"{file.read_text('utf-8')}\n{ALLOWED}", "utf-8")
    done = build_with("mkdocs", source, "--strict")
    assert done.returncode == 0, done.stderr
    (source / "site").rename(folder / "site")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "walls", _make) / "site"


class Heard:
    """What a window says, asks of other sites and runs of what it should not."""

    def __init__(self, page: Page, here: str) -> None:
        self.said: list[str] = []
        self.left: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: (self.left.append(dialog.message), dialog.dismiss()))
        self.here = here

    def answer(self, route: Route, request: Request) -> None:
        """Let nothing but this site be reached; another would run something."""
        if request.url.startswith(self.here):
            route.continue_()
        else:
            self.left.append(request.url)
            headers = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(body="alert('ran')", content_type="text/javascript", headers=headers)


@contextmanager
def heard(browser: Browser, here: str) -> Iterator[tuple[Page, Heard]]:
    with window(browser) as page:
        found = Heard(page, here)
        page.context.route("**/*", found.answer)
        yield page, found


def pages_of(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))


def opened(folder: Path) -> list[str]:
    """Return the pages to open: on each change, one of each folder, and those with all of it."""
    paths = pages_of(folder)
    if rounds(0, 1):
        return paths
    of_each = {path.partition("/")[0]: path for path in reversed(paths)}
    return [path for path in paths if path in of_each.values() or path.startswith("principes/eau")]


def test_every_page_of_a_town_that_does_all_it_may_runs_nothing_and_says_nothing(
    browser: Browser, address: str, folder: Path
) -> None:
    for path in pages_of(folder):
        head = (folder / path).read_text("utf-8").partition("<head>")[2].lstrip()
        assert head.startswith(f'<meta http-equiv="Content-Security-Policy" content="{in_page()}">')
    with heard(browser, address) as (page, found):
        for path in opened(folder):
            page.goto(address + path, wait_until="load")
            if "/principes/eau" in page.url:
                page.wait_for_load_state("networkidle")
                assert page.locator("#titre-md-content, #titre-pp-search-words").count() == 2
                assert page.locator("td[align=right]").count() == 1
        ours = [text for text in found.said if "favicon" not in text]
        assert (found.left, ours) == ([], [])


# --- And one whose pages hold what was refused ---

RUN = "window.ran=1;alert(1)"
ELSEWHERE = "https://ailleurs.exemple"
BY_THEMSELVES = f"""
<script>{RUN}</script><script src="{ELSEWHERE}/a.js"></script>
<img src="rien.png" onerror="{RUN}"><img src="{ELSEWHERE}/a.png"><svg onload="{RUN}"></svg>
<iframe srcdoc="<script>parent.{RUN}</script>"></iframe><iframe src="{ELSEWHERE}/"></iframe>
<object data="{ELSEWHERE}/a"></object><embed src="{ELSEWHERE}/a">
<link rel="stylesheet" href="{ELSEWHERE}/a.css"><style>@import "{ELSEWHERE}/b.css";</style>
<base href="{ELSEWHERE}/"><video src="{ELSEWHERE}/a.mp4" autoplay></video>
<details open ontoggle="{RUN}"><summary>x</summary></details>
<p style="background: url({ELSEWHERE}/c.png)">x</p>
<a id="piege" href="javascript:{RUN}">x</a>
<form id="envoi" action="{ELSEWHERE}/"><button>x</button></form>
"""
# All but the settings, without which the theme's script does nothing.
BY_NAME = "".join(f'<p id="{name}" title="x">x</p>' for name in IDS if name != "__config")
BY_NAME += "".join(
    f'<div class="{name}" title="x"><a class="{name}" href="#x">x</a>'
    f'<pre class="{name}"><code class="{name}">x</code></pre></div>'
    for name in CLASSES
)


def settings(**others: Any) -> str:
    """Return what takes the place of the settings of the theme's script."""
    words = ("select.version", "clipboard.copy", "clipboard.copied")
    given = {
        "base": "../x/",
        "features": ["navigation.instant", "content.code.copy", "content.tooltips"],
        "translations": dict.fromkeys(words, "x"),
        "search": f"{ELSEWHERE}/worker.js",
        "version": {"provider": "mike"},
        **others,
    }
    return f'<h2 id="__config">{json.dumps(given)}</h2>'


VERSIONS = json.dumps(
    [{"version": "x", "title": f'<img src="rien.png" onerror="{RUN}">', "aliases": []}]
)
DRAWING = '<pre class="mermaid"><code>graph TD; a-->b</code></pre>'
HOSTILE = {
    "settings with versions of this site": settings(),
    "all but settings": BY_THEMSELVES + BY_NAME + DRAWING,
}
if rounds(0, 1):
    HOSTILE |= {
        "settings with versions of another": settings(base=f"{ELSEWHERE}/x/"),
        "what runs by itself": BY_THEMSELVES,
        "what the scripts look for": BY_NAME,
        "a drawing": DRAWING,
    }
PATH = "principes/eau.html"
WITHOUT = "principes/sans.html"  # the same page, without its policy
PATHS = (PATH, "index.html")[: rounds(1, 2)]


def until(page: Page, come: Callable[[], bool]) -> None:
    """Wait for something that a page does by itself."""
    for _ in range(PATIENCE // 50):
        if come():
            return
        page.wait_for_timeout(50)
    raise AssertionError


def hostile(folder: Path, target: Path, html: str) -> Path:
    """Copy a built site with *html* at the start of what its pages say."""
    shutil.copytree(folder, target)
    (target / "versions.json").write_text(VERSIONS)
    for path in PATHS:
        text = (target / path).read_text("utf-8")
        assert in_page() in text, path
        opening = re.search(r"<article class=\"md-content__inner[^>]*>", text)
        assert opening, path
        text = text[: opening.end()] + html + text[opening.end() :]
        (target / path).write_text(text, "utf-8")
        if path == PATH:
            (target / WITHOUT).write_text(text.replace(in_page(), ""), "utf-8")
    return target


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_stands_in_a_page_all_the_same_runs_nothing_and_reaches_nothing(
    browser: Browser, folder: Path, serve: Any, tmp_path: Path, kind: str
) -> None:
    site = hostile(folder, tmp_path / "site", HOSTILE[kind])
    with serve(site) as here, heard(browser, here) as (page, found):
        page.goto(here + WITHOUT, wait_until="load")
        until(page, lambda: bool(found.left))  # so that what follows says something
        page.goto("about:blank")
        found.left.clear()
        for path in PATHS:
            found.said.clear()
            page.goto(here + path, wait_until="load")
            until(page, lambda: any("Content Security Policy" in text for text in found.said))
            for trap in ("#piege", "#envoi button"):
                for one in page.locator(trap).all():
                    one.dispatch_event("click")
            page.wait_for_load_state("networkidle")
            assert page.url.startswith(here)
            assert page.evaluate("window.ran") is None
        assert found.left == []
