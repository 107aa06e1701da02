"""Made of: a code of all that a build hangs on and of all that it wrote, so that a second run builds what changed.

The day is always among it: ``report/index.html`` says which it was made for, so that on another day a build differs.

It lies beside what else the last build noted. A group whose code is the same would be built to the same bytes:
``tests/many/test_unchanged_groups.py`` holds that against builds.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policypack.base.workspace import PACKAGE, shipped
from policypack.files.atomic import write_whole
from policypack.files.cache import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policypack.base.workspace import Workspace

NAME = "made_of.txt"
_OUTPUTS = ("site", "staff", "report")
_LEFT_OUT = {
    ".": frozenset([*_OUTPUTS, "START-HERE.md"]),
    "site_config": frozenset(["history.jsonl", "last_build", "answers.schema.json"]),
}
"""What is written by policypack and read by no page, by the folder that it lies in."""


def inputs_code(workspace: Workspace, today: date) -> str:
    """Return a code of what a build on a day is made from: its files, those of what it stands on, ours, and the day."""
    code = hashlib.sha256(f"{today} {_ours()}".encode())
    for place in (workspace, *workspace.above):  # what its region and its body lay down
        for path in _inputs(place):
            code.update(f"\0{path.relative_to(place.root).as_posix()}\0".encode())
            with suppress(OSError):  # a file that nobody may read is a problem of the build
                code.update(hashlib.sha256(path.read_bytes()).digest())
    return code.hexdigest()


def is_current(workspace: Workspace, inputs: str) -> bool:
    """Say whether the outputs stand as the last build left them, and it was made from the same."""
    try:
        noted = (workspace.last_build / NAME).read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return False
    return noted == [inputs, _outputs_code(workspace)]


def note_inputs(workspace: Workspace, inputs: str) -> None:
    """Note what the outputs that stand now were made from. Raises ProblemsFoundError where it cannot be written."""
    text = f"{inputs}\n{_outputs_code(workspace)}\n"
    write_whole(workspace.last_build / NAME, workspace.root, text, like=workspace.answers_file)


def _inputs(workspace: Workspace) -> Iterator[Path]:
    """Yield the files that a build may read: all that is no output and not written by policypack for itself."""
    for folder, folders, files in os.walk(workspace.root):
        place = Path(folder)
        left_out = _LEFT_OUT.get(place.relative_to(workspace.root).as_posix(), frozenset())
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in left_out)
        yield from (place / name for name in sorted(files) if not name.startswith(".") and name not in left_out)


def _outputs_code(workspace: Workspace) -> str:
    """Return a code of which files the outputs have, how long they are, and when they were written."""
    code = hashlib.sha256()
    for name in _OUTPUTS:
        files = sorted(path for path in (workspace.root / name).rglob("*") if path.is_file())
        for path, found in ((path, path.stat()) for path in files):
            code.update(f"{path.relative_to(workspace.root).as_posix()} {found.st_size} {found.st_mtime_ns}\n".encode())
    return code.hexdigest()


def _ours() -> str:
    """Return what changes with our own code, content and templates."""
    return stamp(PACKAGE) + _our_files()


@cache
def _our_files() -> str:
    """Return what changes with our content and templates, as they were when this process first asked, and took them."""
    folders = [shipped("content"), shipped("templates")]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return "".join(f"{path}:{found.st_size}:{found.st_mtime_ns};" for path, found in ((p, p.stat()) for p in files))
