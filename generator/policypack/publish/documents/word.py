# ruff: noqa: E501 - markup reads best with an element a line
"""Documents as Word: the tree of pages as .docx, by pandoc, with fields to fill in where forms have room for a hand."""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any

from policypack.publish.documents.tools import as_document, pandoc
from policypack.publish.documents.tree import (
    BOX,
    ICON,
    PICTURE,
    TO_PAGE,
    changed,
    data_address,
    is_blank,
    names_in,
    plain_text,
    raw,
    with_boxes,
)
from policypack.publish.documents.word_body import NEW_SHEET
from policypack.publish.documents.word_look import finished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policypack.publish.documents.cover import Cover
    from policypack.publish.documents.tree import Node, Trees

_STYLES = {"pp-now": "Now", "pp-note": "Note", "pp-meta": "Meta", "admonition": "Note"}
"""The styles of word_look.py for paragraphs in what has a class."""
_ROOM = {"pp-sign": "FormSign", "pp-lines": "FormLines", "pp-more-lines": "FormMoreLines"}
"""The styles for a field to fill in, by the class of the cell beside it; FormLine where it has none."""
_FORM, _LABELS = 2, 0.38
"""The columns of a form, and the part of its width that its labels have."""
_BLANK = "\u2002" * 12
"""What an empty field holds: on paper it is nothing, on a screen a place to click on."""
_raw = partial(raw, "openxml")
_WORD_2010 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def word_of(cover: Cover, pages: Sequence[str], trees: Trees, drawn: Mapping[str, bytes]) -> bytes:
    """Return a document as .docx.

    cover: what stands on it. pages: the ids of its pages. drawn: pictures as PNG, by their numbers, and the logo by its
    name; drawings that are not among them say nothing that is not written beside them, and are left out.
    """
    writer = _Writer({name for page in pages for name in names_in(trees.pages[page])}, drawn)
    blocks: list[Node] = list(_head(cover, drawn))
    if not cover.is_form:
        blocks.append(_raw(_contents([(page, _title(trees.pages[page])) for page in pages])))
    for page in pages:
        blocks += writer.made(trees.pages[page])
    written = pandoc(["--from", "json", "--to", "docx"], as_document(blocks), cover.seconds)
    return finished(written, cover)


def _title(tree: list[Node]) -> str:
    return next(plain_text(block["c"][2]) for block in tree if block["t"] == "Header")


def _head(cover: Cover, drawn: Mapping[str, bytes]) -> Iterator[Node]:
    """Yield what stands before the pages: whose it is, what it is, and how it stands."""
    if cover.logo_name in drawn:
        image = {"t": "Image", "c": [["", [], [["height", "1.6cm" if cover.is_form else "3.2cm"]]],
                                     [_text(cover.logo_words)], [data_address("image/png", drawn[cover.logo_name]), ""]]}  # fmt: skip
        yield {"t": "Para", "c": [image]}
    if cover.organisation:
        yield _styled("Organisation", cover.organisation)
    if cover.is_form:
        return
    yield _styled("Title", cover.title)
    yield _styled("Standing", cover.standing)
    yield _styled("Standing", cover.day)
    yield _styled("Standing", f"{cover.readers}.")


def _contents(entries: Sequence[tuple[str, str]]) -> str:
    """Return a table of contents: each title leads to its page, and has its number as a field.

    It is no field as a whole (TOC): LibreOffice and others show in one only what stood in it when it was written, which
    is no number, as nobody knows before which sheet a page begins on. A field for a number is worked out by all.
    """
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:hyperlink w:anchor="{page}">'
        f'<w:r><w:t xml:space="preserve">{escape(title)}</w:t></w:r><w:r><w:tab/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {page} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>'
        for page, title in entries
    ]
    heading = '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>What is in it</w:t></w:r></w:p>'
    return heading + "".join(lines)


