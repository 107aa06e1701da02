"""Drafts: the page that a question changes, as it would be now, with what changed marked. Knows no web framework."""

from __future__ import annotations

import posixpath
import re
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policypack.browser.marked import marked
from policypack.content.page_rows import load_pages
from policypack.content.questions import AUDIENCES
from policypack.pack.approval import read_approval
from policypack.pack.journal import read_journal
from policypack.pack.pack import Pack
from policypack.pages.render import Renderer
from policypack.pages.to_agree import titled
from policypack.text.markdown import to_html

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.content.page_rows import Page
    from policypack.content.questions import Question
    from policypack.pages.one_page import RenderedPage

_HOME = "home"
"""The page that shows what belongs to all pages: the logo and the colour."""
_PICTURE = re.compile(r'src="assets/picture\.[a-z]+"')
_LINK = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"')


@dataclass(frozen=True)
class Draft:
    """A page as a draft.

    page: None where no page uses the answer. html: its text. marks: how many runs of words are marked as changed.
    changed: the other pages that the last answer changed, in the order of the menu.
    """

    page: Page | None
    html: str = ""
    marks: int = 0
    changed: tuple[Page, ...] = ()


class Drafts:
    """Drafts of the pages of one workspace. What was rendered for the last answers is kept."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue) -> None:
        self.workspace = workspace
        self.catalogue = catalogue
        self._pages = load_pages(workspace)
        self._kept: list[tuple[Answers, Renderer]] = []
        self._one_at_a_time = threading.Lock()

    def pack(self, answers: Answers) -> Pack:
        """Return the pack that follows from answers. Raises ProblemsFoundError where the approval cannot be read."""
        return Pack(
            self.workspace,
            self.catalogue,
            answers,
            self._pages,
            read_approval(self.workspace),
            read_journal(self.workspace),
        )

    def all_of(self, answers: Answers) -> dict[str, RenderedPage]:
        """Return the public and staff pages that follow from answers, by their ids."""
        return self._all_of(self._renderer(answers))

    def for_question(self, question: Question, before: Answers, now: Answers, page_id: str = "") -> Draft:
        """Return the page that a question changes, marked where it differs from before.

        page_id: the page to show instead.
        """
        earlier, later = self.all_of(before), self.all_of(now)
        changed = [one.page for one in later.values() if _text(earlier.get(one.page.id)) != _text(one)]
        shown = later.get(page_id) or self._best(question, later) or self._of_leaders(question, now)
        if shown is None and question.qid.startswith("brand."):
            shown = later[_HOME]
        if shown is None:
            return Draft(None, changed=tuple(changed))
        html, marks = marked(self._html(earlier.get(shown.page.id) or shown), self._html(shown))
        if not marks:
            html = _with_place(html, question, shown)
        return Draft(shown.page, html, marks, tuple(page for page in changed if page.id != shown.page.id))

    def with_answer(self, question: Question, now: Answers, after: Answers) -> Draft:
        """Return the page that a question changes as it would be after an answer, marked where it differs from now."""
        current = self.all_of(now)
        best = self._best(question, current)
        renderer = Renderer(self.pack(after))
        page = best.page if best is not None else None
        if page is None or page not in renderer.pack.pages_of("staff"):
            fresh = self._all_of(renderer)
            best = self._best(question, fresh)
            page = best.page if best is not None else None
        if page is None and question.qid.startswith("brand."):
            page = current[_HOME].page
        if page is None:
            return Draft(None)
        shown = renderer.page(page)
        html, marks = marked(self._html(current.get(page.id) or shown), self._html(shown))
        return Draft(page, html, marks)

    def to_agree(self, answers: Answers, page_id: str) -> Draft:
        """Return a policy or code in the words that are to be agreed, marked where others were agreed last."""
        renderer = self._renderer(answers)
        page = next(
            (one for one in renderer.pack.pages_of("staff") if one.id == page_id and one.kind == "policy"), None
        )
        if page is None:
            return Draft(None)
        now, approval = renderer.page(page), renderer.pack.approval
        agreed = approval.words_of(page.id, self.workspace) if approval else None
        says = [now.says if agreed is None else agreed, now.says]
        return Draft(page, *marked(*(self._html(replace(now, markdown=titled(page, text))) for text in says)))

    def forget(self) -> None:
        """Forget what was rendered, for something else than an answer has changed, such as what was agreed."""
        with self._one_at_a_time:
            self._kept = []

    def _renderer(self, answers: Answers) -> Renderer:
        """Return the renderer of the pack that follows from answers, as it is kept for the last ones."""
        with self._one_at_a_time:
            for kept, renderer in self._kept:
                if kept is answers:
                    return renderer
            renderer = Renderer(self.pack(answers))
            self._kept = [*self._kept[-2:], (answers, renderer)]
            return renderer

    def _all_of(self, renderer: Renderer) -> dict[str, RenderedPage]:
        with self._one_at_a_time:
            return {one.page.id: one for one in renderer.pages("staff")}

    def _best(self, question: Question, rendered: dict[str, RenderedPage]) -> RenderedPage | None:
        """Return the page that is most about a question.

        It is for those who may see the answer, it carries out the question's points, and much of what it uses is of the
        same section. What the organisation is stands on every page: that is shown on the first one.
        """
        using = [one for one in rendered.values() if question.qid in one.seen]
        points = set(question.points)
        section = question.qid.partition(".")[0]
        is_everywhere = section == "organisation"
        widest = min((question.visibility, *(wider.to for wider in question.wider)), key=AUDIENCES.index)

        def about(one: RenderedPage) -> tuple[bool, bool, bool, float]:
            carries = any(points.intersection(passage.points) for passage in one.carried)
            share = sum(qid.partition(".")[0] == section for qid in one.seen) / len(one.seen)
            return (one.page.audience != widest, not carries, is_everywhere and one.page.id != _HOME, -share)

        return min(using, key=about, default=None)

    def _of_leaders(self, question: Question, answers: Answers) -> RenderedPage | None:
        renderer = self._renderer(answers)
        for page in renderer.pack.pages_of("leaders"):
            rendered = renderer.page(page)
            if question.qid in rendered.seen:
                return rendered
        return None

    def _html(self, rendered: RenderedPage) -> str:
        html = to_html(rendered.markdown)
        ids = {page.path: page.id for page in self._pages}

        def inside(found: re.Match[str]) -> str:
            """Lead a link to the draft of its page; what leads elsewhere leads nowhere from here."""
            path, _, place = found[2].partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(rendered.page.path), path)) if path else ""
            if target in ids:
                return f'{found[1]} href="/draft?page={ids[target]}"'
            return f'{found[1]} href="#{place}"' if place and not path else found[1]

        return _LINK.sub(inside, _PICTURE.sub('src="/picture/brand.picture"', html))


def _with_place(html: str, question: Question, rendered: RenderedPage) -> str:
    """Mark the place on a page that is most about a question, so that the frame opens there."""
    points = set(question.points)
    for passage in rendered.carried:
        if passage.anchor and points.intersection(passage.points):
            place = f'id="{passage.anchor}"'
            return html.replace(place, f'{place} data-place><span id="changed"></span', 1)
    return html


def _text(rendered: RenderedPage | None) -> str:
    return "" if rendered is None else rendered.markdown
