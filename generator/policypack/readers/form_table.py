"""Form table: the answers of a form as form tools export them, a CSV file with a line for each person.

Google Forms writes commas and UTF-8, Microsoft Forms and Excel semicolons or tabs, a byte-order mark, or the letters of
Windows; all are read.
"""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.base.problems import one_problem
from policypack.files.text_files import decode
from policypack.text.hidden import as_seen

if TYPE_CHECKING:
    from pathlib import Path

_DELIMITERS = ",;\t|"
_LONGEST = 5_000_000
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class FormTable:
    """What a form was answered. columns: their titles. rows: the line on which each begins, and its cells by title."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_table(file: Path) -> FormTable:
    """Read a CSV file whose first line has the titles of its columns. Lines without a word in them are left out.

    Two columns of one title are told apart by a number. Raises ProblemsFoundError where it is no such file.
    """
    name = file.name
    try:
        data = file.read_bytes()
    except OSError as error:
        one_problem(name, f"this file cannot be read ({error.strerror}); check its name, and who may open it")
    if len(data) > _LONGEST:
        one_problem(name, "this file is larger than the answers of a form can be; a CSV file is wanted")
    if data.startswith(b"PK"):
        one_problem(name, "this is a spreadsheet; open it, and save it as CSV (UTF-8)")
    return table_of(_decoded(data, name), name)


def table_of(text: str, name: str) -> FormTable:
    """Read the text of such a file. name: what messages call it. Raises as read_table does."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    columns: list[str] = []
    rows: list[tuple[int, dict[str, str]]] = []
    begins = 1
    try:
        for cells in reader:
            seen, line = [as_seen(cell) for cell in cells], begins
            begins = reader.line_num + 1
            if not any(seen):
                continue
            if not columns:
                columns = _told_apart(seen)
                continue
            if len(seen) > len(columns) and any(seen[len(columns) :]):
                wanted = f"{len(columns)} cells are wanted, as in the first line; this one has {len(seen)}"
                one_problem(name, wanted, line=line)
            rows.append((line, dict(zip(columns, [*seen, *[""] * len(columns)], strict=False))))
    except csv.Error as error:
        one_problem(name, f"this is no CSV file ({error}); export it again", line=begins)
    if not columns:
        one_problem(name, "nothing is in this file; the answers of a form are wanted, as CSV")
    return FormTable(tuple(columns), tuple(rows))


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            one_problem(name, "this file is damaged; export it again")
    with suppress(UnicodeDecodeError):  # what is neither, decode says in words
        data.decode("utf-8-sig")
        return decode(data, name)
    with suppress(UnicodeDecodeError):
        data = data.decode("cp1252").encode()
    return decode(data, name)


def _delimiter(text: str) -> str:
    first = text.lstrip().split("\n", 1)[0]
    try:
        found = csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS).delimiter
    except csv.Error:  # one column, or too few lines to tell
        found = ""
    return found if found and found in first else max(_DELIMITERS, key=first.count)


def _told_apart(titles: list[str]) -> list[str]:
    """Return titles without blanks or doubles."""
    found: list[str] = []
    for number, title in enumerate(titles, 1):
        given = wanted = title or f"column {number}"
        count = 1
        while wanted in found:
            count += 1
            wanted = f"{given} ({count})"
        found.append(wanted)
    return found
