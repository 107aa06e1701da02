"""One page: its template filled in for its readers, with its front matter, and its mark as a draft or as changed."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from policypack.base.clock import HOME
from policypack.base.nearest import nearest
from policypack.facts.reading_lines import reading_lines
from policypack.facts.reading_now import calendar_of
from policypack.pack.ages_in_words import age_in_words
from policypack.pages.fitting import fitting_services
from policypack.pages.national_lines import national_lines
from policypack.pages.partials import with_partials
from policypack.pages.ready_texts import ready_texts
from policypack.pages.templates import filled
from policypack.pages.view import View
from policypack.text import english
from policypack.text.escaping import escape_attribute, escape_markdown, isolated
from policypack.text.passages import Carried, carries, take_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2

    from policypack.answers.model import Answers
    from policypack.content.page_rows import Page
    from policypack.pack.approval import Approval
    from policypack.pack.pack import Pack
    from policypack.pages.agreed import Agreement, State


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as it is published, and what is known of it.

    markdown: with its front matter and its mark. says: what it says today, without either; something else may be
    published while that waits to be agreed. carried: the passages that carry out points. seen: the qids of the answers
    that it asked for. named: the people of the team whom it names, each with the question whose answer chose them (""
    for none). state: how it stands to what was agreed.
    """

    page: Page
    markdown: str
    says: str
    carried: tuple[Carried, ...]
    seen: frozenset[str]
    named: frozenset[tuple[str, str]]
    state: State = ""

    @property
    def waiting(self) -> bool:
        """Whether its words wait to be agreed, though others have been."""
        return self.state in {"changed", "new"}


def render_page(pack: Pack, page: Page, environment: jinja2.Environment, more: Mapping[str, Any]) -> RenderedPage:
    """Render a page that applies, as it is before anybody has agreed anything.

    environment: the engine for the pack's templates. more: what only templates for some readers have, by name.
    Raises ProblemsFoundError for a fault in an own template.
    """
    seen: set[str] = set()
    answers = pack.answers_for(page.audience)
    scope = answers.scope(seen=seen)
    view = View(answers, page.audience, seen)
    # A public page is the same in every output, so it links to public pages alone.
    present = {other.id: other for other in pack.pages_of(page.audience)}
    organisation = view.sections()["organisation"]
    variables: dict[str, Any] = {
        **view.sections(),
        "page": page,
        "pack": pack,
        "today": pack.today,
        "org": organisation.short_name or organisation.name or "our group",
        "fact": scope.fact,
        "services_for": partial(fitting_services, scope),
        "calendar": partial(calendar_of, scope),
        "reading_lines": partial(reading_lines, scope),
        "zone": HOME,
        "laid_down_by": partial(_laid_down_by, answers),
        "age_of": partial(age_in_words, scope),
        "national_lines": partial(national_lines, scope),
        "always": pack.catalogue.services,
        "has_page": present.__contains__,
        "to": partial(_link, page, present),
        "to_file": partial(_link_to_file, page),
        "in_site": lambda target: present[target].in_site,
        "carries": carries,
        "pages_to_sign_for": [other for other in present.values() if other.signed_for],
        "texts_for": lambda account: ready_texts(pack.text_rules, View(pack.shown, "public", seen), account.item),
    }
    everything = with_partials(environment, {**variables, **more})
    markdown, carried = take_marks(filled(environment, page.template, everything), page.id, page.title)
    whole = _assembled(page, markdown, _note(page, is_draft=pack.approval is None))
    return RenderedPage(page, whole, markdown, carried, frozenset(seen), frozenset(view.named))


def held_against(rendered: RenderedPage, agreement: Agreement, *, keep: bool) -> RenderedPage:
    """Return a policy page as it is published under what was agreed.

    keep: whether the agreed words stay until the new ones are agreed.
    """
    page, says = rendered.page, rendered.says
    state = agreement.state_of(page, says)
    if state == "agreed":
        return replace(rendered, state=state)
    kept = agreement.kept(page, says) if keep and state == "changed" else None
    note = _note_of_change(state, agreement.approval, is_kept=kept is not None)
    return replace(rendered, state=state, markdown=_assembled(page, says if kept is None else kept, note))


def _laid_down_by(answers: Answers, qid: str, choice: str) -> str:
    """Return what the body above is called that laid down a choice; "" where the organisation took it itself."""
    laid = answers.laid_down.get(qid)
    return "" if laid is None or laid.strength != "locked" else isolated(laid.adopted_by.get(choice, ""))


def _link(page: Page, present: dict[str, Page], target: str, anchor: str = "") -> Markup:
    if target not in present:
        raise LookupError(
            f"no page {target} is there for these readers{nearest(target, present)}: link only where has_page holds"
        )
    path = _link_to_file(page, present[target].path)
    return Markup(path + (f"#{anchor}" if anchor else ""))  # noqa: S704 - both are ours


def _link_to_file(page: Page, path: str) -> Markup:
    """Link to a file that is written beside the pages (publish/files_beside.py); path: where it lies in the site."""
    return Markup(posixpath.relpath(path, posixpath.dirname(page.path) or "."))  # noqa: S704 - ours


def _assembled(page: Page, body: str, note: str) -> str:
    front = {"title": str(escape_attribute(page.title)), "description": str(escape_attribute(page.description))}
    lines = [
        "---",
        *(f"{key}: {json.dumps(value)}" for key, value in front.items()),
        "---",
        "",
        f"# {escape_markdown(page.title)}",
        "",
    ]
    return "\n".join([*lines, *([note, ""] if note else []), body])


def _note(page: Page, *, is_draft: bool) -> str:
    if page.kind == "report" or not is_draft:
        return ""
    if page.kind == "policy":
        return _marked("Draft.", "We have not agreed this yet.")
    return '<p class="pp-note">We are still finishing our rules. The help numbers work now.</p>'


def _note_of_change(state: State, approval: Approval, *, is_kept: bool) -> str:
    agreed_on = english.day(approval.date)
    if is_kept:
        return f'<p class="pp-note">This is what we agreed on {agreed_on}. A change to it waits to be agreed.</p>'
    if state == "new":
        return _marked("New.", "We have not agreed this yet.")
    if approval.folder is None:  # nobody knows any longer what its words were
        return _marked("Not agreed yet.", f"An earlier form was agreed on {agreed_on}. This one waits to be agreed.")
    return _marked("Changed.", f"This page has changed since {agreed_on} and waits to be agreed again.")


def _marked(word: str, sentence: str) -> str:
    return f'<p class="pp-note pp-draft"><strong>{word}</strong> {sentence}</p>'
