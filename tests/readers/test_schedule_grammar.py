"""Weekly times, generated: whatever somebody may write in whatever habit is read as what they meant."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from policypack.readers.schedule import parse_weekly_times
from tests.hardening.rounds import count
from tests.readers.writers import Meant, schedules


@settings(max_examples=count(100, 500))
@given(schedules())
def test_what_was_meant_is_read_in_whatever_habit_it_is_written(meant: Meant) -> None:
    read = parse_weekly_times(meant.text)
    minutes = {(span.season, span.day, minute) for span in read.spans for minute in range(span.start, span.end)}
    assert minutes == meant.minutes
    assert read.left_out == meant.left_out
    assert not read.said
    assert parse_weekly_times(read.text()) == read
    assert parse_weekly_times(read.in_words()) == read


@settings(max_examples=count(100, 500))
@given(schedules(), st.data())
def test_what_a_slip_of_the_pen_is_advised_can_be_followed(meant: Meant, data: st.DataObject) -> None:
    words = re.split(r"(\s+|-)", meant.text)
    at = data.draw(st.integers(0, len(words) - 1))
    slip = data.draw(st.sampled_from(["", "x", words[at][:-1], "9", ",", "from"]))
    slipped = "".join([*words[:at], slip, *words[at + 1 :]])
    try:
        parse_weekly_times(slipped)
    except ValueError as error:
        advised = re.findall("“([^”]*)”", str(error))
        assert advised
        for nearest in advised:
            assert parse_weekly_times(nearest)
