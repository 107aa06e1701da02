"""Closed days from the calendar: the bank holidays ahead, which somebody can take over one by one or all at once.

They are shown and confirmed, never filled in silently (invariant 2): many who volunteer read messages on such a day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from policypack.facts.bank_holidays import bank_holidays
from policypack.facts.promises import times_of_messages, times_of_reports
from policypack.facts.reading_now import calendar_of
from policypack.questionnaire.steps import OfferedItem
from policypack.text.english import weekday_and_day

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.content.questions import Question

_GROUP, _NAME, _FIRST, _LAST = "moderation.closed", "name", "first_day", "last_day"
_AHEAD = timedelta(days=364)
"""Days after today up to which bank holidays are offered."""


def bank_holidays_to_take(group: Question, answers: Answers) -> tuple[OfferedItem, ...]:
    """Return the bank holidays of the next twelve months that a group of closed days can take over.

    They are those of the organisation's nations, on days of the week on which somebody reads messages or reports. Days
    on which it is closed already are left out. None for another group, and while the nations are not decided.
    """
    scope = answers.scope()
    nations = scope.words_of("organisation.nations")
    if group.qid != _GROUP or nations is None or not {_NAME, _FIRST, _LAST} <= group.by_id.keys():
        return ()
    calendar = calendar_of(scope)
    read_on = {span.day for times in (*times_of_messages(scope), *times_of_reports(scope)) for span in times.spans}
    taken = {item.name.casefold() for item in answers.items(group.qid)}
    found = []
    for day, holiday, where in bank_holidays(nations, answers.today, answers.today + _AHEAD):
        name = f"{holiday} {day.year}"  # next year has one of the same name
        if day.weekday() not in read_on or calendar.is_closed(day) or name.casefold() in taken:
            continue
        only = [answers.catalogue.nations[nation].in_words for nation in where] if where != nations else []
        words = ", ".join((holiday, weekday_and_day(day), *([f"{' and '.join(only)} only"] if only else [])))
        found.append(OfferedItem({_NAME: name, _FIRST: day.isoformat(), _LAST: day.isoformat()}, name, words))
    return tuple(found)
