"""Advice: what public bodies and charities say of the hardest moments, for pages that staff read in the middle of one.

A card gives its own steps; what it states as a fact, such as who takes a report in which nation, is a row here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.nations import NationId
from policypack.content.references import Names
from policypack.content.rows import Row, load_rows
from policypack.content.sources import Sources, Sure, Words

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

Topic = Literal["consent", "hate", "prevent", "fraud", "suicide", "memorial", "blackmail", "membership"]


class Advice(Row):
    """One thing that is said of a topic, in one line.

    nations: where it holds. service: where a reader turns, whose number and site stand behind it. seen: the day the
    sources were read. sure: how well they support it.
    """

    id: str
    topic: Topic
    nations: Annotated[tuple[NationId, ...], pydantic.Field(min_length=1)]
    says: Words
    service: Annotated[str | None, Names("service")] = None
    sources: Sources
    seen: date
    sure: Sure


def load_advice(workspace: Workspace) -> tuple[Advice, ...]:
    """Load ``content/advice.yml``. Raises as load_rows does."""
    return load_rows(workspace, "advice.yml", Advice)
