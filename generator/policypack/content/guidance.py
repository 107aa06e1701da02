"""Guidance points: what the founding guidance says, one point a row, in our own words.

Coverage is computed from these ids (invariant 6): a question names the points it asks for, a template marks the
points it carries, and a point is carried once it is rendered for every reader that it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

import pydantic

from policypack.content.conditions import Condition
from policypack.content.kept_content import kept_rows
from policypack.content.rows import Row
from policypack.content.sources import Source, Words, wanted

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Strength = Literal["must", "should", "consider"]
PointReader = Literal["members", "families", "staff", "moderators", "leaders"]
PointId = Annotated[str, pydantic.StringConstraints(pattern=r"^[A-Z]+-[1-9]$")]


class Passage(Source):
    """Where a publication makes a point. place: the heading it stands under."""

    publisher: Words
    place: Words


class GuidancePoint(Row):
    """One thing the guidance says.

    strength: the force of the source ("must", "should", "consider"). readers: who has to see it; staff are all adults
    who work or volunteer, moderators include hosts, leaders include the child protection lead. point: one sentence for
    leaders. when: it arises only where this holds, and `otherwise` says why not elsewhere.
    """

    id: PointId
    strength: Strength
    readers: Annotated[tuple[PointReader, ...], pydantic.Field(min_length=1)]
    point: Words
    sources: Annotated[tuple[Passage, ...], pydantic.Field(min_length=1)]
    when: Condition | None = None
    otherwise: Words | None = None

    @pydantic.model_validator(mode="after")
    def _reason_for_each_condition(self) -> Self:
        if (self.when is None) != (self.otherwise is None):
            raise wanted("when and otherwise go together")
        return self


def load_guidance(workspace: Workspace) -> tuple[GuidancePoint, ...]:
    """Load ``content/guidance.yml``, in the order of the guidance. Raises as load_rows does."""
    return kept_rows(workspace, "guidance.yml", GuidancePoint)
