"""Chosen: which documents a pack has, and which of its rendered pages each of them holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.content.documents import Document, load_documents
from policypack.content.questions import Audience, sees
from policypack.files.text_files import read_text
from policypack.pack.approval import read_approvals
from policypack.pack.own_pages import own_pages
from policypack.text.english import day
from policypack.text.markdown import without_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.content.page_rows import Page
    from policypack.pack.pack import Pack
    from policypack.pages.render import Renderer


@dataclass(frozen=True, slots=True)
class Source:
    """A page that goes into documents: as the site has it.

    id, path, title: of the page, or of the organisation's own page that takes its place. markdown: front matter left
    out. audience: for whom it is. waits: whether its words wait to be agreed.
    """

    id: str
    path: str
    title: str
    markdown: str
    audience: Audience
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document of a pack, and the pages that it holds, in the order of the menu. standing: see :func:`standing`."""

    document: Document
    pages: tuple[Source, ...]
    standing: str

    def __post_init__(self) -> None:
        # Whatever a row says: no page for fewer readers stands in a document for more (invariant 3).
        hidden = [page.id for page in self.pages if not sees(self.document.audience, page.audience)]
        if hidden:
            raise ValueError(f"the document {self.document.id} may not hold {', '.join(hidden)}")


def chosen_documents(renderer: Renderer) -> list[Chosen]:
    """Return the documents of a pack that hold anything. It renders their pages.

    Raises ProblemsFoundError for a fault in an own template, or in the workspace's own documents.yml.
    """
    pack = renderer.pack
    found = []
    for document, pages in documents_of(pack):
        own = {} if document.audience == "leaders" else own_pages(pack.workspace, document.audience)
        sources = []
        for page in pages:
            rendered = renderer.page(page)
            markdown = rendered.markdown
            if page.path in own:  # it takes the place of ours in the site
                markdown = read_text(own[page.path], pack.workspace.root)
            markdown = without_front_matter(markdown)
            sources.append(Source(page.id, page.path, page.title, markdown, page.audience, rendered.waiting))
        found.append(Chosen(document, tuple(sources), standing(pack, any(page.waits for page in sources))))
    return found


def documents_of(pack: Pack) -> list[tuple[Document, list[Page]]]:
    """Return the documents that a pack has, each with its pages; nothing is rendered for it."""
    found = []
    for document in load_documents(pack.workspace):
        pages = _pages_of(document, pack.pages_of(document.audience))
        if any(page.id not in document.also for page in pages):
            found.append((document, pages))
    return found


def _pages_of(document: Document, seen: Iterable[Page]) -> list[Page]:
    """Return which of the pages that its readers see a document holds."""

    def holds(page: Page) -> bool:
        if page.id in document.also:
            return True
        if document.pages:
            return page.id in document.pages
        return page.audience == document.audience and document.kind in {None, page.kind}

    return [page for page in seen if holds(page)]


def standing(pack: Pack, waits: bool) -> str:
    """Say in a few words which version of the pack it is, and whether it is a draft or agreed.

    A version is counted for each time that it was agreed. waits: whether words of it wait to be agreed.
    """
    versions = read_approvals(pack.workspace)
    if pack.approval is None:
        return "Draft of version 1, not agreed yet"
    agreed = f"Version {len(versions)}, agreed on {day(pack.approval.date)}"
    return f"{agreed}, with changes that are not agreed yet" if waits else agreed
