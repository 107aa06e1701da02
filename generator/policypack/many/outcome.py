"""Outcomes: what became of one group in a run, as a line for people and as one for programs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

State = Literal["checked", "built", "unchanged", "made", "kept", "refused", "failed"]
"""checked, built; unchanged: what was built before still is what would be built; made: a new workspace; kept: there was
one already; refused: something is wrong with what the group wrote; failed: the run came to no end with it. The last
build stands in all but the second."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a group.

    group: its name. state: see State. standing: "draft", "approved" or "lapsed"; "" where that was not looked at.
    findings: how many there are of each severity. problems: what is wrong, a sentence or line each. notes: what is to
    be said beside it. details: what the task asked for, as :mod:`policypack.many.looked_at` says.
    """

    group: str
    state: State
    standing: str = ""
    findings: dict[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def is_well(self) -> bool:
        """Whether the run did what was asked of it."""
        return self.state not in {"refused", "failed"}

    def as_json(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def summary(outcomes: dict[str, int]) -> str:
    """Say how many groups came to which state. outcomes: how many, by state."""
    return ", ".join(f"{number} {state}" for state, number in outcomes.items() if number) or "no group was looked at"
