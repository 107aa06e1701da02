"""Drawings as Inkscape, Illustrator and Canva export them are taken, and nothing that they noted is published."""

from __future__ import annotations

# ruff: noqa: S314 - what was checked is read
import io
import re
from base64 import b64encode
from xml.etree.ElementTree import fromstring

from PIL import Image, ImageDraw

from policypack.readers.logo import check_logo
from policypack.readers.raster import read_png
from policypack.readers.svg_notes import without_doctype
from policypack.readers.svg_picture import MOST_PIXELS
from tests.folded import folded
from tests.readers.programs import CANVA, ENTITIES, ILLUSTRATOR, INKSCAPE, PLAIN, canva
from tests.readers.test_logo import XLINK, chunk, jpeg, png, refusal, segment, svg

SVG = "{http://www.w3.org/2000/svg}"
EXPORTS = {"Inkscape": INKSCAPE, "Illustrator": ILLUSTRATOR, "Canva": CANVA}
SHAPES = {
    "Inkscape": ["path"],
    "Illustrator": ["path", "circle"],
    "Canva": ["image", "path"],
}
"""What is painted, in order."""


@folded("program", PLAIN)
def test_a_drawing_without_notes_is_published_as_it_is(program: str) -> None:
    assert check_logo(PLAIN[program], "logo.svg").data == PLAIN[program]


@folded("program", EXPORTS)
def test_the_export_of_a_drawing_program_is_taken_with_all_that_is_painted(program: str) -> None:
    logo = check_logo(EXPORTS[program], "logo.svg")
    assert round(logo.width / logo.height, 1) == 1.5
    root = fromstring(logo.data)
    painted = [one for one in root.iter() if one.tag.removeprefix(SVG) in ("path", "circle", "image")]
    clips = {one for clip in root.iter(f"{SVG}clipPath") for one in clip}
    assert [one.tag.removeprefix(SVG) for one in painted if one not in clips] == SHAPES[program]
    assert check_logo(logo.data, "logo.svg") == logo, "what was published is taken again, and is the same"


@folded("program", EXPORTS)
def test_nothing_that_a_drawing_program_noted_for_itself_is_published(program: str) -> None:
    said = check_logo(EXPORTS[program], "logo.svg").data.decode()
    for gone in ("Sam", "Users", "inkscape:", "sodipodi", "adobe", "rdf", "<!", "<?", "pgf", "foreignObject", "export"):
        assert gone not in said, gone
    spaces = set(re.findall(r'xmlns(?::\w+)?="([^"]*)"', said))
    assert spaces == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_a_drawing_keeps_its_styles_gradients_and_spaces() -> None:
    inkscape = fromstring(check_logo(INKSCAPE, "logo.svg").data)
    path = inkscape.find(f".//{SVG}path")
    assert path is not None
    assert path.attrib == {"style": path.get("style"), "d": "M 5,35 20,5 35,35 Z", "id": "path1"}
    assert "fill:url(#linearGradient7)" in path.get("style", "")
    assert [one.get("{http://www.w3.org/1999/xlink}href") for one in inkscape.iter(f"{SVG}linearGradient")] == [
        None,
        "#linearGradient5",
    ]
    illustrator = fromstring(check_logo(ILLUSTRATOR, "logo.svg").data)
    assert ".st0{fill:#0B6E8F;}" in (illustrator.findtext(f"{SVG}style") or "")
    assert illustrator.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


NOTED = {
    "a comment": svg("<!-- drawn by Sam Hill --><path/>"),
    "a comment before it": svg(before="<!-- C:\\Users\\Sam -->"),
    "a comment behind it": svg() + b"<!-- /home/Sam -->",
    "the title of a link": svg('<g xlink:title="C:\\Users\\Sam\\logo.svg"/>', XLINK),
    "the name of a layer": svg('<g data-name="/Users/Sam/logo.svg"><path/></g>'),
    "a description": svg("<desc>Saved as <i:b xmlns:i='http://www.serif.com/'/>/home/Sam/logo.svg</desc><path/>"),
    "a title in a description": svg("<desc><title>C:\\Users\\Sam</title></desc><path/>"),
    "metadata": svg("<metadata><c:Work xmlns:c='http://creativecommons.org/ns#'>Sam</c:Work></metadata>"),
    "a packet in metadata": svg(
        "<metadata><?xpacket begin='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>Sam</x:xmpmeta></metadata>"
    ),
}


