"""Weekly times: when messages are read, when an account is open. How text is read: schedule_text.py."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from policypack.readers.clock_text import DAY, HOUR
from policypack.readers.schedule_text import read_text
from policypack.readers.schedule_words import ASKED_FOR, BANK_HOLIDAYS, MONTHS_LEFT_OUT, Season
from policypack.readers.week_words import (
    days_alike,
    days_in_words,
    in_a_list,
    range_in_words,
    said_otherwise,
    time_in_words,
    times_of_days,
)
from policypack.text.english import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.readers.schedule_days import Written
    from policypack.readers.schedule_text import Reading

__all__ = [
    "DAY",
    "WEEK",
    "Season",
    "Span",
    "WeeklyTimes",
    "parse_weekly_times",
    "said_of_reading",
    "time_in_words",
]

WEEK = len(DAYS) * DAY
"""Minutes, as DAY is."""
_SEASONS: dict[Season, str] = {"": "", "term": "in term time", "holidays": "in the school holidays"}
"""In the order in which they are said."""


class Span(NamedTuple):
    """A stretch of one day: day 0 (Monday) to 6, start minute 0 to 1439, end minute (not included) up to 1440.

    season: "" where it holds all year, else term or holidays.
    """

    day: int
    start: int
    end: int
    season: Season = ""


@dataclass(frozen=True, slots=True)
class WeeklyTimes:
    """Times that come back every week.

    spans: in any order on making; kept sorted, with those of one season that overlap or touch joined. What runs past
    midnight is two spans, and is said as one.
    said: in words, what comes back otherwise than each week ("every other week on Tuesday, 7pm to 9pm"), has no time
    ("by appointment"), or is a moment at which somebody looks in ("every day at 8am and 8pm"). Nothing is reckoned with
    it: it keeps no promise, and no clock shows it.
    left_out: what no time holds on, of BANK_HOLIDAYS and MONTHS_LEFT_OUT, in their order.
    Raises ValueError for a span that is not of one day.
    """

    spans: tuple[Span, ...] = ()
    said: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        order = list(_SEASONS)
        joined: list[Span] = []
        for span in sorted(self.spans, key=lambda span: (order.index(span.season), span)):
            day, start, end, season = span
            if not (0 <= day < len(DAYS) and 0 <= start < end <= DAY):
                raise ValueError(f"{(day, start, end)} is not a span of one day; day 0-6, 0 <= start < end <= {DAY}")
            if joined and (joined[-1].day, joined[-1].season) == (day, season) and start <= joined[-1].end:
                joined[-1] = joined[-1]._replace(end=max(end, joined[-1].end))
            else:
                joined.append(span)
        object.__setattr__(self, "spans", tuple(joined))
        object.__setattr__(self, "said", tuple(dict.fromkeys(self.said)))
        order_left_out = (BANK_HOLIDAYS, *MONTHS_LEFT_OUT)
        object.__setattr__(self, "left_out", tuple(sorted(set(self.left_out), key=order_left_out.index)))

    def __bool__(self) -> bool:
        """Say whether there is any time at all, or anything to say in its place."""
        return bool(self.spans or self.said)

    @property
    def are_set(self) -> bool:
        """Whether some of it has a day and an hour, each week or not, so that it is more than "by appointment"."""
        return bool(self.spans) or any(words not in ASKED_FOR for words in self.said)

    @property
    def seasons(self) -> tuple[Season, ...]:
        """The seasons in which some times hold and in others not; none where all times hold all year."""
        used = {span.season for span in self.spans} - {""}
        return tuple(season for season in _SEASONS if season in used)

    def during(self, season: Season) -> WeeklyTimes:
        """Return the times of one season, with those that hold all year, as times without a season."""
        spans = tuple(span._replace(season="") for span in self.spans if span.season in ("", season))
        return replace(self, spans=spans)

    def text(self) -> str:
        """Return the canonical text, which parse_weekly_times reads back as an equal value."""
        times = self._said(lambda start, end: f"{_clock_24(start)}-{_clock_24(end)}", " ", " ", "; ")
        return times[:1].upper() + times[1:]

    def in_words(self) -> str:
        """Return the times as pages say them within a sentence: "Monday to Friday, 4pm to 8pm"; "every day, …".

        Times of a season come after those of all year: "in term time, Monday to Friday, 4pm to 8pm".
        """
        return self._said(range_in_words, ", ", ", ", ", and ")

    def by_day(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return each day's name with its times in words (start, end), for a table; first take those `during` a season.

        What runs past midnight stands with the day on which it starts.
        """
        return [
            (name, [(time_in_words(start), time_in_words(end)) for start, end in times])
            for name, times in zip(DAYS, _days(self), strict=True)
        ]

    def by_day_in_words(self) -> list[tuple[str, str]]:
        """Return each day's name with all its times in words, "" where there are none: "4pm to 8pm in term time"."""
        found = {
            season: [", ".join(range_in_words(*times) for times in day) for day in _days(self.during(season))]
            for season in ("term", "holidays")
        }
        return [
            (name, term if term == holidays else "; ".join(_in_season(term, "term") + _in_season(holidays, "holidays")))
            for name, term, holidays in zip(DAYS, found["term"], found["holidays"], strict=True)
        ]

    def when(self) -> str:
        """Return the times as the end of a sentence: "at these times: Monday, 4pm to 8pm"; "by appointment"."""
        return f"at these times: {self.in_words()}" if self.are_set else self.in_words()

    def left_out_in_words(self) -> str:
        """Return the days that are left out, of which there is one at least: "on bank holidays or in August"."""
        return in_a_list(list(self.left_out), "or")

    def longest_gap(self) -> int:
        """Return the longest stretch in minutes with no time in it, across the end of the week as well.

        A whole week (10080) where there is no time at all; 0 where the week is covered. Where times hang on a season,
        that of the season with the longer one. A day at least where some days are left out.
        """
        if self.left_out:
            return max(DAY, replace(self, left_out=()).longest_gap())
        if self.seasons:
            return max(self.during("term").longest_gap(), self.during("holidays").longest_gap())
        if not self.spans:
            return WEEK
        last = self.spans[-1]
        before = (last.day * DAY + last.end) - WEEK
        longest = 0
        for day, start, end, _ in self.spans:
            longest = max(longest, day * DAY + start - before)
            before = day * DAY + end
        return longest

    def _said(self, say: Callable[[int, int], str], between: str, behind_season: str, joint: str) -> str:
        """Return all that is said, in the order in which it reads back: what holds all year, in words, of a season."""
        groups = {
            season: [f"{days}{between}{times}" for days, times in days_alike(_days(self, season), say)]
            for season in _SEASONS
        }
        parts = [*groups[""], *self.said]
        parts += [f"{_SEASONS[season]}{behind_season}{joint.join(groups[season])}" for season in self.seasons]
        times = "; ".join(parts)
        return f"{times}, but not {self.left_out_in_words()}" if self.left_out else times


