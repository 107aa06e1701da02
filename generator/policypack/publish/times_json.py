"""embed/times.json: when messages are usually read, for programs, and the two days between which that may be relied on.

All that a site shows on other people's pages takes both days from here. ``as_of`` is the day of the build since which
the file has said the same; it is kept from the file which the last build left in site/. ``good_until`` is the last day
before the pack has to be looked at again, or before its closed days are out of date.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from policypack.base.clock import HOME
from policypack.content.services import ALWAYS
from policypack.facts.reading_lines import reading_lines
from policypack.facts.reading_now import calendar_of, known_left_out_until, left_out_days
from policypack.pack.approval import LONGEST_REVIEW
from policypack.publish.site_settings import site_address
from policypack.readers.clock_text import HOUR
from policypack.text.english import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.facts.reading_lines import ReadingLine
    from policypack.facts.reading_now import Calendar, Days
    from policypack.pack.pack import Pack

TIMES_JSON = "embed/times.json"
"""Where it lies in the public site."""
TIMES_SCHEMA = "embed/times.schema.json"


def times_json(pack: Pack) -> str:
    """Return the file. Its shape is that of ``templates/embed/times.schema.json``, which is published beside it."""
    return _text(pack, as_of(pack))


def times_schema(pack: Pack) -> str:
    """Return the JSON Schema of the file."""
    return pack.workspace.find("templates", TIMES_SCHEMA).read_text(encoding="utf-8")


def as_of(pack: Pack) -> date:
    """Return since which day the times have been as they are, as far as the builds tell; today where they changed."""
    try:
        before = (pack.workspace.root / "site" / TIMES_JSON).read_text(encoding="utf-8")
        day = date.fromisoformat(json.loads(before)["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        return pack.today
    return day if day < pack.today and _text(pack, day) == before else pack.today


def good_until(pack: Pack, since: date) -> date:
    """Return the last day on which what is said on other people's pages may be relied on.

    since: as :func:`as_of` returns it. It is the first of these days: that of the next review, or a year on where
    nobody has agreed the pack; the last closed day that is known; the last day of which times that leave out bank
    holidays know them.
    """
    scope = pack.shown.scope()
    lines = reading_lines(scope)
    review = since + timedelta(days=LONGEST_REVIEW) if pack.approval is None else pack.approval.next_review
    closed = [days.last for days in calendar_of(scope).closed] if lines else []
    left_out = [known_left_out_until(pack.today)] if any(line.times.left_out for line in lines) else []
    return min([review, *([max(closed)] if closed else []), *left_out])


def _text(pack: Pack, since: date) -> str:
    scope = pack.shown.scope()
    calendar = calendar_of(scope)
    address = site_address(pack)
    said = {
        "version": 1,
        "organisation": pack.answers.get("organisation.name"),
        "as_of": since.isoformat(),
        "good_until": good_until(pack, since).isoformat(),
        "time_zone": HOME,
        "places": [_place(line, calendar, pack.today) for line in reading_lines(scope)],
        "closed": _stretches(calendar.closed),
        "terms": _stretches(calendar.terms),
        "report": f"{address}report-a-worry.html" if address else None,
        "times_page": f"{address}when-we-are-here.html" if address else None,
        "help": [
            {"name": service.name, "phone": service.phone, "web": service.web}
            for service in (pack.catalogue.services[name] for name in ALWAYS)
        ],
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def _place(line: ReadingLine, calendar: Calendar, today: date) -> dict[str, Any]:
    return {
        "name": line.place or None,
        "in_words": line.times.in_words(),
        "weekly": [
            {"day": DAYS[span.day], "from": clock(span.start), "to": clock(span.end), "season": span.season or None}
            for span in line.times.spans
        ],
        "also": list(line.times.said),
        "left_out": _stretches(left_out_days(line.times, calendar, today)),
    }


def clock(minute: int) -> str:
    """Write a minute of the day as programs do: 19:00, and 24:00 for its end."""
    return "{:02}:{:02}".format(*divmod(minute, HOUR))


def _stretches(stretches: Iterable[Days]) -> list[dict[str, str]]:
    return [{"first": first.isoformat(), "last": last.isoformat()} for first, last in sorted(stretches)]
