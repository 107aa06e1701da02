"""What keeps a PDF from being read aloud: its structure, looked through with pikepdf (PDF/UA-1, ISO 14289-1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"}
_WRITES = {"Tj", "TJ", "'", '"'}


def faults_of(file: Path) -> tuple[list[str], Counter[str]]:
    """Return what is wrong with a PDF, and how often each kind of element is in it."""
    with pikepdf.open(file) as pdf:
        elements = list(_elements(pdf.Root.get("/StructTreeRoot"), None))
        kinds = Counter(str(element.S) for element, _ in elements)
        drawn = {page.objgen: _content(page) for page in pdf.pages}
        faults = [*_of_file(pdf), *_of_pages(pdf, drawn)]
        for element, page in elements:
            faults += _of_element(element, page, drawn)
    return sorted(set(faults)), kinds


def fonts_of(file: Path) -> set[str]:
    """Return the names of all fonts in a PDF, without the letters that mark a part of one."""
    with pikepdf.open(file) as pdf:
        objects: list[Any] = list(pdf.objects)
        fonts = [one for one in objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        return {
            str(font.get("/BaseFont")).removeprefix("/").partition("+")[2].removesuffix("-Identity-H") for font in fonts
        }


def _of_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    meta = pdf.open_metadata()
    if "/MarkInfo" not in root or not bool(root.MarkInfo.get("/Marked")) or "/StructTreeRoot" not in root:
        yield "no structure"
    if str(root.get("/Lang", "")) != "en-GB":
        yield "no language"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")) or not str(pdf.docinfo.get("/Title", "")):
        yield "no title"
    if meta.get("pdfuaid:part") != "1":
        yield "not said to be PDF/UA-1"
    objects: list[Any] = list(pdf.objects)
    for font in (one for one in objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"):
        for inner in font.get("/DescendantFonts", []):
            described: Any = inner.get("/FontDescriptor", {})
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                yield f"font not embedded: {font.get('/BaseFont')}"
        if "/ToUnicode" not in font and "/DescendantFonts" in font:
            yield f"letters unknown: {font.get('/BaseFont')}"


def _of_pages(pdf: pikepdf.Pdf, drawn: dict[Any, tuple[set[int], list[str]]]) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        yield from (f"page {number}: {what} outside the structure" for what in drawn[page.objgen][1])
        if str(page.get("/Tabs", "")) != "/S":
            yield f"page {number}: keys do not follow the structure"
        for note in page.get("/Annots", []):
            if not str(note.get("/Contents", "")) or "/StructParent" not in note:
                yield f"page {number}: a link without words"


def _content(page: pikepdf.Page) -> tuple[set[int], list[str]]:
    """Return which marked parts of a page hold writing, and what is painted outside of any."""
    marks: list[int | None] = []
    written: set[int] = set()
    loose: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            properties = operands[1] if len(operands) > 1 else {}
            number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
            inside = (
                -1 if str(operands[0]) == "/Artifact" else next((one for one in marks[::-1] if one is not None), None)
            )
            marks.append(inside if number is None else int(number))
        elif name == "EMC":
            marks.pop()
        elif name in _PAINTS:
            if not marks or marks[-1] is None:
                loose.append(name)
            elif name in _WRITES:
                written.add(marks[-1])
    return written, loose


def _elements(node: Any, page: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each element of the structure, and the page on which it is said to stand."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _elements(one, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        if "/S" in node:
            yield node, page
        yield from _elements(node.get("/K"), page)


def _of_element(element: Any, page: Any, drawn: dict[Any, tuple[set[int], list[str]]]) -> Iterator[str]:
    kind = str(element.S)
    if kind == "/TH":
        scopes = {str(one.get("/Scope", "")) for one in _list(element.get("/A"))}
        if not scopes & {"/Column", "/Row", "/Both"}:
            yield "a header cell without its scope"
    elif kind == "/Figure" and not str(element.get("/Alt", "")):
        yield "a picture without words"
    elif kind == "/TR" and len(_list(element.get("/K"))) > 1 and str(_list(element.K)[0].get("/S")) != "/TH":
        yield "a row without the header cell that names it"
    elif kind == "/Table" and not any(str(one.S) == "/TH" for one, _ in _elements(element.K, page)):
        yield "a table without header cells"
    elif kind == "/Link" and not any(_is_written(part, page, drawn) for part in _list(element.get("/K"))):
        yield "a link without its text"


def _is_written(node: Any, page: Any, drawn: dict[Any, tuple[set[int], list[str]]]) -> bool:
    """Say whether a part of the structure holds writing."""
    if isinstance(node, int):
        return page is not None and int(node) in drawn[page.objgen][0]
    if not isinstance(node, pikepdf.Dictionary) or node.get("/Type") == "/OBJR":
        return False
    page = node.get("/Pg", page)
    if node.get("/Type") == "/MCR":
        return int(node.MCID) in drawn[page.objgen][0]
    return any(_is_written(part, page, drawn) for part in _list(node.get("/K")))


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
