"""The file for a volunteer's phone: complete in itself, readable by day and by night, easy to tap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from policypack.pack.pack import load_pack
from policypack.publish.phone_file import PHONE_FILE
from tests.browser.axe import violations
from tests.browser.conftest import ACCESS, EXAMPLE, TODAY
from tests.browser.pages import SharedPages
from tests.browser.served import PHONE, SMALLEST, Site

ORGANISATIONS = [EXAMPLE, "scout-group", "youth-theatre", "gaming-charity", "angling-club"]
TOUCH = 44


@pytest.fixture(params=ORGANISATIONS)
def place(request: pytest.FixtureRequest, site: Callable[[str, str], Site]) -> Site:
    return site(str(request.param), "staff")


@pytest.fixture
def offline(browser: Browser, shared_pages: SharedPages) -> Iterator[Page]:
    with shared_pages.lent(browser, offline=True, java_script_enabled=False) as page:
        yield page


def test_it_is_one_small_file_that_asks_for_nothing_and_needs_no_script(
    offline: Page, place: Site, tmp_path: Path
) -> None:
    """It lies alone in a folder, and the browser has no network and runs no script of its own."""
    html = (place.folder / PHONE_FILE).read_bytes()
    assert len(html) < 40_000
    assert not re.search(rb"<script|<link|<img|<iframe|@import|url\(|style=", html)
    page = offline
    page.set_viewport_size({"width": PHONE, "height": 740})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    alone = tmp_path / "five-steps.html"
    alone.write_bytes(html)
    page.route("http://phone.example/", lambda route: route.fulfill(path=alone, content_type="text/html"))
    page.goto("http://phone.example/")
    assert asked == ["http://phone.example/"]
    assert complaints == []
    step = page.locator("ol > li").first
    assert step.evaluate("(e) => getComputedStyle(e).paddingLeft") == "48px", "its style is let in by its hash"


def test_it_has_the_five_steps_the_contacts_the_numbers_and_the_day(page: Page, place: Site) -> None:
    page.goto(place.address + PHONE_FILE)
    text = " ".join(page.locator("body").inner_text().split())
    assert page.locator("ol > li").count() == 5
    assert "Last changed on 22 November 2026." in text
    answers = load_pack(place.folder.parent, TODAY).answers
    assert str(answers.get("organisation.name")) in text
    lead = answers.get("people.lead")
    if lead not in (None, "none"):
        assert str(lead) in text
    numbers = page.locator("a[href^='tel:']").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert {"tel:999", "tel:101", "tel:08001111", "tel:08088005000"} <= set(numbers)
    links = page.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert all(re.match(r"(tel|sms|mailto):", link) for link in links), "nothing leads to a page that is not there"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_readable_and_easy_to_tap_on_a_phone_by_day_and_by_night(
    page_for_axe: Page, site: Callable[[str, str], Site], scheme: str
) -> None:
    page = page_for_axe
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    for organisation in ORGANISATIONS if ACCESS else (EXAMPLE, "angling-club"):
        page.goto(site(organisation, "staff").address + PHONE_FILE)
        heights = page.locator("a").evaluate_all("links => links.map((link) => link.getBoundingClientRect().height)")
        assert heights
        assert all(height >= TOUCH for height in heights), organisation
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), organisation
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        assert dark == (scheme == "dark")
        page.evaluate(AXE_SCRIPT)
        assert violations(page) == [], organisation


@pytest.mark.parametrize("path", ["staff/index.html", "staff/pocket-card.html"])
def test_it_can_be_downloaded_from_the_staff_pages(page: Page, staff: Site, path: str) -> None:
    page.goto(staff.address + path)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="the five steps on your phone").click()
    assert waiting.value.suggested_filename == "five-steps.html"
    assert Path(waiting.value.path()).read_bytes() == (staff.folder / PHONE_FILE).read_bytes()


def test_the_public_site_has_no_such_file(site: Callable[[str, str], Site]) -> None:
    assert not [file for file in site(EXAMPLE, "site").folder.rglob("*") if "five-steps" in file.name]
