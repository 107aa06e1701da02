"""A logo that nobody would see on the white plate on which pages put it is noticed, and no other is."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from policypack.readers.logo import Logo, check_logo
from policypack.readers.logo_seen import GROUND, is_seen
from tests.organisations import CHECKOUT
from tests.readers.programs import CANVA, ILLUSTRATOR, INKSCAPE, PLAIN, canva
from tests.readers.test_logo import GOOD, svg

if TYPE_CHECKING:
    from collections.abc import Mapping

CLEAR = (0, 0, 0, 0)


def drawn(mode: str, colour: object, ground: object, kind: str = "PNG") -> bytes:
    """Return a picture of 60 by 40 pixels with a disc on a ground."""
    picture = Image.new(mode, (60, 40), ground)  # type: ignore[arg-type]
    ImageDraw.Draw(picture).ellipse((10, 5, 40, 35), fill=colour)  # type: ignore[arg-type]
    written = io.BytesIO()
    picture.save(written, kind)
    return written.getvalue()


UNSEEN: Mapping[str, tuple[str, bytes]] = {
    "white on nothing": ("l.png", drawn("RGBA", "white", CLEAR)),
    "nearly white on nothing": ("l.webp", drawn("RGBA", (246, 246, 244, 255), CLEAR, "WEBP")),
    "white on white": ("l.jpg", drawn("RGB", "white", "white", "JPEG")),
    "pale yellow on white": ("l.png", drawn("RGB", "#fff7c0", "white")),
    "black that is see-through": ("l.png", drawn("RGBA", (0, 0, 0, 20), CLEAR)),
    "nothing at all": ("l.png", drawn("RGBA", CLEAR, CLEAR)),
    "a white GIF": ("l.gif", drawn("L", 255, 250, "GIF")),
    "grey": ("l.png", drawn("L", 240, 255)),
}
SEEN: Mapping[str, tuple[str, bytes]] = {
    "black on nothing": ("l.png", drawn("RGBA", "black", CLEAR)),
    "white on blue": ("l.jpg", drawn("RGB", "white", "navy", "JPEG")),
    "light blue": ("l.png", drawn("RGBA", "#6fb6d8", CLEAR)),
    "orange": ("l.webp", drawn("RGB", "#f39200", "white", "WEBP")),
    "a blue GIF": ("l.gif", drawn("RGB", "#0b6e8f", "white", "GIF")),
    "CMYK": ("l.jpg", drawn("CMYK", (200, 50, 0, 0), (0, 0, 0, 0), "JPEG")),
}
WHITE_DRAWINGS = {
    "an attribute": svg('<path fill="#fff" d="M0 0h3v2z"/>'),
    "a style": svg('<path style="fill:rgb(99%, 100%, 100%);stroke:none" d="M0 0h3v2z"/>'),
    "a style sheet": svg("<style>.a,#b{fill:#FEFEFE}</style><path class='x a'/><g id='b'><circle/></g>"),
    "a group": svg("<g fill='white'><path/><g><path/></g></g>"),
    "a stroke": svg("<path fill='none' stroke='#fffffe' d='M0 0h3'/>"),
    "a gradient": svg("<linearGradient id='g'><stop stop-color='#fff'/></linearGradient><path fill='url(#g)'/>"),
    "a clip and a mask": svg("<clipPath id='c'><path/></clipPath><mask id='m'><path/></mask><path fill='#fff'/>"),
    "words": svg("<text fill='#fff'>Club</text>"),
    "a picture": svg(f'<image href="data:image/png;base64,{b64encode(drawn("RGBA", "white", CLEAR)).decode()}"/>'),
    "Illustrator": re.sub(rb"#0B6E8F|#102A43", b"#FFFFFF", ILLUSTRATOR),
    "Inkscape": re.sub(rb"#0b6e8f|#102a43", b"#ffffff", INKSCAPE),
    "Canva": canva(drawn("RGBA", "white", CLEAR)).replace(b"#0b6e8f", b"#ffffff"),
}
OTHER_DRAWINGS = {
    "Illustrator for the web": PLAIN["Illustrator"],
    "Canva without a picture": PLAIN["Canva"],
    "Inkscape's own": INKSCAPE,
    "Illustrator's own": ILLUSTRATOR,
    "Canva's own": CANVA,
    "black, for nothing is said": svg("<path d='M0 0h3v2z'/>"),
    "a stop of which nothing is said": svg("<linearGradient id='g'><stop/></linearGradient><path fill='url(#g)'/>"),
    "black behind white": svg("<path/><path fill='#fff'/>"),
    "the text colour": svg("<path fill='currentColor'/>"),
    "what is around it": svg("<path fill='inherit'/>"),
    "white in the dark only": svg(
        "<style>path{fill:#000}@media (prefers-color-scheme:dark){path{fill:#fff}}</style><path/>"
    ),
    "white with a black rim": svg("<path fill='#fff' stroke='#000'/>"),
    "a blue picture": canva(drawn("RGBA", "#0b6e8f", CLEAR)).replace(b"#0b6e8f", b"#ffffff"),
}
UNKNOWN = {
    "Figma's filter": PLAIN["Figma"],
    "a filter": svg("<filter id='f'><feFlood/></filter><path fill='#fff' filter='url(#f)'/>"),
    "nothing that is painted": svg("<g/>"),
    "a picture that cannot be drawn": canva(GOOD["logo.jpg"], "jpeg").replace(b"#0b6e8f", b"#ffffff"),
}


@pytest.mark.parametrize("what", UNSEEN)
def test_a_picture_that_is_as_white_as_its_ground_is_noticed(what: str) -> None:
    name, data = UNSEEN[what]
    assert is_seen(check_logo(data, name)) is False


@pytest.mark.parametrize("what", SEEN)
def test_a_picture_that_stands_out_is_not_spoken_of(what: str) -> None:
    name, data = SEEN[what]
    assert is_seen(check_logo(data, name)) is True


@pytest.mark.parametrize("what", WHITE_DRAWINGS)
def test_a_drawing_is_noticed_where_each_colour_in_it_is_white(what: str) -> None:
    assert is_seen(check_logo(WHITE_DRAWINGS[what], "l.svg")) is False


@pytest.mark.parametrize("what", OTHER_DRAWINGS)
def test_a_drawing_with_another_colour_in_it_is_not_spoken_of(what: str) -> None:
    assert is_seen(check_logo(OTHER_DRAWINGS[what], "l.svg")) is True


@pytest.mark.parametrize("what", UNKNOWN)
def test_nothing_is_said_of_a_drawing_whose_colours_cannot_be_told(what: str) -> None:
    assert is_seen(check_logo(UNKNOWN[what], "l.svg")) is None


@pytest.mark.parametrize("name", ["logo.jpg", "lossy.webp"])
def test_a_picture_that_cannot_be_drawn_is_not_spoken_of(name: str) -> None:
    assert is_seen(check_logo(GOOD[name], name)) is None


def test_a_picture_of_more_than_eight_bits_a_sample_is_not_judged_by_clipped_ones() -> None:
    written = io.BytesIO()
    Image.new("I;16", (30, 20), 0x0FFF).save(written, "PNG")
    assert is_seen(check_logo(written.getvalue(), "l.png")) is None


PLACES = {
    "theme/assets/policypack.css": (".pp-brand__logo", ".pp-hero__logo"),
    "browser/assets/questionnaire.css": (".logo img",),
    "browser/assets/draft.css": (".pp-bar img",),
}


@pytest.mark.parametrize("sheet", PLACES)
def test_each_place_puts_the_logo_on_the_ground_that_is_measured(sheet: str) -> None:
    """In light and in dark: so a black logo is never lost, and only a white one is."""
    css = (CHECKOUT / "templates" / sheet).read_text(encoding="utf-8")
    for place in PLACES[sheet]:
        grounds = re.findall(rf"{re.escape(place)} \{{[^}}]*?background(?:-color)?: (#\w+)", css)
        assert grounds == ["#fff"], place
    assert GROUND == "#ffffff"


def test_a_logo_is_measured_once() -> None:
    logo: Logo = check_logo(drawn("RGB", "white", "white"), "l.png")
    assert is_seen(logo) is False
    before = is_seen.cache_info().hits
    assert is_seen(logo) is False
    assert is_seen.cache_info().hits == before + 1
