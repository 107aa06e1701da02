"""Note what an editor, a web page or a word processor put between the words of a YAML file, where the meaning is sure.

YAML knows two characters that part things, the space and the line end. What looks like a space and is none (a no-break
space, a tab, a character without width) breaks a file in a way that nobody can see. At the start of a line and behind
a dash or a colon it can mean only one thing, and is read as what it looks like; each time, that is said. What stands in
an answer is the answer's, and stays.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import yaml

_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that are no plain space, each as wide as one or nearly."""
_THIN = "\u200b-\u200d\u2060\ufeff\u00ad"
"""Characters without any width."""
STRANGE = re.compile(f"[{_WIDE}{_THIN}]")
_GAP = f"[ \t{_WIDE}{_THIN}]"
_NEEDED = re.compile(f"^ *[\t{_WIDE}{_THIN}]|[:-] *[\t{_WIDE}{_THIN}]", re.MULTILINE)
"""Whether a text can have anything to mend; most have nothing."""
_START = re.compile(f"{_GAP}*")
_DASHES = re.compile(rf"(?:-{_GAP}+)*")
_KEY = re.compile(rf"([A-Za-z_][A-Za-z0-9_-]*:)({_GAP}+)")
_BLOCK = re.compile(r"(?:^|[:-] +)[|>][-+0-9]{0,2} *(?:#.*)?$")
_TABS = range(2, 9)
"""How wide an editor may draw a tab, in spaces."""
_MOST_TO_TRY = 100_000
"""Characters of a file that is mended: more than the answers of a large charity take. Each width of a tab is tried."""

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMES = {"\t": "tab", "\u00ad": "soft hyphen", "\ufeff": "byte-order mark"}


class Note(NamedTuple):
    """What was read otherwise than it stands in a file: the line, counted from 1, and what was done."""

    line: int
    said: str


def mended(text: str) -> tuple[str, list[Note]]:
    """Return a YAML text with what is sure to be meant in place of what looks like it, and what was mended.

    As many lines as before, in the same order. A text that could be read as it was is returned as it was, unless a key
    stood behind such a character.
    """
    if len(text) > _MOST_TO_TRY or not _NEEDED.search(text):
        return text, []
    lines: list[str] = []
    notes: list[Note] = []
    block: int | None = None  # the column of what a block of text (| or >) belongs to, while in one
    for number, line in enumerate(text.split("\n"), 1):
        start = _START.match(line).group()  # type: ignore[union-attr]  # it matches nothing, too
        width = len(_spaced(start))
        if block is not None and line.strip() and width <= block:
            block = None
        if block is None:
            new = _mended_line(line, start)
            if _BLOCK.search(new):
                block = _column(new)
        else:  # what is further in than the block begins is text
            new = _spaced(start) + line[len(start) :] if STRANGE.search(start[: block + 1]) else line
        if new != line:
            notes.append(_said(number, line, new))
        lines.append(new)
    new_text = "\n".join(lines)
    if "\t" in new_text:
        new_text, more = _without_tabs(new_text)
        notes += more
    if notes and _shape(new_text) is None and _shape(text) is not None:
        return text, []
    return new_text, sorted(notes)


def name_of(character: str) -> str:
    """Name a character that cannot be seen, as a message does: a no-break space (U+00A0)."""
    name = _NAMES.get(character) or unicodedata.name(character, "character").lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name} (U+{ord(character):04X})"


def _mended_line(line: str, start: str) -> str:
    rest = line[len(start) :]
    if not rest or rest.startswith("#"):
        return line if not STRANGE.search(start) else _spaced(start) + rest
    dashes = _DASHES.match(rest).group()  # type: ignore[union-attr]  # it matches nothing, too
    key = _KEY.match(rest, len(dashes))
    inner = rest[len(dashes) :]
    if key is not None:
        gap = key[2] if not _is_strange(key[2]) else " " * bool(rest[key.end() :])
        inner = key[1] + gap + rest[key.end() :]
    if _is_strange(dashes):
        dashes = _spaced(dashes.replace("\t", " "))
    return _spaced(start) + dashes + inner


def _is_strange(gap: str) -> bool:
    return "\t" in gap or STRANGE.search(gap) is not None


def _spaced(start: str) -> str:
    """Return the start of a line with plain spaces; tabs stay, for what they mean hangs on the whole file."""
    return re.sub(f"[{_WIDE}]", " ", re.sub(f"[{_THIN}]", "", start))


def _column(line: str) -> int:
    """Return the column of what a line begins: its key, else its dash."""
    indent = len(line) - len(line.lstrip(" "))
    dashes = _DASHES.match(line, indent)
    return dashes.end() if dashes and _KEY.match(line, dashes.end()) else indent


def _said(number: int, line: str, new: str) -> Note:
    at = next((place for place, (old, put) in enumerate(zip(line, new, strict=False)) if old != put), len(new))
    found = next((one for one in line[at:] if one == "\t" or STRANGE.match(one)), line[at : at + 1])
    before = line[:at].strip()
    where = "at the start of the line" if not before else "after the dash" if before == "-" else "after the colon"
    done = "left out" if re.match(f"[{_THIN}]", found) else "read as a plain space"
    return Note(number, f"{name_of(found)} stood {where}, and was {done}")


def _without_tabs(text: str) -> tuple[str, list[Note]]:
    """Read tabs at the start of lines as spaces, where every width of a tab that gives YAML gives the same."""
    lines = text.split("\n")
    starts = {number: _START.match(line).group() for number, line in enumerate(lines)}  # type: ignore[union-attr]
    with_tab = [number for number, start in starts.items() if "\t" in start and lines[number].strip()]
    if not with_tab or len(text) > _MOST_TO_TRY or _shape(text) is not None:
        return text, []
    found: dict[str, str] = {}
    for width in _TABS:
        for number in with_tab:
            start = starts[number]
            lines[number] = start.expandtabs(width) + lines[number].lstrip(" \t")
        tried = "\n".join(lines)
        shape = _shape(tried)
        if shape is not None:
            found.setdefault(shape, tried)
    if len(found) != 1:
        return text, []
    notes = [
        Note(number + 1, "a tab (U+0009) stood at the start of the line, and was read as spaces") for number in with_tab
    ]
    return next(iter(found.values())), notes


def _shape(text: str) -> str | None:
    """Return all that a YAML text holds, in a form to compare; None where it cannot be read."""
    try:
        return repr([(type(event).__name__, getattr(event, "value", "")) for event in yaml.parse(text, _LOADER)])
    except yaml.YAMLError:
        return None