class _Writer:
    """Makes the trees of pages ready for one document in Word. inside: the ids of all places in it."""

    def __init__(self, inside: set[str], drawn: Mapping[str, bytes]) -> None:
        self.inside, self.drawn = inside, drawn
        self.numbers = count(1)

    def made(self, tree: list[Node]) -> list[Node]:
        made: list[Node] = changed(tree, self._one)
        return made

    def _one(self, node: Node) -> Iterable[Node]:
        kind, inside = node["t"], node.get("c", "")
        if kind == "Div":
            yield from self._div(inside)
        elif kind == "Link":
            yield from self._link(inside)
        elif kind == "Image":
            if picture := self.drawn.get(inside[2][0].removeprefix(PICTURE)):
                yield {
                    "t": "Image",
                    "c": [["", [], [["width", "3.5cm"]]], inside[1], [data_address("image/png", picture), ""]],
                }
        elif kind == "Table":
            yield self._table(inside)
        elif kind == "BulletList" and all(plain_text(item).startswith(BOX) for item in inside):
            for item in inside:  # the box is bullet enough
                yield {"t": "Div", "c": [["", [], [["custom-style", "Ticks"]]], _paragraphs(item)]}
        elif kind == "Str":
            yield from with_boxes(inside, lambda: _raw(self._box(), inline=True))
        else:
            yield node

    def _div(self, inside: Any) -> Iterable[Node]:
        (name, classes, others), blocks = inside
        if ICON in classes:  # Word has pictures in a line of text alone, where an icon would come before the words
            return
        if "pp-week" in classes:  # the words below explain the bars, which are left out
            blocks = [block for block in blocks if "pp-meta" not in _classes(block)]
        if "pp-new-sheet" in classes:
            yield _raw(NEW_SHEET)
            return
        if "pp-big__row" in classes:
            blocks = [_large(block) for block in blocks]
        if "pp-form" in classes:
            blocks = [_labelled(block) if block["t"] == "Table" else block for block in blocks]
        style = next((_STYLES[one] for one in classes if one in _STYLES), "")
        styled = [["custom-style", style]] if style else [one for one in others if one[0] == "custom-style"]
        yield {"t": "Div", "c": [[name, [], styled], blocks]}

    def _link(self, inside: Any) -> Iterable[Node]:
        attributes, body, (target, _) = inside
        words = dict(attributes[2]).get("words", "")
        place = target.removeprefix(TO_PAGE) if target.startswith(TO_PAGE) else ""
        if place and place not in self.inside:
            place = place.partition("--")[0]  # the page that it is on
        if place and place not in self.inside:
            target = place = ""
        if place:
            target = f"#{place}"
        if target:
            yield {"t": "Link", "c": [["", [], []], body, [target, ""]]}
        else:
            yield from body
        if words:
            yield _text(f" ({words})")

    def _table(self, inside: Any) -> Node:
        _, caption, columns, head, bodies, foot = inside
        bodies = deepcopy(bodies)  # the other writer takes them as they were
        share = _LABELS if len(columns) == _FORM else 1 / len(columns)
        rest = (1 - share) / max(len(columns) - 1, 1)
        columns = [
            [align, {"t": "ColWidth", "c": rest if number else share}] for number, (align, _) in enumerate(columns)
        ]
        for row in (row for body in bodies for row in body[3]):
            style = next((_ROOM[one] for cell in row[1] for one in cell[0][1] if one in _ROOM), "FormLine")
            label = plain_text(row[1][0][4]).strip()
            for cell in row[1]:
                if is_blank(cell):
                    cell[4] = [{"t": "Div", "c": [["", [], [["custom-style", style]]],
                                                  [{"t": "Para", "c": [_raw(self._field(label), inline=True)]}]]}]  # fmt: skip
        return {"t": "Table", "c": [["", [], []], caption, columns, head, bodies, foot]}

    def _field(self, label: str) -> str:
        """Return a field for text (ECMA-376, 17.5.2: structured document tags). label: what is asked for."""
        properties = (
            f'<w:alias w:val="{escape(label[:60])}"/><w:id w:val="{next(self.numbers)}"/><w:text w:multiLine="1"/>'
        )
        return (
            f'<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">{_BLANK}</w:t></w:r>'
            "</w:sdtContent></w:sdt>"
        )

    def _box(self) -> str:
        """Return a box to tick ([MS-DOCX], 2.6.1.3: checkbox)."""
        font = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
        states = (
            f'<w14:checkbox {_WORD_2010}><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="Tick"/><w:id w:val="{next(self.numbers)}"/>{states}</w:sdtPr>'
            f"<w:sdtContent><w:r>{font}<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        )


def _labelled(table: Node) -> Node:
    """Return a table of a form with the first cell of each row in the style of a label."""
    attributes, caption, columns, head, bodies, foot = table["c"]
    bodies = deepcopy(bodies)  # the other writer takes them as they were
    for row in (row for body in bodies for row in body[3]):
        label = row[1][0]
        if not is_blank(label):
            label[4] = [{"t": "Div", "c": [["", [], [["custom-style", "FormLabel"]]], _paragraphs(label[4])]}]
    return {"t": "Table", "c": [attributes, caption, columns, head, bodies, foot]}


def _large(block: Node) -> Node:
    """Return a paragraph that is a number to call in large letters, and any other block as it is."""
    if block["t"] != "Para" or [one["t"] for one in block["c"]] != ["Link"]:
        return block
    return {"t": "Div", "c": [["", [], [["custom-style", "Big"]]], [block]]}


def _paragraphs(blocks: list[Node]) -> list[Node]:
    """Return blocks with whole paragraphs in the place of bare lines: only these take a style."""
    return [{**block, "t": "Para"} if block["t"] == "Plain" else block for block in blocks]


def _classes(block: Node) -> list[str]:
    return list(block["c"][0][1]) if block["t"] == "Div" else []


def _text(text: str) -> Node:
    return {"t": "Str", "c": text}


def _styled(style: str, text: str) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": [_text(text)]}]]}
