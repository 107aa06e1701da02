"""The table of instants: tests/instants.yml, read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pydantic
import yaml

from policypack.content.questions import NONE
from policypack.facts.reading_now import Calendar, Days, State
from policypack.readers.schedule import WeeklyTimes, parse_weekly_times


class Instant(pydantic.BaseModel, extra="forbid"):
    """One instant of a schedule, and what is true then."""

    at: datetime
    state: State
    then: datetime | None = None
    says: str

    @property
    def instant(self) -> datetime:
        """The instant with its time zone."""
        return self.at.replace(tzinfo=UTC)


class Schedule(pydantic.BaseModel, extra="forbid"):
    """Weekly times with what changes them, and the instants at which they are looked at."""

    about: str
    times: str
    closed: tuple[tuple[date, date], ...] = ()
    terms: tuple[tuple[date, date], ...] = ()
    instants: tuple[Instant, ...]

    @property
    def weekly(self) -> WeeklyTimes:
        """The times, read."""
        return WeeklyTimes() if self.times == NONE else parse_weekly_times(self.times)

    @property
    def calendar(self) -> Calendar:
        """The closed days and the terms."""
        return Calendar(tuple(Days(*days) for days in self.closed), tuple(Days(*days) for days in self.terms))


def schedules() -> list[Schedule]:
    """Return all schedules of the table."""
    rows = yaml.safe_load((Path(__file__).parent / "instants.yml").read_text(encoding="utf-8"))
    return [Schedule.model_validate(row) for row in rows]


def every_instant() -> Iterator[tuple[Schedule, Instant]]:
    """Yield each instant with its schedule."""
    for schedule in schedules():
        yield from ((schedule, instant) for instant in schedule.instants)
