"""Whether a logo can be seen on the ground on which our pages put it: a white plate, in light and dark alike.

A picture of pixels is laid on that ground and measured. A drawing is not drawn: it is unseen only where each colour in
which something is painted is close to the ground's. Of gradients the stops count. What a filter makes of colours is not
worked out, nor what lies behind something else: then nothing is said.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from policypack.readers.colours import WHITE, contrast
from policypack.readers.svg_picture import picture_in

if TYPE_CHECKING:
    from PIL.Image import Image

    from policypack.readers.logo import Logo

GROUND = WHITE
"""On which each place of a page puts the logo, as #rrggbb: policypack.css, questionnaire.css and draft.css."""
LEAST_CONTRAST = 1.5
"""Below it, a colour can hardly be told from the ground. Text needs 4.5; a logo may be pale, but not gone."""
_LEAST_SHARE = 0.002
"""Of all pixels: what stands out over less of the picture than this is a speck or a hair."""
_STRIP = 200
"""Rows that are looked at together: a picture of 16 million pixels is never held twice."""


@lru_cache(maxsize=8)
def is_seen(logo: Logo) -> bool | None:
    """Say whether enough of a logo stands out from the ground on which it is put; None where that cannot be known."""
    if logo.extension != ".svg":
        return _stands_out_of(logo.data)
    from policypack.readers.svg_paint import paints_of

    paints = paints_of(logo.data)
    if paints is None:
        return None
    if any(contrast(colour, GROUND) >= LEAST_CONTRAST for colour in paints.colours):
        return True
    seen = [_stands_out_of(picture_in(address)) for address in paints.pictures]
    return None if (not paints.colours and not seen) or None in seen else any(seen)


def _stands_out_of(data: bytes) -> bool | None:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as picture:
            if picture.mode.startswith(("I", "F")):  # more than 8 bits a sample: a conversion would only clip them
                return None
            picture.load()
            return _stands_out(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None  # whether a browser can draw it, only a browser knows


def _stands_out(picture: Image) -> bool:
    from PIL import Image

    unseen = _first_unseen()
    seen = 0
    for top in range(0, picture.height, _STRIP):
        strip = picture.crop((0, top, picture.width, min(top + _STRIP, picture.height))).convert("RGBA")
        ground = Image.new("RGBA", strip.size, GROUND)
        ground.alpha_composite(strip)
        # Luminance in grey: with white behind, what is darker than a certain grey stands out, whatever its hue.
        seen += sum(ground.convert("L").histogram()[:unseen])
    return seen >= _LEAST_SHARE * picture.width * picture.height


def _first_unseen() -> int:
    """Return the darkest level of grey, from 0 to 255, that does not stand out from the ground."""
    return next(level for level in range(256) if contrast("#" + 3 * f"{level:02x}", GROUND) < LEAST_CONTRAST)
