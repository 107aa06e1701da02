"""Between packs: what a process that builds many leaves from one to the next. Nothing that an organisation wrote."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from policypack.base.workspace import Workspace, shipped
from policypack.content.catalogue import load_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.content.catalogue import Catalogue
    from policypack.publish.faster.theme_templates import KeptEnvironment


class BetweenPacks:
    """What the packs of one process share: our catalogue, and the theme's templates where they are ours alone.

    It is as it was when it was first asked for: a process lives for one run.
    """

    @cached_property
    def environment(self) -> KeptEnvironment:
        """The theme's templates, compiled."""
        from policypack.publish.faster.theme_templates import KeptEnvironment  # MkDocs: a check has no need of it

        return KeptEnvironment()

    def catalogue_for(self, root: Path) -> Catalogue | None:
        """Return what the product knows; None for a workspace with content of its own, which it changes."""
        workspace = Workspace.at(root)
        return self._ours(workspace) if workspace.folders("content") == [shipped("content")] else None

    def _ours(self, workspace: Workspace) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = load_catalogue(workspace)
        return self._catalogue

    _catalogue: Catalogue | None = None
