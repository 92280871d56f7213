"""A drawing written anew: the elements, attributes and texts that were judged, and nothing else."""

from xml.sax.saxutils import escape, quoteattr

SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
XLINK = "http://www.w3.org/1999/xlink"
_PREFIXES = {"": "", XML: "xml:", XLINK: "xlink:"}

Attributes = list[tuple[str, str, str]]  # namespace, local name and value of each


class Copy:
    """What is said to it, as a file whose elements are all SVG's and need no prefix."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_open = False  # a tag whose end is not written
        self._refers = False

    def start(self, local: str, attributes: Attributes) -> None:
        """Begin an element; the namespace of each attribute has a prefix here."""
        self._close()
        self._refers = self._refers or any(space == XLINK for space, _, _ in attributes)
        written = (
            f" {_PREFIXES[space]}{name}={quoteattr(value)}" for space, name, value in attributes
        )
        self._write(f"<{local}", "".join(written))
        self._is_open = True

    def text(self, content: str) -> None:
        """Write words; a carriage return would be read as a line end."""
        self._close()
        self._write(escape(content, {"\r": "&#13;"}))

    def end(self, local: str) -> None:
        """End an element."""
        self._write("/>" if self._is_open else f"</{local}>")
        self._is_open = False

    def content(self) -> bytes:
        """Return the file, in UTF-8."""
        root, *rest = self._parts
        names = f' xmlns="{SVG}"' + (f' xmlns:xlink="{XLINK}"' if self._refers else "")
        return "".join([root, names, *rest, "\n"]).encode()

    def _close(self) -> None:
        if self._is_open:
            self._write(">")
            self._is_open = False

    def _write(self, *parts: str) -> None:
        self._parts += parts
