"""Hidden characters: what stands in a text and is not seen, as programs leave it behind when text is copied."""

from __future__ import annotations

import re

TURNS_TEXT_AROUND = frozenset(
    "\u206a\u206b\u206c\u206d\u206e\u206f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
)
_UNSEEN = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)"  # a flag, such as Scotland's, is spelt with unseen characters
    "|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters without a shape. Joiners of emoji and Persian stay."""
_JOINERS = "\u200c\u200d"
_LONGEST_WORD = 40
"""Characters of one of our own words with what stands around it; a longer text is not looked through for it."""
_AROUND_A_WORD = " .!,;\"'\u2018\u2019\u201c\u201d"


def without_unseen(text: str) -> str:
    """Return text without characters that have no shape and change nothing."""
    return _UNSEEN.sub(lambda found: found[1] or "", text)


def as_seen(text: str) -> str:
    """Return what is no prose (a number, an address, a date, a choice) as it is seen, with one space for each blank.

    What turns text around goes too: phones put it around each number that is copied from their contacts.
    """
    kept = "".join(one for one in without_unseen(text) if one not in TURNS_TEXT_AROUND and one not in _JOINERS)
    return " ".join(kept.split())


def as_word(text: str) -> str:
    """Return a word that is chosen as it is seen, without the full stop or the quote marks around it: "No." is No."""
    return as_seen(text).strip(_AROUND_A_WORD)


def says(text: object, word: str) -> bool:
    """Say whether somebody wrote one of our own words, such as "none": `None.` is that too."""
    return isinstance(text, str) and (
        text == word or (len(text) <= _LONGEST_WORD and as_word(text).casefold() == word.casefold())
    )
