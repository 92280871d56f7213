"""Forms in the browser: what they ask, and what becomes of what is written in them."""

import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_tools import command
from parapluie.desk.browser_forms import DECAP, DECAP_SERVER
from parapluie.vocabulary.kinds import KIND_BY_KEY
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from raw_requests import asked, hosts_of_others, request
from site_tools import OTHER_WORDS, PATIENCE, ROOT, contents, copy_site, parapluie, window

CACHE = ROOT / ".cache" / "decap"


def prepared(site: Path, *options: str) -> dict[str, Any]:
    """Return the configuration of the forms of a site."""
    done = command("cms", *options, cwd=site)
    assert (done.code, done.err) == (0, "")
    found = yaml.safe_load((site / "admin/config.yml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def fields(configuration: dict[str, Any], name: str) -> dict[str, dict[str, Any]]:
    collection = next(one for one in configuration["collections"] if one["name"] == name)
    return {field["name"]: field for field in collection["fields"]}


@pytest.fixture
def bourg(tmp_path: Path) -> Path:
    return copy_site(OTHER_WORDS, tmp_path / "bourg")


def test_a_collection_stands_for_each_kind_in_the_town_s_words(bourg: Path) -> None:
    found = prepared(bourg)
    assert found["locale"] == "fr"
    labels = {one["name"]: (one["label"], one["folder"]) for one in found["collections"]}
    assert labels["levier"] == ("Leviers", "contenu/leviers")
    assert labels["rouage"] == ("Rouages", "contenu/rouages")
    assert labels["action"] == ("Mesures", "contenu/mesures")
    assert "principe" not in labels


def test_statuses_are_chosen_links_are_picked_and_what_is_owed_is_required(bourg: Path) -> None:
    asked = fields(prepared(bourg), "action")
    assert asked["titre"]["required"] is True
    assert asked["en_bref"]["required"] is False
    assert asked["statut"]["widget"] == "select"
    assert {"label": "En continu", "value": "en-continu"} in asked["statut"]["options"]
    assert asked["groupes"]["widget"] == "relation"
    assert asked["groupes"]["collection"] == "groupe"
    assert asked["groupes"]["multiple"] is True
    assert asked["illustration"] == asked["illustration"] | {
        "widget": "select",
        "options": ["dessin", "place", "pont"],
    }
    # Principles are split in two here: no picker leads to both.
    assert asked["principes"]["widget"] == "list"
    assert "rouage ou facteur" in asked["principes"]["hint"]
    assert asked["body"]["modes"] == ["raw"]
    for field in asked.values():
        assert field["hint"].endswith(".")
        assert "{" not in field["hint"] + field["label"]


def test_what_may_be_written_in_several_shapes_is_left_to_the_file(bourg: Path) -> None:
    found = prepared(bourg)
    shapeless = {
        "action": {"annonce", "faits", "attend", "avancement", "preuve"},
        "politique": {"adoption", "annonce", "faits", "attend", "preuve", "competence"},
        "activite": {"participants", "participer", "annonce", "faits"},
    }
    for kind, left in shapeless.items():
        name = "levier" if kind == "politique" else kind
        keys = {item.key for item in KIND_BY_KEY[kind].fields}
        assert keys - set(fields(found, name)) == left | {"type"}


def test_versions_are_exact_and_nothing_names_a_registry(bourg: Path) -> None:
    prepared(bourg)
    package = json.loads((bourg / "package.json").read_text("utf-8"))
    assert package["dependencies"]["decap-server"] == DECAP_SERVER
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", v) for v in package["dependencies"].values())
    assert f"decap-cms@{DECAP} " in package["scripts"]["postinstall"]
    page = (bourg / "admin/index.html").read_text("utf-8")
    assert "http" not in page.replace("http-equiv", "")
    written = [path for path in contents(bourg) if path.startswith("admin/")]
    assert written == ["admin/config.yml", "admin/index.html", "admin/serveur.cjs"]


def test_a_host_is_told_where_to_write_and_wants_its_project(bourg: Path) -> None:
    found = prepared(bourg, "--depot", "gitlab", "--projet", "bourg/leviers", "--branche", "pages")
    backend = found["backend"]
    assert (backend["name"], backend["repo"], backend["branch"]) == (
        "gitlab",
        "bourg/leviers",
        "pages",
    )
    refused = command("cms", "--depot", "github", cwd=bourg)
    assert (refused.code, refused.out) == (2, "")
    assert "--projet" in refused.err


def test_files_of_someone_else_are_not_written_over(bourg: Path) -> None:
    (bourg / "package.json").write_text('{"name": "autre"}')
    before = contents(bourg)
    done = command("cms", cwd=bourg)
    assert (done.code, done.out) == (2, "")
    assert "« package.json » existe" in done.err
    assert contents(bourg) == before


def test_forms_write_beside_the_configuration_or_are_not_made(bourg: Path) -> None:
    config = bourg / "mkdocs.yml"
    written = config.read_text("utf-8")
    assert "docs_dir: contenu\n" in written
    config.write_text(written.replace("docs_dir: contenu\n", "docs_dir: ./contenu/\n"), "utf-8")
    assert prepared(bourg)["collections"][0]["folder"].startswith("contenu/")
    shutil.rmtree(bourg / "admin")
    for elsewhere in (str(bourg / "contenu"), "../bourg/contenu"):
        config.write_text(
            written.replace("docs_dir: contenu\n", f"docs_dir: {elsewhere}\n"), "utf-8"
        )
        done = command("cms", cwd=bourg)
        assert (done.code, done.out) == (2, "")
        assert "un dossier à côté de mkdocs.yml" in done.err
        assert not (bourg / "admin").exists()


def test_preparing_again_changes_nothing(bourg: Path) -> None:
    prepared(bourg)
    before = contents(bourg)
    prepared(bourg)
    assert contents(bourg) == before


# --- In a real browser, with real commits ---


def without_npm(reason: str) -> None:
    """Say why the forms cannot be driven: a failure where the whole must be tested."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def brought(town: Path) -> None:
    """Bring what npm installs into a town, from a cache that is filled once."""
    if not (shutil.which("node") and shutil.which("npm")):
        without_npm("Node.js and npm are not installed")
    package = (town / "package.json").read_text("utf-8")
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = CACHE / "done"
        if not stamp.exists() or stamp.read_text("utf-8") != package:
            stamp.unlink(missing_ok=True)
            shutil.rmtree(CACHE / "node_modules", ignore_errors=True)
            shutil.rmtree(CACHE / "admin", ignore_errors=True)
            (CACHE / "admin").mkdir()
            (CACHE / "package.json").write_text(package, "utf-8")
            done = subprocess.run(
                ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"],
                cwd=CACHE,
                capture_output=True,
                encoding="utf-8",
                timeout=300,
                check=False,
            )
            if done.returncode:
                without_npm(f"npm could not bring Decap: {done.stderr[-500:]}")
            stamp.write_text(package, "utf-8")
    (town / "node_modules").symlink_to(CACHE / "node_modules")
    (town / "admin" / "decap").symlink_to(CACHE / "admin" / "decap")


def git(town: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "core.quotepath=false", *arguments],
        cwd=town,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return the folder of a new town, in git, with its forms."""
    town = tmp_path / "ville"
    command("demarrer", "ville", "--nom", "Ville de Val", cwd=tmp_path)
    prepared(town)
    brought(town)
    git(town, "init", "--quiet", "--initial-branch=main")
    git(town, "config", "user.email", "essai@exemple.invalid")
    git(town, "config", "user.name", "Essai")
    git(town, "add", "--all")
    git(town, "commit", "--quiet", "--message", "Le départ")
    return town


@pytest.fixture
def forms(town: Path) -> Iterator[str]:
    """Return the address of the forms, served as `npm run editer` does."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = json.loads((town / "package.json").read_text("utf-8"))["scripts"]["editer"]
    program, *arguments = script.split()
    # Its modules are found beside it, which a link to the cache is not.
    environment = os.environ | {"PORT": str(port), "NODE_PATH": str(CACHE / "node_modules")}
    with subprocess.Popen(
        [program, *arguments], cwd=town, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/[\w-]{{24}}/admin/", address)
        yield address
        process.terminate()


def published(page: Page) -> None:
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("menuitem", name="Publier maintenant").click()
    page.get_by_text("Publiée", exact=True).wait_for()
    # Decap goes to the page of what it has just kept.
    page.wait_for_url("**/entries/**")


def picked(page: Page, label: str, typed: str, option: str) -> None:
    page.get_by_label(label).fill(typed)
    page.locator("[id*=-option-]", has_text=option).first.click()


def committed(town: Path, since: str) -> None:
    """Wait until there is a commit after *since*."""
    for _ in range(200):
        if git(town, "rev-parse", "HEAD") != since:
            return
        time.sleep(0.1)
    pytest.fail("nothing was committed")


def test_what_is_written_in_a_form_becomes_a_commit_and_a_page(
    town: Path, forms: str, browser: Browser
) -> None:
    photograph = town.parent / "Photo de la rivière.jpg"
    Image.new("RGB", (1200, 800), (40, 90, 120)).save(photograph)
    requested: set[str] = set()
    with window(browser, height=1000, locale="fr-CA") as page:
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda one: requested.add(one.url))
        page.goto(forms)
        page.get_by_role("button", name="Se connecter").click()
        page.get_by_role("link", name="Actions", exact=True).click()
        page.goto(f"{forms}#/collections/action/new")
        before = git(town, "rev-parse", "HEAD")
        page.get_by_label("Titre", exact=True).fill("L’été à l’érablière : cœur et goûter")
        page.get_by_label("En bref").fill("On s’y retrouve, « à l’ombre ».")
        picked(page, "Statut", "cours", "En cours")
        picked(page, "Applique", "Écouter", "Écouter avant de décider")
        picked(page, "Pour qui", "Fam", "Familles")
        published(page)
        committed(town, before)
        # A picture, with what is said to those who do not see it.
        page.goto("about:blank")
        page.goto(f"{forms}#/collections/illustrations/new")
        before = git(town, "rev-parse", "HEAD")
        page.get_by_role("button", name="Choisir une image").click()
        page.locator("input[type=file]").first.set_input_files(photograph)
        page.get_by_role("button", name="Choisir les éléments sélectionnés").click()
        page.get_by_label("Texte de remplacement").fill("Une rivière sous l’érablière")
        page.get_by_label("Crédit").fill("Essai")
        published(page)
        committed(town, before)
        # An entry that has what no form shows, and a value that someone erases.
        page.goto("about:blank")
        page.goto(f"{forms}#/collections/politique/entries/exemple-politique")
        before = git(town, "rev-parse", "HEAD")
        title = page.get_by_label("Titre", exact=True).first
        expect(title).to_have_value("Politique à nommer", timeout=PATIENCE)
        page.get_by_label("Avis").fill("")
        published(page)
        committed(town, before)
    assert {
        url for url in requested if not url.startswith((forms.removesuffix("admin/"), "blob:"))
    } == set()

    action = "contenu/actions/l-ete-a-l-erabliere-coeur-et-gouter.md"
    changed = git(town, "log", "--name-only", "--format=%s", "-3").splitlines()
    assert [line for line in changed if line] == [
        "Modifie politique « exemple-politique »",
        "contenu/politiques/exemple-politique.md",
        "Ajoute illustration « une-riviere-sous-l-erabliere »",
        "illustrations/photo-de-la-riviere.jpg",
        "illustrations/une-riviere-sous-l-erabliere.yaml",
        "Ajoute action « l-ete-a-l-erabliere-coeur-et-gouter »",
        action,
    ]
    written = (town / action).read_text("utf-8")
    assert "  - exemple-ecouter-avant-de-decider\n" in written
    assert "  - exemple-familles\n" in written
    policy = (town / "contenu/politiques/exemple-politique.md").read_text("utf-8")
    assert 'avis: ""' in policy
    assert "repondre-a-chaque-personne" in policy
    shown = "illustration: une-riviere-sous-l-erabliere\nstatut:"
    (town / action).write_text(written.replace("statut:", shown), "utf-8")
    checked = command("verifier", "--strict", cwd=town)
    assert checked.code == 0, checked.out
    built = parapluie("construire", "--strict", cwd=town)
    assert (built.returncode, built.stderr) == (0, "")
    page_of_action = town / "site/actions/l-ete-a-l-erabliere-coeur-et-gouter.html"
    assert 'alt="Une rivière sous l’érablière"' in page_of_action.read_text("utf-8")
    principle = (town / "site/principes/exemple-ecouter-avant-de-decider.html").read_text("utf-8")
    assert "L’été à l’érablière" in principle


# --- Whoever else asks the local server ---


def place(address: str) -> tuple[int, str]:
    """Return the port and the token of the forms' address."""
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/([\w-]+)/admin/", address)
    assert found is not None
    return int(found[1]), found[2]


def said(address: str, action: str, **told: Any) -> tuple[int, Any]:
    """Ask as the forms do."""
    port, token = place(address)
    params = {"branch": "main", **told}
    body = json.dumps({"branch": "main", "action": action, "params": params}).encode()
    headers = {"Host": f"127.0.0.1:{port}", "Content-Type": "application/json"}
    code, answer = asked(port, request(f"POST /{token}/api/v1 HTTP/1.1", headers | CLOSE, body))
    return code, json.loads(answer)


CLOSE = {"Connection": "close"}
JSON = {"Content-Type": "application/json; charset=utf-8"}
COMMIT = {"commitMessage": "Un essai"}


def entry(path: str, **options: Any) -> dict[str, Any]:
    """Return what the forms send to keep an entry."""
    return {
        "dataFiles": [{"path": path, "slug": "a", "raw": "---\ntitre: A\n---\n"}],
        "assets": [],
        "options": {**COMMIT, "useWorkflow": False, "status": "draft", **options},
    }


def picture(path: str) -> dict[str, Any]:
    """Return what the forms send to keep a picture."""
    return {"path": path, "content": "R0lGODlhAQABAAAAADs=", "encoding": "base64"}


def state(town: Path) -> tuple[str, ...]:
    """Return all that git and the disk hold."""
    asked_of_git = (
        ("status", "--porcelain", "--ignored"),
        ("for-each-ref",),
        ("config", "--list", "--local"),
        ("symbolic-ref", "HEAD"),
    )
    return (*(git(town, *arguments) for arguments in asked_of_git), *sorted(contents(town)))


def test_what_is_not_asked_by_the_forms_themselves_is_refused_and_nothing_changes(
    town: Path, forms: str
) -> None:
    port, token = place(forms)
    ours = {"Host": f"127.0.0.1:{port}", **CLOSE}
    told = {"branch": "main", **entry("contenu/actions/intrus.md")}
    body = json.dumps({"branch": "main", "action": "persistEntry", "params": told}).encode()
    api = f"/{token}/api/v1"
    post = f"POST {api} HTTP/1.1"
    foreign = [
        request(post, [*host, *CLOSE.items(), *JSON.items()], body)
        for host in hosts_of_others(port)
    ]
    foreign += [
        request(f"GET /{token}/admin/{name} HTTP/1.1", [*host, *CLOSE.items()])
        for host in hosts_of_others(port)
        for name in ("", "config.yml")
    ]
    foreign += [
        request(post, ours | JSON | {name: value}, body)
        for name, value in (
            ("Origin", "null"),
            ("Origin", "http://mal.exemple.invalid"),
            ("Origin", f"http://mal.exemple.invalid:{port}"),
            ("Origin", f"https://127.0.0.1:{port}"),
            ("Origin", f"http://127.0.0.1:{port + 1}"),
            ("Origin", f"http://localhost:{port}"),  # that of another address of the forms
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
            ("Content-Type", "text/plain"),
        )
    ]
    foreign += [
        request(post, ours | {"Content-Type": kind}, body)
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")
    ]
    foreign.append(request(post, ours, body))
    foreign += [
        request(f"{method} {target} HTTP/1.1", ours | JSON, body)
        for method, target in (
            ("POST", "/api/v1"),
            ("POST", "//api/v1"),
            ("POST", "/x/api/v1"),
            ("POST", f"/{'A' * len(token)}/api/v1"),
            ("POST", f"/{token[:-1]}/api/v1"),
            ("POST", f"/{token}A/api/v1"),
            ("POST", f"/{token.swapcase()}/api/v1"),
            ("POST", f"/api/v1?token={token}"),
            ("POST", f"//{token}/api/v1"),
            ("POST", f"http://mal.exemple.invalid{api}"),
            ("POST", f"http://127.0.0.1:{port}{api}"),
            ("POST", f"{api}/"),
            ("POST", f"{api}?a=b"),
            ("POST", f"/{token}/admin/../api/v1"),
            ("POST", f"/{token}/%61pi/v1"),
            ("POST", f"/{token}/admin/"),
            ("PUT", api),
            ("PATCH", api),
            ("DELETE", api),
            ("OPTIONS", api),
            ("GET", api),
            ("GET", "/admin/"),
            ("GET", "/admin/config.yml"),
            ("GET", "/"),
        )
    ]
    before = state(town)
    answers = {raw: asked(port, raw) for raw in foreign}
    assert {raw: answer for raw, answer in answers.items() if answer[0] != 403} == {}
    assert token.encode() not in b"".join(answer for _, answer in answers.values())
    assert state(town) == before
    # The same by the ways that are theirs.
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        own = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        code, answer = asked(port, request(post, own | CLOSE | JSON, body))
        assert (code, json.loads(answer)) == (200, {"message": "entry persisted"})
        page = request(f"GET /{token}/admin/config.yml HTTP/1.1", {"Host": host, **CLOSE})
        told = yaml.safe_load(asked(port, page)[1])
        assert told["backend"]["proxy_url"] == f"http://{host}{api}"
    assert git(town, "log", "--format=%s", "-1").strip() == "Un essai"


WRONG_PATHS = """\
mkdocs.yml
./mkdocs.yml
admin/serveur.cjs
.github/workflows/publier.yml
.git/hooks/post-commit
.git/config
package.json
requirements.txt
intrus.md
/etc/passwd
/contenu/actions/a.md
../ville/contenu/actions/a.md
contenu
contenu/
contenu/actions
contenu/actions/
contenu/.md
contenu/../mkdocs.yml
contenu/../a.md
contenu/./a.md
contenu//a.md
contenu/actions/../../a.md
contenu/actions/..
contenu\\..\\a.md
contenu/actions\\a.md
contenu/.git/a.md
contenu/.GIT/a.md
contenu/.g\u200cit/a.md
contenu/GIT~1/a.md
contenu/.github/a.md
contenu/actions/.a.md
contenu/actions/a.md:flux
contenu/actions/a.md.
contenu/actions/a.md\u0020
contenu/actions /a.md
contenu/con.md
contenu/actions/Nul.md
contenu/actions/a\0.md
contenu/actions/a\u202e.md
contenu/actions/a?.md
contenu%2factions%2fa.md
CONTENU/actions/a.md
Contenu/a.md
contenus/a.md
illustrations
illustrations/../a.yaml
illustrations/.gitattributes
lien/a.md
contenu/dehors/a.md
contenu/dehors/a.yaml
contenu/actions/lien.md
contenu/actions/tuyau.md
illustrations/lien.gif""".split("\n")

WRONG_FORMATS = """\
contenu/a.yml
contenu/federation.yml
contenu/_defauts.yml
contenu/actions/a.py
contenu/actions/a.md.html
contenu/actions/a.html
illustrations/illustrations.yml
illustrations/a.html
illustrations/a.js
illustrations/a.gif.cjs
illustrations/a.heic
contenu/actions/a.gif.txt""".split("\n")


def test_the_forms_write_texts_and_pictures_in_their_two_folders_and_nothing_else(
    town: Path, forms: str
) -> None:
    (town / "contenu/dehors").symlink_to(town / ".github")
    (town / "contenu/actions/lien.md").symlink_to(town / "mkdocs.yml")
    (town / "illustrations/lien.gif").symlink_to(town / "mkdocs.yml")
    (town / "lien").symlink_to(town / "contenu")
    os.mkfifo(town / "contenu/actions/tuyau.md")
    before = state(town)
    good = "contenu/actions/a.md"
    two = entry(good)["dataFiles"] + entry("mkdocs.yml")["dataFiles"]
    refused: list[tuple[str, dict[str, Any]]] = []
    for path in WRONG_PATHS + WRONG_FORMATS:
        refused += [
            ("persistEntry", entry(path)),
            ("persistEntry", {**entry(good), "assets": [picture(path)]}),
            ("persistMedia", {"asset": picture(path), "options": COMMIT}),
            ("deleteFiles", {"paths": [path], "options": COMMIT}),
            ("deleteFiles", {"paths": [good, path], "options": COMMIT}),
        ]
    refused += [
        (action, {"path": path}) for path in WRONG_PATHS for action in ("getEntry", "getMediaFile")
    ]
    refused += [
        ("entriesByFolder", {"folder": folder, "extension": extension, "depth": depth})
        for folder, extension, depth in (
            (".", "yml", 1),
            ("", "md", 1),
            (".github", "yml", 3),
            (".git", "", 1),
            ("contenu/..", "yml", 1),
            ("contenu/dehors", "md", 3),
            ("contenu/actions", "md", 1),  # holds a link and a pipe
            ("contenu/principes", "", 1),
            ("contenu/principes", "md", "1"),
            ("contenu/principes", "md", 1e9),
        )
    ]
    refused += [("getMedia", {"mediaFolder": folder}) for folder in (".", ".git", "admin", "lien")]
    refused += [
        ("persistEntry", {**entry(good), "dataFiles": two}),
        ("persistEntry", {**entry(good), "dataFiles": []}),
        ("persistEntry", {**entry(good), "dataFiles": None, "entry": entry(good)["dataFiles"][0]}),
        ("persistEntry", entry(good, useWorkflow=True, collectionName="action")),
        ("persistEntry", {**entry(good), "branch": "--orphan"}),
        ("persistEntry", {**entry(good), "branch": "autre"}),
        ("persistEntry", entry(good, commitMessage=["--amend"])),
        ("persistEntry", entry(good, commitMessage="")),
        ("persistMedia", {"asset": picture("contenu/actions/a.md"), "options": COMMIT}),
        ("persistMedia", {"asset": picture("illustrations/a.yaml"), "options": COMMIT}),
        ("entriesByFiles", {"files": [{"path": "mkdocs.yml"}]}),
        ("deleteFile", {"path": "mkdocs.yml", "options": COMMIT}),
        ("unpublishedEntries", {}),
        ("unpublishedEntry", {"collection": "action", "slug": "a"}),
        ("unpublishedEntryDataFile", {"collection": "a", "slug": "a", "id": "a", "path": good}),
        ("unpublishedEntryMediaFile", {"collection": "a", "slug": "a", "id": "a", "path": good}),
        ("deleteUnpublishedEntry", {"collection": "action", "slug": "a"}),
        ("updateUnpublishedEntryStatus", {"collection": "a", "slug": "a", "newStatus": "ready"}),
        ("publishUnpublishedEntry", {"collection": "action", "slug": "a"}),
        ("constructor", {}),
        ("__proto__", {}),
        ("", {}),
    ]
    moved = entry(good)
    moved["dataFiles"][0]["newPath"] = "mkdocs.yml"
    refused.append(("persistEntry", moved))
    passed = [(action, told) for action, told in refused if said(forms, action, **told)[0] != 403]
    assert passed == []
    assert state(town) == before


def test_the_forms_read_write_and_remove_what_is_theirs(town: Path, forms: str) -> None:
    good, shown = "contenu/actions/a.md", "illustrations/a.gif"
    assert said(forms, "info")[1]["type"] == "local_git"
    assert said(forms, "persistEntry", **(entry(good) | {"assets": [picture(shown)]}))[0] == 200
    assert git(town, "show", "--name-only", "--format=").split() == [good, shown]
    assert said(forms, "getEntry", path=good)[1]["data"] == "---\ntitre: A\n---\n"
    asked_for = {"folder": "contenu/actions", "extension": "md", "depth": 1}
    entries = said(forms, "entriesByFolder", **asked_for)[1]
    assert good in [one["file"]["path"] for one in entries]
    assert said(forms, "getMediaFile", path=shown)[1]["content"] == picture(shown)["content"]
    pictures = said(forms, "getMedia", mediaFolder="illustrations")[1]
    assert shown in [one["path"] for one in pictures]
    assert (
        said(forms, "persistMedia", asset=picture("illustrations/b.GIF"), options=COMMIT)[0] == 200
    )
    assert said(forms, "deleteFiles", paths=[good, shown], options=COMMIT)[0] == 200
    assert not (town / good).exists()
    assert not (town / shown).exists()
    assert git(town, "status", "--porcelain") == ""
    git(town, "switch", "--quiet", "--create", "ailleurs")
    code, answer = said(forms, "persistEntry", **entry(good))
    assert code == 403
    assert "git switch main" in answer["error"]
