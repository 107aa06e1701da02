"""Screens: which questions stand together on one screen of the questionnaire. Rows of ``content/screens.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import pydantic

from policypack.content.references import Names, Reference
from policypack.content.rows import Row, load_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.base.workspace import Workspace


class Screen(Row):
    """Questions that stand together on one screen: of one section, and of one group where they lie in one.

    title: what they are about. late: the questions of a group that are asked once all its items are there, for all of
    them on one screen. once: late, and one answer goes to all items. none_yet: what answers all of them with "none".
    brief: the prompt of a question in fewer words, by its qid, for where there are others beside it.
    rows: for all questions of a group that are asked item by item, how many items can be written down on it at once.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    questions: Annotated[tuple[str, ...], pydantic.Field(min_length=2), Names("question")]
    late: bool = False
    once: bool = False
    none_yet: str | None = None
    brief: dict[str, str] = pydantic.Field(default_factory=dict)
    rows: int = pydantic.Field(default=0, ge=0, le=6)

    def more_references(self) -> Iterator[Reference]:
        """Yield the questions that have a brief prompt."""
        for qid in self.brief:
            yield Reference(("brief", qid), "question", qid)

    @property
    def is_late(self) -> bool:
        """Whether its questions wait until all items of their group are there."""
        return self.late or self.once


def load_screens(workspace: Workspace) -> tuple[Screen, ...]:
    """Load ``content/screens.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "screens.yml", Screen)
