"""The questionnaire in a terminal: the quick path, stopping and going on, and answers that cannot be taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.answers.reader import read_answers
from policypack.base.versions import VERSION
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from tests.organisations import workspace_with
from tests.terminal.pty import (
    CLEAR,
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_K,
    DOWN,
    ENTER,
    SPACE,
    TODAY,
    UP,
    Terminal,
    answers_in,
)

# The quick questions as a swimming club answers them: the words on the screen, the prompt below, and the keys.
ORGANISATION = [
    ("What is your organisation called?", "Your answer:", "Marlpool Swimming Club\r"),
    ("What kind of organisation are you?", "Choose:", ENTER),
    ("Where in the UK do your children", "Tick:", SPACE + ENTER),
    ("Do you belong to a national or parent body", "Your answer:", "Swim England\r"),
]
WELFARE_OFFICER = [
    ("Which role is it?", "Your answer:", "Welfare officer\r"),
    ("The role's email address?", "Your answer:", "welfare@marlpoolswimming.example\r"),
    ("The role's phone number?", "Your answer:", "01632 960123\r"),
]
CHAIR = [
    ("Is there another person?", "Choose:", ENTER),
    ("Which role is it?", "Your answer:", "Club chair\r"),
    ("The role's email address?", "Your answer:", "none\r"),
    ("The role's phone number?", "Your answer:", ENTER),
    ("Is there another person?", "Choose:", DOWN + ENTER),
    ("Welfare officer: What may stand on pages for everybody?", "Tick:", SPACE + ENTER),
    ("Who is your child protection lead?", "Choose:", ENTER),
    ("Who stands in for the lead?", "Choose:", ENTER),
]
AGES = [
    ("Who is in your online places?", "Choose:", ENTER),
    ("What is it called?", "Your answer:", "Swimmers\r"),
    ("Age of the youngest?", "Your answer:", "7\r"),
    ("Age of the oldest?", "Your answer:", "17\r"),
    ("Is there another age group?", "Choose:", DOWN + ENTER),
]
ONLINE = [
    ("What do you call it?", "Your answer:", "Club page\r"),
    ("What is it on?", "Choose:", "facebook pa" + ENTER),
    ("Who can see it?", "Choose:", ENTER),
    ("Who is in it, or follows?", "Tick:", SPACE + ENTER),
    ("Can people message you privately?", "Choose:", ENTER),
    ("When do you check posts and comments?", "Choose:", DOWN + ENTER),
    ("Is there another place online?", "Choose:", DOWN + ENTER),
]
REST = [
    ("At which times each week does somebody read", "Your answer:", "Tue and Thu 7pm-8pm\r"),
    ("That is: Tuesday and Thursday, 7pm to 8pm.", "Is that right?", ENTER),
    ("When can somebody who writes expect", "Choose:", ENTER),
    ("Who takes a report about the child protection lead?", "Choose:", ENTER),
    ("Whom do you ring about a child at risk", "Choose:", ENTER),
    ("Which council or trust is it?", "Your answer:", "Derbyshire County Council\r"),
    ("Which number by day?", "Your answer:", "01632 960111\r"),
    ("Which number at night", "Your answer:", "none\r"),
    ("Is there another area?", "Choose:", DOWN + ENTER),
    ("Do you share photos or films", "Choose:", ENTER),
    ("Do you stream live", "Choose:", DOWN + ENTER),
    ("How do adults who help you message children?", "Choose:", ENTER),
    ("Which house rules hold", "Tick:", SPACE + DOWN * 3 + SPACE + ENTER),
]


def test_a_club_answers_the_quick_questions_and_builds_its_pages(tmp_path: Path) -> None:
    terminal = Terminal("new", "swimming club", "--quick", cwd=tmp_path)
    terminal.says([*ORGANISATION, *WELFARE_OFFICER, *CHAIR, *AGES, *ONLINE, *REST])
    terminal.shows("That was the last quick question.")
    terminal.shows("Not decided yet: 1.")
    terminal.says([("Check your answers?", "Choose:", DOWN * 2 + ENTER)])
    terminal.says([("Build the draft pages now?", "Choose:", ENTER)])
    assert terminal.ends() == 0
    club = tmp_path / "swimming club"
    assert "Marlpool Swimming Club" in (club / "site" / "index.html").read_text(encoding="utf-8")
    said = answers_in(club)
    assert said["people.lead"] == "Welfare officer"
    assert said["people.cover"] == "Club chair"
    assert said["online.accounts"] == ["Club page"]
    assert said["rules.house"] == ("kind_words", "ask_before_sharing")  # those alone that were ticked singly
    assert said["images.photos"] is True


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    """Ctrl-C in the middle of an answer loses that answer and no other."""
    club = tmp_path / "swimming club"
    terminal = Terminal("new", str(club), "--quick", cwd=tmp_path, columns=200)  # the path stands in one line then
    terminal.says([*ORGANISATION, *WELFARE_OFFICER[:2]])
    terminal.says([("The role's phone number?", "Your answer:", "01632" + CTRL_C)])
    terminal.shows(f"Everything you answered is saved in {club}/site_config/answers.yml;")
    terminal.shows(f"go on with policypack -C '{club}' ask --quick")
    assert terminal.ends() == 130
    before = answers_in(club)
    assert before["organisation.name"] == "Marlpool Swimming Club"
    assert before["people.team"] == ["Welfare officer"]

    terminal = Terminal("ask", "--quick", cwd=club)
    terminal.says([*WELFARE_OFFICER[2:], *CHAIR])
    terminal.says([("Who is in your online places?", "Choose:", CTRL_C)])
    terminal.shows("go on with policypack ask --quick")
    assert terminal.ends() == 130
    after = answers_in(club)
    assert {qid: after[qid] for qid in before} == {**before, "people.team": ["Welfare officer", "Club chair"]}

    terminal = Terminal("-C", str(club), "ask", "--section", "people", cwd=tmp_path)
    terminal.says([("Their first name?", "Your answer:", CTRL_C)])
    assert terminal.ends() == 130


def test_an_answer_that_cannot_be_taken_is_asked_again_with_what_is_wanted(tmp_path: Path) -> None:
    """What was typed stays there to be mended, and nothing of it is saved."""
    (tmp_path / "club").mkdir()
    workspace_with("people:\n  team:\n    - {role: Chair, first_name: none}\n", tmp_path / "club")
    terminal = Terminal("ask", "--section", "people", cwd=tmp_path / "club")
    terminal.says([("The role's email address?", "Your answer:", "chair at home\r")])
    terminal.shows("An email address is wanted, such as welfare@example.org; the @ is missing.")
    assert "chair at home" not in (tmp_path / "club" / "site_config" / "answers.yml").read_text(encoding="utf-8")
    terminal.says([("Your answer: chair at home", "", CLEAR + "chair@club.example\r")])
    terminal.says([("The role's phone number?", "Your answer:", "12\r")])
    terminal.shows("A phone number is wanted")
    terminal.says([("Your answer:", "", CLEAR + "none\r")])
    terminal.says([("Is there another person?", "Choose:", DOWN + ENTER)])
    terminal.says([("What may stand on pages for everybody?", "Tick:", ENTER)])
    terminal.shows("Nothing is ticked.")
    terminal.sends(SPACE + UP + SPACE + ENTER)
    terminal.shows("stands alone")
    terminal.says([("Tick:", "", CTRL_C)])
    assert terminal.ends() == 130
    team = read_answers_of_team(tmp_path / "club")
    assert team == {"role": "Chair", "first_name": "none", "email": "chair@club.example", "phone": "none"}


def read_answers_of_team(folder: Path) -> dict[str, object]:
    workspace = Workspace.at(folder)
    answers = read_answers(workspace, load_catalogue(workspace), TODAY, FACTS)
    return dict(answers.groups["people.team"][0].values)


def test_times_are_read_back_in_words_and_can_be_written_again(tmp_path: Path) -> None:
    workspace_with("organisation:\n  name: Club\n", tmp_path)
    terminal = Terminal("ask", "--section", "moderation", cwd=tmp_path)
    terminal.says(
        [
            ("At which times each week", "Your answer:", "Tue 7-8am\r"),
            ("That is: Tuesday, 7am to 8am.", "Is that right?", DOWN + ENTER),
            ("Your answer: Tue 7-8am", "", CLEAR + "Tue 7-8pm\r"),
            ("That is: Tuesday, 7pm to 8pm.", "Is that right?", ENTER),
            ("Are there days ahead when nobody reads", "Choose:", CTRL_C),
        ]
    )
    assert terminal.ends() == 130
    assert "times: Tuesday 19:00-20:00\n" in (tmp_path / "site_config" / "answers.yml").read_text(encoding="utf-8")


def test_problems_in_a_file_that_was_changed_by_hand_are_all_said_before_anything_is_asked(tmp_path: Path) -> None:
    text = f"made_with: {VERSION}\norganisation:\n  kind: club\nages:\n  members: kids\n"
    workspace_with(text, tmp_path)
    terminal = Terminal("ask", cwd=tmp_path)
    terminal.shows('site_config/answers.yml:3: organisation.kind: given "club":')
    terminal.shows('site_config/answers.yml:5: ages.members: given "kids":')
    assert terminal.ends() == 2
    assert (tmp_path / "site_config" / "answers.yml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_stopping_at_the_first_question_leaves_a_workspace_that_can_go_on(key: str, tmp_path: Path) -> None:
    terminal = Terminal("new", cwd=tmp_path)
    terminal.says([("Nothing you type leaves this machine.", "Choose:", DOWN + ENTER)])
    terminal.says([("What is your organisation called?", "Your answer:", key)])
    assert terminal.ends() == 130
    terminal = Terminal("ask", cwd=tmp_path)
    terminal.says([("Quick path: 18 questions", "Choose:", DOWN + ENTER)])
    terminal.says([("What is your organisation called?", "Your answer:", "Club\r"), ("for short?", "answer:", key)])
    assert terminal.ends() == 130
    assert answers_in(tmp_path)["organisation.name"] == "Club"


def test_a_question_that_was_skipped_has_its_number_again_when_somebody_goes_back(tmp_path: Path) -> None:
    """What is skipped and asked again is open again: it is counted as before, from 1."""
    terminal = Terminal("new", "club", "--quick", cwd=tmp_path)
    terminal.shows("1/9 Your organisation, about")
    terminal.shows("Your answer:")
    terminal.sends(CTRL_K)
    terminal.shows("What kind of organisation are you?")
    terminal.shows("Choose:")
    terminal.sends(CTRL_B)
    terminal.shows("1/9 Your organisation, about")
    terminal.shows("Your answer:")
    terminal.sends(CTRL_C)
    assert terminal.ends() == 130
