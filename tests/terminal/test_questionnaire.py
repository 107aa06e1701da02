"""The questionnaire in a terminal: a real process on a real pseudo-terminal, answered key by key."""

from __future__ import annotations

import os
import re
import shlex
import sys
from datetime import date
from pathlib import Path

import pexpect

from policypack.answers_file import read_answers
from policypack.catalogue import load_catalogue
from policypack.workspace import Workspace

POLICYPACK = str(Path(sys.executable).with_name("policypack"))
ENTER, SPACE, DOWN, UP, CTRL_C, CLEAR = "\r", " ", "\x1b[B", "\x1b[A", "\x03", "\x15"

# The quick questions as a swimming club answers them: the words on the screen, the prompt below, and the keys.
ORGANISATION = [
    ("What is your organisation called?", "Your answer:", "Marlpool Swimming Club\r"),
    ("What kind of organisation are you?", "Choose:", ENTER),
    ("Where in the UK do the children", "Tick:", SPACE + ENTER),
    ("Do you belong to a national body", "Your answer:", "Swim England\r"),
]
WELFARE_OFFICER = [
    ("What is this person's role?", "Your answer:", "Welfare officer\r"),
    ("At which email address can this role", "Your answer:", "welfare@marlpoolswimming.example\r"),
    ("On which phone number can this role", "Your answer:", "01632 960123\r"),
    ("Which of these may stand on pages that everybody", "Tick:", DOWN + SPACE + ENTER),
]
CHAIR = [
    ("Is there another person?", "Choose:", ENTER),
    ("What is this person's role?", "Your answer:", "Club chair\r"),
    ("At which email address can this role", "Your answer:", "none\r"),
    ("On which phone number can this role", "Your answer:", ENTER),
    ("Which of these may stand on pages that everybody", "Tick:", DOWN * 3 + SPACE + ENTER),
    ("Is there another person?", "Choose:", DOWN + ENTER),
    ("Who is your child protection lead?", "Choose:", ENTER),
    ("Who stands in when the lead is away", "Choose:", DOWN + ENTER),
]
AGES = [
    ("Who is in your online places?", "Choose:", ENTER),
    ("What do you call this age group?", "Your answer:", "Swimmers\r"),
    ("How old is the youngest?", "Your answer:", "7\r"),
    ("How old is the oldest?", "Your answer:", "17\r"),
    ("Is there another age group?", "Choose:", DOWN + ENTER),
    ("Are members aged 18 or over", "Choose:", DOWN + ENTER),
]
ONLINE = [
    ("What do you call it?", "Your answer:", "Club page\r"),
    ("What is it on?", "Choose:", "facebook pa" + ENTER),
    ("Who can see what is posted there?", "Choose:", ENTER),
    ("Who is in it, or follows it?", "Tick:", SPACE + ENTER),
    ("Which age groups are in it?", "Tick:", SPACE + ENTER),
    ("Can somebody send your account a private message", "Choose:", ENTER),
    ("When do you check what others post", "Choose:", DOWN + ENTER),
    ("Is there another place online?", "Choose:", DOWN + ENTER),
]
REST = [
    ("At which times each week does somebody read", "Your answer:", "Tue and Thu 7pm-8pm\r"),
    ("That is: Tuesday and Thursday, 7pm to 8pm. Is that right?", "", "y"),
    ("When can somebody who writes to you expect", "Choose:", ENTER),
    ("Who takes reports of a worry about a child?", "Tick:", SPACE + ENTER),
    ("Who takes a report about the child protection lead?", "Choose:", DOWN + ENTER),
    ("For each area where your children live", "Choose:", ENTER),
    ("Which council or trust is it?", "Your answer:", "Derbyshire County Council\r"),
    ("Which number by day?", "Your answer:", "01632 960111\r"),
    ("Which number at night", "Your answer:", "none\r"),
    ("Is there another area?", "Choose:", DOWN + ENTER),
    ("Which of these services do you want", "Tick:", UP + UP + SPACE + ENTER),
    ("Do you share photos or films", "Choose:", ENTER),
    ("Do you stream live", "Choose:", DOWN + ENTER),
    ("Do you hold video or voice calls", "Choose:", DOWN + ENTER),
    ("How do adults who help you message children?", "Choose:", ENTER),
]


class Terminal:
    """One run of a command. `screen` is all that it wrote, without colours and cursor movements."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        # Our terminal does not answer where the cursor is, so prompt_toolkit is told not to ask.
        environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "NO_COLOR": "1"}
        self.process = pexpect.spawn(
            POLICYPACK, list(arguments), env=environment, dimensions=(40, 120), timeout=30, encoding="utf-8", cwd=cwd
        )

    def shows(self, words: str) -> None:
        """Wait for words; they may be broken over lines."""
        self.process.expect(r"\s+".join(re.escape(word) for word in words.split()))

    def says(self, dialogue: list[tuple[str, str, str]]) -> None:
        for words, prompt, keys in dialogue:
            self.shows(words)
            if prompt:
                self.shows(prompt)
            self.process.send(keys)

    def ends(self) -> int:
        self.process.expect(pexpect.EOF)
        self.process.close()
        return int(self.process.exitstatus)


def answers_in(folder: Path) -> dict[str, object]:
    workspace = Workspace.at(folder)
    answers = read_answers(workspace, load_catalogue(workspace), date(2026, 11, 22))
    return {**answers.values, **{qid: [item.name for item in items] for qid, items in answers.groups.items()}}


def test_a_club_answers_the_quick_questions_stops_in_between_and_builds_its_pages(tmp_path: Path) -> None:
    """Ctrl-C and going on lose nothing, and the run ends with a site."""
    club = tmp_path / "swimming club"
    terminal = Terminal("new", str(club), "--quick", cwd=tmp_path)
    terminal.says([*ORGANISATION, *WELFARE_OFFICER[:2]])
    terminal.shows("On which phone number can this role")
    terminal.shows("Your answer:")
    terminal.process.send("01632" + CTRL_C)
    terminal.shows("Everything you answered is saved in")
    terminal.shows(f"go on with policypack -C {shlex.quote(str(club))} ask")
    assert terminal.ends() == 130

    before = answers_in(club)
    assert before["organisation.name"] == "Marlpool Swimming Club"
    assert before["people.team"] == ["Welfare officer"]
