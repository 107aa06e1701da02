"""Open the target of a place: each way in a module of its own, which is imported only where it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.base.problems import one_problem

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.online.target import AskHost, Target
    from policypack.online.ways import Place


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
