"""What is understood of an answer is read back: confirmed where it could mean another day, else said when saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.content.questions import NOT_DECIDED
from policypack.questionnaire.confirming import TIMES
from policypack.questionnaire.steps import Confirm, Taken
from tests.organisations import workspace_with
from tests.questionnaire.forms import window
from tests.questionnaire.test_flow_steps import again, flow_of
from tests.terminal.pty import answers_in

HELPS = "organisation:\n  nations: [england]\nsignposting:\n  services: [kooth]\n"
CLOSED = "moderation:\n  times: Mon 4pm-6pm\n  closed:\n    - {name: Camp}\n"
PEOPLE = "people:\n  team:\n    - {role: Chair}\n"


@pytest.mark.parametrize(
    ("typed", "meant", "kept"),
    [
        ("5/6/2026", "Friday 5 June 2026", "2026-06-05"),
        ("22.11.26", "Sunday 22 November 2026", "2026-11-22"),
        ("yesterday", "Saturday 21 November 2026", "2026-11-21"),
        ("9/2026", "September 2026", "2026-09"),
        ("last month", "October 2026", "2026-10"),
    ],
)
def test_a_date_that_could_be_another_is_confirmed_and_the_day_that_it_meant_is_kept(
    typed: str, meant: str, kept: str, tmp_path: Path
) -> None:
    flow = flow_of(workspace_with(HELPS, tmp_path))
    asked = again(flow, "signposting.checked_on")
    confirm = flow.give(asked, typed)
    assert isinstance(confirm, Confirm)
    assert confirm.meant == meant
    assert "signposting.checked_on" not in answers_in(tmp_path)
    taken = flow.give(asked, typed, (TIMES,))
    assert isinstance(taken, Taken)
    assert taken.said == ""
    assert flow.engine.document.raw("signposting.checked_on") == kept


@pytest.mark.parametrize(
    ("qid", "typed", "said"),
    [
        ("signposting.checked_on", "Nov 22, 2026", "Written down as 22 November 2026."),
        ("signposting.checked_on", "22 November 2026", ""),
        ("signposting.checked_on", "2026-11-22", ""),
        ("signposting.checked_on", "November 2026", ""),
        ("people.team.phone", "+44 (0)1632 960123", "Written down as 01632 960123."),
        ("people.team.phone", "01632960123", ""),
        ("people.team.phone", "01632 960123 x12", "Written down as 01632 960123 ext 12."),
        ("people.team.phone", "None.", ""),
        ("people.team.email", "Jan <jan@club.example>", "Written down as jan@club.example."),
        ("people.team.email", "jan@club.example", ""),
        ("brand.address", "club.example", ""),
        (
            "brand.address",
            "https://club.example/?utm_source=x",
            "Written down as https://club.example/, without what tracks those who open it.",
        ),
        ("brand.address", "https:/club.example", "Written down as https://club.example."),
        ("organisation.name", "  The   Club ", ""),
    ],
)
def test_what_is_written_down_otherwise_than_it_was_typed_is_said_once_it_is_saved(
    qid: str, typed: str, said: str, tmp_path: Path
) -> None:
    flow = flow_of(workspace_with(HELPS + PEOPLE, tmp_path))
    taken = flow.give(again(flow, qid, "Chair" if qid.startswith("people.team") else ""), typed)
    assert isinstance(taken, Taken)
    assert taken.said == said


def test_a_month_is_asked_back_where_a_day_is_needed(tmp_path: Path) -> None:
    flow = flow_of(workspace_with(CLOSED, tmp_path))
    with pytest.raises(ValueError, match=r"which day of March 2027 is meant\? Write it out, as in 15 March 2027"):
        flow.give(again(flow, "moderation.closed.first_day", "Camp"), "March 2027")
    assert isinstance(flow.give(again(flow, "moderation.closed.first_day", "Camp"), "15 March 2027"), Taken)


def test_a_date_that_is_put_off_is_not_read_back(tmp_path: Path) -> None:
    flow = flow_of(workspace_with(HELPS, tmp_path))
    assert isinstance(flow.give(again(flow, "signposting.checked_on"), NOT_DECIDED), Taken)


def test_the_browser_reads_back_a_date_and_says_how_a_number_is_written_down(tmp_path: Path) -> None:
    browser = window(workspace_with(HELPS + PEOPLE, tmp_path))
    browser.opens("/question/signposting.checked_on").sends("Save and go on", ["5/6/2026"])
    assert "That is: Friday 5 June 2026." in browser.text
    browser.sends("Yes, that is right")
    assert str(answers_in(tmp_path)["signposting.checked_on"]) == "2026-06-05"
    browser.opens("/question/people.team.phone?item=Chair").sends("Save and go on", ["+44 1632 960123"], none=[])
    assert "Written down as 01632 960123." in browser.text
