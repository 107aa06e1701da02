"""Nearby: the workspace that is meant where somebody stands beside it: in a folder of it, or in the one above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.base.problems import one_problem
from policypack.base.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

_MOST_NAMED = 8
"""Workspaces that are named where several lie in one folder."""


def is_workspace(folder: Path) -> bool:
    """Say whether a folder is a workspace: site_config/ lies in it, with the answers or beside the settings."""
    workspace = Workspace(folder)
    return workspace.site_config.is_dir() and (
        workspace.answers_file.is_file() or (folder / "mkdocs.yml").is_file() or workspace.own_pages.is_dir()
    )


def nearby(folder: Path, *, look_below: bool = True) -> Path | None:
    """Return the workspace that a folder is, lies in, or alone holds, as an absolute path; None for no such.

    look_below: whether the folders in it are looked at too.
    Raises ProblemsFoundError where the folder is not there, and where several workspaces lie in it.
    """
    if not folder.exists():
        one_problem("-C", f"there is no such folder; looked for {folder.absolute()}", given=str(folder))
    if not folder.is_dir():
        one_problem("-C", "a folder is wanted, and this is a file", given=str(folder))
    root = folder.resolve()
    above = next((one for one in (root, *root.parents) if is_workspace(one)), None)
    if above is not None or not look_below:
        return above
    below = workspaces_in(root)
    if len(below) > 1:
        names = ", ".join(one.name for one in below[:_MOST_NAMED])
        more = f" and {len(below) - _MOST_NAMED} more" if len(below) > _MOST_NAMED else ""
        one_problem(
            str(root), f"several workspaces lie in this folder; go into one of them, or name it with -C: {names}{more}"
        )
    return below[0] if below else None


def workspaces_in(root: Path) -> list[Path]:
    """Return the workspaces right in a folder; those that nobody may read are none."""
    try:
        return sorted(one for one in root.iterdir() if not one.name.startswith(".") and is_workspace(one))
    except OSError:
        return []
