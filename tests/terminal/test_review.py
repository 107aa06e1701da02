"""The yearly review in a terminal: what was done again is dated by one choice; and hints about services."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.organisations import workspace_with
from tests.terminal.pty import CTRL_C, Terminal, answers_in, choose

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANSWERS = """\
signposting:
  services: [kooth]
  checked_on: 2025-11-01
  hours:
    - {service: kooth, open: From noon to 10pm, checked_on: 2025-11-01}
adults:
  trained_on: 2024-05-05
  training: all
"""


def review_in(folder: Path) -> Terminal:
    epoch = str(int(NOW.timestamp()))
    return Terminal("ask", "--review", "--plain", cwd=folder, SOURCE_DATE_EPOCH=epoch, COLUMNS="200")


def test_what_was_done_again_is_dated_today_or_another_day_by_one_choice_and_stays_where_it_was_not(
    tmp_path: Path,
) -> None:
    workspace_with(ANSWERS, tmp_path)
    terminal = review_in(tmp_path)
    assert "Check this on their own sites before you rely on it:" in choose(terminal, "Still right")
    choose(terminal, "Done again today, 22 November 2026")
    said = choose(terminal, "Still right, and checked again today")
    assert "3. Change it" in said
    assert "4. No longer" in said
    choose(terminal, "Done again on another day")
    terminal.says([("When was the last training", "Your answer:", "1 October 2026\r")])
    terminal.shows("That was all.")
    assert terminal.ends() == 0
    said_now = answers_in(tmp_path)
    assert said_now["signposting.checked_on"] == NOW.date()
    assert said_now["adults.trained_on"] == date(2026, 10, 1)
    text = (tmp_path / "site_config" / "answers.yml").read_text(encoding="utf-8")
    assert "{service: kooth, open: From noon to 10pm, checked_on: 2026-11-22}" in text.replace('"', "")

    terminal = review_in(tmp_path)
    choose(terminal, "Still right")
    assert "today" not in choose(terminal, "Not done again since").partition("When did you last look at")[2]
    choose(terminal, "Still right")
    choose(terminal, "Not done again since")
    terminal.shows("That was all, and nothing changes on your pages.")
    terminal.shows("Have it agreed")
    terminal.shows("policypack approve --role")
    assert terminal.ends() == 0
    assert answers_in(tmp_path) == said_now


def test_the_end_says_what_changes_on_which_page(tmp_path: Path) -> None:
    workspace_with("organisation:\n  name: Club\nmoderation:\n  times: Mon 4pm-6pm\n", tmp_path)
    terminal = review_in(tmp_path)
    choose(terminal, "Change it")
    terminal.says([("At which times each week", "Your answer:", "\x15Tue 5pm-7pm\r")])
    choose(terminal, "Yes")
    terminal.shows("This changes with your next `policypack build`:")
    assert terminal.ends() == 0
    page = terminal.read.partition("Report a worry")[2]
    assert "- New: Messages are read Tuesday, 5pm to 7pm." in page
    assert "- Gone: Messages are read Monday, 4pm to 6pm." in page
    assert terminal.read.index("(for everybody)") < terminal.read.index("(for staff)")


def test_whoever_confirms_a_service_sees_what_was_last_seen_of_it_and_when(tmp_path: Path) -> None:
    workspace_with("organisation:\n  nations: [england]\n", tmp_path)
    terminal = Terminal("ask", "--section", "signposting", "--plain", cwd=tmp_path, COLUMNS="200")
    choose(terminal, "PAPYRUS")
    terminal.shows("Check this on their own sites before you rely on it:")
    terminal.shows("The text number has changed more than once, so it is not listed.")
    terminal.shows("We read this on")
    terminal.says([("When did you last look at them?", "Your answer:", "22/11/26\r")])
    terminal.shows("That is: Sunday 22 November 2026.")
    choose(terminal, "Yes")
    choose(terminal, "Add a help line")
    choose(terminal, "PAPYRUS")
    terminal.shows("Check this on their own sites before you rely on it:")
    terminal.says([("Your answer:", "", "!\r")])
    assert terminal.ends() == 130


def test_a_review_that_was_stopped_goes_on_where_it_stopped_and_the_next_one_begins_anew(tmp_path: Path) -> None:
    workspace_with(ANSWERS, tmp_path)
    terminal = review_in(tmp_path)
    assert "Review 1 of" in choose(terminal, "Still right")
    assert "Review 2 of" in choose(terminal, "Not done again since")
    terminal.expects("Review 3 of")
    terminal.expects("Type a number: ")
    terminal.sends(CTRL_C)
    assert terminal.ends() == 130

    terminal = review_in(tmp_path)
    said = choose(terminal, "Still right")
    assert "You have looked at 2 of them since 22 November 2026." in said
    assert "Review 3 of" in said
    assert "Review 1 of" not in said
    choose(terminal, "Not done again since")
    terminal.shows("That was all")
    assert terminal.ends() == 0

    assert "Review 1 of" in choose(review_in(tmp_path), "Still right")
