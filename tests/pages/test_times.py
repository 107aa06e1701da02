"""Times on the pages: closed days and terms stand there while they lie ahead, and no more than is known."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policypack.pack.pack import load_pack
from policypack.text.english import days
from tests import sound
from tests.organisations import workspace_with
from tests.pages.words import Said, markdown_of

CLOSED = {"name": "Camp", "first_day": "2026-12-21", "last_day": "2027-01-04"}
SAID = "We are closed from 21 December 2026 to 4 January 2027. Nobody reads messages then."
TERM = {"name": "Winter term", "first_day": "2026-09-14", "last_day": "2026-12-11"}
ADDRESS = "report@testbourne.example]"
SHOW_TIMES = ("index.md", "when-we-are-here.md", "report-a-worry.md", "who-can-help.md", "help/11-to-13.md")
"""Some of the pages that show times."""


def pages(folder: Path, changes: dict[str, Any], today: date = sound.TODAY) -> Said:
    folder.mkdir(exist_ok=True)
    return markdown_of(load_pack(workspace_with(sound.text(changes), folder), today), "staff")


def test_closed_days_stand_beside_the_times_until_the_last_of_them_is_over(tmp_path: Path) -> None:
    ahead, last, over = (
        pages(tmp_path, {"moderation.closed": [CLOSED], "reporting.read_when_closed": "no"}, today)
        for today in (date(2026, 11, 22), date(2027, 1, 4), date(2027, 1, 5))
    )
    for path in SHOW_TIMES:
        assert SAID in ahead[path], path
        assert SAID in last[path], path
    assert not any("We are closed" in page or "Camp" in page for page in over.values())


def test_several_closed_days_are_one_sentence_in_the_order_of_the_year(tmp_path: Path) -> None:
    easter = {"name": "Easter", "first_day": "2027-03-28", "last_day": "2027-03-28"}
    page = pages(tmp_path, {"moderation.closed": [easter, CLOSED]})["when-we-are-here.md"]
    assert "We are closed from 21 December 2026 to 4 January 2027 and on 28 March 2027." in page
    assert page.index("**Camp:**") < page.index("**Easter:**")


def test_many_closed_days_are_three_stretches_in_a_sentence_and_all_of_them_on_the_page_of_our_times(
    tmp_path: Path,
) -> None:
    """Days in a row are one stretch, whatever they are called."""
    days_off = ("2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01", "2027-03-26")
    closed = [{"name": f"Day {day}", "first_day": day, "last_day": day} for day in days_off]
    found = pages(tmp_path, {"moderation.closed": closed, "reporting.read_when_closed": "no"})
    words = (
        "We are closed from 25 to 26 December 2026, on 28 December 2026 and on 1 January 2027, and on [days after that]"
    )
    for path in SHOW_TIMES:
        assert f"{words}({'../' * path.count('/')}when-we-are-here.md#when-we-are-closed). Nobody" in found[path], path
    assert "## When we are closed" in found["when-we-are-here.md"]
    for day in days_off:
        assert (
            f"- **Day {day}:** {days(date.fromisoformat(day), date.fromisoformat(day))}."
            in found["when-we-are-here.md"]
        )
    assert "We are closed from 25 to 26 December 2026. Nobody" in found["staff/ready-texts.md"]


def test_a_closed_time_whose_last_day_is_not_decided_is_not_printed(tmp_path: Path) -> None:
    half = {"name": "Camp", "first_day": "2026-12-21", "last_day": "not decided yet"}
    assert not any("Camp" in page for page in pages(tmp_path, {"moderation.closed": [half]}).values())


def test_times_of_a_season_have_a_column_each_and_terms_stand_there_once_known(tmp_path: Path) -> None:
    times = {"moderation.times": "Sunday 18:00-19:00; in term time Monday 16:00-20:00"}
    unknown = pages(tmp_path, times)["when-we-are-here.md"]
    assert "Sunday, 6pm to 7pm; in term time, Monday, 4pm to 8pm." in unknown
    rows = re.sub(r" <svg.*?</svg>", "", unknown)
    assert "| Monday | 4pm to 8pm | Nobody is here |" in rows
    assert "| Sunday | 6pm to 7pm | 6pm to 7pm |" in rows
    assert "Our terms" not in unknown
    known = pages(tmp_path, {**times, "moderation.terms": [TERM]})["when-we-are-here.md"]
    assert "- **Winter term:** from 14 September to 11 December 2026." in known


BESIDES = {
    "by appointment": "by appointment",
    "every other Tuesday 7-9pm": "at these times: every other week on Tuesday, 7pm to 9pm",
    "first Saturday of the month 10-12": "at these times: on the first Saturday of the month, 10am to 12 noon",
    "daily at 8am and 8pm": "at these times: every day at 8am and 8pm",
}


@pytest.mark.parametrize(("written", "said"), BESIDES.items())
def test_what_no_week_can_hold_is_said_as_it_is_and_neither_a_clock_nor_a_promise_is_made_of_it(
    written: str, said: str, tmp_path: Path
) -> None:
    some = pages(tmp_path, {"moderation.times": written, "moderation.reply_time": "one_week"})
    for path in SHOW_TIMES:
        assert f"We usually read messages {said}." in some[path] or "read reports" in some[path]
        assert "data-times" not in some[path]
        assert "within one week" not in some[path]
        assert "Nobody reads messages at night" not in some[path]
    assert f"\n- {said.removeprefix('at these times: ')}\n" in some["when-we-are-here.md"]
    assert "| Day |" not in some["when-we-are-here.md"]


def test_what_no_week_can_hold_stands_below_the_week_and_no_day_of_it_says_that_nobody_is_there(tmp_path: Path) -> None:
    page = pages(tmp_path, {"moderation.times": "Mon 6-8pm; every other Tuesday 7-9pm"})["when-we-are-here.md"]
    rows = re.sub(r" <svg.*?</svg>", "", page)
    assert "| Monday | 6pm to 8pm |" in rows
    assert "| Tuesday | No set time |" in rows
    assert "We also read messages:" in page
    assert "\n- every other week on Tuesday, 7pm to 9pm\n" in page
    assert 'data-more="yes"' in page


def test_days_that_times_leave_out_are_said_and_the_clock_is_told(tmp_path: Path) -> None:
    some = pages(tmp_path, {"moderation.times": "Mon-Fri 4-6pm except bank holidays and August"})
    for path in ("index.md", "when-we-are-here.md"):
        assert "Monday to Friday, 4pm to 6pm, but not on bank holidays or in August." in some[path]
    clock = re.search(r'data-times="0:960-1080[^"]*" data-closed="([^"]*)"', some["when-we-are-here.md"])
    assert clock is not None
    assert "2026-12-25/2026-12-26 2026-12-28/2026-12-28 2027-01-01/2027-01-01" in clock[1]
    assert "2027-08-01/2027-08-31" in clock[1]
    assert "Nobody is here on bank holidays or in August." in some["when-we-are-here.md"]


@pytest.mark.parametrize(
    ("times", "promise", "kept"),
    [
        ("every day 4-6pm", "two_days", True),
        ("every day 4-6pm, not in August", "two_days", False),
        ("every day 4-6pm except bank holidays", "one_day", False),
        ("every day 4-6pm except bank holidays", "one_week", True),
        ("Mon-Fri 4-6pm except bank holidays", "two_working_days", True),
        ("every other Tuesday 7-9pm", "one_week", False),
        ("by appointment", "one_week", False),
        ("Mon 6-8pm; every other Tuesday 7-9pm", "one_week", True),
    ],
)
def test_no_promise_is_kept_on_days_that_are_left_out_or_by_what_no_week_holds(
    times: str, promise: str, kept: bool
) -> None:
    changes = {"moderation.times": times, "moderation.reply_time": promise, "moderation.closed": "none"}
    assert sound.scope(changes).fact("answers_promised_sooner_than_read") is not kept


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 25), date(2026, 12, 25), "on 25 December 2026"),
        (date(2027, 2, 13), date(2027, 2, 14), "from 13 to 14 February 2027"),
        (date(2027, 3, 29), date(2027, 4, 5), "from 29 March to 5 April 2027"),
        (date(2026, 12, 21), date(2027, 1, 4), "from 21 December 2026 to 4 January 2027"),
    ],
)
def test_a_stretch_of_days_is_said_as_people_say_it(first: date, last: date, said: str) -> None:
    assert days(first, last) == said


def test_the_first_times_after_an_address_for_reports_are_those_at_which_reports_are_read(tmp_path: Path) -> None:
    """Nobody takes the hours of who reads posts for those of who reads a worry."""
    changes = {"moderation.times": "Fri 17:00-19:00", "reporting.read_at": "every day 08:00-09:00"}
    found = {path: page for path, page in pages(tmp_path, changes).items() if not path.startswith("staff/")}
    shown = 0
    for path, page in found.items():
        said = re.findall(r"(report@testbourne\.example\]|8am to 9am|Friday, 5pm to 7pm)", page)
        after = [one for one in said[said.index(ADDRESS) :] if one != ADDRESS] if ADDRESS in said else []
        assert not after or after[0] == "8am to 9am", path
        shown += bool(after)
    assert shown >= 7
