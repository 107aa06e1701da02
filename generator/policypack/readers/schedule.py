"""Weekly times: when messages are read, when an account is open. How text is read: schedule_text.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policypack.readers.clock_text import DAY, HOUR, NOON
from policypack.readers.schedule_text import Season, read_spans
from policypack.text.english import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "DAY",
    "WEEK",
    "Season",
    "Span",
    "WeeklyTimes",
    "parse_weekly_times",
    "said_of_overlaps",
    "time_in_words",
]

WEEK = len(DAYS) * DAY
"""Minutes, as DAY is."""
_RUN = 3
"""Days in a row from which "Monday to Wednesday" reads better than naming each."""
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
    Raises ValueError for a span that is not of one day.
    """

    spans: tuple[Span, ...] = ()

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

    def __bool__(self) -> bool:
        """Say whether there is any time at all."""
        return bool(self.spans)

    @property
    def seasons(self) -> tuple[Season, ...]:
        """The seasons in which some times hold and in others not; none where all times hold all year."""
        used = {span.season for span in self.spans} - {""}
        return tuple(season for season in _SEASONS if season in used)

    def during(self, season: Season) -> WeeklyTimes:
        """Return the times of one season, with those that hold all year, as times without a season."""
        return WeeklyTimes(tuple(span._replace(season="") for span in self.spans if span.season in ("", season)))

    def text(self) -> str:
        """Return the canonical text, which parse_weekly_times reads back as an equal value."""
        parts = [
            f"{said} {'; '.join(groups)}".lstrip()
            for said, groups in self._said(lambda start, end: f"{_clock_24(start)}-{_clock_24(end)}", " ")
        ]
        times = "; ".join(parts)
        return times[:1].upper() + times[1:]

    def in_words(self) -> str:
        """Return the times as pages say them within a sentence: "Monday to Friday, 4pm to 8pm"; "every day, …".

        Times of a season come after those of all year: "in term time, Monday to Friday, 4pm to 8pm".
        """
        return "; ".join(
            f"{said}, {', and '.join(groups)}" if said else "; ".join(groups)
            for said, groups in self._said(_range_in_words, ", ")
        )

    def by_day(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return each day's name with its times in words (start, end), for a table; first take those `during` a season.

        What runs past midnight stands with the day on which it starts.
        """
        return [
            (name, [(time_in_words(start), time_in_words(end)) for start, end in times])
            for name, times in zip(DAYS, _days(self.spans), strict=True)
        ]

    def by_day_in_words(self) -> list[tuple[str, str]]:
        """Return each day's name with all its times in words, "" where there are none: "4pm to 8pm in term time"."""
        found = {
            season: [", ".join(_range_in_words(*times) for times in day) for day in _days(self.during(season).spans)]
            for season in ("term", "holidays")
        }
        return [
            (name, term if term == holidays else "; ".join(_in_season(term, "term") + _in_season(holidays, "holidays")))
            for name, term, holidays in zip(DAYS, found["term"], found["holidays"], strict=True)
        ]

    def longest_gap(self) -> int:
        """Return the longest stretch in minutes with no time in it, across the end of the week as well.

        A whole week (10080) where there is no time at all; 0 where the week is covered. Where times hang on a season,
        that of the season with the longer one.
        """
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

    def _said(self, say: Callable[[int, int], str], between: str) -> list[tuple[str, list[str]]]:
        """Return for each season that has times what it is called ("" for all year), and its days with their times."""
        found = []
        for season, name in _SEASONS.items():
            alike: dict[tuple[tuple[int, int], ...], list[int]] = {}
            for day, times in enumerate(_days(span for span in self.spans if span.season == season)):
                if times:
                    alike.setdefault(tuple(times), []).append(day)
            groups = [
                _named(days) + between + _listed([say(start, end) for start, end in times])
                for times, days in alike.items()
            ]
            if groups:
                found.append((name, groups))
        return found


def parse_weekly_times(text: str) -> WeeklyTimes:
    """Read weekly times as people write them, such as "Mon-Fri 6pm-8pm, Sat 10-12".

    Raises ValueError with everything that is wrong with the text, in plain words.
    """
    return WeeklyTimes(tuple(Span(*span) for span in read_spans(text)))


def said_of_overlaps(text: str) -> str:
    """Say on which days times as written overlap, and so are joined; "" where none do.

    Times that only touch are joined as well, which nobody needs to be told. Raises as parse_weekly_times does.
    """
    spans = sorted(read_spans(text), key=lambda span: (span[3], span))
    days: set[int] = set()
    furthest: dict[tuple[Season, int], int] = {}
    for day, start, end, season in spans:
        if start < furthest.get((season, day), 0):
            days.add(day)
        furthest[season, day] = max(end, furthest.get((season, day), 0))
    return f"Some of the times you wrote overlap ({_named(sorted(days))}). They are joined into one." if days else ""


def time_in_words(minute: int) -> str:
    """Return a time of day as people say it: "4pm", "12:30pm", "12 noon"; "midnight" for 0 and 1440."""
    if minute % NOON == 0:
        return "12 noon" if minute == NOON else "midnight"
    hour, past = divmod(minute % NOON, HOUR)
    return f"{hour or 12}{f':{past:02}' if past else ''}{'am' if minute < NOON else 'pm'}"


def _days(spans: Iterable[Span]) -> list[list[tuple[int, int]]]:
    """Return the times (start, end) of each day; what runs past midnight ends before it starts. spans: of a season."""
    given = list(spans)
    days = [[(span.start, span.end) for span in given if span.day == day] for day in range(len(DAYS))]
    for evening, morning in zip(days, days[1:] + days[:1], strict=True):
        if evening and morning and evening[-1][1] == DAY and morning[0][0] == 0:
            start, end = evening[-1][0], morning[0][1]
            if end < start and end <= NOON:
                evening[-1] = (start, end)
                del morning[0]
    return days


def _in_season(times: str, season: Season) -> list[str]:
    return [f"{times} {_SEASONS[season]}"] if times else []


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
    return "all day" if (start, end) == (0, DAY) else f"{time_in_words(start)} to {time_in_words(end)}"


def _clock_24(minute: int) -> str:
    return "{:02}:{:02}".format(*divmod(minute, HOUR))
