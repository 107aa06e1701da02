"""The lock: one `ask` at a time on a workspace, so that no answer is written over another."""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import time
from typing import TYPE_CHECKING, NamedTuple

from policypack.base.problems import one_problem
from policypack.files.atomic import clear_left_overs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policypack.base.workspace import Workspace

LOCK = ".policypack.lock"
"""The lock's name in site_config/."""
_OLD = 24 * 60 * 60
"""Seconds after which a lock from another machine is taken for a left-over: nobody answers for a day and a night."""


class Holder(NamedTuple):
    """Who holds a lock: the process, the machine and the person, and when it was taken (seconds since 1970)."""

    pid: int
    machine: str
    person: str
    since: float

    def is_there(self) -> bool:
        """Say whether it is still at work: its process runs, or it is of another machine and not old."""
        if self.machine == platform.node() and os.name == "posix":
            return _runs(self.pid)
        return time.time() - self.since < _OLD


@contextlib.contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of a workspace. Raises ProblemsFoundError where somebody else holds it, and says who."""
    file = workspace.site_config / LOCK
    if not workspace.site_config.is_dir():  # whatever reads the answers next says what is missing
        yield
        return
    _take(file)
    try:
        with contextlib.suppress(OSError):
            clear_left_overs(workspace.answers_file)
        yield
    finally:
        file.unlink(missing_ok=True)


def _take(file: Path) -> None:
    for _ in range(2):
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            holder = _holder(file)
            if holder is not None and holder.is_there():
                minutes = int((time.time() - holder.since) // 60)
                one_problem(
                    f"site_config/{LOCK}",
                    f"{holder.person} on {holder.machine} (process {holder.pid}) has been answering the questions here "
                    f"for {_how_long(minutes)}; wait until that run has ended, or end it: with Ctrl-C, or in the "
                    "browser with “Save and stop”",
                )
            file.unlink(missing_ok=True)
        except OSError as error:
            one_problem(f"site_config/{LOCK}", f"this file cannot be written ({error.strerror}); check who may write")
        else:
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(f"{os.getpid()}\n{platform.node()}\n{_person()}\n{time.time():.0f}\n")
            return
    one_problem(f"site_config/{LOCK}", "another run of `policypack ask` has just begun here; wait until it has ended")


def _how_long(minutes: int) -> str:
    return "less than a minute" if minutes < 1 else "1 minute" if minutes == 1 else f"{minutes} minutes"


def _holder(file: Path) -> Holder | None:
    """Read who holds a lock; None where it says nothing that can be understood, as after a crash."""
    try:
        pid, machine, person, since = file.read_text(encoding="utf-8").splitlines()
        return Holder(int(pid), machine, person, float(since))
    except (OSError, ValueError):
        return None


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user on this machine
        return "somebody"
