"""A logo is published without what was hidden in it, or refused in plain words: nothing in it acts, calls or tells."""

from __future__ import annotations

import random
import re
import struct
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest

from policypack.publish.build import build_all
from policypack.readers.logo import Logo, check_logo
from policypack.readers.svg_weight import MOST_PIECES
from tests.hardening.canaries import TODAY
from tests.hardening.rounds import count
from tests.organisations import CHECKOUT, workspace_of
from tests.readers.test_logo import GOOD, HELD, XLINK, chunk, extended, jpeg, lossy, png, riff, segment, svg

SECRET = b"51 deg 30' N, taken by Sam Hill with NIKON D5"


def exif(turned: int = 1, order: str = "<") -> bytes:
    """Return what a camera notes: which way is up, and where the picture was taken."""
    start = b"II*\0" if order == "<" else b"MM\0*"
    entries = struct.pack(f"{order}HHIHH", 274, 3, 1, turned, 0) + struct.pack(
        f"{order}HHII", 34853, 2, len(SECRET), 38
    )
    return b"Exif\0\0" + start + struct.pack(f"{order}IH", 8, 2) + entries + b"\0\0\0\0" + SECRET


NOTED = {
    "a text in a PNG": ("l.png", png(between=chunk(b"tEXt", b"Author\0" + SECRET))),
    "a packed text in a PNG": ("l.png", png(between=chunk(b"zTXt", b"Author\0\0" + SECRET))),
    "a long text in a PNG": ("l.png", png(between=chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET))),
    "a place in a PNG": ("l.png", png(between=chunk(b"eXIf", exif()[6:]))),
    "a chunk of its own in a PNG": ("l.png", png(between=chunk(b"zZZz", SECRET))),
    "a web page in a PNG": ("l.png", png(between=chunk(b"tEXt", b"<script>alert(1)</script>" + SECRET))),
    "a place in a JPEG": ("l.jpg", jpeg(between=segment(0xE1, exif()))),
    "a place in a JPEG of another make": ("l.jpg", jpeg(between=segment(0xE1, exif(order=">")))),
    "XMP in a JPEG": ("l.jpg", jpeg(between=segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET))),
    "a caption in a JPEG": ("l.jpg", jpeg(between=segment(0xED, b"Photoshop 3.0\0" + SECRET))),
    "a comment in a JPEG": ("l.jpg", jpeg(between=segment(0xFE, b"*/=1;alert(1)/*" + SECRET))),
    "a small picture in a JPEG": ("l.jpg", jpeg(between=segment(0xE0, b"JFXX\0" + SECRET))),
    "a place in a WebP": ("l.webp", riff(extended(), lossy(), (b"EXIF", exif()))),
    "XMP in a WebP": ("l.webp", riff(extended(), lossy(), (b"XMP ", SECRET))),
    "a chunk of its own in a WebP": ("l.webp", riff(extended(), lossy(), (b"SECR", SECRET))),
}


@pytest.mark.parametrize("name", NOTED)
def test_what_a_camera_or_a_program_noted_is_left_out_and_the_picture_stays(name: str) -> None:
    file, data = NOTED[name]
    logo = check_logo(data, file)
    plain = {".png": png(), ".jpg": jpeg().replace(b"\xff\xff", b"\xff"), ".webp": riff(extended(), lossy())}[
        logo.extension
    ]
    assert SECRET not in logo.data
    assert logo.data == plain
    assert check_logo(logo.data, file) == logo


def test_colours_and_transparency_stay_in_the_picture() -> None:
    profile = b"ICC_PROFILE\0\1\1abc"
    assert check_logo(jpeg(between=segment(0xE2, profile)), "l.jpg").data.count(profile) == 1
    assert check_logo(jpeg(between=segment(0xEE, b"Adobe\0d\0\0\0\0\1")), "l.jpg").data.count(b"Adobe") == 1
    assert check_logo(png(between=chunk(b"iCCP", b"x\0\0abc")), "l.png").data.count(b"iCCP") == 1
    clear = riff(extended(), (b"ALPH", b"abcd"), lossy())
    assert check_logo(clear, "l.webp").data == clear


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("turned", range(2, 9))
def test_a_picture_that_would_lie_on_its_side_without_its_note_is_refused(turned: int, order: str) -> None:
    with pytest.raises(ValueError, match=r"The picture is stored lying on its side or mirrored\. Open it"):
        check_logo(jpeg(between=segment(0xE1, exif(turned, order))), "l.jpg")


