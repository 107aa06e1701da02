"""Whether somebody on this machine has said that a workspace's own programs may run.

It is remembered in the user's own state folder, not in the workspace: what comes by email must not bring along that it
is trusted. It holds for this workspace in this place, and for what was listed then; a change is asked about anew.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from policypack.files.cache import private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.publish.programs import Program


def is_trusted(workspace: Workspace, programs: Sequence[Program]) -> bool:
    """Say whether these programs of a workspace may run, each of them as it is now."""
    place = _record(workspace)
    try:
        trusted = set(place.read_text(encoding="utf-8").splitlines()) if place else set()
    except (OSError, ValueError):
        trusted = set()
    return {_line(program) for program in programs} <= trusted


def trust(workspace: Workspace, programs: Sequence[Program]) -> None:
    """Remember that these programs of a workspace may run. Where nothing can be written, they are asked about again."""
    place = _record(workspace)
    if place is not None:
        with suppress(OSError):
            place.write_text("".join(f"{_line(program)}\n" for program in programs), encoding="utf-8")


def _line(program: Program) -> str:
    return hashlib.sha256(f"{program.file}\0{program.digest}".encode()).hexdigest()


def _record(workspace: Workspace) -> Path | None:
    """Return the file that remembers it for a workspace, which need not be there; None where there is no place."""
    from platformdirs import user_state_path

    folder = private_folder(user_state_path("policypack", appauthor=False) / "trusted")
    return None if folder is None else folder / hashlib.sha256(bytes(workspace.root)).hexdigest()
