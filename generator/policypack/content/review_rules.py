"""Review rules: what is looked at again, and after how long. Rows of ``content/reviews.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pydantic

from policypack.content.rows import Row, load_rows
from policypack.content.sources import Words

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace


class Often(Row):
    """How often, as an answer decides. question: its qid. months: for each choice, after how many months."""

    question: str
    months: dict[str, int]


class ReviewRule(Row):
    """Something that is looked at again.

    question: the qid of the day from which the time counts; None for the day that was named at the approval. months:
    after how many it is due; 0 where the answer itself is the day. often: where another answer decides that.
    what: the task, for the calendar. overdue: the same once the day has passed, and with why, first_step, takes and
    points what the finding says then. Words may name an item's answers in braces, as those of findings may.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    question: str | None
    months: int = pydantic.Field(ge=0)
    often: Often | None = None
    what: Words
    severity: Literal["important", "advisory"]
    overdue: Words
    why: Words
    first_step: Words
    takes: Words
    points: tuple[str, ...] = pydantic.Field(min_length=1)


def load_review_rules(workspace: Workspace) -> tuple[ReviewRule, ...]:
    """Load ``content/reviews.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "reviews.yml", ReviewRule)
