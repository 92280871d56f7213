"""Towns at random: what `demarrer` writes, changed here and there by what authors could write.

Most changes are odd and admitted; some are faults. The same chance gives the same town.
"""

import io
import json
import random
import shutil
from collections.abc import Callable, Container, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from parapluie.desk.starting import Answers, start
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.kinds import KIND_BY_KEY, KINDS
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.term import TERM
from PIL import Image

Files = dict[str, bytes]
Chance = random.Random

# Drawn pictures are most of what a town costs, and no author has a say in them, nor in the guide.
QUICK = {"images_generees": False, "guide": False}
LONG = "a" * 10_000
WORDS = (
    "Un titre",
    "=1+1;a,b",
    "…",
    "🏞️",
    "👩‍👩‍👧‍👦 et 🇨🇦",
    "\u200b",
    "\u202eéuqilbup",
    "العربية",
    "ᐃᓄᒃᑎᑐᑦ",
    "—",
    "«»",
    "a" * 300,
    "mot " * 300,
    LONG,
    "<b>gras</b> & fin",
    "[lien](x.md)",
    "{{ 7 }} {% raw %}",
    "# titre",
    "---",
    "a | b",
    "`code",
    "*",
    "[[exemple-politique]]",
    "[[rien]]",
    "0",
    "-1",
    "null",
    "ligne\nautre ligne",
    "\u00a0",
    "\ufeff",
    "]]>",
    "\\",
    "%",
    "a\u0301\u0301\u0301",
    "Ⅷ½",
    "ß",
    "İ",
    "ﬁ",
)
DATES = (
    "2026",
    "2026-02",
    "2026-02-28",
    "2024-02-29",
    "2026-21",
    "2016~",
    "1900",
    "2100-12-31",
    "9999-12-31",
    "9999",
    "9999-24",
    "0001-01-01",
    "0001",
    "0000",
    "2026-02-30",
    "2026-13",
    "hier",
)
ADDRESSES = (
    "https://exemple.invalid/",
    "https://exemple.invalid:8080/a?b=[c]#[d]",
    "https://[::1]/",
    "https://[adresse]",
    "https://exemple.invalid:port",
    "https://exemple.invalid:99999/",
    "https://exemple.invalid]/",
    "https://ex℀mple.invalid/",
    "https://éco.exemple.invalid/é",
    "https://exemple.invalid/100%",
    "https://exemple.invalid/%ZZ%00",
    "https:///",
    "https://",
    f"https://exemple.invalid/{LONG}",
    f"https://{'a' * 300}.invalid/",
    "https://a..b/",
    "https://user:secret@exemple.invalid/",
    "http://exemple.invalid/",
    "javascript:alert(1)",
    "https://xn--a.invalid/",
    "https://1.2.3.4.5/",
    "https://exemple.invalid:/",
    "ftp://a/",
)
PLACES = (
    "vieux.html",
    "vieux/",
    "/vieux/page",
    "a/b/c.html",
    "donnees/parapluie.json",
    "index.html",
    "404.html",
    "assets/parapluie.css",
    "assets",
    "search/search_index.json",
    "sitemap.xml",
    "INDEX.html",
    "principes/index.html/x",
    "principes",
    "principes/",
    "principes/index.html",
    "id/principe/exemple-ecouter-avant-de-decider/",
    "id/politique/exemple-politique.json",
    "donnees",
    "donnees/",
    "politiques/exemple-politique.md",
    "vieux.html/x",
    "Vieux.html",
    f"{'a' * 250}.html",
    "a/" * 900,
    "../haut",
    "a..b",
    ".cache",
    "guide/regles.html",
    "id",
    "~a",
    "actions/exemple-soiree-d-echange.html",
    "actions/exemple-soiree-d-echange/index.html",
    "suivi/bilan-2026.html",
    "documents/plan.pdf",
    "documents",
    "recherche.html",
    "objects.inv",
)
NAMES = (
    "vieux",
    "exemple",
    "index",
    "a" * 300,
    "a" * 200,
    "404",
    "Vieux",
    "a-b",
    "con",
    "1",
    "x--y",
)
NUMBERS = (
    "0",
    "-0",
    "1",
    "1 000",
    "3,5",
    "999999999999999",
    "-999999999999999",
    "1e999",
    "nan",
    "inf",
    "0,0000000000001",
    "9" * 40,
    "12 %",
    "1/2",
    "²",
    "٣",
    "1e-300",
    "-1e300",
    "2000000000000000000,5",
)
TEXTS = (
    "Un paragraphe.",
    *(f"Voir [ceci]({one})." for one in ADDRESSES if "\n" not in one),
    *(f"Voir <{one}>." for one in ADDRESSES[:8]),
    *(f"[r{n}]: {one}\n\nVoir [r{n}]." for n, one in enumerate(ADDRESSES[:8])),
    '<a href="https://[a]/">a</a>',
    "## Titre {#ancre}",
    "## Titre {: href=https://[a] }",
    "[a](https://exemple.invalid){href=https://[b]}",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "[[exemple-politique]]",
    "[[principe:exemple-ecouter-avant-de-decider|mot]]",
    "[[rien]]",
    "[des mots]{principe:exemple-ecouter-avant-de-decider}",
    "[rêve]{}",
    "```\ncode\n```",
    "```",
    "## Texte adopté\n\nQue **ceci** soit.",
    "<details><summary>a</summary>b</details>",
    "&#91;",
    "[x](&#91;a)",
    "[x](https://&#91;a&#93;)",
    "[a]: <https://[b]>",
    "# Encore\n\n# Encore",
    "$$a$$",
    "![Un parapluie](sous-le-parapluie.svg)",
    "1. a\n\n   b\n2. c",
    "> a\n\n* b\n    * c",
    "***",
    "<!-- a -->",
    "\\[a\\](b)",
    "[^1]",
    "mot " * 5000,
    "[" * 40,
    "a\u2028b",
    "(c) -- ...",
    "<br>",
    *(word for word in WORDS if "[[rien" not in word),
)
OPTIONS = (
    ("avis", WORDS),
    ("organisation", WORDS),
    ("contact", (*ADDRESSES, "a@exemple.invalid", "a@b", "x")),
    ("licence", (*ADDRESSES, "MIT", "x")),
    ("verification_mois", (1, 10**6, 10**18, 0, -1, "x")),
    ("referentiels", (["odd"], ["ldd", "mada"], ["x"], [])),
    ("avif", (True, False)),
    ("guide", (True,)),
    (
        "exports",
        (["json"], ["csv", "xlsx"], ["jsonld", "stratml"], ["atom", "ics"], ["affiches"], ["x"]),
    ),
    (
        "vocabulaire",
        (
            {"politique": {"singulier": "levier", "pluriel": "leviers", "genre": "m"}},
            {"politique": {"dossier": "a" * 300}},
            {"politique": {"dossier": "guide"}},
            {"politique": {"dossier": "id"}},
            {"theme": {"dossier": "donnees"}},
            {"groupe": {"dossier": "assets"}},
            {"principe": {"sous_types": {"a" * 300: {}}}},
            {"principe": {"sous_types": {"rouage": {"dossier": "rouages"}}}},
            {"principe": {"sous_types": {"É / é": {}}}},
            {"politique": {"presentation": "[x](https://[y]) {x}"}},
            {"politique": {"singulier": LONG}},
            {"action": {"singulier": "", "pluriel": ""}},
            {"action": {"menu": "aucun", "rang": 10**18}},
            {"acteur": {"singulier": "<b>", "pluriel": "{0}"}},
        ),
    ),
    ("lisibilite", ({"phrase": 1}, {"phrase": 10**9, "mots_admis": ["x"]}, {"noms": 0})),
    ("palette", ({"principale": "#12324a"}, {"papier": "#000000"}, {"x": "y"})),
    ("illustrations", ("illustrations", "nulle-part", "contenu", "a" * 300)),
    ("croisement", (["a", "b"], [])),
    (
        "regles",
        (
            {"P306": "ignorer"},
            {"P208": "avertissement"},
            {"P108": "ignorer"},
            {"P227": "avertissement"},
            {"P215": "ignorer"},
            {"P602": "ignorer"},
        ),
    ),
)
SETTINGS = (
    ("site_name", (*WORDS, 12, None, [])),
    ("site_url", (*ADDRESSES, 12, "", "exemple.invalid")),
    ("copyright", (*WORDS, 2026)),
    ("site_description", (*WORDS, 3)),
    ("site_ulr", ("x",)),
    ("use_directory_urls", (True, False, "oui")),
    ("extra_css", ("a.css", [])),
    ("strict", (True, False)),
    ("site_dir", ("site", "contenu/site", ".", "contenu")),
    ("repo_url", ADDRESSES),
)


