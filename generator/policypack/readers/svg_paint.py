"""The colours in which a drawing (SVG) is painted, as far as they can be told without drawing it.

More may be told than is seen (what lies behind something else, or is see-through), never less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, fromstring

import tinycss2
from tinycss2.color4 import Color, parse_color

from policypack.readers.svg_notes import SVG, XLINK
from policypack.readers.svg_style import last_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PAINTS = {"fill", "stroke", "stop-color"}
_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "text", "tspan", "textPath", "stop"}
"""What is filled where nothing else is said; a stop has a colour in the same way."""
_NOT_PAINTED = {"clipPath", "mask", "title", "desc", "style"}
"""A mask and a clip only cut something out."""
_NO_COLOUR = ("none", "inherit", "transparent", "url(")
_BLACK = "#000000"

Said = tuple[str, str, str]
"""Whom a rule is for (``.class``, ``#id``, ``element``, ``*``), and its property and value."""


class Paints(NamedTuple):
    """colours: as ``#rrggbb``. pictures: the addresses of pictures in the drawing (data:)."""

    colours: set[str]
    pictures: list[str]


def paints_of(data: bytes) -> Paints | None:
    """Return what a drawing that logo_svg.py has passed is painted with. None where that cannot be told."""
    root = fromstring(data)  # noqa: S314 - no declaration gets here
    sheets = [said for style in root.iter(f"{{{SVG}}}style") for said in _rules(_parsed(style.text or ""))]
    paints = Paints(set(), [])
    return paints if _walk(root, False, sheets, paints) else None


def _walk(element: Element, is_filled: bool, sheets: list[Said], paints: Paints) -> bool:
    """Add what an element and all in it are painted with; say whether that could be told.

    is_filled: whether what is around it says what it is filled with.
    """
    name = element.tag.removeprefix(f"{{{SVG}}}")
    if name in _NOT_PAINTED:
        return True
    if name == "filter":  # it may make any colour of any other
        return False
    if name == "image":
        paints.pictures.append(element.get(f"{{{XLINK}}}href") or element.get("href") or "")
    names = {name, "*", f"#{element.get('id', '')}", *(f".{one}" for one in element.get("class", "").split())}
    said = [(key, value) for whom, key, value in sheets if whom in names]
    said += [(key, value.strip().lower()) for key, value in element.items() if key in _PAINTS]
    said += [(key, value) for _, key, value in _declared(element.get("style", ""), ("",))]
    for _, value in said:
        if value.startswith(_NO_COLOUR):
            continue
        colour = _colour(value)
        if colour is None:
            return False
        paints.colours.add(colour)
    keys = {key for key, value in said if value != "inherit"}
    is_filled = is_filled or "fill" in keys
    if (name == "stop" and "stop-color" not in keys) or (name in _SHAPES - {"stop"} and not is_filled):
        paints.colours.add(_BLACK)
    return all(_walk(inner, is_filled, sheets, paints) for inner in element)


def _colour(value: str) -> str | None:
    if value == "currentcolor":
        return _BLACK  # a drawing in a page of its own has no other
    found = parse_color(value)
    if not isinstance(found, Color):
        return None
    red, green, blue = (round(255 * min(1, max(0, part or 0))) for part in found.to("srgb").coordinates)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _parsed(sheet: str) -> list[object]:
    return list(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _rules(rules: Iterable[object]) -> Iterator[Said]:
    for rule in rules:
        kind, content = getattr(rule, "type", ""), getattr(rule, "content", None)
        if kind == "qualified-rule":
            yield from _declared(content or (), tuple(last_names(getattr(rule, "prelude", ()))))
        elif kind == "at-rule" and content is not None:
            yield from _rules(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True))


def _declared(style: object, whom: tuple[str, ...]) -> Iterator[Said]:
    for one in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name in _PAINTS:
            value = tinycss2.serialize(one.value).strip().lower()
            yield from ((name, one.lower_name, value) for name in whom)
