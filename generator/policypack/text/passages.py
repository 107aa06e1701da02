"""Passages: the marks that templates put on what carries out a guidance point (invariant 6).

``{{ carries("RULES-5") }}``, on a line of its own, marks the passage that begins on the line below; before the words
of a line, such as those of an item of a list, it marks the rest of that line. One that may begin with nothing, for its
words hang on answers, stands in a call block: ``{% call carries("RULES-5") %}``. Either way, a passage without words
carries nothing.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.extensions.toc import slugify, unique
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

# What marks a passage while a page is being rendered. No answer can hold these characters.
_OPEN, _NAMED, _CLOSE, _ABOVE = "\ue000", "\ue001", "\ue002", "\ue003"
_MARK = re.compile(
    f"{_OPEN}([^{_NAMED}]*){_NAMED}|{_CLOSE}|(?:^[ ]*)?{_ABOVE}([^{_NAMED}]*){_NAMED}[ \n]?", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)
_ANCHOR = re.compile(r"\{: *#([\w-]+) *\}$")
_OWN_ID = re.compile(r"\{: *#([\w-]+)|\bid=\"([\w-]+)\"")


@dataclass(frozen=True, slots=True)
class Carried:
    """A passage that carries out guidance points.

    page: the page's id. heading, anchor: the heading it stands under, as plain text, and where a link leads; "" above
    the first.
    """

    points: tuple[str, ...]
    page: str
    heading: str = ""
    anchor: str = ""


def carries(*points: str, caller: Callable[[], str] | None = None) -> Markup:
    """Mark what follows, or the passage that a template's call block holds, as carrying out guidance points."""
    named = " ".join(points)
    if caller is None:
        return Markup(f"{_ABOVE}{named}{_NAMED}")  # noqa: S704 - points are ours
    return Markup(f"{_OPEN}{named}{_NAMED}{caller()}{_CLOSE}")  # noqa: S704 - the passage is escaped


def take_marks(body: str, page: str, title: str) -> tuple[str, tuple[Carried, ...]]:
    """Take the marks out of a page's Markdown.

    page, title: of the page that `body` belongs to. Returns the Markdown without marks, and the passages that have
    words in them.
    """
    marks = list(_MARK.finditer(body))  # looked for once: that is most of the work
    begins, ends = [0, *(found.end() for found in marks)], [*(found.start() for found in marks), len(body)]
    clean = "".join(body[begin:end] for begin, end in zip(begins, ends, strict=True))
    headings = list(_HEADING.finditer(clean))
    anchors = _anchors(title, clean, headings)
    starts = [heading.start() for heading in headings]
    carried: list[Carried] = []
    open_marks: list[tuple[str, int]] = []
    taken_out = 0  # characters of marks so far: the difference between a place in `body` and in `clean`
    for found in marks:
        end = found.start() - taken_out
        taken_out += len(found[0])
        if found[1] is not None:
            open_marks.append((found[1], end))
            continue
        above = found[2] is not None
        points, start = (found[2], end) if above else open_marks.pop()
        passage = clean[start:].partition("\n")[0] if above else clean[start:end]
        if not points or not passage.strip():
            continue
        before = bisect_left(starts, start) + (_HEADING.match(passage.lstrip()) is not None)
        heading, anchor = anchors[before - 1] if before else ("", "")
        carried.append(Carried(tuple(points.split()), page, heading, anchor))
    return re.sub(r"\n{3,}", "\n\n", clean).strip() + "\n", tuple(carried)


def _anchors(page_title: str, body: str, headings: list[re.Match[str]]) -> list[tuple[str, str]]:
    """Return the headings of a page as plain text, each with the id that the Markdown extension toc gives it."""
    taken = {first or second for first, second in _OWN_ID.findall(body)}
    unique(slugify(page_title, "-"), taken)
    last: dict[str, str] = {}  # of each wording: what comes before the last id is taken, so that it goes on from there
    found = []
    for heading in headings:
        own = _ANCHOR.search(heading[1])
        title = html.unescape(heading[1][: own.start()] if own else heading[1]).strip()
        if own is None:
            slug = slugify(title, "-")
            last[slug] = unique(last.get(slug, slug), taken)
        found.append((title, own[1] if own else last[slug]))
    return found