def parse_weekly_times(text: str) -> WeeklyTimes:
    """Read weekly times as people write them, such as "Mon-Fri 6pm-8pm, Sat 10-12".

    Raises ValueError with everything that is wrong with the text, and with what would be understood, in plain words.
    """
    reading = read_text(text)
    if reading.advice.problems:
        raise ValueError(reading.advice.message(reading.text, _in_words_where_read))
    return _times_of(reading)


def _in_words_where_read(text: str) -> str:
    reading = read_text(text)
    return "" if reading.advice.problems else _times_of(reading).in_words()


def _times_of(reading: Reading) -> WeeklyTimes:
    spans = tuple(Span(*time[:4]) for time in reading.times if not time.how and time.start < time.end)
    return WeeklyTimes(spans, tuple(_otherwise(reading.times) + reading.asked), tuple(reading.left_out))


def _otherwise(times: list[Written]) -> list[str]:
    """Return in words the times that come back otherwise than each week, and the moments at which somebody looks in."""
    groups: dict[tuple[str, Season, bool], list[Span]] = {}
    for time in times:
        looks_in = time.start == time.end
        if time.how or looks_in:
            groups.setdefault((time.how, time.season, looks_in), []).append(Span(*time[:3]))
    found = []
    for (how, season, looks_in), spans in groups.items():
        days = times_of_days(span[:3] for span in (sorted(set(spans)) if looks_in else WeeklyTimes(tuple(spans)).spans))
        found += [
            said_otherwise(how, named, said, _SEASONS[season], looks_in=looks_in)
            for named, said in days_alike(days, range_in_words)
        ]
    return found


def said_of_reading(text: str) -> str:
    """Say what was done to times as written: joined where they overlap, read without what says nothing; "" for nothing.

    Times that only touch are joined as well, which nobody needs to be told. Raises as parse_weekly_times does.
    """
    parse_weekly_times(text)
    reading = read_text(text)
    days: set[int] = set()
    furthest: dict[tuple[str, Season, int], int] = {}
    for day, start, end, season, how in sorted(reading.times, key=lambda time: (time.how, time.season, time)):
        if start < furthest.get((how, season, day), 0):
            days.add(day)
        furthest[how, season, day] = max(end, furthest.get((how, season, day), 0))
    if days:
        named = days_in_words(sorted(days))
        return " ".join([f"Some of the times you wrote overlap ({named}). They are joined into one.", *reading.notes])
    return " ".join(reading.notes)


def _days(times: WeeklyTimes, season: Season | None = None) -> list[list[tuple[int, int]]]:
    return times_of_days(span[:3] for span in times.spans if season is None or span.season == season)


def _in_season(times: str, season: Season) -> list[str]:
    return [f"{times} {_SEASONS[season]}"] if times else []


def _clock_24(minute: int) -> str:
    return "{:02}:{:02}".format(*divmod(minute, HOUR))
