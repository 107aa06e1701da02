"""Calendar files (RFC 5545): what their events have in common, and how an event is known again.

An event has the same UID in each build: it is worked out from what the event is about, and not from its days or hours.
Its SEQUENCE begins at 0 and rises by one where a build finds that the event says something else than in the file that
the last build left; DTSTAMP is then the day of that build. Both are taken over where nothing has changed, so that the
same answers give the same bytes on any day. Where no earlier file is there, both begin anew.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from policypack.base.clock import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from icalendar import Calendar, Component, Event

_OURS = uuid.UUID("5b0c8a4e-6f0e-4c67-9a53-6d6a3f0f8f11")
"""What all our UIDs are worked out from (RFC 9562, version 5)."""
_CHANGES = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
"""What says when an event changed, and is no part of what it says."""
_LONDON = f"""BEGIN:VTIMEZONE
TZID:{HOME}
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
"""The clock in the United Kingdom as it has gone since 1996 (Summer Time Order 2002, SI 2002/262; tz database)."""


def uid_of(*about: str) -> str:
    """Return the UID of an event: the same whenever the same words say what it is about."""
    return str(uuid.uuid5(_OURS, "\n".join(about)))


def calendar_text(name: str, events: Iterable[Event], before: Sequence[Path], today: date, *, zone: bool) -> bytes:
    """Return a calendar file with events, each with its SEQUENCE and DTSTAMP.

    name: what programs call the calendar. before: where the last build left its file; the first that is there counts.
    zone: whether times of day stand in it, so that it needs the clock of the United Kingdom.
    """
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    for key, value in _head(name).items():
        calendar.add(key, value)
    if zone:
        calendar.add_component(Timezone.from_ical(_LONDON))
    known = _events_in(before)
    for event in events:
        _note_changes(event, known.get(str(event["UID"])), today)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _head(name: str) -> dict[str, Any]:
    return {
        "VERSION": "2.0",
        "PRODID": "-//policypack//policypack//EN",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "NAME": name,
        "X-WR-CALNAME": name,
        "X-WR-TIMEZONE": HOME,
        "REFRESH-INTERVAL": timedelta(days=1),
        "X-PUBLISHED-TTL": "P1D",
    }


def _note_changes(event: Event, old: Event | None, today: date) -> None:
    from icalendar import Event

    same = old is not None and _says(old) == _says(Event.from_ical(event.to_ical()))  # as it will be read, too
    sequence = 0 if old is None else _sequence_of(old) + (not same)
    changed = old.get("DTSTAMP") if old is not None and same else None
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", datetime.combine(today, time(), UTC) if changed is None else changed.dt)


def _says(event: Component) -> bytes:
    """Return what an event that was read from a file says."""
    bare = event.copy(recursive=True)
    for key in _CHANGES:
        bare.pop(key, None)
    return bytes(bare.to_ical())


def _sequence_of(event: Event) -> int:
    try:
        return max(0, int(event.get("SEQUENCE", 0)))
    except (TypeError, ValueError):  # somebody has written into the file
        return 0


def _events_in(files: Sequence[Path]) -> dict[str, Event]:
    """Return the events of the first file that is there and can be read, by their UIDs."""
    from icalendar import Calendar

    for file in files:
        try:
            calendar: Calendar = Calendar.from_ical(file.read_bytes())
            return {str(event["UID"]): event for event in calendar.events if "UID" in event}
        except (OSError, ValueError):
            continue
    return {}
