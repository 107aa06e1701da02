"""Swap what was built into its place: each folder is the old one or the new one, whole, at every moment.

Where the system can exchange two folders in one step (Linux, on most file systems), a build that is killed loses
nothing. Elsewhere a folder is moved out of the way first; :func:`put_back` brings it back if the build was killed then.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policypack.problems import one_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ASIDE = ".policypack-build"
"""The folder of a workspace in which a build is made before it is swapped in."""
WRITTEN_INTO = ("site_config", "site_config/pages")
"""Folders of a workspace that files are written into. A link in their place would lead out of it."""
_OLD = "old-"
_LONGEST_WAIT = 60
"""Seconds. A build takes two."""
_AT_CURRENT_FOLDER, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


@contextmanager
def folder_aside(root: Path) -> Iterator[Path]:
    """Make an empty folder aside in the workspace `root`, for one build at a time, and clear it away afterwards.

    What a build that was killed had moved out of the way is put back first. Raises ProblemsFoundError where the folder
    cannot be made, or another build has not ended after a minute.
    """
    aside = root / ASIDE
    lock = _locked(root)
    try:
        put_back(root)
        shutil.rmtree(aside, ignore_errors=True)
        try:
            aside.mkdir(exist_ok=True)
        except OSError as error:
            one_problem(ASIDE, f"this folder cannot be made ({error.strerror}); check who may write here")
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def put_back(root: Path) -> list[str]:
    """Put back what a killed build had moved out of the way, and return the names of these folders."""
    found = []
    for old in sorted((root / ASIDE).glob(f"{_OLD}*")):
        place = root / old.name.removeprefix(_OLD)
        if not place.exists():
            old.rename(place)
            found.append(place.name)
    return found


def require_room(root: Path, names: Sequence[str]) -> None:
    """Raise ProblemsFoundError where something else than a folder stands where an output belongs."""
    for name in names:
        place = root / name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            one_problem(name, "a folder is wanted here; move what stands in its place")


def swap_in(aside: Path, root: Path, names: Sequence[str]) -> None:
    """Put the folders `names` from `aside` into `root`, in the place of those that stand there.

    Raises ProblemsFoundError where one cannot be put in its place; all of them are as they were then.
    """
    require_room(root, names)
    done: list[str] = []
    try:
        for name in names:
            _swap(aside / name, root / name, aside / f"{_OLD}{name}")
            done.append(name)
    except OSError as error:
        for swapped in done:
            _swap_out(aside / swapped, root / swapped, aside / f"{_OLD}{swapped}")
        one_problem(name, f"it could not be put in its place ({error.strerror}); the last good one still stands there")


def _swap(new: Path, place: Path, old: Path) -> None:
    if not place.exists():
        new.rename(place)
    elif _exchange(new, place):
        new.rename(old)
    else:
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise


def _swap_out(new: Path, place: Path, old: Path) -> None:
    place.rename(new)
    if old.exists():
        old.rename(place)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. Returns False where the system or the file system cannot do that."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_CURRENT_FOLDER, os.fsencode(one), _AT_CURRENT_FOLDER, os.fsencode(other), _EXCHANGE) == 0)


def _locked(root: Path) -> int | None:
    """Hold the workspace for this build, until it ends in whatever way. Returns None where there are no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    lock = os.open(root, os.O_RDONLY)
    end = time.monotonic() + _LONGEST_WAIT
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                os.close(lock)
                one_problem(ASIDE, "another build is at work in this folder; wait until it has ended")
            time.sleep(0.05)
        except OSError:  # a network drive that knows no locks
            return lock
        else:
            return lock
