"""Write a drawing (SVG) anew, piece by piece: nothing is in it but what was handed over."""

from __future__ import annotations

from html import escape  # that of xml.sax, for the same characters, imports all that speaks over a network

from policypack.readers.svg_notes import SVG, XLINK

_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {"": "", f"{XLINK} href": "xlink:href", f"{_XML} space": "xml:space", f"{_XML} lang": "xml:lang"}

_WHITE = {ord(character): f"&#{ord(character)};" for character in "\t\n\r"}
"""What an attribute would lose as it is read: each would become a blank (XML 1.0, 3.3.3)."""


def is_written(key: str) -> bool:
    """Say whether browsers know an attribute; key: as expat names it, its namespace and a space before it."""
    return " " not in key or key in _PREFIXES


class Writer:
    """Collects a drawing. Elements are those of SVG, attributes those for which is_written holds."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_open = False  # the last start tag lacks its end yet

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._close()
        written = "".join(f" {_PREFIXES.get(key, key)}={_quoted(value)}" for key, value in attributes.items())
        space = "" if self._parts else f' xmlns="{SVG}" xmlns:xlink="{XLINK}"'
        self._parts.append(f"<{name}{space}{written}")
        self._is_open = True

    def characters(self, text: str) -> None:
        """Add text to the element that was begun last."""
        self._close()
        self._parts.append(escape(text, quote=False))

    def end(self, name: str) -> None:
        """End an element."""
        self._parts.append("/>" if self._is_open else f"</{name}>")
        self._is_open = False

    def mark(self) -> int:
        """Return a place to go back to. It lies before whatever comes next."""
        self._close()
        return len(self._parts)

    def back_to(self, mark: int) -> None:
        """Forget what came since a place."""
        del self._parts[mark:]
        self._is_open = False

    def data(self) -> bytes:
        """Return the drawing."""
        return "".join(self._parts).encode()

    def _close(self) -> None:
        if self._is_open:
            self._parts.append(">")
            self._is_open = False


def _quoted(value: str) -> str:
    return f'"{escape(value).translate(_WHITE)}"'
