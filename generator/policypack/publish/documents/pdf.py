"""Documents as PDF: the tree of pages as Typst's markup, by pandoc, and a PDF of it that keeps PDF/UA-1, by typst."""

from __future__ import annotations

import re
import secrets
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policypack.publish.documents.row_headers import with_row_headers
from policypack.publish.documents.tools import as_document, pandoc
from policypack.publish.documents.tree import (
    BOX,
    ICON,
    PICTURE,
    TO_PAGE,
    changed,
    is_blank,
    plain_text,
    raw,
    with_boxes,
)
from policypack.publish.documents.typesetting import NotSetError, as_string, typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policypack.publish.documents.cover import Cover
    from policypack.publish.documents.tree import Node, Trees

HERE = Path(__file__).parent
_LOOK = "look.typ"
_FRAMES = {
    "pp-now": "now",
    "pp-note": "note",
    "pp-meta": "meta",
    "pp-card": "card",
    "pp-form": "form",
    "pp-big": "big",
    "pp-pocket": "card",
    "admonition": "note",
}
"""The functions of look.typ that frame what has a class."""
_ROOM = {"pp-sign": 2, "pp-lines": 3, "pp-more-lines": 7}
"""Lines to write on, by the class of the cell beside them; one where it has none."""
_SHEET = 18
"""Lines to write on that stand together on one sheet: a form that is not longer than that is not torn apart."""
_NO_SIGN = re.compile(r'the text `"(?P<text>(?:[^"\\]|\\.)*)"` could not be displayed')
_LABEL = "aria-label="
_MOST_SIGNS = 40
_raw = partial(raw, "typst")
STAND_IN = "□"
"""What stands in a PDF for a sign that no font on the machine has."""


def written(trees: Trees) -> dict[str, str]:
    """Return each page as Typst's markup, by its id; one call of pandoc writes them all."""
    mark = f"// page {secrets.token_hex(16)} "  # no text can hold it; it is taken out again
    blocks: list[Node] = []
    for page, tree in trees.pages.items():
        blocks += [_raw(f"{mark}{page}"), *_for_typst(tree)]
    text = pandoc(["--from", "json", "--to", "typst", "--wrap", "none"], as_document(blocks)).decode()
    parts = text.split(mark)[1:]
    return {name.strip(): body for name, _, body in (part.partition("\n") for part in parts)}


def pdf_of(cover: Cover, pages: Sequence[str], pictures: Mapping[str, str]) -> bytes:
    """Return a document as PDF.

    cover: what stands on it. pages: in Typst's markup. pictures: drawings in them, as SVG, by their numbers.
    A sign that our fonts lack is looked for in the machine's; one that no font has becomes :data:`STAND_IN`.
    """
    head = f'#import "{_LOOK}": *\n#show: document.with({cover.as_typst()})\n'
    ink = cover.colours.link  # that of an icon's page
    files = {_picture(number): drawing.replace("currentColor", ink).encode() for number, drawing in pictures.items()}
    files |= {_LOOK: (HERE / _LOOK).read_bytes()}
    if cover.logo is not None:
        files[cover.logo_name] = cover.logo.data
    body = "\n".join(pages)
    ours_alone = True
    for _ in range(_MOST_SIGNS):
        try:
            made = typeset({"main": (head + body).encode(), **files}, cover.seconds, ours_alone=ours_alone)
            return with_row_headers(made)
        except NotSetError as error:
            found = _NO_SIGN.search(str(error))
            if found is None:
                raise
            if not ours_alone:
                for sign in set(found["text"]) - {"\\"}:
                    head, body = head.replace(sign, STAND_IN), body.replace(sign, STAND_IN)
            ours_alone = False
    raise NotSetError(f"{cover.title}: too many signs that no font has")


def drawn(pictures: Mapping[str, str], seconds: int) -> dict[str, bytes]:
    """Return drawings with words as PNG, which every Word shows, by their numbers. seconds: see :func:`typeset`."""
    return {
        number: _drawn(_picture(number), drawing.encode(), seconds)
        for number, drawing in pictures.items()
        if _LABEL in drawing
    }


def drawn_logo(cover: Cover) -> dict[str, bytes]:
    """Return the logo as PNG, by its name; nothing where there is none."""
    return {cover.logo_name: _drawn(cover.logo_name, cover.logo.data, cover.seconds)} if cover.logo else {}


def _drawn(name: str, data: bytes, seconds: int) -> bytes:
    page = f"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image({as_string(name)}, height: 32mm)"
    return typeset({"main": page.encode(), name: data}, seconds, kind="png")


