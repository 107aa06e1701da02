"""Logos: what may be published is passed on as it is, anything else is refused with what to do."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.base.workspace import shipped
from policypack.readers.logo import LARGEST_LOGO, check_logo
from policypack.readers.raster import LONGEST_SIDE
from tests.folded import folded

# ruff: noqa: E501 - drawings are as programs write them


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 3, height: int = 2, between: bytes = b"") -> bytes:
    is_refused = max(width, height) > LONGEST_SIDE  # whatever it holds
    rows = zlib.compress(b"" if is_refused else (b"\0" + b"\x0b\x6e\x8f" * width) * height)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + between + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(width: int = 3, height: int = 2, frame: int = 0xC0, between: bytes = b"") -> bytes:
    app0 = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    sof = segment(frame, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + app0 + between + sof + b"\xff" + segment(0xC4, b"\0" * 17) + scan + scan + b"\xff\xd9"


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def lossy(width: int = 3, height: int = 2) -> tuple[bytes, bytes]:
    return b"VP8 ", b"\x30\1\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + b"\0" * 5


def lossless(width: int = 3, height: int = 2) -> tuple[bytes, bytes]:
    return b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + b"\0" * 4


def extended(width: int = 3, height: int = 2) -> tuple[bytes, bytes]:
    return b"VP8X", b"\0\0\0\0" + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]


def svg(inside: str = '<path d="M0 0h3v2z"/>', root: str = 'viewBox="0 0 3 2"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inside}</svg>'.encode()


XLINK = 'viewBox="0 0 3 2" xmlns:xlink="http://www.w3.org/1999/xlink"'

NOTE = chunk(b"tEXt", b"Comment\0made by hand")
GOOD = {
    "logo.png": png(),
    "Logo.PNG": png(between=NOTE),
    "logo.jpg": jpeg(),
    "logo.jpeg": jpeg(frame=0xC2),
    "lossy.webp": riff(lossy()),
    "lossless.webp": riff(lossless()),
    "extended.webp": riff(extended(), (b"ICCP", b"abc"), lossless()),
    "logo.svg": svg(),
    "declared.svg": svg(before='\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn by hand -->\n'),
    "sized.svg": svg(root='width="3px" height="2"'),
    "inches.svg": svg(root='width=".03125in" height="1.5pt"'),
    "percent.svg": svg(root='width="100%" height="100%" viewBox="-1.5 -1,3 2"'),
    "gradient.svg": svg('<mask id="g"><path/></mask><path style="fill:url(#g)" mask="url(\'#g\')"/>'),
    "copies.svg": svg('<path id="p"/>' + 200 * '<use xlink:href="#p"/>', XLINK),
    "styled.svg": svg("<style>.a{fill:#0b6e8f}@media (prefers-color-scheme:dark){.a{fill:#fff}}</style>"),
    "words.svg": svg("<title>On data: and a javascript: that is only named, url(x)</title>"),
    "notes.svg": svg(
        '<i:namedview i:zoom="2" i:label="a\\b"/><metadata><r:RDF><r:li r:resource="http://x.example"/></r:RDF></metadata>',
        'viewBox="0 0 3 2" xmlns:i="http://www.inkscape.org/namespaces/inkscape" '
        'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
    ),
}  # fmt: skip


REWRITTEN = {"declared.svg", "notes.svg"}
"""Drawings with notes in them: what is left of them stands in test_exported_logos.py."""


@folded("name", GOOD)
def test_a_plain_logo_is_passed_on_as_it_is_with_its_size(name: str) -> None:
    logo = check_logo(GOOD[name], name)
    assert (logo.width, logo.height) == (3, 2)
    if name not in REWRITTEN:
        assert logo.data == GOOD[name].replace(NOTE, b"").replace(b"\xff\xff\xc4", b"\xff\xc4")
    assert logo.extension == Path(name).suffix.lower().replace("jpeg", "jpg")
    assert logo.media_type.split("/")[1].startswith(logo.extension[1:].replace("jpg", "jpeg"))


def test_the_example_organisations_logo_is_good() -> None:
    logo = check_logo((shipped("site_config") / "logo.svg").read_bytes(), "logo.svg")
    assert (logo.media_type, logo.width, logo.height) == ("image/svg+xml", 64, 64)


REFUSED = {
    "empty": (b"", "logo.png", "The file is empty."),
    "too many bytes": (png() + b"\0" * LARGEST_LOGO, "logo.png", "The picture is 2.0 MB; at most 2 MB are wanted."),
    "GIF cut short": (b"GIF89a\3\0\2\0...", "logo.gif", "cut short or damaged"),
    "GIF without a size": (b"GIF89a...", "logo.gif", "cut short or damaged"),
    "GIF too wide": (b"GIF89a\xff\xff\1\0\0\0\0;", "logo.gif", "The picture is 65535 by 1 pixels"),
    "GIF named PNG": (b"GIF89a\3\0\2\0...", "logo.png", "it is a GIF picture. Give it a name that ends in .gif."),
    "PDF": (
        b"%PDF-1.7",
        "logo.pdf",
        "The picture is a PDF; PNG, JPEG, WebP, GIF or SVG are wanted. Open it, take a picture",
    ),
    "SVGZ": (
        b"\x1f\x8b\x08",
        "logo.svg",
        "The picture is a compressed file; PNG, JPEG, WebP, GIF or SVG are wanted. Save it",
    ),
    "HEIC": (b"\0\0\0\x18ftypheic", "logo.jpg", "a HEIC or AVIF picture, or a film; PNG"),
    "text": (b"our logo", "logo.png", "no picture that can be read; PNG"),
    "JPEG named PNG": (jpeg(), "logo.png", '"logo.png", but it is a JPEG picture. Give it a name that ends in .jpg.'),
    "SVG named PNG": (svg(), "logo.png", "it is an SVG drawing. Give it a name that ends in .svg."),
    "PNG without ending": (png(), "logo", "it is a PNG picture. Give it a name that ends in .png."),
    "PNG too wide": (png(width=LONGEST_SIDE + 1), "l.png", "The picture is 4001 by 2 pixels; at most 4000 a side"),
    "PNG without width": (png(width=0), "l.png", "cut short or damaged"),
    "PNG cut short": (png()[:-1], "l.png", "cut short or damaged"),
    "PNG with a changed byte": (png().replace(b"\x08\x02\0\0\0", b"\x08\x06\0\0\0"), "l.png", "cut short or damaged"),
    "PNG with two headers": (png(between=png()[8:33]), "l.png", "cut short or damaged"),
    "PNG without a picture": (png()[:33] + chunk(b"IEND", b""), "l.png", "cut short or damaged"),
    "PNG with something behind": (png() + b"<script>", "l.png", "more in the file behind the end"),
    "PNG that moves": (png(between=chunk(b"acTL", b"\0" * 8)), "l.png", "The picture moves"),
    "JPEG too high": (jpeg(height=5000), "l.jpg", "The picture is 3 by 5000 pixels"),
    "JPEG cut short": (jpeg()[:-2], "l.jpg", "cut short or damaged"),
    "JPEG without a frame": (jpeg(frame=0xE1), "l.jpg", "cut short or damaged"),
    "JPEG with two sizes": (jpeg(between=segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")), "l.jpg", "cut short or damaged"),
    "JPEG without a scan": (jpeg()[:33] + b"\xff\xd9", "l.jpg", "cut short or damaged"),
    "JPEG with something behind": (jpeg() + b"PK", "l.jpg", "more in the file behind the end"),
    "WebP cut short": (riff(lossy())[:-1], "l.webp", "cut short or damaged"),
    "WebP with a long chunk": (riff((b"VP8 ", b"")).replace(b"VP8 \0", b"VP8 \x09"), "l.webp", "cut short or damaged"),
    "WebP with a long last chunk": (
        riff(lossy(), (b"EXIF", b"")).replace(b"EXIF\0", b"EXIF\x09"),
        "l.webp",
        "cut short or damaged",
    ),
    "WebP without a picture": (riff(extended()), "l.webp", "cut short or damaged"),
    "WebP with two sizes": (riff(extended(), lossy(width=9)), "l.webp", "cut short or damaged"),
    "WebP that says it is huge": (b"RIFF\xff\xff\xff\xffWEBP", "l.webp", "cut short or damaged"),
    "WebP with something behind": (riff(lossy()) + b"PK", "l.webp", "more in the file behind the end"),
    "WebP that moves": (riff(extended(), (b"ANIM", b"\0" * 6), lossy()), "l.webp", "The picture moves"),
    "WebP too wide": (riff(lossless(width=4001)), "l.webp", "The picture is 4001 by 2 pixels"),
}

RULE = "a style sheet with @import or another rule that is not about shapes and colours"

# What stands in the drawing, and what the refusal calls it.
HELD = {
    "<script>alert(1)</script>": "a script",
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>': "a script",
    '<iframe xmlns="http://www.w3.org/1999/xhtml"/>': 'an element that no plain drawing needs ("iframe")',
    '<g xmlns=""/>': 'an element that no plain drawing needs ("g")',
    "<video/>": 'an element that no plain drawing needs ("video")',
    "<foreignObject/>": "a piece of a web page",
    '<path onclick="x()"/>': 'an event handler ("onclick")',
    '<path oNLoad="x()"/>': 'an event handler ("onload")',
    '<path xlink:onload="x()"/>': 'an event handler ("onload")',
    '<a href="#x"/>': "a link",
    '<use href="https://x.example/a.svg#p"/>': "a link to another place",
    '<use xlink:href="a.svg#p"/>': "a link to another place",
    '<g xml:base="https://x.example/"/>': "a link to another place",
    '<use href="java\tscript:x()"/>': "a link to another place and a javascript: or data: address",
    '<path fill="DATA:image/png,"/>': "a javascript: or data: address",
    '<image href="#x"/>': "a picture inside the drawing that is in another place",
    '<image href="https://x.example/a.png"/>': "a picture inside the drawing that is in another place",
    '<image xlink:href="file:///C:/logo.png"/>': "a picture inside the drawing that is in another place",
    "<image/>": "a picture inside the drawing that is nowhere",
    '<feImage href="#x"/>': "a picture inside the drawing",
    "<animate/>": "an animation",
    '<set attributeName="x"/>': "an animation",
    '<path style="fill:url(https://x.example)"/>': "an address (url) in a style",
    "<path fill=\"URL( ' https://x.example')\"/>": "an address (url) in a style",
    '<path style="fill:image-set(&quot;//x.example&quot; 1x)"/>': "an address (url) in a style",
    '<path fill="u\\72l(//x.example)"/>': "a style written with backslashes",
    "<style>.a{fill:url(x.svg#g)}</style>": "an address (url) in a style",
    "<style>.a{fill:url('//x.example')}</style>": "an address (url) in a style",
    "<style>.a{fill:image-set('#g' 1x,'//x.example' 2x)}</style>": "an address (url) in a style",
    "<style>svg{background-image:ur<i:style xmlns:i='http://www.inkscape.org/namespaces/inkscape'/>l(//x.example)}</style>": "a "
    "piece inside a style sheet and an address (url) in a style",
    "<style>@media print{@import '//x.example';}</style>": RULE,
    '<path style="fill:red;}b{fill:url(//x.example)"/>': RULE,
    "<style>.a{fill:u<!-- -->rl(//x.example)}</style>": "an address (url) in a style",
    "<style><![CDATA[@import '//x.example';]]></style>": RULE,
    "<style>@keyframes a{}</style>": RULE,
    "<style>.a{fill:\\75rl(x)}</style>": "a style written with backslashes",
    "<?xml-stylesheet href='x'?>": 'an instruction for other programs ("xml-stylesheet")',
    '<mask id="m"><path mask="url(#m)"/></mask>': "pieces that refer to each other in a circle",
    '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>': "pieces that refer to each other in a circle",
    '<script/><path onclick=""/><animate/>': 'a script, an event handler ("onclick") and an animation',
    '<script/><a/><image/><set/><g onx="" ony=""/>': "a script, a link, "
    'a picture inside the drawing that is nowhere, an animation, an event handler ("onx") and more of that kind',
}

NO_DRAWING = {
    "DOCTYPE of another kind": (svg(before="<!DOCTYPE html>"), "The picture holds a DOCTYPE declaration"),
    "entities": (svg(before='<!doctype svg [<!ENTITY a "b">]>'), "The picture holds a DOCTYPE declaration"),
    "another encoding": (svg(before='<?xml version="1.0" encoding="latin1"?>'), "a note that it is not UTF-8"),
    "not UTF-8": (svg().replace(b"path", b"p\xe4th"), "is a drawing that is not saved as UTF-8"),
    "broken XML": (svg("<path>"), "cannot be read as a drawing (line 1: mismatched tag)"),
    "an undeclared entity": (svg("<title>&nbsp;</title>"), "cannot be read as a drawing (line 1: undefined entity)"),
    "a web page": (b"<html><body/></html>", 'starts with "html", not with svg'),
    "no namespace": (b'<svg viewBox="0 0 3 2"/>', 'starts with "svg", not with svg in the namespace'),
    "no size": (svg(root=""), "does not say how wide and how high it is"),
    "an empty shape": (svg(root='viewBox="0 0 0 2"'), "does not say how wide and how high it is"),
    "too large": (svg(root='width="5000" height="10"'), "The picture is 5000 by 10 pixels"),
}


@folded("case", REFUSED)
def test_what_is_no_plain_picture_is_refused_with_what_was_found(case: str) -> None:
    data, name, message = REFUSED[case]
    assert message in refusal(data, name)


@folded("inside", HELD)
def test_a_drawing_that_acts_moves_or_calls_is_refused_with_everything_found(inside: str) -> None:
    message = f"The picture holds {HELD[inside]}. Save it again as PNG, or as plain SVG."
    assert refusal(svg(inside, XLINK), "logo.svg") == message


@folded("case", NO_DRAWING)
def test_what_is_no_whole_drawing_is_refused_with_what_was_found(case: str) -> None:
    data, message = NO_DRAWING[case]
    assert message in refusal(data, "logo.svg")


def test_every_refusal_says_what_to_do() -> None:
    for data, name in [
        *((data, name) for data, name, _ in REFUSED.values()),
        *((svg(inside, XLINK), "logo.svg") for inside in HELD),
        *((data, "logo.svg") for data, _ in NO_DRAWING.values()),
    ]:
        _, _, to_do = refusal(data, name).rstrip(".").rpartition(". ")
        assert to_do.startswith(("Save it ", "Open it", "Give it ", "Choose ")), to_do


def test_a_large_shape_without_pixels_is_a_shape_and_not_a_large_picture() -> None:
    logo = check_logo(svg(root='viewBox="0 0 21000 10500"'), "logo.svg")
    assert (logo.width, logo.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 400), st.binary(max_size=6), st.integers(0, 6))
def test_a_damaged_file_is_passed_or_refused_but_never_breaks_the_check(
    name: str, at: int, put: bytes, cut: int
) -> None:
    data = GOOD[name]
    refusal(data[:at] + put + data[at + cut :], name)


@folded("name", ["logo.png", "logo.jpg", "lossy.webp", "extended.webp"])
def test_no_picture_that_is_cut_short_is_passed(name: str) -> None:
    for length in range(len(GOOD[name])):
        assert refusal(GOOD[name][:length], name)


def refusal(data: bytes, name: str) -> str:
    try:
        check_logo(data, name)
    except ValueError as error:
        return str(error)
    return ""


def png_of(packed: bytes, width: int, height: int, interlaced: int = 0) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


EIGHT_BY_EIGHT = 4 + 4 + 7 + 2 * 7 + 2 * 13 + 4 * 13 + 4 * 25
"""Bytes of the seven passes of an interlaced picture of 8 by 8 pixels, three bytes each."""


@pytest.mark.parametrize(
    "data",
    [
        png_of(b"these are no packed pixels", 3, 2),
        png_of(zlib.compress(bytes(19)), 3, 2),
        png_of(zlib.compress(bytes(20))[:-9], 3, 2),
        png_of(zlib.compress(bytes(EIGHT_BY_EIGHT - 1)), 8, 8, 1),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"") + chunk(b"IDAT", b"") + chunk(b"IEND", b""),
    ],
    ids=["not packed", "a byte too few", "cut off", "interlaced, a byte too few", "no header"],
)
def test_a_png_whose_picture_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="cut short or damaged"):
        check_logo(data, "logo.png")


def test_a_png_is_taken_whole_and_interlaced() -> None:
    assert check_logo(png_of(zlib.compress(bytes(20)), 3, 2), "logo.png").width == 3
    assert check_logo(png_of(zlib.compress(bytes(EIGHT_BY_EIGHT)), 8, 8, 1), "logo.png").width == 8


def nested(inside: str, outside: str, levels: int = 11) -> bytes:
    """Return a drawing whose pieces refer to each other, ten times each. inside, outside: with {n} and {m}, one less."""
    parts = [
        outside.format(n=level, inside=10 * inside.format(m=level - 1) if level else "<path/>")
        for level in range(levels)
    ]
    return svg("".join(parts) + inside.format(m=levels - 1), XLINK)


GROWING = {
    "use": nested('<use href="#e{m}"/>', '<g id="e{n}">{inside}</g>'),
    "symbol": nested('<use xlink:href="#e{m}"/>', '<symbol id="e{n}">{inside}</symbol>'),
    "mask": nested('<rect mask="url(#e{m})"/>', '<mask id="e{n}">{inside}</mask>'),
    "clip": nested('<rect clip-path="url(#e{m})"/>', '<clipPath id="e{n}">{inside}</clipPath>'),
    "pattern": nested('<rect fill="url(#e{m})"/>', '<pattern id="e{n}">{inside}</pattern>'),
    "stroke": nested("<rect style='stroke:url(\"#e{m}\")'/>", '<pattern id="e{n}">{inside}</pattern>'),
    "marker": nested('<path d="M0 0h1h1h1" marker-mid="url(#e{m})"/>', '<marker id="e{n}">{inside}</marker>'),
    "markers": nested('<g style="marker:url(#e{m})"><path d="M0 0h1"/></g>', '<marker id="e{n}">{inside}</marker>'),
    "filter": svg(f'<filter id="f">{200 * "<feOffset/>"}</filter>' + 10 * '<rect filter="url(#f)"/>'),
    "class": nested('<rect class="c{m}"/>', '<style>.c{n}{{mask:url(#e{n})}}</style><mask id="e{n}">{inside}</mask>'),
    "element": svg(
        f'<style>g > rect, .no{{mask:url(#m)}}</style><mask id="m">{300 * "<path/>"}</mask><g>{300 * "<rect/>"}</g>'
    ),
    "handed on": svg(
        f'<pattern id="p">{100 * "<path/>"}</pattern><pattern id="q"><g fill="url(#p)">{100 * "<path/>"}</g></pattern>'
        f'<g fill="url(#q)">{100 * "<path/>"}</g>'
    ),
    "corners": svg(f'<marker id="m">{100 * "<path/>"}</marker><path marker-mid="url(#m)" d="M0 0{900 * "h1"}"/>'),
}


@folded("way", GROWING)
def test_a_drawing_that_grows_when_it_is_drawn_is_refused_whatever_refers_to_what(way: str) -> None:
    assert len(GROWING[way]) < 10_000
    assert "copies of copies: more than 50000 pieces, all told" in refusal(GROWING[way], "logo.svg")


def test_a_large_map_is_taken() -> None:
    parish = '<g class="a" clip-path="url(#c)"><path d="M0 0h3v2z"/><path class="b" d="M0 0h3v2z"/></g>'
    data = svg(
        "<style>.a{fill:url(#g)}.b{stroke:#fff}</style><linearGradient id='g'><stop/></linearGradient><clipPath id='c'>"
        f"<path/></clipPath>{2_000 * parish}"
    )
    assert check_logo(data, "logo.svg").data == data
