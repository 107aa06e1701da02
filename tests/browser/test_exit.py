"""Leaving quickly: on pages about help and reporting, and on no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from policypack.publish.page_html import EXIT_TO
from tests.browser.conftest import ACCESS, REACHED, Visits
from tests.browser.served import PHONE, SMALLEST, WIDE, Site

PAGES = ("report-a-worry.html", "who-can-help.html", "bullying.html")
TOUCH = 44
SCREENS = [(WIDE, 740), (PHONE, 740), (SMALLEST, 480), (SMALLEST, 256)]
"""Widths and heights. 320 by 256 is a wide screen at 400 % (WCAG 2.2, 1.4.10)."""
BY_KEYS = [(path, *screen) for path in PAGES[:2] for screen in SCREENS]
"""Pages and screens on which every stop of Tab is looked at: in the short round, on the widest and the smallest."""
if not ACCESS:
    BY_KEYS = [(PAGES[0], *SCREENS[0]), (PAGES[1], *SCREENS[-1])]

# Each stop of Tab is noted in the page: asking for each from outside takes most of the time.
_NOTE_STOPS = """() => {
  globalThis.stops = []
  const header = document.querySelector(".pp-header")
  addEventListener("keyup", (event) => {
    if (event.key !== "Tab") return
    const element = document.activeElement
    const exit = document.querySelector(".pp-exit").getBoundingClientRect()
    const box = element.getClientRects()[0]
    stops.push({
      text: element.innerText.trim().slice(0, 80),
      href: element.getAttribute("href"),
      done: element === document.body,
      in_header: header.contains(element),
      over: box.left < exit.right && box.right > exit.left && box.top < exit.bottom && box.bottom > exit.top,
      exit: exit.top >= 0 && exit.bottom <= innerHeight,
    })
  })
}"""
_TARGETS = "a[href], button, summary, input, select, textarea, [tabindex='0']"


@pytest.fixture
def weather(page: Page) -> list[dict[str, str]]:
    """Answer for the page that the exit leads to, so that no test asks another host; return what it was asked with."""
    asked: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        asked.append(route.request.headers)
        route.fulfill(body="weather", content_type="text/html")

    page.route(EXIT_TO, answer)
    return asked


@pytest.mark.parametrize("organisation", REACHED)
def test_pages_about_help_and_reporting_can_be_left_quickly_and_no_others(
    visits: Visits, site: Callable[[str, str], Site], organisation: str
) -> None:
    staff = site(organisation, "staff")
    with_exit = {path for path in staff.pages if "pp-exit" in (staff.folder / path).read_text(encoding="utf-8")}
    assert {"report-a-worry.html", "who-can-help.html"} <= with_exit
    if organisation != "support-server":  # who comes there is private, so that each page for everybody has it
        assert all(path in PAGES or path.startswith(("help/", "tell-somebody/")) for path in with_exit)
    assert {visit.path for visit in visits[organisation, "staff"] if visit.exits} == with_exit
    for visit in visits[organisation, "staff"]:
        if visit.exits:
            assert set(visit.exits) == {(EXIT_TO, "nofollow noreferrer")}, visit.path
            assert "It can't clear your history" in visit.exit_note, visit.path


@pytest.fixture(params=REACHED)
def place(request: pytest.FixtureRequest, site: Callable[[str, str], Site]) -> Site:
    """Return the public site of an organisation."""
    return site(str(request.param), "site")


@pytest.mark.parametrize(("path", "width", "height"), BY_KEYS)
def test_the_exit_comes_right_after_the_skip_link_and_stays_in_sight_over_nothing_that_has_the_focus(
    page: Page, place: Site, path: str, width: int, height: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": height})
    page.goto(place.address + path)
    page.evaluate(_NOTE_STOPS)
    for _ in range(page.locator(_TARGETS).count() + 1):
        page.keyboard.press("Tab")
        if page.evaluate("stops.at(-1)?.done"):
            break
    there = page.evaluate("stops")
    end = next(number for number, stop in enumerate(there) if stop["done"])
    stops = there[:end]
    assert [stop for stop in stops if not stop["exit"]] == [], "out of sight"
    assert [stop for stop in stops if stop["over"] and not stop["in_header"]] == []
    assert [stop["text"] for stop in stops[:2]] == ["Skip to content", "Exit this page"]
    assert len([stop for stop in stops if (stop["href"] or "").startswith("tel:")]) >= 3
    page.evaluate("document.querySelector('.pp-footer').scrollIntoView(); stops.length = 0")
    page.locator("a[href], button").last.focus()
    for _ in stops:
        page.keyboard.press("Shift+Tab")
    back = page.evaluate("stops")
    assert len(back) >= len(stops)
    assert [stop for stop in back if stop["over"] and not stop["in_header"] and not stop["done"]] == []
    assert page.url == place.address + path, "going back with Shift and Tab is no call for help"


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_exit_is_large_enough_for_a_thumb(page: Page, example: Site, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(example.address + "who-can-help.html")
    box = page.locator(".pp-exit").bounding_box()
    assert box is not None
    assert box["height"] >= TOUCH
    assert box["width"] >= TOUCH


@pytest.mark.parametrize("way", ["button", "first link", "Shift"])
def test_each_way_out_leads_to_the_weather_and_back_does_not_lead_to_the_page(
    page: Page, example: Site, weather: list[dict[str, str]], way: str
) -> None:
    page.goto(example.address + "index.html")
    page.goto(example.address + "report-a-worry.html")
    if way == "button":
        page.locator(".pp-exit").click()
    elif way == "first link":
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(EXIT_TO)
    assert "referer" not in weather[0], "the weather does not learn where the reader came from"
    page.go_back()
    assert page.url == example.address + "index.html"


def test_the_screen_is_blank_before_the_other_page_answers(page: Page, example: Site) -> None:
    page.route(EXIT_TO, lambda route: route.fulfill(status=204))  # nothing to show: the browser stays where it is
    page.goto(example.address + "who-can-help.html")
    page.locator(".pp-exit").click()
    page.locator(".pp-blank").wait_for()
    assert page.title() == "Loading"
    assert not page.locator("h1, .pp-header, .pp-help-now").filter(visible=True).count()
    seen = page.evaluate("getComputedStyle(document.querySelector('.pp-blank')).backgroundColor")
    assert seen == "rgb(255, 255, 255)"


def test_shift_three_times_counts_only_by_itself_and_within_five_seconds(own_page: Page, example: Site) -> None:
    page = own_page
    page.clock.install()
    page.goto(example.address + "who-can-help.html")
    said = page.locator(".pp-unseen")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert said.inner_text() == "Shift: press it once more to exit this page."
    page.keyboard.press("a")
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    assert said.inner_text() == "Shift: press it twice more to exit this page."
    assert page.locator(".pp-blank").count() == 0


def test_without_javascript_the_exit_is_a_plain_link_and_promises_no_shortcut(
    page_without_scripts: Page, example: Site
) -> None:
    page = page_without_scripts
    page.route(EXIT_TO, lambda route: route.fulfill(body="weather", content_type="text/html"))
    page.goto(example.address + "who-can-help.html")
    assert "Shift" not in page.locator(".pp-exit-note").inner_text()
    page.locator(".pp-exit").click()
    page.wait_for_url(EXIT_TO)


def test_the_exit_is_plain_in_forced_colours_and_not_on_paper(page: Page, example: Site) -> None:
    page.goto(example.address + "who-can-help.html")
    page.emulate_media(forced_colors="active")
    border = page.locator(".pp-exit").evaluate("link => getComputedStyle(link).borderTopWidth")
    assert float(border.removesuffix("px")) >= 1, "an edge shows where colours are taken away"
    page.emulate_media(forced_colors="none", media="print")
    for furniture in (".pp-exit", ".pp-exit-first", ".pp-exit-note"):
        assert not page.locator(furniture).is_visible()
