"""The words of a pack's pages, for tests that look whether something stands there, however its lines are broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policypack.content.questions import Audience
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.organisations import workspace_with
from tests.sound import TODAY, text

AUDIENCES: tuple[Audience, ...] = ("public", "staff", "leaders")


def said(renderer: Renderer, *audiences: Audience) -> dict[str, str]:
    """Return the pages of these readers, or of all, by their ids, in one line each."""
    pages = [page for audience in audiences or AUDIENCES for page in renderer.pages(audience)]
    return {each.page.id: " ".join(each.markdown.split()) for each in pages}


def renderer_with(changes: dict[str, Any], folder: Path) -> Renderer:
    """Return what renders the pages of the sound organisation with changes, as tests.sound.text takes them."""
    return Renderer(load_pack(workspace_with(text(changes), folder), TODAY))
