"""Tables for other programs: CSV and XLSX in which no text that a group wrote is run as a formula."""

from __future__ import annotations

import csv
import re
from importlib.util import find_spec
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with that spreadsheet programs take for a formula (OWASP, CSV Injection)."""
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no file of the Office Open XML formats may hold."""


def harmless(text: str) -> str:
    """Return a text as a cell that is read and never run."""
    return f"'{text}" if text.startswith(_ACTS) else text


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV, with the mark by which spreadsheet programs know UTF-8."""
    text = StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


def can_make_xlsx() -> bool:
    """Say whether the extra ``tables`` is installed."""
    return find_spec("openpyxl") is not None


def as_xlsx(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Return rows as a workbook with one sheet, its first row the heads of its columns."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=_NO_TEXT.sub("", harmless(text)))
            cell.data_type = "s"  # a text, whatever it begins with
            cells.append(cell)
        sheet.append(cells)
    found = BytesIO()
    book.save(found)
    return found.getvalue()
