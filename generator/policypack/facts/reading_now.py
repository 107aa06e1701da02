"""Whether somebody reads messages at an instant: weekly times, closed days and terms, as a clock in the UK shows it.

templates/theme/assets/reading-now.js works the same out in a reader's browser, by the same steps; tests/instants.yml
is run against both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from policypack.base.clock import HOME
from policypack.facts.bank_holidays import is_bank_holiday
from policypack.readers.schedule import DAY
from policypack.readers.schedule_words import BANK_HOLIDAYS, MONTHS_LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policypack.answers.model import Scope
    from policypack.readers.schedule import Season, WeeklyTimes

State = Literal["reading", "nobody", "unknown"]

_LOOKS_AHEAD = 400
"""Days in which the next time is looked for."""
_YEARS_AHEAD = 2
"""Years after this one for which the script is told what times leave out."""
_NO_END = 7
"""Days after which times that go on are said to have no end."""


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


class Reading(NamedTuple):
    """Whether somebody reads, and until when that is so: the time on a clock in the UK; None where that is not known.

    unknown: it hangs on terms whose days are not known.
    """

    state: State
    then: datetime | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What changes weekly times: the days on which nobody reads, and the terms where they are known.

    nations: whose bank holidays those times leave out that hold "not on bank holidays"; those of all where empty.
    """

    closed: tuple[Days, ...] = ()
    terms: tuple[Days, ...] = ()
    nations: tuple[str, ...] = ()

    def is_closed(self, day: date) -> bool:
        """Say whether nobody reads on a day."""
        return any(first <= day <= last for first, last in self.closed)

    def season(self, day: date) -> Season:
        """Return whether a day is in term or in the holidays; "" where no term is known around it."""
        if any(first <= day <= last for first, last in self.terms):
            return "term"
        around = bool(self.terms) and min(self.terms).first <= day <= max(last for _, last in self.terms)
        return "holidays" if around else ""


def calendar_of(scope: Scope) -> Calendar:
    """Return the calendar of an organisation. Where a term's days are open, so is what lies between the others."""
    closed, terms = (scope.items(f"moderation.{group}") for group in ("closed", "terms"))
    known = [_days_of(item.values.get("first_day"), item.values.get("last_day")) for item in terms]
    return Calendar(
        tuple(days for item in closed if (days := _days_of(item.values.get("first_day"), item.values.get("last_day")))),
        tuple(days for days in known if days) if all(known) else (),
        scope.words_of("organisation.nations") or (),
    )


def reading_at(times: WeeklyTimes, calendar: Calendar, instant: datetime) -> Reading:
    """Say whether somebody reads at an instant, and until when, or when somebody is back.

    instant: with its time zone; what counts is what a clock in the UK shows then.
    """
    return reading_by_clock(times, calendar, instant.astimezone(ZoneInfo(HOME)).replace(tzinfo=None))


def reading_by_clock(times: WeeklyTimes, calendar: Calendar, now: datetime) -> Reading:
    """Say the same for what a clock in the UK shows: `now` has no time zone."""
    day, minute = now.date(), now.hour * 60 + now.minute
    if _end_of(spans_on(times, calendar, day), minute) is not None:
        return Reading("reading", _until(times, calendar, day, minute))
    if _end_of(spans_on(times, calendar, day, perhaps=True), minute) is not None:
        return Reading("unknown")
    for _ in range(_LOOKS_AHEAD):
        sure = [start for start, _ in spans_on(times, calendar, day) if start > minute]
        perhaps = [start for start, _ in spans_on(times, calendar, day, perhaps=True) if start > minute]
        if sure or perhaps:
            back = min(sure, default=DAY)
            return Reading("nobody", None if min(perhaps, default=DAY) < back else _at(day, back))
        day, minute = day + timedelta(days=1), -1
    return Reading("nobody")


