"""Weekly times: when messages are read, when an account is open. How text is read: schedule_text.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policypack.schedule_text import DAY, DAYS, HOUR, NOON, read_spans

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DAY", "DAYS", "WEEK", "Span", "WeeklyTimes", "parse_weekly_times"]

WEEK = len(DAYS) * DAY
"""Minutes, as DAY is."""
_RUN = 3
"""Days in a row from which "Monday to Wednesday" reads better than naming each."""


class Span(NamedTuple):
    """A stretch of one day: day 0 (Monday) to 6, start minute 0 to 1439, end minute (not included) up to 1440."""

    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WeeklyTimes:
    """Times that come back every week.

    spans: in any order on making; kept sorted, with those that overlap or touch joined. What runs past midnight is two
    spans, and is said as one.
    Raises ValueError for a span that is not of one day.
    """

    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        joined: list[Span] = []
        for day, start, end in sorted(self.spans):
            if not (0 <= day < len(DAYS) and 0 <= start < end <= DAY):
                raise ValueError(f"{(day, start, end)} is not a span of one day; day 0-6, 0 <= start < end <= {DAY}")
            if joined and joined[-1].day == day and start <= joined[-1].end:
                joined[-1] = joined[-1]._replace(end=max(end, joined[-1].end))
            else:
                joined.append(Span(day, start, end))
        object.__setattr__(self, "spans", tuple(joined))

    def __bool__(self) -> bool:
        """Say whether there is any time at all."""
        return bool(self.spans)

    def text(self) -> str:
        """Return the canonical text, which parse_weekly_times reads back as an equal value."""
        times = self._said(lambda start, end: f"{_clock_24(start)}-{_clock_24(end)}", " ")
        return times[:1].upper() + times[1:]

    def in_words(self) -> str:
        """Return the times as pages say them within a sentence: "Monday to Friday, 4pm to 8pm"; "every day, …"."""
        return self._said(_range_in_words, ", ")

    def by_day(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return each day's name with its times in words (start, end), for a table.

        What runs past midnight stands with the day on which it starts.
        """
        return [
            (name, [(_in_words(start), _in_words(end)) for start, end in times])
            for name, times in zip(DAYS, self._days(), strict=True)
        ]

    def covers(self, day: int, minute: int) -> bool:
        """Say whether a moment lies within: day 0 (Monday) to 6, minute of that day 0 to 1439."""
        return any(span.day == day and span.start <= minute < span.end for span in self.spans)

    def gaps_in(self, other: WeeklyTimes) -> WeeklyTimes:
        """Return what of these times `other` does not cover."""
        left: list[Span] = []
        for day, start, end in self.spans:
            from_here = start
            for cover in other.spans:
                if cover.day == day and cover.end > from_here and cover.start < end:
                    if cover.start > from_here:
                        left.append(Span(day, from_here, cover.start))
                    from_here = cover.end
            if from_here < end:
                left.append(Span(day, from_here, end))
        return WeeklyTimes(tuple(left))

    def longest_gap(self) -> int:
        """Return the longest stretch in minutes with no time in it, across the end of the week as well.

        A whole week (10080) where there is no time at all; 0 where the week is covered.
        """
        if not self.spans:
            return WEEK
        last = self.spans[-1]
        before = (last.day * DAY + last.end) - WEEK
        longest = 0
        for day, start, end in self.spans:
            longest = max(longest, day * DAY + start - before)
            before = day * DAY + end
        return longest

    def _days(self) -> list[list[tuple[int, int]]]:
        days = [[(span.start, span.end) for span in self.spans if span.day == day] for day in range(len(DAYS))]
        for evening, morning in zip(days, days[1:] + days[:1], strict=True):
            if evening and morning and evening[-1][1] == DAY and morning[0][0] == 0:
                start, end = evening[-1][0], morning[0][1]
                if end < start and end <= NOON:
                    evening[-1] = (start, end)
                    del morning[0]
        return days

    def _said(self, say: Callable[[int, int], str], between: str) -> str:
        days = self._days()
        alike: dict[tuple[tuple[int, int], ...], list[int]] = {}
        for day, times in enumerate(days):
            if times:
                alike.setdefault(tuple(times), []).append(day)
        return "; ".join(
            _named(group) + between + _listed([say(start, end) for start, end in times])
            for times, group in alike.items()
        )


def parse_weekly_times(text: str) -> WeeklyTimes:
    """Read weekly times as people write them, such as "Mon-Fri 6pm-8pm, Sat 10-12".

    Raises ValueError with everything that is wrong with the text, in plain words.
    """
    return WeeklyTimes(tuple(Span(*span) for span in read_spans(text)))


def _named(days: list[int]) -> str:
    """Name days, with three or more in a row as a run, also across the weekend."""
    if len(days) == len(DAYS):
        return "every day"
    parts: list[tuple[int, str]] = []
    for first in days:
        if (first - 1) % 7 in days:
            continue
        run = 1
        while (first + run) % 7 in days:
            run += 1
        if run >= _RUN:
            parts.append((first, f"{DAYS[first]} to {DAYS[(first + run - 1) % 7]}"))
        else:
            parts += [(day % 7, DAYS[day % 7]) for day in range(first, first + run)]
    return _listed([words for _, words in sorted(parts)])


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _range_in_words(start: int, end: int) -> str:
    return "all day" if (start, end) == (0, DAY) else f"{_in_words(start)} to {_in_words(end)}"


def _in_words(minute: int) -> str:
    if minute % NOON == 0:
        return "12 noon" if minute == NOON else "midnight"
    hour, past = divmod(minute % NOON, HOUR)
    return f"{hour or 12}{f':{past:02}' if past else ''}{'am' if minute < NOON else 'pm'}"


def _clock_24(minute: int) -> str:
    return "{:02}:{:02}".format(*divmod(minute, HOUR))
