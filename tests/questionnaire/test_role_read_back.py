"""A role that was entered is read back on each face, in the sentence that pages will have, and can be put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.content.questions import NOT_DECIDED
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.questionnaire.asked import DONE, Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.steps import AskQuestion, Taken
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, PRESETS, TODAY, window
from tests.terminal.pty import Terminal

LONG = "Designated Safeguarding Lead (DSL)"
SAID = "Your pages will say: “Tell our DSL.” Not right? Go back, and write it as it should stand after “Tell”."


LATE = ("people.team.called", "people.team.holders")


def flow_in(folder: Path) -> Flow:
    return Flow(Engine(Workspace.at(folder), CATALOGUE, TODAY), PRESETS, only="people")


def next_of(flow: Flow) -> AskQuestion:
    while not isinstance(step := flow.next(), AskQuestion):
        pass
    return step


def take(flow: Flow, qid: str, raw: str) -> Taken:
    step = next_of(flow)
    while qid in LATE and step.asked.question.qid != qid:  # it is asked once all roles are there
        flow.take(step.asked, DONE if step.asked.kind == "more" else NOT_DECIDED)
        step = next_of(flow)
    assert step.asked.question.qid == qid
    taken = flow.give(step.asked, raw)
    assert isinstance(taken, Taken)
    return taken


@pytest.fixture
def nobody(tmp_path: Path) -> Path:
    return workspace_with("# nothing yet\n", tmp_path)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (LONG, "our DSL"),
        ("The Vicar", "the Vicar"),
        ("Mrs Jones", "Mrs Jones"),
        ("Minecraft host", "our Minecraft host"),
    ],
)
def test_a_role_is_read_back_as_pages_will_name_it(title: str, sentence: str, nobody: Path) -> None:
    flow = flow_in(nobody)
    assert take(flow, "people.team.role", title).said.startswith(f"Your pages will say: “Tell {sentence}.” Not right?")


def test_where_it_was_not_right_going_back_and_writing_it_otherwise_puts_it_right(nobody: Path) -> None:
    flow = flow_in(nobody)
    assert "Tell Zorb" in take(flow, "people.team.role", "Zorb").said
    assert flow.back(next_of(flow))
    assert "“Tell our Zorb.”" in take(flow, "people.team.role", "our Zorb").said


def test_how_pages_name_a_role_is_asked_where_it_may_be_a_name_and_holds_then(nobody: Path) -> None:
    flow = flow_in(nobody)
    take(flow, "people.team.role", "Zorb")
    assert take(flow, "people.team.called", "our zorb").said == "Your pages will say: “Tell our zorb.”"


def test_how_many_hold_a_role_is_asked_of_moderators_and_read_back(nobody: Path) -> None:
    flow = flow_in(nobody)
    assert "“Tell our moderator.”" in take(flow, "people.team.role", "Moderator").said
    assert take(flow, "people.team.holders", "several").said == "Your pages will say: “Tell our moderators.”"


def test_nothing_of_the_kind_is_asked_of_a_welfare_officer_or_read_back_of_another_answer(nobody: Path) -> None:
    flow = flow_in(nobody)
    take(flow, "people.team.role", "Welfare officer")
    assert take(flow, "people.team.first_name", "Sam").said == ""


def test_the_terminal_reads_it_back(nobody: Path) -> None:
    terminal = Terminal("ask", "--section", "people", "--plain", cwd=nobody)
    terminal.says([("Which role is it?", "Your answer: ", f"{LONG}\r")])
    terminal.shows(SAID)
    terminal.shows("first name")


def test_the_browser_reads_it_back_on_the_next_page(nobody: Path) -> None:
    browser = window(nobody).opens("/question/people.team.role").sends("Save and go on", [LONG])
    assert browser.status == 200
    assert SAID in " ".join(browser.text.split())
    assert "first name" in browser.text


def test_a_comma_in_a_title_breaks_no_answer_that_names_it(tmp_path: Path) -> None:
    folder, title = workspace_of("scout-group", tmp_path), "Co-ordinator, under-13s"
    engine = Engine(Workspace.at(folder), CATALOGUE, TODAY)
    for qid in ("people.team.role", "rules.decides", "people.lead"):
        item = "Akela" if qid.endswith("role") else ""
        asked = asked_again(engine.answers, Key(qid, item))
        assert asked is not None
        engine.answer(asked, [title, LONG] if qid == "rules.decides" else title)
    pack = load_pack(folder, TODAY)
    assert set(pack.answers.scope().words_of("rules.decides") or ()) == {title, LONG}
    rules = next(page.markdown for page in Renderer(pack).pages("public") if page.page.id == "rules")
    assert "Our DSL and our co-ordinator (under-13s) decide whether" in " ".join(rules.split())


def test_what_is_read_back_of_each_role_is_what_the_pages_say(tmp_path: Path) -> None:
    folder = workspace_of("gaming-charity", tmp_path)
    pages = " ".join(" ".join(page.markdown.split()) for page in Renderer(load_pack(folder, TODAY)).pages("staff"))
    flow = flow_in(folder)
    for person in flow.engine.answers.items("people.team"):
        asked = asked_again(flow.engine.answers, Key("people.team.role", person.name))
        assert asked is not None
        taken = flow.give(asked, person.name)
        assert isinstance(taken, Taken)
        said = taken.said.removeprefix("Your pages will say: “Tell ").split(".”")[0]
        assert said in pages or f"O{said[1:]}" in pages, said
