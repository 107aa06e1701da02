"""The article: how the name of a body stands in a sentence, "the Church in Wales" but "Swim England"."""

from __future__ import annotations

import re

from markupsafe import Markup

from policypack.text.escaping import escape_markdown

_TAKE_IT = frozenset(  # a list of them would fill a page
    """
    academy alliance archdiocese army assembly association bishops board brigade brigades brotherhood centre
    charity church circuit college commission committee communion company confederation conference congregation
    convention convocation council deanery diocese district division embassy federation fellowship forum
    foundation fund guild institute institution league library ministry mission movement network office order
    organisation parish partnership presbytery province scouts service sisterhood society synod team trust union
    unit university
    """.split()  # noqa: SIM905
)
"""Nouns whose names are said with "the" where the noun says what the body is: the Scout Association."""
_ALONE = frozenset(["academy", "centre", "college", "council", "fund", "library", "ministry", "network", "university"])
"""Those of them that take it only with more words behind them: the Council for Scouts, but Powys Council."""
_JOINT = re.compile(r" (?:in|of|for|to|and|&) |, ", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|yr|y) ", re.IGNORECASE)
_OWNER = re.compile(r"['\u2019]s ")
"""Whose it is, which stands in place of an article: Swim England's Safeguarding Team."""
_LETTERS = re.compile(r"[A-Z]{2,5}")
"""Initials that are said letter by letter: the FA, the RFU."""


def with_article(name: str) -> Markup:
    """Write a body's name as it stands inside a sentence, escaped for a Markdown page.

    An article that was written stays, in small letters where it is English. Else "the" stands before a name that says
    what kind of body it is ("Church in Wales", "Diocese of Bangor"), and before two to five initials.
    """
    shown = " ".join(name.split())
    written = _ARTICLE.match(shown)
    if written is not None:
        plain = shown[:4].casefold() == "the "
        return escape_markdown("the " + shown[4:] if plain else shown)
    return escape_markdown(f"the {shown}" if _takes_it(shown) else shown)


def _takes_it(name: str) -> bool:
    whole = name.partition(" (")[0]
    joint = _JOINT.search(whole)
    if joint is None or whole[joint.start() :].casefold().startswith((" and ", " & ")):
        if _OWNER.search(whole):
            return False
        words = whole.split()  # "England and Wales Cricket Board": what it is stands at the end
        return _LETTERS.fullmatch(whole) is not None or (len(words) > 1 and _noun(words) in _TAKE_IT - _ALONE)
    return _noun(whole[: joint.start()].split()) in _TAKE_IT


def _noun(words: list[str]) -> str:
    return words[-1].casefold() if words else ""
