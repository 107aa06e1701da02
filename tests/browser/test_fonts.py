"""Every page holds in other fonts than the one that all tests see: on screens, in large text, on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from policypack.publish.build import Built
from policypack.publish.phone_file import PHONE_FILE
from tests.browser.conftest import VISITED
from tests.browser.faults import CUT, SMALL, STICKS_OUT, TOO_WIDE, TWICE_AS_LARGE
from tests.browser.fonts import DEJAVU, FAMILIES, Family
from tests.browser.served import PHONE, SHEET, SMALLEST, WIDE, Site

Fault = tuple[str, ...]
"""An address, where it was looked at, and what is wrong."""


@pytest.fixture(scope="session")
def longest(site: Callable[[str, str], Site]) -> list[str]:
    """Return the address of every page once, from the staff site of the organisation that says most on it."""
    found: dict[str, tuple[int, str]] = {}
    for organisation in VISITED:
        place = site(organisation, "staff")
        for path in (*place.pages, PHONE_FILE):
            size = (place.folder / path).stat().st_size
            found[path] = max(found.get(path, (0, "")), (size, place.address + path))
    return [address for _, address in found.values()]


def faults_of(page: Page, address: str) -> list[Fault]:
    """Look at one page on every screen, in text of twice the size, under a thumb and on paper."""
    found: list[Fault] = []

    def note(where: str, *scripts: str) -> None:
        found.extend((address, where, html) for script in scripts for html in page.evaluate(script))

    page.emulate_media(media="screen")
    page.set_viewport_size({"width": WIDE, "height": 740})
    page.goto(address)
    note("a wide screen", TOO_WIDE)
    page.evaluate(TWICE_AS_LARGE)
    note("a wide screen, large text", CUT)
    page.set_viewport_size({"width": 640, "height": 740})
    note("half a screen, large text", CUT)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append((address, "half a screen, large text", "scrolls sideways"))
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": PHONE, "height": 740})
    note("a phone", TOO_WIDE, CUT, SMALL)
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    note("a small phone", TOO_WIDE)
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    note("paper", STICKS_OUT)
    return found


OTHERS = pytest.mark.parametrize(
    "family", [family for family in FAMILIES if family is not DEJAVU], ids=lambda family: family.name
)


@OTHERS
def test_no_page_is_too_wide_cut_off_too_small_to_tap_or_over_its_sheet(
    family: Family, browser_with: Callable[[Family], Browser], longest: list[str]
) -> None:
    """As the tests of the site, of what every reader can reach and of paper ask of each page in the widest family."""
    assert len(longest) > 50
    page = browser_with(family).new_page()
    found = [fault for address in longest for fault in faults_of(page, address)]
    page.close()
    assert not found


@OTHERS
def test_no_page_of_the_report_is_wider_than_its_sheet_or_a_phone(
    family: Family, browser_with: Callable[[Family], Browser], built_of: Callable[[str], Built]
) -> None:
    page = browser_with(family).new_page()
    for file in sorted(built_of("gaming-charity").folders["report"].rglob("*.html")):
        page.goto(file.as_uri())
        for width, media in ((PHONE, "screen"), (SHEET["width"], "print")):
            page.emulate_media(media="print" if media == "print" else "screen")
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (file.name, media)
    page.close()
