"""Times of a week in words: days, times of day, and what comes back otherwise than each week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.readers.clock_text import DAY, HOUR, LONGEST_NIGHT, NOON
from policypack.text.english import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_RUN = 3
"""Days in a row from which "Monday to Wednesday" reads better than naming each."""


def time_in_words(minute: int) -> str:
    """Return a time of day as people say it: "4pm", "12:30pm", "12 noon"; "midnight" for 0 and 1440."""
    if minute % NOON == 0:
        return "12 noon" if minute == NOON else "midnight"
    hour, past = divmod(minute % NOON, HOUR)
    return f"{hour or 12}{f':{past:02}' if past else ''}{'am' if minute < NOON else 'pm'}"


def range_in_words(start: int, end: int) -> str:
    """Return a stretch of a day as people say it: "4pm to 8pm"; "4pm" where it has no length."""
    if start == end:
        return time_in_words(start)
    return "all day" if (start, end) == (0, DAY) else f"{time_in_words(start)} to {time_in_words(end)}"


def days_in_words(days: list[int]) -> str:
    """Name days, with three or more in a row as a run, also across the weekend. days: 0-6, sorted."""
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
    return in_a_list([words for _, words in sorted(parts)])


def in_a_list(words: list[str], joint: str = "and") -> str:
    """Join words as people say them; words: at least one."""
    *others, last = words
    return f"{', '.join(others)} {joint} {last}" if others else last


def times_of_days(spans: Iterable[tuple[int, int, int]]) -> list[list[tuple[int, int]]]:
    """Return the times (start, end) of each day; what runs past midnight ends before it starts.

    spans: (day 0-6, start, end) in minutes, sorted, none of which overlap.
    """
    given = list(spans)
    days = [[(start, end) for day, start, end in given if day == number] for number in range(len(DAYS))]
    for evening, morning in zip(days, days[1:] + days[:1], strict=True):
        if evening and morning and evening[-1][1] == DAY and morning[0][0] == 0:
            start, end = evening[-1][0], morning[0][1]
            if end < start and end <= NOON and DAY - start + end <= LONGEST_NIGHT:
                evening[-1] = (start, end)
                del morning[0]
    return days


def days_alike(days: list[list[tuple[int, int]]], say: Callable[[int, int], str]) -> list[tuple[str, str]]:
    """Return the names of days that have the same times, with those times in words. days: as times_of_days has them."""
    alike: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for day, times in enumerate(days):
        if times:
            alike.setdefault(tuple(times), []).append(day)
    return [
        (days_in_words(same), in_a_list([say(start, end) for start, end in times])) for times, same in alike.items()
    ]


def said_otherwise(how: str, days: str, times: str, season: str, *, looks_in: bool) -> str:
    """Return in words what comes back otherwise than each week, or a moment at which somebody looks in.

    how: "every other week", "the first and third", "by appointment"; "" for each week. season: in words, or "".
    """
    which = f"on {how} {days} of the month" if how.startswith("the ") else f"{how} on {days}" if how else days
    said = f"{which} at {times}" if looks_in else f"{which}, {times}"
    return f"{said}, {season}" if season else said
