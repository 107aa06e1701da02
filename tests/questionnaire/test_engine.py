"""The engine: answers in, the next question out, and every answer on disk before it."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from policypack.answers.options import options_for
from policypack.answers.reader import read_answers
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.facts import FACTS
from policypack.questionnaire.engine import ADD, DONE, Asked, Engine
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
QIDS = [question.qid for question in CATALOGUE.questions]

CLUB = "organisation:\n  name: Club\n  kind: other\n  nations: [england]\n  parent_body: none\n"
TEAM = "people:\n  team:\n    - {role: Chair, email: none, phone: none, public_details: none}\n"
LEAD = TEAM + "  lead: Chair\n  cover: none\n"
MEMBERS = "ages:\n  members: children\n"
AGES = MEMBERS + "  groups:\n    - {name: All, from: 7, to: 17}\n"
PLACE = (
    "{name: Page, platform: discord, seen_by: members, for_whom: [parents], private_messages: 'off', comments: after}"
)
ONLINE = f"online:\n  accounts:\n    - {PLACE}\n"
TIMES = "moderation:\n  times: Mon 6pm-8pm\n  reply_time: none\n"


def engine_with(answers: str, folder: Path) -> Engine:
    return Engine(Workspace.at(workspace_with(answers, folder)), CATALOGUE, TODAY)


def said(asked: Asked | None) -> str:
    """Write what is asked on one line: kind where it is not a plain answer, qid, and the item or + for a new one."""
    if asked is None:
        return "the end"
    item = "" if asked.group is None else f" of {asked.item.name}" if asked.item else " +"
    return f"{'' if asked.kind == 'answer' else asked.kind + ' '}{asked.question.qid}{item}"


@pytest.mark.parametrize(
    ("answers", "section", "expected"),
    [
        ("# nothing yet\n", None, "organisation.name"),
        ("organisation:\n  name: Club\n", None, "organisation.kind"),
        ("organisation:\n  name: not decided yet\n", None, "organisation.name"),
        (CLUB, None, "people.team.role +"),
        (CLUB + "people:\n  team:\n    - role: Chair\n", None, "people.team.email of Chair"),
        (CLUB + "people:\n  team:\n    - {role: Chair, email: none}\n", None, "people.team.phone of Chair"),
        (CLUB + TEAM, None, "more people.team"),
        (CLUB + TEAM + "  lead: none\n", None, "ages.members"),
        (CLUB + TEAM + "  lead: Chair\n", None, "people.cover"),
        (CLUB + LEAD, None, "ages.members"),
        (CLUB + LEAD + MEMBERS, None, "ages.groups.name +"),
        (CLUB + LEAD + "ages:\n  members: parents\n", None, "ages.groups.name +"),
        (CLUB + LEAD + AGES, None, "more ages.groups"),
        (CLUB + LEAD + AGES + "online:\n  accounts:\n    - name: Page\n", None, "online.accounts.platform of Page"),
        (
            CLUB + LEAD + AGES + ONLINE.replace("[parents]", "[children]"),
            None,
            "online.accounts.age_groups of Page",
        ),
        (CLUB + LEAD + AGES + ONLINE, None, "more online.accounts"),
        (CLUB + LEAD + AGES + ONLINE + TIMES, None, "reporting.about_lead"),
        (CLUB + TEAM + "  lead: none\n", "reporting", "any reporting.local"),
        (
            CLUB + "reporting:\n  taken_by: none\n  about_lead: none\n  local: none\n",
            "reporting",
            "the end",
        ),
        (
            CLUB.replace("[england]", "[england, wales]") + "reporting:\n  taken_by: none\n  local:\n    - area: X\n",
            "reporting",
            "reporting.local.nation of X",
        ),
        (CLUB, "images", "images.photos"),
    ],
)
def test_the_quick_path_goes_on_where_the_answers_stop(
    answers: str, section: str | None, expected: str, tmp_path: Path
) -> None:
    assert said(engine_with(answers, tmp_path).next_question(quick=True, section=section)) == expected


TWO_PLACES = f"{ONLINE}    - {PLACE.replace('Page', 'Other')}\n"


@pytest.mark.parametrize(
    ("answers", "line", "is_asked"),
    [
        ("organisation:\n  parent_body: none\n", "organisation.parent_body_rules", False),
        ("organisation:\n  parent_body: Swim England\n", "organisation.parent_body_rules", True),
        ("organisation:\n  parent_body: not decided yet\n", "organisation.parent_body_rules", False),
        (TEAM + "  lead: none\n", "people.meanwhile", True),
        (TEAM + "  lead: none\n", "people.cover", False),
        (TEAM + "  lead: Chair\n", "people.meanwhile", False),
        (ONLINE, "online.accounts.joining_checks of Page", True),
        (ONLINE.replace("members", "everybody"), "online.accounts.joining_checks of Page", False),
        (ONLINE, "any moderation.other_times", False),
        (TWO_PLACES, "any moderation.other_times", True),
        ("moderation:\n  times: Mon 6pm-8pm\n", "moderation.watching", True),
        ("moderation:\n  times: none\n", "moderation.watching", False),
        ("moderation:\n  times: Mon 6pm-8pm\n  watching: at_intervals\n", "moderation.interval", True),
        ("moderation:\n  times: Mon 6pm-8pm\n  watching: constantly\n", "moderation.interval", False),
        ("images:\n  photos: no\n", "images.photo_consent", False),
        ("images:\n  photos: yes\n", "images.photo_consent", True),
        ("adults:\n  messaging: never\n", "adults.second_adult", False),
        ("adults:\n  messaging: own\n", "adults.second_adult", True),
    ],
)
def test_a_question_is_asked_only_where_other_answers_call_for_it(
    answers: str, line: str, is_asked: bool, tmp_path: Path
) -> None:
    section = line.removeprefix("any ").partition(".")[0]
    assert (line in put_all_off(engine_with(answers, tmp_path), section)) == is_asked


def put_all_off(engine: Engine, section: str | None = None) -> list[str]:
    lines = []
    while (asked := engine.next_question(section=section)) is not None:
        engine.put_off(asked)
        lines.append(said(asked))
        assert len(lines) < 500
    return lines


SAMPLES = {
    "text": "Something {}",
    "long text": "We share news {}",
    "email": "role{}@club.example",
    "phone": "01632 960123",
    "web address": "https://www.example.org/{}",
    "colour": "#00609c",
    "image": "logo.svg",
    "weekly times": "Mon-Fri 6pm-8pm, term time only",
    "number": "12",
    "yes/no": "yes",
}


OF_ONE_RUN = {  # by the run: what is asked after these, or before, hangs on them
    (0, "online.accounts.platform"): "own-forum",
    (0, "online.accounts.seen_by"): "members",
    (1, "online.accounts.platform"): "discord",  # a place with channels
    (1, "images.stream_children"): "agreed",
    (1, "organisation.kind"): "arts_group",
}


def answer_for(asked: Asked, number: int, pick: int) -> str | list[str]:
    """Answer anything: the first option (pick 0), the second or all of them (1), or the last, often "none" (-1)."""
    if asked.kind == "any":
        return NONE if pick == -1 else ADD
    if asked.kind == "more":
        return DONE
    question = asked.question
    if question.qid == "people.team.role":  # of some, it is asked how pages name them, of others how many they are
        return ("{}th host", "Zorb{}")[number % 2].format(number)
    if question.qid == "moderation.sharing":  # what is asked then hangs on these two
        return "shifts" if pick == 1 else "together"
    if (pick, question.qid) in OF_ONE_RUN:
        return OF_ONE_RUN[pick, question.qid]
    if question.type in ("choice", "choices"):
        values = [option.value for option in asked.options]
        if question.type == "choices":
            return [value for value in values if value != NONE] if pick == 1 else [values[pick]]
        return values[min(pick, len(values) - 1)]
    if question.none is not None and pick == -1:
        return NONE
    if question.type == "yes/no" and pick == -1:
        return "no"
    if question.type == "date":  # each later than the one before, as the last closed day is later than the first
        return (TODAY - timedelta(days=1000 - number)).isoformat()
    assert question.type in SAMPLES, f"SAMPLES lacks an answer of the type {question.type}"
    return SAMPLES[question.type].format(number)


def run_through(engine: Engine, pick: int, read_back: set[tuple[str, int]]) -> list[str]:
    """Answer all questions, two items to a group, and return what was asked; a run without end fails.

    read_back: the questions, each with the how-manieth time it was asked, after whose answer the whole file was read.
    That takes most of the time, so that several runs do it once for each.
    """
    asked_all: list[str] = []
    added: dict[str, int] = {}
    times: Counter[str] = Counter()
    while (asked := engine.next_question()) is not None:
        assert 1 <= asked.position <= asked.total
        raw = answer_for(asked, len(asked_all), pick)
        if asked.kind == "more" and added.setdefault(asked.question.qid, 0) < 1:
            added[asked.question.qid] += 1
            raw = ADD
        engine.answer(asked, raw)
        asked_all.append(said(asked))
        assert len(asked_all) < 500
        times[asked.question.qid] += 1
        if asked.kind == "answer" and (now := (asked.question.qid, times[asked.question.qid])) not in read_back:
            read_back.add(now)
            on_disk = read_answers(engine.workspace, CATALOGUE, TODAY, FACTS)
            assert (on_disk.values, on_disk.groups) == (engine.answers.values, engine.answers.groups), said(asked)
    return asked_all


def test_whole_runs_ask_nothing_twice_leave_nothing_open_and_reach_every_shipped_question(tmp_path: Path) -> None:
    """Every answer is on disk before the next question, and the file reads without a problem throughout."""
    reached: set[str] = set()
    read_back: set[tuple[str, int]] = set()
    for pick in (0, 1, -1):
        engine = engine_with("# nothing yet\n", tmp_path / str(pick))
        asked = run_through(engine, pick, read_back)
        once = [line for line in asked if not line.endswith(" +") and not line.startswith("more ")]
        assert sorted(set(once)) == sorted(once)
        top = [question for section in CATALOGUE.questions.sections for question in section.questions]
        assert [question.qid for question in top if engine.answers.is_open(question.qid)] == []
        reached |= {line.removeprefix("any ").removeprefix("more ").split(" ")[0] for line in asked}
    groups_that_are_opened_by_name = {question.qid for question in CATALOGUE.questions if question.fewest}
    assert reached | groups_that_are_opened_by_name == set(QIDS)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_test_organisation_can_go_on(organisation: str, tmp_path: Path) -> None:
    engine = Engine(Workspace.at(workspace_of(organisation, tmp_path)), CATALOGUE, TODAY)
    before = engine.document.text
    put_all_off(engine)
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert set(comments) <= set(engine.document.text.splitlines())


def test_what_is_put_off_is_asked_again_in_the_next_run_only(tmp_path: Path) -> None:
    engine = engine_with("# nothing yet\n", tmp_path)
    first = put_all_off(engine)
    assert len(set(first)) == len(first)
    again = Engine(engine.workspace, CATALOGUE, TODAY)
    assert put_all_off(again) == first
    groups = {line.removesuffix(" +").rpartition(".")[0] for line in first if line.endswith(" +")}
    assert again.answers.put_off == groups | {line.removeprefix("any ") for line in first if not line.endswith(" +")}


def test_an_item_that_was_interrupted_goes_on_where_it_stopped(tmp_path: Path) -> None:
    engine = engine_with(CLUB, tmp_path)
    for raw in ("Chair", "none"):
        asked = engine.next_question(quick=True)
        assert asked is not None
        engine.answer(asked, raw)
    again = Engine(engine.workspace, CATALOGUE, TODAY)
    assert said(again.next_question(quick=True)) == "people.team.phone of Chair"


def test_another_item_is_begun_by_its_name_and_given_up_by_putting_the_name_off(tmp_path: Path) -> None:
    engine = engine_with(CLUB + TEAM, tmp_path)
    more = engine.next_question(quick=True)
    assert more is not None
    engine.answer(more, ADD)
    name = engine.next_question(quick=True)
    assert said(name) == "people.team.role +"
    before = engine.document.text
    assert name is not None
    engine.put_off(name)
    assert engine.document.text == before
    assert said(engine.next_question(quick=True)) == "people.lead"


@pytest.mark.parametrize(
    ("answers", "section", "raw", "wanted"),
    [
        (CLUB, "people", "  ", "an answer is wanted"),
        (CLUB + "people:\n  team:\n    - {role: Chair}\n", "people", "me at home", "an email address is wanted"),
        (CLUB + LEAD + "ages:\n  members: parents\n  groups:\n    - {name: A, from: 9}\n", "ages", "8", "not smaller"),
        (CLUB + LEAD + "ages:\n  members: parents\n  groups:\n    - {name: A}\n", "ages", "ten", "a whole number"),
        ("moderation:\n", "moderation", "some evenings", "neither a day nor a time"),
        ("organisation:\n  name: A\n", "organisation", "football", "one of sports_club"),
        ("organisation:\n  name: A\n  kind: other\n", "organisation", [], "at least one of them"),
        ("organisation:\n  name: A\n  kind: other\n", "organisation", ["france"], "one of england"),
        ("rules:\n", "rules", ["tell_us", NONE], "stands alone"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_with_what_is_wanted(
    answers: str, section: str, raw: str | list[str], wanted: str, tmp_path: Path
) -> None:
    engine = engine_with(answers, tmp_path)
    before = engine.workspace.answers_file.read_text(encoding="utf-8")
    asked = engine.next_question(quick=True, section=section)
    assert asked is not None
    with pytest.raises(ValueError, match=wanted):
        engine.answer(asked, raw)
    assert engine.workspace.answers_file.read_text(encoding="utf-8") == before
    assert said(engine.next_question(quick=True, section=section)) == said(asked)


def test_a_name_that_another_item_has_is_refused(tmp_path: Path) -> None:
    engine = engine_with(CLUB + TEAM, tmp_path)
    more = engine.next_question(quick=True)
    assert more is not None
    engine.answer(more, ADD)
    name = engine.next_question(quick=True)
    assert name is not None
    with pytest.raises(ValueError, match="each person needs a role of its own"):
        engine.answer(name, "chair")
    assert "chair" not in engine.document.text


@pytest.mark.parametrize(
    ("section", "answers", "raw", "written"),
    [
        ("people", CLUB + "people:\n  team:\n    - {role: Chair}\n", "Keep the name out of it", "first_name: none"),
        ("people", CLUB + "people:\n  team:\n    - {role: Chair}\n", " NONE ", "first_name: none"),
        ("organisation", "organisation:\n", "  Club   of\tus ", "  name: Club of us"),
        ("moderation", "moderation:\n", "Tue 7pm-8pm", "  times: Tuesday 19:00-20:00"),
        ("organisation", "organisation:\n", "Not decided yet", "  name: not decided yet"),
    ],
)
def test_answers_are_written_as_the_file_wants_them(
    section: str, answers: str, raw: str, written: str, tmp_path: Path
) -> None:
    engine = engine_with(answers, tmp_path)
    asked = engine.next_question(section=section)
    assert asked is not None
    engine.answer(asked, raw)
    assert written in engine.workspace.answers_file.read_text(encoding="utf-8")


def test_a_change_by_hand_in_between_is_kept(tmp_path: Path) -> None:
    engine = engine_with("organisation:\n  name: Club\n", tmp_path)
    asked = engine.next_question(quick=True)
    file = engine.workspace.answers_file
    file.write_text("# mine\norganisation:\n  name: Our club\n", encoding="utf-8")
    assert asked is not None
    engine.answer(asked, "other")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# mine\norganisation:\n  name: Our club\n")
    assert "kind: other" in text
    assert engine.answers.get("organisation.name") == "Our club"


def test_a_change_by_hand_that_cannot_be_read_stops_the_run_and_stays(tmp_path: Path) -> None:
    engine = engine_with("organisation:\n  name: Club\n", tmp_path)
    asked = engine.next_question(quick=True)
    file = engine.workspace.answers_file
    file.write_text("organisation:\n  nmae: Club\n", encoding="utf-8")
    assert asked is not None
    with pytest.raises(ProblemsFoundError, match="did you mean name"):
        engine.answer(asked, "other")
    assert file.read_text(encoding="utf-8") == "organisation:\n  nmae: Club\n"


def test_an_answer_that_cannot_be_saved_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk ends the run with a problem; the file and what the engine knows stay as they were."""
    engine = engine_with("organisation:\n  name: Club\n", tmp_path)
    asked = engine.next_question(quick=True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert asked is not None
    with pytest.raises(ProblemsFoundError, match="No space left"):
        engine.answer(asked, "other")
    assert engine.workspace.answers_file.read_text(encoding="utf-8") == "organisation:\n  name: Club\n"
    assert engine.answers.get("organisation.kind") is None


def options(answers: str, folder: Path, section: str) -> list[str]:
    asked = engine_with(answers, folder).next_question(section=section)
    assert asked is not None
    return [option.value for option in asked.options]


def test_services_are_offered_where_they_help_and_nowhere_else(tmp_path: Path) -> None:
    offered = options("organisation:\n  nations: [wales]\n", tmp_path, "signposting")
    for service in CATALOGUE.services.values():
        near = "wales" in service.nations and service.offered and not service.always
        assert (service.id in offered) == near, service.id


def test_opening_hours_are_asked_of_confirmed_services_only(tmp_path: Path) -> None:
    confirmed = [row.id for row in CATALOGUE.services.values() if not row.always][:2]
    engine = engine_with(
        f"signposting:\n  services: {confirmed}\n  checked_on: 2026-11-01\n".replace("'", ""), tmp_path
    )
    gate = engine.next_question(section="signposting")
    assert said(gate) == "any signposting.hours"
    assert gate is not None
    engine.answer(gate, ADD)
    asked = engine.next_question(section="signposting")
    assert asked is not None
    assert [option.value for option in asked.options] == confirmed


@pytest.mark.parametrize("answers", ["# nothing yet\n", CLUB + AGES, CLUB + AGES.replace("children", "all_ages")])
def test_a_rule_is_offered_unless_the_answers_say_that_it_makes_no_sense(answers: str, tmp_path: Path) -> None:
    known = engine_with(answers, tmp_path).answers
    for qid in ("rules.house", "rules.young_code", "adults.code"):
        question = CATALOGUE.questions[qid]
        offered = [choice.value for choice in options_for(question, known)]
        kind = (question.choices_from or "").removeprefix("rules.")
        senseless = [
            rule.id for rule in CATALOGUE.rules.values() if rule.when and rule.when.holds(known.scope()) is False
        ]
        assert offered == [r.id for r in CATALOGUE.rules.values() if r.kind == kind and r.id not in senseless]


def test_what_chooses_among_people_waits_until_there_are_some(tmp_path: Path) -> None:
    """“Nobody yet” alone would be no choice: it would say that there is no lead where nobody was asked."""
    engine = engine_with("people:\n  team: not decided yet\n", tmp_path)
    asked = engine.next_question(section="people")
    assert said(asked) == "people.team.role +"
    assert asked is not None
    engine.put_off(asked)
    assert engine.next_question(section="people") is None


def test_a_file_with_problems_is_not_gone_on_with(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFoundError) as found:
        engine_with("organisation:\n  kind: x\n  nations: y\n", tmp_path)
    assert len(found.value.problems) == 2


def test_not_decided_is_what_the_reader_takes_for_put_off(tmp_path: Path) -> None:
    engine = engine_with("organisation:\n", tmp_path)
    asked = engine.next_question()
    assert asked is not None
    engine.answer(asked, NOT_DECIDED)
    assert engine.answers.put_off == {"organisation.name"}


PEOPLE = (
    "people:\n  team:\n    - {role: Welfare officer, %s}\n    - {role: Chair, email: none}\n  lead: Welfare officer\n"
)


@pytest.mark.parametrize("qid", ["people.cover", "reporting.about_lead"])
def test_the_lead_is_offered_neither_as_their_own_cover_nor_for_reports_about_the_lead(
    qid: str, tmp_path: Path
) -> None:
    engine = engine_with(PEOPLE % "email: none", tmp_path)
    assert engine.ask_again(qid)
    asked = engine.next_again()
    assert asked is not None
    assert [option.value for option in asked.options] == ["Chair", NONE]


def test_a_question_about_the_lead_is_asked_where_nobody_else_is_known(tmp_path: Path) -> None:
    engine = engine_with("people:\n  team:\n    - {role: Owner}\n  lead: Owner\n", tmp_path)
    asked = engine.next_question(section="reporting", quick=True)
    assert asked is not None
    assert (asked.question.qid, [option.value for option in asked.options]) == ("reporting.about_lead", [NONE])


def test_somebody_named_before_for_reports_about_the_lead_can_be_kept(tmp_path: Path) -> None:
    engine = engine_with(f"{PEOPLE % 'email: none'}reporting:\n  about_lead: Welfare officer\n", tmp_path)
    engine.ask_again("reporting.about_lead")
    asked = engine.next_again()
    assert asked is not None
    assert [option.value for option in asked.options] == ["Welfare officer", "Chair", NONE]


@pytest.mark.parametrize("qid", ["people.team.public_details", "people.team.staff_details"])
@pytest.mark.parametrize(
    "said", ["email: none", "first_name: none, email: none, phone: none", "email: none, phone: none"]
)
def test_nothing_is_asked_of_a_role_of_which_nothing_could_stand_on_a_page(qid: str, said: str, tmp_path: Path) -> None:
    engine = engine_with(PEOPLE % said, tmp_path)
    assert not engine.ask_again(qid, "Welfare officer")


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("email: a@b.example", ["email", NONE]),
        ("first_name: none, email: a@b.example, phone: 01632 960123", ["email", "phone", NONE]),
        ("first_name: Sam, phone: not decided yet", ["first_name", NONE]),
    ],
)
def test_only_what_was_given_about_a_person_can_be_made_public(said: str, offered: list[str], tmp_path: Path) -> None:
    """On the quick path no first name is asked for."""
    engine = engine_with(PEOPLE % said, tmp_path)
    engine.ask_again("people.team.public_details", "Welfare officer")
    asked = engine.next_again()
    assert asked is not None
    assert [option.value for option in asked.options] == offered


@pytest.mark.parametrize(("times", "is_offered"), [("Mon 6pm-8pm", True), ("none", False), ("not decided yet", False)])
def test_an_answer_in_the_times_above_is_offered_only_where_there_are_times(
    times: str, is_offered: bool, tmp_path: Path
) -> None:
    engine = engine_with(f"moderation:\n  times: {times}\n", tmp_path)
    engine.ask_again("moderation.reply_time")
    asked = engine.next_again()
    assert asked is not None
    assert ("same_time" in [option.value for option in asked.options]) == is_offered
