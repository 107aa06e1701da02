"""What every reader can reach: with large text, a thumb, the keyboard, no script, or no network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from policypack.page_list import PHONE_FILE
from tests.browser.axe import violations
from tests.browser.conftest import EXAMPLE
from tests.browser.served import PHONE, WIDE, Site

IMPORTANT = ("index.html", "when-we-are-here.html", "report-a-worry.html", "who-can-help.html")
FORM = "staff/incident-record.html"
ORGANISATIONS = (EXAMPLE, "scout-group", "youth-theatre", "gaming-charity")

# Small targets: 44 pixels for help numbers and the way out, 24 for all else (WCAG 2.2, 2.5.8). Links within a sentence
# are as high as its line, as 2.5.8 allows.
_SMALL = """() => [...document.querySelectorAll("a[href], button, summary")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest(".md-skip, .pp-exit-first"))
  .filter((e) => getComputedStyle(e).display !== "inline")
  .filter((e) => {
    const box = (e.closest(".pp-doors li") ?? e).getBoundingClientRect()  // a door is one link, all over
    const wanted = e.matches(".pp-exit, .pp-help-now a, [href^='tel:'], [href^='sms:']") ? 44 : 24
    return box.height && Math.round(Math.min(box.height, box.width)) < wanted
  })
  .map((e) => e.outerHTML.slice(0, 120))"""

# Text that its own box cuts off, or that sticks out of the screen.
_CUT = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.innerText?.trim())
  .filter((e) => !e.closest(".md-typeset__scrollwrap, .md-skip, .pp-exit-first, .pp-unseen"))
  .filter((e) => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect()
    const cut = ["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1
      || ["hidden", "clip"].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 1
    return cut || box.right > innerWidth + 1 || box.left < -1
  })
  .map((e) => e.outerHTML.slice(0, 120))"""

_FOCUS = """() => {
  const element = document.activeElement
  const point = element.getClientRects()[0]
  const x = point.x + point.width / 2, y = point.y + point.height / 2
  const top = document.elementFromPoint(x, y)
  return {
    html: element.outerHTML.slice(0, 120),
    done: element === document.body,
    inside: x > 0 && x < innerWidth && y > 0 && y < innerHeight,
    covered: !(top && (element.contains(top) || top.contains(element))),
  }
}"""


@pytest.mark.parametrize("width", [WIDE, 640])
def test_text_of_twice_the_size_is_neither_cut_nor_wider_than_the_screen(page: Page, example: Site, width: int) -> None:
    """A reader who enlarges only text; 640 pixels are also what a zoom of 200 % leaves of 1280."""
    page.set_viewport_size({"width": width, "height": 740})
    for path in (*IMPORTANT, "rules/index.html"):
        page.goto(example.address + path)
        assert not page.evaluate(_CUT), (path, "at the usual size")
        page.evaluate(
            """() => {
              const root = document.documentElement
              root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px"
            }"""
        )
        assert not page.evaluate(_CUT), path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_everything_that_is_tapped_is_large_enough_on_every_page(page: Page, staff: Site) -> None:
    page.set_viewport_size({"width": PHONE, "height": 740})
    found = []
    for path in staff.pages:
        page.goto(staff.address + path)
        found += [(path, html) for html in page.evaluate(_SMALL)]
    assert not found


def test_the_focus_is_never_hidden_on_a_phone(page: Page, staff: Site) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": PHONE, "height": 740})
    for path in ("index.html", "report-a-worry.html", "who-can-help.html", FORM):
        page.goto(staff.address + path)
        stops = 0
        for _ in range(200):
            page.keyboard.press("Tab")
            stop = page.evaluate(_FOCUS)
            if stop["done"]:
                break
            assert stop["inside"], (path, stop)
            assert not stop["covered"], (path, stop)
            stops += 1
        assert stops > 10, path


def test_without_javascript_nothing_that_matters_is_missing(browser: Browser, example: Site) -> None:
    """What can be read with scripts can be read without, but for what only a script can know."""
    with_scripts, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    for path in IMPORTANT:
        pages = [context.new_page() for context in (with_scripts, without)]
        for page in pages:
            page.goto(example.address + path)
        links = [
            set(page.locator(".md-content a, .pp-help-now a").evaluate_all("all => all.map((link) => link.href)"))
            for page in pages
        ]
        assert links[0] <= links[1], path
        for href in ("tel:999", "tel:08001111"):
            assert pages[1].locator(f".pp-help-now a[href='{href}']").is_visible(), path
        headings = [page.locator("h1, h2, h3").filter(visible=True).all_inner_texts() for page in pages]
        assert set(headings[0]) <= set(headings[1]), path
        for page in pages:
            page.close()
    page = without.new_page()
    page.goto(example.address + "when-we-are-here.html")
    assert page.locator(".md-content table").first.is_visible(), "the week stands there"
    with_scripts.close()
    without.close()


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
