"""How much a drawing (SVG) is once it is drawn: a small file can refer to itself so often that no browser gets done.

Whatever refers to a piece has it drawn once more: a copy (``use``), a mask, a pattern, a marker, a filter. What is
counted is the pieces that come of it all, whichever attribute refers to what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_PIECES = 50_000
"""Pieces that a logo may come to. A map of a county with its parishes takes some thousand."""
IN_A_CIRCLE = "pieces that refer to each other in a circle"
TOO_MANY = f"copies of copies: more than {MOST_PIECES} pieces, all told"

_LAYER = 10
"""What a mask, clip, pattern, marker or filter takes beside its pieces: a picture of its own that is laid over."""
_EFFECT = 50
"""What one step of a filter takes, or a picture: each of its pixels is looked at."""
_GRADIENTS = {"linearGradient", "radialGradient"}
"""These are worked out once, and refer to one other at the most."""
_INHERITED = {"fill", "stroke"}
"""Properties that a group hands on to all that is in it."""
_NUMBER = re.compile(r"[0-9]+")


@dataclass
class Piece:
    """An element of a drawing. points: at most so many corners, each of which may have a marker.

    references: properties and the ids of what they refer to ("href" for an address).
    """

    name: str
    identity: str = ""
    classes: tuple[str, ...] = ()
    points: int = 0
    references: list[tuple[str, str]] = field(default_factory=list)
    inside: list[Piece] = field(default_factory=list)


def points_of(attributes: dict[str, str]) -> int:
    """Return how many corners the outline in an element's attributes has at the most."""
    return 4 + sum(1 for key in ("d", "points") for _ in _NUMBER.finditer(attributes.get(key, "")))


def faults_of(pieces: list[Piece], rules: dict[str, list[tuple[str, str]]]) -> list[str]:
    """Return what is wrong with how much a drawing comes to: nothing, or why it is refused.

    pieces: all of them, each before what is inside it; the first is the drawing. rules: what style sheets refer to, by
    the name of the class (``.a``), id (``#a``) or element that it is for, or ``*``.
    """
    by_id: dict[str, Piece] = {}
    for piece in pieces:
        by_id.setdefault(piece.identity, piece)
        names = (piece.name, f"#{piece.identity}", *(f".{name}" for name in piece.classes), "*")
        piece.references += [one for name in names for one in rules.get(name, ())]
    by_id.pop("", None)
    total: dict[int, tuple[int, int]] = {}  # of a piece, by its place in memory: pieces and points
    begun: set[int] = set()
    to_do = [pieces[0]]
    while to_do:
        piece = to_do[-1]
        needed = [*piece.inside, *(by_id[name] for _, name in piece.references if name in by_id)]
        if piece.name in _GRADIENTS:
            needed = []
        open_yet = [one for one in needed if id(one) not in total]
        if id(piece) in total:
            to_do.pop()
        elif open_yet and id(piece) in begun:  # all that was needed has been looked at, but for itself
            return [IN_A_CIRCLE]
        elif open_yet:
            begun.add(id(piece))
            to_do += open_yet
        else:
            total[id(piece)] = _total(piece, by_id, total)
            to_do.pop()
    return [TOO_MANY] if total[id(pieces[0])][0] > MOST_PIECES else []


def _total(piece: Piece, by_id: dict[str, Piece], total: dict[int, tuple[int, int]]) -> tuple[int, int]:
    if piece.name in _GRADIENTS:
        return 1, 0
    size = _EFFECT if piece.name == "image" or piece.name.startswith("fe") else 1
    points = piece.points
    for one in piece.inside:
        size += total[id(one)][0]
        points += total[id(one)][1]
    once, each_piece, each_point = 0, 0, 0
    for name, identity in piece.references:
        if identity not in by_id:
            continue
        target, corners = total[id(by_id[identity])]
        if name == "href":
            once += target
            points += corners
        elif by_id[identity].name in _GRADIENTS:
            continue
        elif name.startswith("marker"):
            each_point += target + _LAYER
        elif name in _INHERITED:
            each_piece += target + _LAYER
        else:
            once += target + _LAYER
    size = size * (1 + each_piece) + once + points * each_point
    return min(size, MOST_PIECES + 1), min(points, MOST_PIECES + 1)
