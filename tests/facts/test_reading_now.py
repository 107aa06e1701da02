"""Whether somebody reads now: right at every instant of the table, and for what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policypack.facts.reading_now import (
    Calendar,
    Days,
    calendar_of,
    coded_days,
    coded_times,
    left_out_days,
    longest_break,
    reading_at,
    reading_by_clock,
)
from policypack.readers.schedule import parse_weekly_times
from tests import sound
from tests.folded import folded
from tests.instants import Instant, Schedule, every_instant

CLOSED = Calendar((Days(date(2026, 12, 21), date(2027, 1, 4)),))
EVENINGS = parse_weekly_times("Tue and Thu 7pm-8pm")


@folded(
    ("schedule", "instant"),
    list(every_instant()),
    ids=lambda value: value.about if isinstance(value, Schedule) else str(value.at),
)
def test_the_clock_is_right_at_every_instant_of_the_table(schedule: Schedule, instant: Instant) -> None:
    assert reading_at(schedule.weekly, schedule.calendar, instant.instant) == (instant.state, instant.then)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_what_is_said_holds_until_it_changes_and_not_longer(now: datetime) -> None:
    """At each instant until `then` the same is true, and at `then` something else."""
    now = now.replace(second=0, microsecond=0)
    state, then = reading_by_clock(EVENINGS, CLOSED, now)
    assert then is not None
    assert reading_by_clock(EVENINGS, CLOSED, then - timedelta(minutes=1)) == (state, then)
    assert reading_by_clock(EVENINGS, CLOSED, then).state != state


def test_times_and_days_are_coded_for_the_script() -> None:
    times = parse_weekly_times("Tue 19-20 in term time; Sun 10-12 in the holidays; Sat 22:00-01:00 all year")
    assert coded_times(times) == "5:1320-1440 6:0-60 1:1140-1200t 6:600-720h"
    assert coded_days(CLOSED.closed) == "2026-12-21/2027-01-04"


@folded(
    ("calendar", "first", "longest"),
    [
        (Calendar(), date(2026, 11, 22), timedelta(days=4, hours=23)),
        (CLOSED, date(2026, 11, 22), timedelta(days=18, hours=23)),
        (CLOSED, date(2027, 1, 6), timedelta(days=4, hours=23)),
        (CLOSED, date(2026, 10, 1), timedelta(days=4, hours=23)),
    ],
)
def test_the_longest_break_is_that_of_the_days_ahead(calendar: Calendar, first: date, longest: timedelta) -> None:
    assert longest_break(EVENINGS, calendar, first, 56) == longest


TERM = {"name": "Term", "first_day": "2026-09-01", "last_day": "2026-12-18"}


@folded(
    ("changes", "expected"),
    [
        ({"moderation.closed": "none"}, Calendar()),
        ({"moderation.closed": [{"name": "Camp", "first_day": "2026-12-21", "last_day": "2027-01-04"}]}, CLOSED),
        ({"moderation.closed": [{"name": "Camp", "first_day": "2026-12-21"}]}, Calendar()),
    ],
)
def test_a_calendar_holds_the_closed_days_that_are_known_whole(changes: dict[str, Any], expected: Calendar) -> None:
    assert calendar_of(sound.scope(changes)) == replace(expected, nations=("england",))


def test_no_term_is_known_while_the_days_of_one_of_them_are_open() -> None:
    times = {"moderation.times": "Mon 16-20 in term time", "moderation.closed": "none"}
    known = calendar_of(sound.scope({**times, "moderation.terms": [TERM]}))
    assert known.terms == (Days(date(2026, 9, 1), date(2026, 12, 18)),)
    half = {"name": "Spring", "first_day": "2027-01-05"}
    assert calendar_of(sound.scope({**times, "moderation.terms": [TERM, half]})).terms == ()
    assert calendar_of(sound.scope({"moderation.closed": "none", "moderation.terms": [TERM]})).terms == ()


def test_bank_holidays_that_are_left_out_are_those_of_the_nations_or_of_all_where_none_are_known() -> None:
    times = parse_weekly_times("every day 10-12 except bank holidays")
    january = datetime(2026, 1, 2, 11)  # in Scotland
    july = datetime(2026, 7, 13, 11)  # in Northern Ireland
    states = {
        nations: [reading_by_clock(times, Calendar(nations=nations), day).state for day in (january, july)]
        for nations in (("england",), ("scotland",), ())
    }
    assert states == {
        ("england",): ["reading", "reading"],
        ("scotland",): ["nobody", "reading"],
        (): ["nobody", "nobody"],
    }


def test_the_script_is_told_the_days_that_times_leave_out_and_no_others() -> None:
    calendar = Calendar(nations=("england",))
    august = left_out_days(parse_weekly_times("Mon 18-20, not August"), calendar, date(2026, 11, 22))
    assert coded_days(august) == "2026-08-01/2026-08-31 2027-08-01/2027-08-31 2028-08-01/2028-08-31"
    holidays = left_out_days(parse_weekly_times("Mon 18-20 except bank holidays"), calendar, date(2026, 12, 1))
    ahead = [days for days in holidays if days.last >= date(2026, 12, 1)]
    assert coded_days(ahead[:3]) == "2026-12-25/2026-12-26 2026-12-28/2026-12-28 2027-01-01/2027-01-01"
    assert left_out_days(EVENINGS, calendar, date(2026, 11, 22)) == []


def test_what_the_script_is_told_is_the_same_on_each_day_of_a_year_and_reaches_two_years_on() -> None:
    """What is published would change from day to day otherwise, for nobody to see."""
    times, calendar = parse_weekly_times("Mon 18-20 except bank holidays"), Calendar(nations=("england",))
    first, *others = (
        left_out_days(times, calendar, date(2026, month, day)) for month, day in ((1, 1), (11, 22), (12, 31))
    )
    assert all(other == first for other in others)
    last = date(2028, 12, 31)
    assert [days for days in left_out_days(times, calendar, date(2027, 1, 1)) if days.first <= last] == [
        days for days in first if days.first.year > 2026
    ]
    assert first[-1].last.year == 2028
