"""What is handed out of an entry: a card for other sites, a poster and a coupon for paper."""

from collections.abc import Mapping
from html import escape
from textwrap import wrap
from typing import Any

from markupsafe import Markup

from parapluie.model import Entry
from parapluie.site.publication import permanent
from parapluie.site.site_file import later
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.grammar import capitalize, typeset

from .page_data import SiteFile
from .press import Press
from .qr_codes import code
from .resources import Resources
from .share import CARD, is_shared


def files(press: Press) -> list[SiteFile]:
    """Return the cards, posters and coupons of the entries."""
    publication = press.publication
    found: list[SiteFile] = []
    if publication.makes(words.SHARING):
        colours = press.options.palette.light
        for entry in publication.entries:
            if is_shared(entry):
                path = f"{permanent(entry.key)}.svg"
                drawn = later(card, entry, press.options.site_name, colours)
                found.append(SiteFile(path, drawn))
    if publication.makes(words.POSTERS):
        for entry in press.graph.where(lambda kind: kind.has_poster or kind.has_coupon):
            # One after the other: they hold the same code.
            for has, template, name in (
                (entry.kind.has_poster, "poster", words.POSTER_PAGE),
                (entry.kind.has_coupon, "coupon", words.COUPON_PAGE),
            ):
                if has:
                    path = f"{permanent(entry.key)}/{name}"
                    made = later(_page, press.resources, template, entry, path)
                    found.append(SiteFile(path, made))
    return found


def _page(resources: Resources, template: str, entry: Entry, path: str) -> str:
    made = resources.environment.get_template(f"{template}.html.jinja")
    return made.render(entry=entry, **_on_paper(resources, entry, path))


def _on_paper(resources: Resources, entry: Entry, path: str) -> Mapping[str, Any]:
    root = "../" * path.count("/")
    address = resources.publication.absolute(f"{permanent(entry.key)}/")
    size, _, drawn = code(address).partition(" ") if address else ("", "", "")
    return {
        "root": root,
        "style": words.PAPER_STYLE,
        "address": address,
        # May break after each slash.
        "shown": Markup("/<wbr>").join(address.partition("//")[2].rstrip("/").split("/")),
        "page": root + resources.publication.page(entry),
        "code_size": size,
        "code": Markup(drawn),
        "picture": resources.picture(entry),
        "options": resources.options,
        "identifier": permanent(entry.key).partition("/")[2],
        "organisation": capitalize(resources.options.organisation),
    }


def card(entry: Entry, site: str, colours: Mapping[str, str]) -> str:
    """Return the card of an entry as a drawing that needs nothing else."""
    width, height = CARD
    title = wrap(typeset(entry.title), 30)[:3]
    size, top = (40, 92) if len(title) < 3 else (34, 84)
    lines = [
        f'<text x="40" y="{top + number * (size + 6)}" font-size="{size}" font-weight="700" '
        f'font-family="Georgia, \'Times New Roman\', serif" fill="{colours["ink"]}">'
        f"{escape(line)}</text>"
        for number, line in enumerate(title)
    ]
    below = top + len(title) * (size + 6) + 4
    room = max(1, (height - 64 - below) // 28)
    told = wrap(typeset(entry.summary), 50)
    if len(told) > room:
        told = [*told[: room - 1], f"{told[room - 1].rstrip(' .,;:')}…"]
    lines += (
        f'<text x="40" y="{below + number * 28}" font-size="21" fill="{colours["ink-soft"]}">'
        f"{escape(line)}</text>"
        for number, line in enumerate(told)
    )
    label = words.CARD_LABEL.format(title=entry.title, sentence=entry.summary).strip()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" xml:lang="fr" '
        "font-family=\"system-ui, 'Segoe UI', Roboto, sans-serif\">"
        f"<title>{escape(typeset(label))}</title>"
        f'<rect width="{width}" height="{height}" fill="{colours["paper"]}"/>'
        f'<rect width="12" height="{height}" fill="{colours["highlight"]}"/>'
        f'<rect y="{height - 48}" width="{width}" height="48" fill="{colours["primary"]}"/>'
        f'<text x="40" y="46" font-size="17" fill="{colours["accent"]}">'
        f"{escape(capitalize(entry.noun.singular))}</text>"
        f"{''.join(lines)}"
        f'<text x="40" y="{height - 18}" font-size="17" fill="{colours["on-primary"]}">'
        f"{escape(_short(site, 60))}</text></svg>\n"
    )


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
