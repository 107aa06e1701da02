"""What pandoc writes of a Word file's body, mended where Word or LibreOffice would show or find something else."""

from __future__ import annotations

import re

NEW_SHEET = "<w:p><w:r><w:t>new sheet</w:t></w:r></w:p>"
"""A paragraph in the place of which the next one begins on a new sheet."""
_TEXT = r"<w:p>(?P<style><w:pPr><w:pStyle [^>]*/>)"
_NEW_SHEET = re.compile(rf"{NEW_SHEET}(?P<between>(?:\s*<w:bookmark(?:Start|End) [^>]*/>)*\s*){_TEXT}")
_PLACES = re.compile(rf"(?P<starts>(?:<w:bookmarkStart [^>]*/>\s*)+){_TEXT}(?P<rest>.*?</w:pPr>)", re.DOTALL)
_ROW = re.compile(r"<w:tr>(?P<head><w:trPr>)?")
_LOOK = 'w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0" w:val="0020"'


def mended(body: str) -> str:
    """Return a document's body as every reader of it takes it.

    - A page begins on a new sheet by its first paragraph, not by an empty one before it.
    - A place that links lead to is in its heading. Beginning before it and ending behind all that follows, as pandoc
      has it, LibreOffice loses it where a table ends just before.
    - No row of a table is torn apart, and its first cell is its name, as those on top are the columns' (ECMA-376,
      17.4.55 and 17.7.6: a screen reader says them).
    """
    body = _NEW_SHEET.sub(r"\g<between><w:p>\g<style><w:pageBreakBefore/>", body)
    moved: set[str] = set()

    def inside(found: re.Match[str]) -> str:
        numbers = re.findall(r'w:id="(\d+)"', found["starts"])
        moved.update(numbers)
        ends = "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number in numbers)
        return f"<w:p>{found['style']}{found['rest']}{found['starts'].strip()}{ends}"

    parts = _PLACES.sub(inside, body)
    parts = re.sub(r'<w:bookmarkEnd w:id="(\d+)" />', lambda end: "" if end[1] in moved else end[0], parts)
    parts = _ROW.sub(lambda row: "<w:tr><w:trPr><w:cantSplit/>" + ("" if row["head"] else "</w:trPr>"), parts)
    return parts.replace(_LOOK, _LOOK.replace('firstColumn="0"', 'firstColumn="1"').replace("0020", "00A0"))
