"""Risks: what could go wrong in a place online, what stands against it, and what is still to do.

Each risk is a row of ``content/risks.yml``. It is worked out from the answers alone: a measure counts where an answer
says that it is there. The words for how likely something is say no more than how many of those measures are there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.conditions import Condition
from policypack.content.kept_content import kept_rows
from policypack.content.rows import Row
from policypack.content.sources import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Scope
    from policypack.base.workspace import Workspace

Kind = Literal["content", "contact", "conduct", "commerce"]
"""What a child may see, whom a child may meet, how people behave, and who wants a child's money or details."""
Whom = Literal["children", "adults", "organisation"]
Likelihood = Literal["likely", "possible", "less likely"]


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


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk, as it stands.

    in_place, missing, undecided: its measures, by whether the answers say that they are there.
    """

    rule: RiskRule
    in_place: tuple[Measure, ...]
    missing: tuple[Measure, ...]
    undecided: tuple[Measure, ...]

    @property
    def likelihood(self) -> Likelihood:
        """Likely where nothing stands against it, less likely where all does that is known here, else possible."""
        if not self.in_place:
            return "likely"
        return "possible" if self.missing or self.undecided else "less likely"


def load_risk_rules(workspace: Workspace) -> tuple[RiskRule, ...]:
    """Load ``content/risks.yml``. Raises ProblemsFoundError as load_rows does."""
    return kept_rows(workspace, "risks.yml", RiskRule)


def assess(scope: Scope, rules: Iterable[RiskRule]) -> tuple[Risk, ...]:
    """Return the risks of one account, in the order of the shipped data.

    scope: the answers as seen from that account; seen from none, it gives the risks that are the same everywhere.
    """
    asked = [rule for rule in rules if rule.everywhere == (scope.item is None)]
    return tuple(_assessed(scope, rule) for rule in asked if rule.when is None or rule.when.holds(scope) is not False)


def _assessed(scope: Scope, rule: RiskRule) -> Risk:
    useful = [m for m in rule.measures if m.only is None or m.only.holds(scope) is not False]
    state = [(measure, measure.when.holds(scope)) for measure in useful]
    return Risk(
        rule,
        tuple(measure for measure, there in state if there is True),
        tuple(measure for measure, there in state if there is False),
        tuple(measure for measure, there in state if there is None),
    )
