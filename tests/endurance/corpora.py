"""Try what others wrote to break programs like ours: it is refused with its place, or harmless.

    python tests/endurance/corpora.py DOSSIER [--au-plus 400]

DOSSIER holds check-outs, or parts of them, of DOMPurify (`expect.mjs`), markdown-it (`fixtures/`),
CommonMark (`spec.txt`) and YAML's test suite, and any Markdown and SVG files; nothing of it is kept
here. Each text is tried in each field of an entry. What `parapluie verifier` lets pass makes one
town, which `construire` must build; each of its pages, and each drawing as it is published, is then
opened in Chromium, where no script of theirs may run, nothing be asked of elsewhere, and no element
stand that may not. At most so many pages and drawings are opened, chosen by their number.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

TESTS = Path(__file__).resolve().parent.parent
sys.path.append(str(TESTS))

from case_files import read_test_options, roots_in  # noqa: E402
from hamlet_site import hamlet  # noqa: E402
from parapluie.build.verdict import verify  # noqa: E402
from parapluie.model import Illustration, Place  # noqa: E402
from parapluie.pictures import check, make  # noqa: E402
from parapluie.problems import Problem, errors  # noqa: E402
from site_tools import parapluie  # noqa: E402

SLOWEST = 10.0  # seconds
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_STRING = re.compile(r'"?payload"?\s*:\s*("(?:[^"\\]|\\.)*")')
_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.$", re.MULTILINE | re.DOTALL)
_FIXTURE = re.compile(r"^\.\n(.*?)^\.\n.*?^\.$", re.MULTILINE | re.DOTALL)
_VISIBLE = (
    ("␣", " "),
    ("—", ""),
    ("»", "\t"),
    ("↵", ""),
    ("←", "\r"),
    ("⇔", "\ufeff"),
    ("∎\n", ""),
)


# --- What a folder holds ---


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of each corpus in a folder, with its name."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.stat().st_size > 2 << 20:
            continue
        name, read = file.name, lambda file=file: file.read_text("utf-8", "replace")
        if name.startswith("expect.") and file.suffix in (".js", ".mjs"):
            for found in _STRING.finditer(read()):
                yield "DOMPurify", json.loads(found[1], strict=False)
        elif name == "spec.txt":
            for found in _EXAMPLE.finditer(read()):
                yield "CommonMark", found[1].replace("→", "\t")
        elif file.suffix == ".txt" and "fixtures" in file.parts:
            for found in _FIXTURE.finditer(read()):
                yield "markdown-it", found[1]
        elif file.suffix == ".yaml" and file.parent.name == "src":
            yield from (("YAML", text) for text in _of_yaml_suite(read()))
        elif file.suffix in (".md", ".markdown"):
            yield "Markdown", read()


def _of_yaml_suite(written: str) -> Iterator[str]:
    for case in yaml.load(written, Loader=yaml.BaseLoader):
        text = case.get("yaml", "")
        for sign, meant in _VISIBLE:
            text = text.replace(sign, meant)
        yield text


# --- Where a text may stand ---


def _entry(title: str = "Un titre", brief: str = "Une phrase.", body: str = "", **more: str) -> str:
    keys = {"titre": title, "en_bref": brief, "principes": "eau", **more}
    header = "".join(f"{key}: {json.dumps(value)}\n" for key, value in keys.items())
    return f"---\n{header}---\n{body}"


FIELDS: dict[str, Callable[[str], str]] = {
    "text": lambda text: _entry(body=text),
    "adopted text": lambda text: _entry(body=f"Avant.\n\n## Texte adopté\n\n{text}"),
    "item": lambda text: _entry(body="- " + text.replace("\n", "\n  ")),
    "cell": lambda text: _entry(
        body="| a | b |\n|---|---|\n| " + text.replace("\n", " ") + " | c |\n"
    ),
    "title": lambda text: _entry(title=text),
    "brief": lambda text: _entry(brief=text),
    "address": lambda text: _entry(body=f"[a]({text})"),
    "attribute": lambda text: _entry(body=f'<span title="{text}">a</span>'),
    "value": lambda text: _entry(numero=text),
    "header": lambda text: f"---\n{text}\n---\nUn texte.\n",
    "key": lambda text: (
        f"---\ntitre: Un titre\nen_bref:\n  {text.replace(chr(10), chr(10) + '  ')}\n---\n"
    ),
    "file": lambda text: text,
}

# Whole pages and whole headers are none of the others.
FIELDS_OF = {
    "Markdown": ("text", "adopted text", "file"),
    "YAML": ("header", "key", "value", "text", "file"),
}


@dataclass
class Tally:
    """What became of the texts, by corpus."""

    tried: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def say(self) -> None:
        """Print it."""
        for corpus, number in sorted(self.tried.items()):
            refused, opened = self.refused[corpus], self.opened[corpus]
            print(f"  {corpus} : {number} essayés, {refused} refusés, {opened} ouverts", flush=True)
        print("  refus : " + ", ".join(f"{c} {n}" for c, n in self.codes.most_common(12)))
        for line in self.bad[:40]:
            print(f"  MAUVAIS {line}")


# --- Texts ---


def tried(folder: Path, work: Path, tally: Tally) -> dict[str, tuple[str, str]]:
    """Try each text in each field; return the entries that pass, by their id, with their corpus."""
    options, _ = read_test_options({})
    roots = roots_in(hamlet(work / "un"))
    file = roots.content / "actions" / "a.md"
    passed: dict[str, tuple[str, str]] = {}
    for number, (corpus, text) in enumerate(dict.fromkeys(texts(folder))):
        for where in FIELDS_OF.get(corpus, FIELDS):
            made = FIELDS[where]
            entry = made(text)
            file.write_bytes(entry.encode("utf-8", "surrogatepass"))
            tally.tried[corpus] += 1
            name = f"{corpus} {number}, {where}"
            start = time.process_time()
            try:
                problems = errors(verify(roots, options)[0])
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
                tally.bad.append(f"{name} : {error!r}")
                continue
            if time.process_time() - start > SLOWEST:
                tally.bad.append(f"{name} : trop long")
            if problems:
                tally.refused[corpus] += 1
                tally.codes.update({problem.code for problem in problems})
                tally.bad += [f"{name} : {p}" for p in problems if not _has_a_place(p)]
            else:
                passed[f"c{number}-{where.replace(' ', '-')}"] = (corpus, entry)
    return passed


def _has_a_place(problem: Problem) -> bool:
    return problem.place.line > 0 and problem.place.file.startswith(("contenu/", "illustrations"))


def built(passed: dict[str, tuple[str, str]], work: Path, tally: Tally) -> Path | None:
    """Make one town of what passed; return its site, which must have been built."""
    town = hamlet(work / "tous")
    configuration = (town / "mkdocs.yml").read_text("utf-8")
    still = "use_directory_urls: false\n" + configuration.replace(
        "le Hameau}", "le Hameau, images_generees: false, exports: []}"
    )
    (town / "mkdocs.yml").write_text(still, "utf-8")
    for identifier, (_, entry) in passed.items():
        (town / "contenu" / "actions" / f"{identifier}.md").write_bytes(entry.encode("utf-8"))
    options, _ = read_test_options({})
    for problem in errors(verify(roots_in(town), options)[0]):
        # What only another of them makes wrong: the same key, the same old address.
        (town / problem.place.file).unlink(missing_ok=True)
        tally.codes[f"{problem.code} à plusieurs"] += 1
    checked = parapluie("verifier", cwd=town)
    done = parapluie("construire", cwd=town)
    if (checked.returncode, done.returncode) == (0, 0):
        return town / "site"
    said = (checked.stdout[-300:], done.stdout[-300:], done.stderr[-2000:])
    tally.bad.append(f"verifier {checked.returncode}, construire {done.returncode} : {said}")
    return None


# --- In a browser ---

# What a page of ours may not hold, be it written by whom it may.
FOREIGN = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (["iframe", "frame", "object", "embed", "base", "portal", "applet"].includes(name))
      found.push(name);
    if (name == "meta" && element.httpEquiv
        && !/^(x-ua-compatible|content-security-policy)$/i.test(element.httpEquiv))
      found.push("meta");
    for (const attribute of element.attributes) {
      if (/^on/i.test(attribute.localName)) found.push(name + " " + attribute.name);
      if (/^(href|src|action|formaction|data|srcdoc|poster|background|ping)$/i
          .test(attribute.localName)
          && /^[\\s\\0-\\x1f]*(javascript|vbscript|data|blob|file):/i.test(attribute.value))
        found.push(name + " " + attribute.name + "=" + attribute.value.slice(0, 60));
    }
    if (element.closest("article") && !element.closest("[class^=pp-], [class*=' pp-']")
        && ["script", "style", "form", "link", "meta", "template", "svg", "math", "noscript"]
        .includes(name)) found.push("article " + name);
  }
  return found;
}"""
SCRIPTS = """() => [...document.scripts].filter(s => !/json/.test(s.type)).map(s =>
  s.getAttribute("src")?.replace(/^(\\.\\.?\\/)+/, "") ?? s.text.replace(/"[^"]*"/g, ""))"""
