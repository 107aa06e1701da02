"""Brand colour made readable: from one colour, every pair of text and background that the pages need.

The ratios are those of WCAG 2.2, with a little to spare for rounding: 1.4.3 (text, 4.5:1) and 1.4.11 (focus rings and
buttons, 3:1). The backgrounds are those of Material for MkDocs 9.8; a test compares them with the installed theme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policypack.base.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

BLACK, WHITE = "#000000", "#ffffff"

LINK_RATIO = 4.6
"""Least contrast of a link with every background it can stand on."""
RING_RATIO = 3.0
"""Least contrast of a focus ring or a button with what lies around it."""

LIGHT_PAGE = WHITE
LIGHT_CODE = "#f5f5f5"
LIGHT_STRIPE = "#f6f6f6"
"""A table row under the pointer: black at 9/255 over the page."""
DARK_PAGE = "#1e2129"
"""hsl(225 15% 14%)"""
DARK_CODE = "#272a35"
"""hsl(225 15% 18%)"""
DARK_STRIPE = "#252830"
"""hsl(225 15% 95%) at 3.5 % over the page."""
ADMONITIONS = (
    "#448aff", "#00b0ff", "#00b8d4", "#00bfa5", "#00c853", "#64dd17",
    "#ff9100", "#ff5252", "#ff1744", "#f50057", "#7c4dff", "#9e9e9e",
)  # fmt: skip
"""The colours of Material's admonitions: titles stand on a tenth of it over the page, bodies on the page."""

_ADMONITION_SHARE = 0x1A / 255
# So weak that body text keeps 7:1 even where the brand is black (on a light page) or white (on a dark one).
_LIGHT_TINT_SHARE, _DARK_TINT_SHARE = 0.08, 0.09
_STEPS = 256

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE | re.ASCII)
_NAMES = {
    "aqua": "#00ffff", "black": BLACK, "blue": "#0000ff", "brown": "#a52a2a", "crimson": "#dc143c",
    "cyan": "#00ffff", "darkblue": "#00008b", "darkgreen": "#006400", "darkred": "#8b0000", "fuchsia": "#ff00ff",
    "gold": "#ffd700", "gray": "#808080", "green": "#008000", "grey": "#808080", "indigo": "#4b0082",
    "lightblue": "#add8e6", "lightgreen": "#90ee90", "lime": "#00ff00", "magenta": "#ff00ff", "maroon": "#800000",
    "navy": "#000080", "olive": "#808000", "orange": "#ffa500", "pink": "#ffc0cb", "purple": "#800080",
    "red": "#ff0000", "royalblue": "#4169e1", "silver": "#c0c0c0", "skyblue": "#87ceeb", "teal": "#008080",
    "turquoise": "#40e0d0", "violet": "#ee82ee", "white": WHITE, "yellow": "#ffff00",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme, each ``#rrggbb``.

    header, header_text: the bar at the top; its text, icons and focus rings (4.5:1).
    link: links on page, code, table rows, admonitions and tint (4.6:1).
    focus: focus ring on the same backgrounds (3:1).
    button, button_text: a button that stands out from page and tint (3:1), and its text (4.5:1).
    tint: soft background of cards; the theme's body text keeps 7:1 on it.
    """

    header: str
    header_text: str
    link: str
    focus: str
    button: str
    button_text: str
    tint: str


@dataclass(frozen=True, slots=True)
class Palette:
    """A brand colour and what follows from it, for the light and the dark scheme."""

    brand: str
    light: Scheme
    dark: Scheme


def parse_colour(text: str) -> str:
    """Read a colour as people write it and return it as ``#rrggbb``, in lower case.

    text: ``#0b6e8f``, ``0b6e8f``, ``#08f``, or a common CSS name such as navy or "dark green".
    Raises ValueError for anything else, also for colours with transparency.
    """
    given = text.strip()
    if name := _NAMES.get(re.sub(r"[\s-]", "", given.lower())):
        return name
    match = _HEX.fullmatch(given)
    if match is None:
        raise ValueError(
            f"{quoted(text)} is not a colour that can be read; write # and six figures or letters from a to f, "
            "such as #0b6e8f, or a name such as navy, teal or orange"
        )
    digits = match[1].lower()
    return "#" + (digits if len(digits) == len("rrggbb") else "".join(2 * digit for digit in digits))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with a share (0 to 1) of `other` in it, as a browser lays a see-through colour over another."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def text_on(background: str) -> str:
    """Return white where it reaches 4.5:1 on the background, else black.

    One of them always does: their contrasts with any colour multiply to 21, so the larger is at least 4.58.
    """
    return WHITE if contrast(WHITE, background) >= 4.5 else BLACK  # noqa: PLR2004 - the ratio the docstring names


@lru_cache(maxsize=64)
def palette_for(brand: str) -> Palette:
    """Return the palette of a brand colour given as ``#rrggbb``; worked out once: each output and document asks."""
    return Palette(
        brand,
        light=_scheme(brand, BLACK, (LIGHT_PAGE, LIGHT_CODE, LIGHT_STRIPE), _LIGHT_TINT_SHARE),
        dark=_scheme(brand, WHITE, (DARK_PAGE, DARK_CODE, DARK_STRIPE), _DARK_TINT_SHARE),
    )


def _scheme(brand: str, towards: str, plain: tuple[str, ...], tint_share: float) -> Scheme:
    page = plain[0]
    tint = mix(page, brand, tint_share)
    titles = (mix(page, colour, _ADMONITION_SHARE) for colour in ADMONITIONS)
    backgrounds = (*plain, tint, *titles)
    button = _shaded(brand, towards, (page, tint), RING_RATIO)
    return Scheme(
        header=brand,
        header_text=text_on(brand),
        link=_shaded(brand, towards, backgrounds, LINK_RATIO),
        focus=_shaded(brand, towards, backgrounds, RING_RATIO),
        button=button,
        button_text=text_on(button),
        tint=tint,
    )


def _shaded(brand: str, towards: str, backgrounds: Iterable[str], least: float) -> str:
    # Mixed with black or white, not turned in HSL: there #fffffe is fully saturated and would come out olive.
    shades = (mix(brand, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if all(contrast(shade, ground) >= least for ground in backgrounds))


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]  # noqa: PLR2004 - WCAG's own numbers
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
