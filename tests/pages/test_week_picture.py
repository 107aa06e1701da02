"""The week that one can see: each day's bar shows the times that the words beside it say."""

from __future__ import annotations

import re

from policypack.pages.week_picture import day_bars
from policypack.readers.schedule import parse_weekly_times


def read(bar: str) -> list[tuple[int, int]]:
    """Return the stretches (first minute, minutes) that a bar shows as read."""
    return [(int(x), int(w)) for x, w in re.findall(r'"pp-day__read" [^>]*?x="(\d+)" width="(\d+)"', bar)]


def test_each_day_has_a_bar_that_shows_its_times_and_no_others() -> None:
    bars = day_bars(parse_weekly_times("Tue and Thu 19:00-20:00, Sat 10:00-12:00, 14:00-15:00"))
    assert [read(bar) for bar in bars] == [[], [(1140, 60)], [], [(1140, 60)], [], [(600, 120), (840, 60)], []]


def test_what_runs_past_midnight_is_drawn_on_both_its_days() -> None:
    bars = day_bars(parse_weekly_times("Sun 22:00-01:00"))
    assert read(bars[6]) == [(1320, 120)]
    assert read(bars[0]) == [(0, 60)]


def test_a_bar_is_passed_over_by_screen_readers_and_needs_no_inline_style() -> None:
    for bar in day_bars(parse_weekly_times("every day 16:00-20:00")):
        assert 'aria-hidden="true"' in bar
        assert "style=" not in bar
