"""Who is read when: the lines of the clock, of the calendar and of what stands on other people's pages.

One list for all of them, so that none says more than another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policypack.facts.ways import way_of
from policypack.readers.schedule import WeeklyTimes
from policypack.text.escaping import isolated

if TYPE_CHECKING:
    from policypack.answers.model import Scope

_FEW = 3
"""From so many places on they are not named one by one."""


class ReadingLine(NamedTuple):
    """Places that are read at the same times.

    place: their names, or what they are called beside others; "" where they are all there are. times: when they are
    read, with some time that comes back each week.
    """

    place: str
    times: WeeklyTimes


def reading_lines(scope: Scope) -> list[ReadingLine]:
    """Return the places that are read at weekly times, those with the usual times first.

    Calls and streams are left out, for nobody writes there and waits. Nothing stands here that is not decided, and
    nothing that has no time each week.
    """
    accounts = [(item.name, scope.answers.scope(item, scope.seen)) for item in scope.items("online.accounts")]
    written_to = [(name, place) for name, place in accounts if not place.fact("is_live")]
    as_usual = [name for name, place in written_to if not place.fact("has_times_of_its_own")]
    some_are_own = any(place.fact("has_times_of_its_own") for _, place in accounts)
    usual = scope.value_of("moderation.times")
    found = []
    if isinstance(usual, WeeklyTimes) and usual.spans and (as_usual or not some_are_own):
        found.append(ReadingLine(_these(as_usual) if some_are_own else "", usual))
    for name, place in written_to:
        if place.fact("has_times_of_its_own") and place.fact("is_read_at_weekly_times"):
            times = way_of(place, "times")
            if isinstance(times, WeeklyTimes):
                found.append(ReadingLine(isolated(name), times))
    return found


def _these(names: list[str]) -> str:
    return " and ".join(map(isolated, names)) if len(names) < _FEW else "Our other places"
