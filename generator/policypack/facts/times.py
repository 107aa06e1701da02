"""Derived facts about the times at which somebody reads. Conditions name them; groups.py lists them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.reading_now import calendar_of, longest_break
from policypack.facts.registry import fact
from policypack.facts.ways import own_times
from policypack.readers.clock_text import HOUR
from policypack.readers.schedule import WeeklyTimes

if TYPE_CHECKING:
    from policypack.answers.model import Scope
    from policypack.answers.types.question_type import Value

_MORNING, _NIGHT = 6 * HOUR, 22 * HOUR
"""Minutes of a day until which, and from which on, it is night."""

_BREAK_AHEAD = 8 * 7
"""Days within which a break starts that is worth a word now."""


@fact
def has_reading_times(scope: Scope) -> bool | None:
    """Somebody reads messages at set times, in some place."""
    known = _times_of_all_places(scope)
    return any(are_set_times(times) for times in known) if known else None


@fact
def reads_at_set_times(scope: Scope) -> bool | None:
    """Somebody reads messages or reports at set times, so that closed days change something."""
    reports = scope.value_of("reporting.read_at")
    said = [has_reading_times(scope), None if reports is None else are_set_times(reports)]
    return True if True in said else None if None in said else False


@fact
def nobody_reads_at_night(scope: Scope) -> bool | None:
    """Messages are read at set times, and no time of any place lies between 10pm and 6am, nor may lie there."""
    usual = scope.value_of("moderation.times")
    weekly = [times for times in _times_of_all_places(scope) if isinstance(times, WeeklyTimes)]
    if usual is None:
        return None
    return usual != NONE and all(
        not times.said and all(span.start >= _MORNING and span.end <= _NIGHT for span in times.spans)
        for times in weekly
    )


@fact
def some_times_hang_on_terms(scope: Scope) -> bool | None:
    """Some times, of messages or of reports, hold in term time only, or in the school holidays only."""
    known = _times_of_all_places(scope)
    if any(isinstance(times, WeeklyTimes) and times.seasons for times in (*known, scope.value_of("reporting.read_at"))):
        return True
    return False if known else None


@fact
def messages_are_read_at_no_set_times(scope: Scope) -> bool | None:
    """The usual times at which messages are read are none, or by appointment alone."""
    usual = scope.value_of("moderation.times")
    return None if usual is None else not are_set_times(usual)


def are_set_times(said: Value) -> bool:
    """Say whether an answer to a question of weekly times names a day and an hour, each week or not."""
    return isinstance(said, WeeklyTimes) and said.are_set


def _times_of_all_places(scope: Scope) -> list[Value]:
    """Return the times that are decided: the usual ones, then those of places that have their own."""
    said = (scope.value_of("moderation.times"), *own_times(scope).values())
    return [times for times in said if times is not None]


@fact
def all_terms_have_passed(scope: Scope) -> bool | None:
    """Terms are known, and the last of them has ended."""
    return _all_passed(scope, "moderation.terms")


@fact
def has_closed_days(scope: Scope) -> bool | None:
    """There are days on which nobody reads messages, whether they lie ahead or have passed."""
    if scope.items("moderation.closed"):
        return True
    read = reads_at_set_times(scope)  # else nobody is asked for them
    return None if read is None or scope.answers.is_open("moderation.closed") else False


@fact
def all_closed_days_have_passed(scope: Scope) -> bool | None:
    """Closed days are known, and the last of them has passed."""
    return _all_passed(scope, "moderation.closed")


def _all_passed(scope: Scope, group: str) -> bool | None:
    ends = [item.values.get("last_day") for item in scope.items(group)]
    known = [end for end in ends if isinstance(end, date)]
    return max(known) < scope.today if known else None


@fact
def long_break_is_ahead(scope: Scope) -> bool | None:
    """Within the next eight weeks nobody reads for more than a week, as far as terms and closed days are known."""
    times = scope.value_of("moderation.times")
    if not isinstance(times, WeeklyTimes):
        return None
    return longest_break(times, calendar_of(scope), scope.today, _BREAK_AHEAD) > timedelta(weeks=1)


@fact
def nobody_behind_the_times(scope: Scope) -> bool | None:
    """Messages are said to be read at set times, and nobody looks after any place."""
    times, people = has_reading_times(scope), scope.words_of("online.accounts.moderators")
    if times is None or people is None:
        return None
    every_place = len(people) >= len(scope.answers.items("online.accounts"))
    return times and every_place and set(people) == {NONE}
