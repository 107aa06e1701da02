"""A full run of test organisation 6, in plain mode: every question on the screen, and the same answers at the end."""

from __future__ import annotations

from pathlib import Path

from policypack.answers.document import Raw
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import DONE, Asked
from policypack.questionnaire.engine import Engine
from tests.given import answer, given
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.terminal.pty import TODAY, Terminal, answers_in

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
PROMPT = r"(?:Type a number|Type numbers, with spaces between|Your answer): "
EXTRA = ("Groups like yours often answer", "Write the times", "Is that right?", "Have you done these checks")
"""Questions in between, to each of which 1 is the answer: an own answer, own times, and yes."""


def typed(asked: Asked, raw: Raw) -> str:
    """Return what is typed for an answer: the numbers of choices, and text as it is; two lines where a list is long."""
    if raw == NOT_DECIDED:
        return "-"
    if asked.kind == "any":
        return "2" if raw == NONE else "1"
    if asked.kind == "more":
        return "2" if raw == DONE else "1"
    if asked.question.type == "yes/no":
        return {"yes": "1", "no": "2"}[str(raw)]
    if asked.question.type in ("choice", "choices"):
        values = [option.value for option in asked.options]
        first = [option.value for option in asked.options if option.common]
        if first:
            return str(first.index(str(raw)) + 1) if raw in first else f"{len(first) + 1}\r{values.index(str(raw)) + 1}"
        return " ".join(str(values.index(value) + 1) for value in ([raw] if isinstance(raw, str) else raw))
    return str(raw)


def types(terminal: Terminal, keys: str) -> None:
    """Type an answer, each of its lines once it is wanted."""
    *before, last = keys.split("\r")
    for line in before:
        terminal.sends(f"{line}\r")
        terminal.expects(PROMPT)
    terminal.sends(f"{last}\r")


def brief(asked: Asked) -> str:
    """Return the prompt of a question where it stands on a screen with others."""
    screen = CATALOGUE.screen_of.get(asked.question.qid)
    return asked.question.prompt if screen is None else screen.brief.get(asked.question.qid, asked.question.prompt)


def wait(terminal: Terminal) -> str:
    """Wait until something is wanted, and return what was written before it."""
    terminal.expects(PROMPT)
    return " ".join(str(terminal.process.before).split())


def test_the_gaming_charity_answers_every_question_one_after_the_other(tmp_path: Path) -> None:
    source = Engine(Workspace.at(workspace_of("gaming-charity", tmp_path / "source")), CATALOGUE, TODAY)
    mirror = Engine(Workspace.at(workspace_with("# nothing\n", tmp_path / "mirror")), CATALOGUE, TODAY)
    run = workspace_with("# nothing\n", tmp_path / "run")
    terminal = Terminal("ask", "--plain", cwd=run)
    terminal.says([("Answer all of it", "Type a number:", "2\r")])
    count = 0
    while (asked := mirror.next_question()) is not None:
        shown = latest = wait(terminal)
        while any(words in latest for words in EXTRA):
            terminal.sends("1\r")
            latest = wait(terminal)
            shown += latest
        prompt = asked.question.prompt if asked.kind != "more" else f"Is there another {asked.question.item}?"
        raw = given(asked, source, mirror)
        assert any(" ".join(one.split()) in shown for one in (prompt, brief(asked))), shown
        types(terminal, typed(asked, raw))
        answer(mirror, asked, raw)
        if asked.question.type == "weekly times" and raw != NONE:
            terminal.says([("Is that right?", "Type a number:", "1\r")])
        count += 1
    terminal.says([("That was the last question.", "Type a number:", "2\r")])
    assert terminal.ends() == 0
    assert answers_in(run) == answers_in(tmp_path / "mirror")
    assert count > 150
