"""No page makes a promise that the times on the same page break, whatever the calendar."""

from __future__ import annotations

import random
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from holidays import country_holidays

from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.readers.schedule import Season, Span, WeeklyTimes
from tests.hardening.rounds import count
from tests.organisations import workspace_with
from tests.sound import TODAY, text

STEP = timedelta(minutes=30)
"""All times of these calendars lie on half hours, so that nothing happens between two steps."""
DAYS = 420
PROMISES = {
    "reply": (
        "one_day",
        "two_days",
        "three_days",
        "one_week",
        "one_working_day",
        "two_working_days",
        "three_working_days",
    ),
    "heard": ("same_day", "next_day", "two_days", "one_week", "one_working_day", "two_working_days"),
}
EXCEPT = re.compile(r"When we are closed, it takes until we are back\.|It takes longer when we are closed\.")
LONGER = "It takes longer at weekends and on bank holidays."
DAYS_THAT_COUNT = r"(?: \(Monday to Friday, not bank holidays\))?"
SENTENCES = {
    "reply": re.compile(rf"You can expect an answer (?:within|by the next) [a-z ]+{DAYS_THAT_COUNT}\."),
    "heard": re.compile(rf"We answer a report (?:on the same day|by the next day|within [a-z ]+){DAYS_THAT_COUNT}\."),
}
NATIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern_ireland": "NIR"}
PAGES = ("report", "times", "home", "poster-children")
Stretch = tuple[date, date]
LONG_AGO, FAR_AHEAD = date(2020, 1, 1), date(2040, 1, 1)
ALL_TERM: list[Stretch] = [(LONG_AGO, FAR_AHEAD)]
ALL_HOLIDAYS: list[Stretch] = [(LONG_AGO, LONG_AGO), (FAR_AHEAD, FAR_AHEAD)]
"""What may be where nobody has said when the terms are."""


def weekly(chance: random.Random) -> WeeklyTimes | None:
    """Return times of a week on half hours, few or many; None for no set times."""
    if chance.random() < 0.05:
        return None
    spans = []
    for day in range(7):
        for _ in range(chance.choice((0, 1, 1, 2))):
            start = chance.randrange(0, 46)
            season: Season = chance.choice(("", "term", "holidays")) if chance.random() < 0.2 else ""
            end = 48 if chance.random() < 0.2 else chance.randint(start + 1, 48)
            spans.append(Span(day, 30 * start, 30 * end, season))
    return WeeklyTimes(tuple(spans)) if spans else WeeklyTimes((Span(chance.randrange(7), 600, 660),))


def stretches(chance: random.Random, most: int) -> list[Stretch]:
    """Return stretches of days from a month ago to a year ahead, apart from one another."""
    found, first = [], TODAY - timedelta(days=30)
    for _ in range(chance.randint(0, most)):
        first += timedelta(days=chance.randint(1, 120))
        found.append((first, first := first + timedelta(days=chance.randint(0, 40))))
    return found


def reads(times: WeeklyTimes | None, closed: list[Stretch], terms: list[Stretch], at: datetime) -> bool | None:
    """Say whether somebody reads at an instant; None where nobody can know, since it hangs on terms."""
    day, minute = at.date(), at.hour * 60 + at.minute
    if times is None or any(first <= day <= last for first, last in closed):
        return False
    held = {span.season for span in times.spans if span.day == day.weekday() and span.start <= minute < span.end}
    if "" in held or held == {"term", "holidays"}:
        return True
    if not held:
        return False
    if not terms[0][0] <= day <= terms[-1][1]:
        return None
    return ("term" if any(first <= day <= last for first, last in terms) else "holidays") in held


def working_days(nations: list[str]) -> list[bool]:
    """Say of each day from today on whether it is a working day, by the library's own calendar of each nation."""
    years = range(TODAY.year, TODAY.year + 3)
    calendars = [country_holidays("GB", subdiv=NATIONS[nation], years=years) for nation in nations]
    days = [TODAY + timedelta(days=number) for number in range(2 * DAYS)]
    return [day.isoweekday() <= 5 and not any(day in calendar for calendar in calendars) for day in days]


