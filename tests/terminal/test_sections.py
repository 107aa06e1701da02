"""A whole section in a terminal: it vanishes from the list when an answer is changed at the end, and comes back."""

from __future__ import annotations

from pathlib import Path

from tests.organisations import with_one_age_group
from tests.terminal.pty import CLEAR, Terminal, answers_in, choose

PICTURES, AGES = "Photos, streams and calls", "Ages"
GROUPS = "Which age groups do you work with?"


def test_an_answer_changed_at_the_end_makes_a_section_vanish_and_return_with_its_answers(tmp_path: Path) -> None:
    with_one_age_group(tmp_path)
    before = answers_in(tmp_path)
    pictures = [qid for qid in before if qid.startswith("images.")]
    terminal = Terminal("ask", "--check", "--plain", cwd=tmp_path)
    assert PICTURES in choose(terminal, AGES)
    gives_the_youngest(terminal, "18")
    said = choose(terminal, "Yes")
    assert "these answers no longer apply" in said
    assert "Do you share photos or films of children online?" in said
    terminal.says([("How old is the oldest?", "Your answer:", "\r")])
    choose(terminal, "No, that is all")
    choose(terminal, "Back to the sections")
    assert PICTURES not in choose(terminal, AGES)
    assert answers_in(tmp_path).keys() >= set(pictures)

    gives_the_youngest(terminal, "9")
    terminal.says([("How old is the oldest?", "Your answer:", "\r")])
    choose(terminal, "No, that is all")
    while "Back to the sections" not in said_next(terminal):  # what is open of what applies again
        terminal.sends("-\r")
    terminal.sends("<\r")
    assert PICTURES in choose(terminal, "All is right, finish")
    assert terminal.ends() == 0
    assert answers_in(tmp_path) == before
    assert len(pictures) > 3


def said_next(terminal: Terminal) -> str:
    terminal.expects(r"Type a number: |Type numbers, with spaces between: |Your answer: ")
    return " ".join(str(terminal.process.before).split())


def gives_the_youngest(terminal: Terminal, age: str) -> None:
    """Change the only age group, in its section: the youngest's age."""
    choose(terminal, GROUPS)
    choose(terminal, "Change one")
    terminal.says(
        [
            ("What do you call this age group?", "Your answer:", "\r"),
            ("How old is the youngest?", "Your answer:", f"{CLEAR}{age}\r"),
        ]
    )
