"""For everybody's terminal: 80 by 24, the plain mode, a second run, and what every key does everywhere."""

from __future__ import annotations

import itertools
import os
import platform
import signal
import time
from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from tests.organisations import CHECKOUT, workspace_with
from tests.terminal.pty import (
    CTRL_B,
    CTRL_C,
    CTRL_K,
    CTRL_T,
    DOWN,
    ENTER,
    Terminal,
    answers_in,
)

TEAM = "people:\n  team:\n    - {role: Chair, email: none, phone: none, public_details: none}\n"
PLACE = "online:\n  accounts:\n    - {name: Page}\n"
CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
LABELS = {" ".join(label.split()) for rows in CATALOGUE.rows.values() for label in rows.values()}
LABELS |= {question.none for question in CATALOGUE.questions.by_qid.values() if question.none is not None}
REACHED = (
    TEAM.replace("email: none", "email: chair@club.example").replace(", public_details: none", ", first_name: none")
    + "moderation:\n  times: none\n"
)
KEYS = "Ctrl-B back, Ctrl-K skip, Ctrl-T help, Ctrl-C stop"


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize(
    ("answers", "section", "question"),
    [
        (PLACE, "online", "What is it on?"),  # the longest list of the questionnaire, that of the platforms
        ("organisation:\n  nations: [england]\n", "signposting", "Which of these services do you want to"),
        ("moderation:\n  times: none\n", "rules", "Which house rules hold"),
    ],
)
def test_the_question_the_keys_and_the_whole_choice_stay_on_the_screen_however_long_the_list_is(
    answers: str, section: str, question: str, columns: int, tmp_path: Path
) -> None:
    workspace_with(answers, tmp_path)
    terminal = Terminal("ask", "--section", section, cwd=tmp_path, columns=columns)
    terminal.shows(question)
    terminal.expects("Choose:|Tick:")
    for keys in ("", DOWN * 15):
        terminal.sends(keys)
        lines = terminal.seen().split("\n")
        screen = " ".join(" ".join(lines).split())
        assert question in screen, screen
        assert KEYS in screen, screen
        begins = next(at for at, line in enumerate(lines) if "»" in line)
        # The next choice, or what is below the list: no line of the choice that the cursor is on is left out.
        rest = itertools.takewhile(lambda line: line.startswith("     "), lines[begins + 1 :])
        label = " ".join(" ".join([lines[begins], *rest]).split())
        assert label.lstrip("»○ ").removesuffix(" *") in {*LABELS, "Not decided yet"}, screen
    terminal.sends(CTRL_C)
    assert terminal.ends() == 130


@pytest.mark.parametrize(
    ("answers", "section", "prompt"),
    [
        ("images:\n  photos: no\n", "organisation", "Your answer:"),
        ("organisation:\n  name: A\n  short_name: none\n", "organisation", "Choose:"),
        (REACHED, "people", "Tick:"),
        (TEAM.replace("none}", "none, staff_details: none, first_name: none}"), "people", "Take one out"),
        ("moderation:\n  times: none\n", "images", "Yes"),
        ("reporting:\n  taken_by: none\n" + TEAM, "reporting", "Your answer:"),
    ],
)
def test_help_skip_and_save_and_quit_work_at_every_kind_of_prompt(
    answers: str, section: str, prompt: str, tmp_path: Path
) -> None:
    """Help comes back to the question, and Ctrl-C keeps all that was answered."""
    before = answers_in(workspace_with(answers, tmp_path))
    terminal = Terminal("ask", "--section", section, cwd=tmp_path)
    terminal.shows(prompt)
    terminal.sends(CTRL_T)
    terminal.shows("Each answer is saved at once. Stop whenever you like.")
    terminal.shows(prompt)
    terminal.sends(CTRL_C)
    terminal.shows("go on with policypack ask")
    assert terminal.ends() == 130
    assert answers_in(tmp_path) == before

    terminal = Terminal("ask", "--section", section, cwd=tmp_path)
    terminal.shows(prompt)
    terminal.sends(CTRL_K)
    terminal.settles()
    assert "Everything you answered is saved" not in terminal.read
    terminal.sends(CTRL_C)
    terminal.ends()


