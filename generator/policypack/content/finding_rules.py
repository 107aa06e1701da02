"""Finding rules: when a finding is raised, and what it says. Rows of ``content/findings.yml``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, Self

import pydantic

from policypack.content.conditions import Condition
from policypack.content.references import Names
from policypack.content.rows import Row, load_rows
from policypack.content.sources import Source, wanted

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
    *("late_reply", "late_report", "services"),
)
"""What the words of findings and reviews may name in braces: of the item, and of the organisation."""


class FindingRule(Row):
    """When a finding is raised, and what it says.

    for_each: the qid of a group; the finding is raised for each item for which `when` holds, and its words may name
    the item's own answers in braces: ``{name}``. What else words may name is listed in NAMES.
    first_step: what to do, in one or two sentences. takes: how long it takes, as people say it. sources: of what it
    says of the world outside, if anything, and seen: the day they were read.
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
    between: Annotated[tuple[str, ...], Names("question")] = ()
    """The questions whose answers contradict each other; each is told with its answer, behind `why`."""
    sources: tuple[Source, ...] = ()
    seen: date | None = None

    @pydantic.model_validator(mode="after")
    def _dated(self) -> Self:
        if bool(self.sources) != (self.seen is not None):
            raise wanted("sources and seen go together")
        return self


def load_finding_rules(workspace: Workspace) -> tuple[FindingRule, ...]:
    """Load ``content/findings.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "findings.yml", FindingRule)
