"""Write a file whole or not at all: a crash, a full disk or a killed process leaves the old file as it was."""

from __future__ import annotations

import errno
import glob
import os
import tempfile
from pathlib import Path

from policypack.base.problems import one_problem

_PART = ".part"
"""How the name of a file ends that is not written in full yet; it starts with a dot and the name of the file."""
_TO_DO = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room in your part of the disk",
    errno.EROFS: "move the folder to where it may be changed",
}
"""What helps, by what went wrong; with anything else, to look who may write."""


def write_whole(path: Path, text: str) -> None:
    """Replace a file with `text` in UTF-8 with plain line ends, keeping its permissions.

    It is on the disk when this returns, as far as the disk can say so. Raises ProblemsFoundError where it cannot be
    written; the old file stands then.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_PART, dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
        temporary = None
        _keep_name(path.parent)
    except OSError as error:
        to_do = _TO_DO.get(error.errno or 0, "check who may write in this folder")
        one_problem(
            path.name,
            f"it could not be written ({error.strerror}), and what stood there before still does; {to_do}, "
            "then run the command again",
        )
    finally:
        if temporary is not None:  # a full disk, or Ctrl-C in the middle
            temporary.unlink(missing_ok=True)


def clear_left_overs(path: Path) -> None:
    """Take away what a process that was killed while it wrote `path` left beside it; nobody else may be writing it."""
    for left_over in path.parent.glob(f".{glob.escape(path.name)}.*{_PART}"):
        left_over.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """Have a new name in a folder survive a power cut. Only some systems can do that, and some drives refuse."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