def test_a_stop_that_comes_as_a_signal_between_two_keys_stops_as_ctrl_c_does(tmp_path: Path) -> None:
    """Ctrl-C pressed before a prompt reads keys arrives as a signal, and so does one sent by another program."""
    workspace_with("organisation:\n  name: Club\n", tmp_path)
    terminal = Terminal("ask", "--section", "images", cwd=tmp_path)
    terminal.shows("Choose:")
    terminal.settles()
    terminal.kill(signal.SIGINT)
    terminal.shows("go on with policypack ask")
    assert terminal.ends() == 130


def test_going_back_over_a_condition_asks_only_what_applies_then(tmp_path: Path) -> None:
    """With photos changed to no, whom to ask before sharing them is not asked, and its answer is named and kept."""
    workspace_with("moderation:\n  times: none\n", tmp_path)
    terminal = Terminal("ask", "--section", "images", cwd=tmp_path)
    terminal.says(
        [
            ("Do you share photos or films of children online?", "Choose:", ENTER),
            ("Whom do you ask before sharing a picture", "Choose:", ENTER),
            ("Where is your own consent form", "Your answer:", CTRL_B),
            ("Whom do you ask before you share a picture", "Choose:", CTRL_B),
            ("Do you share photos or films of children online?", "Choose:", DOWN + ENTER),
            ("With “no”, these answers no longer apply:", "- Whom do you ask before you share a picture", ""),
            ("They stay in your file", "Choose:", ENTER),
            ("Do you stream live", "Choose:", CTRL_C),
        ]
    )
    assert terminal.ends() == 130
    assert "photo_consent: child_and_parent" in (tmp_path / "site_config" / "answers.yml").read_text(encoding="utf-8")
    said = answers_in(tmp_path)
    assert (said["images.photos"], said["images.photo_consent"]) == (False, "child_and_parent")


def test_the_first_question_has_nothing_before_it_and_says_so(tmp_path: Path) -> None:
    workspace_with("organisation:\n", tmp_path)
    terminal = Terminal("ask", "--section", "organisation", cwd=tmp_path)
    terminal.says([("What is your organisation called?", "Your answer:", CTRL_B)])
    terminal.shows("there is nothing before it")
    terminal.says([("Your answer:", "", CTRL_C)])
    assert terminal.ends() == 130


def test_plain_mode_numbers_the_choices_takes_words_for_keys_and_never_moves_the_cursor(tmp_path: Path) -> None:
    terminal = Terminal("new", "club", "--plain", cwd=tmp_path)
    terminal.says(
        [
            ("Type < to go back, - to skip for now, ? for help, ! to save and quit.", "", ""),
            ("1. Start with the quick path 2. Answer all of it", "Type a number:", "1\r"),
            ("What is your organisation called?", "Your answer:", "?\r"),
            ("Your answer may stand on pages that everybody can read.", "Your answer:", "Club\r"),
            ("What kind of organisation are you? ", "1. A sports club", ""),
            ("Type a number:", "", "12\r"),
            ("There is no 12 here; the numbers go from 1 to 8.", "Type a number:", "<\r"),
            ("Your answer so far: Club", "Your answer:", "\r"),
            ("What kind of organisation are you?", "Type a number:", "1\r"),
            ("Where in the UK", "Type numbers, with spaces between:", "1 3\r"),
            ("Do you belong to a national or parent body", "Your answer:", "-\r"),
            ("Which role is it?", "Your answer:", "!\r"),
        ]
    )
    terminal.shows("go on with policypack -C")
    assert terminal.ends() == 130
    assert "\x1b" not in terminal.read
    assert answers_in(tmp_path / "club") == {
        "organisation.name": "Club",
        "organisation.kind": "sports_club",
        "organisation.nations": ("england", "wales"),
    }


