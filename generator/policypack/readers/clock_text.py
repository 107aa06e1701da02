"""Read times of day as people write them: "6pm", "18:00", "half past six", and what a start and an end mean together.

Where people leave something open:

- Without am or pm, times are those of the 24-hour clock where the text has one that can be nothing else ("18-20",
  "09:00", "10:00-12:00"). Else "4-6" is in the afternoon, since nobody means four in the morning, and "10-12" is in the
  morning. Whatever else may be morning or evening ("6-8", "9-5") has two readings, and it is asked which is meant.
- With am, pm, noon or midnight at one end only, the other end takes the half of the day that makes the time shorter:
  "6-8pm" is 6pm to 8pm, "10-2pm" is 10am to 2pm. A 12am or 12pm has two readings there: people mean both by it.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from policypack.readers.schedule_words import NUMBERS

if TYPE_CHECKING:
    from policypack.readers.schedule_words import Token

HOUR, DAY = 60, 24 * 60
"""Minutes."""
NOON = DAY // 2
LONGEST_NIGHT = 16 * HOUR
"""The longest time that runs past midnight and is written as one; a longer one is a slip of the pen."""
_WAKING, _TEN = 6 * HOUR, 10 * HOUR
_AFTERNOONS_END, _EVENING = 15 * HOUR, 17 * HOUR

_PAST = {"": 0, "half": 30, "half past": 30, "quarter past": 15, "quarter to": -15}
"""Minutes. "Half four" is half past four in Britain."""

Pair = tuple[int, int]
"""Start and end in minutes of the day; an end before its start is the next day's."""


class Clock(NamedTuple):
    """A time as written.

    readings: minutes of the day that it may mean; the first is that of the 24-hour clock.
    mark: am, pm, noon, midnight, or "".
    exact: whether it is written in full by the 24-hour clock, hh:mm.
    colon: whether it has one, as times of the 24-hour clock have: "5:00" may be before six in the morning.
    """

    readings: tuple[int, ...]
    mark: str
    exact: bool
    colon: bool = False


def read_clock(time: Token) -> Clock:
    """Read a time of day.

    time: a token of a time. Raises ValueError with what is wrong where it is no time of day.
    """
    said = time[0].strip()
    mark = (time["half"] or time["word"] or "").replace(".", "").replace(" ", "").lower()
    hour = NUMBERS.index(time["name"].lower()) + 1 if time["name"] else int(time["hour"] or 12)
    minute = int(time["minute"] or 0)
    if minute >= HOUR:
        raise ValueError(f"{said} is not a time of day; minutes go from 00 to 59")
    if not mark and hour * HOUR + minute > DAY:
        raise ValueError(f"{said} is not a time of day: there is no {hour} o'clock; hours go from 00:00 to 24:00")
    if (mark in {"am", "pm"} or time["past"]) and not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of half a day
        raise ValueError(f"{said} is not a time of day; with am or pm, hours go from 1 to 12")
    if mark[:1] in {"n", "m"} and (hour, minute) != (12, 0):
        raise ValueError(f"{said} is not a time of day; write 12 noon, midnight, or the hour with am or pm")
    if time["past"] and time["minute"]:
        raise ValueError(f"{said} is not a time of day; write {hour}:30, or half past {hour}")
    past = " ".join((time["past"] or "").lower().split())
    within_half = (hour * HOUR + minute + _PAST[past]) % NOON
    if mark:
        return Clock((within_half + (NOON if mark in {"pm", "noon", "midday"} else 0),), mark, exact=True)
    if past or time["name"]:
        return Clock((within_half, within_half + NOON), "", exact=False)
    by_24_hours = hour * HOUR + minute
    exact = time["minute"] is not None and len(time["hour"]) == len("hh")
    either = {within_half, within_half + NOON} - {by_24_hours} if not time["hour"].startswith("0") else set()
    return Clock((by_24_hours, *either) if hour * HOUR <= NOON else (by_24_hours,), "", exact, time["sign"] == ":")


