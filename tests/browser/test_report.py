"""The leaders' report in a browser: whose it is, which page is open, how much of the guidance is carried out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from policypack.publish.build import Built
from policypack.publish.proof_file import PROOF_FILE
from tests.browser.axe import violations_but_of_colours, violations_of_colours
from tests.browser.conftest import EXAMPLE
from tests.browser.served import PHONE, WIDE

SCHEMES: dict[Literal["light", "dark"], bool] = {"light": True, "dark": False}
"""Whether the ground is white in each scheme of colours."""


@pytest.fixture(scope="session")
def pages(built_of: Callable[[str], Built]) -> dict[str, str]:
    """Return the address on disk of each page of the example's report, by its path."""
    folder = built_of(EXAMPLE).folders["report"]
    return {file.name: file.as_uri() for file in sorted(folder.glob("*.html")) if file.name != PROOF_FILE}


def test_each_page_says_whose_it_is_and_which_one_is_open(page: Page, pages: dict[str, str]) -> None:
    assert len(pages) > 5
    for name, address in pages.items():
        page.goto(address)
        assert page.locator(".pp-brand").inner_text().split("\n")[0].strip() == "Marlpool Swimming Club"
        assert page.locator(".pp-brand img").evaluate("picture => picture.naturalWidth > 0")
        here = page.locator("nav [aria-current=page]")
        assert here.get_attribute("href") == name
        assert "\\" not in page.locator("header").inner_text()


def test_axe_finds_nothing_on_any_page_in_light_and_dark_and_none_is_too_wide(
    page: Page, pages: dict[str, str]
) -> None:
    for name, address in pages.items():
        page.goto(address)
        page.evaluate(AXE_SCRIPT)
        for width in (PHONE, WIDE):
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": width, "height": 740})
            assert violations_but_of_colours(page) == [], (name, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
            for colours, white in SCHEMES.items():
                page.emulate_media(color_scheme=colours)
                assert violations_of_colours(page) == [], (name, width, colours)
                ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
                assert (ground == "rgb(255, 255, 255)") is white, (name, width, colours)


def test_paper_is_white_whatever_the_screen_is(page: Page, pages: dict[str, str]) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(pages["index.html"])
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_bar_is_as_long_as_the_figures_below_it_say(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["evidence-map.html"])
    rows = [row.inner_text().split("\t") for row in page.locator("table").first.locator("tbody tr").all()]
    figures = {words.strip(): int(number) for words, number in rows}
    bars = [float(bar.get_attribute("width") or "") for bar in page.locator(".pp-bar rect").all()]
    assert bars == [figures[name] for name in ("Carried out", "Asked, and not yet so", "Not decided yet")]
    assert float((page.locator(".pp-bar").get_attribute("viewBox") or "").split()[2]) == sum(bars)
