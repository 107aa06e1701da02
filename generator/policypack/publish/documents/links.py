"""Links: which documents a page leads to. They stand in the frame of a page, so that its words stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policypack.publish.documents.chosen import documents_of
from policypack.publish.documents.made import ENDINGS

if TYPE_CHECKING:
    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack

_LISTS_ALL = {"public": "home", "staff": "staff-home", "leaders": "findings"}
"""The page for each audience that leads to all documents for it; any other leads to the shortest that holds it."""


class OnPaper(NamedTuple):
    """A document that a page leads to. files: what each form of it is called, and where it lies in the output."""

    title: str
    files: tuple[tuple[str, str], ...]


def on_paper(pack: Pack, audience: Audience) -> dict[str, list[OnPaper]]:
    """Return the documents that the pages of one output lead to, by the paths of these pages.

    A page leads to documents for its own readers alone, and so it is the same in every output.
    """
    found: dict[str, list[OnPaper]] = {}
    documents = documents_of(pack)
    for page in pack.pages_of(audience):
        held = [
            (len(pages), document)
            for document, pages in documents
            if document.audience == page.audience
            and (page.id == _LISTS_ALL[page.audience] or page.id in {one.id for one in pages})
        ]
        if held and page.id != _LISTS_ALL[page.audience]:
            held = [min(held, key=lambda one: one[0])]
        found[page.path] = [
            OnPaper(document.title, tuple((kind, f"{document.path}.{ending}") for ending, kind in ENDINGS.items()))
            for _, document in held
        ]
    return found
