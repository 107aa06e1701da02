"""Worked out: answers that follow from other answers, so that nobody is asked. Rows of ``content/worked_out.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import pydantic

from policypack.content.conditions import Condition
from policypack.content.references import Names, Reference
from policypack.content.rows import Row, load_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.base.workspace import Workspace


class WorkedOutRow(Row):
    """An answer that follows: nothing else could be true where `when` holds. It is shown as it is written down.

    answer: as the answers file holds it; or only_item_of: the group of which the only item is the answer.
    because: what it follows from, in a sentence.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")
    question: Annotated[str, Names("question")]
    when: Condition
    answer: str | None = None
    only_item_of: Annotated[str | None, Names("question")] = None
    because: str

    @pydantic.model_validator(mode="after")
    def _one_answer(self) -> WorkedOutRow:
        if (self.answer is None) == (self.only_item_of is None):
            raise ValueError("one of answer and only_item_of is wanted")
        return self

    def more_references(self) -> Iterator[Reference]:
        """Yield the answer."""
        if self.answer is not None:
            yield Reference(("answer",), "choice", self.answer, self.question)


def load_worked_out(workspace: Workspace) -> tuple[WorkedOutRow, ...]:
    """Load ``content/worked_out.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "worked_out.yml", WorkedOutRow)
