"""What not every system, reader or browser takes alike: names, signs, addresses, roots, days."""

import json
import re
from datetime import date
from pathlib import Path, PureWindowsPath

import pytest
from case_files import Case, File, problems_of, roots_in, write
from command_tools import command
from hamlet_site import hamlet
from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.build.verdict import verify
from parapluie.model import Place
from parapluie.problems import Problem, as_github, as_text, problem
from parapluie.source.content_files import Roots
from parapluie.source.options import Options, build_day, read_options
from parapluie.source.other_towns import digest
from parapluie.source.validators import IDENTIFIER
from parapluie.vocabulary.cms_words import PATTERNS
from parapluie.vocabulary.file_names import fault, kept, kept_name, name_for
from parapluie.vocabulary.hidden_signs import HIDDEN, hidden
from parapluie.vocabulary.web_addresses import is_whole, may_mislead, misleading, misleading_in
from rounds import law
from site_tools import parapluie, run

PORTS = [f"{name}{number}" for name in ("com", "lpt") for number in range(10)]
DEVICES = ("con", "prn", "aux", "nul", *PORTS)
PAGE = "---\ntitre: A\nen_bref: B.\n---\n"


def codes(problems: list[Problem]) -> set[str]:
    return {found.code for found in problems}


# --- Names that Windows keeps ---

OTHERS = ("CON", "Aux", "com¹", "LPT³", "conin$", "CONOUT$", "con2", "ducon", "a", "é", " ", "")
PARTS = st.sampled_from((*DEVICES, *OTHERS))
SIGNS = st.text('.. -<>:"|?*abé', max_size=4)


@law(150)
@given(name=st.tuples(PARTS, SIGNS, PARTS, SIGNS).map("".join).filter(lambda n: n.strip(". ")))
@example(name="con .txt")
@example(name="NUL.tar.gz")
@example(name="com0")
def test_a_name_is_refused_where_windows_has_no_such_file_and_another_is_proposed(
    name: str,
) -> None:
    # What Python knows of Windows, but for what Windows has not kept for itself at all times.
    stem = name.split(".")[0].rstrip(" ").lower()
    kept_for_itself = PureWindowsPath(name).is_reserved() or stem in ("com0", "lpt0")
    refused = kept_for_itself or name[-1] in ". " or bool(set(name) & set('<>:"|?*'))
    assert bool(fault(name)) == refused
    proposed = kept_name(name, "autre-nom")
    assert not refused or not fault(proposed)
    assert not name.endswith(".md") or IDENTIFIER.fullmatch(proposed.removesuffix(".md"))


@pytest.mark.parametrize("device", DEVICES)
def test_no_name_that_we_make_is_one_that_windows_keeps(device: str) -> None:
    long = f"{device} {'a' * 70}"
    for title in (device, device.upper(), f"« {device} »!", f"{device[0]}\u0301{device[1:]}", long):
        assert IDENTIFIER.fullmatch(name_for(title)), title
    assert not IDENTIFIER.fullmatch(device)
    assert kept(f"{device}-2") == f"{device}-2"


@pytest.mark.parametrize("where", ["groupes/{}.md", "{}/index.md", "glossaire.yml", "objectif"])
def test_a_device_is_no_address(where: str, tmp_path: Path) -> None:
    def told(name: str) -> list[Problem]:
        text, path = PAGE, where.format(name)
        if where == "glossaire.yml":
            text = f"{name}: {{titre: A, definition: B.}}"
        elif where == "objectif":
            path, text = (
                "politiques/a.md",
                f"---\ntitre: A\nobjectifs: [{{id: {name}, titre: A}}]\n---\n",
            )
        folder = tmp_path / name
        found = problems_of(Case("", {path: File(text.encode())}, {}, ()), folder)
        return [one for one in found if one.code in ("P105", "P203")]

    assert len(told("aux")) == 1
    assert told("auxiliaire") == []
    proposed = re.findall(r"« (\S+?)(?:\.md)? »", told("nul")[0].message)[-1]
    assert told(proposed) == []


