"""What can be taken from the page of an entry: its address, a card, a paragraph, a poster."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from parapluie.exports.calendars import calendar_path
from parapluie.exports.feeds import feed_path
from parapluie.model import Entry
from parapluie.pages.qr_codes import code
from parapluie.site.publication import permanent
from parapluie.site.site_file import later
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.grammar import capitalize, quoted, typeset
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.kinds.principle import PRINCIPLE

from .page_data import Ladder, SiteFile

if TYPE_CHECKING:
    from .writer import Writer

POSTERS = (PRINCIPLE, ACTION)
COUPONS = (PRINCIPLE, POLICY, ACTION)
_CARD = (600, 315)  # pixels, as cards for sharing


@dataclass(frozen=True, slots=True)
class Share:
    """What a page offers to take; paths are those of the site, empty where there is none."""

    data: str
    feed: str
    calendar: str
    poster: str
    coupon: str
    card: str
    code: str  # HTML to copy into another site
    paragraph: str  # for the municipal bulletin


def is_shared(entry: Entry) -> bool:
    """Tell whether an entry has a page of its own that is worth passing on."""
    return bool(entry.kind.folder) and not entry.anchor


def share(writer: "Writer", entry: Entry, ladders: tuple[Ladder, ...] = ()) -> Share:
    """Return what the page of *entry* offers to take; *ladders* say why it exists."""
    publication, paths = writer.publication, writer.exports.paths
    home = permanent(entry.key)
    address = publication.absolute(f"{home}/")

    def made(path: str) -> str:
        return path if path in paths else ""

    posters = publication.makes(words.POSTERS)
    shares = publication.makes(words.SHARING)
    card = f"{home}.svg" if shares else ""
    return Share(
        data=made(f"{home}.json"),
        feed=made(feed_path(entry)),
        calendar=made(calendar_path(entry)),
        poster=f"{home}/{words.POSTER_PAGE}" if posters and entry.kind in POSTERS else "",
        coupon=f"{home}/{words.COUPON_PAGE}" if posters and entry.kind in COUPONS else "",
        card=card,
        code=_code(entry, address, publication.absolute(card)) if shares and address else "",
        paragraph=_paragraph(entry, ladders, address) if shares else "",
    )


def _code(entry: Entry, address: str, card: str) -> str:
    """Return the HTML that shows the card of an entry elsewhere, without any script."""
    width, height = _CARD
    label = words.CARD_LABEL.format(title=entry.title, sentence=entry.summary).strip()
    return (
        f'<a href="{escape(address)}"><img src="{escape(card)}" width="{width}" height="{height}" '
        f'alt="{escape(typeset(label))}"></a>'
    )


def _paragraph(entry: Entry, ladders: tuple[Ladder, ...], address: str) -> str:
    if not entry.summary and not ladders:
        return ""  # a title is no paragraph
    said = [f"{entry.title}{'' if entry.title.endswith(('.', '!', '?')) else '.'}", entry.summary]
    if ladders:
        parts = ladders[0].sentence
        reason = "".join(p if isinstance(p, str) else quoted(p.title) for p in parts)
        said.append(words.BULLETIN_WHY.format(reason=reason))
    if address:
        said.append(words.BULLETIN_MORE.format(address=address))
    return typeset(" ".join(filter(None, said)))


# --- Files ---


def files(writer: "Writer") -> list[SiteFile]:
    """Return the cards, posters and coupons of the entries."""
    publication = writer.publication
    found: list[SiteFile] = []
    if publication.makes(words.SHARING):
        colours = writer.options.palette.light
        for entry in publication.entries:
            if is_shared(entry):
                path = f"{permanent(entry.key)}.svg"
                drawn = later(card, entry, writer.options.site_name, colours)
                found.append(SiteFile(path, drawn))
    if publication.makes(words.POSTERS):
        on_paper = (
            (POSTERS, "poster", words.POSTER_PAGE),
            (COUPONS, "coupon", words.COUPON_PAGE),
        )
        for kind in dict.fromkeys((*POSTERS, *COUPONS)):
            for entry in writer.graph.of(kind.key):
                # One after the other: they hold the same code.
                for kinds, template, name in on_paper:
                    if kind in kinds:
                        path = f"{permanent(entry.key)}/{name}"
                        found.append(SiteFile(path, later(_page, writer, template, entry, path)))
    return found


def _page(writer: "Writer", template: str, entry: Entry, path: str) -> str:
    made = writer.environment.get_template(f"{template}.html.jinja")
    return made.render(entry=entry, **_on_paper(writer, entry, path))


def _on_paper(writer: "Writer", entry: Entry, path: str) -> Mapping[str, Any]:
    root = "../" * path.count("/")
    address = writer.publication.absolute(f"{permanent(entry.key)}/")
    size, _, drawn = code(address).partition(" ") if address else ("", "", "")
    return {
        "root": root,
        "style": words.PAPER_STYLE,
        "address": address,
        # May break after each slash.
        "shown": Markup("/<wbr>").join(address.partition("//")[2].rstrip("/").split("/")),
        "page": root + writer.publication.page(entry),
        "code_size": size,
        "code": Markup(drawn),
        "picture": writer.picture(entry),
        "options": writer.options,
        "identifier": permanent(entry.key).partition("/")[2],
        "organisation": capitalize(writer.options.organisation),
    }


def card(entry: Entry, site: str, colours: Mapping[str, str]) -> str:
    """Return the card of an entry as a drawing that needs nothing else."""
    width, height = _CARD
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