def is_of_24_hours(time: Token) -> bool:
    """Say whether a time can be of the 24-hour clock alone, so that the text is written by it."""
    if not time["hour"] or time["half"]:
        return False
    four_figures = time["minute"] is not None and not time["sign"] and len(time["hour"]) == len("hh")
    return time["hour"].startswith("0") or int(time["hour"]) * HOUR > NOON or four_figures


def moments_meant(clock: Clock, *, by_24_hours: bool) -> tuple[int, ...]:
    """Return what a time that stands alone may mean, the likelier first; one where it is clear."""
    first = clock.readings[0]
    if by_24_hours or len(clock.readings) == 1:
        return (first,)
    early, late = first % NOON, first % NOON + NOON
    if early < _WAKING:
        return (late,)
    return (early,) if early >= _TEN else (late, early)


def pairs_meant(start: Clock, end: Clock, part: str = "", *, by_24_hours: bool = False) -> list[Pair]:
    """Return what a start and an end may mean, the likelier first; one where it is clear.

    part: a part of the day that is named beside them ("evening"), or "". by_24_hours: whether the text is written by
    the 24-hour clock. Raises ValueError with what is wrong where they mean nothing.
    """
    if start.mark or end.mark:
        pairs = _with_a_mark(start, end)
    elif (
        len(start.readings) == 1
        or len(end.readings) == 1
        or (not part and (by_24_hours or (start.exact and end.exact)))
    ):
        meant = (start.readings[0], end.readings[0])
        shorter = min(product(start.readings[:1], end.readings), key=_length)
        pairs = [meant] if meant[0] < meant[1] or end.exact or shorter == meant else [shorter, meant]
    else:
        pairs = _by_halves_of_the_day(start, end, part)
    if pairs[0][0] == DAY:
        raise ValueError("starts where a day ends; start at 00:00 on the day after")
    if pairs[0][0] == pairs[0][1]:
        raise ValueError("starts and ends at the same time; for a whole day write 00:00-24:00")
    return pairs


def _length(pair: Pair) -> int:
    return (pair[1] - pair[0]) % DAY or DAY


def _with_a_mark(start: Clock, end: Clock) -> list[Pair]:
    if start.mark and end.mark:
        return [(start.readings[0], end.readings[0])]
    marked, other = (start, end) if start.mark else (end, start)
    twelve = marked.mark in {"am", "pm"} and marked.readings[0] % NOON == 0 and len(other.readings) > 1
    found = []
    for reading in (NOON, 0) if twelve else marked.readings:
        ends = product((reading,), other.readings) if start.mark else product(other.readings, (reading,))
        found.append(min(ends, key=_length))
    return found


def _by_halves_of_the_day(start: Clock, end: Clock, part: str) -> list[Pair]:
    """Return what is meant where both ends may be before noon or after it."""
    first = start.readings[0] % NOON
    length = (end.readings[0] - start.readings[0]) % NOON or NOON
    morning, evening = first + length, first + NOON + length
    pairs = {
        begins: (begins, ends if ends <= DAY else ends - DAY)
        for begins, ends in ((first, morning), (first + NOON, evening))
    }
    if part:
        fitting = [pair for begins, pair in pairs.items() if _is_in(part, begins)]
        if len(fitting) == 1:
            return fitting
    elif first < _WAKING and evening <= DAY and not (start.colon and end.colon):
        return [pairs[first + NOON]]
    elif first >= _TEN and morning <= NOON:
        return [pairs[first]]
    either = [pairs[first + NOON], pairs[first]]
    return either[::-1] if morning > NOON else either


def _is_in(part: str, minute: int) -> bool:
    if part == "morning" or part.endswith("hour"):
        return minute < NOON
    if part.startswith("lunch"):
        return _TEN <= minute < _AFTERNOONS_END
    return minute >= (_EVENING if part == "night" else NOON)
