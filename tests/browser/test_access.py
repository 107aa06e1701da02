"""Keyboard, touch and small screens: what a reader can reach, and see."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.chromium import follows
from tests.browser.conftest import ACCESS
from tests.browser.served import PHONE, SMALLEST, WIDE, Site

PHONE_SCREEN = 740
TOUCH = 44
HURRIED = (
    ".pp-help-now a",
    ".pp-tool",
    ".pp-menu__panel .pp-list:not(.pp-list--here) > li > a:visible",
    ".pp-menu__panel .pp-list__heading",
    ".pp-doors li",
    ".pp-now a[href^='tel:']",
    ".pp-help a[href^='tel:']",
    ".pp-footer a",
)

# Where the focus is, and whether its ring can be seen: on the element, or on the block that stands for it (doors).
_FOCUS = """() => {
  const element = document.activeElement
  const ring = [getComputedStyle(element), getComputedStyle(element, "::before")].some(
    (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
  const box = element.getBoundingClientRect()
  const point = element.getClientRects()[0]
  const top = document.elementFromPoint(point.x + point.width / 2, point.y + point.height / 2)
  return {
    text: element.innerText?.trim().replace(/\\s+/g, " ") ?? "",
    href: element.getAttribute("href"),
    body: element === document.body,
    ring: ring,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: !(top && (element.contains(top) || top.contains(element))),
  }
}"""

_SIZES = """(all) => all.map((element) => {
  const box = element.getBoundingClientRect()
  return [element.innerText, box.width, box.height]
})"""


def open_page(page: Page, site: Site, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": PHONE_SCREEN})
    page.goto(site.address + path, wait_until="load")


BY_KEYS = [("index.html", WIDE), ("report-a-worry.html", PHONE)]
if ACCESS:
    BY_KEYS += [("index.html", PHONE), ("report-a-worry.html", WIDE)]


@pytest.mark.parametrize(("path", "width"), BY_KEYS)
def test_tab_starts_with_the_skip_link_and_shows_where_it_is_at_every_stop(
    page: Page, example: Site, path: str, width: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, example, path, width)
    stops = []
    for _ in range(150):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop["body"]:
            break
        assert stop["ring"], stop
        assert stop["inside"], stop
        assert not stop["covered"], stop
        stops.append(stop)
    assert stops[0]["text"] == "Skip to content"
    links = page.locator("a[href]:visible").count()
    assert len([stop for stop in stops if stop["href"]]) >= links, "Tab reaches every link that can be seen"


def test_the_header_never_hides_where_the_focus_is_on_the_way_back_up(page: Page, example: Site) -> None:
    open_page(page, example, "report-a-worry.html", PHONE)
    page.locator(".pp-footer a").last.focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        stop = page.evaluate(_FOCUS)
        assert stop["inside"], stop
        assert not stop["covered"], stop


def test_the_menu_opens_and_closes_from_the_keyboard_on_a_phone_and_cannot_be_reached_while_closed(
    page: Page, example: Site
) -> None:
    open_page(page, example, "index.html", PHONE)
    panel = page.locator(".pp-menu__panel")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate(_FOCUS)["text"] == "Menu"
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUS)["href"] == "tel:999", "a closed menu is passed over"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert panel.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.pp-menu__panel') !== null")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate(_FOCUS)["text"] == "Menu"


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_search_works_from_the_keyboard_and_closes_again(page: Page, example: Site, width: int) -> None:
    open_page(page, example, "index.html", width)
    button, field = page.locator(".pp-tool--search"), page.locator("#pp-query")
    assert not field.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.type("childline")
    result = page.locator(".pp-search__list a").first
    result.wait_for()
    page.evaluate(AXE_SCRIPT)
    assert not violations(page)
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.pp-search__list a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "index.html" not in url)
    button.click()
    page.keyboard.press("Escape")
    assert not field.is_visible()
    assert page.evaluate(_FOCUS)["text"] == "Search"


def test_a_single_letter_never_turns_the_page_or_opens_search(page: Page, example: Site) -> None:
    open_page(page, example, "index.html", WIDE)
    for key in "nsfp/.,":
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url.endswith("/index.html")
    assert not page.locator("#pp-query").is_visible()


@pytest.mark.parametrize("width", [PHONE, SMALLEST])
def test_what_is_tapped_in_a_hurry_is_large_enough_for_a_thumb(page: Page, example: Site, width: int) -> None:
    seen = 0
    for path in ("index.html", "who-can-help.html"):
        open_page(page, example, path, width)
        page.locator(".pp-menu > summary").click()
        targets = page.locator(", ".join(HURRIED)).evaluate_all(_SIZES)
        assert [target for target in targets if min(target[1:]) < TOUCH] == []
        seen += len(targets)
    assert seen > 20


def test_the_first_screen_of_a_phone_shows_help_and_the_doors(page: Page, example: Site) -> None:
    open_page(page, example, "index.html", PHONE)
    for selector in (".pp-help-now", ".pp-doors"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE_SCREEN, selector


def test_a_wide_table_scrolls_in_itself_and_the_keyboard_reaches_it(page: Page, example: Site) -> None:
    open_page(page, example, "when-we-are-here.html", PHONE)
    wrap = page.locator(".md-typeset__scrollwrap").first
    assert wrap.get_attribute("tabindex") is None, "a table that fits is no stop for Tab"
    page.evaluate(
        """() => {
          document.querySelector("td").innerHTML = "w".repeat(20) + "<br>" + "<b style='white-space:nowrap'>"
            + "many words in a row ".repeat(9) + "</b>"
          dispatchEvent(new Event("resize"))
        }"""
    )
    assert wrap.get_attribute("tabindex") == "0"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_page_opens_its_menu_on_a_wide_screen_too_where_no_menu_stands_beside_it(
    page: Page, page_without_scripts: Page, example: Site
) -> None:
    for each in (page, page_without_scripts):
        each.set_viewport_size({"width": 1280, "height": 900})
        each.goto(example.address + "index.html")
        link = each.locator(".pp-menu__panel a", has_text="When we are here")
        assert not link.is_visible()
        each.locator(".pp-menu > summary").press("Enter")
        link.click()
        assert each.url == example.address + "when-we-are-here.html"
        each.locator(".pp-side a", has_text="Report a worry").wait_for()
        assert not each.locator(".pp-menu > summary").is_visible()


def test_each_day_of_the_week_has_a_bar_that_can_be_seen_where_messages_are_read(page: Page, example: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(example.address + "when-we-are-here.html")
    heights = page.locator(".pp-day").evaluate_all("bars => bars.map((bar) => bar.getBoundingClientRect().height)")
    assert len(heights) == 7
    assert min(heights) >= 6
    colours = page.locator(".pp-day__read").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    assert len(colours) == 2
    rest = page.locator(".pp-day__rest").first.evaluate("one => getComputedStyle(one).fill")
    assert rest not in colours


def test_a_text_to_paste_is_copied_with_one_press_as_it_stands(browser: Browser, staff: Site) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(staff.address + "staff/ready-texts.html")
    texts = page.locator(".pp-paste")
    buttons = page.get_by_role("button", name="Copy this text")
    assert buttons.count() == texts.count() > 0
    wanted = texts.nth(1).inner_text().strip()
    buttons.nth(1).press("Enter")
    page.get_by_role("button", name="Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == wanted
    context.close()


def test_without_javascript_pages_and_menu_work_and_search_is_not_offered(
    page_without_scripts: Page, example: Site
) -> None:
    page = page_without_scripts
    open_page(page, example, "index.html", PHONE)
    assert not page.locator(".pp-tool--search").is_visible()
    page.locator(".pp-menu > summary").click()
    follows(page.locator(".pp-menu__panel a", has_text="Who can help"))
    assert page.locator("h1").inner_text() == "Who can help"


def test_dark_colours_follow_the_device_and_the_reader_may_change_them(page: Page, example: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(example.address + "index.html")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    assert page.evaluate(scheme) == "slate"
    page.get_by_role("button", name="Use light colours").click()
    page.goto(example.address + "report-a-worry.html")
    assert page.evaluate(scheme) == "default"
    assert not page.context.cookies()
