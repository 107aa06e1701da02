"""Noticing what was changed by hand in the answers file, for commands that ask nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from policypack.answers.differences import said_in
from policypack.answers.history import read_history
from policypack.base.problems import ProblemsFoundError
from policypack.files.lock import locked
from policypack.files.yaml_nodes import read_yaml

if TYPE_CHECKING:
    from datetime import date

    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue


def notice_by_hand(workspace: Workspace, catalogue: Catalogue, today: date) -> None:
    """Keep in the history what was changed by hand since the last command.

    Where somebody is asking just now, that run keeps it; where nothing can be written there, the next command that can
    does: nothing fails for it. The answers have been read without a problem before.
    """
    with suppress(ProblemsFoundError), locked(workspace):
        said = said_in(read_yaml(workspace.answers_file, workspace.root))
        read_history(workspace, catalogue.questions).notice(said, today)
