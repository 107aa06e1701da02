"""Rules: what an organisation can adopt for its house rules and codes, as data, in words for each reader.

A rule is shown to the organisation and adopted by it, never assumed; one that the answers contradict is left out of
the pages, or says less there, and becomes a finding (invariant 1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.conditions import Condition
from policypack.content.references import Names
from policypack.content.rows import Row, load_rows

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace
    from policypack.content.conditions import Known

Kind = Literal["house", "young", "adults"]
KINDS: tuple[Kind, ...] = ("house", "young", "adults")
Reader = Literal["under_11", "from_11", "from_14", "adults"]


class Wording(Row):
    """A rule in words for one kind of reader: what to do, and why."""

    rule: str
    why: str


class OtherWording(Row):
    """Words for the readers of a rule that take the place of the usual ones where a condition holds."""

    when: Condition
    says: dict[Reader, Wording]


class Rule(Row):
    """One rule.

    label: as it is shown to the organisation for adoption.
    says: words for each reader; a house rule has words for all four, a young people's rule for the three ages.
    adapted: other words for some readers where the usual ones would not be true; the first whose condition holds.
    refused: it says what is not accepted, and is listed after what is asked.
    members_only: it speaks of what is done in our places, so it is no rule for an age that is in none of them.
    contradicted_by: answers under which it cannot be kept, with what that means in `contradiction`.
    instead: weaker words, which are true then as well, for each reader; without them the rule is left out.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    label: str
    says: dict[Reader, Wording]
    adapted: tuple[OtherWording, ...] = ()
    refused: bool = False
    members_only: bool = False
    points: Annotated[tuple[str, ...], Names("guidance point")] = ()
    when: Condition | None = None
    """When it makes sense to offer the rule at all."""
    contradicted_by: Condition | None = None
    contradiction: str | None = None
    instead: dict[Reader, Wording] | None = None

    @pydantic.model_validator(mode="after")
    def _complete(self) -> Rule:
        wanted: set[Reader] = {"adults"} if self.kind == "adults" else {"under_11", "from_11", "from_14"}
        if self.kind == "house":
            wanted.add("adults")
        if set(self.says) != wanted:
            raise ValueError(f"a rule of this kind has words for {', '.join(sorted(wanted))}")
        if self.instead is not None and (set(self.instead) != wanted or self.contradicted_by is None):
            raise ValueError("instead has words for the same readers as says, and goes with contradicted_by")
        if any(set(other.says) - wanted for other in self.adapted):
            raise ValueError("adapted has words for readers whom the rule has, and for no others")
        if (self.contradicted_by is None) != (self.contradiction is None):
            raise ValueError("contradicted_by and contradiction go together")
        return self

    def is_contradicted(self, known: Known) -> bool:
        """Return whether the rule cannot be kept under the answers."""
        return self.contradicted_by is not None and self.contradicted_by.holds(known) is True

    def worded(self, known: Known) -> Rule | None:
        """Return the rule in words that are true under the answers; None where there are none."""
        if self.is_contradicted(known):
            return None if self.instead is None else self.model_copy(update={"says": self.instead})
        for other in self.adapted:
            if other.when.holds(known):
                return self.model_copy(update={"says": {**self.says, **other.says}})
        return self


def load_rules(workspace: Workspace) -> tuple[Rule, ...]:
    """Load ``content/rules.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "rules.yml", Rule)
