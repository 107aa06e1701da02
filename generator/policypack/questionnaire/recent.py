"""The organisations that were worked on last on this machine: their folders, and nothing that was answered there."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from policypack.files.cache import private_folder

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

MOST = 8
"""Folders that are remembered."""


def recent_folders() -> list[Path]:
    """Return the folders of the workspaces that were opened last, the newest first; some may be gone meanwhile."""
    place = _list()
    try:
        said = json.loads(place.read_text(encoding="utf-8")) if place is not None else []
    except (OSError, ValueError, RecursionError):  # missing, or not what was written
        said = []
    folders = [one for one in said if isinstance(one, str) and "\0" not in one] if isinstance(said, list) else []
    return [path for path in map(Path, folders[:MOST]) if path.is_absolute()]


def remember(workspace: Workspace) -> None:
    """Put a workspace first in the list. Where nothing can be written, it is not remembered."""
    _write([workspace.root, *(one for one in recent_folders() if one != workspace.root)])


def forget(folder: Path) -> None:
    """Take a folder out of the list; nothing in the folder is touched."""
    _write([one for one in recent_folders() if one != folder])


def _write(folders: list[Path]) -> None:
    place = _list()
    if place is None:
        return
    part = place.with_suffix(".new")
    with suppress(OSError, ValueError):  # a full disk, or a name that is no text
        part.write_text(json.dumps([str(one) for one in folders[:MOST]], ensure_ascii=False), encoding="utf-8")
        part.replace(place)


def _list() -> Path | None:
    from platformdirs import user_state_path

    folder = private_folder(user_state_path("policypack", appauthor=False))
    return None if folder is None else folder / "recent.json"
