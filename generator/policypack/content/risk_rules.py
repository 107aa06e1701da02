"""Risk rules: what could go wrong in a place online, and what stands against it. Rows of ``content/risks.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.conditions import Condition
from policypack.content.kept_content import kept_rows
from policypack.content.rows import Row
from policypack.content.sources import Words

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Kind = Literal["content", "contact", "conduct", "commerce"]
"""What a child may see, whom a child may meet, how people behave, and who wants a child's money or details."""
Whom = Literal["children", "adults", "organisation"]


class Measure(Row):
    """Something that stands against a risk.

    when: answers that say that it is there. says: it, as leaders say it. do: what to do where it is not there.
    only: where it is of any use at all; None for everywhere.
    """

    when: Condition
    says: Words
    do: Words
    only: Condition | None = None


class RiskRule(Row):
    """Something that could go wrong in a place online.

    when: in which accounts, None for all; one in which it is not decided counts. whom: who could be harmed. risk: what
    could happen. harm: what it can lead to. left: what stays possible whatever is done. everywhere: it is the same in
    every account, so that it is assessed once.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    kind: Kind
    everywhere: bool = False
    whom: Annotated[tuple[Whom, ...], pydantic.Field(min_length=1)]
    when: Condition | None = None
    risk: Words
    harm: Words
    measures: Annotated[tuple[Measure, ...], pydantic.Field(min_length=1)]
    left: Words


def load_risk_rules(workspace: Workspace) -> tuple[RiskRule, ...]:
    """Load ``content/risks.yml``. Raises ProblemsFoundError as load_rows does."""
    return kept_rows(workspace, "risks.yml", RiskRule)
