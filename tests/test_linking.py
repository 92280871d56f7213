"""Addresses that authors write: what leads nowhere is told, and what is told by nobody leads."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from case_files import File, read_blocks, read_test_options, roots_in, write
from hamlet_site import OF_A_HAMLET
from links import HOST, broken
from parapluie.build.verdict import verify
from parapluie.vocabulary.rules import Severity
from site_tools import OTHER_WORDS, parapluie, share_pictures

UNDER = "/villes/bourg/"
TOWN = """\
=== index.md
---
titre: Le Hameau
---
Voir [le puits](actions/puits.md), [la règle](suivi/index.md#regle) et
![Une place au soleil.](place.jpg)
=== principes/eau.md
---
titre: Eau partagée
en_bref: L’eau est à tout le monde.
illustration: place
---
On l’apprend tôt.
=== politiques/eau.md
---
titre: Politique de l’eau
en_bref: Pour que l’eau reste.
principes: principe:eau
objectifs:
  - {id: puits, titre: Creuser un puits}
---
Voir [ici](#la-suite), [l’action](../actions/puits.md#un-titre), [le plan][plan] et HTML.

## La suite

[plan]: ../actions/documents/plan.pdf

## Texte adopté

Selon [le principe](../principes/eau.md), [la suite](#la-suite), [le plan][plan] et
![Une place au soleil.](place.jpg)
=== recit/ville.md
---
titre: La ville
en_bref: On rêve.
---
## Le matin

Voir [le matin](#le-matin), [[action:puits]], [[eau#puits|le but]],
[le plan](../actions/documents/plan.pdf),
[voir [le puits](../actions/puits.md)]{action:puits} et ![Une place au soleil.](place.jpg)
=== recit/village.md
---
titre: Le village
en_bref: On rêve encore.
---
## Le matin

Voir [le matin](#le-matin).
=== actions/puits.md
---
titre: Le puits
en_bref: On creuse.
realise: eau#puits
statut: en-cours
periode: 2025/..
---
## Un titre

## Un titre

## Autre {#la-main}

TEXTE

[ref]: ../principes/eau.md "Le principe"
[ref 2]: <../principes/eau.md>
[photo]: place.jpg
[inutile]: rien-du-tout.md
=== actions/documents/plan.pdf
%PDF-1.4
=== illustrations/illustrations.yml
place:
  fichier: place.jpg
  alt: Une place au soleil.
  credit: Le Hameau
=== glossaire.yml
puisard:
  titre: Puisard
  definition: Un trou.
"""
ALIVE = """\
[a](../principes/eau.md)
[a](../principes/eau.md "Un titre")
[a]( ../principes/eau.md )
[a](<../principes/eau.md>)
[a](../politiques/eau.md#puits)
[a](../politiques/eau.md?a=1#puits)
[a](../politiques/eau.md#la-suite)
[a](../politiques/../principes/eau.md)
[a](#un-titre)
[a](#un-titre_1)
[a](#la-main)
[a](#top)
[a](?a=1#la-main)
[a](puits.md#la-main)
[a](documents/plan.pdf)
[a](documents/plan.pdf#page=2)
[a](documents/règlement-été.pdf)
[a](documents/re\u0300glement-e\u0301te\u0301.pdf)
[a](documents/r%C3%A8glement-%C3%A9t%C3%A9.pdf)
[a](documents/mon plan (1).pdf)
[a](documents/mon%20plan%20(1).pdf)
[a][ref] et [ref], [b][ref 2]
[a](../guide/index.md)
[a](../guide/regles.md#p208)
[a](../suivi/index.md#regle)
[a](../recherche.md)
[a](index.md)
[a](../politiques/index.md)
[a](../index.md)
[a](../glossaire/index.md#puisard)
[a](../donnees/parapluie.json)
[a](../id/action/puits.json)
[a](../id/action/puits/index.html)
[a](../politiques/eau/complet.md)
[a](../recit/en-une-page.md)
[a](https://ailleurs.exemple.invalid/rien)
[a](mailto:mairie@exemple.invalid)
<https://ailleurs.exemple.invalid/rien> <mairie@exemple.invalid>
![Une place au soleil.](place.jpg)
![Une place au soleil.](../illustrations/place.jpg)
![Une [belle] place au soleil.](place.jpg)
![Une place au soleil.][photo]
[a](place.jpg) et [a][photo]
<a href="#un-titre">a</a>
<a href="#puits-de-lumiere" id="puits-de-lumiere">a</a>
<a href='https://ailleurs.exemple.invalid/rien'>a</a>
<a href="documents/plan.pdf">FICHIERS</a>
<q cite="https://ailleurs.exemple.invalid/">a</q>
`[a](rien.md)` et `<a href="rien.html">`
\\[a](rien.md)
<!-- [a](rien.md) -->
[[principe:eau]] et [[eau#puits|a]]
"""


def town(folder: Path, text: str) -> tuple[Path, int]:
    """Write the town in *folder* with this text, and tell the line that the text begins at."""
    blocks = TOWN.replace("TEXTE", text)
    files, _ = read_blocks(blocks)
    files["actions/documents/re\u0300glement-e\u0301te\u0301.pdf"] = File(b"%PDF-1.4\n")
    files["actions/documents/mon plan (1).pdf"] = File(b"%PDF-1.4\n")
    roots = write(files, folder)
    (roots.illustrations / "place.jpg").write_bytes(
        (OTHER_WORDS / "illustrations" / "place.jpg").read_bytes()
    )
    lines = (roots.content / "actions" / "puits.md").read_text("utf-8").splitlines()
    return folder, lines.index(text.splitlines()[0]) + 1


def living(folder: Path, *, folders: bool) -> Path:
    """Write the town with every address that leads somewhere, and return it."""
    text = ALIVE.replace("\n", "\n\n")
    html = '<a href="../../politiques/eau/#puits">a</a> <a href="../../recherche/">a</a>'
    if not folders:
        html = '<a href="../politiques/eau.html#puits">a</a> <a href="../recherche.html">a</a>'
        text = text.replace("FICHIERS", "a")
    else:
        text = text.replace('"documents/plan.pdf">FICHIERS', '"../documents/plan.pdf">a')
    text += (
        f"{html}\n\n<a href='{UNDER}'>a</a> <a href=\"{UNDER}actions/documents/plan.pdf\">a</a>\n"
    )
    site, _ = town(folder, text)
    policy = site / "contenu" / "politiques" / "eau.md"
    policy.write_text(policy.read_text("utf-8").replace("HTML", html), "utf-8")
    return site


@pytest.mark.parametrize("folders", [True, False])
def test_nothing_is_told_of_addresses_that_lead_somewhere(tmp_path: Path, *, folders: bool) -> None:
    assert told(living(tmp_path, folders=folders), folders=folders) == []


@pytest.mark.parametrize("folders", [True, False])
def test_what_is_told_by_nobody_leads_somewhere(tmp_path: Path, *, folders: bool) -> None:
    site = living(tmp_path / "town", folders=folders)
    urls = str(folders).lower()
    configuration = f"site_url: {HOST}{UNDER}\nuse_directory_urls: {urls}\n{OF_A_HAMLET}"
    (site / "mkdocs.yml").write_text(configuration, "utf-8")
    share_pictures(site)
    done = parapluie("construire", "--strict", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(r"[0-9]+ pages publiées dans .*\n", done.stdout)
    assert broken(site / "site", UNDER) == []


# A line of a text, with what must be told of it.
DEAD = {
    '<a href="rien.html">a</a>': "« rien.html »",
    "[a](#rien)": "« #rien » ne mène à rien : « actions/puits.md » n’a pas d’ancre « rien »",
    "[a](../principes/eau.md#rien)": "« principes/eau.md » n’a pas d’ancre « rien »",
    "[a](/rien/)": "« /rien/ »",
    "![c](/abs.png)": "P226 l’image « /abs.png »",
    "[a](../../../../etc/passwd)": "il sort du site",
    "[a](documents/absent.pdf)": "« documents/absent.pdf »",
    "[a](documents/plan.pfd)": "vouliez-vous dire « documents/plan.pdf »",
    "[a](../actions)": "écrivez « index.md »",
    "[a](.)": "écrivez « index.md »",
    "[a](../politiques/)": "écrivez « ../politiques/index.md »",
    "[a](../principes/eau.html)": "écrivez « ../principes/eau.md »",
    "[a](../principes/eau/)": "écrivez « ../principes/eau.md »",
    "[a](../principes/eau)": "écrivez « ../principes/eau.md »",
    "| [a](rien-1.md) | b |": "« rien-1.md »",
    "[a][r1] et\n\n[r1]: rien-2.md": "« rien-2.md »",
    "[r2] et\n\n[r2]: rien-3.md 'Titre'": "« rien-3.md »",
    '[a](rien-4.md "Un titre")': "« rien-4.md »",
    "[a](rien 6.pdf)": "« rien 6.pdf »",
    "[a](r%C3%A9glement.pdf)": "« r%C3%A9glement.pdf »",
    "[a](rien-7.md?a=1)": "« rien-7.md?a=1 »",
    "[a](documents/plan-(2).pdf)": "« documents/plan-(2).pdf »",
    "[a [b] c](rien-8.md)": "« rien-8.md »",
    "[**a**](rien-9.md)": "« rien-9.md »",
    "[a\nb](rien-10.md)": "« rien-10.md »",
    "![a](rien-11.jpg)": "P226 l’image « rien-11.jpg »",
    "![a](plase.jpg)": "(vouliez-vous dire « place.jpg » ?)",
    "![a](PLACE.JPG)": "P226",
    "![a][p] et\n\n[p]: rien-12.jpg": "P226 l’image « rien-12.jpg »",
    "[![Une place.](place.jpg)](rien-13.md)": "« rien-13.md »",
    "- [a](rien-14.md)": "« rien-14.md »",
    "> [a](rien-15.md)": "« rien-15.md »",
    "## [a](rien-16.md)": "« rien-16.md »",
    '<a href="../principes/eau.md">a</a>': "[les mots](page.md)",
    "<a href='rien-17.html'>a</a>": "« rien-17.html »",
    '<A HREF="rien-18.html">a</A>': "« rien-18.html »",
    '<a href="../../../../rien-19">a</a>': "il sort du site",
    '<a href="#rien-20">a</a>': "n’a pas d’ancre « rien-20 »",
    '<a href="/rien-21/">a</a>': "« /rien-21/ »",
    '<a href="&#114;ien-22.html">a</a>': "« rien-22.html »",
    '<q cite="rien-23.html">a</q>': "« rien-23.html »",
    '<blockquote cite="rien-24.html">a</blockquote>': "« rien-24.html »",
    '**a**{: cite="rien-25.html"}': "« rien-25.html »",
    '[a](../index.md){: href="rien-26.md"}': "« rien-26.md »",
    '<details><summary><a href="rien-27.html">a</a></summary></details>': "« rien-27.html »",
    "[a]()": "il n’a pas d’adresse",
    "[a](#Un-Titre)": "(vouliez-vous dire « un-titre » ?)",
    "[a](#un-titre_2)": "n’a pas d’ancre « un-titre_2 »",
    "[a](../politiques/eau.md#puit)": "(vouliez-vous dire « puits » ?)",
    "[a](../guide/index.md#rien-28)": "n’a pas d’ancre « rien-28 »",
    "[a](../guide/rien-29.md)": "« ../guide/rien-29.md »",
    "[a](../id/action/rien.json)": "« ../id/action/rien.json »",
    "[a](../suivi/index.md#rien-30)": "n’a pas d’ancre « rien-30 »",
    "[a](../illustrations.yml)": "« ../illustrations.yml »",
    "[a](../glossaire.yml)": "« ../glossaire.yml »",
    "[a](puits)": "écrivez « puits.md »",
    "[a](PUITS.md)": "(vouliez-vous dire « puits.md » ?)",
    "[a](www.exemple.ca)": "« www.exemple.ca »",
    "[a](.././../rien-32)": "il sort du site",
    "[[rien-33]] et [a](rien-33.md)": "« rien-33.md »",
    "[x [a](rien-34.md)]{principe:eau}": "« rien-34.md »",
    f"[a]({HOST}{UNDER}rien-35/)": "P225",
    f'<a href="{HOST}{UNDER}#rien-36">a</a>': "P225",
}


@pytest.mark.parametrize("folders", [True, False])
def test_each_address_that_leads_nowhere_is_told_on_its_line(
    tmp_path: Path, *, folders: bool
) -> None:
    text = "\n\n".join(DEAD)
    folder, start = town(tmp_path, text)
    policy = folder / "contenu" / "politiques" / "eau.md"
    policy.write_text(policy.read_text("utf-8").replace("HTML", "fin"), "utf-8")
    found = [one for one in told(folder, folders=folders) if one[0] == "contenu/actions/puits.md"]
    line = start
    for written, reason in DEAD.items():
        lines = range(line, line + written.count("\n") + 1)
        here = [words for _, at, words in found if at in lines]
        wanted = 1 + ("[[" in written)
        assert len(here) == wanted, (written, here)
        assert any(reason in words for words in here), (written, here)
        line = lines.stop + 1
    assert len(found) == len(DEAD) + 1


def told(folder: Path, *, folders: bool) -> list[tuple[str, int, str]]:
    options, _ = read_test_options({})
    options = replace(options, directory_urls=folders, site_url=f"{HOST}{UNDER}", shows_tools=True)
    found, _ = verify(roots_in(folder), options)
    return [(p.place.file, p.place.line, f"{p.code} {p.message}") for p in found]


SMALL = """\
=== index.md
---
titre: Le Hameau
---
HOME
=== principes/eau.md
---
titre: Eau partagée
en_bref: L’eau est à tout le monde.
---
=== actions/puits.md
---
titre: Le puits
en_bref: BRIEF
FIELDS
---
TEXTE
=== politiques/plan.md
---
titre: Un plan
en_bref: Il sert.
principes: [LINK]
---
"""
# What keeps pages from being made.
UNSOUND = {"LINK": "rien"}
NO_FILE, WRONG = "; corrigez l’adresse, ou ajoutez le fichier", "; corrigez l’adresse"
NO_PLACE = " : « id/action/puits/index.html » n’a pas d’ancre « rien »"
# What the rules say of every address.
SAID = re.compile(
    " » (ne mène à rien|commence par.*? pages|n’est pas une illustration)|; (vérifiez|mettez)-la.*"
)
OUT = " : il sort du site; écrivez l’adresse complète, qui commence par https://"
SITE = f"{HOST}{UNDER}"
EXACT: list[tuple[str, dict[str, str], list[str]]] = [
    # Where it stands, and what is told.
    (
        "Un [a](rien.md), [b](rien.md)\n\nVoir [c](rien.md)",
        {},
        [f"6:4 rien.md{NO_FILE}", f"6:18 rien.md{NO_FILE}", f"8:6 rien.md{NO_FILE}"],
    ),
    ("[a](  )", {}, ["6:1  : il n’a pas d’adresse; écrivez-la entre les parenthèses"]),
    ('<a href="rien/">a</a>', {}, [f"6:4 rien/{WRONG}"]),
    ('<a href="../../..">a</a>', {}, [f"6:4 ../../..{OUT}"]),
    ('<a href="/ville/">a</a>', {}, [f"6:4 /ville/{OUT}"]),
    (f'<a href="{UNDER}rien/">a</a>', {}, [f"6:4 {UNDER}rien/{WRONG}"]),
    ("[a](../..)", {}, [f"6:1 ../..{OUT}"]),
    ("[a](..)", {}, ["6:1 ..; écrivez « ../index.md »"]),
    ("![a](rien.jpg)", {}, ["6:1 rien.jpg"]),
    # By the home page, whose folder has no name.
    ("", {"HOME": "[a](actions)"}, ["4:1 actions; écrivez « actions/index.md »"]),
    (
        "",
        {"HOME": "[a](actions/puit.md)"},
        ["4:1 actions/puit.md (vouliez-vous dire « actions/puits.md » ?)"],
    ),
    # Under every form of what is published.
    (f'<a href="{UNDER}index.html">a</a> <a href="{UNDER[:-1]}">a</a>', {}, []),
    (f'<a href="{UNDER}actions/index.html">a</a> <a href="{UNDER}actions">a</a>', {}, []),
    (f'<a href="{UNDER}id/action/puits">a</a> <a href="{UNDER}404.html">a</a>', {}, []),
    (
        "[a](../id/action/puits/index.html#rien)",
        {},
        [f"6:1 ../id/action/puits/index.html#rien{NO_PLACE}"],
    ),
    (
        '<a href="../../id/action/puits/#rien">a</a>',
        {},
        [f"6:4 ../../id/action/puits/#rien{NO_PLACE}"],
    ),
    ("[a](../404.html) [a](../sitemap.xml)", {}, []),
    ('<a href="..">a</a> <a href="../.">a</a> <a href="./">a</a>', {}, []),
    ("[a](../principes/eau.md#:~:text=eau) [b](#%74op) [c](#a=b)", {}, []),
    ("[a](../principes/eau.md#liens:~:text=eau)", {}, []),
    # Of the host, where the settings say less.
    ('<a href="/actions/">a</a> <a href="/">a</a> [b](/principes/eau)', {"at": ""}, []),
    ('<a href="/rien/">a</a>', {"at": ""}, [f"6:4 /rien/{WRONG}"]),
    (f'<a href="{UNDER}">a</a>, [a]({SITE}rien)', {"at": ""}, [f"6:4 {UNDER}{WRONG}"]),
    ('<a href="/actions/">a</a> <a href="/rien">a</a>', {"at": f"{HOST}/"}, [f"6:30 /rien{WRONG}"]),
    # In full.
    (f"[a]({SITE}) [a]({SITE}actions/puits/) [a]({SITE}actions/#top)", {}, []),
    (f"[a]({SITE}actions/puits/#rien)", {}, [f"6:1 {SITE}actions/puits/#rien"]),
    (f"![a]({SITE}rien.jpg)", {}, []),
    ("", {"BRIEF": f"{SITE}rien"}, [f"3:10 {SITE}rien"]),
    ("", {"BRIEF": f"{SITE}actions/"}, []),
    ("", {"BRIEF": f"Voir {SITE}rien"}, []),
    (
        "",
        {"FIELDS": f"sources:\n  - {{cle: a, titre: A, url: '{SITE}rien'}}"},
        [f"5:3 {SITE}rien"],
    ),
    ("", {"FIELDS": f"sources:\n  - {{cle: a, titre: A, url: '{SITE}index.html'}}"}, []),
    ("", {"FIELDS": f"sources:\n  - {{cle: a, titre: A, url: '{SITE}rien'}}", "at": ""}, []),
    # What only pages can tell waits until they can be made.
    (f"[a](#rien) [a](/rien/) [a]({SITE}rien)", UNSOUND, []),
    ('<a href="rien/">a</a> [a](../principes/eau.md#rien)', UNSOUND, []),
    ("", {"BRIEF": f"{SITE}rien", **UNSOUND}, []),
    ("[a](rien.pdf)", UNSOUND, [f"6:1 rien.pdf{NO_FILE}"]),
    ("![a](rien.jpg) [b](../politiques/plan.md#rien)", UNSOUND, ["6:1 rien.jpg"]),
    ("[a](../principes/rien.md)", UNSOUND, [f"6:1 ../principes/rien.md{NO_FILE}"]),
    (
        "[a](../principes/eau.pdf)",
        UNSOUND,
        ["6:1 ../principes/eau.pdf (vouliez-vous dire « ../principes/eau.md » ?)"],
    ),
    ("[a](index.md) [a](../recit/en-une-page.md) [a](../suivi/index.md)", UNSOUND, []),
    ("[a](../rien/) [a](../recherche.md) [a](../RECHERCHE.MD)", UNSOUND, []),
    ("[a](../id/action/puits.json) [a](../donnees/parapluie.xlsx)", UNSOUND, []),
    ("[a](../documents/rien.xlsx)", UNSOUND, [f"6:1 ../documents/rien.xlsx{NO_FILE}"]),
    ('<a href="../../..">a</a> [b](../..)', UNSOUND, [f"6:26 ../..{OUT}"]),
    # Once the town makes a warning of it, they can.
    ("[a](/rien/)", {**UNSOUND, "rules": "P202"}, [f"6:1 /rien/{OUT}"]),
]


@pytest.mark.parametrize(("text", "changes", "wanted"), EXACT)
def test_what_is_wrong_with_an_address_is_told_to_the_column(
    tmp_path: Path, text: str, changes: dict[str, str], wanted: list[str]
) -> None:
    blocks = SMALL.replace("TEXTE", text)
    for key, usual in {
        "HOME": "",
        "BRIEF": "On creuse.",
        "FIELDS": "themes:",
        "LINK": "eau",
    }.items():
        blocks = blocks.replace(key, changes.get(key, usual))
    roots = write(read_blocks(blocks)[0], tmp_path)
    options, _ = read_test_options({})
    rules = dict.fromkeys(changes.get("rules", "").split(), Severity.WARNING)
    options = replace(
        options, directory_urls=True, site_url=changes.get("at", SITE), severities=rules
    )
    found = [p for p in verify(roots, options)[0] if p.code in ("P208", "P225", "P226")]
    said = [f"{p.place.line}:{p.place.column} {p.message.partition('« ')[2]}" for p in found]
    assert [SAID.sub("", one) for one in said] == wanted