def test_commands_that_name_files_choose_another_name_or_say_one(tmp_path: Path) -> None:
    town = hamlet(tmp_path / "hameau")
    done = command("nouveau", "action", "--titre", "Aux", cwd=town)
    assert done.out.startswith("contenu/actions/aux-2.md est écrit.")
    for options in (("--identifiant", "con"), ("--dans", "nul")):
        done = command("nouveau", "action", "--titre", "Parc", *options, cwd=town)
        assert done.code == 2
        assert f"prenez plutôt « {options[1]}-2 »." in done.err
    done = command("renommer", "action:puits", "lpt1", cwd=town)
    assert done.code != 0
    assert "« lpt1 » est réservé par Windows; prenez plutôt « lpt1-2 »" in done.err + done.out
    assert (town / "contenu/actions/puits.md").exists()
    done = command("demarrer", "con", "--nom", "Ville", cwd=tmp_path)
    assert "prenez plutôt « con-2 »" in done.err
    assert not (tmp_path / "con").exists()


def test_the_data_of_a_town_that_bears_such_a_name_is_pinned_under_another(tmp_path: Path) -> None:
    town = hamlet(tmp_path / "hameau")
    site = {"nom": "Aux", "url": "https://ailleоurs.exemple.invalid/"}  # with a Cyrillic o
    data = json.dumps({"format": "parapluie", "version": "1.0", "site": site, "entrees": []})
    (tmp_path / "donnees.json").write_text(data, "utf-8")
    assert command("federer", tmp_path / "donnees.json", cwd=town).code == 0
    assert (town / "contenu/_federation/aux-2.json").read_text("utf-8") == data
    found = [one for one in verify(roots_in(town), Options())[0] if one.code < "P3"]
    # Its address would be a link of our pages.
    assert [str(one)[:32] for one in found] == ["contenu/federation.yml:3: P117 l"]


def test_what_forms_would_name_so_is_refused_by_their_patterns() -> None:
    naming, identifier = (re.compile(PATTERNS[key][0]) for key in ("naming", "identifier"))
    for device in DEVICES:
        for title in (device, f" {device.upper()}! ", f"« {device.title()} »"):
            assert not naming.search(title)
        assert not identifier.search(device)
    for title in ("Console", "Éaux", "Nulle part", "Con d’été", "Com 1 pour tous", "A"):
        assert naming.search(title)
    assert identifier.search("con-2")


def test_copies_of_other_towns_are_not_read_through_a_linked_folder(tmp_path: Path) -> None:
    outside = tmp_path / "dehors"
    outside.mkdir()
    data = b'{"format": "parapluie", "version": "1.0", "site": {"nom": "A"}, "entrees": []}'
    (outside / "ailleurs.json").write_bytes(data)
    pins = f"ailleurs: {{adresse: '', empreinte: {digest(data)}}}"
    roots = write({"federation.yml": File(pins.encode())}, tmp_path / "ville")
    (roots.content / "_federation").symlink_to(outside)
    assert codes(verify(roots, Options())[0]) == {"P107", "P502"}


# --- Signs that nobody sees ---

SEEN = st.text(st.sampled_from("aéÀœ '’-«»:!?25ᑰᔾЖ日🙂"), min_size=1, max_size=12)
UNSEEN = st.sampled_from(
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206f\u3164\uffa0\ufeff\ufe0f\U000e0041"
    "\U000e0100\U0001d173"
)


@law(60)
@given(before=SEEN, sign=UNSEEN, after=SEEN)
def test_a_sign_that_nobody_sees_is_told_where_it_stands(
    before: str, sign: str, after: str, tmp_path: Path
) -> None:
    def told(title: str) -> list[tuple[int, int]]:
        text = f"---\ntitre: {json.dumps(title, ensure_ascii=False)}\n---\n# x{title}\n"
        found = problems_of(Case("", {"themes/a.md": File(text.encode())}, {}, ()), tmp_path)
        return [(one.place.line, one.place.column) for one in found if one.code == "P116"]

    before, after = f"a{before}b", f"c{after}d"
    column = len(before) + 9
    assert told(before + sign + after) == [(2, column), (4, column - 5)]
    assert told(before + after) == []


