"""Ctrl-C at every kind of prompt: it saves, says how to go on in the same way, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.versions import VERSION
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
        (PHOTOS, ["--check", "--section", "images"], [], "All is right, finish"),
        (TEAM, ["--review", "--section", "people"], [], "No longer"),
        (TEAM, ["--missing"], [], "Your answer:"),
        (TEAM, ["--missing", "--section", "people"], [], "Chair"),
        (TEAM, ["--section", "people", "--quick"], [], "Is there another person?"),
    ],
)
def test_ctrl_c_saves_and_stops_at_every_kind_of_prompt(
    answers: str, arguments: list[str], dialogue: Dialogue, prompt: str, tmp_path: Path
) -> None:
    before = answers_in(workspace_with(f"made_with: {VERSION}\n{answers}", tmp_path))
    terminal = Terminal("ask", *arguments, cwd=tmp_path)
    terminal.says(dialogue)
    terminal.shows(prompt)
    if prompt.endswith("?"):  # it stands above what reads keys
        terminal.expects("Choose:|answer:")
    terminal.sends(CTRL_C)
    terminal.shows("Everything you answered is saved in")
    terminal.shows(f"go on with policypack {' '.join(['ask', *arguments])}")
    assert terminal.ends() == 130
    assert terminal.read.split("policypack ask")[-1].split() == arguments, "the same way, and nothing else"
    assert answers_in(tmp_path) == before
    assert not (tmp_path / "site_config" / ".policypack.lock").read_text(encoding="utf-8")


def test_what_is_said_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    """The review of one section, stopped, and by the command that is said back in it."""
    workspace_with("adults:\n  trained_on: 2024-05-05\n  training: all\n", tmp_path)
    terminal = Terminal("ask", "--review", "--section", "adults", "--plain", cwd=tmp_path)
    terminal.says([("When was the last training", "Type a number:", "!\r")])
    assert terminal.ends() == 130
    said = terminal.read.split("policypack ")[-1].split()
    assert said == ["ask", "--review", "--section", "adults", "--plain"]
    again = Terminal(*said, cwd=tmp_path)
    again.says([("When was the last training", "Type a number:", "!\r")])
    assert again.ends() == 130
