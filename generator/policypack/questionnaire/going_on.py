"""Going on: the command that leads back to where somebody stopped, whichever way they were asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace
    from policypack.questionnaire.flow import Flow

Way = Literal["open", "check", "review", "missing"]
"""What `ask` does: go on with what is open, go through the answers, do the yearly review, or ask what is missing."""


def command_to_go_on(
    workspace: Workspace, flow: Flow | None = None, way: Way = "open", *, browser: bool = False, plain: bool = False
) -> list[str]:
    """Return the words of the command that goes on in the same way; a path in it is not quoted yet.

    flow: the run that was stopped, with its section and its path; None where it had not begun. way: what was done
    when it was stopped. browser, plain: the face it was asked on.
    """
    if flow is not None and flow.only_missing:
        way = "missing"
    said = ["policypack", *([] if Path.cwd() == workspace.root else ["-C", str(workspace.root)]), "ask"]
    if way != "open":
        said.append(f"--{way}")
    if flow is not None and flow.only is not None:
        said += ["--section", flow.only]
    is_on = {"--quick": flow is not None and flow.quick, "--browser": browser, "--plain": plain and not browser}
    return [*said, *(option for option, wanted in is_on.items() if wanted)]
