"""Read times of day as people write them: "6pm", "18:00", "12 noon", and what a start and an end mean together.

Where people leave something open:

- Without am or pm a time is read by the 24-hour clock: "6-8" is 06:00 to 08:00. Where that would run past midnight
  although a shorter reading is at hand ("10-2"), it is refused; "20-2" and "10:00-02:00" are clear.
- With am, pm, noon or midnight at one end only, the other end takes the half of the day that makes the time shorter:
  "6-8pm" is 6pm to 8pm, "10-2pm" is 10am to 2pm. A 12am or 12pm is refused there: people mean both by it.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from policypack.base.problems import quoted

if TYPE_CHECKING:
    import re

HOUR, DAY = 60, 24 * 60
"""Minutes."""
NOON = DAY // 2


class Clock(NamedTuple):
    """A time as written.

    readings: minutes of the day that it may mean; the first is that of the 24-hour clock.
    mark: am, pm, noon, midnight, or "".
    exact: whether it is written in full by the 24-hour clock, hh:mm.
    """

    readings: tuple[int, ...]
    mark: str
    exact: bool


def read_clock(time: re.Match[str]) -> Clock:
    """Read a time of day. time: a match with the groups hour, minute, half (am, pm, noon, midnight) and word.

    Raises ValueError with what is wrong where it is no time of day.
    """
    said = time[0].strip()
    mark = (time["half"] or time["word"] or "").replace(".", "").lower()
    hour, minute = int(time["hour"] or 12), int(time["minute"] or 0)
    if minute >= HOUR:
        raise ValueError(f"{said} is not a time of day; minutes go from 00 to 59")
    if not mark and hour * HOUR + minute > DAY:
        raise ValueError(f"{said} is not a time of day; hours go from 00:00 to 24:00")
    if mark in {"am", "pm"} and not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of half a day
        raise ValueError(f"{said} is not a time of day; with am or pm, hours go from 1 to 12")
    if mark[:1] in {"n", "m"} and (hour, minute) != (12, 0):
        raise ValueError(f"{said} is not a time of day; write 12 noon, midnight, or the hour with am or pm")
    within_half = hour * HOUR % NOON + minute
    if mark:
        return Clock((within_half + (NOON if mark in {"pm", "noon", "midday"} else 0),), mark, exact=True)
    by_24_hours = hour * HOUR + minute
    exact = time["minute"] is not None and len(time["hour"]) == len("hh")
    either = {within_half, within_half + NOON} - {by_24_hours} if not time["hour"].startswith("0") else set()
    return Clock((by_24_hours, *either) if hour * HOUR <= NOON else (by_24_hours,), "", exact)


def span_meant(said: str, start: Clock, end: Clock) -> tuple[int, int]:
    """Return start and end as minutes of the day; an end before the start is the next day's.

    said: both as written. Raises ValueError with what is wrong where they can be read in two ways, or in none.
    """
    pairs = list(product(start.readings, end.readings))
    shortest = min(pairs, key=lambda pair: (pair[1] - pair[0]) % DAY or DAY)
    meant = pairs[0]
    if bool(start.mark) != bool(end.mark):
        meant = shortest
        marked = start if start.mark else end
        if len(pairs) > 1 and marked.mark in {"am", "pm"} and marked.readings[0] % NOON == 0:
            raise ValueError(f"12{marked.mark} in {quoted(said)} may be noon or midnight; write 12 noon or midnight")
    elif meant[1] < meant[0] and not end.exact and shortest[1] != meant[1]:
        raise ValueError(f"{quoted(said)} can be read in two ways; write am or pm, or four figures as in 10:00-02:00")
    if meant[0] == DAY:
        raise ValueError(f"{quoted(said)} starts where a day ends; start at 00:00 on the day after")
    if meant[0] == meant[1]:
        raise ValueError(f"{quoted(said)} starts and ends at the same time; for a whole day write 00:00-24:00")
    return meant
