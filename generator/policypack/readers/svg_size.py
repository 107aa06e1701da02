"""How wide and how high a drawing (SVG) is, in pixels."""

from __future__ import annotations

import math
import re

_NUMBER = r"[0-9]{1,9}(?:\.[0-9]+)?|\.[0-9]+"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in|)\s*")
_VIEW_BOX = re.compile(rf"\s*-?(?:{_NUMBER})[\s,]+-?(?:{_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


def size_of(root: dict[str, str], longest_side: int) -> tuple[int, int]:
    """Return the width and height in pixels, rounded up, of a drawing whose first element has these attributes.

    longest_side: a drawing that gives only its shape (viewBox) is taken to be at most so large, in pixels.
    Raises ValueError where neither is said.
    """
    width, height = (_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height"))
    if width and height and float(width[1]) and float(height[1]):
        return math.ceil(float(width[1]) * _PIXELS[width[2]]), math.ceil(float(height[1]) * _PIXELS[height[2]])
    shape = _VIEW_BOX.fullmatch(root.get("viewBox", ""))
    if shape is None or not (float(shape[1]) and float(shape[2])):
        raise ValueError("does not say how wide and how high it is (it has no viewBox)")
    scale = min(1.0, longest_side / max(float(shape[1]), float(shape[2])))
    return math.ceil(float(shape[1]) * scale), math.ceil(float(shape[2]) * scale)
