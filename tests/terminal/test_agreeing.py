"""`policypack approve` at a terminal: it asks what is not given, reads it back, and says how to settle what is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.pack.approval import read_approval
from tests.cli.test_main import run
from tests.organisations import workspace_of
from tests.terminal.pty import CLEAR, CTRL_B, CTRL_C, ENTER, Terminal

EPOCH = "1795350000"
"""22 November 2026."""


def said_in(folder: Path) -> tuple[str, str, str, str] | None:
    record = read_approval(Workspace.at(folder))
    if record is None:
        return None
    return record.role, record.date.isoformat(), record.present, record.next_review.isoformat()


def test_who_when_and_until_when_is_asked_read_back_and_written_down(tmp_path: Path) -> None:
    """What is wrong is said at once, and can be mended; Back leads to the question before; No asks once more."""
    workspace_of("swimming-club", tmp_path)
    terminal = Terminal("approve", "--present", "four of six", cwd=tmp_path, SOURCE_DATE_EPOCH=EPOCH)
    terminal.says(
        [
            ("Young people's code of conduct", "", ""),
            ("Who has agreed the policies and codes?", "Left empty, it is: Committee.", f"Chair{ENTER}"),
            ("On which day were they agreed?", "Left empty, it is: 22 November 2026.", f"next spring{ENTER}"),
            ("A date is wanted", "Your answer:", CTRL_B),
            ("Who has agreed the policies and codes?", "Your answer:", f"{CLEAR}Trustees{ENTER}"),
            ("On which day were they agreed?", "Your answer:", f"{CLEAR}yesterday{ENTER}"),
            ("When are they looked at again?", "Left empty, it is: a year after that day.", ENTER),
            ("Who agreed them", "Trustees", ""),
            ("21 November 2027", "Is that right?", ""),
        ]
    )
    assert said_in(tmp_path) is None, "nothing is written before that is right"
    terminal.says([("Choose:", "", f"No{ENTER}"), ("Who has agreed", "Your answer:", ENTER)])
    terminal.says([("On which day", "Your answer:", ENTER), ("looked at again?", "Your answer:", f"1 May 2027{ENTER}")])
    terminal.says([("1 May 2027", "Is that right?", ENTER)])
    terminal.shows("Approved by Trustees on 21 November 2026. Look at it again by 1 May 2027.")
    assert terminal.ends() == 0
    assert said_in(tmp_path) == ("Trustees", "2026-11-21", "four of six", "2027-05-01")


def test_stopping_writes_nothing_down(tmp_path: Path) -> None:
    workspace_of("swimming-club", tmp_path)
    terminal = Terminal("approve", cwd=tmp_path, SOURCE_DATE_EPOCH=EPOCH)
    terminal.says([("Who has agreed", "Your answer:", CTRL_C)])
    terminal.shows("Nothing was written down.")
    assert terminal.ends() == 130
    assert said_in(tmp_path) is None


def test_with_a_role_or_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    workspace_of("swimming-club", tmp_path)
    ran = run("approve", "--today", "2026-11-22", cwd=tmp_path)
    assert ran.returncode == 2
    assert "--role" in ran.stderr
    assert said_in(tmp_path) is None
    ran = run("approve", "--today", "2026-11-22", "--role", "Committee", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert said_in(tmp_path) == ("Committee", "2026-11-22", "", "2027-11-22")


@pytest.mark.parametrize("given", [["--role", "x"], ["--agreed-on", "2026-01-01"], ["--next-review", "2030-01-01"]])
def test_an_option_that_cannot_be_taken_is_said_before_anything_is_asked(given: list[str], tmp_path: Path) -> None:
    workspace_of("swimming-club", tmp_path)
    ran = run("approve", "--today", "2026-11-22", *given, cwd=tmp_path)
    assert ran.returncode == 2
    assert "wanted" in ran.stderr
    assert said_in(tmp_path) is None


def test_what_is_open_refuses_it_and_each_comes_with_the_command_that_leads_to_it(tmp_path: Path) -> None:
    folder = workspace_of("angling-club", tmp_path)
    answers = folder / "site_config" / "answers.yml"
    text = answers.read_text(encoding="utf-8")
    answers.write_text(text.replace("  local: none", "  local: not decided yet"), encoding="utf-8")
    ran = run("approve", "--today", "2026-11-22", cwd=tmp_path)
    assert ran.returncode == 1
    blocks = ran.stderr.split("\n\n")
    assert blocks[0].endswith("these come first.")
    assert "policypack ask --missing" in blocks[-1]
    assert all("policypack ask --section " in block for block in blocks[1:-1])
    assert any("--section reporting\n" in f"{block}\n" for block in blocks), "an open question is asked as it is"
    assert said_in(tmp_path) is None
