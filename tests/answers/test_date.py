"""A question takes a month only where it says so, and what is no question takes a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policypack.answers.types.date import read_day
from policypack.answers.values import read_value
from policypack.base.month import Month
from policypack.base.problems import ProblemsFoundError
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import Question
from policypack.pack.pack import load_pack
from tests.organisations import workspace_of
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
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


@pytest.mark.parametrize("question", DATES, ids=lambda question: question.qid)
def test_what_was_last_done_was_not_done_on_a_day_to_come(question: Question) -> None:
    """Today and this month are not to come; a day that is planned, such as the end of a term, may be any."""
    for text in ("22 November 2026", "today", "yesterday", "22.11.25"):
        read_value(text, question, None, Path(), TODAY)
    for text in ("23 November 2026", "tomorrow", "1.12.26", "3/1/2027", "December 2026", "2027-01"):
        is_month = text in ("December 2026", "2027-01")
        if question.precision == "month":
            with pytest.raises(
                ValueError, match=r"not come yet: today is 22 November 2026\. Write when it was last done"
            ):
                read_value(text, question, None, Path(), TODAY)
        elif not is_month:
            read_value(text, question, None, Path(), TODAY)
    if question.precision == "month":
        assert read_value("November 2026", question, None, Path(), TODAY) == Month(2026, 11)


@pytest.mark.parametrize("was", ["trained_on: 2026-03-14", "settings_checked_on: 2026-09-12"])
def test_a_file_says_no_day_to_come_either(was: str, tmp_path: Path) -> None:
    """The file is refused with the line, whether the question stands alone or in a group; the day itself is taken."""
    file = workspace_of("swimming-club", tmp_path) / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    assert was in text
    for day, is_taken in (("2026-11-22", True), ("2026-11", True), ("2026-11-23", False), ("2026-12", False)):
        file.write_text(text.replace(was, f"{was.partition(':')[0]}: {day}", 1), encoding="utf-8")
        if is_taken:
            load_pack(tmp_path, TODAY)
            continue
        with pytest.raises(
            ProblemsFoundError, match=rf'given "{day}": this day has not come yet: today is 22 November'
        ):
            load_pack(tmp_path, TODAY)


@pytest.mark.parametrize("text", ["March 2025", "2025-03", "today"])
def test_a_command_takes_a_day_and_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write it out|write the day itself"):
        read_day(text)


@pytest.mark.parametrize("text", ["22.11.26", " 22\u00a0November\u200b 2026", "2026-11-22"])
def test_a_command_takes_a_day_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 11, 22)
