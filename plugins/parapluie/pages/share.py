"""What can be taken from the page of an entry: its address, a card, a paragraph, a poster."""

from dataclasses import dataclass
from html import escape

from parapluie.exports.calendars import calendar_path
from parapluie.exports.feeds import feed_path
from parapluie.model import Entry
from parapluie.site.publication import permanent
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.grammar import quoted, typeset

from .page_data import Ladder
from .resources import Resources

CARD = (600, 315)  # pixels, as cards for sharing


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


def share(resources: Resources, entry: Entry, ladders: tuple[Ladder, ...] = ()) -> Share:
    """Return what the page of *entry* offers to take; *ladders* say why it exists."""
    publication, paths = resources.publication, resources.exports.paths
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
        poster=f"{home}/{words.POSTER_PAGE}" if posters and entry.kind.has_poster else "",
        coupon=f"{home}/{words.COUPON_PAGE}" if posters and entry.kind.has_coupon else "",
        card=card,
        code=_code(entry, address, publication.absolute(card)) if shares and address else "",
        paragraph=_paragraph(entry, ladders, address) if shares else "",
    )


def _code(entry: Entry, address: str, card: str) -> str:
    """Return the HTML that shows the card of an entry elsewhere, without any script."""
    width, height = CARD
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