def test_every_sign_without_a_form_is_looked_for() -> None:
    import unicodedata

    formless = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) == "Cf" and not HIDDEN.match(chr(code))
    ]
    # What remains is seen: Arabic and Kaithi number signs, hieroglyphs, marks of annotation.
    seen = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")
    assert [s for s in formless if not unicodedata.name(s, "").startswith(seen)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("Saint-Louis-du-Ha! Ha!", "Kuujjuaq ᑰᔾᔪᐊᖅ", "25\u00a0000\u202f$", "a\u2009b"),
        *("👩🏽‍⚕️", "❤️‍🔥", "🏳️‍🌈", "👨‍👩‍👧‍👦", "🙂‍↔️", "1️⃣ #️⃣", "☎︎ ™️ ℹ️ ‼️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
        *("نمی‌خواهم", "शक्‍ति क्‌ष", "שלום\u200f! abc", "\u2067שלום\u2069", "葛󠄀飾区", "ភាសា\u200bខ្មែរ"),
    ],
)
def test_a_sign_that_a_writing_needs_is_left_alone(text: str) -> None:
    assert list(hidden(text)) == []


def test_no_sign_of_an_author_turns_round_what_is_printed() -> None:
    found = [problem("P202", Place("a\u202e.md"), key="k", value="x\u2066y", suggestion="")]
    for said in (as_text(found), as_github(found)):
        assert "\u2066" not in said
        assert "\\u2066" in said
    assert "a\\u202e.md:1" in as_text(found)


# --- Addresses that lead elsewhere than it seems ---

HOSTS = st.sampled_from(("exemple.invalid", "a.b-c.ca", "montréal.ca", "xn--montral-fya.ca"))
AFTER = st.sampled_from(("", "/", "/@ville", "?a=b@c", "#@", ":443/x", "/a%40b", "/é"))
FALSE = st.sampled_from(
    (
        *(
            "https://{}@{}",
            "https://{}:secret@{}",
            "https://{}%40{}",
            "HTTPS://{}@{}",
            "https:{}@{}",
        ),
        *("https:///{}@{}", "https:\\\\{}@{}", "http://{}＠{}", "https://{}:80@{}", "https://@{1}"),
        *("https://gооgle.{1}", "https://{}／{}", "https://{}%2e{}", "https://xn--ggle-55da.{1}"),
        *("https://аррӏе.com", "https://3232235777", "https://0x7f.0.0.1", "https://127.1"),
    )
)


@law(90)
@given(form=FALSE, name=HOSTS, host=HOSTS, after=AFTER)
def test_an_address_that_seems_to_lead_elsewhere_is_told_wherever_it_stands(
    form: str, name: str, host: str, after: str, tmp_path: Path
) -> None:
    false, true = form.format(name, host) + after, f"https://{host}{after}"
    assert misleading(false)
    assert not misleading(true)
    for words in ("{}", "Voir {}, puis", "(<{}>)", "« {} »."):
        for address, told in ((false, True), (true, False)):
            text = words.format(address)
            assert any(misleading_in(text)) == told, text
            assert may_mislead(text) or not told, text


@law(20)
@given(form=FALSE, name=HOSTS, host=HOSTS, after=AFTER)
def test_such_a_link_of_a_text_is_told_once_however_it_is_written(
    form: str, name: str, host: str, after: str, tmp_path: Path
) -> None:
    def told(text: str) -> list[str]:
        page = f"---\ntitre: A\n---\n{text}\n"
        found = problems_of(Case("", {"themes/a.md": File(page.encode())}, {}, ()), tmp_path)
        return [one.code for one in found if one.code in ("P117", "P108")]

    false, true = form.format(name, host) + after, f"https://{host}{after}"
    for words in ("[a]({})", "a [b][c]\n\n[c]: {}", '<a href="{}">a</a>', '[a]({} "Titre")'):
        # A stroke backwards is refused altogether, and so is what Python cannot take apart.
        is_refused = "\\" in false or not is_whole(false)
        assert told(words.format(false)) == (["P108"] if is_refused else ["P117"]), words
        assert told(words.format(true)) == []


def test_the_options_are_read_for_them_too() -> None:
    def told(**written: object) -> list[str]:
        name, url = str(written.pop("site_name", "A")), str(written.pop("site_url", ""))
        today = date(2026, 1, 1)
        _, found = read_options(
            written, site_name=name, site_url=url, today=today, directory_urls=True
        )
        return [one.code for one in found]

    assert told(contact="https://a:b@c.ca/") == ["P117"]
    assert told(licence="https://a@c.ca/") == ["P117"]
    assert told(site_url="https://a:b@c.ca/") == ["P117"]
    assert told(site_name="A\u200bB") == ["P116"]
    assert told(vocabulaire={"politique": {"singulier": "po\u00adlitique"}}) == ["P116"]
    assert told(contact="info@ville.ca", site_url="https://ville.ca/", avis="La Ville") == []


