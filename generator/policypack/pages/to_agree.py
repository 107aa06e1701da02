"""To agree: the policies and codes as they stand today, and how each stands to what was agreed before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from policypack.text.escaping import escape_markdown

if TYPE_CHECKING:
    from policypack.content.page_rows import Page
    from policypack.pack.pack import Pack
    from policypack.pages.one_page import RenderedPage
    from policypack.pages.rendering import Rendering


def policies(renderer: Rendering) -> list[RenderedPage]:
    """Return the policies and codes that apply, those first that have changed since they were agreed or are new."""
    found = [rendered for rendered in renderer.pages("staff") if rendered.page.kind == "policy"]
    return sorted(found, key=lambda rendered: not rendered.waiting)


def code_to_agree(renderer: Rendering) -> str:
    """Return a code of the words that would be agreed now, and of what was agreed last.

    It tells somebody who read them and then agrees that they changed in between, or that somebody else was faster.
    """
    approval = renderer.pack.approval
    code = hashlib.sha256((approval.name if approval else "").encode())
    for rendered in policies(renderer):
        code.update(f"\0{rendered.page.id}\0{rendered.says}".encode())
    return code.hexdigest()[:32]


def meanwhile(pack: Pack) -> str:
    """Say what pages show until new words are agreed: the agreed ones, unless the organisation wants the new ones."""
    choices = pack.catalogue.questions["brand.until_agreed"].choices
    said = pack.answers.scope().words_of("brand.until_agreed")
    return next((choice for choice in choices if (choice.value,) == said), choices[0]).says["meanwhile"]


def titled(page: Page, markdown: str) -> str:
    """Return what a page says with its title above. markdown: without front matter and note."""
    return f"# {escape_markdown(page.title)}\n\n{markdown}"
