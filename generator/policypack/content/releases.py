"""Releases: what an earlier version asked and had, so that what came since can be told from what was put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.base.versions import as_numbers
from policypack.base.workspace import shipped
from policypack.content.rows import Row, load_row

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace


class Release(Row):
    """The record of a release, made by ``python -m tests.released``.

    questions: the qids that it asked. templates: of its pages. The rest are fingerprints of words by their ids, which
    tests compare with ours.
    """

    version: str
    questions: tuple[str, ...]
    templates: tuple[str, ...]
    pages: dict[str, str]
    partials: dict[str, str]
    rules: dict[str, str]
    findings: dict[str, str]


def load_release(workspace: Workspace, version: str) -> Release | None:
    """Return the record of a version, or of the last before it; None where there is none.

    version: such as 0.1.0. workspace: for messages alone; a release is ours, whatever a workspace has.
    """
    folder = shipped("content") / "releases"
    found = {as_numbers(path.stem): path for path in folder.glob("*.yml")}
    before = [numbers for numbers in found if numbers <= as_numbers(version)]
    return load_row(workspace, found[max(before)], Release)[0] if before else None
