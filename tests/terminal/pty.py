"""A real process on a real pseudo-terminal, answered key by key."""

from __future__ import annotations

import os
import re
import sys
import termios
import warnings
from contextlib import suppress
from datetime import date
from pathlib import Path

import pexpect
from pexpect import fdpexpect

from policypack.answers.reader import read_answers
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.facts import FACTS
from tests.patience import LONGEST
from tests.started import Started, start

with warnings.catch_warnings(action="ignore"):  # it is deprecated in favour of another package, and does all we need
    from pexpect import ANSI

POLICYPACK = str(Path(sys.executable).with_name("policypack"))
ENTER, SPACE, DOWN, UP, CLEAR = "\r", " ", "\x1b[B", "\x1b[A", "\x15"
CTRL_B, CTRL_C, CTRL_D, CTRL_K, CTRL_T = "\x02", "\x03", "\x04", "\x0b", "\x14"
BETWEEN = r"(?:\s|\x1b\[[0-9;?]*[A-Za-z])+"
TODAY = date(2026, 11, 22)

Dialogue = list[tuple[str, str, str]]
"""The words on the screen, the prompt below them ("" for none), and the keys."""


class Terminal:
    """One run of a command, at 24 rows.

    columns: how wide the terminal is. from_scratch: where it matters how the command is started, or what Python itself
    reads of its surroundings then.
    """

    process: pexpect.spawn | fdpexpect.fdspawn

    def __init__(
        self, *arguments: str, cwd: Path, from_scratch: bool = False, columns: int = 80, **settings: str
    ) -> None:
        size = self._size = (24, columns)
        # This terminal does not answer where the cursor is: nothing may wait for that.
        around = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        environment = {**around, "TERM": "xterm", "NO_COLOR": "1", **settings}
        self._copy: Started | None = None
        if from_scratch:
            self.process = pexpect.spawn(
                POLICYPACK,
                list(arguments),
                env=environment,
                dimensions=size,
                timeout=LONGEST,
                encoding="utf-8",
                cwd=cwd,
            )
            self.pid = int(self.process.pid)
        else:
            ours, its = os.openpty()
            termios.tcsetwinsize(its, size)
            self._copy = start(list(arguments), cwd=cwd, environment=environment, ends=(its, its, its))
            os.close(its)
            self.process = fdpexpect.fdspawn(ours, timeout=LONGEST, encoding="utf-8")
            self.pid = self._copy.pid
        self.process.delaybeforesend = None
        self.read = ""
        self.keys = 0
        self.process.logfile_read = self

    def write(self, text: str) -> None:
        """Take what the process wrote."""
        self.read += text

    def flush(self) -> None:
        """Nothing waits."""

    def expects(self, pattern: str) -> None:
        self.process.expect(pattern)

    def shows(self, words: str) -> None:
        """Wait for words; between them may lie line ends, colours and movements of the cursor."""
        self.process.expect(BETWEEN.join(re.escape(word) for word in words.split()))

    def says(self, dialogue: Dialogue) -> None:
        for words, prompt, keys in dialogue:
            self.shows(words)
            if prompt:
                self.shows(prompt)
            self.sends(keys)

    def sends(self, keys: str) -> None:
        self.keys += len(keys.replace(DOWN, "d").replace(UP, "u"))
        self.process.send(keys)

    def settles(self) -> None:
        """Wait until nothing more is written, and the process waits for a key and not for a processor."""
        before: int | None = None
        while before is None or before != self._at_rest():
            before = self._at_rest()
            with suppress(pexpect.TIMEOUT):
                while True:
                    self.process.expect(r".+", timeout=0.25)

    def _at_rest(self) -> int | None:
        """Return how long the process has worked, in ticks, or None while it does; 0 where the system does not tell."""
        with suppress(OSError):
            state, *fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            return None if state in "RD" else int(fields[10]) + int(fields[11])
        return 0

    def seen(self) -> str:
        """Return what stands on the screen now, as a terminal shows it, once nothing more is written."""
        self.settles()
        screen = ANSI.ANSI(*self._size)
        screen.write(self.read)
        return str(screen)

    def kill(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def ends(self) -> int:
        """Wait for its end, and return its exit code, or minus the signal that ended it."""
        self.process.expect(pexpect.EOF)
        self.process.close()
        if self._copy is not None:
            return self._copy.wait()
        return int(self.process.exitstatus if self.process.signalstatus is None else -self.process.signalstatus)


def answers_in(folder: Path) -> dict[str, object]:
    """Return the answers on disk: values by qid, and the names of a group's items."""
    workspace = Workspace.at(folder)
    answers = read_answers(workspace, load_catalogue(workspace), TODAY, FACTS)
    return {**answers.values, **{qid: [item.name for item in items] for qid, items in answers.groups.items()}}


def choose(terminal: Terminal, label: str) -> str:
    """In plain mode, type the number that stands before a label; return all that was said before it was asked for."""
    terminal.expects(r"Type a number: |Type numbers, with spaces between: ")
    said = " ".join(str(terminal.process.before).split())
    found = re.search(rf"(\d+)\. {re.escape(label)}", said)
    assert found is not None, said
    terminal.sends(f"{found[1]}\r")
    return said
