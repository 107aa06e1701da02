"""reviews.ics: what has to be looked at again and when, with an alarm four weeks ahead. For the leaders alone.

It names places and devices, so it lies in report/. A thing that is looked at again keeps its event, which moves on.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from policypack.content.calendar_words import load_calendar_words
from policypack.publish.calendar_events import calendar_text, uid_of
from policypack.publish.times_calendar import who

if TYPE_CHECKING:
    from icalendar import Event

    from policypack.pack.pack import Pack
    from policypack.pack.reviews import Review

REVIEWS_CALENDAR = "reviews.ics"
"""Where it lies in the report. Pages link there with ``to_file``."""
_AHEAD = timedelta(weeks=4)


def reviews_calendar(pack: Pack) -> bytes | None:
    """Return the calendar: an event for each thing that has a day; None where nothing has."""
    if not pack.reviews:
        return None
    words = load_calendar_words(pack.workspace)
    before = [pack.workspace.root / "report" / REVIEWS_CALENDAR]
    events = [_event(pack, review) for review in pack.reviews]
    return calendar_text(words.reviews.format(who=who(pack)), events, before, pack.today, zone=False)


def _event(pack: Pack, review: Review) -> Event:
    from icalendar import Alarm, Event

    rule = review.rule
    event = Event()
    event.add("UID", uid_of("review", str(pack.answers.get("organisation.name")), rule.id, review.about))
    event.add("SUMMARY", _plain(review.what))
    event.add("DESCRIPTION", _plain(f"{rule.why} {rule.first_step}\n\n{rule.takes}."))
    event.add("DTSTART", review.due)
    event.add("DTEND", review.due + timedelta(days=1))
    event.add("TRANSP", "TRANSPARENT")
    event.add("CLASS", "CONFIDENTIAL")
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _plain(review.what))
    alarm.add("TRIGGER", -_AHEAD)
    event.add_component(alarm)
    return event


def _plain(words: str) -> str:
    """Return words without the marks around a command."""
    return words.replace("`", "")
