"""Weekly times by the habits of those who write them: each is read as it is meant, or asked about."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.answers.types.weekly_times import WEEKLY_TIMES
from policypack.readers.schedule import DAY, Span, WeeklyTimes, parse_weekly_times, said_of_reading
from tests.folded import folded

EVENING = "Monday 18:00-20:00"
WORKING = "Monday to Friday"

READ = {
    "a run of days in full, in short, or by letters": {
        "Monday to Friday 4pm to 6pm": f"{WORKING} 16:00-18:00",
        "Mo-Fr 16-18": f"{WORKING} 16:00-18:00",
        "M-F 4-6pm": f"{WORKING} 16:00-18:00",
        "Mon thru Fri 4-6pm": f"{WORKING} 16:00-18:00",
        "Tu/Th 19-20": "Tuesday and Thursday 19:00-20:00",
        "M/W/F 7-8pm": "Monday, Wednesday and Friday 19:00-20:00",
        "Sa+Su 10-12": "Saturday and Sunday 10:00-12:00",
        "week days 4-6pm": f"{WORKING} 16:00-18:00",
        "7 days a week 4-6pm": "Every day 16:00-18:00",
    },
    "days in Welsh": {
        "Dydd Llun 6pm-8pm": EVENING,
        "Llun 6pm-8pm": EVENING,
        "dydd mawrth 6pm-8pm": "Tuesday 18:00-20:00",
        "Dydd Mercher 6pm-8pm": "Wednesday 18:00-20:00",
        "Dydd Iau 6pm-8pm": "Thursday 18:00-20:00",
        "Dydd Gwener 6pm-8pm": "Friday 18:00-20:00",
        "Dydd Sadwrn 6pm-8pm": "Saturday 18:00-20:00",
        "Dydd Sul 6pm-8pm": "Sunday 18:00-20:00",
        "Dydd Llun i Ddydd Gwener 4pm-6pm": f"{WORKING} 16:00-18:00",
        "Dydd Iau a Dydd Sul 4pm-6pm": "Thursday and Sunday 16:00-18:00",
        "Nos Lun 7-9": "Monday 19:00-21:00",
        "Nos Wener 7-9": "Friday 19:00-21:00",
    },
    "times in words": {
        "Mon half 4 til 6": "Monday 16:30-18:00",
        "Tuesdays half past six till eight in the evening": "Tuesday 18:30-20:00",
        "Tuesday quarter past 4 to quarter to six": "Tuesday 16:15-17:45",
        "Thurs 7 o'clock to 8 o'clock in the evening": "Thursday 19:00-20:00",
        "Thurs four o'clock to five o'clock": "Thursday 16:00-17:00",
        "Mon 6 pm until 8 pm": EVENING,
        "Mon 6p.m.-8p.m.": EVENING,
    },
    "times of the 24-hour clock, with and without its marks": {
        "Mon 0900-1700": "Monday 09:00-17:00",
        "Mon 18.00h-20.00h": EVENING,
        "Mon 18h-20h": EVENING,
        "Mon 1800-2000 hrs": EVENING,
        "Mon 18:00 to 20:00": EVENING,
        "Mon 18-20, Sat 9-11": "Monday 18:00-20:00; Saturday 09:00-11:00",
    },
    "a part of the day, which says which half is meant": {
        "Mon evenings 6-8": EVENING,
        "Mon 6-8 in the evening": EVENING,
        "6-8 Monday evenings": EVENING,
        "Mon 18:00-20:00, Tue 7-9 in the evening": "Monday 18:00-20:00; Tuesday 19:00-21:00",
        "Saturday mornings 9-11": "Saturday 09:00-11:00",
        "weeknights 7-9": f"{WORKING} 19:00-21:00",
        "every evening 6-8": "Every day 18:00-20:00",
        "Mon-Fri office hours 9-5": f"{WORKING} 09:00-17:00",
        "Friday night 10-2": "Friday 22:00-02:00",
        "Monday lunchtimes 12-1": "Monday 12:00-13:00",
        "lunchtimes 11.30-1 Monday to Friday": f"{WORKING} 11:30-13:00",
    },
    "times before their days": {
        "9am-5pm Monday to Friday": f"{WORKING} 09:00-17:00",
        "9am-5pm, Mon-Fri": f"{WORKING} 09:00-17:00",
        "9am-5pm Mon-Fri, 10-12 Sat": f"{WORKING} 09:00-17:00; Saturday 10:00-12:00",
        "9am-5pm Mon-Fri, Sat 10-12": f"{WORKING} 09:00-17:00; Saturday 10:00-12:00",
        "10am-12 and 6pm-8pm on Mondays; 4-6pm on Tuesdays": "Monday 10:00-12:00 and 18:00-20:00; Tuesday 16:00-18:00",
        "4-6pm term time Mondays": "In term time Monday 16:00-18:00",
        "6pm-8pm Mondays (term time)": "In term time Monday 18:00-20:00",
    },
    "at all hours": {
        "24/7": "Every day 00:00-24:00",
        "24 hours a day": "Every day 00:00-24:00",
        "24hrs, 7 days a week": "Every day 00:00-24:00",
        "round the clock": "Every day 00:00-24:00",
        "Mon-Fri 24 hours": f"{WORKING} 00:00-24:00",
    },
    "term and holidays": {
        "Weekdays 4 - 6 during term, 10 - 12 in hols": f"In term time {WORKING} 16:00-18:00; "
        f"in the school holidays {WORKING} 10:00-12:00",
        "Mon-Fri 4-6pm except in the school holidays": f"In term time {WORKING} 16:00-18:00",
        "Mon-Fri 4-6pm, not in term time": f"In the school holidays {WORKING} 16:00-18:00",
    },
    "labels, and what says nothing of a time": {
        "Fri 6.30pm - 8.30pm (beavers) 8.30 - 9.30 (scouts)": "Friday 18:30-21:30",
        "Mon 6pm-8pm (under 11s), Tue 6pm-8pm (U14 girls)": "Monday and Tuesday 18:00-20:00",
        "Mon-Fri 4pm-6pm GMT": f"{WORKING} 16:00-18:00",
        "Mon 6pm-8pm UK time": EVENING,
        "Mon 6pm-ish to 8pm": EVENING,
        "Mon about 6pm to 8pm": EVENING,
    },
    "days that are left out": {
        "Mon\u2013Fri 0900-1700 except bank holidays": f"{WORKING} 09:00-17:00, but not on bank holidays",
        "Mon-Fri 4-6pm (not bank holidays)": f"{WORKING} 16:00-18:00, but not on bank holidays",
        "Mon-Fri 4-6 not August": f"{WORKING} 16:00-18:00, but not in August",
        "Mon-Fri 4-6 excl. public holidays, July and August": f"{WORKING} 16:00-18:00, "
        "but not on bank holidays, in July or in August",
        "every day except Sunday 4-8pm": "Monday to Saturday 16:00-20:00",
        "daily 4-8pm except Sat and Sun": f"{WORKING} 16:00-20:00",
        "every day but not weekends 4-8pm": f"{WORKING} 16:00-20:00",
    },
    "what comes back otherwise than each week": {
        "every other Tuesday 7-9pm": "Every other week on Tuesday, 7pm to 9pm",
        "alternate Tuesdays 7-9pm": "Every other week on Tuesday, 7pm to 9pm",
        "every second Tuesday 7-9pm": "Every other week on Tuesday, 7pm to 9pm",
        "Mon 7-9pm every 2 weeks": "Every other week on Monday, 7pm to 9pm",
        "7-9pm on Mondays, fortnightly": "Every other week on Monday, 7pm to 9pm",
        "every three weeks on Monday 7-9pm": "Every three weeks on Monday, 7pm to 9pm",
        "first Saturday of the month 10-12": "On the first Saturday of the month, 10am to 12 noon",
        "1st & 3rd Tue 7-9pm": "On the first and third Tuesday of the month, 7pm to 9pm",
        "10-12 on the last Saturday of each month": "On the last Saturday of the month, 10am to 12 noon",
        "every other Fri 8pm-1am in term time": "Every other week on Friday, 8pm to 1am, in term time",
        "Mon 6-8pm; every other Tuesday 7-9pm": "Monday 18:00-20:00; every other week on Tuesday, 7pm to 9pm",
    },
    "by appointment": {
        "by appointment": "By appointment",
        "By appointment only": "By appointment",
        "on request": "On request",
        "Mon 4-6pm or by arrangement": "Monday 16:00-18:00; by arrangement",
        "Mon 4-6pm, by appointment": "By appointment on Monday, 4pm to 6pm",
    },
    "moments at which somebody looks in": {
        "daily at 8am and 8pm": "Every day at 8am and 8pm",
        "8am and 8pm daily": "Every day at 8am and 8pm",
        "we look in at 8am and 8pm every day": "Every day at 8am and 8pm",
        "Mon-Fri at 9am, Sat at noon": "Monday to Friday at 9am; Saturday at 12 noon",
    },
}  # fmt: skip

ASKED = {
    "Mon & Weds 7.30-9": ["Monday and Wednesday, 7:30pm to 9pm", "Monday and Wednesday, 7:30am to 9am"],
    "Wed 6-7, 8-9": ["Wednesday, 6pm to 7pm and 8pm to 9pm", "Wednesday, 6am to 7am and 8am to 9am"],
    "Sun 9pm-8pm": ["Sunday, 8pm to 9pm", "Sunday, 9pm to 8am"],
    "half 4 til 6": ["every day, 4:30pm to 6pm"],
    "4-6pm term time": ["in term time, every day, 4pm to 6pm"],
    "Tues 7ish": ["Tuesday, 7pm to 8pm", "Tuesday, 7am to 8am"],
    "weekday evenings": ["Monday to Friday, 6pm to 8pm"],
    "Mon-Fri office hours": ["Monday to Friday, 9am to 5pm"],
    "Mon 7-9pm except 25 December": ["Monday, 7pm to 9pm"],
    "lunchtimes": ["Monday to Friday, 12 noon to 1pm"],
    "M-F 9-5": ["Monday to Friday, 9am to 5pm", "Monday to Friday, 9pm to 5am"],
    "Mon to Fri 9 to 5": ["Monday to Friday, 9am to 5pm", "Monday to Friday, 9pm to 5am"],
    "Tuesdays half past six till eight": ["Tuesday, 6:30pm to 8pm", "Tuesday, 6:30am to 8am"],
    "Mondays from 7pm": ["Monday, 7pm to 8pm"],
    "Mon from 7pm onwards, Sat 10-12": ["Monday, 7pm to 8pm; Saturday, 10am to 12 noon"],
    "Thurs 7 o'clock to 8 o'clock": ["Thursday, 7pm to 8pm", "Thursday, 7am to 8am"],
    "Dydd Llun 6-8": ["Monday, 6pm to 8pm", "Monday, 6am to 8am"],
}

PHRASES = [
    *(phrase for kind in READ.values() for phrase in kind if ", but not" not in kind[phrase]),
    "every other week on Monday to Wednesday 8pm-2am in the holidays",
    "at 7pm on Sundays in term time",
    "the second and last Sunday at 10am",
    "every four weeks on Sat 10:15-11:45 and 13:00-14:00",
    "every day by arrangement 9am-5pm",
]


@folded(("written", "canonical"), [case for kind in READ.values() for case in kind.items()], ids=lambda value: value)
def test_times_are_read_by_the_habit_in_which_they_are_written(written: str, canonical: str) -> None:
    assert parse_weekly_times(written).text() == canonical


@folded(("written", "nearest"), ASKED.items())
def test_what_leaves_something_open_is_asked_with_what_was_understood(written: str, nearest: list[str]) -> None:
    with pytest.raises(ValueError, match=r"did you mean|write for example") as raised:
        parse_weekly_times(written)
    assert re.findall("“([^”]*)”", str(raised.value)) == nearest
    assert [parse_weekly_times(advised).in_words() for advised in nearest] == nearest


@folded(
    ("written", "note"),
    [
        ("Fri 6pm-8pm (beavers)", "(“beavers”)"),
        ("Mon 6pm-ish to 8pm", "“About” is not kept"),
        ("Mon around 6pm to 8pm", "“About” is not kept"),
        ("Mon 4pm-6pm GMT", "a clock in the UK shows"),
        ("Mon 4pm-6pm", ""),
    ],
)
def test_what_is_passed_over_is_said_when_times_are_read_back(written: str, note: str) -> None:
    said = said_of_reading(written)
    assert note in said
    assert bool(said) == bool(note)


@folded(
    "inside", ["only urgent", "not August", "if we can", "DMs closed", "Jan only", "half term", "every 2 weeks", "or 9"]
)
def test_words_in_brackets_that_may_limit_a_time_are_never_passed_over(inside: str) -> None:
    try:
        read = parse_weekly_times(f"Mon 6pm-8pm ({inside})")
    except ValueError:
        return
    assert read != parse_weekly_times("Mon 6pm-8pm")


@given(
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3),
    st.sampled_from(["", ", not in May", " except bank holidays"]),
)
def test_whatever_was_read_reads_back_as_the_same_from_its_text_and_from_its_words(some: list[str], end: str) -> None:
    try:
        read = parse_weekly_times(f"{'; '.join(some)}; all year at 5am on Sundays{end}")
    except ValueError:
        return
    assert parse_weekly_times(read.text()) == read
    assert parse_weekly_times(read.in_words()) == read


def test_all_that_the_hint_of_the_question_says_is_understood() -> None:
    plain, *added = WEEKLY_TIMES.hint.split(". ")
    assert parse_weekly_times(plain.partition(": ")[2])
    assert WEEKLY_TIMES.wanted.split("such as ")[1].strip(",") == "Mon-Fri 6pm-8pm"
    for phrase in re.findall("“([^”]*)”", added[0]):
        assert parse_weekly_times(f"Mon 6-8pm {phrase}") != parse_weekly_times("Mon 6-8pm")
    for phrase in re.findall("“([^”]*)”", added[1]):
        assert parse_weekly_times(phrase).said


def test_what_no_week_holds_counts_as_no_time_and_is_there_all_the_same() -> None:
    some = parse_weekly_times("every other Tuesday 7-9pm")
    assert some
    assert (some.spans, some.longest_gap(), some.are_set) == ((), 7 * DAY, True)
    assert not parse_weekly_times("by appointment").are_set
    assert not any(said for _, said in some.by_day_in_words())
    assert some.during("term") == some


def test_a_week_without_a_gap_has_one_where_days_are_left_out() -> None:
    assert parse_weekly_times("24/7").longest_gap() == 0
    assert parse_weekly_times("24/7 except bank holidays").longest_gap() == DAY


def test_what_is_left_out_is_kept_once_and_in_the_order_of_the_year() -> None:
    some = WeeklyTimes((Span(0, 0, 60),), left_out=("in May", "on bank holidays", "in April", "in May"))
    assert some.left_out == ("on bank holidays", "in April", "in May")


def test_each_month_can_be_left_out_by_its_name_and_in_short() -> None:
    for month in range(1, 13):
        name = date(2026, month, 1).strftime("%B")
        for written in (name, name[:3]):
            assert parse_weekly_times(f"Mon 18-20, not in {written}").left_out == (f"in {name}",)
