"""A child process that ends in the middle: what it does is a function, and how it ends is what the test is about."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Any

from policypack.files import atomic

NOBODY = 65534


def in_child(act: Callable[[], None], as_nobody: bool = False) -> int:
    """Run a function in a copy of this process, and return the signal that killed it, or minus its exit code.

    as_nobody: without the rights of the administrator, where the test has them: he may write everywhere.
    """
    child = os.fork()
    if child == 0:
        code = 99
        try:
            if as_nobody and os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            act()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException:  # whatever happens, this copy of the test run has to end here
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.waitstatus_to_exitcode(status)


def kill_me() -> None:
    """Die at once, as when the power goes or the window is shut down hard."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at_step(step: int, act: Callable[[], None]) -> None:
    """Run a function, and die before the step-th line that is run of writing a file, counted from 1."""
    lines = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines
        if frame.f_code.co_filename != atomic.__file__:
            return None
        if event == "line":
            lines += 1
            if lines == step:
                kill_me()
        return trace

    sys.settrace(trace)
    act()
    sys.settrace(None)
