"""The organisation's own name and colours, also where they are hard on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from policypack.pack.pack import load_pack
from policypack.publish.build import build_site
from policypack.publish.site_settings import OUR_COLOUR, brand_css
from policypack.readers.colours import contrast
from tests.browser.axe import violations
from tests.browser.conftest import ACCESS, EXAMPLE, TODAY
from tests.browser.served import PHONE, SMALLEST, WIDE, Site
from tests.organisations import CHECKOUT, workspace_of, workspace_with

HOSTILE = '<b>A</b> & B\'s {{ 7*7 }} {% x %} "c" 😀 נוער *d* _e_ <script>alert(1)</script>'
"""Text that Markdown, HTML, Jinja and a right-to-left script each read as more than itself; 80 characters at most."""
ENDLESS = "Supercalifragilistic" * 4
COLOURS = ("#ffdd00", "#000000", *(("#ffffff", "#ff0000") if ACCESS else ()))

LONG = "The Registered Association of Very Old Community Playgroups and Friends"

_TOUCHED = """() => {
  const mark = document.querySelector(".pp-hero__mark").getBoundingClientRect()
  const range = document.createRange()
  const words = ".pp-home > h1, .pp-home > .pp-note, .pp-hero > p, .pp-doors li, .pp-brand__name"
  return [...document.querySelectorAll(words)]
    .filter((part) => {
      range.selectNodeContents(part)
      return [...range.getClientRects()].some((words) => words.left < mark.right && mark.left < words.right
        && words.top < mark.bottom && mark.top < words.bottom)
    }).map((part) => part.innerText)
}"""
_FILLS = """() => ["text", ".pp-hero__plate"]
  .map((name) => getComputedStyle(document.querySelector(".pp-hero__mark " + name)).fill)"""
_PAIRS = """() => {
  const pair = (text, ground) => [getComputedStyle(text).color, getComputedStyle(ground).backgroundColor]
  const one = (selector) => document.querySelector(selector)
  return {
    header: pair(one(".pp-brand__name"), one(".pp-header")),
    search: pair(one(".pp-tool--search"), one(".pp-header")),
    help: pair(one(".pp-help-now strong"), one(".pp-help-now")),
    door: pair(one(".pp-doors a"), one(".pp-doors li")),
    title: pair(one(".pp-home > h1"), one(".pp-home > h1")),
    note: pair(one(".pp-home > .pp-note"), one(".pp-home > .pp-note")),
    welcome: pair(one(".pp-hero > p"), one(".pp-hero")),
    list: pair(one(".pp-readers a"), one(".pp-card")),
    link: pair(one(".pp-halves p > a[href$=html]"), document.body),
  }
}"""


def answers_with(section: str, **changed: str) -> str:
    """Return the example's answers with some of them changed."""
    file = CHECKOUT / "tests" / "orgs" / f"{EXAMPLE}.yml"
    answers = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader reads text alone
    answers[section] |= changed
    return yaml.safe_dump(answers, allow_unicode=True)


def hexadecimal(colour: str) -> str:
    """Turn the browser's ``rgb(255, 221, 0)`` into ``#ffdd00``."""
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    root = workspace_with(answers_with("organisation", name=HOSTILE), tmp_path_factory.mktemp("hostile"))
    build_site(root, root / "site", "public", TODAY)
    return serve(root / "site")


def read(text: str) -> str:
    """Return what a reader sees: no marks that keep a right-to-left name from turning what stands around it."""
    return text.replace("\u2068", "").replace("\u2069", "")


def test_a_name_full_of_signs_comes_out_as_text_everywhere(page: Page, hostile: Site) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path in hostile.pages:
        page.goto(hostile.address + path)
        assert read(page.title()).endswith(f" - {HOSTILE}: online safety"), path
        for place in (".pp-brand__name", ".pp-footer__name"):
            assert read(page.locator(place).inner_text()) == HOSTILE, (path, place)
        assert page.locator("b, script:text('alert')").count() == 0, path
    page.goto(hostile.address + "index.html")
    assert HOSTILE in read(page.locator(".md-content").inner_text())
    assert "49" not in page.locator(".md-content").inner_text()
    assert not dialogs


def test_titles_and_headings_full_of_signs_come_out_as_text_in_the_menu(
    page: Page, tmp_path: Path, serve: Callable[[Path], Site]
) -> None:
    workspace_of(EXAMPLE, tmp_path)
    own = tmp_path / "site_config" / "pages" / "public"
    own.mkdir(parents=True)
    heads = "".join(f"## Who & what {n} &lt;b&gt; {{{{ x }}}}\n\nText.\n\n" for n in range(4))
    (own / "our-trips.md").write_text(f"# Trips & camps &lt;b&gt;\n\n{heads}", encoding="utf-8")
    (own / "fish.md").write_text("---\ntitle: Fish & <i>chips</i>\n---\n\nText.\n", encoding="utf-8")
    build_site(tmp_path, tmp_path / "site", "public", TODAY)
    site = serve(tmp_path / "site")
    page.set_viewport_size({"width": WIDE, "height": 740})
    page.goto(site.address + "our-trips.html")
    assert page.title().startswith("Trips & camps <b> - ")
    assert page.locator(".pp-side a[aria-current]").inner_text() == "Trips & camps <b>"
    assert page.locator(".pp-side .pp-list--here a").first.inner_text() == "Who & what 0 <b> {{ x }}"
    page.goto(site.address + "fish.html")
    assert page.title().startswith("Fish & chips - ")
    assert page.locator(".pp-side a[aria-current]").inner_html() == "Fish &amp; chips"


