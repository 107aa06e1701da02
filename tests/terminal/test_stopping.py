"""Ctrl-C at every kind of prompt: it saves, says where the answers are and how to go on, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.organisations import workspace_with
from tests.terminal.pty import CTRL_C, DOWN, ENTER, Dialogue, Terminal, answers_in

CHAIR = "{role: Chair, first_name: none, email: none, phone: none, public_details: none, staff_details: none}"
TEAM = f"people:\n  team:\n    - {CHAIR}\n    - {CHAIR.replace('Chair', 'Deputy')}\n"
EARLIER = "moderation:\n  times: none\n"
PHOTOS = f"{EARLIER}images:\n  photos: yes\n  photo_consent: parent\n"
MORE: Dialogue = [("Is there another person?", "Choose:", "")]


@pytest.mark.parametrize(
    ("answers", "arguments", "dialogue", "prompt"),
    [
        ("organisation:\n", [], [], "Start with the quick path"),
        ("organisation:\n", ["--section", "organisation"], [], "Your answer:"),  # text
        (EARLIER, ["--section", "images"], [], "No"),  # yes or no
        (
            "organisation:\n  name: A\n  short_name: none\n",
            ["--section", "organisation"],
            [],
            "A sports club",
        ),  # a list
        ("organisation:\n  nations: [england]\n", ["--section", "signposting"], [], "Tick:"),  # one to tick
        ("signposting:\n  services: none\n", ["--section", "signposting"], [], "Add a local service"),  # whether any
        ("signposting:\n  services: [papyrus]\n", ["--section", "signposting"], [], "Your answer:"),  # a date
        (TEAM, ["--section", "people"], [], "Take one out"),  # a group
        (TEAM, ["--section", "people"], [(*MORE[0][:2], DOWN * 2 + ENTER)], "Which one?"),
        (TEAM, ["--section", "people"], [(*MORE[0][:2], DOWN * 3 + ENTER), ("Which one?", "Choose:", ENTER)], "role?"),
        (
            TEAM,
            ["--section", "people"],
            [(*MORE[0][:2], DOWN * 4 + ENTER), ("Which one?", "Choose:", ENTER)],
            "No, keep it",
        ),
        (
            "organisation:\n  name: Club\n",
            ["--section", "moderation"],
            [("week", "answer:", "Tue 7-8pm\r")],
            "Is that right?",
        ),
        (PHOTOS, ["--check"], [], "All is right, finish"),
        (PHOTOS, ["--check"], [("Check your answers", "Choose:", DOWN + ENTER)], "Back to the sections"),
        (TEAM, ["--review"], [], "No longer"),
    ],
)
def test_ctrl_c_saves_and_stops_at_every_kind_of_prompt(
    answers: str, arguments: list[str], dialogue: Dialogue, prompt: str, tmp_path: Path
) -> None:
    before = answers_in(workspace_with(answers, tmp_path))
    terminal = Terminal("ask", *arguments, cwd=tmp_path)
    terminal.says(dialogue)
    terminal.shows(prompt)
    terminal.sends(CTRL_C)
    terminal.shows("Everything you answered is saved in")
    terminal.shows("go on with policypack ask")
    assert terminal.ends() == 130
    assert answers_in(tmp_path) == before
    assert not (tmp_path / "site_config" / ".policypack.lock").read_text(encoding="utf-8")
