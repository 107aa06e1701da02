"""Marked: what is new on a page against how it was before, word by word. Knows HTML, and nothing of pages."""

from __future__ import annotations

import difflib
import re

_TOKENS = re.compile(r"<[^>]*>|[^<\s]+|\s+")
_GONE = '<del class="pp-gone">{}</del>'
_NEW = '<mark class="pp-new">{}</mark>'


def marked(before: str, now: str) -> tuple[str, int]:
    """Return a page with marks around the words that it did not have before, and how many runs of words that are.

    before, now: the HTML of the page's text. Words that have gone are struck out where they stood alone between
    others; a whole passage that has gone is not shown again. Tags are never marked, so that they stay in pairs.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(now)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    pieces = new[:start]
    count = 0
    matcher = difflib.SequenceMatcher(None, old_middle, new_middle, autojunk=False)
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        fresh = new_middle[from_new:to_new]
        if kind == "equal":
            pieces += fresh
            continue
        gone = old_middle[from_old:to_old]
        if gone and not any(token.startswith("<") for token in gone) and "".join(gone).strip():
            pieces.append(_GONE.format("".join(gone).strip()))
            pieces.append(" " if fresh and not fresh[0].isspace() else "")
            count += not fresh
        runs, added = _with_marks(fresh, count)
        pieces += runs
        count += added
    return "".join(pieces + new[len(new) - end :]), count


def _with_marks(tokens: list[str], so_far: int) -> tuple[list[str], int]:
    pieces: list[str] = []
    run: list[str] = []
    count = 0

    def close() -> None:
        nonlocal count
        text = "".join(run)
        if text.strip():
            mark = _NEW.format(text)
            pieces.append(mark.replace("<mark ", '<mark id="changed" ', 1) if so_far + count == 0 else mark)
            count += 1
        else:
            pieces.append(text)
        run.clear()

    for token in tokens:
        if token.startswith("<"):
            close()
            pieces.append(token)
        else:
            run.append(token)
    close()
    return pieces, count


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many tokens two lists begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
