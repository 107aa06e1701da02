"""Risks: what could go wrong in a place online, what stands against it, and what is still to do.

Each risk is a row of ``content/risks.yml``. It is worked out from the answers alone: a measure counts where an answer
says that it is there. How likely something is follows from no answers, so nothing is said of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Answers, Item, Scope
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


@dataclass(frozen=True, slots=True)
class AtPlaces:
    """A measure, and in which places it stands: the names of those, each list in the order of the places.

    says: the measure, as leaders say it. in_place, missing, undecided: no place is in two of them.
    """

    says: str
    in_place: tuple[str, ...]
    missing: tuple[str, ...]
    undecided: tuple[str, ...]


def assess(scope: Scope, rules: Iterable[RiskRule]) -> tuple[Risk, ...]:
    """Return the risks of one account, in the order of the shipped data.

    scope: the answers as seen from that account; seen from none, it gives the risks that are the same everywhere.
    """
    asked = [rule for rule in rules if rule.everywhere == (scope.item is None)]
    return tuple(_assessed(scope, rule) for rule in asked if rule.when is None or rule.when.holds(scope) is not False)


def measures_at_places(answers: Answers, rules: Iterable[RiskRule]) -> list[AtPlaces]:
    """Return each measure against any risk once, with the places where it stands; what is open somewhere comes first.

    A measure against what is the same everywhere counts for all places. One against several risks of a place is there
    only where it is there against all of them.
    """
    places, rules = answers.items("online.accounts"), tuple(rules)
    all_places = {place.name for place in places}
    found: dict[str, dict[str, set[str]]] = {}
    for item in (None, *places):
        here = all_places if item is None else {item.name}
        for risk in assess(answers.scope(item), rules):
            for state in ("missing", "undecided", "in_place"):
                for measure in getattr(risk, state):
                    found.setdefault(measure.says, {}).setdefault(state, set()).update(here)
    made = []
    for says, by_state in found.items():
        missing = by_state.get("missing", set())
        undecided = by_state.get("undecided", set()) - missing
        in_place = by_state.get("in_place", set()) - missing - undecided
        made.append(AtPlaces(says, *(_in_order(names, places) for names in (in_place, missing, undecided))))
    return sorted(made, key=lambda one: (not one.missing, not one.undecided))


def _in_order(names: set[str], places: Iterable[Item]) -> tuple[str, ...]:
    return tuple(place.name for place in places if place.name in names)


def _assessed(scope: Scope, rule: RiskRule) -> Risk:
    useful = [m for m in rule.measures if m.only is None or m.only.holds(scope) is not False]
    state = [(measure, measure.when.holds(scope)) for measure in useful]
    return Risk(
        rule,
        tuple(measure for measure, there in state if there is True),
        tuple(measure for measure, there in state if there is False),
        tuple(measure for measure, there in state if there is None),
    )
