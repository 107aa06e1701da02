"""Publishing: the ways in which the public pages can be put online, step by step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import pydantic

from policypack.content.rows import Row, load_rows
from policypack.content.sources import Sources, Words, wanted

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace

SITE = "{site}"
"""Stands in a step for the folder with the public pages."""


class Way(Row):
    """A way to publish.

    title: its name. steps: what to do, one after the other. host: whose pages and words the steps follow, if anybody's;
    then sources are its own pages, and seen is the day on which they were read.
    """

    id: str
    title: Words
    steps: Annotated[tuple[Words, ...], pydantic.Field(min_length=1)]
    host: Words | None = None
    seen: date | None = None
    sources: Sources | None = None

    @pydantic.model_validator(mode="after")
    def _sourced(self) -> Way:
        if len({self.host is None, self.seen is None, self.sources is None}) > 1:
            raise wanted("host, seen and sources go together")
        return self


def load_ways(workspace: Workspace) -> tuple[Way, ...]:
    """Load ``content/publishing.yml``. Raises as load_rows does."""
    return load_rows(workspace, "publishing.yml", Way)