@cache
def started() -> Files:
    """Return what `demarrer` writes for a town, by path."""
    with TemporaryDirectory() as folder:
        town = Path(folder) / "ville"
        start(town, Answers("Ville de Val", "https://val.exemple.invalid/"))
        return {
            path.relative_to(town).as_posix(): path.read_bytes()
            for path in sorted(town.rglob("*"))
            if path.is_file()
        }


def town(chance: Chance) -> Files:
    """Return the files of a town, by path."""
    files = dict(started())
    settings: dict[str, Any] = {}
    options: dict[str, Any] = dict(QUICK)
    if chance.random() < 0.7:
        options["exports"] = chance.sample(["json", "csv", "jsonld", "atom", "ics"], 2)
    for change in chance.choices(CHANGES, WEIGHTS, k=chance.randint(1, 6)):
        change(files, chance)
    if chance.random() < 0.3:
        key, values = chance.choice(OPTIONS)
        options[key] = chance.choice(values)
    if chance.random() < 0.2:
        key, values = chance.choice(SETTINGS)
        settings[key] = chance.choice(values)
    files["mkdocs.yml"] = configured(files["mkdocs.yml"].decode(), options, settings).encode()
    return files


def mended(files: Files, wrong: Mapping[str, Container[int]]) -> Files:
    """Return a town without what has an error: a line of an entry, or a whole file.

    *wrong* holds the lines that have one, by file.
    """
    kept = dict(files)
    for path in wrong:
        lines = files.get(path, b"").decode("utf-8", "replace").split("\n")
        if not path.endswith(".md") or lines[0] != "---":
            kept.pop(path, None)
            continue
        required = ("---", "titre:", "quand:")
        right = [
            line
            for number, line in enumerate(lines, 1)
            if number not in wrong[path] or line.startswith(required)
        ]
        if right == lines:
            kept.pop(path)
        else:
            kept[path] = "\n".join(right).encode()
    for path, content in started().items():
        kept.setdefault(path, content)
    if "mkdocs.yml" in wrong:
        kept["mkdocs.yml"] = configured(kept["mkdocs.yml"].decode(), QUICK, {}).encode()
    return kept


