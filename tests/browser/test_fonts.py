"""Every page holds in other fonts than the one that all tests see: on screens, in large text, on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from policypack.publish.build import Built
from policypack.publish.phone_file import PHONE_FILE
from tests.browser.conftest import ACCESS, EXAMPLE, VISITED
from tests.browser.fonts import DEJAVU, FAMILIES, Family
from tests.browser.kinds import one_of_each_kind
from tests.browser.served import PHONE, SHEET, WIDE, Fault, Site, faults_of


@pytest.fixture(scope="session")
def longest(site: Callable[[str, str], Site]) -> list[str]:
    """Return the address of each kind of page once, from the staff site of the organisation that says most on it.

    In the long round, of every page.
    """
    kinds = {*one_of_each_kind(site(EXAMPLE, "staff")), PHONE_FILE}
    found: dict[str, tuple[int, str]] = {}
    for organisation in VISITED:
        place = site(organisation, "staff")
        for path in (*place.pages, PHONE_FILE):
            if not ACCESS and path not in kinds:
                continue
            size = (place.folder / path).stat().st_size
            found[path] = max(found.get(path, (0, "")), (size, place.address + path))
    return [address for _, address in found.values()]


NARROWER = [family for family in FAMILIES if family is not DEJAVU]
OTHERS = pytest.mark.parametrize("family", NARROWER, ids=lambda family: family.name)


@OTHERS
def test_no_page_is_too_wide_cut_off_too_small_to_tap_or_over_its_sheet(
    family: Family, page_in: Callable[[Family], Page], longest: list[str]
) -> None:
    """As each page of every site is looked at in the widest family. In the short round they share the pages."""
    assert len(longest) > (50 if ACCESS else 10)
    mine = longest if ACCESS else longest[NARROWER.index(family) :: len(NARROWER)]
    page = page_in(family)
    found: list[Fault] = []
    for address in mine:
        page.set_viewport_size({"width": WIDE, "height": 740})
        page.goto(address)
        found += faults_of(page, address)
    assert not found


@OTHERS
def test_no_page_of_the_report_is_wider_than_its_sheet_or_a_phone(
    family: Family, page_in: Callable[[Family], Page], built_of: Callable[[str], Built]
) -> None:
    page = page_in(family)
    for file in sorted(built_of("gaming-charity" if ACCESS else EXAMPLE).folders["report"].rglob("*.html")):
        page.goto(file.as_uri())
        for width, media in ((PHONE, "screen"), (SHEET["width"], "print")):
            page.emulate_media(media="print" if media == "print" else "screen")
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (file.name, media)
