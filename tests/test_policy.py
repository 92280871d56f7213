"""The policy of the pages: what it says, what it admits, and what of a town it would stop."""

from pathlib import Path
from typing import Any

import pytest
from hamlet_site import OF_A_HAMLET, hamlet
from parapluie.site.security_policy import (
    POLICY,
    held_to,
    in_page,
    of_settings,
    stopped,
    stopped_in,
)
from site_tools import build_with, parapluie

OWN = f'<head>\n<meta http-equiv="Content-Security-Policy" content="{in_page()}">'


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split("; "))}


def test_the_pages_say_what_the_header_says_but_for_frames_and_what_a_disk_needs() -> None:
    header, page = directives(POLICY), directives(in_page())
    assert header.pop("frame-ancestors") == ["'self'"]
    page["img-src"].remove("data:")
    assert {name: [s for s in sources if s != "file:"] for name, sources in page.items()} == header
    assert "unsafe" not in in_page()
    assert page["script-src"] == ["'self'", "file:"]


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Mesure.exemple/a.js?b#c", "https://mesure.exemple"),
        (
            {"path": "https://mesure.exemple:8443/a.js", "defer": True},
            "https://mesure.exemple:8443",
        ),
        ("//mesure.exemple/a.js", "mesure.exemple"),
        ("https://qui:mot@mesure.exemple/a.js", "https://mesure.exemple"),
        ("https://québec.exemple/a.js", "https://xn--qubec-csa.exemple"),
        ("https://[2001:db8::1]:80/a.js", "https://[2001:db8::1]:80"),
        ("js/a.js", ""),
        ("/a.js", ""),
        ("data:text/javascript,1", ""),
        ("https://a.exemple; script-src */x", ""),
        ("https://'unsafe-inline'/x", ""),
        ("https://*.exemple/x", ""),
        ("https://[::1/x", ""),
        ("", ""),
    ],
)
def test_a_script_that_the_settings_name_may_come_from_where_it_is(
    address: Any, origin: str
) -> None:
    found = directives(of_settings({"extra_javascript": [address]}, {}))
    for name, sources in directives(in_page()).items():
        more = [origin] if origin and name in ("script-src", "connect-src", "img-src") else []
        if name not in ("style-src", "font-src"):
            assert found[name] == [*sources, *more]


def test_a_style_or_a_logo_of_another_site_brings_no_script_with_it() -> None:
    found = directives(
        of_settings({"extra_css": ["https://a.exemple/x.css"]}, {"logo": "https://b.exemple/l.png"})
    )
    assert found["script-src"] == found["connect-src"] == ["'self'", "file:"]
    assert found["style-src"][-1] == found["font-src"][-1] == "https://a.exemple"
    assert found["img-src"][-2:] == ["https://a.exemple", "https://b.exemple"]


def test_a_page_that_has_a_policy_is_given_no_other() -> None:
    page = held_to(in_page(), "<html>\n<head>\n<title>x</title></head><body><head></body>")
    assert page.startswith(f"<html>\n{OWN}\n<title>")
    assert held_to(in_page(["https://a.exemple"]), page) == page


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<script>a()</script>", "<script>"),
        ('<SCRIPT type="module">a()</SCRIPT>', '<SCRIPT type="module">'),
        ('<style media="print">a {}</style>', '<style media="print">'),
        ('<script src="a.js"></script><script type="application/json">{}</script>', ""),
    ],
)
def test_what_another_plugin_writes_into_a_page_is_told(page: str, found: str) -> None:
    told = stopped_in(page, "a.md")
    assert (told.message if told else "").count(f"« {found} »") == bool(found)


@pytest.mark.parametrize("icon", ["admonition", "annotation", "tag"])
def test_settings_that_the_theme_makes_a_style_of_are_told(tmp_path: Path, icon: str) -> None:
    theme = {"icon": {"repo": "a", icon: {"note": "b"}}}
    (told,) = stopped(in_page(), {}, theme, tmp_path, "mkdocs.yml")
    assert f"theme.icon.{icon}" in told.message
    assert not list(stopped(in_page(), {}, {"icon": {"logo": "a"}}, tmp_path, "mkdocs.yml"))


def test_a_town_s_own_template_is_held_to_the_policy_and_told_what_it_stops(
    tmp_path: Path,
) -> None:
    town = hamlet(tmp_path / "town")
    templates = town / "gabarits"
    (templates / "partials").mkdir(parents=True)
    (templates / "main.html").write_text('{% extends "base.html" %}', "utf-8")
    (town / "ajout.py").write_text(
        "def on_post_page(output, page, config):\n"
        "    return output.replace('</body>', '<script>a()</script></body>')\n"
    )
    theme = "{name: material, language: fr, font: false"
    settings = OF_A_HAMLET.replace(theme, f"{theme}, custom_dir: gabarits")
    settings = settings.replace("{organisation:", "{guide: false, organisation:")
    (town / "mkdocs.yml").write_text(f"{settings}hooks: [ajout.py]\n", "utf-8")
    done = build_with("mkdocs", town)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("P115") == 1
    assert "« <script> »" in done.stderr
    for path in ("index.html", "principes/eau/index.html"):
        assert OWN in (town / "site" / path).read_text("utf-8")
    # The check says what stands in templates.
    (templates / "main.html").write_text(
        '{% extends "base.html" %}{% block extrahead %}<style>a {}</style>{% endblock %}', "utf-8"
    )
    assert "gabarits/main.html:1" in parapluie("verifier", cwd=town).stdout
    # And nothing where the town answers for it.
    (templates / "partials" / "policy.html").write_text("<!-- la nôtre -->", "utf-8")
    assert "P115" not in parapluie("verifier", "--strict", cwd=town).stdout
