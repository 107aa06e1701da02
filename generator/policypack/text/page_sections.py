"""Sections: the text of a page, from one heading to the next, as search looks through it."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

_TOKEN = re.compile(
    r"""<(?P<unseen>script|style|object)\b(?:.*?</(?P=unseen)\s*>|.*)  # nobody reads what is in it
      | <!--(?:.*?-->|.*)
      | </(?P<end>[a-z][^\s/<>]*)[^<>]*>
      | <(?P<start>[a-z][^\s/<>]*)(?P<attributes>(?:[^"'<>]|"[^"]*"|'[^']*')*)>
      | (?P<text>[^<]+|<)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ID = re.compile(r"""\sid=["']?([^\s"'>]+)""")
_LEFT_OUT = "data-search-exclude"
"""The attribute of an element that search leaves out."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_APART = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
"""Elements whose words are not joined to those beside them."""
_NEVER = 1_000_000
"""A depth that no page has."""
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements that have no end (HTML Standard, void elements)."""


class Section(NamedTuple):
    """A heading and what stands under it, as plain text. anchor: its id; "" where the page itself is meant."""

    anchor: str
    heading: str
    text: str


class _Open:
    """A section that is being read. depth: how many elements its heading lies in, itself counted; 0 without one."""

    def __init__(self, anchor: str, depth: int) -> None:
        self.anchor = anchor
        self.depth = depth
        self.heading: list[str] = []
        self.text: list[str] = []


def sections_of(html: str) -> list[Section]:
    """Divide a page's own HTML at its headings that have an id; the first section is the page itself.

    Where an element holds a heading, what follows the element belongs to the section before it again.
    """
    reader = _Reader()
    for token in _TOKEN.finditer(html):
        if token.lastgroup == "text":
            if not reader.left_out:
                reader.words.append(token[0])
        elif (name := token["start"]) and name not in _EMPTY:
            reader.start(name, token["attributes"])
            if token["attributes"].endswith("/"):  # a shape of a drawing
                reader.end(name)
        elif (name := token["end"]) and reader.inside and reader.inside[-1] == name:
            reader.end(name)
    return [Section(one.anchor, _plain(one.heading), _plain(one.text)) for one in reader.found]


class _Reader:
    """Goes through a page. left_out: the depth of an element that search leaves out; 0 where none is open."""

    def __init__(self) -> None:
        self.now = _Open("", 0)
        self.found = [self.now]
        self.words = self.now.text
        self.inside: list[str] = []
        self.left_out = 0

    def start(self, name: str, attributes: str) -> None:
        self.inside.append(name)
        if self.left_out:
            return
        if _LEFT_OUT in attributes:
            self.left_out = len(self.inside)
        elif name in _HEADINGS and (own := _ID.search(attributes)):
            title = name == "h1" and len(self.found) == 1 and not self.now.depth and not _plain(self.now.text)
            self.now = _Open("" if title else own[1], len(self.inside))
            if title:
                self.found.clear()
            self.found.append(self.now)
            self.words = self.now.heading
        elif name in _APART:
            self.words.append(" ")

    def end(self, name: str) -> None:
        depth = len(self.inside)
        self.inside.pop()
        if self.left_out:
            self.left_out = self.left_out if depth > self.left_out else 0
            return
        if self.now.depth > depth:
            before = next((one for one in reversed(self.found) if one.depth <= depth), self.now)
            self.now.depth = _NEVER
            self.now = before
            self.words = before.text
        elif self.now.depth == depth:
            self.words = self.now.text
        if name in _APART:
            self.words.append(" ")


def _plain(words: list[str]) -> str:
    return " ".join(unescape("".join(words)).split())
