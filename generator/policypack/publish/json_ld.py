"""JSON-LD in "When we are here": the times for search engines and other programs, in the words of schema.org.

Each stretch of hours says from which day and until which it holds (``validFrom``, ``validThrough``), so that it lapses
by itself once the pack has to be looked at again. A day that is closed opens and closes at midnight.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policypack.facts.reading_lines import reading_lines
from policypack.facts.reading_now import Days, calendar_of, left_out_days
from policypack.publish.site_settings import site_address
from policypack.publish.times_json import as_of, clock, good_until
from policypack.readers.clock_text import DAY
from policypack.text.english import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policypack.facts.reading_lines import ReadingLine
    from policypack.facts.reading_now import Calendar
    from policypack.pack.pack import Pack
    from policypack.readers.schedule import Season

_MIDNIGHT = "00:00"
_WHAT = "messages, usually read at these times"
_DAY_LONG = timedelta(days=1)


def json_ld(pack: Pack) -> str:
    """Return the JSON-LD for a script element, with no character that could end it; "" where there are no times."""
    scope = pack.shown.scope()
    lines, calendar = reading_lines(scope), calendar_of(scope)
    since = as_of(pack)
    held = Days(since, good_until(pack, since))
    if not lines or held.last < held.first:
        return ""
    address = site_address(pack)
    said: dict[str, Any] = {"@context": "https://schema.org", "@type": "Organization"}
    if name := pack.answers.get("organisation.name"):
        said["name"] = name
    if address:
        said["url"] = address
    said["contactPoint"] = [_point(line, calendar, held, pack.today, address) for line in lines]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _point(line: ReadingLine, calendar: Calendar, held: Days, today: date, address: str | None) -> dict[str, Any]:
    point: dict[str, Any] = {"@type": "ContactPoint", "contactType": _WHAT, "availableLanguage": "en"}
    if line.place:
        point["name"] = line.place
    if address:
        point["url"] = f"{address}when-we-are-here.html"
    hours = [
        *_weekly(line, calendar, held),
        *_closed((*calendar.closed, *left_out_days(line.times, calendar, today)), held),
    ]
    return {**point, "hoursAvailable": hours}


def _weekly(line: ReadingLine, calendar: Calendar, held: Days) -> Iterator[dict[str, Any]]:
    groups: dict[tuple[Season, int, int], list[str]] = {}
    for span in line.times.spans:
        groups.setdefault((span.season, span.start, span.end), []).append(DAYS[span.day])
    for (season, start, end), days in groups.items():
        for stretch in _within(_season(season, calendar, held), held):
            last = "23:59" if end == DAY else clock(end)  # 24:00 is no time there
            yield _hours(stretch, opens=clock(start), closes=last) | {"dayOfWeek": days}


def _closed(stretches: Iterable[Days], held: Days) -> Iterator[dict[str, Any]]:
    for stretch in _within(sorted(stretches), held):
        yield _hours(stretch, opens=_MIDNIGHT, closes=_MIDNIGHT)


def _hours(stretch: Days, *, opens: str, closes: str) -> dict[str, Any]:
    return {
        "@type": "OpeningHoursSpecification",
        "opens": opens,
        "closes": closes,
        "validFrom": stretch.first.isoformat(),
        "validThrough": stretch.last.isoformat(),
    }


def _season(season: Season, calendar: Calendar, held: Days) -> list[Days]:
    """Return when times of a season hold, as far as terms are known."""
    terms = sorted(calendar.terms)
    if not season:
        return [held]
    if season == "term":
        return terms
    gaps = pairwise(terms)
    return [Days(one.last + _DAY_LONG, next_one.first - _DAY_LONG) for one, next_one in gaps]


def _within(stretches: Iterable[Days], held: Days) -> Iterator[Days]:
    for first, last in stretches:
        if (begin := max(first, held.first)) <= (end := min(last, held.last)):
            yield Days(begin, end)
