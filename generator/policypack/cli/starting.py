"""Without a command: the start page, from which an organisation is begun or opened."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.browser.desk import Chosen


def has_browser() -> bool:
    """Say whether a browser can be opened from here."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def start() -> int:
    """Open the start page, and return the exit code."""
    from policypack.browser.start_server import start_in_browser

    return start_in_browser(_opened)


def _opened(chosen: Chosen, lead: Callable[[str], object]) -> int:
    """Ask the questions of what was chosen, as `new --browser` and `ask --browser` do.

    Whether it may run what it brings along was asked on the start page, which takes no folder that nobody said yes to.
    Raises ProblemsFoundError with what stands in the way, and where it may not.
    """
    from policypack.answers.json_schema import renew_schema
    from policypack.answers.versions import refuse_newer
    from policypack.base.workspace import Workspace
    from policypack.browser.server import ask_in_browser
    from policypack.cli.asking import made, part_merged_now
    from policypack.cli.in_workspace import finish_last_build
    from policypack.cli.trusting import refuse_untrusted
    from policypack.questionnaire.new_workspace import make_workspace, require_room

    if chosen.is_new:
        workspace = require_room(chosen.folder)
        refuse_untrusted(workspace.root)
        made(workspace, make_workspace(workspace))
    else:
        workspace = Workspace.at(chosen.folder)
        refuse_untrusted(workspace.root)
        refuse_newer(workspace)
        finish_last_build(workspace.root)
        renew_schema(workspace)
        part_merged_now(workspace)
    return ask_in_browser(workspace, lead=lead)
