"""The engine going back: what is asked again, what is set aside and comes back, and changes of whole items."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED, Question
from policypack.pack.pack import load_pack
from policypack.pages.render import render_pages
from policypack.questionnaire.asked import ADD, DONE, Asked
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.same_times import same_times
from policypack.questionnaire.welcome import quick_questions
from tests.given import answer, given
from tests.hardening.rounds import SOAK
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with
from tests.questionnaire.test_engine import said

TODAY = date(2026, 11, 22)
CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
BACK = "<"


def engine_with(answers: str, folder: Path) -> Engine:
    return Engine(Workspace.at(workspace_with(answers, folder)), CATALOGUE, TODAY)


def next_of(engine: Engine, section: str) -> Asked:
    asked = engine.next_question(section=section)
    assert asked is not None
    return asked


IMAGES = "moderation:\n  times: none\n"


@pytest.mark.parametrize(
    ("section", "answers", "expected", "current"),
    [
        ("images", ["yes", BACK], "images.photos", "yes"),
        ("images", ["yes", "parent", BACK], "images.photo_consent", "parent"),
        ("images", ["yes", "parent", BACK, BACK], "images.photos", "yes"),
        ("images", ["yes", "parent", BACK, "older_child"], "images.own_form", None),
        ("images", ["yes", "parent", BACK, BACK, "yes"], "images.photo_consent", "parent"),  # the way forward again
        ("images", ["yes", "parent", BACK, BACK, "no"], "images.livestreams", None),  # it no longer applies
        ("images", [NOT_DECIDED, BACK], "images.photos", None),
        ("people", ["Chair", BACK], "people.team.role of Chair", "Chair"),
        ("people", ["Chair", "Sam", BACK, BACK, "Lead"], "people.team.first_name of Lead", "Sam"),
        ("signposting", ["none", ADD, BACK], "any signposting.own", None),
        ("signposting", ["none", "none", BACK], "any signposting.own", None),
        ("signposting", ["none", "none", BACK, ADD], "signposting.own.name +", None),
        ("signposting", ["none", ADD, "Drop-in", BACK], "signposting.own.name of Drop-in", "Drop-in"),
        (  # whoever put off the name and goes back to give it is asked for another one after it
            "signposting",
            ["none", ADD, NOT_DECIDED, BACK, "Drop-in", *[NOT_DECIDED] * 4],
            "more signposting.own",
            None,
        ),
        ("signposting", ["none", ADD, "Drop-in", BACK, BACK], "signposting.services", "none"),
    ],
)
def test_back_asks_again_what_was_asked_before_and_forward_asks_only_what_applies(
    section: str, answers: list[str], expected: str, current: str | None, tmp_path: Path
) -> None:
    engine = engine_with(IMAGES, tmp_path)
    for raw in answers:
        if raw == BACK:
            assert engine.back()
        else:
            engine.answer(next_of(engine, section), raw)
    asked = next_of(engine, section)
    assert said(asked) == expected
    assert engine.current(asked) == current


def test_there_is_nothing_before_the_first_question_of_a_run(tmp_path: Path) -> None:
    assert not engine_with(IMAGES, tmp_path).back()


def test_what_a_change_sets_aside_is_named_stays_in_the_file_and_comes_back(tmp_path: Path) -> None:
    engine = engine_with("images:\n  photos: yes\n  photo_consent: parent\n  stored: moved\n", tmp_path)
    assert engine.ask_again("images.photos")
    asked = next_of(engine, "images")
    assert [question.qid for question, _ in engine.set_aside_by(asked, "no")] == [
        "images.photo_consent",
        "images.stored",
    ]
    assert engine.set_aside_by(asked, "yes") == []
    engine.answer(asked, "no")
    assert engine.answers.get("images.stored") is None
    assert "stored: moved" in engine.document.text
    engine.ask_again("images.photos")
    engine.answer(next_of(engine, "images"), "yes")
    assert engine.answers.get("images.stored") == "moved"


TEAM = "people:\n  team:\n    - {role: Chair, email: chair@club.example}\n    - {role: Lead}\n  lead: Lead\n"
PLACES = (
    "online:\n  accounts:\n    - {name: Page, comments: after, moderators: [Lead, Chair], address: https://a.example}\n"
)
OTHER = "made_with: 0.2.0\nmoderation:\n  other_times:\n    - {account: Page, differs: [times], times: Mon 18-20}\n"


def test_a_new_name_of_an_item_is_taken_over_wherever_an_answer_names_it(tmp_path: Path) -> None:
    engine = engine_with(TEAM + PLACES, tmp_path)
    assert engine.ask_again("people.team.role", "Lead")
    engine.answer(next_of(engine, "people"), "Welfare officer")
    assert engine.answers.get("people.lead") == "Welfare officer"
    assert engine.answers.items("online.accounts")[0].values["moderators"] == ("Welfare officer", "Chair")


def test_an_item_that_is_taken_out_is_open_again_where_it_was_named(tmp_path: Path) -> None:
    engine = engine_with(TEAM + PLACES, tmp_path)
    named = [question.qid for question, _ in engine.named_elsewhere("people.team", "Lead")]
    assert named == ["people.lead", "online.accounts.moderators"]
    engine.remove_item("people.team", "Lead")
    assert engine.answers.is_open("people.lead")
    assert engine.answers.items("online.accounts")[0].values["moderators"] == ("Chair",)
    assert [item.name for item in engine.answers.items("people.team")] == ["Chair"]


def test_a_place_that_is_taken_out_takes_its_own_times_with_it(tmp_path: Path) -> None:
    second = "    - {name: Group, comments: after}\n"
    engine = engine_with(TEAM + PLACES + second + OTHER, tmp_path)
    engine.remove_item("online.accounts", "Page")
    assert not engine.answers.groups.get("moderation.other_times")


def test_a_copy_has_all_answers_but_what_can_only_be_its_own(tmp_path: Path) -> None:
    engine = engine_with(TEAM + PLACES, tmp_path)
    engine.copy_item("online.accounts", "Page", "Group")
    page, group = engine.answers.items("online.accounts")
    assert group.values == {**{k: v for k, v in page.values.items() if k != "address"}, "name": "Group"}
    with pytest.raises(ValueError, match="needs a name of its own"):
        engine.copy_item("online.accounts", "Page", "group")


def test_changing_an_item_asks_its_answered_questions_in_order_with_their_answers(tmp_path: Path) -> None:
    engine = engine_with(TEAM + PLACES, tmp_path)
    engine.change_item("people.team", "Chair")
    first = next_of(engine, "people")
    assert said(first) == "people.team.role of Chair"
    engine.answer(first, "Club chair")
    second = next_of(engine, "people")
    assert said(second) == "people.team.email of Club chair"
    assert engine.current(second) == "chair@club.example"


WHOLE_RUNS = (
    ORGANISATIONS
    if SOAK
    else [
        "angling-club",
        "church-youth-group",
        "counselling-charity",
        "football-club",
        "gaming-charity",
        "parish-streams",
        "support-server",
        "village-minis",
        "young-carers-forum",
        "youth-theatre",
    ]
)
"""Organisations that answer their way through; those of the short round are asked every question between them."""


@pytest.mark.parametrize("organisation", ORGANISATIONS if SOAK else ["gaming-charity"])
def test_every_answered_question_of_an_organisation_can_be_asked_again_and_kept(
    organisation: str, tmp_path: Path
) -> None:
    """Giving the same answer again changes no byte of the file, sets nothing aside and opens nothing."""
    engine = Engine(Workspace.at(workspace_of(organisation, tmp_path)), CATALOGUE, TODAY)
    before, was_open = engine.document.text, engine.open_now()
    for question in (q for section in CATALOGUE.questions.sections for q in section.questions):
        if question.type == "group" or engine.answers.get(question.qid) is None:
            continue
        assert engine.ask_again(question.qid), question.qid
        asked = engine.next_again()
        assert asked is not None
        raw = engine.current(asked)
        assert raw is not None
        assert engine.set_aside_by(asked, raw) == [], question.qid
        engine.answer(asked, raw)
    assert engine.document.text == before
    assert engine.open_now() == was_open


def test_progress_counts_up_and_ends_with_nothing_left(tmp_path: Path) -> None:
    engine = engine_with(IMAGES, tmp_path)
    done = 0
    while (asked := engine.next_question(quick=True)) is not None:
        now = engine.progress(asked, quick=True)
        assert now.done >= done
        assert now.left >= (asked.kind == "answer")
        assert 1 <= now.section <= now.sections
        done = now.done
        engine.put_off(asked)
    assert done >= 8


def test_back_from_a_visit_or_an_item_that_is_changed_leads_out_and_lets_go_of_what_was_to_come(tmp_path: Path) -> None:
    """What was passed before is there again after it, and a change inside a visit has a way out of its own."""
    engine = engine_with("people:\n  team:\n    - {role: Chair, first_name: Sam}\n", tmp_path)
    engine.answer(next_of(engine, "organisation"), "Club")
    with engine.visit() as has_gone_out:
        engine.ask_again("people.team")
        engine.change_item("people.team", "Chair")
        assert said(engine.next_again()) == "people.team.role of Chair"
        answer(engine, next_of(engine, "people"), "Lead")
        assert engine.back()
        assert said(engine.next_again()) == "people.team.role of Lead"
        assert engine.back()
        assert said(engine.next_again()) == "more people.team"
        assert not has_gone_out()
        assert engine.back()
        assert has_gone_out()
        assert engine.next_again() is None
    assert engine.back()
    assert said(engine.next_again()) == "organisation.name"
    assert not engine.back()


def test_what_is_asked_in_a_visit_can_be_gone_back_to_after_it(tmp_path: Path) -> None:
    engine = engine_with(IMAGES, tmp_path)
    with engine.visit():
        engine.answer(next_of(engine, "images"), "no")
    assert engine.back()
    assert said(engine.next_again()) == "images.photos"
    assert not engine.back()


TIMES = (
    "made_with: 0.2.0\nonline:\n  accounts: [{name: Page}, {name: Chat}, {name: Call}]\n"
    "moderation:\n  times: Mon 6pm-8pm\n"
    "  other_times:\n    - {account: Page, differs: [times], times: Tue 7pm-8pm}\n"
    "    - {account: Call, differs: [times], times: none}\n    - {account: Chat, differs: [times]}\n"
)


@pytest.mark.parametrize(
    ("qid", "item", "expected"),
    [
        ("moderation.other_times.times", "Chat", {"Page": "Tuesday 19:00-20:00"}),
        ("moderation.other_times.times", "Page", {}),
        ("moderation.times", "", {"Page": "Tuesday 19:00-20:00"}),
        ("moderation.other_times.account", "Page", {}),
        ("moderation.reply_time", "", {}),
    ],
)
def test_the_times_of_another_place_can_be_taken_over_where_times_are_asked(
    qid: str, item: str, expected: dict[str, str], tmp_path: Path
) -> None:
    engine = engine_with(TIMES, tmp_path)
    engine.ask_again(qid, item)
    asked = engine.next_again()
    assert asked is not None
    assert {name: times.text() for name, times in same_times(asked, engine.answers).items()} == expected
    for times in same_times(asked, engine.answers).values():
        engine.answer(asked, times.text())
        assert (
            engine.answers.get(qid, next(iter(i for i in engine.answers.items(TIMES_OF) if i.name == item), None))
            == times
        )


TIMES_OF = "moderation.other_times"


@pytest.mark.parametrize(
    "group", [question for question in CATALOGUE.questions if question.fewest], ids=lambda q: q.qid
)
@pytest.mark.parametrize("word", ["none", "None"])
def test_where_at_least_one_is_wanted_none_is_refused_with_what_to_answer_instead(
    group: Question, word: str, tmp_path: Path
) -> None:
    """Typed as the first name it would else become an item called "none", and stand on pages."""
    section, _, name = group.qid.partition(".")
    engine = engine_with("organisation:\n", tmp_path)
    engine.ask_again(group.qid)
    asked = engine.next_again()
    assert asked is not None
    with pytest.raises(ValueError, match=f"at least one {group.item} is wanted. {group.at_least_one}"[:-1]):
        engine.answer(asked, word)
    workspace_with(f"{section}:\n  {name}: none\n", tmp_path)
    with pytest.raises(ProblemsFoundError) as caught:
        engine.refresh()
    (problem,) = caught.value.problems
    assert problem.wanted == group.none_refused
    assert problem.given == "none"


def test_the_quick_path_has_at_most_18_questions_and_what_puts_a_village_club_off_is_not_among_them() -> None:
    assert quick_questions(CATALOGUE.questions) <= 18
    quick = [question for question in CATALOGUE.questions if question.quick]
    words = " ".join(question.prompt for question in quick).casefold()
    for word in ("risk assess", "written down the risks", "firewall", "supervis", "regulated", "safety act", "appeal"):
        assert word not in words, word


def test_the_first_draft_of_a_club_with_parents_only_does_not_speak_as_if_children_were_there(tmp_path: Path) -> None:
    """Who is in the online places is asked on the quick path, over-18s among children included."""
    engine = engine_with("# nothing yet\n", tmp_path / "draft")
    source = Engine(Workspace.at(workspace_of("football-club", tmp_path / "source")), CATALOGUE, TODAY)
    asked_of_ages = []
    while (asked := engine.next_question(quick=True)) is not None:
        asked_of_ages += [asked.question.qid] if asked.section.id == "ages" and asked.group is None else []
        answer(engine, asked, given(asked, source, engine))
    assert asked_of_ages[0] == "ages.members"
    pages = render_pages(load_pack(tmp_path / "draft", TODAY), "public")
    assert "Only adults are in our places online." in pages["index.md"]
    over_18 = next(choice for choice in CATALOGUE.questions["ages.members"].choices if choice.value == "all_ages")
    assert "18 or over" in over_18.label


def test_the_gate_of_a_group_takes_another_item_until_somebody_says_that_was_all(tmp_path: Path) -> None:
    engine = engine_with(TEAM.replace("  lead: Lead\n", ""), tmp_path)
    engine.ask_again("people.team")
    gate = next_of(engine, "people")
    assert said(gate) == "more people.team"
    engine.answer(gate, ADD)
    assert engine.back()
    gate = next_of(engine, "people")
    assert said(gate) == "more people.team"
    engine.answer(gate, DONE)
    assert said(next_of(engine, "people")) != "more people.team"


def sorted_choices(value: object) -> object:
    """Return an answer with its choices in one order: the questionnaire writes them in the order of the options."""
    return sorted(value) if isinstance(value, tuple) else value


def test_each_organisation_answers_its_way_through_nothing_is_asked_twice_and_every_question_is_reached(
    tmp_path: Path,
) -> None:
    """At the end of each run the file says what the organisation's own file says."""
    reached: set[str] = set()
    for organisation in WHOLE_RUNS:
        source = Engine(Workspace.at(workspace_of(organisation, tmp_path / organisation / "a")), CATALOGUE, TODAY)
        engine = engine_with("# nothing yet\n", tmp_path / organisation / "b")
        lines: list[str] = []
        while (asked := engine.next_question()) is not None:
            answer(engine, asked, given(asked, source, engine))
            lines.append(said(asked))
            reached.add(asked.question.qid)
        once = [line for line in lines if not line.endswith(" +") and not line.startswith("more ")]
        assert len(set(once)) == len(once), organisation
        for question in CATALOGUE.questions:
            if question.qid.count(".") == 1 and question.type not in ("long text", "group"):
                mine, theirs = engine.answers.get(question.qid), source.answers.get(question.qid)
                if question.but_not is not None and theirs == source.answers.get(question.but_not):
                    theirs = NONE  # written by hand; it is not offered
                assert sorted_choices(mine) == sorted_choices(theirs), f"{organisation}: {question.qid}"
    opened_by_name = {question.qid for question in CATALOGUE.questions if question.type == "group"}
    assert {question.qid for question in CATALOGUE.questions} - opened_by_name - reached == set()
