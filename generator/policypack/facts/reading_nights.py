"""Times on the two nights of a year on which the clocks change: when they are, by a clock that does not change.

At 1 o'clock in Greenwich the clock in the UK goes on to 2 in March, and back from 2 to 1 in October (Summer Time Order
2002, SI 2002/262). A time that begins, ends or goes on in that hour is not there in March, and there twice in October;
programs for calendars do not agree on what a weekly event is then.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from policypack.base.clock import HOME
from policypack.facts.reading_now import spans_on

if TYPE_CHECKING:
    from policypack.facts.reading_now import Calendar
    from policypack.readers.schedule import WeeklyTimes

_ZONE = ZoneInfo(HOME)
_CHANGE = 60
"""The minute of the day, in Greenwich, at which the clocks change."""
_OVER = 120
"""The minute at which the clock shows no more of that hour."""


def is_in_the_hour(day: date, start: int, end: int) -> bool:
    """Say whether a time of a day meets the hour in which the clocks change. start, end: minutes, up to 1440."""
    return start < _OVER and end > _CHANGE and _ahead(day) != _ahead(day + timedelta(days=1))


def nights_of(times: WeeklyTimes, calendar: Calendar, first: date, last: date) -> list[tuple[datetime, datetime]]:
    """Return the times that meet the hour in which the clocks change, as beginning and end in Greenwich.

    They are what a clock on the wall shows (:func:`policypack.facts.reading_now.reading_at`): a time that is shown
    twice is there twice, one that is not shown is not there.
    """
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    found: list[tuple[datetime, datetime]] = []
    for day in days:
        midnight = datetime.combine(day, time(), UTC)
        for start, end in spans_on(times, calendar, day):
            if is_in_the_hour(day, start, end):
                found += [
                    (midnight + timedelta(minutes=begins), midnight + timedelta(minutes=ends))
                    for begins, ends in _shown(day, start, end)
                ]
    return found


def _shown(day: date, start: int, end: int) -> list[tuple[int, int]]:
    """Return when a clock shows a time, in minutes of the day in Greenwich; before the change, and after it."""
    before, after = _ahead(day), _ahead(day + timedelta(days=1))
    early = (start - before, min(end - before, _CHANGE))
    late = (max(start - after, _CHANGE), end - after)
    if early[1] == late[0] and early[0] < early[1] and late[0] < late[1]:
        return [(early[0], late[1])]
    return [(begins, ends) for begins, ends in (early, late) if begins < ends]


def _ahead(day: date) -> int:
    """Return by how many minutes the clock is ahead of Greenwich when a day begins."""
    ahead = datetime.combine(day, time(), _ZONE).utcoffset() or timedelta()
    return int(ahead.total_seconds()) // 60
