"""One page: its template filled in for its readers, with its front matter, its mark as a draft and its fingerprint."""

from __future__ import annotations

import hashlib
import json
import posixpath
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from policypack.answers.signposting import services_for
from policypack.base.clock import HOME
from policypack.facts.reading_now import calendar_of
from policypack.pack.ages_in_words import age_in_words
from policypack.pages.national_lines import national_lines
from policypack.pages.partials import with_partials
from policypack.pages.ready_texts import ready_texts
from policypack.pages.templates import filled
from policypack.pages.view import View
from policypack.text import english
from policypack.text.escaping import escape_attribute, escape_markdown
from policypack.text.passages import Carried, carries, take_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2

    from policypack.content.page_rows import Page
    from policypack.pack.pack import Pack


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's Markdown with its front matter, the passages that carry out points, and its fingerprint.

    seen: the qids of the answers that it asked for. named: the people of the team whom it names, each with the question
    whose answer chose them ("" for none).
    """

    page: Page
    markdown: str
    carried: tuple[Carried, ...]
    fingerprint: str
    waiting: bool
    seen: frozenset[str]
    named: frozenset[tuple[str, str]]


def render_page(pack: Pack, page: Page, environment: jinja2.Environment, more: Mapping[str, Any]) -> RenderedPage:
    """Render a page that applies.

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
        "services_for": partial(services_for, scope),
        "calendar": partial(calendar_of, scope),
        "zone": HOME,
        "age_of": partial(age_in_words, scope),
        "national_lines": partial(national_lines, scope),
        "always": pack.catalogue.services,
        "has_page": present.__contains__,
        "to": partial(_link, page, present),
        "to_file": partial(_link_to_file, page),
        "carries": carries,
        "texts_for": lambda account: ready_texts(pack.text_rules, View(pack.shown, "public", seen), account.item),
    }
    everything = with_partials(environment, {**variables, **more})
    markdown, carried = take_marks(filled(environment, page.template, everything), page.id, page.title)
    fingerprint = _fingerprint(pack, seen, page)
    waiting = page.kind == "policy" and pack.approval is not None and pack.approval.pages.get(page.id) != fingerprint
    whole = _assembled(pack, page, markdown, waiting)
    return RenderedPage(page, whole, carried, fingerprint, waiting, frozenset(seen), frozenset(view.named))


def _link(page: Page, present: dict[str, Page], target: str, anchor: str = "") -> Markup:
    path = _link_to_file(page, present[target].path)
    return Markup(path + (f"#{anchor}" if anchor else ""))  # noqa: S704 - both are ours


def _link_to_file(page: Page, path: str) -> Markup:
    """Link to a file that is written beside the pages (publish/files_beside.py); path: where it lies in the site."""
    return Markup(posixpath.relpath(path, posixpath.dirname(page.path) or "."))  # noqa: S704 - ours


def _fingerprint(pack: Pack, seen: set[str], page: Page) -> str:
    questions = pack.catalogue.questions
    answers = pack.answers_for(page.audience)
    said: dict[str, Any] = {}
    for qid in sorted(seen):
        if questions[qid].live:
            continue
        group = qid.rpartition(".")[0]
        if group in questions.by_qid:
            said[qid] = [answers.scope(item).words_of(qid) for item in answers.items(group)]
        elif questions[qid].type == "group":
            said[qid] = [item.name for item in answers.items(qid)]
        elif (questions[qid].choices_from or "").startswith("rules."):
            said[qid] = [rule.id for rule in answers.adopted_rules(qid)]
        else:
            said[qid] = answers.scope().words_of(qid)
    own = pack.workspace.root / "templates" / page.template
    if own.is_file() and own != pack.workspace.folders("templates")[-1] / page.template:
        said["template"] = own.read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def _assembled(pack: Pack, page: Page, body: str, waiting: bool) -> str:
    front = {"title": str(escape_attribute(page.title)), "description": str(escape_attribute(page.description))}
    lines = [
        "---",
        *(f"{key}: {json.dumps(value)}" for key, value in front.items()),
        "---",
        "",
        f"# {escape_markdown(page.title)}",
        "",
    ]
    note = _note(pack, page, waiting)
    return "\n".join([*lines, *([note, ""] if note else []), body])


def _note(pack: Pack, page: Page, waiting: bool) -> str:
    if page.kind == "report":
        return ""
    if pack.approval is None and page.kind == "policy":
        return '<p class="pp-note pp-draft"><strong>Draft.</strong> We have not agreed this yet.</p>'
    if pack.approval is None:
        return '<p class="pp-note">We are still finishing our rules. The help numbers work now.</p>'
    if waiting:
        return (
            '<p class="pp-note pp-draft"><strong>Changed.</strong> This page has changed since '
            f"{english.day(pack.approval.date)} and waits to be agreed again.</p>"
        )
    return ""
