"""What the face with keys draws, without a process: its real prompts on a screen of any size, answered by keys."""

from __future__ import annotations

import asyncio
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any
from unittest.mock import patch

from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from policypack.terminal import key_prompts
from policypack.terminal.key_terminal import KeyTerminal

with warnings.catch_warnings(action="ignore"):  # as in pty.py
    from pexpect import ANSI


class _Stream(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Drawn:
    """A face, the keys that are pressed, and all that was drawn."""

    def __init__(self, stream: _Stream, keys: PipeInput, columns: int) -> None:
        self.face = KeyTerminal()
        self._stream = stream
        self._keys = keys
        self._columns = columns

    def press(self, keys: str) -> None:
        """Press keys, before they are asked for."""
        self._keys.send_text(keys)

    def printed(self) -> list[str]:
        """Return the lines that were written, where nothing was drawn over."""
        return self._stream.getvalue().split("\n")

    def lines(self) -> list[str]:
        """Return the lines that a terminal shows which nothing scrolls off."""
        screen = ANSI.ANSI(200, self._columns)
        screen.write(self._stream.getvalue())
        return [line.rstrip() for line in str(screen).split("\n")]

    def words(self) -> str:
        """Return all words on the screen, with one space between."""
        return " ".join(" ".join(self.lines()).split())


_RUN = Application.run


def _run_beside_a_loop(app: Application[Any], *, in_thread: bool = False, **given: Any) -> Any:
    """Run a prompt; in a thread where a browser of other tests keeps a loop in this one."""
    return _RUN(app, in_thread=in_thread or asyncio._get_running_loop() is not None, **given)


@contextmanager
def drawn(columns: int = 80, rows: int = 24) -> Iterator[Drawn]:
    """Yield a face on a screen of a size."""
    stream = _Stream(newline="\n")
    size = {"COLUMNS": str(columns), "LINES": str(rows), "NO_COLOR": "1", "TERM": "xterm"}

    def output() -> Vt100_Output:
        return Vt100_Output(stream, lambda: Size(rows=rows, columns=columns), term="xterm")

    with (
        create_pipe_input() as keys,
        create_app_session(input=keys),
        patch.dict("os.environ", size),
        patch.object(key_prompts, "create_output", output),
        patch.object(Application, "run", _run_beside_a_loop),
        redirect_stdout(stream),
    ):
        yield Drawn(stream, keys, columns)
