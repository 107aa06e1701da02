"""Finding rules: when a finding is raised, and what it says. Rows of ``content/findings.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.conditions import Condition
from policypack.content.references import Names
from policypack.content.rows import Row, load_rows

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Severity = Literal["urgent", "important", "advisory"]
Comes = Literal["stop", "name", "then", "picture"]
COMES: tuple[Comes, ...] = ("stop", "name", "then", "picture")
"""The order among findings of one severity: who could harm a child today, whom to name, all else, then pictures."""
SEVERITIES: tuple[Severity, ...] = ("urgent", "important", "advisory")
"""Urgent means that a child could be harmed or misled today."""

NAMES = (
    *("name", "lead", "platform", "announced_age", "announced_when", "platform_age", "youngest"),
    *("late_reply", "late_report"),
)
"""What the words of findings and reviews may name in braces: of the item, and of the organisation."""


class FindingRule(Row):
    """When a finding is raised, and what it says.

    for_each: the qid of a group; the finding is raised for each item for which `when` holds, and its words may name
    the item's own answers in braces: ``{name}``. What else words may name is listed in NAMES.
    first_step: what to do, in one or two sentences. takes: how long it takes, as people say it.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    severity: Severity
    comes: Comes = "then"
    when: Condition
    for_each: Annotated[str | None, Names("group")] = None
    title: Annotated[str, Names("word of a finding")]
    why: Annotated[str, Names("word of a finding")]
    first_step: Annotated[str, Names("word of a finding")]
    takes: str
    points: Annotated[tuple[str, ...], Names("guidance point")]
    question: Annotated[str, Names("question")]
    """The question whose answer changes it."""


def load_finding_rules(workspace: Workspace) -> tuple[FindingRule, ...]:
    """Load ``content/findings.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "findings.yml", FindingRule)
