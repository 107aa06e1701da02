"""Write a file whole or not at all: a crash, a full disk or a killed process leaves the old file as it was."""

from __future__ import annotations

import errno
import glob
import os
import secrets
from pathlib import Path

from policypack.base.problems import one_problem, shown_path

_PART = ".part"
"""How the name of a file ends that is not written in full yet; it starts with a dot and the name of the file."""
_BINARY = getattr(os, "O_BINARY", 0)
"""What Windows wants to be told, so that line ends stay as they are."""
_TO_DO = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room in your part of the disk",
    errno.EROFS: "move the folder to where it may be changed",
}
"""What helps, by what went wrong; with anything else, to look who may write."""


def write_whole(path: Path, root: Path, content: str | bytes, like: Path | None = None) -> None:
    """Replace a file with text (in UTF-8 with plain line ends) or bytes.

    All that is written into a workspace goes through here, but for outputs, which are swapped in. The file keeps its
    permissions; a new one gets those of `like`, else what the user's umask leaves. root: of the workspace, outside of
    which nothing is written. It is on the disk when this returns, as far as the disk can say so. Raises
    ProblemsFoundError where it cannot be written, or a link is in the way; the old file stands then.
    """
    require_no_link(path, root)
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        known = next((one for one in (path, like) if one is not None and one.exists()), None)
        mode = None if known is None else known.stat().st_mode & 0o777
        name = path.parent / f".{path.name}.{secrets.token_hex(4)}{_PART}"
        # As narrow as the file that was there from its first byte on: nobody else reads what is being written.
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666 if mode is None else mode)
        temporary = name
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
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


def require_no_link(path: Path, root: Path) -> None:
    """Raise ProblemsFoundError where a link stands in the place of a file, or of a folder on the way to it from `root`.

    It would lead out of the workspace, or have one file written through the name of another.
    """
    for place in (path, *path.parents):
        if place == root:
            return
        if place.is_symlink():
            name = shown_path(place, root)
            one_problem(name, "this is a link, and nothing is written through one; put what it leads to in its place")


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
