"""One of: a choice as somebody wrote it, and the nearest word where there is none like it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_one_of(text: str, options: Iterable[str]) -> str:
    """Read one of the options, letter by letter; names the nearest where it is none of them."""
    known = list(options)
    if text in known:
        return text
    same = [option for option in known if option.casefold() == text.strip().casefold()]
    if same:
        return same[0]
    raise ValueError(f"one of {listed(known)} is wanted{nearest(text, known)}")


def nearest(given: str, known: Iterable[str]) -> str:
    """Return " (did you mean …?)" for the known word nearest to the one given, or "" where none is near."""
    by_fold = {word.casefold(): word for word in known}
    found = difflib.get_close_matches(given.casefold(), by_fold, n=1, cutoff=0.6)
    return f" (did you mean {by_fold[found[0]]}?)" if found else ""


def listed(words: list[str], most: int = 12) -> str:
    """List words for a message: no more than `most`, then how many more there are."""
    if not words:
        return "(there is nothing to choose from yet)"
    shown = words if len(words) <= most else [*words[:most], f"{len(words) - most} more"]
    return ", ".join(shown)
