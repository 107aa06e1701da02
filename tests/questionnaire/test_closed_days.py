"""Closed days from the calendar: bank holidays are shown, and only those that somebody chose are added."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from policypack.base.workspace import Workspace
from policypack.questionnaire.asked import DONE, Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.steps import OfferedItem
from policypack.terminal import group_menu
from policypack.terminal.face import Face, Step
from policypack.terminal.group_menu import TAKE
from tests.organisations import workspace_with
from tests.questionnaire.forms import CATALOGUE, PRESETS, TODAY, Browser, window
from tests.sound import text

CLOSED = "moderation.closed"
OPEN = {CLOSED: None, "reporting.read_when_closed": None}
WEEKDAYS = [
    "Christmas Day 2026",
    "Bank holiday for Boxing Day 2026",
    "New Year's Day 2027",
    "Good Friday 2027",
    "Easter Monday 2027",
    "May Day 2027",
    "Spring Bank Holiday 2027",
    "Late Summer Bank Holiday 2027",
]
"""The bank holidays of England from Monday to Friday; Boxing Day itself is a Saturday."""
CAMP = {"name": "Camp", "first_day": "2026-12-21", "last_day": "2027-01-01"}


def flow_of(folder: Path, changes: dict[str, Any]) -> Flow:
    workspace = Workspace.at(workspace_with(text(OPEN | changes), folder))
    return Flow(Engine(workspace, CATALOGUE, TODAY), PRESETS)


def offered(flow: Flow, qid: str = CLOSED) -> tuple[OfferedItem, ...]:
    asked = asked_again(flow.engine.answers, Key(qid, gate=True))
    assert asked is not None
    return flow.question(asked).offers


def closed_in(folder: Path) -> list[str]:
    """Return the closed days that an answers file has, by their names."""
    return [item.name for item in Engine(Workspace.at(folder), CATALOGUE, TODAY).answers.items(CLOSED)]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        (
            {},
            [*WEEKDAYS[:1], "Boxing Day 2026", *WEEKDAYS[1:]],
        ),
        # Nobody reads on any other day of the week.
        (
            {"moderation.times": "Fri 18:00-20:00", "reporting.read_at": "Mon 18:00-19:00 in term time"},
            WEEKDAYS,
        ),
        ({"moderation.times": "Tue 18:00-20:00", "reporting.read_at": "none"}, []),
        ({"organisation.nations": None}, []),
        (
            {"moderation.times": "Fri 18:00-20:00", "reporting.read_at": "none", CLOSED: [CAMP]},
            ["Good Friday 2027"],
        ),
        (
            {
                "moderation.times": "Fri 18:00-20:00",
                "reporting.read_at": "none",
                CLOSED: [CAMP | {"name": "good friday 2027"}],
            },
            [],
        ),
    ],
)
def test_bank_holidays_of_the_year_ahead_are_offered_as_far_as_they_change_anything(
    changes: dict[str, Any], names: list[str], tmp_path: Path
) -> None:
    """On days of the week on which somebody reads, and on which nobody is closed already."""
    assert [one.name for one in offered(flow_of(tmp_path, changes))] == names


def test_of_several_nations_it_says_where_a_day_is_a_bank_holiday_and_no_other_group_is_offered_any(
    tmp_path: Path,
) -> None:
    flow = flow_of(tmp_path, {"organisation.nations": ["england", "wales", "scotland"]})
    said = {one.name: one.words for one in offered(flow)}
    assert said["Saint Andrew's Day 2026"] == "Saint Andrew's Day, Monday 30 November 2026, in Scotland only"
    assert said["Easter Monday 2027"] == "Easter Monday, Monday 29 March 2027, in England and in Wales only"
    assert said["Good Friday 2027"] == "Good Friday, Friday 26 March 2027"
    assert offered(flow, "people.team") == ()


def test_what_is_taken_is_in_the_file_as_if_it_had_been_typed_and_is_not_offered_again(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, {})
    offers = offered(flow)
    flow.engine.add_items(CLOSED, [one.answers for one in offers[:2]])
    assert closed_in(tmp_path) == ["Christmas Day 2026", "Boxing Day 2026"]
    assert [one.name for one in offered(flow)] == [one.name for one in offers[2:]]
    assert not flow.open_inside(CLOSED)
    with pytest.raises(ValueError, match="is there already"):
        flow.engine.add_items(CLOSED, [offers[3].answers, offers[0].answers])
    assert closed_in(tmp_path) == ["Christmas Day 2026", "Boxing Day 2026"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ([["Good Friday 2027", "Christmas Day 2026"]], ["Christmas Day 2026", "Good Friday 2027"]),
        ([[]], []),
        ([Step.BACK], []),
        ([Step.HELP, Step.SKIP], []),
    ],
)
def test_in_a_terminal_they_are_chosen_from_a_list_where_nothing_is_ticked(
    said: list[list[str] | Step], names: list[str], tmp_path: Path
) -> None:
    flow, face = flow_of(tmp_path, {}), Mock(spec=Face)
    face.keys = "The keys"
    face.one_of.return_value = TAKE
    face.some_of.side_effect = said
    asked = asked_again(flow.engine.answers, Key(CLOSED, gate=True))
    assert asked is not None
    assert group_menu.reply(flow.engine, face, flow.question(asked)) is None
    assert closed_in(tmp_path) == names
    labels = [option.label for option in face.one_of.call_args.args[0]]
    assert labels[-1] == "Choose from the bank holidays ahead"
    assert len(face.some_of.call_args.args) == 1  # nothing stands there as chosen
    helped = any("None is added unless you choose it." in call.args[0] for call in face.say.call_args_list)
    assert helped is (Step.HELP in said)


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return window(workspace_with(text(OPEN), tmp_path)).opens(f"/group/{CLOSED}")


def test_in_a_browser_each_has_a_box_and_nothing_is_ticked(browser: Browser, tmp_path: Path) -> None:
    assert "Good Friday, Friday 26 March 2027" in browser.text
    assert 'name="take"' in browser.html
    assert "checked" not in browser.html
    browser.sends("Add those that are ticked", take=["Good Friday 2027", "Easter Monday 2027"])
    assert closed_in(tmp_path) == ["Good Friday 2027", "Easter Monday 2027"]
    assert "Is there another closed time?" in browser.text
    assert "Good Friday, Friday 26 March 2027" not in browser.text
    assert "May Day, Monday 3 May 2027" in browser.text
    browser.sends("Save and go on", [DONE])
    assert "/group/" not in browser.path


def test_nothing_ticked_is_an_error_and_a_form_that_is_sent_twice_adds_nothing_twice(
    browser: Browser, tmp_path: Path
) -> None:
    form = browser.form
    assert "Tick at least one of the bank holidays." in browser.sends("Add those that are ticked").text
    assert '<a href="#take-1">Tick at least one' in browser.html
    assert browser.html.count('id="answer-error"') == 1
    for _ in range(2):
        browser.sends("Add those that are ticked", form=form, take=["May Day 2027"])
    assert closed_in(tmp_path) == ["May Day 2027"]
    assert "Nothing was done twice." in browser.text
