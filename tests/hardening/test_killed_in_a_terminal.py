"""The questionnaire in a real terminal, killed after an answer, started again, and so on: in the soak to the end."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE
from policypack.questionnaire.engine import Engine
from tests.given import answer, given
from tests.hardening.rounds import count
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.terminal.pty import TODAY, Terminal
from tests.terminal.test_full_run import EXTRA, PROMPT, typed, types, wait

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
LAST = "That was the last question."


def answers_once(terminal: Terminal, mirror: Engine, source: Engine) -> bool:
    """Answer until an answer stands in the mirror's file and the next question is asked; say whether there was one."""
    before = mirror.document.text
    while (asked := mirror.next_question()) is not None:
        shown = wait(terminal)
        while any(words in shown for words in EXTRA):
            terminal.sends("1\r")
            shown = wait(terminal)
        raw = given(asked, source, mirror)
        types(terminal, typed(asked, raw))
        if asked.question.type == "weekly times" and raw != NONE:
            terminal.says([("Is that right?", "Type a number:", "1\r")])
        answer(mirror, asked, raw)
        if mirror.document.text != before:
            terminal.expects(f"{PROMPT}|{LAST}")
            return True
    return False


def test_a_terminal_that_is_killed_after_an_answer_has_it_and_goes_on_from_it(tmp_path: Path) -> None:
    """The file is byte for byte what a run without any kill has by then, and the dead run's lock holds nobody up."""
    source = Engine(Workspace.at(workspace_of("gaming-charity", tmp_path / "source")), CATALOGUE, TODAY)
    run, twin = workspace_with("# nothing\n", tmp_path / "run"), workspace_with("# nothing\n", tmp_path / "twin")
    file, copied = (folder / "site_config" / "answers.yml" for folder in (run, twin))
    kills = 0
    most = count(6, 1000)
    while kills < most:
        shutil.copyfile(file, copied)
        mirror = Engine(Workspace.at(twin), CATALOGUE, TODAY)
        terminal = Terminal("ask", "--plain", cwd=run)
        if not kills:
            terminal.says([("Answer all of it", "Type a number:", "2\r")])
        if not answers_once(terminal, mirror, source):
            break
        terminal.kill(signal.SIGKILL)
        assert terminal.ends() == -signal.SIGKILL
        kills += 1
        assert file.read_bytes() == copied.read_bytes(), kills
        assert (run / "site_config" / ".policypack.lock").exists()
    assert kills >= count(6, 150)
