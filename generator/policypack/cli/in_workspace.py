"""Which workspace a command works on: the folder itself, the one that it lies in, or the only one in it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policypack.base.nearby import nearby
from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.base.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def in_workspace(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command the workspace that is meant, once the last build there is finished.

    The command is not run where there is none: ProblemsFoundError says where it was looked for.
    """
    return _handed(command, lambda _options: True)


def in_workspace_or_none(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command the workspace that the folder is or lies in, else the folder: only with `ours` it needs one."""
    return _handed(command, lambda options: bool(options.get("ours")))


def _handed(command: Callable[..., Any], is_needed: Callable[[Mapping[str, Any]], bool]) -> Callable[..., Any]:
    @click.pass_obj
    @functools.wraps(command)
    def with_workspace(folder: Path, *arguments: Any, **options: Any) -> Any:
        needed = is_needed(options)
        found = nearby(folder, look_below=needed)
        if found is None:
            if needed:
                one_problem(
                    str(folder.resolve()),
                    "there is no workspace here, above or right below; `policypack new` makes one, and -C names one "
                    "that lies elsewhere",
                )
            return command(folder, *arguments, **options)
        _say_which(found, folder)
        from policypack.answers.versions import refuse_newer  # it reads files, which not every command does

        refuse_newer(Workspace.at(found))
        finish_last_build(found)
        return command(found, *arguments, **options)

    return with_workspace


def _say_which(workspace: Path, folder: Path) -> None:
    """Name a workspace that somebody is not in: no command works on one unsaid. folder: as it was named."""
    there = folder.resolve()
    if workspace == there:
        return
    this = "This folder" if folder == Path() else str(folder)
    where = "lies in a workspace" if workspace in there.parents else "holds one workspace"
    click.echo(f"{this} {where}: working on {workspace}", err=True)


def finish_last_build(folder: Path) -> None:
    """Finish a build that was stopped while it put its folders in their place, and say so. No command fails for it."""
    from policypack.files.swap import finish

    try:
        put = finish(folder)
    except ProblemsFoundError as error:
        click.echo(f"The last build was stopped half-way, and cannot be finished yet:\n{error}", err=True)
        return
    if put:
        names = ", ".join(f"{name}/" for name in put)
        click.echo(f"The last build was stopped half-way. It is finished now; put in place: {names}.", err=True)
