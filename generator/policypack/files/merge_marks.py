"""Merge marks: both versions of a text into which git wrote both, where they differ."""

from __future__ import annotations

import re

_MARK = re.compile(r"(<{7}|>{7}|\|{7}|={7})(?: .*)?")


def both_versions(text: str) -> tuple[str, str] | None:
    """Return the two versions of a text with merge marks, ours first; None where it has none, or they do not fit.

    Each has a blank line where a line of the other or a mark stood, so that every line keeps its number. What both came
    from, which some settings of git write between them, is left out.
    """
    ours: list[str] = []
    theirs: list[str] = []
    part, seen = "", 0
    for line in text.split("\n"):
        found = _MARK.fullmatch(line) if line[:1] in "<>|=" and line else None
        mark = found[1][0] if found is not None and (part or found[1][0] != "=") else ""
        if not mark:
            ours.append(line if part in ("", "<") else "")
            theirs.append(line if part in ("", "=") else "")
            continue
        if part not in {"<": ("",), "|": ("<",), "=": ("<", "|"), ">": ("=",)}[mark]:
            return None
        part, seen = "" if mark == ">" else mark, seen + 1
        ours.append("")
        theirs.append("")
    return ("\n".join(ours), "\n".join(theirs)) if seen and not part else None


def without_gaps(version: str, text: str) -> str:
    """Return a version without the blank lines that stand for what the other says. text: what it was taken from."""
    pairs = zip(version.split("\n"), text.split("\n"), strict=True)
    return "\n".join(line for line, stood in pairs if line or not stood)