def _for_typst(blocks: list[Node]) -> list[Node]:
    made: list[Node] = changed(blocks, _one)
    return made


def _one(node: Node) -> Iterable[Node]:
    kind, inside = node["t"], node.get("c", "")
    if kind == "Div":
        yield from _framed(inside)
    elif kind == "Link":
        yield from _link(inside)
    elif kind == "Image":
        file, words = _picture(inside[2][0].removeprefix(PICTURE)), plain_text(inside[1])
        yield _raw(f"#drawing({as_string(file)}, alt: {as_string(words)})", inline=True)
    elif kind == "Table":
        table, height = _table(inside)
        if 0 < height <= _SHEET:
            yield from (_raw("#whole["), table, _raw("]"))
        else:
            yield table
    elif kind == "Span" and inside[0][0] and not inside[1]:
        yield _raw(f"#metadata(none) <{inside[0][0]}>", inline=True)
    elif kind == "BulletList" and all(plain_text(item).startswith(BOX) for item in inside):
        yield from (_raw("#ticks["), node, _raw("]"))
    elif kind == "Str":
        yield from with_boxes(inside, lambda: _raw("#box-to-tick", inline=True))
    else:
        yield node


def _framed(inside: Any) -> Iterable[Node]:
    (name, classes, _), blocks = inside
    frame = next((_FRAMES[one] for one in classes if one in _FRAMES), "")
    if "pp-new-sheet" in classes:
        yield _raw("#new-sheet()")
        return
    if ICON in classes:  # see the card that it is in
        return
    if icon := _icon(blocks):
        frame, block = f"drawn({as_string(icon)})", {"t": "Div", "c": [[name, [], []], blocks[1:]]}
    else:
        block = {"t": "Div", "c": [[name, [], []], blocks]}
    if frame:
        yield from (_raw(f"#{frame}["), block, _raw("]"))
        return
    # No block around it: at the top of one, a heading would have no room above it.
    if name:
        yield _raw(f"#metadata(none) <{name}>")
    for part in blocks:
        yield from _one(part)


def _icon(blocks: list[Node]) -> str:
    """Return the file of the icon that a card begins with; "" where it has none."""
    if not blocks or blocks[0]["t"] != "Div" or ICON not in blocks[0]["c"][0][1]:
        return ""
    return next((_picture(one["c"][2][0].removeprefix(PICTURE)) for part in blocks[0]["c"][1] for one in part["c"]), "")


def _link(inside: Any) -> Iterable[Node]:
    attributes, body, (target, _) = inside
    words = dict(attributes[2]).get("words", "")
    if target.startswith(TO_PAGE):
        place = target.removeprefix(TO_PAGE)
        yield _raw(f"#to({as_string(place)}, {as_string(place.partition('--')[0])}, {as_string(words)})[", inline=True)
        yield from body
        yield _raw("]", inline=True)
        return
    if target:
        yield {"t": "Link", "c": [["", [], []], body, [target, ""]]}
    else:
        yield from body
    if words:
        yield _raw(f"#spelled({as_string(words)})", inline=True)


def _table(inside: Any) -> tuple[Node, int]:
    """Return a table whose columns fill the width, and whose empty cells have room for a hand; and how high it is.

    The height is counted in lines to write on; 0 where there is nothing to write.
    """
    attributes, caption, columns, head, bodies, foot = inside
    bodies = deepcopy(bodies)  # the other writer takes them as they were
    widths = _widths(len(columns))
    columns = [[align, {"t": "ColWidth", "c": width}] for (align, _), width in zip(columns, widths, strict=True)]
    height, is_form = 1, False
    for row in (row for body in bodies for row in body[3]):
        lines = max((_ROOM[one] for cell in row[1] for one in cell[0][1] if one in _ROOM), default=1)
        height += lines
        for cell in row[1]:
            if is_blank(cell):
                cell[4] = [{"t": "Plain", "c": [_raw(f"#room({lines})", inline=True)]}]
                is_form = True
    attributes = ["", ["typst:no-figure"], []]
    return {"t": "Table", "c": [attributes, caption, columns, head, bodies, foot]}, height if is_form else 0


def _widths(columns: int) -> list[float]:
    first = {2: 0.38, 3: 0.3}.get(columns, 1 / columns)
    return [first, *[(1 - first) / (columns - 1)] * (columns - 1)] if columns > 1 else [1.0]


def _picture(number: str) -> str:
    return f"picture-{number}.svg"