# What payloads call to show that they ran.
TRAP = "window.ran = []; for (const name of ['alert', 'confirm', 'prompt', 'print'])" + (
    " window[name] = () => window.ran.push(name);"
)


class Witness:
    """A page of a browser, which notes what it is asked for and says."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.page.add_init_script(TRAP)
        self.seen: list[str] = []
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self.seen.append(f"erreur {error}"))
        self.page.on("dialog", lambda dialog: (self.seen.append("dialogue"), dialog.dismiss()))

    def _asked(self, address: str) -> None:
        if urlsplit(address).scheme not in ("file", "data", "about"):
            self.seen.append(f"demande {address[:80]}")

    def look(self, file: Path) -> list[str]:
        """Open a file and return what is wrong with it."""
        self.seen = []
        self.page.goto(file.as_uri(), wait_until="load")
        try:
            ran = self.page.evaluate("() => window.ran")
            self.seen += [f"a exécuté {name}" for name in ran or ()]
            self.seen += self.page.evaluate(FOREIGN)
        except Error as error:  # the page has gone elsewhere
            self.seen.append(f"partie : {error.message[:80]}")
        if unquote(urlsplit(self.page.url).path) != file.as_posix():
            self.seen.append(f"mené à {self.page.url[:80]}")
        return self.seen


def looked_at(
    context: BrowserContext, site: Path, passed: dict[str, tuple[str, str]], most: int, tally: Tally
) -> None:
    """Open the pages of what passed, beside that of an entry of ours."""
    witness = Witness(context)
    ours = site / "actions" / "puits.html"
    tally.bad += [f"puits : {line}" for line in witness.look(ours)]
    scripts = set(witness.page.evaluate(SCRIPTS))
    pages = [(name, site / "actions" / f"{name}.html") for name in passed]
    pages = [(name, page) for name, page in pages if page.exists()]
    for name, page in pages[:: max(1, len(pages) // most)]:
        wrong = witness.look(page)
        wrong += [f"script {s[:60]}" for s in set(witness.page.evaluate(SCRIPTS)) - scripts]
        tally.opened[passed[name][0]] += 1
        tally.bad += [f"{name} : {line}" for line in wrong]


def drawn(context: BrowserContext, folder: Path, work: Path, most: int, tally: Tally) -> None:
    """Judge the drawings of a folder, and open those that are published."""
    witness = Witness(context)
    target = work / "dessin.svg"
    published: list[tuple[str, bytes]] = []
    for file in sorted(folder.rglob("*.svg")):
        if not file.is_file():
            continue
        tally.tried["SVG"] += 1
        shown = _illustration(file)
        pictures, problems = make([shown], file.parent, None)
        if check([shown], file.parent) != problems:
            tally.bad.append(f"{file} : deux verdicts")
        if wrong := errors(problems):
            tally.refused["SVG"] += 1
            tally.codes.update(problem.code for problem in wrong)
        for picture in pictures.values():
            content: Any = picture.fallback.content
            published.append((str(file), content))
    for name, content in published[:: max(1, len(published) // most)]:
        target.write_bytes(content)
        tally.opened["SVG"] += 1
        tally.bad += [f"{name} : {line}" for line in witness.look(target)]


def _illustration(file: Path) -> Illustration:
    place = Place("illustrations.yml", 1)
    return Illustration(
        "a", file.name, "", "", "", "", "", (50.0, 50.0), decorative=True, place=place
    )


def main() -> None:
    """Try the corpora of a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--au-plus", type=int, default=400)
    asked = parser.parse_args()
    tally = Tally()
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        work = Path(temporary).resolve()
        passed = tried(asked.folder, work, tally)
        site = built(passed, work, tally)
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = browser.new_context()
        if site:
            looked_at(context, site, passed, asked.au_plus, tally)
        drawn(context, asked.folder, work, asked.au_plus, tally)
        browser.close()
    tally.say()
    sys.exit(1 if tally.bad or not tally.tried else 0)


if __name__ == "__main__":
    main()
