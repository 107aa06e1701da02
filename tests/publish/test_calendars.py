"""The calendar files: right at every instant, known again from build to build, and nothing in them that is private."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from policypack.content.catalogue import load_catalogue
from policypack.content.questions import sees
from policypack.facts.reading_lines import reading_lines
from policypack.facts.reading_now import calendar_of, reading_at
from policypack.pack.approval import Approval
from policypack.pack.pack import Pack, load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import Built
from policypack.publish.reviews_calendar import REVIEWS_CALENDAR, reviews_calendar
from policypack.publish.times_calendar import TIMES_CALENDAR, reaches_to, times_calendar, who
from tests import sound
from tests.hardening.canaries import answers_of, as_read, with_canaries
from tests.organisations import FOUR, ORGANISATIONS, put, workspace_with
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
LONDON = ZoneInfo("Europe/London")
INSTANTS = 1_000
CLOCKS_CHANGE = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
CLOCKS_CHANGE += [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)]

TIMES: dict[str, dict[str, Any]] = {
    "past midnight, on Sundays over the hour in which clocks change": {
        "moderation.times": "Fri 8pm-1am, Sun 00:30-02:30, Mon-Fri 16-20",
    },
    "within the hour in which clocks change": {
        "moderation.times": "Sat 8pm-1am, Sun 01:00-01:20, Sun 01:30-01:40, Sun 01:50-03:00, Sun 20-21",
    },
    "that end in the hour in which clocks change": {"moderation.times": "Fri and Sat 22:00-01:30"},
    "not on bank holidays or in August": {"moderation.times": "Mon, Fri and Sat 10-12, not August, not bank holidays"},
    "of terms, the days of which are known": {
        "moderation.times": "Mon-Fri 16-20 in term time, Mon-Wed 16-20 in the holidays, Sat 10-12",
        "moderation.terms": [
            {"name": "Autumn", "first_day": "2026-09-01", "last_day": "2026-12-18"},
            {"name": "Spring", "first_day": "2027-01-04", "last_day": "2027-03-26"},
        ],
    },
    "of terms, the days of which are open": {"moderation.times": "Mon 16-20 in term time, Tue 18-19"},
    "all day and all night": {"moderation.times": "every day 0-24"},
}
"""Times that no test organisation has; each with Christmas closed."""
CHRISTMAS = [{"name": "Christmas", "first_day": "2026-12-21", "last_day": "2027-01-04"}]


def pack_with(changes: dict[str, Any], folder: Path, today: date = TODAY) -> Pack:
    return load_pack(workspace_with(sound.text({"moderation.closed": CHRISTMAS, **changes}), folder), today)


@pytest.fixture(params=[*ORGANISATIONS, *TIMES])
def pack(request: pytest.FixtureRequest, renderer_of: Callable[[str], Renderer], tmp_path: Path) -> Pack:
    if request.param in ORGANISATIONS:
        return renderer_of(request.param).pack
    return pack_with(TIMES[request.param], tmp_path)


def instants(first: date, last: date, edges: list[datetime]) -> Iterator[datetime]:
    """Yield instants: by chance, at the edges of times and the minute before each, and around each change of clocks."""
    chance = random.Random(19)
    begin, end = (datetime.combine(day, time(), LONDON) for day in (first, last + timedelta(days=1)))
    wanted = [one + timedelta(minutes=10 * step) for one in CLOCKS_CHANGE for step in range(-15, 16)]
    for edge in chance.sample(edges, min(len(edges), INSTANTS // 5)):
        wanted += [edge, edge - timedelta(minutes=1)]
    yield from (one for one in wanted if begin <= one < end)
    minutes = int((end.astimezone(UTC) - begin.astimezone(UTC)).total_seconds()) // 60
    for _ in range(INSTANTS):
        yield begin.astimezone(UTC) + timedelta(minutes=chance.randrange(minutes))


def test_an_independent_reader_finds_what_the_clock_of_the_pages_says_at_a_thousand_instants(pack: Pack) -> None:
    """Every place is compared for itself, over both changes of the clocks, closed days, terms and bank holidays."""
    data = times_calendar(pack)
    lines = reading_lines(pack.shown.scope())
    assert (data is None) is (not lines)
    if data is None:
        return
    calendar = calendar_of(pack.shown.scope())
    first, last = date(pack.today.year, 1, 1), reaches_to(pack)
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    lengths: dict[str, set[timedelta]] = {}
    # Under a name that no reader knows, the clock is the one that stands in the file.
    unknown = re.sub(rb"TZID([:=])Europe/London", rb"TZID\1Ours/Ours", data)
    # This reader would write UTC in the zone that the calendar is shown in, without which of two hours it is.
    unknown = unknown.replace(b"X-WR-TIMEZONE:Europe/London\r\n", b"")
    for event in recurring_ical_events.of(Calendar.from_ical(unknown)).between(first, last + timedelta(days=2)):
        span = (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        found.setdefault(str(event["SUMMARY"]).removesuffix(": messages are usually read"), []).append(span)
        lengths.setdefault(str(event["UID"]), set()).add(span[1] - span[0])
    # Some programs count how long an event is by the clock on the wall, and others in hours (RFC 5545, 3.8.5.3).
    assert all(len(each) == 1 for each in lengths.values())
    assert found.keys() == {line.place or who(pack) for line in lines}
    for line in lines:
        spans = found[line.place or who(pack)]
        edges = [edge for span in spans for edge in span]
        compared, reading = 0, 0
        for instant in instants(first, last, edges):
            says = reading_at(line.times, calendar, instant).state == "reading"
            assert any(start <= instant < end for start, end in spans) is says, (line, instant)
            compared, reading = compared + 1, reading + says
        assert compared >= INSTANTS
        assert reading, "no instant lies within the times, so that nothing was compared"


def test_nothing_is_there_where_no_times_are_decided_or_none_come_back_each_week(tmp_path: Path) -> None:
    for said in ("none", "by appointment", None):
        pack = pack_with({"moderation.times": said}, tmp_path / str(said))
        assert times_calendar(pack) is None


def events_of(data: bytes | None) -> list[Any]:
    assert data is not None
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_each_event_has_the_help_numbers_promises_nothing_and_takes_nobody_s_time(pack: Pack) -> None:
    for event in events_of(times_calendar(pack)) if reading_lines(pack.shown.scope()) else []:
        for said in ("999", "0800 1111", "0808 800 5000", "usually", "don't wait for us"):
            assert said in event["DESCRIPTION"]
        assert str(event["SUMMARY"]).endswith(": messages are usually read")
        assert event["TRANSP"] == "TRANSPARENT"
        assert not event.subcomponents


def test_it_ends_where_the_pack_has_to_be_looked_at_again(built_of: Callable[[str], Built]) -> None:
    pack = built_of("scout-group").pack
    approved = {"role": "Trustees", "date": date(2026, 3, 1), "next_review": date(2027, 2, 28), "pages": {}}
    known = replace(pack, approval=Approval.model_validate(approved))
    assert reaches_to(known) == date(2027, 2, 28)
    assert reaches_to(replace(pack, approval=None)) == date(2027, 12, 31)
    ends = [event["RRULE"]["UNTIL"][0].date() for event in events_of(times_calendar(known))]
    assert ends
    assert max(ends) <= date(2027, 2, 28)


BASE = {"moderation.times": "Tue and Thu 7pm-8pm, Sat 10-12"}


def built_again(folder: Path, changes: dict[str, Any], today: date) -> dict[str, Any]:
    """Write times.ics as a build does, over the one that an earlier build left; return its events by their UIDs."""
    data = times_calendar(pack_with({**BASE, **changes}, folder, today))
    put(folder, f"staff/{TIMES_CALENDAR}", data or b"")
    return {str(event["UID"]): event for event in events_of(data)}


def test_the_same_answers_give_the_same_bytes_on_another_day_over_what_the_last_build_left(tmp_path: Path) -> None:
    built_again(tmp_path, {}, TODAY)
    before = (tmp_path / "staff" / TIMES_CALENDAR).read_bytes()
    built_again(tmp_path, {}, TODAY + timedelta(days=20))
    assert (tmp_path / "staff" / TIMES_CALENDAR).read_bytes() == before


def test_the_sequence_rises_for_the_event_that_changed_and_for_no_other(tmp_path: Path) -> None:
    first = built_again(tmp_path, {}, TODAY)
    assert {event["SEQUENCE"] for event in first.values()} == {0}
    later = built_again(tmp_path, {"moderation.times": "Tue and Thu 7pm-9pm, Sat 10-12"}, TODAY + timedelta(days=1))
    assert later.keys() == first.keys()
    rises = {uid: (event["SEQUENCE"], event["DTSTAMP"].dt.date()) for uid, event in later.items()}
    evenings = next(uid for uid, event in later.items() if event["RRULE"]["BYDAY"] == ["TU", "TH"])
    saturday = next(uid for uid in later if uid != evenings)
    assert rises == {evenings: (1, TODAY + timedelta(days=1)), saturday: (0, TODAY)}
    again = built_again(tmp_path, {}, TODAY + timedelta(days=2))
    assert again[evenings]["SEQUENCE"] == 2


@pytest.mark.parametrize("damage", [b"", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", b"\xff\xfe", b"SEQUENCE:x"])
def test_a_file_that_cannot_be_read_begins_anew_and_fails_nothing(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path, f"staff/{TIMES_CALENDAR}", damage)
    assert {event["SEQUENCE"] for event in built_again(tmp_path, {}, TODAY).values()} == {0}


def test_a_sequence_that_somebody_wrote_over_begins_anew(tmp_path: Path) -> None:
    built_again(tmp_path, {}, TODAY)
    file = tmp_path / "staff" / TIMES_CALENDAR
    file.write_bytes(file.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:many"))
    assert {event["SEQUENCE"] for event in built_again(tmp_path, {}, TODAY).values()} == {0}


def test_every_event_has_a_uid_of_its_own_that_another_organisation_does_not_have(
    renderer_of: Callable[[str], Renderer],
) -> None:
    uids = []
    for organisation in ORGANISATIONS:
        pack = renderer_of(organisation).pack
        for data in (times_calendar(pack), reviews_calendar(pack)):
            uids += [str(event["UID"]) for event in events_of(data)] if data else []
    assert len(uids) > 2 * len(ORGANISATIONS)
    assert len(set(uids)) == len(uids)


def test_every_review_is_on_its_day_with_an_alarm_four_weeks_ahead(pack: Pack) -> None:
    data = reviews_calendar(pack)
    assert (data is None) is (not pack.reviews)
    events = events_of(data) if data else []
    expected = [(review.due, review.what.replace("`", "")) for review in pack.reviews]
    assert [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in events] == expected
    for event in events:
        (alarm,) = event.subcomponents
        assert alarm["TRIGGER"].dt == timedelta(weeks=-4)
        assert event["CLASS"] == "CONFIDENTIAL"


def test_a_review_that_was_done_moves_on_as_the_same_event(tmp_path: Path) -> None:
    def on(done: str) -> Any:
        pack = pack_with({"adults.trained_on": done}, tmp_path)
        data = reviews_calendar(pack)
        put(tmp_path, f"report/{REVIEWS_CALENDAR}", data or b"")
        return next(event for event in events_of(data) if "Train those who moderate" in event["SUMMARY"])

    before, after = on("2026-03-01"), on("2026-11-01")
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["DTSTART"].dt < after["DTSTART"].dt


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_no_answer_that_is_not_public_stands_in_the_calendar_for_everybody(organisation: str, tmp_path: Path) -> None:
    text, canaries = with_canaries(copy.deepcopy(answers_of(organisation)), load_catalogue(OURS).questions)
    pack = load_pack(workspace_with(text, tmp_path), TODAY)
    data = times_calendar(pack)
    if data is None:
        return
    read = as_read(json.dumps([[str(value) for value in event.values()] for event in events_of(data)]))
    hidden = [canary for canary in canaries if not sees("public", canary.seen_by(pack.answers))]
    assert len(hidden) >= 6
    assert not {canary.qid for canary in hidden for form in canary.forms if form in read}


@pytest.mark.parametrize("organisation", FOUR)
def test_pages_link_to_them_and_both_sites_have_the_one_for_everybody(
    organisation: str, built_of: Callable[..., Built]
) -> None:
    built = built_of(organisation, documents=True)
    folders, data = built.folders, times_calendar(built.pack)
    for site in ("site", "staff"):
        page = (folders[site] / "when-we-are-here.html").read_text(encoding="utf-8")
        assert ('href="times.ics"' in page) is (data is not None)
        assert (folders[site] / TIMES_CALENDAR).is_file() is (data is not None)
        assert not list(folders[site].rglob(REVIEWS_CALENDAR))
    if data is not None:
        assert {(folders[site] / TIMES_CALENDAR).read_bytes() for site in ("site", "staff")} == {data}
    to_come = bool(built.pack.reviews)
    page = (folders["report"] / "review-calendar.html").read_text(encoding="utf-8")
    assert ('href="reviews.ics"' in page) is (folders["report"] / REVIEWS_CALENDAR).is_file() is to_come


def test_an_organisation_without_a_short_name_stands_in_the_calendar_under_its_name(tmp_path: Path) -> None:
    pack = pack_with({"organisation.name": "Marlpool Club", "organisation.short_name": "none"}, tmp_path)
    data = times_calendar(pack)
    assert data is not None
    names = [str(event["SUMMARY"]) for event in Calendar.from_ical(data).walk("VEVENT")]
    assert any("Marlpool Club" in name for name in names)
    assert not any("none" in name for name in names)
