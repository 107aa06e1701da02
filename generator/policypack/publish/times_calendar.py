"""times.ics: when messages are usually read, for the calendar of a parent or a child. For everybody.

It has the places and the times of the clock on the pages, and leaves out the days that the clock leaves out. It reaches
to the end of the next year, or to the day of the pack's next review where that comes first: it promises nothing for the
time after it. At New Year it goes on for a year. Times in the hour in which the clocks change are events of their own.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from policypack.answers.called import called
from policypack.base.clock import HOME
from policypack.content.calendar_words import load_calendar_words
from policypack.facts.reading_lines import reading_lines
from policypack.facts.reading_nights import nights_of
from policypack.facts.reading_now import calendar_of
from policypack.facts.reading_series import series_of
from policypack.publish.calendar_events import calendar_text, uid_of
from policypack.publish.site_settings import site_address

if TYPE_CHECKING:
    from icalendar import Event

    from policypack.content.calendar_words import CalendarWords
    from policypack.facts.reading_lines import ReadingLine
    from policypack.facts.reading_series import Series
    from policypack.pack.pack import Pack

TIMES_CALENDAR = "times.ics"
"""Where it lies in the sites. Pages link there with ``to_file``."""
_ZONE = ZoneInfo(HOME)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHERE = "when-we-are-here.html"


def has_times_calendar(pack: Pack) -> bool:
    """Say whether somebody reads at times that come back each week, so that there is something to write down."""
    return bool(reading_lines(pack.shown.scope()))


def reaches_to(pack: Pack) -> date:
    """Return the last day that the calendar speaks of."""
    end = date(pack.today.year + 1, 12, 31)
    return end if pack.approval is None else min(end, pack.approval.next_review)


def times_calendar(pack: Pack) -> bytes | None:
    """Return the calendar; None where nobody reads at weekly times, or that is not decided."""
    scope = pack.shown.scope()
    words = load_calendar_words(pack.workspace)
    calendar = calendar_of(scope)
    first, last = date(pack.today.year, 1, 1), reaches_to(pack)
    events = []
    for line in reading_lines(scope):
        events += [_weekly(pack, words, line, series) for series in series_of(line.times, calendar, first, last)]
        nights = nights_of(line.times, calendar, first, last)
        events += [_event(pack, words, line, night, f"{night[0]:%Y-%m-%d %H:%M}") for night in nights]
    if not events and not has_times_calendar(pack):
        return None
    before = [pack.workspace.root / folder / TIMES_CALENDAR for folder in ("staff", "site")]
    return calendar_text(words.name.format(who=who(pack)), events, before, pack.today, zone=True)


def who(pack: Pack) -> str:
    """Return what the organisation is called where there is little room."""
    return called(pack.answers) or "Our group"


def help_lines(pack: Pack, words: CalendarWords) -> list[str]:
    """Return the lines with the numbers for help, which are in every pack."""
    services = pack.catalogue.services
    numbers = {
        "emergency": services["emergency-999"].phone,
        "childline": services["childline"].phone,
        "nspcc": services["nspcc-helpline"].phone,
    }
    return [line.format(**numbers) for line in words.help]


def _weekly(pack: Pack, words: CalendarWords, line: ReadingLine, series: Series) -> Event:
    days = ",".join(_WEEKDAYS[day] for day in series.weekdays)
    span = (_at(series.first, series.start), _at(series.first, series.end))
    event = _event(pack, words, line, span, days, str(series.number))
    until = _at(series.last, series.start).astimezone(UTC)
    event.add("RRULE", {"FREQ": "WEEKLY", "BYDAY": days.split(","), "UNTIL": until})
    if series.left_out:
        event.add("EXDATE", [_at(day, series.start) for day in series.left_out])
    return event


def _event(pack: Pack, words: CalendarWords, line: ReadingLine, span: tuple[datetime, datetime], *which: str) -> Event:
    """Return an event. span: when it is first, or once. which: what tells it from the others of its place."""
    from icalendar import Event

    address = site_address(pack)
    more = [words.where.format(address=f"{address}{_WHERE}")] if address else []
    event = Event()
    event.add("UID", uid_of("times", str(pack.answers.get("organisation.name")), line.place, *which))
    event.add("SUMMARY", words.read.format(who=line.place or who(pack)))
    event.add("DESCRIPTION", "\n\n".join([words.about, "\n".join(help_lines(pack, words)), *more]))
    event.add("DTSTART", span[0])
    event.add("DTEND", span[1])
    event.add("TRANSP", "TRANSPARENT")  # nobody who subscribes is busy then
    event.add("CLASS", "PUBLIC")
    if address:
        event.add("URL", f"{address}{_WHERE}")
    return event


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(), _ZONE) + timedelta(minutes=minute)
