"""Pages: render the Markdown of every page of one output. The second door: :func:`render_pages`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from policypack.pages.coverage import PRINT_IT, Covered, coverage_of
from policypack.pages.leaders import variables_for_leaders
from policypack.pages.one_page import RenderedPage, render_page
from policypack.pages.templates import templates_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.content.page_rows import Page
    from policypack.content.questions import Audience
    from policypack.pack.pack import Pack


def render_pages(pack: Pack, audience: Audience) -> dict[str, str]:
    """Render the pages of one output.

    audience: public for site/, staff for staff/ (with the public pages), leaders for report/.
    Returns the Markdown of each page, with front matter, by its path. A public page is the same in every output.
    Raises ProblemsFoundError for a fault in an own template.
    """
    return Renderer(pack).markdown(audience)


class Renderer:
    """Renders the pages of one pack, each of them once: a page is the same in every output.

    Whatever makes several outputs of a pack, or asks for its pages more than once, does so with one renderer.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._templates = templates_of(pack.workspace)
        self._rendered: dict[str, RenderedPage] = {}

    def markdown(self, audience: Audience) -> dict[str, str]:
        """Return the Markdown of the pages of one output by their paths, as :func:`render_pages` does."""
        return {rendered.page.path: rendered.markdown for rendered in self.pages(audience)}

    def pages(self, audience: Audience, without: tuple[str, ...] = ()) -> list[RenderedPage]:
        """Return the pages of one output, with what else is known of each, leaving out those with the ids `without`."""
        return [self.page(page) for page in self.pack.pages_of(audience) if page.id not in without]

    def page(self, page: Page, more: Mapping[str, Any] | None = None) -> RenderedPage:
        """Return one page that applies, of any audience. more: what no other template has, by its name in this one."""
        if page.id not in self._rendered:
            more = more or (self._for_leaders if page.audience == "leaders" else {})
            self._rendered[page.id] = render_page(self.pack, page, self._templates, more)
        return self._rendered[page.id]

    def coverage(self) -> tuple[Covered, ...]:
        """Return the state of every guidance point, in the order of the guidance. It renders the pages for it."""
        return self._coverage

    @cached_property
    def _coverage(self) -> tuple[Covered, ...]:
        # Public pages are among the staff ones. The report is about the pack, so that it only counts for leaders.
        return coverage_of(self.pack, [*self.pages("staff"), *self.pages("leaders", without=PRINT_IT)])

    @cached_property
    def _for_leaders(self) -> Mapping[str, Any]:
        return variables_for_leaders(self.pack, self.coverage)
