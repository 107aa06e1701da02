"""The sheet to hand on: two sheets of A4 at most, and readable on any screen, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from policypack.pages.render import Renderer
from policypack.publish.proof_file import proof_file
from tests.browser.axe import violations
from tests.browser.conftest import ACCESS, EXAMPLE
from tests.browser.served import SMALLEST
from tests.browser.test_paper import squeezed
from tests.organisations import ORGANISATIONS
from tests.pdf_text import A4, sheets_of, sizes_of, text_of


def put(folder: Path, renderer: Renderer) -> str:
    file = folder / "proof.html"
    file.write_text(proof_file(renderer), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("organisation", ORGANISATIONS if ACCESS else (EXAMPLE, "gaming-charity", "support-server"))
def test_it_prints_whole_on_two_sheets_at_most_in_the_widest_font(
    page: Page, renderer_of: Callable[[str], Renderer], tmp_path: Path, organisation: str
) -> None:
    page.goto(put(tmp_path, renderer_of(organisation)))
    page.emulate_media(media="print", color_scheme="dark")
    words = re.findall(r"\w+", page.locator("body").inner_text())
    paper = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(sheets_of(paper)) <= 2
    assert sizes_of(paper) == A4
    text = squeezed(text_of(paper))
    assert [word for word in words if squeezed(word) not in text] == []
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_on_a_phone_by_day_and_by_night(
    page_for_axe: Page, renderer_of: Callable[[str], Renderer], tmp_path: Path, scheme: str
) -> None:
    page = page_for_axe
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    for organisation in (EXAMPLE, "football-club"):
        page.goto(put(tmp_path, renderer_of(organisation)))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), organisation
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        assert dark == (scheme == "dark")
        page.evaluate(AXE_SCRIPT)
        assert violations(page) == [], organisation
