"""Check a logo: what the bytes are, how large the picture is, and that nothing is hidden in it or behind it.

What pictures of pixels may hold: raster.py. What a drawing may hold: logo_svg.py. Neither is changed but by leaving out
what was noted in it. A GIF is written anew, as PNG: of a picture that moves, its first is taken.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from policypack.base.problems import quoted
from policypack.readers.logo_svg import read_svg
from policypack.readers.raster import CUT_SHORT, LONGEST_SIDE, PNG_START, SAVE_AGAIN, read_jpeg, read_png, read_webp

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_LOGO = 2_000_000
"""Bytes. A logo for the web takes some 20 kB."""

_SMALLEST_GIF = 10
"""Bytes: the signature, and the width and height of the screen."""
_AS_A_PICTURE = "Open it, take a picture of it on your screen (a screenshot), and save that as PNG."
_OTHERS = {
    b"BM": ("a BMP picture", SAVE_AGAIN),
    b"\0\0\1\0": ("an icon file", SAVE_AGAIN),
    b"II*\0": ("a TIFF picture", SAVE_AGAIN),
    b"MM\0*": ("a TIFF picture", SAVE_AGAIN),
    b"8BPS": ("a Photoshop file", SAVE_AGAIN),
    b"%PDF": ("a PDF", _AS_A_PICTURE),
    b"PK": ("a zip or Office file", _AS_A_PICTURE),
    b"%!PS": ("a PostScript file", "Choose a PNG of it: whoever drew it can save one."),
    b"\x1f\x8b": ("a compressed file", "Save it again as PNG, or as plain SVG (SVGZ is compressed)."),
}
"""How other files begin; what they are, and what to do."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that may be published.

    media_type: ``image/png``, ``image/jpeg``, ``image/webp`` or ``image/svg+xml``.
    extension: how the name of the published file ends: ``.png``, ``.jpg``, ``.webp`` or ``.svg``.
    data: the file, without what cameras and programs noted in it.
    width, height: in pixels, from 1 to LONGEST_SIDE.
    """

    media_type: str
    extension: str
    data: bytes = field(repr=False)
    width: int
    height: int


def check_logo(data: bytes, name: str) -> Logo:
    """Check a logo file.

    data: the whole file. name: its name, whose ending has to fit what the bytes are.
    Raises ValueError in plain words: what was found, and what to do.
    """
    if not data:
        raise ValueError("The file is empty. Choose another file.")
    if len(data) > LARGEST_LOGO:
        given, wanted = len(data) / 1_000_000, LARGEST_LOGO // 1_000_000
        raise ValueError(f"The picture is {given:.1f} MB; at most {wanted} MB are wanted. Save it smaller.")
    kind = _kind_of(data)
    if PurePath(name).suffix.lower() not in kind.endings:
        raise ValueError(
            f"The picture is named {quoted(name)}, but it is {kind.said}. "
            f"Give it a name that ends in {kind.endings[0]}."
        )
    width, height, data = kind.read(data)
    if not (width and height):
        raise ValueError(CUT_SHORT)
    _require_side(width, height)
    return Logo(kind.media_type, kind.published or kind.endings[0], data, width, height)


class _Kind(NamedTuple):
    media_type: str
    said: str
    endings: tuple[str, ...]
    read: Callable[[bytes], tuple[int, int, bytes]]
    """Returns the width and height in pixels (0 where they are not known), and the file as it may be published."""
    published: str = ""
    """The ending of the published file, where it is another than the first of `endings`."""


def _kind_of(data: bytes) -> _Kind:
    if data.startswith(PNG_START):
        return _Kind("image/png", "a PNG picture", (".png",), read_png)
    if data.startswith(b"\xff\xd8\xff"):
        return _Kind("image/jpeg", "a JPEG picture", (".jpg", ".jpeg"), read_jpeg)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _Kind("image/webp", "a WebP picture", (".webp",), read_webp)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _Kind("image/png", "a GIF picture", (".gif",), _read_gif, ".png")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return _Kind("image/svg+xml", "an SVG drawing", (".svg",), lambda data: read_svg(data, LONGEST_SIDE))
    found, to_do = next(
        (said for start, said in _OTHERS.items() if data.startswith(start)), ("no picture that can be read", SAVE_AGAIN)
    )
    if data[4:8] == b"ftyp":
        found = "a HEIC or AVIF picture, or a film"
    raise ValueError(f"The picture is {found}; PNG, JPEG, WebP, GIF or SVG are wanted. {to_do}")


def _read_gif(data: bytes) -> tuple[int, int, bytes]:
    """Write the first picture of a GIF as PNG. Pillow knows how it is packed; it is loaded only where one is met."""
    from PIL import Image

    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if len(data) < _SMALLEST_GIF or not (width and height):
        raise ValueError(CUT_SHORT)
    _require_side(width, height)
    try:
        with Image.open(io.BytesIO(data), formats=["GIF"]) as picture:
            _require_side(*picture.size)  # of the first picture, which can be larger than the screen
            written = io.BytesIO()
            picture.convert("RGBA").save(written, "PNG", optimize=True)
    except (OSError, SyntaxError, EOFError, IndexError, KeyError, TypeError, Image.DecompressionBombError):
        raise ValueError(CUT_SHORT) from None
    return read_png(written.getvalue())


def _require_side(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE:
        raise ValueError(
            f"The picture is {width} by {height} pixels; at most {LONGEST_SIDE} a side are wanted. Save it smaller."
        )
