"""Copies that lie beside a file because two people wrote at once, or somebody copied it: what is in them, nobody reads.

How each service names them, as far as its own help or its users' say: Dropbox, Nextcloud and ownCloud "answers
(conflicted copy 2026-11-20).yml", with a name before it or a time behind; Syncthing
"answers.sync-conflict-20261120-101500-ABCDEFG.yml"; OneDrive the name of the computer, "answers-LAPTOP.yml"; Google
Drive and browsers "answers (1).yml"; iCloud "answers 2.yml"; Synology
"answers_Jo-PC_Nov-20-1015-2026_Conflict.yml"; Windows "answers - Copy.yml", macOS "answers copy.yml" and Linux
"answers (copy).yml".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BEHIND = (
    r"[ _-]?\(.*(?:conflict|copy).*\)(?: \(\d+\))?",  # (Jo's conflicted copy 2026-11-20), (copy), (3rd copy)
    r" ?\(\d+\)",
    r" \d{1,2}",
    r"(?: -)? copy(?: \(?\d+\)?)?",
    r"[._-]sync-conflict-.*",
    r"_.*conflict.*",
    r"[ _-]conflict(?:ed)?\b.*",
    r"(?-i:-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,14}(?:-\d+)?)",  # what Windows calls a computer
    r"-[\w-]*(?:macbook|imac|laptop|desktop|pc)[\w-]*",
)
_MOST_NAMED = 3
_YAML = {".yml", ".yaml"}


def copies_beside(file: Path) -> list[str]:
    """Return the names of the files beside a file that look like copies of it, in order."""
    ending = r"\.ya?ml" if file.suffix in _YAML else re.escape(file.suffix)
    looks = re.compile(rf"{re.escape(file.stem)}(?:{'|'.join(_BEHIND)}){ending}", re.IGNORECASE)
    try:
        return sorted(one.name for one in file.parent.iterdir() if looks.fullmatch(one.name) and one.name != file.name)
    except OSError:
        return []


def said_of_copies(file: Path, to_do: str = "") -> str:
    """Say which copies lie beside a file and what to do about them, in a sentence or two; "" where none does.

    to_do: a sentence with what shows how they differ, where something does.
    """
    copies = copies_beside(file)
    if not copies:
        return ""
    more = [f"{len(copies) - _MOST_NAMED} more"] * (len(copies) > _MOST_NAMED)
    *others, last = [f"“{name}”" for name in copies[:_MOST_NAMED]] + more
    names = f"{', '.join(others)} and {last}" if others else last
    look = "looks like a copy of it" if len(copies) == 1 else "look like copies of it"
    them, lie = ("it", "lies") if len(copies) == 1 else ("them", "lie")
    return (
        f"Beside {file.name} {lie} {names}, which {look}: perhaps two people wrote at once. Only {file.name} is read. "
        + (to_do or f"Look whether something is missing in it, then delete {them}, or move {them} away.")
    )
