"""A whole section in a terminal: it vanishes from the list when an answer is changed at the end, and comes back."""

from __future__ import annotations

from pathlib import Path

from tests.hanging_section import with_hanging_section
from tests.terminal.pty import Terminal, answers_in, choose

PICTURES, ADULTS = "Photos, streams and calls", "Adults who help"
MESSAGING = "How do adults who help you message children?"


def test_an_answer_changed_at_the_end_makes_a_section_vanish_and_return_with_its_answers(tmp_path: Path) -> None:
    with_hanging_section(tmp_path, "gaming-charity")
    before = answers_in(tmp_path)
    pictures = [qid for qid in before if qid.startswith("images.")]
    terminal = Terminal("ask", "--check", "--plain", cwd=tmp_path)
    assert PICTURES in choose(terminal, ADULTS)
    choose(terminal, MESSAGING)
    choose(terminal, "They do not, we write to parents and carers")
    said = choose(terminal, "Yes")
    assert "these answers no longer apply" in said
    assert "Do you share photos or films of children online?" in said
    choose(terminal, "Back to the sections")
    assert PICTURES not in choose(terminal, ADULTS)
    assert answers_in(tmp_path).keys() >= set(pictures)

    choose(terminal, MESSAGING)
    choose(terminal, "From the organisation's official accounts")
    choose(terminal, "Back to the sections")
    assert PICTURES in choose(terminal, "All is right, finish")
    assert terminal.ends() == 0
    assert answers_in(tmp_path) == before
    assert len(pictures) > 3
