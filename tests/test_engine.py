"""The engine: answers in, the next question out, and every answer on disk before it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policypack.answers_file import read_answers
from policypack.catalogue import load_catalogue
from policypack.engine import ADD, DONE, Asked, Engine
from policypack.problems import ProblemsFoundError
from policypack.questions import NONE, NOT_DECIDED
from policypack.workspace import Workspace
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
QIDS = [question.qid for question in CATALOGUE.questions]

CLUB = "organisation:\n  name: Club\n  kind: other\n  nations: [england]\n  parent_body: none\n"
TEAM = "people:\n  team:\n    - {role: Chair, email: none, phone: none, public_details: none}\n"
LEAD = TEAM + "  lead: Chair\n  cover: none\n"
AGES = "ages:\n  members: children\n  groups:\n    - {name: All, from: 7, to: 17}\n  any_over_18: no\n"
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
        (CLUB + LEAD + "ages:\n  members: parents\n", None, "ages.groups.name +"),
        (CLUB + LEAD + AGES.replace("  any_over_18: no\n", ""), None, "more ages.groups"),
        (CLUB + LEAD + AGES, None, "online.accounts.name +"),
        (CLUB + LEAD + AGES + "online:\n  accounts:\n    - name: Page\n", None, "online.accounts.platform of Page"),
        (
            CLUB + LEAD + AGES + ONLINE.replace("[parents]", "[children]"),
            None,
            "online.accounts.age_groups of Page",
        ),
        (CLUB + LEAD + AGES + ONLINE, None, "more online.accounts"),
        (CLUB + LEAD + AGES + ONLINE + TIMES, None, "reporting.taken_by"),
        (CLUB + LEAD + AGES + ONLINE + TIMES + "reporting:\n  taken_by: none\n", None, "reporting.about_lead"),
        (CLUB + TEAM + "  lead: none\n", "reporting", "reporting.taken_by"),
        (CLUB + TEAM + "  lead: none\nreporting:\n  taken_by: none\n", "reporting", "any reporting.local"),
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


@pytest.mark.parametrize(
    ("answers", "section", "expected"),
    [
        ("organisation:\n  name: Club\n", None, "organisation.short_name"),
        ("people:\n  team:\n    - {role: Chair}\n", "people", "people.team.first_name of Chair"),
        ("moderation:\n  times: none\n  reply_time: none\n", "moderation", "moderation.outside"),
        ("moderation:\n  times: Mon 6pm-8pm\n", "moderation", "moderation.watching"),
        ("moderation:\n  times: Mon 6pm-8pm\n  watching: at_intervals\n", "moderation", "moderation.interval"),
        (
            f"moderation:\n  times: none\n{ONLINE}    - {PLACE.replace('Page', 'Other')}\n",
            "moderation",
            "any moderation.other_times",
        ),
        ("images:\n  photos: no\n", "images", "images.livestreams"),
        ("images:\n  photos: yes\n", "images", "images.photo_consent"),
        ("adults:\n  messaging: never\n  logins: shared\n  devices: own\n", "adults", "adults.code"),
        ("adults:\n  messaging: own\n  logins: shared\n  devices: own\n", "adults", "adults.second_adult"),
    ],
)
def test_a_question_is_asked_only_where_other_answers_call_for_it(
    answers: str, section: str, expected: str, tmp_path: Path
) -> None:
    assert said(engine_with(answers, tmp_path).next_question(section=section)) == expected


SAMPLES = {
    "text": "Something {}",
    "long text": "We share news {}",
    "email": "role{}@club.example",
    "phone": "01632 960123",
    "web address": "https://www.example.org/{}",
    "date": "22 November 2026",
    "colour": "#00609c",
    "image": "logo.svg",
    "weekly times": "Mon-Fri 6pm-8pm",
    "number": "12",
    "yes/no": "yes",
}


def answer_for(asked: Asked, number: int, pick: int) -> str | list[str]:
    """Answer anything: `pick` chooses the first option (0) or the last (-1); each group gets two items, or none."""
    if asked.kind == "any":
        return ADD if pick == 0 else NONE
    if asked.kind == "more":
        return DONE
    if asked.options and asked.question.type in ("choice", "choices"):
        value = asked.options[pick].value
        return [value] if asked.question.type == "choices" else value
    if asked.question.none is not None and pick == -1:
        return NONE
    if asked.question.type == "yes/no" and pick == -1:
        return "no"
    return SAMPLES[asked.question.type].format(number)


def run_through(engine: Engine, reply: Callable[[Asked, int], str | list[str]]) -> list[str]:
    """Answer all questions, and return what was asked; a run without end fails."""
    asked_all: list[str] = []
    added: dict[str, int] = {}
    while (asked := engine.next_question()) is not None:
        assert 1 <= asked.position <= asked.total
        raw = reply(asked, len(asked_all))
        if asked.kind == "more" and added.setdefault(asked.question.qid, 0) < 1:
            added[asked.question.qid] += 1
            raw = ADD
        engine.answer(asked, raw)
        asked_all.append(said(asked))
        assert len(asked_all) < 500
        if asked.kind == "answer":
            on_disk = read_answers(engine.workspace, CATALOGUE, TODAY)
            assert (on_disk.values, on_disk.groups) == (engine.answers.values, engine.answers.groups), said(asked)
    return asked_all


@pytest.mark.parametrize("pick", [0, -1])
def test_a_whole_run_asks_nothing_twice_and_leaves_nothing_open(pick: int, tmp_path: Path) -> None:
    """Every answer is on disk before the next question, and the file reads without a problem throughout."""
    engine = engine_with("# nothing yet\n", tmp_path)
    asked = run_through(engine, lambda one, number: answer_for(one, number, pick))
    answers = engine.answers
    once = [line for line in asked if not line.endswith(" +") and not line.startswith("more ")]
    assert sorted(set(once)) == sorted(once)
    for question in CATALOGUE.questions:
        if "." not in question.qid.partition(".")[2]:
            assert not answers.is_open(question.qid), question.qid


def test_every_shipped_question_is_reached(tmp_path: Path) -> None:
    """No question is an orphan: somebody who answers one way or the other gets to it."""
    reached: set[str] = set()
    swaps: list[dict[str, str]] = [
        {},
        {"people.lead": NONE, "moderation.watching": "at_intervals"},
        {"online.accounts.private_messages": "on", "online.accounts.seen_by": "members", "adults.messaging": "own"},
    ]
    for number, swap in enumerate(swaps):
        engine = engine_with("# nothing yet\n", tmp_path / str(number))
        own = swap

        def reply(asked: Asked, count: int, own: dict[str, str] = own) -> str | list[str]:
            if asked.question.qid == "organisation.nations":
                return ["england", "wales"]
            return own.get(asked.question.qid) or answer_for(asked, count, 0)

        for line in run_through(engine, reply):
            reached.add(line.removeprefix("any ").removeprefix("more ").split(" ")[0])
    assert reached == set(QIDS)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_test_organisation_can_go_on(organisation: str, tmp_path: Path) -> None:
    engine = Engine(Workspace.at(workspace_of(organisation, tmp_path)), CATALOGUE, TODAY)
    before = engine.document.text
    while (asked := engine.next_question()) is not None:
        engine.put_off(asked)
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert set(comments) <= set(engine.document.text.splitlines())


def test_what_is_put_off_is_asked_again_in_the_next_run_only(tmp_path: Path) -> None:
    engine = engine_with("# nothing yet\n", tmp_path)
    first: list[str] = []
    while (asked := engine.next_question()) is not None:
        engine.put_off(asked)
        first.append(said(asked))
    assert len(set(first)) == len(first)
    again = Engine(engine.workspace, CATALOGUE, TODAY)
    assert said(again.next_question()) == first[0]
    assert again.answers.put_off == {
        line.removeprefix("any ").removesuffix(" +").replace(".role", "") for line in first
    } - {"ages.groups.name", "online.accounts.name"} | {"ages.groups", "online.accounts"}


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
        ("reporting:\n" + TEAM, "reporting", ["Chair", NONE], "“Nobody yet” stands alone"),
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
        ("moderation", "moderation:\n", "Tue 7pm-8pm", "  times: Tue 7pm-8pm"),
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


def test_a_rule_is_offered_unless_the_answers_say_that_it_makes_no_sense(tmp_path: Path) -> None:
    everything = ["rules.house", "rules.young", "rules.adults"]
    conditional = [rule for rule in CATALOGUE.rules.values() if rule.when is not None]
    engine = engine_with(CLUB + AGES, tmp_path)
    for rule in conditional:
        assert f"rules.{rule.kind}" in everything
        offered = options(CLUB + AGES, tmp_path, "rules") if rule.kind == "house" else None
        if offered is not None:
            wanted = rule.when is None or rule.when.holds(engine.answers.scope()) is not False
            assert (rule.id in offered) == wanted


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