# --- The day of the build ---


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "-1", "+1", "1.5", "1e9", "demain", "٣", "1_000", " 5", "5\n", "0x5", "-" * 99),
        *("4133980800", "9" * 11, "9" * 5000, "\x1b[31m", "\udc80"),
    ],
)
def test_a_day_that_is_none_is_told_and_the_site_is_of_today(written: str) -> None:
    day, (found,) = build_day({"SOURCE_DATE_EPOCH": written})
    assert found.code == "P404"
    assert abs((day - date.today()).days) <= 1
    assert str(found).isprintable()
    assert str(found).encode()


@pytest.mark.parametrize("written", ["0", "1795392000", "4133980799"])
def test_a_day_from_1970_to_2100_is_one(written: str) -> None:
    assert build_day({"SOURCE_DATE_EPOCH": written})[1] == []


def test_a_site_is_built_all_the_same_and_a_rule_that_is_ignored_stops_neither(
    tmp_path: Path,
) -> None:
    town = hamlet(tmp_path / "hameau")
    told = run("-m", "parapluie", "verifier", cwd=town, SOURCE_DATE_EPOCH="")
    assert told.returncode == 0, told.stderr
    assert "P404 la variable est vide; le site est construit pour aujourd’hui" in told.stdout
    strict = ("-m", "parapluie", "verifier", "--strict")
    assert run(*strict, cwd=town, SOURCE_DATE_EPOCH="-5").returncode == 1
    file = town / "mkdocs.yml"
    ignored = "images_generees: false, regles: {P404: ignorer}, organisation"
    file.write_text(file.read_text("utf-8").replace("organisation", ignored), "utf-8")
    for name in ("verifier", "construire"):
        done = run("-m", "parapluie", name, "--strict", cwd=town, SOURCE_DATE_EPOCH="")
        assert done.returncode == 0, done.stdout + done.stderr
    assert (town / "site/index.html").is_file()


# --- Roots ---


def moved(town: Path, name: str, to: Path, *, link: Path | None = None) -> None:
    """Put a folder of a town elsewhere, and a link in its place."""
    to.parent.mkdir(parents=True, exist_ok=True)
    (town / name).rename(to)
    (town / name).symlink_to(link or to)


@pytest.mark.parametrize("name", ["contenu", "illustrations"])
def test_a_folder_that_is_a_link_out_of_the_project_is_refused(name: str, tmp_path: Path) -> None:
    town = hamlet(tmp_path / "hameau")
    moved(town, name, tmp_path / "dehors", link=Path("../dehors"))
    done = command("verifier", cwd=town)
    assert done.code == 1
    assert [line[:30] for line in done.out.splitlines() if "P118" in line] == [
        f"{name}:1: P118 ce dossier est un"[:30]
    ]
    assert "Le puits" not in done.out
    built = parapluie("construire", cwd=town)
    assert (built.returncode, "P118" in built.stdout) == (1, True), built.stderr
    assert not (town / "site").exists()


def test_so_is_one_in_a_folder_that_is_such_a_link(tmp_path: Path) -> None:
    town = hamlet(tmp_path / "hameau")
    moved(town, "contenu", tmp_path / "dehors/textes")
    (town / "contenu").unlink()
    (town / "lien").symlink_to(tmp_path / "dehors")
    roots = Roots(town / "lien/textes", town / "illustrations", base=town)
    assert codes(verify(roots, Options())[0]) == {"P118"}


def test_a_link_within_the_project_a_linked_project_and_a_folder_named_elsewhere_are_fine(
    tmp_path: Path,
) -> None:
    town = hamlet(tmp_path / "hameau")
    moved(town, "contenu", town / "textes")
    (tmp_path / "lien").symlink_to(town)
    for project in (town, tmp_path / "lien"):
        assert "P118" not in command("verifier", cwd=project).out
    (town / "contenu").unlink()
    (town / "textes").rename(tmp_path / "textes")
    file = town / "mkdocs.yml"
    text = file.read_text("utf-8")
    for named in ("../textes", str(tmp_path / "textes")):
        file.write_text(text.replace("docs_dir: contenu", f"docs_dir: {named}"), "utf-8")
        assert command("verifier", cwd=town).code == 0
