"""The lock: one `ask` at a time on a workspace, so that no answer is written over another.

The operating system holds it, and lets go of it when the process ends in whatever way: no left-over of a killed run
holds anybody up. The file says who has it. A folder that is copied between machines (OneDrive, Dropbox) carries what it
says along and not the lock, so that a run on another machine is believed for a day.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import time
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from policypack.base.problems import one_problem
from policypack.files.atomic import clear_left_overs, require_no_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policypack.base.workspace import Workspace

LOCK = ".policypack.lock"
"""The lock's name in site_config/."""
_OLD = 24 * 60 * 60
"""Seconds after which a run on another machine is taken for a left-over: nobody answers for a day and a night."""
_AHEAD = 60 * 60
"""Seconds by which the clock of another machine may be ahead. What was begun later than that is no time at all."""


class Holder(NamedTuple):
    """Who holds a lock: the process, the machine and the person, and when it was taken (seconds since 1970)."""

    pid: int
    machine: str
    person: str
    since: float

    def is_elsewhere(self) -> bool:
        """Say whether it is a run on another machine that may still be at work."""
        return self.machine != platform.node() and -_AHEAD < time.time() - self.since < _OLD


@contextlib.contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of a workspace. Raises ProblemsFoundError where somebody else holds it, and says who."""
    file = workspace.site_config / LOCK
    if not workspace.site_config.is_dir():  # whatever reads the answers next says what is missing
        yield
        return
    from filelock import FileLock, Timeout  # it takes as long to load as the answers

    require_no_link(file, workspace.root)
    lock = FileLock(file, blocking=False)
    try:
        lock.acquire()
    except Timeout:
        _held(_holder(file))
    except OSError as error:
        one_problem(f"site_config/{LOCK}", f"this file cannot be written ({error.strerror}); check who may write")
    try:
        holder = _holder(file)
        if holder is not None and holder.is_elsewhere():
            _held(holder)
        _say(file, f"{os.getpid()}\n{platform.node()}\n{_person()}\n{time.time():.0f}\n")
        try:
            with contextlib.suppress(OSError):
                clear_left_overs(workspace.answers_file)
                clear_left_overs(workspace.history_file)
            yield
        finally:
            _say(file, "")
    finally:
        lock.release()


def _held(holder: Holder | None) -> NoReturn:
    who = "another run of `policypack ask` has begun here"
    if holder is not None:
        minutes = max(0, int((time.time() - holder.since) // 60))
        who = (
            f"{holder.person} on {holder.machine} (process {holder.pid}) has been answering the questions here for "
            f"{_how_long(minutes)}"
        )
    wanted = "wait until that run has ended, or end it: with Ctrl-C, or in the browser with “Save and stop”" + (
        "; where it has ended, delete this file" if holder is not None and holder.is_elsewhere() else ""
    )
    one_problem(f"site_config/{LOCK}", f"{who}; {wanted}")


def _how_long(minutes: int) -> str:
    return "less than a minute" if minutes < 1 else "1 minute" if minutes == 1 else f"{minutes} minutes"


def _say(file: Path, who: str) -> None:
    with contextlib.suppress(OSError):  # Windows lets nobody write into a file that is locked, nor read it
        file.write_text(who, encoding="utf-8")


def _holder(file: Path) -> Holder | None:
    """Read who holds a lock; None where it says nothing that can be understood."""
    try:
        pid, machine, person, since = file.read_text(encoding="utf-8").splitlines()
        return Holder(int(pid), machine, person, float(since))
    except (OSError, ValueError):
        return None


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user on this machine
        return "somebody"
