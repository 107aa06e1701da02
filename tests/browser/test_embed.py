"""The page for a frame, as readers of other people's pages see it; and the calendar beside the page's own clock."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import recurring_ical_events
from axe_playwright_python.base import AXE_SCRIPT
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page

from policypack.publish.embed import EMBED
from policypack.publish.times_calendar import TIMES_CALENDAR, reaches_to
from tests.browser.axe import violations
from tests.browser.conftest import ACCESS, EXAMPLE, VISITED
from tests.browser.served import Site

THURSDAY = datetime(2026, 11, 26, 19, 30, tzinfo=UTC)
LAST_DAY = datetime(2027, 1, 4, 23, 59, tzinfo=UTC)
"""Of the example's closed days, which are the last that it knows."""
NARROW = 300
MOST_BYTES = 6_000
INSTANTS = 1_000
FRAME = '<!doctype html><title>A club</title><iframe src="{}" title="Help" width="300" height="600"></iframe>'

_CLOCK = """(instants) => {
  const line = document.querySelector("[data-times]")
  return instants.map((instant) => {
    window.now = instant
    document.dispatchEvent(new Event("visibilitychange"))
    return line.dataset.state === "reading"
  })
}"""
_SET = """window.now = Date.now(); window.Date = class extends Date {
  constructor(...given) { given.length ? super(...given) : super(window.now) }
  static now() { return window.now }
}"""


def opened(page: Page, site: Site, at: datetime) -> Page:
    page.clock.install(time=at)
    page.goto(site.address + EMBED)
    return page


def test_the_calendar_says_what_the_page_s_own_clock_says_at_a_thousand_instants(
    context: BrowserContext, example: Site, built_of: Callable[..., object]
) -> None:
    """The page is visited once; its clock is turned there to instants by chance, and to both ends of times."""
    pack = built_of(EXAMPLE).pack  # type: ignore[attr-defined]
    first, last = date(2026, 1, 1), reaches_to(pack)
    calendar = Calendar.from_ical((example.folder / TIMES_CALENDAR).read_bytes())
    events = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
    spans = [(event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)) for event in events]
    chance = random.Random(19)
    begin = datetime.combine(first, time(), UTC)
    minutes = (last - first).days * 24 * 60
    instants = [begin + timedelta(minutes=chance.randrange(minutes)) for _ in range(INSTANTS - 400)]
    for edge in chance.sample([edge for span in spans for edge in span], 200):
        instants += [edge, edge - timedelta(minutes=1)]
    page = context.new_page()
    page.add_init_script(_SET)
    page.goto(example.address + "when-we-are-here.html")
    said = page.evaluate(_CLOCK, [round(one.timestamp() * 1000) for one in instants])
    by_calendar = [any(start <= one < end for start, end in spans) for one in instants]
    assert len(said) >= INSTANTS
    assert 100 < sum(said) < 900
    both = zip(instants, said, by_calendar, strict=True)
    assert [one for one, page_says, file_says in both if page_says is not file_says] == []


def test_it_weighs_little_asks_nobody_else_and_says_until_when_messages_are_usually_read(
    own_page: Page, example: Site
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    own_page.on("request", lambda request: asked.append(request.url))
    own_page.on("console", lambda message: complaints.append(message.text))
    opened(own_page, example, THURSDAY)
    assert own_page.locator(".pp-reading__said").all_inner_texts() == ["Messages are usually read until 8pm."]
    assert asked == [example.address + path for path in (EMBED, "assets/reading-now.js")]
    assert complaints == []
    assert (example.folder / EMBED).stat().st_size < MOST_BYTES


def test_the_help_and_the_way_to_report_stand_in_a_frame_on_another_site(
    own_page: Page, example: Site, serve: Callable[[Path], Site], tmp_path: Path
) -> None:
    """They are seen without scrolling in the frame that the instructions give, and the clock runs there."""
    (tmp_path / "index.html").write_text(FRAME.format(example.address + EMBED), encoding="utf-8")
    own_page.clock.install(time=THURSDAY)
    own_page.goto(serve(tmp_path).address + "index.html")
    frame = own_page.frame_locator("iframe")
    assert frame.locator(".pp-reading__said").inner_text() == "Messages are usually read until 8pm."
    for link in ("tel:999", "tel:08001111", "tel:08088005000", "../report-a-worry.html"):
        box = frame.locator(f'a[href="{link}"]').bounding_box()
        around = own_page.locator("iframe").bounding_box()
        assert box is not None
        assert around is not None
        assert box["y"] + box["height"] <= around["y"] + around["height"], link
    with own_page.expect_popup() as popup:
        frame.get_by_text("Report a worry").click()
    assert popup.value.url == example.address + "report-a-worry.html"


def test_after_the_last_day_it_shows_no_times_and_the_help_numbers_stay(own_page: Page, example: Site) -> None:
    opened(own_page, example, LAST_DAY)
    assert own_page.locator(".times").first.is_visible()
    assert not own_page.locator(".old").is_visible()
    own_page.clock.run_for(120_000)
    text = own_page.locator("body").inner_text()
    assert "Our times are not shown here any more." in text
    assert "7pm" not in text
    assert "usually" not in text
    for number in ("999", "0800 1111", "0808 800 5000"):
        assert number in text


def test_without_a_script_the_week_stands_in_words_with_the_day_after_which_not_to_rely_on_it(
    page_without_scripts: Page, example: Site
) -> None:
    page_without_scripts.goto(example.address + EMBED)
    text = page_without_scripts.locator("body").inner_text()
    assert "Tuesday and Thursday, 7pm to 8pm" in text
    assert "After 4 January 2027, do not rely on the times here." in text
    assert "any more" not in text
    assert not page_without_scripts.locator(".pp-reading").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("organisation", VISITED if ACCESS else (EXAMPLE, "gaming-charity"))
def test_it_can_be_read_in_a_narrow_frame_by_day_and_by_night(
    browser: Browser, site: Callable[[str, str], Site], organisation: str, scheme: str
) -> None:
    dark = scheme == "dark"
    context = browser.new_context(bypass_csp=True, color_scheme="dark" if dark else "light")
    page = context.new_page()
    address = site(organisation, "site").address + EMBED
    for at in (THURSDAY, LAST_DAY + timedelta(days=1_000)):
        page.clock.set_fixed_time(at)
        for width in (NARROW, 1280):
            page.set_viewport_size({"width": width, "height": 600})
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert (page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)") is dark
            page.evaluate(AXE_SCRIPT)
            assert violations(page) == []
    context.close()