def test_an_endless_name_widens_no_page(page: Page, tmp_path: Path, serve: Callable[[Path], Site]) -> None:
    root = workspace_with(answers_with("organisation", name=ENDLESS), tmp_path)
    build_site(root, root / "site", "public", TODAY)
    site = serve(root / "site")
    for width in (SMALLEST, PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 740})
        for path in ("index.html", "online-safety-policy.html"):
            page.goto(site.address + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, path)
            assert page.locator(".pp-tool--search").bounding_box() is not None


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    """Build the example without a logo."""
    root = workspace_with(answers_with("brand", logo="none"), tmp_path_factory.mktemp("plain"))
    build_site(root, root / "site", "public", TODAY)
    return serve(root / "site")


def test_without_a_logo_the_name_stands_alone_and_the_icon_is_ours_in_its_colour(page: Page, plain: Site) -> None:
    page.goto(plain.address + "index.html")
    assert page.locator(".pp-brand img, .pp-brand svg").count() == 0
    assert page.locator("link[rel=icon]").get_attribute("href") == "assets/favicon.svg"
    icon = (plain.folder / "assets" / "favicon.svg").read_text(encoding="utf-8")
    button = re.search(
        "--pp-button: (#[0-9a-f]{6})", (plain.folder / "assets" / "brand.css").read_text(encoding="utf-8")
    )
    assert button
    assert button[1] != OUR_COLOUR
    assert f'fill="{button[1]}"' in icon


def test_without_a_logo_the_first_letters_of_the_name_stand_beside_the_heading_and_touch_no_words(
    page: Page, plain: Site, tmp_path: Path, serve: Callable[[Path], Site]
) -> None:
    root = workspace_with(
        answers_with("brand", logo="none").replace("name: Marlpool Swimming Club", f"name: {LONG}"), tmp_path
    )
    build_site(root, root / "site", "public", TODAY)
    for site, letters in ((plain, "MSC"), (serve(root / "site"), "RAV")):
        for width in (SMALLEST, PHONE, WIDE):
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.set_viewport_size({"width": width, "height": 740})
                page.goto(site.address + "index.html")
                mark = page.locator(".pp-hero__mark")
                assert mark.is_visible()
                assert mark.locator("text").text_content() == letters
                assert page.evaluate(_TOUCHED) == [], (width, scheme, letters)
                letter, plate = (hexadecimal(colour) for colour in page.evaluate(_FILLS))
                assert contrast(letter, plate) >= 4.5, (width, scheme)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, scheme)
    page.goto(plain.address + "rules/index.html")
    assert page.locator(".pp-hero__mark").count() == 0


def test_a_picture_of_their_own_stands_beside_the_welcome_in_place_of_the_logo_and_moves_nothing(
    page: Page, tmp_path: Path, serve: Callable[[Path], Site]
) -> None:
    words = {"welcome": "Come in, everybody!", "picture": "logo.svg", "picture_words": "A swimmer"}
    root = workspace_with(answers_with("brand", **words), tmp_path)
    build_site(root, root / "site", "public", TODAY)
    site = serve(root / "site")
    for width in (SMALLEST, PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(site.address + "index.html")
        picture = page.get_by_role("img", name="A swimmer")
        picture.scroll_into_view_if_needed()
        page.wait_for_function("[...document.images].every((one) => one.complete)")
        assert picture.evaluate("image => image.naturalWidth > 0"), width
        assert page.locator(".pp-hero__logo, .pp-hero__mark").count() == 0
        assert page.locator(".pp-hero > p").first.inner_text() == "Come in, everybody!"
        box, doors = picture.bounding_box(), page.locator(".pp-doors").bounding_box()
        assert box
        assert doors
        assert box["y"] + box["height"] <= doors["y"] if width == WIDE else doors["y"] + doors["height"] <= box["y"], (
            width
        )
        page.evaluate(AXE_SCRIPT)
        assert not violations(page, ["image-alt", "color-contrast"])


def test_the_logo_is_the_icon_of_the_site_and_names_are_not_read_out_twice(page: Page, example: Site) -> None:
    page.goto(example.address + "rules/index.html")
    assert page.locator("link[rel=icon]").get_attribute("href") == "../assets/logo.svg"
    assert page.locator(".pp-brand img").get_attribute("alt") == ""
    assert page.locator(".pp-brand img").evaluate("image => image.naturalWidth > 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_brand_colour_is_readable_in_chromium(
    page: Page, example: Site, tmp_path: Path, colour: str, scheme: str
) -> None:
    css = brand_css(load_pack(workspace_with(answers_with("brand", colour=colour), tmp_path), TODAY))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.route("**/assets/brand.css", lambda route: route.fulfill(body=css, content_type="text/css"))
    page.goto(example.address + "index.html")
    for name, (text, ground) in page.evaluate(_PAIRS).items():
        assert contrast(hexadecimal(text), hexadecimal(ground)) >= 4.5, name
    assert hexadecimal(page.evaluate(_PAIRS)["header"][1]) == colour, "the header has the brand's very colour"
    page.evaluate(AXE_SCRIPT)
    assert not violations(page, ["color-contrast"])
