"""The desk: what the start page has somebody choose, handed to the command, which opens the organisation's questions.

The page waits meanwhile; it gets back the address of the questions, or what stands in the way.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from pathlib import Path

from policypack.base.nearby import is_workspace, workspaces_in
from policypack.base.problems import ProblemsFoundError

_LONGEST = 60.0
"""Seconds in which the questions of an organisation are open, on a slow machine too."""
BUSY = "An organisation is open already, in another window. Save and stop there first; then start policypack again."
SLOW = "That takes longer than it should. Look whether the questions have come up in another window."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A folder, and whether a new organisation begins in it."""

    folder: Path
    is_new: bool


class Desk:
    """Where a choice is put down and picked up, one at a time."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._one = threading.Lock()
        self._chosen: queue.Queue[Chosen] = queue.Queue()
        self._done: queue.Queue[str | ProblemsFoundError] = queue.Queue()

    def open(self, chosen: Chosen) -> str:
        """Have a choice opened, and return the address of its questions.

        Raises ProblemsFoundError with what stands in the way, and ValueError where another one is open.
        """
        if not self._one.acquire(blocking=False):
            raise ValueError(BUSY)
        self._chosen.put(chosen)
        try:
            done = self._done.get(timeout=_LONGEST)
        except queue.Empty:
            raise ValueError(SLOW) from None
        if isinstance(done, ProblemsFoundError):
            self._one.release()
            raise done
        return done  # and it stays open: nothing else is taken

    def next(self, seconds: float) -> Chosen | None:
        """Return what was chosen, or None after some seconds."""
        try:
            return self._chosen.get(timeout=seconds)
        except queue.Empty:
            return None

    def lead(self, address: str) -> None:
        """Say where the questions are open."""
        self._done.put(address)

    def fail(self, problems: ProblemsFoundError) -> None:
        """Say why they are not."""
        self._done.put(problems)


def folder_for(name: str, place: str) -> Path:
    """Return the folder of a new organisation: one of that name in a place. Raises ValueError with what is wanted."""
    name = " ".join(name.split())
    if not name:
        raise ValueError("write a name for the folder, such as our-club")
    if name.startswith(".") or name.endswith(".") or any(one in '<>:"/\\|?*' or not one.isprintable() for one in name):
        raise ValueError("a folder's name has no full stop at either end, and none of these signs: < > : \" / \\ | ? *")
    folder = folder_named(place) / name
    if is_workspace(folder):
        raise ValueError(f"there is an organisation in {folder} already; open it, or choose another name")
    return folder


def workspace_named(said: str) -> Path:
    """Return the organisation's folder that somebody wrote down: the folder itself, one above, or the only one in it.

    Raises ValueError with what is wanted.
    """
    folder = folder_named(said)
    for one in (folder, *folder.parents):
        if is_workspace(one):
            return one
    inside = workspaces_in(folder)
    if len(inside) == 1:
        return inside[0]
    if inside:
        raise ValueError(f"several organisations lie in {folder}; write which: {', '.join(one.name for one in inside)}")
    raise ValueError(f"{folder} holds no organisation's answers; begin a new one, or write another folder")


def folder_named(said: str) -> Path:
    """Return the folder that somebody wrote down, as an absolute path. Raises ValueError with what is wanted."""
    said = said.strip().strip("\"'")
    if not said:
        raise ValueError("write the folder, as it stands above the window that shows its files")
    try:
        folder = Path(said).expanduser()
        if not folder.is_absolute():
            raise ValueError(f"write the whole folder, beginning at the top, such as {Path.home() / 'Documents'}")
        if not folder.exists():
            raise ValueError(f"there is no folder {folder} on this machine")
        folder = folder.resolve()
        return folder if folder.is_dir() else folder.parent
    except (OSError, RuntimeError):
        raise ValueError(f"the folder {said} cannot be read") from None
