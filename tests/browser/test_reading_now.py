"""Somebody there now? What readers' browsers say, with a clock that is set, and what they never lose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from policypack.facts.reading_now import coded_days, coded_times, left_out_days
from tests.browser.pages import SharedPages
from tests.browser.served import Site
from tests.instants import schedules
from tests.organisations import CHECKOUT

SCRIPT = CHECKOUT / "templates" / "theme" / "assets" / "reading-now.js"
THURSDAY = datetime(2026, 11, 26, 19, 30, tzinfo=UTC)
"""Within the swimming club's times."""
NIGHT = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
PAGES = ("index.html", "when-we-are-here.html")
MORE = ' data-more="yes"'
LINE, NOBODY = ".pp-reading__said", ".pp-reading--nobody"


@pytest.fixture(scope="module", params=["Pacific/Auckland", "Europe/London", "America/Los_Angeles"])
def abroad(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Return a page with all schedules of the table, read in some part of the world."""
    boxes = [
        f'<div class="pp-reading" hidden data-zone="Europe/London" data-who="the club" '
        f'data-closed="{coded_days(one.calendar.closed)}" data-terms="{coded_days(one.calendar.terms)}">'
        f'<div class="pp-reading__said" data-times="{escape(coded_times(one.weekly))}" '
        f'data-closed="{coded_days(left_out_days(one.weekly, one.calendar, NIGHT.date()))}"'
        f"{MORE if one.weekly.said else ''}></div></div>"
        for one in schedules()
    ]
    file = tmp_path_factory.mktemp("table") / "table.html"
    file.write_text(f"<!doctype html>{''.join(boxes)}<script src='{SCRIPT.as_uri()}'></script>", encoding="utf-8")
    page = browser.new_context(timezone_id=request.param).new_page()
    page.clock.set_fixed_time(NIGHT)
    page.goto(file.as_uri())
    return page


def test_the_script_is_right_at_every_instant_of_the_table_wherever_it_is_read(abroad: Page) -> None:
    wrong = []
    for number, schedule in enumerate(schedules()):
        for instant in schedule.instants:
            abroad.clock.set_fixed_time(instant.instant)
            abroad.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            said = abroad.evaluate(
                "(number) => { const line = document.querySelectorAll('[data-times]')[number];"
                " return [line.dataset.state, line.dataset.then, line.textContent] }",
                number,
            )
            then = instant.then.isoformat(timespec="minutes") if instant.then else ""
            if said != [instant.state, then, instant.says]:
                wrong.append((schedule.about, instant, said))
    assert not wrong


@pytest.fixture
def page_in_london(browser: Browser, shared_pages: SharedPages) -> Iterator[Page]:
    """Return a page as good as new, but for its clock: a clock that was set once stays, and is set anew."""
    with shared_pages.lent(browser, timezone_id="Europe/London") as page:
        yield page


def opened(page: Page, site: Site, path: str, at: datetime) -> Page:
    page.clock.install(time=at)
    page.goto(site.address + path)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_within_the_times_a_page_says_until_when_messages_are_usually_read(
    page_in_london: Page, example: Site, path: str
) -> None:
    opened(page_in_london, example, path, THURSDAY)
    assert page_in_london.locator(LINE).all_inner_texts() == ["Messages are usually read until 8pm."]
    assert page_in_london.locator(NOBODY).count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_outside_the_times_the_numbers_for_help_come_next(page_in_london: Page, example: Site, path: str) -> None:
    opened(page_in_london, example, path, NIGHT)
    said = "Nobody from Marlpool is reading now. We are usually back on Tuesday at 7pm."
    assert page_in_london.locator(LINE).all_inner_texts() == [said]
    assert page_in_london.locator(NOBODY).is_visible()
    after = page_in_london.evaluate(
        "(line) => [...document.querySelectorAll(`${line}, ${line} ~ * a, .pp-reading ~ * a`)].map((one) => one.href)",
        LINE,
    )
    assert after[1] == "tel:999"
    assert "tel:08001111" in after[:8]


def test_it_follows_the_clock_and_a_screen_reader_hears_only_what_changes(page_in_london: Page, example: Site) -> None:
    opened(page_in_london, example, PAGES[0], THURSDAY)
    page_in_london.evaluate(
        "(line) => { window.changes = 0; new MutationObserver((seen) => window.changes += seen.length)"
        ".observe(document.querySelector(line), {childList: true, characterData: true, subtree: true}) }",
        LINE,
    )
    line = page_in_london.locator(LINE)
    assert line.get_attribute("role") == "status"
    page_in_london.clock.run_for(timedelta(minutes=29).seconds * 1000)
    assert page_in_london.evaluate("window.changes") == 0
    assert line.inner_text() == "Messages are usually read until 8pm."
    page_in_london.clock.run_for(60_000)
    assert line.inner_text().startswith("Nobody from Marlpool is reading now.")
    assert page_in_london.locator(NOBODY).is_visible()


def test_over_closed_days_it_says_when_somebody_is_back(page_in_london: Page, example: Site) -> None:
    opened(page_in_london, example, PAGES[1], datetime(2026, 12, 22, 19, 30, tzinfo=UTC))
    assert page_in_london.locator(LINE).inner_text().endswith("We are usually back on Tuesday 5 January at 7pm.")


def test_without_a_script_the_full_times_stand_there_and_nothing_is_empty(
    page_without_scripts: Page, example: Site
) -> None:
    page = page_without_scripts
    for path in PAGES:
        page.goto(example.address + path)
        assert not page.locator(".pp-reading").is_visible()
        assert "Tuesday and Thursday, 7pm to 8pm" in page.locator("article").inner_text()


def test_on_paper_nothing_says_now(page_in_london: Page, example: Site) -> None:
    opened(page_in_london, example, PAGES[0], THURSDAY)
    page_in_london.emulate_media(media="print")
    assert not page_in_london.locator(".pp-reading").is_visible()


def test_it_moves_nothing_that_has_been_seen(page: Page, example: Site) -> None:
    # The script comes when all of the page has been seen without it: what moves while a page is still being read
    # in, piece by piece on a slow machine, is not the line's doing.
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => window.shifts.push(...list.getEntries()))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    two_frames = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/{SCRIPT.name}", hold)
    for path in PAGES:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 740})
            with page.expect_request(f"**/{SCRIPT.name}"):
                page.goto(example.address + path, wait_until="commit")
            page.wait_for_selector(".pp-footer")
            page.evaluate(two_frames)
            seen = page.evaluate("performance.now()")
            held.pop().continue_()
            expect(page.locator(LINE)).not_to_be_empty()
            page.evaluate(two_frames)
            shifts = page.evaluate("(seen) => window.shifts.filter((one) => one.startTime > seen).length", seen)
            assert not shifts, (path, width)


def test_a_place_with_times_of_its_own_has_a_line_and_a_call_has_none(site: object, page_in_london: Page) -> None:
    football = site("football-club", "site")  # type: ignore[operator]
    opened(page_in_london, football, PAGES[1], datetime(2026, 11, 22, 19, 30, tzinfo=UTC))
    assert page_in_london.locator(LINE).all_inner_texts() == [
        "Our other places: nobody from Strathbrackie is reading now. We are usually back tomorrow at 7pm.",
        "Strathbrackie on Facebook: messages are usually read until 8pm.",
    ]
    assert page_in_london.locator(NOBODY).count() == 0
    theatre = site("youth-theatre", "site")  # type: ignore[operator]
    page_in_london.goto(theatre.address + PAGES[1])
    assert page_in_london.locator(LINE).count() == 1


def test_who_has_no_times_has_no_line(site: object, page: Page) -> None:
    page.goto(site("angling-club", "site").address + PAGES[0])  # type: ignore[operator]
    assert page.locator(".pp-reading").count() == 0
    assert Path(SCRIPT.name).name not in page.content()
