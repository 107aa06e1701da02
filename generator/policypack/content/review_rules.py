"""Review rules: what is looked at again, and after how long. Rows of ``content/reviews.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.references import Names, Reference
from policypack.content.rows import Row, load_rows
from policypack.content.sources import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.base.workspace import Workspace


class Often(Row):
    """How often, as an answer decides. question: its qid. months: for each choice, after how many months."""

    question: Annotated[str, Names("question")]
    months: dict[str, int]

    def more_references(self) -> Iterator[Reference]:
        """Yield the choices that have a number of months."""
        for choice in self.months:
            yield Reference(("months", choice), "choice", choice, self.question)


class ReviewRule(Row):
    """Something that is looked at again.

    question: the qid of the day from which the time counts; None for the day that was named at the approval. months:
    after how many it is due; 0 where the answer itself is the day. often: where another answer decides that.
    what: the task, for the calendar. overdue: the same once the day has passed, and with why, first_step, takes and
    points what the finding says then. for_others: what is looked at, where people outside may be told when it was done
    and when it is due; None where that is for the leaders alone, whatever staff may see of it. Words may name an
    item's answers in braces, as those of findings may.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    question: Annotated[str | None, Names("date")]
    months: int = pydantic.Field(ge=0)
    often: Often | None = None
    what: Annotated[Words, Names("word of a finding")]
    for_others: Annotated[Words | None, Names("word of a finding")] = None
    severity: Literal["important", "advisory"]
    overdue: Annotated[Words, Names("word of a finding")]
    why: Words
    first_step: Words
    takes: Words
    points: Annotated[tuple[str, ...], pydantic.Field(min_length=1), Names("guidance point")]


def load_review_rules(workspace: Workspace) -> tuple[ReviewRule, ...]:
    """Load ``content/reviews.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "reviews.yml", ReviewRule)
