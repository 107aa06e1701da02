"""Trends: how the groups of a body stood on each day of a report, in a SQLite file that other tools read.

It holds numbers and states, and no name or number of a person.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from policypack.base.problems import one_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

NAME = "runs.sqlite"
_TABLE = (
    "create table if not exists groups (day text not null, folder text not null, region text not null, "
    "state text not null, urgent integer not null, overdue integer not null, primary key (day, folder)) without rowid"
)


class Standing(NamedTuple):
    """How a group stands. state: draft, approved, lapsed, refused or failed. urgent, overdue: how many there are."""

    folder: str
    region: str
    state: str
    urgent: int
    overdue: int


class Trends(NamedTuple):
    """What differs from the report of an earlier day.

    since: that day. before, now: how many groups came to which state, and have something "urgent" or "overdue".
    """

    since: str
    before: dict[str, int]
    now: dict[str, int]


def note(file: Path, day: date, standings: Iterable[Standing]) -> Trends | None:
    """Note how groups stand on a day, in the place of what was noted of it, and say what differs from the day before.

    Returns None where nothing was noted of an earlier day. Raises ProblemsFoundError where it is no such file.
    """
    found = list(standings)
    try:
        with closing(sqlite3.connect(file)) as noted, noted:
            noted.execute(_TABLE)
            since = noted.execute("select max(day) from groups where day < ?", [day.isoformat()]).fetchone()[0]
            before = [
                Standing(*row)
                for row in noted.execute(
                    "select folder, region, state, urgent, overdue from groups where day = ?", [since]
                )
            ]
            noted.execute("delete from groups where day = ?", [day.isoformat()])
            noted.executemany(
                "insert into groups values (?, ?, ?, ?, ?, ?)", [(day.isoformat(), *one) for one in found]
            )
    except sqlite3.Error as error:
        one_problem(file.name, f"policypack writes this file, and cannot read it any more ({error}); take it away")
    return Trends(since, counts(before), counts(found)) if since else None


def counts(standings: Iterable[Standing]) -> dict[str, int]:
    """Return how many groups are in which state, and how many have something urgent or overdue."""
    number: dict[str, int] = {}
    for one in standings:
        for word, is_so in ((one.state, True), ("urgent", one.urgent), ("overdue", one.overdue)):
            number[word] = number.get(word, 0) + bool(is_so)
    return number
