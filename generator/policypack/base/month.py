"""A month: a date as exactly as people know it, where they are asked when something was last done."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year. `month` counts from 1. Written 2025-03."""

    year: int
    month: int

    def __str__(self) -> str:
        """Write it as an answers file has it."""
        return f"{self.year}-{self.month:02}"

    @property
    def last_day(self) -> date:
        """Its last day. Lateness counts from it: whatever was done that month was done by then."""
        return date(self.year, self.month, days_in(self.year, self.month))


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(year, month)[1]


def months_after(day: date | Month, months: int) -> date:
    """Return the day so many months after another: the last of the month where it has no such day.

    After a month, it is the last day of the month so much later.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = days_in(year, month + 1)
    return date(year, month + 1, last if isinstance(day, Month) else min(day.day, last))
