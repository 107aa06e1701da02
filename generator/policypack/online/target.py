"""A target: where files are put. Each way has one, and all do the same few things, so that one plan serves all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from policypack.base.problems import one_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from policypack.online.ways import Place

STAGED = ".policypack-new"
"""The folder at a target in which new files lie until all of them are there."""

AskHost = Callable[[str, str], bool] if TYPE_CHECKING else object
"""Shows the name and the fingerprint of a host that is not known, and returns whether it is the right one."""


class Target(Protocol):
    """Files somewhere. Paths are within it, with slashes. What goes wrong is an OSError, or of the way's own kind.

    at_once: nothing that readers see changes before `finish`, which changes all in one step.
    """

    at_once: bool

    def listing(self) -> Mapping[str, str]:
        """Return what lies there: a mark of each file by its path, which changes when somebody changes the file."""

    def read(self, path: str) -> bytes:
        """Return a file."""

    def put(self, path: str, data: bytes) -> None:
        """Write a file."""

    def move(self, path: str, to: str) -> None:
        """Give a file another name, in the place of what has that name."""

    def remove(self, path: str) -> None:
        """Take a file away."""

    def finish(self) -> None:
        """Let readers see what has changed, where that did not happen yet."""

    def close(self) -> None:
        """Let go of the connection."""


class WayError(OSError):
    """Raised where a way fails for a reason of which we have words (`strerror`), which hold no secret."""

    def __init__(self, words: str) -> None:
        super().__init__(0, words)


class UnknownHostError(Exception):
    """Raised where nobody said that a host is the right one."""


def target_of(place: Place, root: Path, secret: str | None, ask_host: AskHost) -> Target:
    """Open the target of a place.

    root: of the workspace, from which a folder or zip file is counted. secret: the password, if there is one. Raises
    ProblemsFoundError where a package is missing, or the place lies in the workspace's own files.
    """
    if place.way in {"folder", "zip"}:
        path = (root / place.to).expanduser().resolve()
        kept = [root / name for name in ("site", "staff", "report", "site_config")]
        if root.is_relative_to(path) or any(path.is_relative_to(one.resolve()) for one in kept):
            one_problem(place.to, "a place outside of the workspace's own folders is wanted")
        if place.way == "zip":
            from policypack.online.zip_file import ZipFile

            return ZipFile(path)
        from policypack.online.folder import Folder

        return Folder(path)
    if place.way == "git":
        from policypack.online.git_branch import GitBranch

        return GitBranch(place.to, place.branch)
    if place.way == "sftp":
        from policypack.online.sftp import Sftp

        return Sftp(place.to, place.user, secret, ask_host)
    from policypack.online.by_fsspec import bucket, webdav

    make = bucket if place.way == "bucket" else webdav
    return make(place, secret)
