"""Finding rules: when a finding is raised, and what it says. Rows of ``content/findings.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pydantic

from policypack.content.conditions import Condition
from policypack.content.rows import Row, load_rows

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Severity = Literal["urgent", "important", "advisory"]
Comes = Literal["stop", "name", "then"]
COMES: tuple[Comes, ...] = ("stop", "name", "then")
"""The order among findings of one severity: what can be stopped today, whom to name, then all else."""
SEVERITIES: tuple[Severity, ...] = ("urgent", "important", "advisory")
"""Urgent means that a child could be harmed or misled today."""


class FindingRule(Row):
    """When a finding is raised, and what it says.

    for_each: the qid of a group; the finding is raised for each item for which `when` holds, and its words may name
    the item's own answers in braces: ``{name}``. Words may also name the facts of `content/findings.yml`'s header.
    first_step: what to do, in one or two sentences. takes: how long it takes, as people say it.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    severity: Severity
    comes: Comes = "then"
    when: Condition
    for_each: str | None = None
    title: str
    why: str
    first_step: str
    takes: str
    points: tuple[str, ...]
    question: str
    """The question whose answer changes it."""


def load_finding_rules(workspace: Workspace) -> tuple[FindingRule, ...]:
    """Load ``content/findings.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "findings.yml", FindingRule)
