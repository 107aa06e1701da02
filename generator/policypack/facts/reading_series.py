"""Weekly times as series of days, for a calendar: what comes back each week, and on which days it does not.

It takes each day from the clock (:mod:`policypack.facts.reading_now`), so that both say the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from policypack.facts.reading_nights import is_in_the_hour
from policypack.facts.reading_now import spans_on

if TYPE_CHECKING:
    from policypack.facts.reading_now import Calendar
    from policypack.readers.schedule import WeeklyTimes


class Series(NamedTuple):
    """A time of day that comes back each week on some days.

    weekdays: 0 (Monday) to 6, in order. start, end: minutes of the day, end up to 1440. first, last: the first and the
    last day on which it holds. left_out: the days between them that are of these weekdays, and on which it does not.
    number: which of the series with the same weekdays it is, in the order of the day.
    """

    weekdays: tuple[int, ...]
    start: int
    end: int
    first: date
    last: date
    left_out: tuple[date, ...]
    number: int


def series_of(times: WeeklyTimes, calendar: Calendar, first: date, last: date) -> list[Series]:
    """Return all series that hold on some day from `first` to `last`, both included.

    A day on which nobody knows whether it holds, since no term is known around it, counts as one on which it does not;
    and so does one on which the clocks change within it, of which nights_of says when it holds.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    held: dict[tuple[int, int], list[date]] = {}
    for day in days:
        for span in spans_on(times, calendar, day):
            if is_in_the_hour(day, *span):
                continue
            held.setdefault(span, []).append(day)
    found: list[Series] = []
    for (start, end), on in sorted(held.items()):
        weekdays = tuple(sorted({day.weekday() for day in on}))
        between = (day for day in days if on[0] <= day <= on[-1] and day.weekday() in weekdays)
        holds = set(on)
        left_out = tuple(day for day in between if day not in holds)
        number = sum(one.weekdays == weekdays for one in found)
        found.append(Series(weekdays, start, end, on[0], on[-1], left_out, number))
    return found
