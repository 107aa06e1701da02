"""The council's numbers: where they are found is shown beside the question, and what is put off is brought up again."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.content.questions import NOT_DECIDED
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.looking_up import NOT_NOW, look_ups
from policypack.questionnaire.missing import in_the_way, missing
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, TODAY, Browser, window

LOCAL = "reporting.local"
NATIONS = list(CATALOGUE.nations)


def engine_with(answers: str, folder: Path) -> Engine:
    return Engine(Workspace.at(workspace_with(answers, folder)), CATALOGUE, TODAY)


@pytest.mark.parametrize("nation", NATIONS)
def test_a_nations_finder_stands_at_each_question_about_the_council_and_no_other_nations(
    nation: str, tmp_path: Path
) -> None:
    answers = f"organisation:\n  nations: [{nation}]\nreporting:\n  local:\n    - area: Ours\n"
    engine = engine_with(answers, tmp_path)
    finder = CATALOGUE.nations[nation].childrens_services.find
    for key in (Key(LOCAL, gate=True), Key(f"{LOCAL}.day_phone", "Ours"), Key(f"{LOCAL}.night_phone", "Ours")):
        asked = asked_again(engine.answers, key)
        assert asked is not None
        assert [(one.words, one.web) for one in look_ups(asked, engine.answers)] == [(finder.words, str(finder.web))]
    page = window(tmp_path).opens(f"/question/{LOCAL}.day_phone?item=Ours")
    assert (finder.words, str(finder.web)) in page.read.links
    assert " ".join(finder.how.split()) in page.text


def test_of_several_nations_each_finder_says_which(tmp_path: Path) -> None:
    engine = engine_with("organisation:\n  nations: [england, northern_ireland]\n", tmp_path)
    asked = asked_again(engine.answers, Key(LOCAL, gate=True))
    assert asked is not None
    words = [one.words for one in look_ups(asked, engine.answers)]
    assert words == ["Find the council by postcode (England)", "Find the Trust (Northern Ireland)"]


def test_no_other_question_shows_a_finder(tmp_path: Path) -> None:
    engine = Engine(Workspace.at(workspace_of("swimming-club", tmp_path)), CATALOGUE, TODAY)
    for question in CATALOGUE.questions:
        asked = asked_again(engine.answers, Key(question.qid, gate=question.type == "group"))
        if asked is not None and not question.qid.startswith(LOCAL):
            assert look_ups(asked, engine.answers) == (), question.qid


@pytest.fixture
def nobody_looked_it_up(tmp_path: Path) -> Browser:
    return window(workspace_with("organisation:\n  nations: [wales]\n", tmp_path))


def test_not_now_puts_it_off_and_it_is_named_at_the_end_and_among_what_is_missing(
    nobody_looked_it_up: Browser, tmp_path: Path
) -> None:
    browser = nobody_looked_it_up.opens(f"/screen/{LOCAL}.area").sends(NOT_NOW)
    engine = Engine(Workspace.at(tmp_path), CATALOGUE, TODAY)
    assert engine.document.raw(LOCAL) == NOT_DECIDED, "an honest answer, and not a no"
    prompt = CATALOGUE.questions[LOCAL].prompt
    assert prompt in [said for said, _ in browser.opens("/end").read.links]
    assert Key(LOCAL, gate=True) in [asked.key for asked, _ in missing(engine, set(), set())]


def test_an_area_whose_number_by_day_was_put_off_stands_in_the_way_of_approval(tmp_path: Path) -> None:
    engine = engine_with(
        "organisation:\n  nations: [wales]\nreporting:\n  local:\n    - {area: Powys, day_phone: not decided yet}\n",
        tmp_path,
    )
    assert (f"{LOCAL}.day_phone", "Powys") in [(one.question, one.about) for one in in_the_way(engine.answers)]
    assert Key(f"{LOCAL}.day_phone", "Powys") in [asked.key for asked, _ in missing(engine, set(), set())]
