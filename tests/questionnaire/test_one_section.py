"""One section alone, whichever way somebody is asked: what is open, what is missing, the review, and all answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.browser.run import Run
from policypack.browser.server import first_page
from policypack.browser.showing import RUN
from policypack.content.questions import NOT_DECIDED
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.missing import in_the_way
from policypack.questionnaire.review import to_review
from policypack.questionnaire.steps import AskQuestion, Finished
from tests.organisations import ORGANISATIONS, workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, PRESETS, window
from tests.sound import TODAY

SECTIONS = [section.id for section in CATALOGUE.questions.sections]


def flow_of(folder: Path, only: str | None, *, only_missing: bool = False, jumps: bool = False) -> Flow:
    engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
    return Flow(engine, PRESETS, only=only, only_missing=only_missing, jumps=jumps)


@pytest.mark.parametrize("section", ["people", "rules", "brand"])
def test_what_is_missing_is_asked_of_one_section_alone(section: str, tmp_path: Path) -> None:
    """Nothing of another section, and as much as its own part of all that is missing."""
    folder = workspace_with("organisation:\n  name: Club\n", tmp_path)
    flow = flow_of(folder, section, only_missing=True)
    wanted = [one for one in in_the_way(flow.engine.answers) if one.question.partition(".")[0] == section]
    assert flow.missing_left == len(wanted)
    asked = []
    while not isinstance(step := flow.next(), Finished):
        if isinstance(step, AskQuestion):
            asked.append(step.asked.section.id)
            flow.take(step.asked, NOT_DECIDED)
    assert set(asked) <= {section, "people"}, "only whom to choose from is asked first"
    assert bool(asked) == bool(wanted)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_the_reviews_of_all_sections_are_the_whole_review(organisation: str, tmp_path: Path) -> None:
    answers = flow_of(workspace_of(organisation, tmp_path), None).engine.answers
    assert [one for section in SECTIONS for one in to_review(answers, section)] == list(to_review(answers))


def test_the_review_of_a_section_leads_to_the_whole_one_in_the_browser(tmp_path: Path) -> None:
    browser = window(workspace_of("swimming-club", tmp_path))
    run: Run = browser.client.application.extensions[RUN]
    run.flow.only = "signposting"
    browser.opens("/review")
    assert run.flow.section is not None
    assert browser.heading == f"The yearly review: {run.flow.section.title}"
    times = CATALOGUE.questions["moderation.times"].prompt
    assert times not in browser.text
    browser.follows("All of the yearly review")
    assert browser.heading == "The yearly review"
    assert times in browser.text


def test_a_section_with_something_open_opens_with_it_and_says_nothing_else(tmp_path: Path) -> None:
    run = Run(flow_of(workspace_with("organisation:\n  name: Club\n", tmp_path), "moderation", jumps=True))
    assert first_page(run, "open") == "/next"
    assert not run.notice