def configured(text: str, options: dict[str, Any], settings: dict[str, Any]) -> str:
    """Return a configuration with *options* of ours and *settings* of the engine's."""
    lines = "".join(f"      {key}: {written(value)}\n" for key, value in options.items())
    rewritten = (*(f"      {key}:" for key in options), *(f"{key}:" for key in settings))
    kept = [line for line in text.splitlines() if not line.startswith(rewritten)]
    text = "".join(f"{line}\n" for line in kept)
    text = text.replace("  - parapluie:\n", f"  - parapluie:\n{lines}")
    return text + "".join(f"{key}: {written(value)}\n" for key, value in settings.items())


def written(value: Any) -> str:
    """Return a value as YAML, which takes JSON."""
    return json.dumps(value, ensure_ascii=False)


def save(files: Files, folder: Path) -> Path:
    """Write a town in the place of what *folder* holds."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


# --- Values of fields ---


def value(item: Field, chance: Chance) -> Any:
    """Return what an author might write in a field."""
    if chance.random() < 0.03:
        return chance.choice(("", None, [], {}, [[]], "texte", {"a": "b"}, True, 12))
    if item.many and chance.random() < 0.7:
        return [one(item, chance) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    return one(item, chance)


def one(item: Field, chance: Chance) -> Any:
    if item.type is FieldType.RECORD:
        return {
            inner.key: value(inner, chance)
            for inner in item.fields
            if inner.required or chance.random() < 0.4
        }
    if item.type is FieldType.CHOICE:
        return chance.choice(item.choices).key
    if item.type is FieldType.LINK:
        targets = item.link.targets if item.link else ()
        known = [name for name, kind in ENTRIES.items() if not targets or kind in targets]
        target = chance.choice(known or ["rien"])
        return (
            target if not item.fields or chance.random() < 0.7 else reasoned(item, target, chance)
        )
    return VALUES[item.type](chance)


ENTRIES = {
    "exemple-service": "acteur",
    "exemple-soiree-d-echange": "action",
    "exemple-familles": "groupe",
    "exemple-politique": "politique",
    "exemple-ecouter-avant-de-decider": "principe",
    "exemple-un-soir-sur-la-place": "chapitre",
}


def cited(chance: Chance) -> Any:
    return chance.choice(
        ("rien", *ADDRESSES, {"titre": "Un livre", "url": ADDRESSES[0]}, {"url": 3})
    )


def reasoned(item: Field, target: str, chance: Chance) -> dict[str, Any]:
    said = {inner.key: value(inner, chance) for inner in item.fields[1:] if chance.random() < 0.4}
    return {"vers": target, **said}


def period(chance: Chance) -> str:
    first, last = chance.choice(DATES), chance.choice(DATES)
    return chance.choice((first, f"{first}/{last}", f"{first}/..", f"../{last}", f"{first}/"))


def sourced(chance: Chance) -> Any:
    plain = chance.choice((*NUMBERS, *DATES, *WORDS))
    source = chance.choice((*ADDRESSES, "rien"))
    return chance.choice((plain, {"valeur": plain}, {"valeur": plain, "source": source}))


VALUES: dict[FieldType, Callable[[Chance], Any]] = {
    FieldType.LINE: lambda chance: chance.choice(WORDS),
    FieldType.TEXT: lambda chance: chance.choice((*WORDS, *TEXTS)),
    FieldType.INTEGER: lambda chance: chance.choice((*NUMBERS[:7], "2026", "1 2")),
    FieldType.NUMBER: lambda chance: chance.choice(NUMBERS),
    FieldType.AMOUNT: lambda chance: chance.choice((*NUMBERS, "240 000 $", "1,2 M$", "12 €")),
    FieldType.MOMENT: lambda chance: chance.choice(("1:02:30", "62:30", "tantôt")),
    FieldType.DAYS: lambda chance: chance.choice(NUMBERS),
    FieldType.PERCENT: lambda chance: chance.choice((*NUMBERS[:5], "60", "101 %")),
    FieldType.BOOLEAN: lambda chance: chance.choice(("oui", "non", "peut-être")),
    FieldType.DATE: lambda chance: chance.choice(DATES),
    FieldType.PERIOD: period,
    FieldType.CITED: cited,
    FieldType.SOURCED: sourced,
    FieldType.COUNTS: lambda chance: chance.choice(
        ("3", 10**14, {"action": 3}, {"x": 1}, {"objectif": "0"}, -1)
    ),
    FieldType.PICTURE: lambda chance: chance.choice(("sous-le-parapluie", "rien", "a" * 300)),
    FieldType.POINT: lambda chance: chance.choice(([50, 40], ["nan", 1], [0, 100], [1e300, 1])),
    FieldType.IDENTIFIER: lambda chance: chance.choice(NAMES),
    FieldType.URL: lambda chance: chance.choice(ADDRESSES),
    FieldType.ADDRESS: lambda chance: chance.choice(PLACES),
}


# --- Changes ---


def change_field(files: Files, chance: Chance) -> None:
    """Write a field of an entry in the place of what it held."""
    path = entry_path(files, chance)
    kind = kind_of(path)
    item = chance.choice(kind.fields)
    lines = files[path].decode().split("\n")
    end = lines.index("---", 1)
    kept, skipped = [lines[0]], False
    for line in lines[1:end]:
        if not line.startswith((" ", "-")):
            skipped = line.startswith(f"{item.key}:")
        kept += [] if skipped else [line]
    kept.append(f"{item.key}: {written(value(item, chance))}")
    files[path] = "\n".join([*kept, *lines[end:]]).encode()


def change_text(files: Files, chance: Chance) -> None:
    """Add to the text of an entry."""
    path = entry_path(files, chance)
    files[path] += f"\n{chance.choice(TEXTS)}\n".encode()


def add_entry(files: Files, chance: Chance) -> None:
    """Add an entry of any kind, with what it must have and some of what it may."""
    kind = chance.choice([kind for kind in KINDS if kind.folder])
    share = chance.choice((0.2, 0.6))
    chosen = [item for item in kind.fields if item.required or chance.random() < share]
    head = "".join(f"{item.key}: {written(value(item, chance))}\n" for item in chosen)
    name = chance.choice((*NAMES, "nouveau", "autre", "Sous Dossier/nouveau", "eau.html/nouveau"))
    if len(name.encode()) < 252:
        files[f"contenu/{kind.folder}/{name}.md"] = (
            f"---\n{head}---\n{chance.choice(TEXTS)}\n".encode()
        )


def add_many(files: Files, chance: Chance) -> None:
    """Add entries that speak of much."""
    for _ in range(12):
        add_entry(files, chance)


def add_picture(files: Files, chance: Chance) -> None:
    """Add a photograph, whole or damaged."""
    form = chance.choice(("JPEG", "PNG", "WEBP", "GIF", "AVIF"))
    content = bytearray(photograph(form))
    for _ in range(chance.choice((0, 0, 1, 2))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    cut = chance.choice((len(content), len(content), chance.randrange(len(content))))
    files["illustrations/photo.png"] = bytes(content[:cut])
    files["illustrations/illustrations.yml"] += (
        b"\nphoto:\n  fichier: photo.png\n  alt: Une place.\n  credit: La Ville\n"
    )
    change_illustration(files, "photo")


def change_illustration(files: Files, name: str) -> None:
    path = "contenu/groupes/exemple-familles.md"
    files[path] = files[path].replace(b"---\n", f"---\nillustration: {name}\n".encode(), 1)


@cache
def photograph(form: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((48, 32), 90).convert("RGB").save(out, form)
    return out.getvalue()


def add_state(files: Files, chance: Chance) -> None:
    """Add a state that was kept, changed by hand somewhere."""
    noun = ["principe", "principes", "m"]
    item: dict[str, Any] = {"titre": chance.choice(WORDS), "nom": noun}
    item[chance.choice(("texte", "dans", "phrase", "anciens", "x"))] = chance.choice(
        (*WORDS, [], ["a"], {}, 1, None, "\ud800", "\x0e")
    )
    key = chance.choice(("principes", "parent", "groupes", "remplace", "principse", "realise", ""))
    item["liens"] = chance.choice(({}, {key: ["principe:eau"]}, {key: "x"}, [key], {key: [1]}))
    state = {
        "format": 1,
        "date": chance.choice((*DATES, "2026-01-01", 3)),
        "resolution": chance.choice(WORDS),
        "titre": chance.choice(WORDS),
        "decision": chance.choice(("decision:x", "", "x")),
        "entrees": {chance.choice(("principe:eau", "x", "x:y", "groupe:a", ":", "")): item},
    }
    if chance.random() < 0.2:
        state.pop(chance.choice(list(state)))
    text = json.dumps(state)
    if chance.random() < 0.1:
        text = text[: chance.randrange(len(text))]
    files[f"contenu/versions/{chance.choice(('2026-01-01-a', 'b'))}.json"] = text.encode()


def add_file(files: Files, chance: Chance) -> None:
    """Add one of the other files of a content."""
    term = {
        item.key: value(item, chance)
        for item in TERM.fields
        if item.required or chance.random() < 0.4
    }
    others: tuple[tuple[str, Any], ...] = (
        ("contenu/glossaire.yml", {chance.choice(NAMES): term}),
        ("contenu/synonymes.yml", {chance.choice(WORDS): chance.choice(WORDS)}),
        ("contenu/federation.yml", {chance.choice(NAMES): {"url": chance.choice(ADDRESSES)}}),
        ("contenu/lentilles.yml", {"lentilles": [{"id": "a", "titre": chance.choice(WORDS)}]}),
        (
            "contenu/cadres/nous.yml",
            {
                "cle": chance.choice(NAMES),
                "titre": chance.choice(WORDS),
                "elements": [{"id": chance.choice(NAMES), "titre": chance.choice(WORDS)}],
                "iri": chance.choice(ADDRESSES),
            },
        ),
        ("contenu/actions/_defauts.yml", {"avis": chance.choice(WORDS)}),
        ("contenu/documents/plan.pdf", "plan"),
        ("contenu/_adresses.txt", "vieux.html"),
        (f"contenu/{chance.choice(('404', 'recherche', 'assets', 'sitemap'))}.md", None),
        (f"contenu/{chance.choice(('search', 'guide', 'id', 'index', 'a.html'))}/a.pdf", "a"),
    )
    path, held = chance.choice(others)
    text = "---\ntitre: Page\n---\n" if held is None else held
    files[path] = (text if isinstance(text, str) else written(text)).encode()


def entry_path(files: Files, chance: Chance) -> str:
    return chance.choice([p for p in files if p.startswith("contenu/") and "/exemple-" in p])


def kind_of(path: str) -> Kind:
    name = path.rpartition("/")[2].removesuffix(".md")
    return KIND_BY_KEY[ENTRIES[name]]


CHANGES: tuple[Callable[[Files, Chance], None], ...] = (
    change_field,
    change_text,
    add_entry,
    add_many,
    add_picture,
    add_state,
    add_file,
)
WEIGHTS = (8, 4, 3, 1, 1, 1, 2)
