"""Rendering: what renders the pages of one pack, as those see it who only ask it for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from policypack.content.page_rows import Page
    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack
    from policypack.pages.one_page import RenderedPage


class Rendering(Protocol):
    """The pages of one pack, each rendered once (:class:`policypack.pages.render.Renderer`)."""

    pack: Pack

    def of(self, pack: Pack) -> Self:
        """Return the rendering of another pack."""

    def page(self, page: Page) -> RenderedPage:
        """Return one page that applies, of any audience."""

    def pages(self, audience: Audience) -> list[RenderedPage]:
        """Return the pages of one output."""

    def by_id(self) -> dict[str, RenderedPage]:
        """Return every page of every output whose words are kept, by its id."""

    def waiting(self) -> list[RenderedPage]:
        """Return the policies and codes whose words of today wait to be agreed."""