def spans_on(times: WeeklyTimes, calendar: Calendar, day: date, *, perhaps: bool = False) -> list[tuple[int, int]]:
    """Return a day's times as minutes (start, end up to 1440): those that hold; or, since no term is known, perhaps."""
    if calendar.is_closed(day) or is_left_out(times, calendar, day):
        return []
    season = calendar.season(day)
    if perhaps and season:
        return []
    wanted = ("term", "holidays") if perhaps else ("", season)
    return [(span.start, span.end) for span in times.spans if span.day == day.weekday() and span.season in wanted]


def longest_break(times: WeeklyTimes, calendar: Calendar, first: date, days: int) -> timedelta:
    """Return the longest stretch without reading that starts within so many days, as far as the calendar is known."""
    return max((end - begin for begin, end in breaks(times, calendar, first, days)), default=timedelta())


def breaks(times: WeeklyTimes, calendar: Calendar, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Return each stretch without reading that starts within so many days, as far as the calendar is known."""
    now, end = _at(first, 0), _at(first + timedelta(days=days), 0)
    while now < end:
        reading = reading_by_clock(times, calendar, now)
        if reading.then is None:  # it is known again once some time begins or ends, perhaps
            minute = now.hour * 60 + now.minute
            edges = {DAY, *(edge for span in times.spans if span.day == now.weekday() for edge in span[1:3])}
            now = _at(now.date(), min(edge for edge in edges if edge > minute))
            continue
        if reading.state == "nobody":
            yield now, reading.then
        now = reading.then


def coded_times(times: WeeklyTimes) -> str:
    """Return weekly times for the script: "1:1140-1200t 5:600-720" (day 0-6, minutes; t in term, h in the holidays)."""
    return " ".join(f"{span.day}:{span.start}-{span.end}{span.season[:1]}" for span in times.spans)


def left_out_days(times: WeeklyTimes, calendar: Calendar, today: date) -> list[Days]:
    """Return the days of this year and the next two on which times do not hold, though their week would have it.

    Whole years, so that what is published hangs on no day: it changes at New Year, and is right for two years more.
    """
    found: list[Days] = []
    first, last = date(today.year, 1, 1), known_left_out_until(today)
    for day in (first + timedelta(days=number) for number in range((last - first).days + 1) if times.left_out):
        if not is_left_out(times, calendar, day):
            continue
        if found and found[-1].last + timedelta(days=1) == day:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(Days(day, day))
    return found


def known_left_out_until(today: date) -> date:
    """Return the last day of which the script is told whether times leave it out."""
    return date(today.year + _YEARS_AHEAD, 12, 31)


def is_left_out(times: WeeklyTimes, calendar: Calendar, day: date) -> bool:
    """Say whether times do not hold on a day: a bank holiday, or one of a month that they leave out."""
    if MONTHS_LEFT_OUT[day.month - 1] in times.left_out:
        return True
    return BANK_HOLIDAYS in times.left_out and is_bank_holiday(day, calendar.nations)


def coded_days(stretches: Iterable[Days]) -> str:
    """Return stretches of days for the script: "2026-12-21/2027-01-04 2027-03-28/2027-03-28"."""
    return " ".join(f"{first}/{last}" for first, last in stretches)


def _days_of(first: object, last: object) -> Days | None:
    return Days(first, last) if isinstance(first, date) and isinstance(last, date) else None


def _end_of(spans: list[tuple[int, int]], minute: int) -> int | None:
    """Return when the times end in which a minute lies, or None where it lies in none."""
    end = minute
    while (longer := max((stop for start, stop in spans if start <= end < stop), default=None)) is not None:
        end = longer
    return end if end > minute else None


def _until(times: WeeklyTimes, calendar: Calendar, day: date, minute: int) -> datetime | None:
    for _ in range(_NO_END):
        end = _end_of(spans_on(times, calendar, day), minute)
        if end is None:
            return _at(day, minute)
        if end < DAY:
            return _at(day, end)
        day, minute = day + timedelta(days=1), 0
    return None


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)
