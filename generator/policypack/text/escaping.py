"""Answers are text: escaped once, here, for the place they land in (invariant 4).

Templates are Markdown. Whatever they print that is not marked as Markdown already is escaped for a page's body and
table cells; other places (an attribute, a URL, a plain line) have a filter each.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

# What Markdown, its extensions, HTML or a table read as more than itself: some characters anywhere, others only where
# a line can begin with them ("1. ", "- ", ": "). Full stops, commas and apostrophes stay, for the Markdown is read too.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^&\"]|!(?=\W|$)|^[!?(+=:/-]|(?<=[-+])[-+]")
_NUMBERED = re.compile(r"^([0-9]+)([.)])")
_FROM_THE_RIGHT = {"R", "AL", "AN"}
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


class Text(str):
    """Text that somebody wrote. It prints as itself, on every page, whatever it holds."""

    __slots__ = ()

    def __html__(self) -> str:
        """Escape for a Markdown page; the template engine asks for it under this name."""
        return escape_markdown(self)


def isolated(text: str) -> str:
    """Return text that can turn nothing around it: what is written from right to left stands between isolates.

    Without them a phone number after an Arabic or Hebrew name is shown with its parts in the wrong order (Unicode
    Standard Annex 9, W2 to W7 and N1). Each line is isolated, for an isolate ends with its paragraph.
    """
    if (
        text.isascii()
        or _FIRST_STRONG_ISOLATE in text
        or not any(unicodedata.bidirectional(character) in _FROM_THE_RIGHT for character in text)
    ):
        return text
    return type(text)("\n".join(f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}" for line in text.split("\n")))


def escape_markdown(text: str) -> Markup:
    """Escape text for the body of a Markdown page or a table cell; line breaks become spaces."""
    tidy = _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", isolated(" ".join(text.split())))
    return Markup(_NUMBERED.sub(lambda found: f"{found[1]}&#{ord(found[2])};", tidy))  # noqa: S704 - escaped


def escape_attribute(text: str) -> Markup:
    """Escape text for a quoted HTML attribute, or for a title that a theme prints into HTML as it is."""
    special = re.compile(r"[&<>\"'`=\[\]{}|\\*_!#]")
    return Markup(special.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split())))  # noqa: S704 - escaped


def escape_url(text: str) -> Markup:
    """Escape a checked address for a link's target, in Markdown or in an attribute."""
    return Markup(quote(text, safe="/:?#@!$&+,;=%~.-").replace("&", "&amp;"))  # noqa: S704 - escaped


def escape_css(text: str) -> str:
    """Escape text for a quoted string in a style sheet: all but plain letters and digits as their numbers."""
    return re.sub(r"[^A-Za-z0-9]", lambda found: f"\\{ord(found[0]):06x}", " ".join(text.split()))


def paragraphs(text: str) -> Markup:
    """Escape a long text as Markdown paragraphs, one a line that somebody wrote."""
    return Markup("\n\n").join(escape_markdown(line) for line in text.splitlines() if line.strip())


def printed(value: Any) -> Markup | str:
    """Check and escape what a template prints. This is the template engine's last step for every expression.

    Raises TypeError for what has no words of its own: nothing at all, a truth value, a list, a choice's code.
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, str) and not isinstance(value, Code):
        return escape_markdown(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"a template printed {value!r}, which has no words for readers")


class Code(str):
    """The code of a choice (``copy_parent``): compared in templates, never printed."""

    __slots__ = ()
