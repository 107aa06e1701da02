"""Read a picture made of pixels (PNG, JPEG, WebP): how large it is, and the file without what was noted in it.

What cameras and programs note in a picture (where and when it was taken, by whom, with what) is left out. The picture
itself is never changed: what is not wanted in it is refused, with what to do.
"""

from __future__ import annotations

import zlib
from typing import Literal

LONGEST_SIDE = 4000
"""Pixels."""
PNG_START = b"\x89PNG\r\n\x1a\n"

SAVE_AGAIN = "Open it in a picture program and save it again as PNG."
CUT_SHORT = f"The file is cut short or damaged. {SAVE_AGAIN}"
_MORE_BEHIND = f"There is more in the file behind the end of the picture. {SAVE_AGAIN}"
_MOVES = f"The picture moves; some readers cannot bear that. {SAVE_AGAIN}"
_TURNED = f"The picture is stored lying on its side or mirrored. {SAVE_AGAIN}"

_PNG_PICTURE = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD", b"pHYs",
}  # fmt: skip
_PNG_HEADER = 13
"""Bytes of IHDR."""
_PNG_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel, by colour type."""
_PNG_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where each pass of an interlaced picture begins (x, y), and its steps (x, y)."""
_JPEG_PICTURE = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")
"""How notes in a JPEG begin that a browser needs to show its colours."""
_WEBP_PICTURE = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_WEBP_NOTES = 0x0C
"""The bits of VP8X that announce EXIF and XMP (RFC 9649, 2.7)."""
_ORIENTATION = 274


def read_png(data: bytes) -> tuple[int, int, bytes]:
    """Walk the chunks: length, type, body, checksum (PNG specification, 5.3)."""
    at, size = len(PNG_START), (0, 0)
    kept = [PNG_START]
    kinds: set[bytes] = set()
    pixels = zlib.decompressobj()
    missing = 0  # bytes of the picture that have not come yet
    while b"IEND" not in kinds:
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        body, checksum = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if kind in _PNG_PICTURE:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
        if at > len(data) or zlib.crc32(kind + body) != int.from_bytes(checksum) or (kind == b"IHDR") == bool(kinds):
            raise ValueError(CUT_SHORT)
        if kind == b"acTL":
            raise ValueError(_MOVES)
        if kind == b"IHDR":
            if length != _PNG_HEADER:
                raise ValueError(CUT_SHORT)
            size = int.from_bytes(body[:4]), int.from_bytes(body[4:8])
            missing = _bytes_of_png(body) if max(size) <= LONGEST_SIDE else 0
        if kind == b"IDAT":
            missing -= _unpacked(pixels, body, missing)
        kinds.add(kind)
    if missing > 0:
        raise ValueError(CUT_SHORT)
    if at < len(data):
        raise ValueError(_MORE_BEHIND)
    return *(size if b"IDAT" in kinds else (0, 0)), b"".join(kept)


