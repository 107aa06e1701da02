"""Whether what is promised about answers is kept on every day of the coming year, by the times when somebody reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from policypack.facts import places
from policypack.facts.accounts import counsellors_keep_times_of_their_own
from policypack.facts.bank_holidays import working_day_after
from policypack.facts.reading_now import breaks, calendar_of
from policypack.facts.registry import fact
from policypack.facts.ways import own_times
from policypack.readers.schedule import WeeklyTimes

if TYPE_CHECKING:
    from datetime import date

    from policypack.answers.model import Scope
    from policypack.answers.types.question_type import Value
    from policypack.facts.reading_now import Calendar
    from policypack.readers.schedule import Season

_UNTIL_THE_END_OF = {"same_day": 0, "next_day": 1}
"""Days after the one on which something is written; on the last of them an answer is promised."""
_WITHIN = {"one_day": 1, "two_days": 2, "three_days": 3, "one_week": 7}
"""Stretches of 24 hours within which an answer is promised."""
_BY_WORKING_DAY = {"one_working_day": 1, "two_working_days": 2, "three_working_days": 3}
"""Working days after the day on which something is written; on the last of them, at its end, an answer is promised."""
_PROMISED = _UNTIL_THE_END_OF | _WITHIN | _BY_WORKING_DAY
"""All that promises a time by which an answer comes."""
_YEAR, _EVERY_WEEK_ALIKE = 366, 8
"""Days that are looked at: a year, or no more than a week and a day where closed days, terms and bank holidays change
nothing."""


class Late(NamedTuple):
    """Something that is written is read later than an answer to it was promised.

    Both are the time on a clock in the UK. answered: None where nobody can say, since no times are set. season: in
    which that is so, where it is not all year.
    """

    written: datetime
    answered: datetime | None
    season: Season = ""


@fact
def answers_promised_sooner_than_read(scope: Scope) -> bool | None:
    """What somebody writes on some day of the coming year is read later than an answer is promised."""
    return _breaks_its_word(scope, "moderation.reply_time", times_of_messages(scope), calendar_of(scope))


@fact
def answers_promised_too_soon_in_any_week(scope: Scope) -> bool | None:
    """The same is so in a week without a closed day."""
    return _breaks_its_word(scope, "moderation.reply_time", times_of_messages(scope), _never_closed(scope))


@fact
def reports_answered_sooner_than_read(scope: Scope) -> bool | None:
    """A report on some day of the coming year is read later than an answer to it is promised."""
    return _breaks_its_word(scope, "reporting.answered_within", times_of_reports(scope), _calendar_of_reports(scope))


@fact
def reports_answered_too_soon_in_any_week(scope: Scope) -> bool | None:
    """The same is so in a week without a closed day."""
    return _breaks_its_word(scope, "reporting.answered_within", times_of_reports(scope), _never_closed(scope))


def times_of_messages(scope: Scope) -> tuple[WeeklyTimes, ...]:
    """Return the times at which what is posted or sent is read, in each place that has its own as well.

    A call is held at its times; nobody writes to it and waits. What is written to counsellors is read at theirs.
    """
    live = {place.name for place in scope.items("online.accounts") if places.is_live(scope.answers.scope(place))}
    own = [times for name, times in own_times(scope).items() if name not in live]
    if counsellors_keep_times_of_their_own(scope):
        own.append(scope.value_of("adults.counselling_times"))
    return _known(scope.value_of("moderation.times"), *own)


def times_of_reports(scope: Scope) -> tuple[WeeklyTimes, ...]:
    """Return the times at which reports are read; nothing where they are not decided."""
    return _known(scope.value_of("reporting.read_at"))


def _known(*said: Value | None) -> tuple[WeeklyTimes, ...]:
    """Return the times that are decided. "No set times" is a week without any, and so is what no week can hold."""
    return tuple(times if isinstance(times, WeeklyTimes) else WeeklyTimes() for times in said if times is not None)


def late_reply(scope: Scope) -> Late | None:
    """Return the first time in the coming year at which the promise for messages is not kept, in any place."""
    return _first_of_all(scope, "moderation.reply_time", times_of_messages(scope), calendar_of(scope))


def late_report(scope: Scope) -> Late | None:
    """Return the first time in the coming year at which the promise for reports is not kept."""
    return _first_of_all(scope, "reporting.answered_within", times_of_reports(scope), _calendar_of_reports(scope))


def _breaks_its_word(scope: Scope, promise: str, weekly: tuple[WeeklyTimes, ...], calendar: Calendar) -> bool | None:
    promised = scope.words_of(promise)
    if promised is not None and promised[0] not in _PROMISED:
        return False  # no time is promised, or none but the next
    if promised is None or not weekly or _working_week(scope, promised[0]) is None:
        return None
    return _first_of_all(scope, promise, weekly, calendar) is not None


def _first_of_all(scope: Scope, promise: str, weekly: tuple[WeeklyTimes, ...], calendar: Calendar) -> Late | None:
    """Return the first time at which a promise is not kept. promise: its qid."""
    promised = scope.words_of(promise)
    nations = _working_week(scope, promised[0]) if promised else None
    if promised is None or nations is None:
        return None
    found = [_first_late(times, calendar, promised[0], scope.today, nations) for times in weekly]
    return min((late for late in found if late is not None), default=None, key=lambda late: late.written)


def _working_week(scope: Scope, promised: str) -> tuple[str, ...] | None:
    """Return the nations whose bank holidays count for a promise: none where it is not of working days.

    None where it hangs on nations that are not decided.
    """
    return scope.words_of("organisation.nations") if promised in _BY_WORKING_DAY else ()


def _calendar_of_reports(scope: Scope) -> Calendar:
    """Return the calendar of those who read reports, who may do so on closed days, too."""
    return _never_closed(scope) if scope.words_of("reporting.read_when_closed") == ("yes",) else calendar_of(scope)


def _never_closed(scope: Scope) -> Calendar:
    return replace(calendar_of(scope), closed=())


@lru_cache(maxsize=64)  # several facts and findings of one pack ask
def _first_late(
    times: WeeklyTimes, calendar: Calendar, promised: str, first: date, nations: tuple[str, ...]
) -> Late | None:
    # Where nobody has said when the terms are, they can begin on any day, and each season can last as long as it likes.
    seasons: tuple[Season, ...] = ("term", "holidays") if times.seasons and not calendar.terms else ("",)
    days = _YEAR if calendar.closed or calendar.terms or nations or times.left_out else _EVERY_WEEK_ALIKE
    held = {season: times.during(season) if season else times for season in seasons}
    for season, weekly in held.items():
        if not weekly.spans and promised in _PROMISED:
            return Late(datetime.combine(first, time()), None, season)
    found = (
        Late(begins, ends)
        for weekly in held.values()
        for begins, ends in breaks(weekly, calendar, first, days)
        if _is_late(promised, begins, ends, nations)
    )
    return min(found, default=None, key=lambda late: late.written)


def _is_late(promised: str, written: datetime, answered: datetime, nations: tuple[str, ...]) -> bool:
    """Say whether an answer at the one time to what was written at the other is later than promised.

    nations: whose bank holidays are no working days.
    """
    if promised in _UNTIL_THE_END_OF:
        return (answered.date() - written.date()).days > _UNTIL_THE_END_OF[promised]
    if promised in _BY_WORKING_DAY:
        return answered.date() > working_day_after(written.date(), _BY_WORKING_DAY[promised], nations)
    return promised in _WITHIN and answered - written > timedelta(days=_WITHIN[promised])
