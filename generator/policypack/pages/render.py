"""Pages: render the Markdown of every page of one output. The second door: :func:`render_pages`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from policypack.content.questions import AUDIENCES
from policypack.pages.agreed import Agreement
from policypack.pages.coverage import PRINT_IT, Covered, coverage_of
from policypack.pages.leaders import variables_for_leaders
from policypack.pages.one_page import RenderedPage, held_against, render_page
from policypack.pages.templates import templates_of
from policypack.pages.told_changes import variables_for_changes

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
            if page.tells_changes:
                more = {**more, **variables_for_changes(self, page.audience)}
            rendered = render_page(self.pack, page, self._templates, more)
            if page.kind == "policy" and self._agreement is not None:
                keep = self.pack.answers.scope().words_of("brand.until_agreed") != ("new",)
                rendered = held_against(rendered, self._agreement, keep=keep)
            self._rendered[page.id] = rendered
        return self._rendered[page.id]

    def by_id(self) -> dict[str, RenderedPage]:
        """Return every page of every output whose words are kept, by its id, the public ones first.

        Pages that tell changes are left out, and those that name people who stand in no answer.
        """
        pages = (page for audience in AUDIENCES for page in self.pack.pages_of(audience))
        return {page.id: self.page(page) for page in pages if not page.tells_changes and not page.personal}

    def of(self, pack: Pack) -> Self:
        """Return a renderer of another pack."""
        return type(self)(pack)

    def under(self, pack: Pack) -> Renderer:
        """Return a renderer of the same pack with another journal, which takes over the pages that stay the same."""
        other = Renderer(pack)
        if pack.pages == self.pack.pages:
            other._rendered = {page: one for page, one in self._rendered.items() if not one.page.tells_changes}
        return other

    def waiting(self) -> list[RenderedPage]:
        """Return the policies and codes whose words of today wait to be agreed, though others have been."""
        if self.pack.approval is None:
            return []
        policies = [page for page in self.pack.pages_of("staff") if page.kind == "policy"]
        return [page for page in map(self.page, policies) if page.waiting]

    def coverage(self) -> tuple[Covered, ...]:
        """Return the state of every guidance point, in the order of the guidance. It renders the pages for it."""
        return self._coverage

    @cached_property
    def _coverage(self) -> tuple[Covered, ...]:
        # They say nothing of how the pack is run.
        telling = (page.id for page in self.pack.pages if page.tells_changes or page.personal)
        # Public pages are among the staff ones. The report is about the pack, so that it only counts for leaders.
        return coverage_of(self.pack, [*self.pages("staff"), *self.pages("leaders", without=(*PRINT_IT, *telling))])

    @cached_property
    def _agreement(self) -> Agreement | None:
        if self.pack.approval is None:
            return None

        def says(pack: Pack, page: Page) -> str:
            return render_page(pack, page, self._templates, {}).says

        return Agreement(self.pack, self.pack.approval, says)

    @cached_property
    def _for_leaders(self) -> Mapping[str, Any]:
        return {**variables_for_leaders(self.pack, self.coverage), "pages_waiting": self.waiting}