def test_a_terminal_that_lacks_characters_gets_the_plain_mode_in_characters_that_it_has(tmp_path: Path) -> None:
    workspace_with("reporting:\n  taken_by: none\n  mailbox: none\n", tmp_path)
    terminal = Terminal("ask", "--section", "signposting", cwd=tmp_path, from_scratch=True, PYTHONIOENCODING="cp1252")
    terminal.says([("Which of these services do you want", "Type numbers", "!\r")])
    assert terminal.ends() == 130
    assert terminal.read.isascii()


def test_a_second_run_says_who_holds_the_workspace_and_stops(tmp_path: Path) -> None:
    workspace_with("organisation:\n", tmp_path)
    first = Terminal("ask", cwd=tmp_path)
    first.shows("Choose:")
    second = Terminal("ask", cwd=tmp_path)
    second.shows(f"on {platform.node()} (process {first.pid}) has been answering the questions here")
    second.shows("for less than a minute; wait until that run has ended")
    assert second.ends() == 2
    first.sends(CTRL_C)
    assert first.ends() == 130
    assert not (tmp_path / "site_config" / ".policypack.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "left_over",
    [
        f"{2**22 + 1}\n{platform.node()}\nsam\n{time.time():.0f}\n",  # no process has so high a number
        f"{os.getpid()}\n{platform.node()}\nsam\n{time.time() - 3 * 86_400:.0f}\n",
        f"1\nanother-machine\nsam\n{time.time() - 100_000:.0f}\n",
        f"1\nanother-machine\nsam\n{time.time() + 86_400:.0f}\n",
        "",
    ],
    ids=[
        "process gone",
        "another process has its number",
        "another machine's, of long ago",
        "another machine's, whose clock is ahead",
        "empty",
    ],  # with the time in its name it runs on no second processor
)
def test_a_lock_that_nobody_holds_any_more_is_no_hindrance(left_over: str, tmp_path: Path) -> None:
    workspace_with("organisation:\n", tmp_path)
    (tmp_path / "site_config" / ".policypack.lock").write_text(left_over, encoding="utf-8")
    terminal = Terminal("ask", "--plain", cwd=tmp_path)
    terminal.says([("Start with the quick path", "Type a number:", "!\r")])
    assert terminal.ends() == 130


def test_a_lock_from_another_machine_that_is_not_old_holds(tmp_path: Path) -> None:
    workspace_with("organisation:\n", tmp_path)
    lock = tmp_path / "site_config" / ".policypack.lock"
    lock.write_text(f"1\nanother-machine\nsam\n{time.time():.0f}\n", encoding="utf-8")
    terminal = Terminal("ask", "--plain", cwd=tmp_path)
    terminal.shows("sam on another-machine (process 1)")
    terminal.shows("where it has ended, delete this file")
    assert terminal.ends() == 2
    assert lock.read_text(encoding="utf-8").startswith("1\nanother-machine")


def test_enter_chooses_nothing_while_what_was_typed_fits_nothing_in_a_long_list(tmp_path: Path) -> None:
    """The list shows everything then, and its first entry is not what somebody looked for."""
    workspace_with(PLACE, tmp_path)
    terminal = Terminal("ask", "--section", "online", cwd=tmp_path)
    terminal.says([("What is it on?", "Choose:", "zzz" + ENTER)])
    assert "zzz" in terminal.seen()
    terminal.sends("\x7f\x7f\x7fminecraft" + ENTER)
    terminal.shows("Who can see it?")
    terminal.sends(CTRL_C)
    assert terminal.ends() == 130
    assert "platform: minecraft" in (tmp_path / "site_config" / "answers.yml").read_text(encoding="utf-8")
