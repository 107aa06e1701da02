"""Row headers: the first cell of each row of a PDF's tables, said to be the row's, as typst cannot say it.

typst marks the header cells of columns; those of rows are to come (its feature ``a11y-extras``, which its Python module
does not reach). What it writes are plain objects and a plain table of where each begins, so that it can be mended here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINS = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf][ \r]\n)+)")
_ROW = re.compile(rb"<</Type/StructElem/S/TR/P (\d+) 0 R/K\[([^\]]*)\]")
_CELL = b"/Type/StructElem/S/TD/"
_HEADERS = re.compile(rb"<</O/Table/Headers\[[^\]]*\]>>")


def with_row_headers(pdf: bytes) -> bytes:
    """Return a PDF of typst's in which the first cell of each row is the header of the row (ISO 14289-1, 7.5).

    The cells beside it are found by the scope of both headers then, and no more by a list of those of columns alone
    (ISO 32000-1, 14.8.5.7). A file that is not written as typst 0.15 writes it is returned as it is.
    """
    found = _BEGINS.search(pdf)
    table = _TABLE.match(pdf, int(found[1])) if found else None
    if table is None:
        return pdf
    starts = {number: int(row[:10]) for number, row in enumerate(table[2].splitlines()) if row[17:18] == b"n"}
    objects = _cut(pdf, starts, table.start())
    for row in [_ROW.search(data) for data in objects.values() if b"/S/TR/" in data[:60]]:
        cells = [int(number) for number in re.findall(rb"(\d+) 0 R", row[2])] if row else []
        if not row or b"/S/THead/" in objects[int(row[1])] or len(cells) < 2:  # noqa: PLR2004 - one cell names no other
            continue
        for number in cells:
            objects[number] = _HEADERS.sub(b"<</O/Table>>", objects[number], count=1)
        label = objects[cells[0]]
        if _CELL in label:
            label = label.replace(_CELL, b"/Type/StructElem/S/TH/", 1)
            objects[cells[0]] = label.replace(b"<</O/Table>>", b"<</O/Table/Scope/Row>>", 1)
    return b"".join(_written(pdf, objects, starts, table))


def _cut(pdf: bytes, starts: dict[int, int], end: int) -> dict[int, bytes]:
    """Return the objects of a file by their numbers, in the order in which they stand."""
    order = sorted(starts, key=starts.__getitem__)
    ends = [*(starts[number] for number in order[1:]), end]
    return {number: pdf[starts[number] : stop] for number, stop in zip(order, ends, strict=True)}


def _written(pdf: bytes, objects: dict[int, bytes], starts: dict[int, int], table: re.Match[bytes]) -> Iterator[bytes]:
    """Yield the file anew: its head, its objects, where each begins now, and its end."""
    place = min(starts.values())
    yield pdf[:place]
    moved = {}
    for number, data in objects.items():
        moved[number] = place
        place += len(data)
        yield data
    yield b"xref\n0 %s\n" % table[1]
    for number, row in enumerate(table[2].splitlines(keepends=True)):
        yield b"%010d%s" % (moved[number], row[10:]) if number in moved else row
    begins = pdf.rindex(b"startxref")
    yield pdf[table.end() : begins] + b"startxref\n%d\n%%%%EOF" % place
