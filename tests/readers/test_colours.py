"""Brand colours: whatever the colour, everything that is read can be read."""

import re
from pathlib import Path

import material
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policypack.readers import colours
from policypack.readers.colours import Scheme, contrast, mix, palette_for, parse_colour

HOSTILE = ("#ffdd00", "#ffffff", "#000000", "#777777", "#00ff00", "#ff0000", "#fffffe", "#0000ff")
any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")

# Material's body text: its colour and how much of it shows.
BODY_TEXT = {"light": ("#000000", 0xDE / 255), "dark": ("#e2e4e9", 0.82)}
BACKGROUNDS = {
    "light": (colours.LIGHT_PAGE, colours.LIGHT_CODE, colours.LIGHT_STRIPE),
    "dark": (colours.DARK_PAGE, colours.DARK_CODE, colours.DARK_STRIPE),
}


def check_palette(brand: str) -> None:
    palette = palette_for(brand)
    assert palette.brand == brand
    for name, (page, *others) in BACKGROUNDS.items():
        scheme: Scheme = getattr(palette, name)
        titles = [mix(page, colour, 0x1A / 255) for colour in colours.ADMONITIONS]
        for background in (page, *others, scheme.tint, *titles):
            assert contrast(scheme.link, background) >= 4.6
            assert contrast(scheme.focus, background) >= 3
        assert scheme.header == brand
        assert contrast(scheme.header_text, scheme.header) >= 4.5
        assert contrast(scheme.button_text, scheme.button) >= 4.5
        assert min(contrast(scheme.button, page), contrast(scheme.button, scheme.tint)) >= 3
        assert contrast(mix(scheme.tint, *BODY_TEXT[name]), scheme.tint) >= 7


@given(any_colour)
def test_every_pair_of_every_palette_can_be_read(brand: str) -> None:
    check_palette(brand)


@pytest.mark.parametrize("brand", HOSTILE)
def test_every_pair_of_a_hostile_brand_can_be_read(brand: str) -> None:
    check_palette(brand)


def test_a_brand_that_reads_well_is_left_as_it_is() -> None:
    assert palette_for("#0b6e8f").light.link == "#0b6e8f"
    assert palette_for("#ffdd00").dark.link == "#ffdd00"


@given(any_colour)
@example("#767676")
def test_a_shade_keeps_the_family_of_the_brand(brand: str) -> None:
    """Darkened or lightened, the strongest channel of a link stays the strongest."""
    values = [int(brand[i : i + 2], 16) for i in (1, 3, 5)]
    for link in (palette_for(brand).light.link, palette_for(brand).dark.link):
        shaded = [int(link[i : i + 2], 16) for i in (1, 3, 5)]
        assert shaded[values.index(max(values))] == max(shaded)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#ffdd00") == pytest.approx(1.35, abs=0.005)


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#0B6E8F", "#0b6e8f"),
        ("0b6e8f", "#0b6e8f"),
        (" #08f ", "#0088ff"),
        ("navy", "#000080"),
        ("Teal", "#008080"),
        ("orange", "#ffa500"),
        ("Dark Green", "#006400"),
    ],
)
def test_a_colour_is_read_as_people_write_it(written: str, colour: str) -> None:
    assert parse_colour(written) == colour


@pytest.mark.parametrize(
    "written", ["", "#", "#12", "#1234", "#11223344", "red;}", "url(x)", "#ggg", "##fff", "rgb(0,0,0)", "#٣٣٣", "blau"]
)
def test_what_is_no_colour_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a colour that can be read; write # and six figures"):
        parse_colour(written)


def test_every_name_is_a_colour_in_canonical_form() -> None:
    for name, colour in colours._NAMES.items():
        assert parse_colour(name) == colour == parse_colour(colour)
        assert re.fullmatch("#[0-9a-f]{6}", colour)


def test_the_backgrounds_are_those_of_the_installed_theme() -> None:
    """A new version of Material that changes its backgrounds fails here, not on somebody's page."""
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    main, palette = ((next(folder.glob(f"{name}.*.min.css"))).read_text() for name in ("main", "palette"))
    light = main[main.index("[data-md-color-scheme=default]{") :]
    dark = palette[palette.index("[data-md-color-scheme=slate]{") :]

    def value(sheet: str, name: str) -> str:
        found = re.search(rf"{name}:([^;}}]+)", sheet)
        assert found
        return found[1]

    assert value(light, "--md-default-bg-color") == "#fff"
    assert value(light, "--md-code-bg-color") == colours.LIGHT_CODE
    assert value(light, "--md-default-fg-color") == "#000000de"
    assert value(light, "--md-typeset-table-color--light") == "#00000009"
    assert mix("#ffffff", "#000000", 9 / 255) == colours.LIGHT_STRIPE

    assert value(main, "--md-hue") == "225deg"
    assert value(dark, "--md-default-bg-color") == "hsla(var(--md-hue), 15%, 14%, 1)"
    assert value(dark, "--md-code-bg-color") == "hsla(var(--md-hue), 15%, 18%, 1)"
    assert value(dark, "--md-default-fg-color") == "hsla(var(--md-hue), 15%, 90%, 0.82)"
    assert value(dark, "--md-typeset-table-color--light") == "hsla(var(--md-hue), 15%, 95%, 0.035)"
    assert [hsl(0.15, lightness) for lightness in (0.14, 0.18, 0.90)] == [
        colours.DARK_PAGE,
        colours.DARK_CODE,
        BODY_TEXT["dark"][0],
    ]
    assert mix(colours.DARK_PAGE, hsl(0.15, 0.95), 0.035) == colours.DARK_STRIPE

    titles = set(re.findall(r"\.admonition-title[^{]*\{[^}]*background-color:(#\w{6})1a", main))
    assert titles == set(colours.ADMONITIONS)


def hsl(saturation: float, lightness: float, hue: int = 225) -> str:
    import colorsys

    return "#" + "".join(f"{round(255 * value):02x}" for value in colorsys.hls_to_rgb(hue / 360, lightness, saturation))