def late(
    promised: str, times: WeeklyTimes | None, closed: list[Stretch], terms: list[Stretch], works: list[bool]
) -> tuple[bool, bool]:
    """Try every half hour of a year. Returns whether an answer is late where days are closed, and in other weeks.

    What hangs on terms that nobody knows counts for neither. works: which days from today on are working days.
    """
    many = {"one_working_day": 1, "two_working_days": 2, "three_working_days": 3}
    allowed = {"one_day": 1, "two_days": 2, "three_days": 3, "one_week": 7}
    start = datetime(TODAY.year, TODAY.month, TODAY.day)
    answered: datetime | None = None
    known = False
    closed_between = False
    found = [False, False]
    for step in range(DAYS * 48, -1, -1):
        at = start + step * STEP
        now = reads(times, closed, terms, at)
        closed_between |= any(first <= at.date() <= last for first, last in closed)
        if now is None:
            known = False
        elif now:
            answered, known, closed_between = at, True, False
        if now is not False or not known or answered is None or step > 366 * 48:
            continue
        if promised in many:
            wrote, read = (at.date() - TODAY).days, (answered.date() - TODAY).days
            is_late = sum(works[wrote + 1 : read]) >= many[promised]  # they are all over before it is read
        elif promised in allowed:
            is_late = answered - at > timedelta(days=allowed[promised])
        else:
            is_late = (answered.date() - at.date()).days > ("same_day", "next_day").index(promised)
        found[not closed_between] |= is_late
    return found[0], found[1]


def test_no_page_promises_what_its_times_break(tmp_path: Path) -> None:
    """An answer that comes late in a week without a closed day is not promised; one that closed days delay says so."""
    promised_some = promised_working = 0
    for number in {*range(count(24, 1_000)), 424}:  # in the last one, the terms are over
        chance = random.Random(number)
        closed, terms = stretches(chance, 3), stretches(chance, 4)
        times = {kind: weekly(chance) for kind in PROMISES}
        promise = {kind: chance.choice(promises) for kind, promises in PROMISES.items()}
        when_closed = chance.random() < 0.5
        nations = chance.sample(list(NATIONS), chance.choice((1, 1, 1, 2, 4)))
        works = working_days(nations)
        if times["reply"] is None and times["heard"] is None:  # then nobody is asked for closed days
            closed = []
        changes: dict[str, Any] = {
            "organisation.nations": nations,
            "moderation.times": "none" if times["reply"] is None else times["reply"].text(),
            "moderation.reply_time": promise["reply"],
            "moderation.closed": [named(*days) for days in closed] or "none",
            "reporting.read_at": "none" if times["heard"] is None else times["heard"].text(),
            "reporting.read_when_closed": "yes" if when_closed else "no",
            "reporting.answered_within": promise["heard"],
        }
        hangs_on_terms = any(weekly is not None and weekly.seasons for weekly in times.values())
        if hangs_on_terms:
            changes["moderation.terms"] = [named(*days) for days in terms] or "none"
        folder = workspace_with(text(changes), tmp_path / str(number))
        renderer = Renderer(load_pack(folder, TODAY))
        pages = [page for page in renderer.pack.pages_of("public") if page.id in PAGES]
        assert len(pages) == len(PAGES)
        said = " ".join(" ".join(renderer.page(page).markdown.split()) for page in pages)
        raised = {finding.id for finding in renderer.pack.findings}
        for kind, finding in (("reply", "answers-promised-too-soon"), ("heard", "reports-answered-too-soon")):
            shut = [] if kind == "heard" and when_closed else closed
            of_terms = [terms] if hangs_on_terms and terms else [ALL_TERM, ALL_HOLIDAYS]
            lates = [late(promise[kind], times[kind], shut, each, works) for each in of_terms]
            shuts = any(last >= TODAY for _, last in shut)
            in_closed, in_others = any(one for one, _ in lates), any(other for _, other in lates)
            sentences = list(SENTENCES[kind].finditer(said))
            if times[kind] is None:
                in_others = True
            if in_others:
                assert not sentences, (number, kind)
            for sentence in sentences:
                promised_some += 1
                promised_working += "_working_" in promise[kind]
                beside = said[sentence.end() :][:120]
                assert (EXCEPT.match(beside.lstrip()) is not None) is shuts, (number, kind)
                assert (LONGER in beside) is ("_working_" in promise[kind]), (number, kind)
                assert shuts or not in_closed, (number, kind)
            if in_closed or in_others:
                assert finding in raised, (number, kind)
    assert promised_some > count(25, 1_000) / 5
    assert promised_working > count(25, 1_000) / 20


def named(first: date, last: date) -> dict[str, str]:
    """Return a stretch of days as an answers file has it."""
    return {"name": f"Days from {first}", "first_day": str(first), "last_day": str(last)}
