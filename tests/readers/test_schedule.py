"""Weekly times: what people write is read as they mean it, or refused with what to write instead."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policypack.readers.schedule import DAY, WEEK, Span, WeeklyTimes, parse_weekly_times, said_of_reading
from policypack.text.english import DAYS
from tests.folded import folded

spans = st.builds(
    lambda day, first, length, season: Span(day, first, min(DAY, first + length), season),
    st.integers(0, 6),
    st.integers(0, DAY - 1),
    st.integers(1, DAY),
    st.sampled_from(["", "term", "holidays"]),
)
hours = st.builds(
    lambda day, first, length: Span(day, first * 60, min(24, first + length) * 60),
    st.integers(0, 6),
    st.integers(0, 23),
    st.integers(1, 24),
)
times = st.lists(spans | hours, max_size=14).map(lambda some: WeeklyTimes(tuple(some)))

AS_WRITTEN = {
    "Mon-Fri 6pm-8pm, Sat 10-12": "Monday to Friday 18:00-20:00; Saturday 10:00-12:00",
    "weekdays 16:00 to 18:00": "Monday to Friday 16:00-18:00",
    "Tuesday and Thursday 7pm to 8pm": "Tuesday and Thursday 19:00-20:00",
    "every day 4-8pm": "Every day 16:00-20:00",
    "Mon, Wed 16.00\u201320.00; Sun 9am-noon": "Monday and Wednesday 16:00-20:00; Sunday 09:00-12:00",
    "daily 16:00-20:00": "Every day 16:00-20:00",
    "Monday to Friday 4pm to 8pm": "Monday to Friday 16:00-20:00",
    "weekends 10am-2pm": "Saturday and Sunday 10:00-14:00",
    "Mon 10-12 and 14-16": "Monday 10:00-12:00 and 14:00-16:00",
    "Mon 10-11, 12-13 & 14-15": "Monday 10:00-11:00, 12:00-13:00 and 14:00-15:00",
    "Fri 8pm-1am": "Friday 20:00-01:00",
    "SUN 8PM-2AM": "Sunday 20:00-02:00",
    "Fri to Mon 20:00-00:00": "Friday to Monday 20:00-24:00",
    "Tues, Weds & Thurs. 6 \u2013 8 p.m.": "Tuesday to Thursday 18:00-20:00",
    "Monday - 6pm to 8pm": "Monday 18:00-20:00",
    "Mon-Fri:\n6pm-8pm\nSat 10am-midday": "Monday to Friday 18:00-20:00; Saturday 10:00-12:00",
    "on Mondays from 6pm until 7.30pm": "Monday 18:00-19:30",
    "Wed between 4pm and 6pm": "Wednesday 16:00-18:00",
    "Sat 1600-1800 hrs": "Saturday 16:00-18:00",
    "Sat all day": "Saturday 00:00-24:00",
    "Mon 18-20, Mon 19-21; Mon 21-22": "Monday 18:00-22:00",
    "Mon, Tue, Wed and Sat 6pm-8pm": "Monday to Wednesday and Saturday 18:00-20:00",
    "Mon-Fri 6pm-8pm, term time only": "In term time Monday to Friday 18:00-20:00",
    "Mon-Fri 6pm-8pm in term time": "In term time Monday to Friday 18:00-20:00",
    "Mon-Fri 6pm-8pm (during term)": "In term time Monday to Friday 18:00-20:00",
    "Mon-Fri 6pm-8pm\nTerm time only": "In term time Monday to Friday 18:00-20:00",
    "Mondays term-time only 6pm-8pm": "In term time Monday 18:00-20:00",
    "Term time: Mon-Fri 6-8pm; Sat 10-12": "In term time Monday to Friday 18:00-20:00; Saturday 10:00-12:00",
    "Mon-Fri 6-8pm, Sat 10-12, term time only": "In term time Monday to Friday 18:00-20:00; Saturday 10:00-12:00",
    "Mon-Fri 6-8pm; Sat 10-12 term time only": "Monday to Friday 18:00-20:00; in term time Saturday 10:00-12:00",
    "Mon-Fri 6-8pm in term time, Sat 10-12": "Saturday 10:00-12:00; in term time Monday to Friday 18:00-20:00",
    "Sat 10-12, in the holidays Mon 10-11": "Saturday 10:00-12:00; in the school holidays Monday 10:00-11:00",
    "in term time Mon 4-5pm, in the holidays Tue 10-11": "In term time Monday 16:00-17:00; "
    "in the school holidays Tuesday 10:00-11:00",
    "school holidays only, weekdays 10-12": "In the school holidays Monday to Friday 10:00-12:00",
    "Mon 6-8pm outside term time": "In the school holidays Monday 18:00-20:00",
    "Mon 6-8pm in the holidays; Sat 10-12 all year round": "Saturday 10:00-12:00; "
    "in the school holidays Monday 18:00-20:00",
}

OPEN_ENDS = {
    "16-18": "16:00-18:00",
    "20-2": "20:00-02:00",
    "10:00-02:00": "10:00-02:00",
    "06:00-8": "06:00-08:00",
    "08-10": "08:00-10:00",
    "8:00-18:00": "08:00-18:00",
    "6-8, 18-20": "06:00-08:00 and 18:00-20:00",
    "4-6": "16:00-18:00",
    "1-2.30": "13:00-14:30",
    "5-11": "17:00-23:00",
    "4-12": "16:00-24:00",
    "12-2": "12:00-14:00",
    "10-12": "10:00-12:00",
    "10.30-11.45": "10:30-11:45",
    "6-8pm": "18:00-20:00",
    "6pm-8": "18:00-20:00",
    "10-2pm": "10:00-14:00",
    "9am-5": "09:00-17:00",
    "11pm-1": "23:00-01:00",
    "8-8pm": "08:00-20:00",
    "12-2pm": "12:00-14:00",
    "16-8pm": "16:00-20:00",
    "06:00-8pm": "06:00-20:00",
    "9-noon": "09:00-12:00",
    "6-midnight": "18:00-24:00",
    "12 noon-3": "12:00-15:00",
    "6pm-12am": "18:00-24:00",
    "6pm-8pm, 9-10": "18:00-20:00 and 21:00-22:00",
    "5pm-9am": "17:00-09:00",
}

TWO_WAYS = {
    "7.30-9": ("7:30pm to 9pm", "7:30am to 9am"),
    "6-8": ("6pm to 8pm", "6am to 8am"),
    "9-11": ("9pm to 11pm", "9am to 11am"),
    "9-5": ("9am to 5pm", "9pm to 5am"),
    "10-2": ("10am to 2pm", "10pm to 2am"),
    "8-8": ("8am to 8pm", "8pm to 8am"),
    "5:00-7:00": ("5pm to 7pm", "5am to 7am"),
    "9:30-12pm": ("9:30am to 12 noon", "9:30pm to midnight"),
    "7 o'clock to 8 o\u2019clock": ("7pm to 8pm", "7am to 8am"),
    "half past six till eight": ("6:30pm to 8pm", "6:30am to 8am"),
    "6-7, 8-9": ("6pm to 7pm and 8pm to 9pm", "6am to 7am and 8am to 9am"),
    "9pm-8pm": ("8pm to 9pm", "9pm to 8am"),
    "at 8": ("at 8pm", "at 8am"),
}

EXAMPLE = "write for example “Mon-Fri 6pm-8pm”"
REFUSED = {
    "": f"no day and no time is named; {EXAMPLE}",
    "Mon 25:00-26:30": "25:00 is not a time of day: there is no 25 o'clock; hours go from 00:00 to 24:00. "
    f"26:30 is not a time of day: there is no 26 o'clock; hours go from 00:00 to 24:00; {EXAMPLE}",
    "Mon 25:00": f"25:00 is not a time of day: there is no 25 o'clock; hours go from 00:00 to 24:00; {EXAMPLE}",
    "Mon 18:75-20:00": f"18:75 is not a time of day; minutes go from 00 to 59; {EXAMPLE}",
    "Mon 16pm-8pm": f"16pm is not a time of day; with am or pm, hours go from 1 to 12; {EXAMPLE}",
    "Mon 3 noon-4pm": f"3 noon is not a time of day; write 12 noon, midnight, or the hour with am or pm; {EXAMPLE}",
    "6pm-8pm": "no day is named before 6pm-8pm; write for example “every day, 6pm to 8pm”",
    "Mon-Fri": "no time is given for Mon-Fri; write for example “Monday to Friday, 6pm to 8pm”",
    "Mon 6pm-8pm, Sat": "no time is given for Sat; write for example “Monday and Saturday, 6pm to 8pm”",
    "Sat; Sun 10-12": "no time is given for Sat; write for example “Saturday, 6pm to 8pm; Sunday, 10am to 12 noon”",
    "Mon 6pm": "6pm has no end; write for example “Monday, 6pm to 7pm”",
    "Mondays until 9pm": "9pm has no beginning; write for example “Monday, 8pm to 9pm”",
    "Mon 6pm-6pm": '"6pm-6pm" starts and ends at the same time; for a whole day write 00:00-24:00; '
    "did you mean “Monday, all day”?",
    "Mon 24:00-02:00": f'"24:00-02:00" starts where a day ends; start at 00:00 on the day after; {EXAMPLE}',
    "Mon-Mon 6pm-8pm": '"Mon-Mon" starts and ends on the same day; write one day, or every day; '
    "did you mean “Monday, 6pm to 8pm”?",
    "Wensday 6pm-8pm": '"Wensday" is neither a day nor a time; did you mean “Wednesday, 6pm to 8pm”?',
    "Fri 8pm to Sat 1am": '"8pm to Sat 1am" names a day inside a time; write what runs past midnight as Fri 8pm-1am; '
    "did you mean “Friday, 8pm to 1am”?",
    "Mon-Wed-Fri 6pm-8pm": f'"-" joins no two days and no two times here; {EXAMPLE}',
    "some evenings": '"some" is neither a day nor a time. No time is given for evenings. No day is named before '
    "evenings; write for example “Monday to Friday, 6pm to 8pm”",
    "Mon-Fri 6-8pm in term time Sat 10-12": '"in term time" may belong to the times before it or to those after it; '
    "put a semicolon on one side; did you mean “Saturday, 10am to 12 noon; in term time, Monday to Friday, 6pm to "
    "8pm”, or “Monday to Friday, 6pm to 8pm; in term time, Saturday, 10am to 12 noon”?",
    "In term time Mon 4-5pm, school holidays only": f'"school holidays only" has no times of its own; {EXAMPLE}',
    "term time only": f"no day and no time is named; {EXAMPLE}",
    "Mon-Fri 4-6pm except Christmas": '"except Christmas" is asked for on its own, with the days on which you are '
    "closed; write for example “Monday to Friday, 4pm to 6pm”",
    "Mon-Fri 4-6pm not half term": '"not half term" is asked for on its own, with the days on which you are closed; '
    "write for example “Monday to Friday, 4pm to 6pm”",
    "Mon-Fri 4-6pm except bank holidays; Sat 10-12": '"except bank holidays" holds for all times; put it at the end; '
    "did you mean “Monday to Friday, 4pm to 6pm; Saturday, 10am to 12 noon, but not on bank holidays”?",
    "Mon 6-8pm, Tue 7-9pm every 2 weeks": '"every 2 weeks" may belong to all times before it; '
    "did you mean “Monday, 6pm to 8pm; every other week on Tuesday, 7pm to 9pm”?",
    "Mon and every other Tuesday 7-9pm": f'"every other" holds for the days behind it alone; give those before it '
    f"their times; {EXAMPLE}",
    "every other Tuesday 7-9pm by appointment": '"by appointment" and "every other week" both say when; '
    "did you mean “every other week on Tuesday, 7pm to 9pm; by appointment”?",
    "monthly on Monday 7-9pm": '"monthly" leaves open which; write the first, the second or the last, with its day; '
    f"{EXAMPLE}",
    "fortnightly": f'no day is named for "fortnightly"; {EXAMPLE}',
    "we are there Mon 6-8pm": '"we are there" is neither a day nor a time; write for example “Monday, 6pm to 8pm”',
    "6pm-8pm, Mon 25:00-26:00, Tue": "no day is named before 6pm-8pm. "
    "25:00 is not a time of day: there is no 25 o'clock; hours go from 00:00 to 24:00. "
    "26:00 is not a time of day: there is no 26 o'clock; hours go from 00:00 to 24:00. "
    f"No time is given for Tue; {EXAMPLE}",
}


@folded(("written", "canonical"), AS_WRITTEN.items())
def test_times_are_read_as_people_write_them(written: str, canonical: str) -> None:
    assert parse_weekly_times(written).text() == canonical


@folded(("written", "meant"), OPEN_ENDS.items())
def test_what_is_left_open_is_read_by_the_rule(written: str, meant: str) -> None:
    assert parse_weekly_times(f"Mon {written}").text() == f"Monday {meant}"


@folded(("written", "meant"), TWO_WAYS.items())
def test_what_may_mean_two_things_is_asked_with_both_read_out(written: str, meant: tuple[str, str]) -> None:
    likelier, other = (f"“Monday{'' if pair.startswith('at') else ','} {pair}”" for pair in meant)
    assert refusal(f"Mon {written}").endswith(f"did you mean {likelier}, or {other}?")


@folded(("written", "message"), REFUSED.items())
def test_what_cannot_be_meant_is_refused_with_everything_that_is_wrong(written: str, message: str) -> None:
    assert refusal(written) == message


@folded("written", [*REFUSED, *(f"Mon {written}" for written in TWO_WAYS)])
def test_whatever_a_refusal_advises_is_understood_when_it_is_followed(written: str) -> None:
    advised = re.findall("“([^”]*)”", refusal(written))
    assert advised
    for nearest in advised:
        assert parse_weekly_times(nearest)


@given(times.filter(bool))
@example(WeeklyTimes((Span(0, 360, DAY), Span(1, 0, 540))))
@example(WeeklyTimes((Span(0, 720, DAY), Span(1, 0, 660))))
@example(WeeklyTimes((Span(6, 1200, DAY), Span(0, 0, 120))))
def test_the_canonical_text_reads_back_as_the_same_times(some: WeeklyTimes) -> None:
    assert parse_weekly_times(some.text()) == some


@given(times.filter(bool))
def test_what_pages_say_reads_back_as_the_same_times(some: WeeklyTimes) -> None:
    assert parse_weekly_times(some.in_words()) == some


@given(
    st.text(alphabet=st.sampled_from("montuefri sadlyvk0123456789:.-\u2013,;/&ap\nh"), max_size=40)
    | st.text(max_size=40)
)
def test_any_text_is_read_or_refused_in_plain_words(text: str) -> None:
    message = refusal(text)
    assert "invalid" not in message
    assert "\n" not in message


@given(times)
def test_the_longest_gap_is_the_longest_run_of_minutes_without_a_time(some: WeeklyTimes) -> None:
    longest: list[int] = []
    for season in ("term", "holidays") if some.seasons else ("",):
        week = bytearray(WEEK)
        for span in some.spans:
            if span.season in ("", season):
                week[span.day * DAY + span.start : span.day * DAY + span.end] = b"\1" * (span.end - span.start)
        longest += map(len, bytes(week + week).split(b"\1"))
    assert some.longest_gap() == min(max(longest), WEEK)


def test_overlapping_and_touching_spans_are_joined_and_sorted() -> None:
    assert WeeklyTimes((Span(2, 60, 90), Span(0, 10, 20), Span(0, 15, 30), Span(0, 30, 40))).spans == (
        (0, 10, 40, ""),
        (2, 60, 90, ""),
    )


@folded(
    ("text", "days"),
    [
        ("Tue 6-7pm, Tue 6:30pm-8pm", "(Tuesday)"),
        ("Mon-Fri 6pm-8pm, weekdays 7pm-9pm", "(Monday to Friday)"),
        ("Fri 8pm-2am, Sat 00:00-01:00", "(Saturday)"),
        ("Tue 6-7pm, Tue 7pm-8pm", ""),
        ("Mon 6-8pm, Tue 6-8pm", ""),
        ("Mon 6-8pm term time only; Mon 6-8pm school holidays only", ""),
        ("every other Mon 6-8pm; Mon 6-7pm", ""),
    ],
)
def test_times_that_overlap_as_written_are_said_to_be_joined_and_those_that_touch_are_not(text: str, days: str) -> None:
    said = said_of_reading(text)
    assert days in said
    assert bool(said) == bool(days)


@folded("span", [(7, 0, 1), (-1, 0, 1), (0, 5, 5), (0, 9, 8), (0, 0, DAY + 1), (0, -1, 5)])
def test_a_span_outside_one_day_is_refused(span: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not a span of one day"):
        WeeklyTimes((Span(*span),))


def test_words_are_those_people_say() -> None:
    said = {
        "Mon-Fri 16-20": "Monday to Friday, 4pm to 8pm",
        "Tue, Thu 19-20; Sat 10-12": "Tuesday and Thursday, 7pm to 8pm; Saturday, 10am to 12 noon",
        "every day 12:30-14:05": "every day, 12:30pm to 2:05pm",
        "Fri 20:00-24:00": "Friday, 8pm to midnight",
        "Sat 00:00-00:30": "Saturday, midnight to 12:30am",
        "Sun 20:00-02:00": "Sunday, 8pm to 2am",
        "Sat all day": "Saturday, all day",
    }
    assert {written: parse_weekly_times(written).in_words() for written in said} == said
    assert WeeklyTimes().in_words() == ""


def test_a_table_has_seven_days_and_a_night_stands_with_the_day_it_starts_on() -> None:
    table = parse_weekly_times("Mon 10-12, 14-16; Sun 20:00-02:00").by_day()
    assert [day for day, _ in table] == list(DAYS)
    assert table[0][1] == [("10am", "12 noon"), ("2pm", "4pm")]
    assert table[6][1] == [("8pm", "2am")]
    assert not any(cells for _, cells in table[1:6])


def test_times_of_a_season_are_said_after_those_of_all_year() -> None:
    said = {
        "Mon-Fri 16-20 term time only": "in term time, Monday to Friday, 4pm to 8pm",
        "Mon-Fri 16-20, Sat 10-12, term time only": "in term time, Monday to Friday, 4pm to 8pm, "
        "and Saturday, 10am to 12 noon",
        "in term time Mon 16-20; in the holidays Mon 10-12; Sun all year 18-19": "Sunday, 6pm to 7pm; "
        "in term time, Monday, 4pm to 8pm; in the school holidays, Monday, 10am to 12 noon",
    }
    assert {written: parse_weekly_times(written).in_words() for written in said} == said


def test_a_day_with_times_of_a_season_says_so_in_its_row() -> None:
    some = parse_weekly_times("Sun 18-19; in term time Mon 16-20, Sun 10-11; in the school holidays Mon 10-12")
    rows = dict(some.by_day_in_words())
    assert rows["Monday"] == "4pm to 8pm in term time; 10am to 12 noon in the school holidays"
    assert rows["Sunday"] == "10am to 11am, 6pm to 7pm in term time; 6pm to 7pm in the school holidays"
    assert rows["Tuesday"] == ""
    assert dict(parse_weekly_times("Sat all day").by_day_in_words())["Saturday"] == "all day"


def test_the_times_during_a_season_are_its_own_and_those_of_all_year() -> None:
    some = parse_weekly_times("Sun 18-19; in term time Mon 16-20")
    assert some.seasons == ("term",)
    assert some.during("term") == parse_weekly_times("Mon 16-20, Sun 18-19")
    assert some.during("holidays") == parse_weekly_times("Sun 18-19")
    assert some.during("term").seasons == ()


def refusal(text: str) -> str:
    try:
        assert parse_weekly_times(text)
    except ValueError as error:
        return str(error)
    return ""
