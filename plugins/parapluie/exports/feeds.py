"""Atom feeds (RFC 4287): everything, and what touches a policy, a principle, a group or a service.

Built as text: a feed is the same few elements many times, each text escaped by `escape`.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape

from parapluie.meaning.standing import Standings
from parapluie.model import Entry, EntryKey
from parapluie.site.publication import Publication, permanent
from parapluie.site.site_file import SiteFile, later
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.links import CARRIED_BY, FOR_GROUPS

from .happenings import Happening

# A feed says what is new; what is old stands in the data.
LONGEST = 200


def files(
    publication: Publication, found: Mapping[EntryKey, list[Happening]]
) -> Iterator[SiteFile]:
    """Yield the feed of everything, then one for each entry that has something to tell."""
    today = publication.options.today
    news = {
        key: [each for each in happenings if each.day <= today] for key, happenings in found.items()
    }
    every = [each for happenings in news.values() for each in happenings]
    title = words.NEWS_TITLE.format(site=publication.options.site_name)
    path = words.NEWS_FEED
    yield SiteFile(path, later(_feed, publication, path, title, "", every))
    for head, entries in _subjects(publication).items():
        told = [each for entry in entries for each in news.get(entry.key, ())]
        if told:
            path = feed_path(head)
            title = words.NEWS_OF.format(title=head.title)
            page = publication.page(head)
            yield SiteFile(path, later(_feed, publication, path, title, page, told))


def feed_path(entry: Entry) -> str:
    """Return where the feed of an entry goes."""
    return f"{permanent(entry.key)}.atom"


def _subjects(publication: Publication) -> dict[Entry, dict[Entry, None]]:
    """Return what the feed of each entry tells about: itself and what depends on it."""
    graph = publication.graph
    leading = {key for kind in KINDS for link in kind.links for key in _led(link)}
    heads = [kind for kind in KINDS if kind.has_feed and kind.key in leading]
    found: dict[Entry, dict[Entry, None]] = {}
    standings = Standings(graph)
    for entry in publication.entries:
        if entry.kind.has_feed:
            found.setdefault(entry, {})[entry] = None
        for kind in heads:
            for above in standings.reached(entry, kind.key):
                found.setdefault(above, {})[entry] = None
        for link in graph.out(entry):
            if link.type in (FOR_GROUPS, CARRIED_BY):
                found.setdefault(link.target, {})[entry] = None
    return found


def _led(link: LinkType) -> tuple[str, ...]:
    """Return the kinds that others depend on by a link."""
    return link.targets if link.carries_dependence else ()


def _feed(
    publication: Publication, path: str, title: str, page: str, told: Iterable[Happening]
) -> str:
    options = publication.options
    latest = sorted(told, key=_latest_first)[:LONGEST]
    address = publication.absolute(path)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">\n',
        f"<title>{escape(title)}</title>\n<id>{escape(_id(publication, path))}</id>\n",
        f"<updated>{_instant(latest[0].day if latest else date(1970, 1, 1))}</updated>\n",
        f"<author><name>{escape(options.site_name)}</name></author>\n",
        f'<link rel="alternate" type="text/html" href="{_href(publication, page, path)}"/>\n',
    ]
    if address:
        kind = "application/atom+xml"
        parts.append(f'<link rel="self" type="{kind}" href="{escape(address)}"/>\n')
    if options.notice:
        parts.append(f"<subtitle>{escape(options.notice)}</subtitle>\n")
    parts += (_item(publication, each, path) for each in latest)
    return "".join([*parts, "</feed>\n"])


def _latest_first(each: Happening) -> tuple[object, ...]:
    # A page that was checked is less of a piece of news than what else came about that day.
    return (-each.day.toordinal(), each.key.startswith("verifie_le"), each.title, each.key)


def _item(publication: Publication, each: Happening, path: str) -> str:
    entry = each.entry
    home = permanent(entry.key)
    href = _href(publication, publication.page(entry), path)
    summary = f"<summary>{escape(entry.summary)}</summary>\n" if entry.summary else ""
    return (
        f"<entry>\n<title>{escape(each.title)}</title>\n"
        f"<id>{escape(_id(publication, home, each.key))}</id>\n"
        f"<updated>{_instant(each.day)}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{href}"/>\n'
        f'<category term="{entry.kind.key}" label="{escape(entry.noun.singular)}"/>\n'
        f"{summary}</entry>\n"
    )


def _href(publication: Publication, address: str, path: str) -> str:
    return escape(publication.reference(address, path))


def _id(publication: Publication, address: str, fragment: str = "") -> str:
    """Return a name that stays: a permanent address, or else a hash of it."""
    name = f"{address}#{fragment}" if fragment else address
    full = publication.absolute(name)
    if full:
        return full
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{publication.options.site_name}/{name}").urn


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
