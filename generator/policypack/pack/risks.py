"""Risks: what could go wrong in a place online, what stands against it, and what is still to do.

Each risk is a row of ``content/risks.yml``. It is worked out from the answers alone: a measure counts where an answer
says that it is there. How likely something is follows from no answers, so nothing is said of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Scope
    from policypack.content.risk_rules import Measure, RiskRule


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk, as it stands.

    in_place, missing, undecided: its measures, by whether the answers say that they are there.
    """

    rule: RiskRule
    in_place: tuple[Measure, ...]
    missing: tuple[Measure, ...]
    undecided: tuple[Measure, ...]


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