@folded("note", NOTED)
def test_a_note_is_left_out_wherever_it_stands(note: str) -> None:
    logo = check_logo(NOTED[note], "logo.svg")
    assert b"Sam" not in logo.data
    assert fromstring(logo.data).tag == f"{SVG}svg"


def entities(inside: str) -> bytes:
    return svg("<text>&a;</text>", before=f"<!DOCTYPE svg [{inside}]>")


ATTACKS = {
    "an entity in an entity": entities('<!ENTITY a "http://ns.adobe.com/"><!ENTITY b "&a;&a;">'),
    "an entity that is no namespace": entities('<!ENTITY a "lol">'),
    "an entity that is nearly a namespace": entities('<!ENTITY a " http://ns.adobe.com/x">'),
    "an entity that is markup": entities("""<!ENTITY a '<script xmlns="http://ns.adobe.com/"/>'>"""),
    "an entity from elsewhere": entities('<!ENTITY a SYSTEM "http://ns.adobe.com/x">'),
    "an entity of a public name": entities('<!ENTITY a PUBLIC "x" "http://ns.adobe.com/x">'),
    "an entity for declarations": entities('<!ENTITY % a "http://ns.adobe.com/x"> %a;'),
    "an element's declaration": entities('<!ATTLIST svg onload CDATA "x()">'),
    "a notation": entities('<!NOTATION a SYSTEM "x">'),
    "a comment in the declarations": entities('<!-- ]> --><!ENTITY a "http://ns.adobe.com/x">'),
    "a second DOCTYPE": svg(before="<!DOCTYPE svg><!DOCTYPE svg>"),
    "a DOCTYPE behind the drawing": svg() + b"<!DOCTYPE svg>",
    "a DOCTYPE that calls another place": svg(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.example/">'),
    "a name that nobody declared": ILLUSTRATOR.replace(b"&ns_sfw;", b"&ns_lol;"),
    "something in a namespace of Adobe": svg(
        '<a:script xmlns:a="http://ns.adobe.com.x.example/">x()</a:script>', before=ENTITIES
    ),
}  # fmt: skip


@folded("attack", ATTACKS)
def test_no_declaration_but_that_of_a_known_namespace_is_ever_expanded(attack: str) -> None:
    assert "Save it again as PNG" in refusal(ATTACKS[attack], "logo.svg")


def test_expanded_namespaces_grow_no_further_than_their_own_length() -> None:
    many = svg("<path/>", "viewBox='0 0 3 2' " + " ".join(f'data-{n}="&ns_extend;"' for n in range(9_000)), ENTITIES)
    assert len(without_doctype(many.decode())) < 4 * len(many)


HIDDEN = {
    "a script in a note": svg("<i:g xmlns:i='http://www.serif.com/'><script>x()</script></i:g>"),
    "a web page in Illustrator's own file": ILLUSTRATOR.replace(
        b"<i:aipgfRef", b'<p xmlns="http://www.w3.org/1999/xhtml" onclick="x()"/><i:aipgfRef'
    ),
    "a web page beside it": svg('<foreignObject requiredExtensions="http://x.example/"/>'),
    "a script in metadata": svg("<metadata><script>x()</script></metadata>"),
    "a piece of a style sheet in a note": svg(
        "<style>g{fill:ur<i:b xmlns:i='http://www.serif.com/'/>l(//x.example)}</style>"
    ),
}


@folded("hidden", HIDDEN)
def test_what_acts_is_refused_among_notes_too(hidden: str) -> None:
    assert "Save it again as PNG" in refusal(HIDDEN[hidden], "logo.svg")


def inside(picture: bytes, kind: str = "png") -> bytes:
    return svg(f'<image xlink:href="data:image/{kind};base64,{b64encode(picture).decode()}"/>', XLINK)


def test_a_picture_in_a_drawing_is_published_without_what_was_noted_in_it() -> None:
    noted = jpeg(between=segment(0xE1, b"Exif\0\0Sam Hill's camera"))
    said = check_logo(canva(noted, "jpeg"), "logo.svg").data
    assert b64encode(jpeg().replace(b"\xff\xff", b"\xff")) in said
    assert b64encode(noted) not in said
    assert check_logo(CANVA, "logo.svg").data == CANVA, "nothing was noted, so nothing is changed"
    spaced = CANVA.replace(b"base64,", b"base64,\n  ")
    assert b64encode(png()) in check_logo(spaced, "logo.svg").data


NO_PICTURE = {
    "a GIF": (inside(b"GIF89a", "gif"), "neither PNG, JPEG nor WebP"),
    "a drawing": (inside(svg("<script/>"), "svg+xml"), "neither PNG, JPEG nor WebP"),
    "a web page": (
        inside(b"<script/>").replace(b"image/png", b"text/html"),
        "neither PNG, JPEG nor WebP",
    ),
    "another kind than it is called": (inside(jpeg(), "png"), "cut short, damaged or not what it is called"),
    "one that is cut short": (inside(png()[:-1]), "cut short, damaged or not what it is called"),
    "one with something behind": (inside(png() + b"<script>"), "cut short, damaged or not what it is called"),
    "one that moves": (inside(png(between=chunk(b"acTL", bytes(8)))), "cut short, damaged or not what it is called"),
    "no base64": (inside(png()).replace(b"base64,", b"base64,%%"), "cut short, damaged or not what it is called"),
    "one that is too large": (inside(png(width=4001)), "more than 4000 pixels a side"),
    "many that are large": (
        svg(2 * f'<image href="data:image/jpeg;base64,{b64encode(jpeg(width=4000, height=3000)).decode()}"/>'),
        f"more than {MOST_PIXELS // 1_000_000} million pixels",
    ),
    "one drawn again and again": (
        svg(f'<image id="p" href="data:image/png;base64,{b64encode(png()).decode()}"/>' + 1_100 * '<use href="#p"/>'),
        "copies of copies",
    ),
}


@folded("kind", NO_PICTURE)
def test_a_picture_in_a_drawing_that_is_no_plain_picture_is_refused_by_name(kind: str) -> None:
    data, said = NO_PICTURE[kind]
    assert said in refusal(data, "logo.svg")


def gif(moves: bool = False) -> bytes:
    first, second = (Image.new("P", (30, 20), number) for number in (0, 1))
    for picture in (first, second):
        picture.putpalette([11, 110, 143, 255, 255, 255])
    ImageDraw.Draw(first).rectangle((5, 5, 10, 10), fill=1)
    written = io.BytesIO()
    more = {"save_all": True, "append_images": [second], "duration": 100} if moves else {}
    first.save(written, "GIF", comment=b"Sam Hill", **more)
    return written.getvalue()


@folded("moves", [False, True])
def test_a_gif_is_taken_as_a_png_of_its_first_picture(moves: bool) -> None:
    logo = check_logo(gif(moves), "logo.gif")
    assert (logo.media_type, logo.extension, logo.width, logo.height) == ("image/png", ".png", 30, 20)
    assert read_png(logo.data) == (30, 20, logo.data)
    with Image.open(io.BytesIO(logo.data)) as picture:
        assert getattr(picture, "n_frames", 1) == 1
        assert [picture.convert("RGB").getpixel(at) for at in ((0, 0), (7, 7))] == [(11, 110, 143), (255, 255, 255)]
    assert b"Sam" not in logo.data


def test_a_gif_that_is_cut_short_anywhere_is_refused_or_a_whole_picture() -> None:
    data = gif()
    for length in range(0, len(data), 7):
        if not refusal(data[:length], "logo.gif"):
            logo = check_logo(data[:length], "logo.gif")
            assert read_png(logo.data)[:2] == (30, 20)