BOMB = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in pairwise("abcdefghi"))
POLYGLOTS = {
    "GIF and script": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "BMP and script": b"BM/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "PNG and web page": png() + b"<html><script>alert(1)</script>",
    "PNG and zip": png() + b"PK\3\4" + b"\0" * 26,
    "JPEG and zip": jpeg() + b"PK\3\4" + b"\0" * 26,
    "WebP and zip": riff(lossy()) + b"PK\3\4" + b"\0" * 26,
    "SVG and zip": svg() + b"PK\3\4" + b"\0" * 26,
    "PDF and PNG": b"%PDF-1.7\n" + png(),
    "script before a PNG": b"<!--" + png(),
    "web page as SVG": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "SVG with a DOCTYPE that calls": svg(before='<!DOCTYPE svg PUBLIC "x" "https://x.example/a.dtd">'),
    "SVG with an outside entity": svg("<text>&x;</text>", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "SVG with an entity bomb": svg("<text>&i;</text>", before=f"<!DOCTYPE svg [<!ENTITY a 'ha'>{BOMB}]>"),
    "SVG in UTF-16 with a script": svg("<script/>").decode().encode("utf-16"),
    "SVG in UTF-7": svg(before='<?xml version="1.0" encoding="UTF-7"?>'),
    "PNG of 4 billion pixels": png(width=65535, height=65535),
    "PNG of a negative width": png(width=0xFFFFFFFF),
    "JPEG of 65,535 pixels": jpeg(width=65535, height=65535),
    "WebP of 16,384 pixels": riff(extended(16384, 16384)),
    "SVG of a billion pixels": svg(root='width="1000000000" height="1000000000"'),
    "SVG of many namespaces": svg("<text>" + "&n;" * 200_000, before='<!DOCTYPE svg [<!ENTITY n "http://ns.adobe.com/">]>'),
    "deep SVG": svg("<g>" * 60 + "</g>" * 60) ,
    "SVG of many pieces": svg("<g/>" * 20_001),
    "SVG with a font from elsewhere": svg("<style>@font-face{font-family:x;src:url(//x.example/f)}</style>"),
}  # fmt: skip


@pytest.mark.parametrize("name", POLYGLOTS)
@pytest.mark.parametrize("ending", [".png", ".jpg", ".webp", ".svg", ".gif"])
def test_what_is_two_things_at_once_or_larger_than_a_logo_is_refused_in_plain_words(name: str, ending: str) -> None:
    with pytest.raises(ValueError, match=r"\b[Tt]he (picture|file)\b.*\.$") as found:
        check_logo(POLYGLOTS[name], f"logo{ending}")
    assert len(str(found.value)) < 300


def test_any_damage_to_a_picture_or_a_drawing_is_passed_clean_or_refused() -> None:
    names = {**GOOD, **dict(NOTED.values())}
    bad = [svg(inside, XLINK) for inside in HELD]
    for number in range(count(300, 20_000)):
        chance = random.Random(number)
        name = chance.choice([*names, "logo.svg"])
        data = chance.choice(bad) if name == "logo.svg" else names[name]
        for _ in range(chance.randint(1, 3)):
            at, cut = chance.randrange(len(data) + 1), chance.choice([0, 0, 1, 2, 8])
            put = chance.choice(
                [b"", chance.randbytes(chance.randint(1, 4)), chance.choice(bad)[60:120], b"\0", b"<", b"&#x6f;"]
            )
            data = data[:at] + put + data[at + cut :]
        try:
            logo = check_logo(data, name)
        except ValueError as error:
            is_said = "he picture" in str(error) or "he file " in str(error)
            assert is_said, number
        else:
            assert is_clean(logo), (number, logo.data)


WAYS = {
    "href": '<use {xlink}href="#{to}"/>',
    "mask": '<path mask="url(#{to})" d="M0 0h1"/>',
    "clip": '<path clip-path="url(#{to})" d="M0 0h1"/>',
    "fill": '<path fill="url(#{to})" d="M0 0h1"/>',
    "stroke": '<path style="stroke:url(#{to})" d="M0 0h1"/>',
    "filter": '<path style="filter:url(\'#{to}\')" d="M0 0h1"/>',
    "marker": '<path marker-end="url(#{to})" d="M0 0h1"/>',
    "sheet": '<style>.to{to}{{mask:url(#{to})}}</style><path class="to{to}" d="M0 0h1"/>',
}
HOLDERS = ("g", "symbol", "mask", "pattern", "marker", "clipPath", "defs")


def drawing(chance: random.Random) -> tuple[bytes, float]:
    """Return a drawing of pieces that refer to each other by chance, and how many pieces come of it at the least.

    That is without end where a piece comes to hold itself.
    """
    size, most = chance.randint(1, 14), chance.choice((1, 2, 4, 9))
    ways = chance.sample(list(WAYS), k=chance.randint(1, 3))

    def lead(number: int) -> int:
        """Return one of the two pieces before this one, and now and then any."""
        first, end = (0, size) if chance.random() < 0.01 else (max(0, number - 2), number)
        return chance.randrange(first, end)

    leads = [[], *([lead(number) for _ in range(chance.randint(1, most))] for number in range(1, size))]
    text = ""
    for number, others in enumerate(leads):
        holder = chance.choice(HOLDERS)
        shapes = "".join(WAYS[chance.choice(ways)].format(to=f"n{to}", xlink="xlink:") for to in others)
        text += f'<{holder} id="n{number}"><path d="M0 0h1"/>{shapes}</{holder}>'
    return svg(text, XLINK), sum(grown(leads, number, ()) for number in range(size))


def grown(leads: list[list[int]], number: int, above: tuple[int, ...]) -> float:
    """Return what becomes of a piece by drawing all that it refers to, as a browser does; no further than is needed."""
    if number in above:
        return inf
    found: float = 1
    for to in leads[number]:
        found += 1 + grown(leads, to, (*above, number))
        if found > 2 * MOST_PIECES:
            return found
    return found


def test_any_drawing_that_refers_to_itself_grows_no_further_than_is_allowed() -> None:
    """Whatever kind of piece refers to what, in whichever way; and one without copies of copies is taken."""
    taken = 0
    for number in range(count(300, 5_000)):
        data, pieces = drawing(random.Random(number))
        try:
            check_logo(data, "logo.svg")
        except ValueError as error:
            is_said = "copies of copies" in str(error) or "in a circle" in str(error)
            assert is_said, number
            assert pieces > 20, (number, data)
        else:
            assert pieces <= MOST_PIECES, (number, data)
            taken += 1
    assert taken > count(300, 5_000) / 10


def is_clean(logo: Logo) -> bool:
    """Say whether nothing in a published logo acts, calls or tells."""
    if logo.extension != ".svg":
        return SECRET not in logo.data
    # Words that readers see may name anything; marks and attributes may not.
    marks = b" ".join(re.findall(rb"<[^!?][^>]*>", re.sub(rb"<!--.*?-->", b"", logo.data, flags=re.DOTALL)))
    return not re.search(
        rb"(?i)<(script|foreignobject|iframe|animate|set|a)\b|\son\w+\s*=|javascript:|x\.example/a"
        rb"|<image\b(?![^>]*href=\"data:image/(png|jpeg|webp);base64,)",
        marks,
    )


def test_what_the_site_publishes_as_its_logo_is_the_cleaned_file(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    (folder / "site_config" / "photo.jpg").write_bytes(jpeg(between=segment(0xE1, exif())))
    file = folder / "site_config" / "answers.yml"
    text, changed = re.subn(r"(?m)^  logo: .*$", "  logo: photo.jpg", file.read_text(encoding="utf-8"))
    assert changed == 1
    file.write_text(text, encoding="utf-8")
    for place in build_all(folder, TODAY).folders.values():
        for path in place.rglob("*"):
            assert not path.is_file() or SECRET not in path.read_bytes(), path
    assert (folder / "site" / "assets" / "logo.jpg").is_file()


def test_the_example_logo_is_published_without_its_comment_and_otherwise_as_it_is() -> None:
    data = (CHECKOUT / "site_config" / "logo.svg").read_text(encoding="utf-8")
    published = check_logo(data.encode(), "logo.svg").data.decode()
    assert "<!--" in data
    start, shapes = re.sub(r"<!--.*?-->", "", data).split(">", 1)
    start = start.replace(" viewBox", ' xmlns:xlink="http://www.w3.org/1999/xlink" viewBox')
    assert published.split(">", 1) == [start, shapes.rstrip()]
