"""The skeleton of a page: its elements and attributes, without the words that an answer may fill in."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from policypack.text.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

Skeleton = list[tuple[str, ...]]

_WORDS = {"data-place", "data-who", "id", "title", "alt", "content", "aria-label", "aria-labelledby", "for"}
"""Attributes that hold words for readers, or names made from a heading's words."""
_ADDRESSES = {"href", "src", "action", "poster", "data", "formaction", "xlink:href"}
_DRAWN = {"d", "viewbox"}
"""Attributes of a QR code that draw the address it holds: its squares, and how many of them there are."""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Skeleton = []
        self.in_qr_code = False
        self.in_text_to_paste = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_qr_code = self.in_qr_code or (tag == "svg" and ("class", "pp-qr") in attrs)
        self.in_text_to_paste = self.in_text_to_paste or ("class", "pp-paste") in attrs
        if self.in_text_to_paste and tag == "br":
            return  # it rightly has fewer lines where a long name leaves less room: test_ready_texts.py looks at that
        kept = [
            (name, _squares(value or "") if self.in_qr_code and name in _DRAWN else _kept(name, value or ""))
            for name, value in attrs
        ]
        self.found.append((tag, *sorted(f"{name}={value}" for name, value in kept)))

    def handle_endtag(self, tag: str) -> None:
        self.in_qr_code = self.in_qr_code and tag != "svg"
        self.in_text_to_paste = self.in_text_to_paste and tag != "blockquote"
        self.found.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.found.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("unknown", data))


def _kept(name: str, value: str) -> str:
    if name in _WORDS:
        return ""
    if name not in _ADDRESSES:
        return value.replace(" pp-sheet--full", "")  # a poster is set smaller where there is much to say
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", value.strip())
    # Of an address of somewhere else, which may be an answer, only its kind counts; of our own, all but the heading.
    return scheme[0].lower().replace("http:", "https:") if scheme else value.partition("#")[0]


def _squares(value: str) -> str:
    """Return nothing where a drawing holds nothing but numbers and moves, else what it holds."""
    return "" if re.fullmatch(r"[Mhmvz0-9. -]+", value) else value


def skeleton_of(page: str) -> Skeleton:
    """Return the elements and attributes of HTML, in order."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    return parser.found


def converted(source: str) -> str:
    """Return a page's Markdown as HTML, by the same extensions as a build."""
    return to_html(source)


def first_difference(one: Sequence[object], other: Sequence[object]) -> str:
    """Say where two skeletons part."""
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return f"{number}: {left} where harmless answers give {right}"
    return "" if len(one) == len(other) else f"{len(one)} elements where harmless answers give {len(other)}"
