"""Sentences: what a reader of a page reads, one by one, so that two states of a page can be held against each other."""

from __future__ import annotations

import re
from functools import lru_cache

from policypack.text.markdown import to_html
from policypack.text.plain_text import plain_text, words_of_html

_END = re.compile(r"(?:(?<=[.?!…])|(?<=[.?!…][\"\u201d\u2019)]))\s+(?=[^a-z])")
_WORDS = re.compile(r"[^\W\d_]|\d{3}")
"""A cell with a count or a tick alone tells nobody anything without its row."""
_LINE = r"(?=[^\W\d_])[^|\n]*[^|\s]"
_PARAGRAPH = re.compile(rf"(?<=\n\n){_LINE}(?:\n{_LINE})*(?=\n\n)")
"""A paragraph. A line that starts otherwise may be a list, a table, a heading or HTML; blanks at its end, a break."""
_NEXT = re.compile(r"(?<=[.?!]) (?=[^\W\d_])")


@lru_cache(maxsize=256)  # more than one pack has pages
def sentences(markdown: str) -> tuple[str, ...]:
    """Return the sentences, headings, items of lists and cells of tables of a page's Markdown, in order."""
    return _within(plain_text(markdown))


def sentences_of_html(html: str) -> tuple[str, ...]:
    """Return the same of a page that is HTML already."""
    return _within(words_of_html(html))


def _within(units: list[str]) -> tuple[str, ...]:
    said = (text.strip() for unit in units for text in _END.split(unit))
    return tuple(text for text in said if _WORDS.search(text))


def one_a_line(markdown: str) -> str:
    """Return Markdown that shows the same, with each sentence of a paragraph on a line of its own.

    So that a changed sentence is one changed line, wherever lines are compared.
    """
    whole = f"\n\n{markdown.strip()}\n\n"
    return _PARAGRAPH.sub(lambda found: _NEXT.sub("\n", found[0].replace("\n", " ")), whole).strip() + "\n"


def shows_the_same(markdown: str, other: str) -> bool:
    """Say whether two pieces of Markdown become the same HTML, but for where its lines are broken."""
    return to_html(markdown).split() == to_html(other).split()
