"""What the flow hands out, as data: what both faces draw is decided here, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import ADD, DONE, Asked, Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.confirming import ASIDE, TIMES
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow, begin
from policypack.questionnaire.missing import in_the_way
from policypack.questionnaire.steps import (
    AskQuestion,
    Confirm,
    Finished,
    NewFindings,
    SectionBegins,
    Step,
    Taken,
    WorkedOut,
)
from tests.given import given
from tests.organisations import workspace_of, workspace_with
from tests.questionnaire.forms import CATALOGUE, PRESETS, TODAY
from tests.terminal.pty import answers_in

SPORTS = "organisation:\n  kind: sports_club\nmoderation:\n  times: none\n"
BEGUN = "organisation:\n  name: Club\n  kind: other\n  nations: [england]\n  parent_body: none\n"


def flow_of(folder: Path, *, quick: bool = False, only: str | None = None, jumps: bool = False) -> Flow:
    return Flow(Engine(Workspace.at(folder), CATALOGUE, TODAY), PRESETS, quick=quick, only=only, jumps=jumps)


def again(flow: Flow, qid: str, item: str = "") -> Asked:
    asked = asked_again(flow.engine.answers, Key(qid, item))
    assert asked is not None
    return asked


def next_question(flow: Flow) -> AskQuestion:
    while not isinstance(step := flow.next(), AskQuestion):
        assert not isinstance(step, Finished)
    return step


def ends_section(flow: Flow, section: str) -> Step:
    """Put off all that is open in a section, and return the step after it."""
    while isinstance(step := flow.next(), AskQuestion | SectionBegins) and flow.here == section:
        if isinstance(step, AskQuestion):
            flow.give(step.asked, NOT_DECIDED)
    return step


@pytest.mark.parametrize("jumps", [False, True])
def test_a_section_begins_and_each_question_comes_with_what_is_suggested_for_it(jumps: bool, tmp_path: Path) -> None:
    flow = flow_of(workspace_with(SPORTS, tmp_path), only="rules", jumps=jumps)
    first = flow.next()
    assert isinstance(first, SectionBegins)
    assert first.section.id == "rules"
    step = flow.next()
    assert isinstance(step, AskQuestion)
    assert step.suggested
    assert step.suggested_because
    assert not answers_in(tmp_path).keys() & {"rules.house"}, "nothing is taken that nobody chose"


def test_all_of_it_begins_each_section_anew_after_the_quick_path(tmp_path: Path) -> None:
    flow = flow_of(workspace_with(SPORTS, tmp_path), quick=True, only="moderation", jumps=True)
    assert isinstance(flow.next(), SectionBegins)
    assert isinstance(flow.next(), AskQuestion)
    flow.quick = False
    assert isinstance(flow.next(), SectionBegins)


def test_there_is_nothing_before_the_first_step(tmp_path: Path) -> None:
    flow = flow_of(workspace_with(SPORTS, tmp_path), only="rules")
    assert not flow.back(flow.next())


def test_where_somebody_can_go_anywhere_a_section_begins_once_and_its_rest_comes_first(tmp_path: Path) -> None:
    flow = flow_of(workspace_with(SPORTS, tmp_path), jumps=True)
    flow.here = "rules"
    assert isinstance(flow.next(), SectionBegins)
    asked = flow.next()
    assert isinstance(asked, AskQuestion)
    assert asked.asked.section.id == "rules", "though sections before it are open"
    flow.here = ""
    flow.next()
    flow.here = "rules"
    assert isinstance(flow.next(), AskQuestion)


@pytest.mark.parametrize("jumps", [False, True])
def test_what_a_section_has_raised_is_said_when_it_is_left_and_once(jumps: bool, tmp_path: Path) -> None:
    text = "organisation:\n  kind: other\nadults:\n  logins: individual\n"
    flow = flow_of(workspace_with(text, tmp_path), quick=True, only="adults", jumps=jumps)
    asked = next_question(flow).asked
    assert asked.question.qid == "adults.messaging"
    flow.give(asked, "own")
    step = ends_section(flow, "adults")
    assert isinstance(step, NewFindings)
    assert step.findings
    assert step.after is not None
    assert step.after.id == "adults"
    end = flow.next()
    assert isinstance(end, Finished)
    assert flow.new_findings() is None


def test_the_end_counts_what_was_put_off(tmp_path: Path) -> None:
    flow = flow_of(workspace_with("# nothing\n", tmp_path), only="organisation")
    first = next_question(flow)
    taken = flow.give(first.asked, NOT_DECIDED)
    assert isinstance(taken, Taken)
    assert taken.said.startswith("Not decided yet, which is not a no.")
    count = 1
    while isinstance(step := flow.next(), AskQuestion):
        flow.give(step.asked, NOT_DECIDED)
        count += 1
    assert step == Finished(count)


def test_times_are_read_back_first_and_nothing_is_written_before_they_are_confirmed(tmp_path: Path) -> None:
    flow = flow_of(workspace_with("organisation:\n  name: Club\n", tmp_path))
    asked = again(flow, "moderation.times")
    confirm = flow.give(asked, "Tue 6-7pm and Tue 6:30pm-8pm")
    assert isinstance(confirm, Confirm)
    assert confirm.times is not None
    assert confirm.times.times.in_words() == "Tuesday, 6pm to 8pm"
    assert "overlap (Tuesday)" in confirm.times.notes
    assert "moderation.times" not in answers_in(tmp_path)
    assert isinstance(flow.give(asked, "Tue 6-7pm and Tue 6:30pm-8pm", (TIMES,)), Taken)
    assert "moderation.times" in answers_in(tmp_path)
    with pytest.raises(ValueError, match="neither a day nor a time"):
        flow.give(asked, "some evenings")


@pytest.mark.parametrize("said", [NONE, "label"])
def test_that_there_are_no_times_needs_no_reading_back(said: str, tmp_path: Path) -> None:
    flow = flow_of(workspace_with("organisation:\n  name: Club\n", tmp_path))
    asked = again(flow, "moderation.times")
    raw = asked.question.none if said == "label" else said
    assert raw is not None
    assert isinstance(flow.give(asked, raw), Taken)
    assert answers_in(tmp_path)["moderation.times"] == NONE


def test_what_would_no_longer_apply_is_named_and_stays_until_that_is_confirmed(tmp_path: Path) -> None:
    flow = flow_of(workspace_of("swimming-club", tmp_path))
    before = answers_in(tmp_path)
    asked = again(flow, "images.photos")
    confirm = flow.give(asked, "no")
    assert isinstance(confirm, Confirm)
    assert "images.photo_consent" in [question.qid for question, _ in confirm.gone]
    assert confirm.said == "no"
    assert confirm.was == ""
    assert answers_in(tmp_path) == before
    assert isinstance(flow.give(asked, "no", (ASIDE,)), Taken)
    assert answers_in(tmp_path)["images.photos"] is False


def test_an_answer_that_is_put_off_is_said_once_more(tmp_path: Path) -> None:
    flow = flow_of(workspace_with(BEGUN, tmp_path))
    asked = again(flow, "organisation.name")
    confirm = flow.give(asked, NOT_DECIDED)
    assert confirm == Confirm(None, (), "", "Club")
    taken = flow.give(asked, NOT_DECIDED, (ASIDE,))
    assert isinstance(taken, Taken)
    assert taken.said == "Not decided yet, from now on. Your answer was: Club"


def test_services_that_are_newly_chosen_come_with_what_to_look_up(tmp_path: Path) -> None:
    flow = flow_of(workspace_with("signposting:\n  services: [kooth]\n", tmp_path))
    asked = again(flow, "signposting.services")
    with_hints = [service.id for service in CATALOGUE.services.values() if service.hours_seen or service.check_first]
    offered = [option.value for option in asked.options]
    other = next(one for one in with_hints if one != "kooth" and one in offered)
    taken = flow.give(asked, ["kooth", other])
    assert isinstance(taken, Taken)
    assert len(taken.hints) == 1
    assert taken.hints[0].startswith(CATALOGUE.services[other].name)


def test_what_was_answered_before_something_is_found_by_the_name_it_has_now(tmp_path: Path) -> None:
    """A group whose items were said to be complete, or an item that got no name, is nothing but the group."""
    flow = flow_of(workspace_with(BEGUN, tmp_path), quick=True, jumps=True)
    team = "people.team"
    flow.take(next_question(flow).asked, "Chair")
    while (step := next_question(flow)).asked.kind != "more":
        flow.take(step.asked, NOT_DECIDED)
    flow.engine.keep(step.asked)  # another one is added, and then not
    flow.take(again(flow, f"{team}.role"), NOT_DECIDED)
    flow.take(again(flow, f"{team}.role", "Chair"), "Chairperson")
    assert next(flow.earlier(Key(f"{team}.email", "Chairperson")), None) == Key(f"{team}.role", "Chairperson")
    assert next(flow.earlier(Key("people.lead")), None) == Key(team, gate=True)
    assert next(flow.earlier(Key(f"{team}.role", "Chairperson")), None) is None
    flow.engine.remove_item(team, "Chairperson")
    assert next(flow.earlier(Key(team, gate=True)), None) is None


def test_a_group_that_is_complete_is_gone_back_to_as_a_group(tmp_path: Path) -> None:
    """The browser led back to a line to write in, where the items of the group are wanted."""
    flow = flow_of(workspace_with(BEGUN, tmp_path), quick=True, jumps=True)
    flow.take(next_question(flow).asked, "Chair")
    while (step := next_question(flow)).asked.kind != "more":
        flow.take(step.asked, NOT_DECIDED)
    assert step.items == ("Chair",)
    assert step.can_add
    assert flow.take(step.asked, DONE).key == Key("people.team", gate=True)
    assert next(flow.earlier(next_question(flow).asked.key), None) == Key("people.team", gate=True)
    assert next(flow.earlier(Key("people.team", gate=True)), None) == Key("people.team.phone", "Chair"), "not to itself"


def test_a_change_asks_what_was_marked_and_then_only_what_newly_applies(tmp_path: Path) -> None:
    flow = flow_of(workspace_of("gaming-charity", tmp_path))
    known = flow.open_now()
    flow.engine.ask_again("organisation.parent_body")
    said = {
        "organisation.parent_body": "Scouts",
        "organisation.parent_body_rules": "https://scouts.example/rules",
        "organisation.body_team": NONE,
        "people.lead_of_body": "no",
    }
    asked = []
    for step in flow.changes(known):
        asked.append(step.asked.question.qid)
        flow.give(step.asked, said[asked[-1]])
    assert asked == list(said)


def test_what_newly_applies_after_a_change_comes_before_going_back_to_the_rows_and_once(tmp_path: Path) -> None:
    flow = flow_of(workspace_of("gaming-charity", tmp_path), jumps=True)
    known = flow.open_now()
    flow.give(again(flow, "organisation.parent_body"), "Scouts")
    rules = Key("organisation.parent_body_rules")
    assert flow.newly_after(known) == rules
    assert flow.newly_after(flow.open_now()) == rules, "it was left, and still applies"
    flow.give(again(flow, rules.qid), NOT_DECIDED)
    flow.give(again(flow, "organisation.body_team"), NONE)
    flow.give(again(flow, "people.lead_of_body"), "no")
    assert flow.newly_after(flow.open_now()) is None


def test_an_answer_can_be_left_as_it_is_and_nothing_cannot(tmp_path: Path) -> None:
    flow = flow_of(workspace_with("organisation:\n  name: Club\n", tmp_path))
    assert flow.keep(again(flow, "organisation.name"))
    assert not flow.keep(again(flow, "organisation.kind"))


def test_a_question_comes_with_its_number_and_about_how_many_are_left(tmp_path: Path) -> None:
    flow = flow_of(workspace_with(BEGUN, tmp_path), quick=True)
    numbers = []
    while isinstance(step := flow.next(), AskQuestion | SectionBegins | NewFindings):
        if isinstance(step, AskQuestion):
            numbers.append(step.number)
            assert step.about_left >= 1
            flow.take(step.asked, NOT_DECIDED)
    assert numbers[0] == 5
    assert numbers == sorted(numbers)


def test_a_section_that_does_not_exist_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    workspace = Workspace.at(workspace_with("# nothing\n", tmp_path))
    with pytest.raises(ProblemsFoundError, match="did you mean rules"):
        begin(workspace, quick=False, section="ruels", preset=None)


def test_only_what_is_missing_ends_exactly_when_nothing_stands_in_the_way_of_approval(tmp_path: Path) -> None:
    source = Engine(Workspace.at(workspace_of("swimming-club", tmp_path / "source")), CATALOGUE, TODAY)
    team = "".join(f"    - {{role: {one.name}}}\n" for one in source.answers.items("people.team"))
    folder = workspace_with(f"organisation:\n  kind: sports_club\npeople:\n  team:\n{team}", tmp_path / "run")
    flow = Flow(Engine(Workspace.at(folder), CATALOGUE, TODAY), PRESETS, only_missing=True)
    steps, left = 0, flow.missing_left
    while not isinstance(step := flow.next(), Finished):
        if isinstance(step, AskQuestion):
            assert flow.missing_left or step.asked.group is not None, "an item that was begun is asked to its end"
            assert step.about_left <= max(left, 20)
            raw = given(step.asked, source, flow.engine)
            flow.give(step.asked, raw, (TIMES, ASIDE))
            if step.asked.kind != "answer" and raw == ADD:
                steps += 1
        steps += 1
        assert steps < 120
    assert in_the_way(flow.engine.answers) == ()
    answered = len(flow.engine.answers.values)
    assert answered < len(source.answers.values) / 2, "only what is missing"


def test_what_follows_is_shown_and_asked_again_once_it_no_longer_follows(tmp_path: Path) -> None:
    place = "online:\n  accounts:\n    - {platform: facebook-page, name: Page}\n  not_ours: none\n  new_place: none\n"
    flow = flow_of(workspace_with(place, tmp_path), only="online")
    while not isinstance(step := flow.next(), WorkedOut):
        assert isinstance(step, AskQuestion | SectionBegins | NewFindings)
        if isinstance(step, AskQuestion):
            flow.give(step.asked, NOT_DECIDED)
    assert step.question.qid == "online.own_service"
    assert step.words == "No"
    assert answers_in(tmp_path)["online.own_service"] is False
    flow.give(again(flow, "online.accounts.platform", "Page"), "own-forum", (ASIDE,))
    assert "online.own_service" not in answers_in(tmp_path), "it is open again"
