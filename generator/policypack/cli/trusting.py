"""Before a workspace's own programs run for the first time on this machine, say what they are, and ask."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from policypack.publish.programs import Program

_REFUSED = (
    "this comes with the workspace, and nothing was run; if you know who wrote it, answer yes at a terminal, "
    "or write --trust"
)


def may_run_programs(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--trust``, for it runs what a workspace brings along; see require_trust."""
    return click.option(
        "--trust", is_flag=True, help="Run the workspace's own hooks, plugins and templates without asking, this once."
    )(command)


def may_run(folder: Path) -> bool:
    """Say whether a workspace brings along nothing that runs, or somebody has said on this machine that it may run."""
    from policypack.base.workspace import Workspace
    from policypack.publish.programs import programs_of
    from policypack.publish.trust import is_trusted

    workspace = Workspace.at(folder)
    return is_trusted(workspace, programs_of(workspace))


def require_trust(folder: Path, *, given: bool) -> None:
    """Return where a workspace runs nothing of its own, or may; else ask at the terminal, and remember a yes.

    given: whether ``--trust`` was written: then nothing is asked or remembered.
    Raises ProblemsFoundError, with everything that would run, where the answer is no or nobody can be asked.
    """
    from policypack.base.workspace import Workspace
    from policypack.publish.programs import programs_of
    from policypack.publish.trust import is_trusted, trust

    workspace = Workspace.at(folder)
    programs = [] if given else programs_of(workspace)
    if is_trusted(workspace, programs):
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        click.echo("This workspace brings along what runs on this machine when its pages are made:\n")
        for program in programs:
            click.echo(f"  {program}")
        click.echo("\nWhat runs can read, change and send whatever you can. Say yes only if you know who wrote it.")
        if click.confirm("Run it, and do so from now on until it changes?", default=False):
            trust(workspace, programs)
            return
    _refuse(programs)


def refuse_untrusted(folder: Path) -> None:
    """Raise ProblemsFoundError where a workspace would run something that nobody has said yes to; ask nothing."""
    from policypack.base.workspace import Workspace
    from policypack.publish.programs import programs_of
    from policypack.publish.trust import is_trusted

    workspace = Workspace.at(folder)
    programs = programs_of(workspace)
    if not is_trusted(workspace, programs):
        _refuse(programs)


def _refuse(programs: Sequence[Program]) -> NoReturn:
    from policypack.base.problems import Problem, ProblemsFoundError

    raise ProblemsFoundError(
        Problem(program.file, program.line, "", None, f"{program.what}; {_REFUSED}") for program in programs
    )
