"""A date is read as a Briton means it, or refused with the fault that it has; never read otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policypack.base.month import Month, months_after
from policypack.readers.dates import parse_date, says_one_day_only
from policypack.text.english import DAYS, MONTHS, day
from tests.folded import folded

TODAY = date(2026, 11, 29)
ANY_DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))
SUCH_AS = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b")


def fault_of(text: str, today: date | None = TODAY) -> str:
    with pytest.raises(ValueError, match=r".") as found:
        parse_date(text, today)
    assert "invalid literal" not in str(found.value)
    return str(found.value)


def nth(number: int) -> str:
    last = 0 if 10 < number < 20 else number % 10
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


# Each writes a day in one way; none of them knows the reader.
FORMS: list[Callable[[date], str]] = [
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d:%Y.%m.%d}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}/{d.month}/{d:%y}",
    lambda d: f"{d:%d.%m.%y}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d:%d} \u2013 {d:%m} \u2013 {d:%Y}",
    lambda d: f"{d:%d %m %Y}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1].upper()}, {d.year}.",
    lambda d: f"{nth(d.day)} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"the {nth(d.day)} of {MONTHS[d.month - 1].lower()} {d.year}",
    lambda d: f"{nth(d.day)} {MONTHS[d.month - 1][:3]}. {d.year}",
    lambda d: f"{MONTHS[d.month - 1][:3]} {d.day}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {nth(d.day)}, {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} \u2019{d:%y}",
    lambda d: f"{d.day}{MONTHS[d.month - 1][:3]}{d.year}",
    lambda d: f"{DAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"on {DAYS[d.weekday()][:3]}, {nth(d.day)} {MONTHS[d.month - 1]} {d.year}",
]


@settings(max_examples=40)
@given(ANY_DAY)
def test_a_day_is_read_in_each_way_in_which_people_write_it(one: date) -> None:
    for text in (write(one) for write in FORMS):
        if str(one.year) in text or one.year < 2050:
            assert parse_date(text, None) == one, text


@settings(max_examples=40)
@given(st.builds(Month, st.integers(2000, 2099), st.integers(1, 12)))
def test_a_month_is_read_in_each_way_in_which_people_write_it(one: Month) -> None:
    name = MONTHS[one.month - 1]
    for text in (
        str(one),
        day(one),
        f"{name[:3]} {one.year}",
        f"{one.month}/{one.year}",
        f"in {name.lower()}, {one.year}",
    ):
        assert parse_date(text, None) == one, text
    if one.year < 2050:
        assert parse_date(f"{name} '{one.year % 100:02}", None) == one


@folded(
    ("text", "meant"),
    [
        ("22.11.26", date(2026, 11, 22)),
        ("22-11-2026", date(2026, 11, 22)),
        ("22nd November 2026", date(2026, 11, 22)),
        ("November 2026", Month(2026, 11)),
        ("2026-11", Month(2026, 11)),
        ("Nov 22, 2026", date(2026, 11, 22)),
        ("Sunday 22 November 2026", date(2026, 11, 22)),
        ("today", TODAY),
        ("Yesterday", TODAY - timedelta(days=1)),
        ("tomorrow", TODAY + timedelta(days=1)),
        ("last month", Month(2026, 10)),
        ("2026/11/22", date(2026, 11, 22)),
        ("22 11 2026", date(2026, 11, 22)),
        ("1st Sept 2026", date(2026, 9, 1)),
        ("5/6/2026", date(2026, 6, 5)),
        ("Good Friday 2027", date(2027, 3, 26)),
        ("Easter Monday 2027", date(2027, 3, 29)),
        ("New Year\u2019s Day 2027", date(2027, 1, 1)),
        ("Boxing Day 2026", date(2026, 12, 26)),
    ],
)
def test_a_date_is_read_as_it_was_meant(text: str, meant: date | Month) -> None:
    assert parse_date(text, TODAY) == meant


@folded(
    ("text", "said"),
    [
        ("2026-11-31", "November has 30 days"),
        ("31.11.26", "November has 30 days"),
        ("Nov 31, 2026", "November has 30 days"),
        ("30 February 2026", "February 2026 has 28 days"),
        ("30/2/2028", "February 2028 has 29 days"),
        ("32 March 2026", "March has 31 days"),
        ("0 May 2026", "a month begins with day 1"),
        ("11/22/2026", "there is no month 22; the day comes before the month here: is 22 November 2026 meant?"),
        ("2026-13", "there is no month 13"),
        ("Monday 22 November 2026", "22 November 2026 is a Sunday, not a Monday"),
        ("22 November", "the year is missing; write it behind the month in four figures, as in 22 November 2026"),
        ("March 25", "the year is missing"),
        ("22/11", "the year is missing"),
        ("11-12 Nov", "a date is wanted"),
        ("2026", "the day and the month are missing"),
        ("22 Novmber 2026", "did you mean November?"),
        ("5.6.99", "write the year in four figures"),
        ("5 June '99", "write the year in four figures"),
        ("22 May 1926", "a slip in the year 1926"),
        ("Easter 2027", "which day is meant? Good Friday is 26 March 2027, Easter Sunday is 28 March 2027"),
        ("christmas 2026", "Christmas Day is 25 December 2026"),
        ("soon", "a date is wanted, such as 2026-11-22"),
        ("", "a date is wanted"),
        ("22/11/026", "a date is wanted"),
        ("2 weeks ago", "a date is wanted"),
    ],
)
def test_what_is_no_day_or_can_mean_two_is_refused_with_its_own_fault(text: str, said: str) -> None:
    assert said in fault_of(text)


@folded("word", ["today", "yesterday", "tomorrow", "this month", "last month"])
def test_a_file_takes_no_word_that_means_another_day_tomorrow(word: str) -> None:
    assert "means something else later" in fault_of(word, None)


@settings(max_examples=60)
@given(
    st.integers(0, 40), st.integers(0, 14), st.integers(1995, 2105), st.sampled_from(["{0}/{1}/{2}", "{2}-{1}-{0}"]),
    st.sampled_from([None, TODAY]),
)  # fmt: skip
def test_every_day_that_an_error_suggests_is_read(
    day_: int, month: int, year: int, form: str, today: date | None
) -> None:
    try:
        found = parse_date(form.format(day_, month, year), today)
    except ValueError as error:
        for suggested in SUCH_AS.findall(str(error)):
            assert parse_date(suggested, None)
    else:
        assert (found.year, found.month, getattr(found, "day", None)) == (year, month, day_)


@settings(max_examples=60)
@given(st.text(max_size=20) | st.from_regex(r"[A-Za-z0-9 ,./'-]{1,20}", fullmatch=True))
def test_any_text_is_read_or_refused_in_words_and_what_is_suggested_is_read(text: str) -> None:
    said = ""
    try:
        parse_date(text, TODAY)
    except ValueError as error:
        said = str(error)
    assert "literal" not in said
    assert all(parse_date(suggested, None) for suggested in SUCH_AS.findall(said))


@given(ANY_DAY)
def test_a_day_as_it_is_kept_or_printed_reads_back_as_the_same_and_needs_no_confirming(one: date) -> None:
    month = Month(one.year, one.month)
    for value in (one, month):
        for text in (str(value), day(value)):
            assert parse_date(text, None) == value
            assert says_one_day_only(text)


@folded("text", ["5/6/2026", "22.11.26", "yesterday", "Good Friday 2027", "22 Nov '26", "9/2026", "May '25"])
def test_what_could_be_meant_otherwise_is_read_back(text: str) -> None:
    assert not says_one_day_only(text)


@folded(
    ("done", "months", "due"),
    [
        (Month(2025, 3), 12, date(2026, 3, 31)),
        (Month(2027, 2), 12, date(2028, 2, 29)),
        (Month(2026, 8), 6, date(2027, 2, 28)),
    ],
)
def test_what_was_done_in_a_month_counts_from_its_last_day_so_that_nothing_is_late_too_early(
    done: Month, months: int, due: date
) -> None:
    assert months_after(done, months) == due
