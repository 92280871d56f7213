"""Where a recording is listened to from a moment on."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Hosts that take the moment in the query (help of YouTube) or in the fragment (help of Vimeo).
_IN_QUERY = ("youtube.com", "youtu.be", "youtube-nocookie.com")
_IN_FRAGMENT = ("vimeo.com",)


def recording_address(address: str, moment: int | None) -> str:
    """Return the address of a recording from *moment* on, where its host is known to take one."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if moment is None:
        return address
    if _is_of(host, _IN_QUERY):
        asked = [(key, value) for key, value in parse_qsl(parts.query) if key not in ("t", "start")]
        query = urlencode([*asked, ("t", f"{moment}s")])
        return urlunsplit(parts._replace(query=query))
    if _is_of(host, _IN_FRAGMENT):
        return urlunsplit(parts._replace(fragment=f"t={moment}s"))
    return address


def _is_of(host: str, known: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in known)
