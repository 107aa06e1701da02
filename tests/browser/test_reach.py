"""What every reader can reach: with the keyboard, without a script, or without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from policypack.publish.phone_file import PHONE_FILE
from tests.browser.axe import violations
from tests.browser.conftest import ACCESS, EXAMPLE, REACHED
from tests.browser.kinds import one_of_each_kind
from tests.browser.served import PHONE, Site

IMPORTANT = ("index.html", "when-we-are-here.html", "report-a-worry.html", "who-can-help.html")
ORGANISATIONS = (EXAMPLE, *(("scout-group", "youth-theatre", "gaming-charity") if ACCESS else ()))

# Each stop of Tab is noted in the page: asking for each from outside takes most of the time.
_NOTE_STOPS = """() => {
  globalThis.stops = []
  const note = (element) => {
    const ring = [element, ...(element.closest(".pp-doors li") ? [[element, "::before"]] : [])].map((which) =>
      Array.isArray(which) ? getComputedStyle(...which) : getComputedStyle(which))
    const point = element.getClientRects()[0]
    const x = point.x + point.width / 2, y = point.y + point.height / 2
    const top = document.elementFromPoint(x, y)
    stops.push({
      element, html: element.outerHTML.slice(0, 120),
      ring: ring.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
      inside: x > 0 && x < innerWidth && y > 0 && y < innerHeight,
      covered: !(top && (element.contains(top) || top.contains(element))),
    })
  }
  globalThis.round = true
  addEventListener("keyup", (event) => {
    round &&= document.activeElement !== document.body
    if (event.key === "Tab" && round) note(document.activeElement)
  })
}"""
_MISSED = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !stops.some((stop) => stop.element === e))
  .map((e) => e.outerHTML.slice(0, 120))"""
_UNSEEN = """() => stops.filter((stop) => !stop.ring || !stop.inside || stop.covered)
  .map(({html, ring, inside, covered}) => JSON.stringify({html, ring, inside, covered}))"""


@pytest.fixture(params=REACHED)
def place(request: pytest.FixtureRequest, site: Callable[[str, str], Site]) -> Site:
    """Return the staff site of an organisation, which holds the public pages too."""
    return site(str(request.param), "staff")


def test_on_a_phone_tab_reaches_everything_on_each_kind_of_page_and_the_focus_is_never_hidden(
    page: Page, place: Site
) -> None:
    """Neither the bar at the top nor the way out at the bottom lies over it, and its ring can be seen.

    In the long round, on every page.
    """
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": PHONE, "height": 740})
    found: list[tuple[str, ...]] = []
    for path in place.pages if ACCESS else one_of_each_kind(place):
        page.goto(place.address + path)
        page.evaluate(_NOTE_STOPS)
        targets = page.locator("a[href], button, summary, input, select, textarea, [tabindex='0']").count()
        for _ in range(targets + 1):
            page.keyboard.press("Tab")
            if not page.evaluate("round"):
                break
        assert page.evaluate("stops.length") > 10, path
        found += [(path, "cannot be reached", html) for html in page.evaluate(_MISSED)]
        found += [(path, stop) for stop in page.evaluate(_UNSEEN)]
    assert not found


def test_without_javascript_nothing_that_matters_is_missing(
    page: Page, page_without_scripts: Page, example: Site
) -> None:
    """What can be read with scripts can be read without, but for what only a script can know."""
    pages = [page, page_without_scripts]
    for path in IMPORTANT:
        for each in pages:
            each.goto(example.address + path)
        links = [
            set(each.locator(".md-content a, .pp-help-now a").evaluate_all("all => all.map((link) => link.href)"))
            for each in pages
        ]
        assert links[0] <= links[1], path
        for href in ("tel:999", "tel:08001111"):
            assert pages[1].locator(f".pp-help-now a[href='{href}']").is_visible(), path
        headings = [each.locator("h1, h2, h3").filter(visible=True).all_inner_texts() for each in pages]
        assert set(headings[0]) <= set(headings[1]), path
    page_without_scripts.goto(example.address + "when-we-are-here.html")
    assert page_without_scripts.locator(".md-content table").first.is_visible(), "the week stands there"


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_the_file_for_a_phone_opens_by_a_tap_without_a_network(
    browser: Browser, site: Callable[[str, str], Site], organisation: str, tmp_path: Path
) -> None:
    alone = tmp_path / PHONE_FILE
    alone.parent.mkdir(parents=True, exist_ok=True)
    alone.write_bytes((site(organisation, "staff").folder / PHONE_FILE).read_bytes())
    context = browser.new_context(offline=True, viewport={"width": PHONE, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(alone.as_uri())
    assert page.locator("ol > li").filter(visible=True).count() == 5
    for href in ("tel:999", "tel:08001111", "tel:08088005000"):
        assert page.locator(f"a[href='{href}']").first.is_visible()
    page.evaluate(AXE_SCRIPT)
    assert violations(page) == []
    context.close()
