"""A picture inside a drawing (SVG), as Canva and others put it there: whole, in a data: address.

It is looked at like a logo that is a picture, and put back without what was noted in it.
"""

from __future__ import annotations

import base64
import re

from policypack.readers.raster import LONGEST_SIDE, PNG_START, read_jpeg, read_png, read_webp

MOST_PIXELS = LONGEST_SIDE**2
"""Of all pictures in one drawing."""
INSIDE = "a picture inside the drawing"
_DATA = re.compile(r"\s*data:image/(png|jpe?g|webp);base64,", re.IGNORECASE)
_KINDS = {
    "png": (PNG_START, read_png), "jpeg": (b"\xff\xd8\xff", read_jpeg), "webp": (b"RIFF", read_webp),
}  # fmt: skip


def read_inside(address: str) -> tuple[int, str]:
    """Return how many pixels the picture at an address has, and the address of what is left of it.

    Raises ValueError with what to call it where it is no whole picture in the address itself.
    """
    found = _DATA.match(address)
    if found is None:
        what = "neither PNG, JPEG nor WebP" if address.strip().lower().startswith("data:") else "in another place"
        raise ValueError(f"{INSIDE} that is {what}")
    kind = found[1].lower().replace("jpg", "jpeg")
    start, read = _KINDS[kind]
    try:
        data = picture_in(address)
        width, height, kept = read(data) if data.startswith(start) else (0, 0, b"")
    except ValueError:
        width = 0
    if not (width and height):
        raise ValueError(f"{INSIDE} that is cut short, damaged or not what it is called")
    if max(width, height) > LONGEST_SIDE:
        raise ValueError(f"{INSIDE} of more than {LONGEST_SIDE} pixels a side")
    return width * height, f"data:image/{kind};base64,{base64.b64encode(kept).decode('ascii')}"


def picture_in(address: str) -> bytes:
    """Return the picture in a data: address. Raises ValueError where it holds none in base64."""
    return base64.b64decode("".join(address.partition(",")[2].split()), validate=True)
