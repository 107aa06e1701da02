"""Approval: who signed off which state of the pack, and what has changed since.

A policy page's fingerprint covers every answer that went into it, but for those that go out at once (contacts, times,
services), and the organisation's own templates.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pydantic

from policypack.content.rows import Row, load_row

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

LONGEST_REVIEW = 366
"""Days until the next review at the latest: the guidance's measures are reviewed each year."""


class Approval(Row):
    """The record of an approval. `pages` holds the fingerprint of each policy page by the page's id."""

    role: str = pydantic.Field(min_length=2, max_length=80)
    date: dt.date
    next_review: dt.date
    pages: dict[str, str]


def read_approval(workspace: Workspace) -> Approval | None:
    """Read ``site_config/approval.yml``; None while there is none. Raises ProblemsFoundError where it is damaged."""
    if not workspace.approval_file.exists():
        return None
    return load_row(workspace, workspace.approval_file, Approval)[0]
