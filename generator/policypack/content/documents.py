"""Documents: which pages make one document for paper, as PDF and as Word, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import pydantic

from policypack.content.questions import Audience
from policypack.content.references import Names
from policypack.content.rows import Row, load_rows

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace


class Document(Row):
    """One document.

    path: where it lies in each output that has it, without the ending. title: what stands on it. audience: whose pages
    it holds, and who may have it: a page for fewer readers cannot get into it. kind: only pages of this kind. pages:
    only these, by their ids. Without either, all pages for exactly these readers. also: pages for more readers that go
    with them. is_form: a sheet or two to fill in, which needs no cover and no table of contents.

    It is made where at least one of its pages applies; those of `also` alone make none.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    path: str = pydantic.Field(pattern=r"^([a-z0-9-]+/)*[a-z0-9-]+$")
    title: str
    audience: Audience
    kind: Literal["policy", "living", "report"] | None = None
    pages: Annotated[tuple[str, ...], Names("page")] = ()
    also: Annotated[tuple[str, ...], Names("page")] = ()
    is_form: bool = False


def load_documents(workspace: Workspace) -> tuple[Document, ...]:
    """Load ``content/documents.yml``, in the order in which they are offered. Raises as load_rows does."""
    return load_rows(workspace, "documents.yml", Document)
