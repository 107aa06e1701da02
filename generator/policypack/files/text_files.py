"""Text files: read whole, as UTF-8, within bounds; whatever else a file is, its owner is told what to do."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from policypack.base.problems import one_problem, shown_path
from policypack.files.atomic import write_whole

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 500_000
"""Bytes. The answers of a large charity take some 100 kB, and so does the longest file of ours."""
LARGEST_RECORD, MOST_LINES = 20_000_000, 300_000
"""Bytes and lines of what policypack writes for itself: the words of a pack with 200 places online are 4 MB, 65,000
lines."""


def read_text(path: Path, root: Path) -> str:
    """Read a UTF-8 text file. Raises ProblemsFoundError as read_data and decode do."""
    name = shown_path(path, root)
    return decode(read_data(path, name), name)


def read_record(path: Path, root: Path) -> str:
    """Read a UTF-8 text file that policypack wrote for itself, and no file that people write.

    Raises ProblemsFoundError as read_data and decode do, and where it is longer than any that policypack writes.
    """
    name = shown_path(path, root)
    text = decode(read_data(path, name, LARGEST_RECORD), name)
    if text.count("\n") > MOST_LINES:
        one_problem(name, f"policypack wrote this file, and at most {MOST_LINES:,} lines; take it away")
    return text


def write_record(path: Path, root: Path, text: str, like: Path | None = None) -> None:
    """Write a text file for policypack itself. like: as for write_whole.

    Raises ProblemsFoundError as write_whole does, and where it is so long that :func:`read_record` would refuse it.
    """
    if not fits_a_record(text):
        one_problem(shown_path(path, root), "there is too much to be noted; take out what nobody needs")
    write_whole(path, root, text, like)


def fits_a_record(text: str) -> bool:
    """Say whether :func:`read_record` takes a text."""
    return text.count("\n") <= MOST_LINES and len(text.encode()) <= LARGEST_RECORD


def read_data(path: Path, name: str, largest: int = LARGEST_FILE) -> bytes:
    """Read a file of at most `largest` bytes; `name` is how messages call it.

    Raises ProblemsFoundError where the file is missing, unreadable, too large, or no file that has an end.
    """
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):  # a pipe would be waited for for ever
            one_problem(name, "a plain file is wanted here; this is a pipe or a device")
        if found.st_size > largest:
            one_problem(name, f"a file of at most {largest // 1000} kB is wanted; this one is larger")
        return path.read_bytes()
    except FileNotFoundError:
        one_problem(name, "this file is missing; `policypack new` makes one")
    except IsADirectoryError:
        one_problem(name, "a file is wanted here; this is a folder")
    except OSError as error:
        one_problem(name, f"this file cannot be read ({error.strerror}); check who may open it")


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte-order mark, and with any line ends.

    Raises ProblemsFoundError where the bytes are another encoding or no text at all.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        one_problem(name, "this file is saved as UTF-16; save it again as UTF-8")
    if b"\0" in data:
        one_problem(name, "this is not a text file; a UTF-8 text file is wanted")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        given = data[error.start : error.start + 1].hex()
        one_problem(name, f"this file is not saved as UTF-8 (byte 0x{given} is not); save it again as UTF-8", line=line)
    return text.replace("\r\n", "\n").replace("\r", "\n")
