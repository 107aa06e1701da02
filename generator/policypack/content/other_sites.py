"""Other people's sites: how our times are put on a page of each kind, step by step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.rows import Row, load_rows
from policypack.content.sources import Sources, Words, wanted

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace


class OtherSite(Row):
    """A kind of site.

    platforms: it is told only where one of these is among our places; empty for all. takes: what is put there: the page
    for a frame, plain HTML, or a text alone. steps: what to do, one after the other. seen: the day on which its sources
    were read. Without sources nobody has said that it works: then the steps say where to look and to try it out, and
    state nothing.
    """

    id: str
    title: Words
    platforms: tuple[str, ...] = ()
    takes: Literal["frame", "html", "text"]
    steps: Annotated[tuple[Words, ...], pydantic.Field(min_length=1)]
    seen: date | None = None
    sources: Sources | None = None

    @pydantic.model_validator(mode="after")
    def _sourced(self) -> OtherSite:
        if (self.seen is None) is not (self.sources is None):
            raise wanted("seen and sources go together")
        return self


def load_other_sites(workspace: Workspace) -> tuple[OtherSite, ...]:
    """Load ``content/other_sites.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "other_sites.yml", OtherSite)
