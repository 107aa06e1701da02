"""Pages that stand for all others of a site: together they hold every kind of element that any of them holds."""

from __future__ import annotations

from html.parser import HTMLParser

from tests.browser.served import Site

_EMPTY = {"br", "circle", "col", "hr", "img", "input", "link", "meta", "path", "rect", "use"}

Kind = tuple[str, str, str]
"""An element and its class, and the element that it stands in."""


class _Kinds(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[Kind] = set()
        self._open: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((self._open[-1], tag, dict(attrs).get("class") or ""))
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop() != tag:
            pass


def kinds_on(html: str) -> set[Kind]:
    """Return the kinds of elements on a page."""
    reader = _Kinds()
    reader.feed(html)
    return reader.found


def one_of_each_kind(site: Site) -> list[str]:
    """Return the paths of few pages that hold all kinds of elements of the site, those with the most first."""
    kinds = {path: kinds_on((site.folder / path).read_text(encoding="utf-8")) for path in site.pages}
    left = set().union(*kinds.values())
    chosen: list[str] = []
    while left:
        chosen.append(max(kinds, key=lambda path: len(kinds[path] & left)))
        left -= kinds[chosen[-1]]
    return chosen
