"""A question takes a month only where it says so, and what is no question takes a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policypack.answers.types.date import read_day
from policypack.answers.values import read_value
from policypack.base.month import Month
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Question
from tests.shipped_text import OURS

DATES = [question for question in load_catalogue(OURS).questions if question.type == "date"]
LAST_DONE = ("checked_on", "assessed_on", "trained_on", "record")


@pytest.mark.parametrize("question", DATES, ids=lambda question: question.qid)
def test_a_month_is_enough_where_something_was_last_done_and_nowhere_else(question: Question) -> None:
    assert (question.precision == "month") == question.id.endswith(LAST_DONE)
    assert read_value("22.11.26", question, None, Path()) == date(2026, 11, 22)
    if question.precision == "month":
        assert read_value("March 2025", question, None, Path()) == Month(2025, 3)
        return
    with pytest.raises(ValueError, match=r"which day of March 2025 is meant\? Write it out, as in 15 March 2025"):
        read_value("March 2025", question, None, Path())


@pytest.mark.parametrize("text", ["March 2025", "2025-03", "today"])
def test_a_command_takes_a_day_and_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write it out|write the day itself"):
        read_day(text)


@pytest.mark.parametrize("text", ["22.11.26", " 22\u00a0November\u200b 2026", "2026-11-22"])
def test_a_command_takes_a_day_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 11, 22)
