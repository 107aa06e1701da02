"""Swap what was built into its place: each folder is the old one or the new one, whole, at every moment.

Where the system can exchange two folders in one step (Linux, on most file systems), no folder is missing even for a
moment. Elsewhere a folder is moved out of the way first. Before the first swap a journal is written, so that a swap of
several folders that was stopped half-way is finished by the next command, from wherever it was (:func:`finish`).
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

from policypack.base.problems import ProblemsFoundError, one_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ASIDE = ".policypack-build"
"""The folder of a workspace in which a build is made before it is swapped in."""
JOURNAL = "swapping.json"
"""A file in it, which is there from before the first swap until after the last: each new folder's number on the disk.

By its number a folder is known wherever it stands: an exchange of two folders leaves no other trace.
"""
WRITTEN_INTO = ("site_config", "site_config/pages")
"""Folders of a workspace that files are written into. A link in their place would lead out of it."""
_OLD = "old-"
_LONGEST_WAIT = 60
"""Seconds. A build takes two."""
_AT_CURRENT_FOLDER, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


@contextmanager
def folder_aside(root: Path) -> Iterator[Path]:
    """Make an empty folder aside in the workspace `root`, for one build at a time, and clear it away afterwards.

    A swap that was stopped is finished first, also one of this build (Ctrl-C). Raises ProblemsFoundError where that
    fails, the folder cannot be made, or another build has not ended after a minute.
    """
    aside = root / ASIDE
    lock = _locked(root, _LONGEST_WAIT)
    try:
        _finish(root)
        shutil.rmtree(aside, ignore_errors=True)
        try:
            aside.mkdir(exist_ok=True)
        except OSError as error:
            one_problem(ASIDE, f"this folder cannot be made ({error.strerror}); check who may write here")
        try:
            yield aside
        finally:
            _finish(root)
            shutil.rmtree(aside, ignore_errors=True)
    finally:
        if lock is not None:
            os.close(lock)


def finish(root: Path) -> list[str]:
    """Finish the swap of a build that was stopped in the middle of it, and return the folders put in their place.

    They are new, or an old one that the stopped build had moved out of the way and that has no new one any more. Does
    nothing while a build is at work. Raises ProblemsFoundError where a folder cannot be put in its place.
    """
    if not (root / ASIDE / JOURNAL).is_file():
        return []
    try:
        lock = _locked(root, 0)
    except ProblemsFoundError:
        return []
    try:
        return _finish(root)
    finally:
        if lock is not None:
            os.close(lock)


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
    name = names[0]
    numbers: dict[str, int] = {}
    try:
        numbers = _note(aside, names)
        for name in names:
            _swap(aside / name, root / name, aside / f"{_OLD}{name}")
    except OSError as error:
        with suppress(OSError):  # what can't be put back either is finished later, for the journal stays then
            for swapped, number in numbers.items():
                _swap_out(number, aside / swapped, root / swapped, aside / f"{_OLD}{swapped}")
            (aside / JOURNAL).unlink(missing_ok=True)
        _not_put(name, error)
    (aside / JOURNAL).unlink()


def _note(aside: Path, names: Sequence[str]) -> dict[str, int]:
    """Write the journal, whole or not at all, and return what it holds."""
    numbers = {name: (aside / name).stat().st_ino for name in names}
    part = aside / f"{JOURNAL}.part"
    part.write_text(json.dumps(numbers), encoding="utf-8")
    part.rename(aside / JOURNAL)
    return numbers


def _noted(aside: Path) -> dict[str, int]:
    """Return what the journal holds: nothing where there is none, or where a power cut has left it empty."""
    try:
        noted = json.loads((aside / JOURNAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(noted, dict):
        return {}
    return {name: number for name, number in noted.items() if name.isalpha()}  # so that no name leads elsewhere


def _finish(root: Path) -> list[str]:
    aside = root / ASIDE
    noted = {} if aside.is_symlink() else _noted(aside)
    require_room(root, tuple(noted))
    put = []
    for name, number in noted.items():
        new, place, old = aside / name, root / name, aside / f"{_OLD}{name}"
        try:
            if _is(new, number):  # else it stands in its place, and the old one here
                _swap(new, place, old)
                put.append(name)
            elif old.is_dir() and not place.exists():
                old.rename(place)
                put.append(name)
        except OSError as error:
            _not_put(name, error)
    (aside / JOURNAL).unlink(missing_ok=True)
    return put


def _not_put(name: str, error: OSError) -> NoReturn:
    one_problem(name, f"it could not be put in its place ({error.strerror}); the last good one still stands there")


def _swap(new: Path, place: Path, old: Path) -> None:
    if not place.exists():
        new.rename(place)
    elif not _exchange(new, place):
        shutil.rmtree(old, ignore_errors=True)  # of a swap that was stopped
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise


def _swap_out(number: int, new: Path, place: Path, old: Path) -> None:
    """Undo a swap, however far it went. number: of the new folder."""
    if _is(place, number):
        if not new.exists():
            place.rename(new)
        elif not _exchange(new, place):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
    if old.exists() and not place.exists():
        old.rename(place)


def _is(folder: Path, number: int) -> bool:
    return folder.is_dir() and folder.stat().st_ino == number


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. Returns False where the system or the file system cannot do that."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_AT_CURRENT_FOLDER, os.fsencode(one), _AT_CURRENT_FOLDER, os.fsencode(other), _EXCHANGE) == 0)


def _locked(root: Path, longest_wait: float) -> int | None:
    """Hold the workspace for this build, until it ends in whatever way. Returns None where there are no such locks.

    longest_wait: seconds. Raises ProblemsFoundError where another build has not ended by then.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    lock = os.open(root, os.O_RDONLY)
    end = time.monotonic() + longest_wait
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
