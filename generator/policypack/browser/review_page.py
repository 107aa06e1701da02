"""The yearly review: what ages, in rows, each still right, done again today, changed, or taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.answers.in_words import answer_in_words, question_in_words
from policypack.browser import addresses
from policypack.browser.question_page import gone
from policypack.browser.showing import one_at_a_time, see_other, shown
from policypack.pack.pack import load_pack
from policypack.pages.changes import changes_in_words, changes_since
from policypack.questionnaire.asked import Key
from policypack.questionnaire.review import day_when_done, note_done_again, to_review
from policypack.questionnaire.service_hints import BEFORE, hints
from policypack.text.english import day

if TYPE_CHECKING:
    from policypack.answers.model import Item
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.content.questions import Question

pages = Blueprint("review", __name__)


@dataclass(frozen=True)
class Row:
    """One thing that ages.

    said: what was answered, each with its question where there are several. change, remove: where to do so, "" for no
    such. again: whether it can be noted that it was done again today. hints: what to look up before it is right.
    """

    name: str
    said: list[tuple[str, str]]
    change: str
    remove: str
    qid: str
    item: str
    again: bool
    hints: list[str]


@pages.get("/review")
@one_at_a_time
def show(run: Run) -> Shown:
    """Show what ages: people, times, services and dates."""
    run.reviewed_from = run.reviewed_from or run.engine.answers
    rows = [_row(run, question, item) for question, item in to_review(run.engine.answers)]
    return shown("review.html", title="The yearly review", rows=rows, today=day(run.engine.today), before=BEFORE)


@pages.post("/review")
@one_at_a_time
def done_again(run: Run) -> Shown:
    """Note that something was done again today."""
    qid, name = request.form.get("qid", ""), request.form.get("item", "")
    for question, item in to_review(run.engine.answers):
        if question.qid == qid and (item.name if item else "") == name:
            run.before = run.engine.answers
            note_done_again(run.engine, question, item)
            return see_other(f"/review#{addresses.anchor(qid)}")
    return gone()


@pages.get("/review/changes")
@one_at_a_time
def changes(run: Run) -> Shown:
    """Say what the review changes on which page, until the pages are made."""
    before, now = run.reviewed_from, run.engine.answers
    changed = []
    if before is not None and before is not now:
        changed = changes_since(before, load_pack(run.engine.workspace.root, run.engine.today))
    return shown("changes.html", title="What changes on your pages", changes=changes_in_words(changed))


def _row(run: Run, question: Question, item: Item | None) -> Row:
    answers, name = run.engine.answers, item.name if item else ""
    day_of = day_when_done(run.engine.catalogue, question)
    again = day_of is not None and answers.get(day_of.qid, item) != run.engine.today
    if question.type == "group" and item is not None:
        said = [
            (one.prompt, answer_in_words(one, answers, item))
            for one in question.questions
            if one.id in item.values and one.id != question.label
        ]
        change = addresses.to_item(question.qid, name, "item", "review")
        remove = addresses.to_item(question.qid, name, "remove", "review")
        return Row(f"{name} ({question.item})", said, change, remove, question.qid, name, again, [])
    chosen = answers.get(question.qid) if question.choices_from == "services" else None
    return Row(
        question_in_words(question, item),
        [("", answer_in_words(question, answers, item))],
        addresses.to_key(Key(question.qid, name), "review"),
        "",
        question.qid,
        name,
        again,
        hints(run.engine.catalogue, chosen) if isinstance(chosen, tuple) else [],
    )