def _bytes_of_png(header: bytes) -> int:
    """Return how many bytes the picture has, unpacked (PNG specification, 4.7, 7.2 and 8.2)."""
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colours, interlaced = header[8], header[9], header[12]
    bits = depth * _PNG_SAMPLES.get(colours, 0)
    sizes = [(width, height)]
    if interlaced:
        sizes = [(-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in _PNG_PASSES]
    return sum(high * (1 + -(-wide * bits // 8)) for wide, high in sizes if wide > 0 and high > 0)


def _unpacked(pixels: zlib._Decompress, body: bytes, wanted: int) -> int:
    """Unpack a part of a picture and return how many bytes came, at most a little more than `wanted`; keep none."""
    came = 0
    while body and came <= wanted:
        try:
            came += len(pixels.decompress(body, 1_000_000))
        except zlib.error:
            raise ValueError(CUT_SHORT) from None
        body = pixels.unconsumed_tail
    return came


def read_jpeg(data: bytes) -> tuple[int, int, bytes]:
    """Walk the segments: marker, length, body; after the start of a scan, its data (ITU-T T.81, annex B)."""
    at = 2
    kept = [data[:2]]
    sizes: set[tuple[int, int]] = set()
    scans = 0
    while True:
        start = data[at : at + 1]
        at += 1
        marker = data[at : at + 1]
        if start != b"\xff" or not b"\xc0" <= marker <= b"\xfe" or b"\xd0" <= marker <= b"\xd8":
            if start == marker == b"\xff":
                continue  # fill bytes may stand before a marker
            raise ValueError(CUT_SHORT)
        at += 1
        if marker == b"\xd9":
            break
        if b"\xc0" <= marker <= b"\xcf" and marker not in (b"\xc4", b"\xc8", b"\xcc"):
            sizes.add((int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 3 : at + 5])))
        begin = at - 2
        at += max(2, int.from_bytes(data[at : at + 2]))
        body = data[begin + 4 : at]
        if marker == b"\xda":
            scans += 1
            at = _end_of_scan(data, at)
        if marker == b"\xe1" and _is_turned(body):
            raise ValueError(_TURNED)
        is_note = b"\xe0" <= marker <= b"\xef" or marker == b"\xfe"
        if not is_note or body.startswith(_JPEG_PICTURE):
            kept.append(data[begin:at])
    if at < len(data):
        raise ValueError(_MORE_BEHIND)
    return *(_one(sizes) if scans else (0, 0)), b"".join([*kept, b"\xff\xd9"])


def _is_turned(body: bytes) -> bool:
    """Say whether a camera noted that the picture has to be turned to be seen upright (Exif 2.32, 4.6.4, tag 274)."""
    order: Literal["little", "big"] = "little" if body[6:8] == b"II" else "big"
    first = 6 + int.from_bytes(body[10:14], order)
    for number in range(int.from_bytes(body[first : first + 2], order)):
        entry = body[first + 2 + 12 * number :][:12]
        if int.from_bytes(entry[:2], order) == _ORIENTATION:
            return body.startswith(b"Exif\0\0") and int.from_bytes(entry[8:10], order) > 1
    return False


def _end_of_scan(data: bytes, at: int) -> int:
    # In a scan, ff00 is a plain ff and ffd0 to ffd7 are restarts; any other marker ends it.
    while (at := data.find(b"\xff", at)) >= 0 and (
        data[at + 1 : at + 2] == b"\0" or b"\xd0" <= data[at + 1 : at + 2] <= b"\xd7"
    ):
        at += 2
    return at if at >= 0 else len(data)


def read_webp(data: bytes) -> tuple[int, int, bytes]:
    """Walk the chunks of a RIFF container (RFC 9649, 2.3 to 2.7)."""
    end = int.from_bytes(data[4:8], "little") + 8
    if end != len(data):
        raise ValueError(_MORE_BEHIND if end < len(data) else CUT_SHORT)
    at, picture = 12, False
    kept: list[bytes] = []
    sizes: set[tuple[int, int]] = set()
    while at < end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        whole = data[at : at + 8 + length + length % 2]
        at += 8 + length + length % 2
        if kind == b"VP8X":
            sizes.add((int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1))
        elif kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
            width, height = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
            sizes.add((width & 0x3FFF, height & 0x3FFF))
        elif kind == b"VP8L" and body[:1] == b"\x2f":
            bits = int.from_bytes(body[1:5], "little")
            sizes.add(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        elif kind in (b"ANIM", b"ANMF"):
            raise ValueError(_MOVES)
        picture = picture or kind in (b"VP8 ", b"VP8L")
        if kind == b"VP8X":
            whole = whole[:8] + bytes([whole[8] & ~_WEBP_NOTES]) + whole[9:] if body else whole
        if kind in _WEBP_PICTURE:
            kept.append(whole)
    inside = b"WEBP" + b"".join(kept)
    size = _one(sizes) if at == end and picture else (0, 0)
    return *size, b"RIFF" + len(inside).to_bytes(4, "little") + inside


def _one(sizes: set[tuple[int, int]]) -> tuple[int, int]:
    # A file that gives two sizes would pass by the one and be drawn by the other.
    return sizes.pop() if len(sizes) == 1 else (0, 0)
