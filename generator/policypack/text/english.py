"""Words: small rules of English that pages and messages share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from policypack.base.month import Month
from policypack.text.escaping import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


_SMALL_WORDS = {"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "y", "yr"}
"""Words that a name is not called by, in English and in Welsh."""


def listed(words: Iterable[str], joint: str = "and") -> Markup:
    """Join words as people say them: "a", "a and b", "a, b and c". Escapes what is not Markdown already."""
    parts = [word if isinstance(word, Markup) else escape_markdown(word) for word in words]
    if len(parts) < 2:  # noqa: PLR2004 - one word needs no joint
        return Markup("").join(parts)
    return Markup(" {} ").format(Markup(joint)).join([Markup(", ").join(parts[:-1]), parts[-1]])  # noqa: S704 - ours


def day(value: date | Month) -> str:
    """Write a date as people say it: 22 November 2026, or November 2026."""
    if isinstance(value, Month):
        return f"{MONTHS[value.month - 1]} {value.year}"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def when(value: date | Month) -> str:
    """Write when something was: "on 22 November 2026", "in November 2026"."""
    return f"{'in' if isinstance(value, Month) else 'on'} {day(value)}"


def weekday_and_day(value: date) -> str:
    """Write a date with its day of the week: Sunday 22 November 2026."""
    return f"{DAYS[value.weekday()]} {day(value)}"


def days(first: date, last: date) -> str:
    """Write a stretch of days as people say it: "on 25 December 2026", "from 29 March to 5 April 2027"."""
    if first == last:
        return f"on {day(first)}"
    start = day(first).removesuffix(f" {last.year}")
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    return f"from {start} to {day(last)}"


def bare(address: str) -> str:
    """Write a web address as people read it out and type it in: without https:// and the slash at its end."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def initials(name: str) -> str:
    """Return the first letters of a name, three at most: "MSC" for Marlpool Swimming Club. Small words have none."""
    words = re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", name)
    chosen = [word for word in words if word.casefold() not in _SMALL_WORDS] or words
    return "".join(word[0] for word in chosen[:3]).upper()


def possessive(name: str) -> Markup:
    """Add 's, unless the name has one already: Marlpool's, St Mary's, Scouts'."""
    shown = name.rstrip()
    if shown.casefold().endswith(("'s", "\u2019s", "s'", "s\u2019")):
        return escape_markdown(shown)
    return Markup("{}'{}").format(escape_markdown(shown), "" if shown.casefold().endswith("s") else "s")


def as_sentence(said: object) -> str:
    """Return what an error says, in small letters and without a full stop, as a sentence of its own."""
    text = str(said)
    end = "" if text.endswith(("?", "?”")) else "."
    return f"{text[:1].upper()}{text[1:].rstrip('.')}{end}"


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, for where there is room for one."""
    return re.split(r"(?<=[.?!])\s", text.strip(), maxsplit=1)[0]


def tel(number: str) -> str:
    """Return a phone number as a tel: link dials it: 01632960123, or 01632960123,12 for an extension.

    RFC 3966 writes ;ext=12. Android dials the letters of that as figures; after a comma both Android and iOS wait until
    the call is taken and then dial what follows.
    """
    main, _, extension = number.partition(" ext ")
    digits = "".join(character for character in main if character.isdigit() or character == "+")
    return f"{digits},{extension}" if extension else digits
