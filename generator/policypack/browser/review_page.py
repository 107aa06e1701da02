"""The yearly review: what ages, in rows, each still right, done again today, changed, or taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.browser import addresses
from policypack.browser.question_page import gone
from policypack.browser.showing import one_at_a_time, see_other, shown
from policypack.questionnaire.asked import Key
from policypack.questionnaire.review import aging, agree_again, changes_by, note_done_again, to_review
from policypack.questionnaire.service_hints import BEFORE
from policypack.text.english import day

if TYPE_CHECKING:
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.questionnaire.review import Aging

pages = Blueprint("review", __name__)


@dataclass(frozen=True)
class Row:
    """One thing that ages.

    said: what was answered, each with its question where there are several. change, remove: where to do so, "" for no
    such. again: whether it can be noted that it was done again today. hints: what to look up before it is right.
    """

    name: str
    said: tuple[tuple[str, str], ...]
    change: str
    remove: str
    qid: str
    item: str
    again: bool
    hints: tuple[str, ...]


@pages.get("/review")
@one_at_a_time
def show(run: Run) -> Shown:
    """Show what is read again once a year: people, times, services and dates; of one section where only that is."""
    run.way = "review"
    if "all" in request.args:
        run.flow.only = None
    run.reviewed_from = run.reviewed_from or run.engine.answers
    section = run.flow.section
    looked_at = to_review(run.engine.answers, run.flow.only)
    rows = [_row(now) for one in looked_at if (now := aging(run.engine, *one)) is not None]
    return shown(
        "review.html",
        title=f"The yearly review{f': {section.title}' if section is not None else ''}",
        rows=rows,
        is_part=section is not None,
        today=day(run.engine.today),
        before=BEFORE,
    )


@pages.post("/review")
@one_at_a_time
def done_again(run: Run) -> Shown:
    """Note that something was done again today."""
    qid, name = request.form.get("qid", ""), request.form.get("item", "")
    for question, item in to_review(run.engine.answers):
        if question.qid == qid and (item.name if item else "") == name:
            with run.noting_before():
                note_done_again(run.engine, question, item)
            return see_other(f"/review#{addresses.anchor(qid)}")
    return gone()


@pages.get("/review/changes")
@one_at_a_time
def changes(run: Run) -> Shown:
    """Say what the review changes on which page, until the pages are made."""
    changed = changes_by(run.engine, run.reviewed_from or run.engine.answers)
    wanted = agree_again(run.engine)
    return shown("changes.html", title="What changes on your pages", changes=changed, wanted=wanted)


def _row(now: Aging) -> Row:
    question, name, is_group = now.question, now.item.name if now.item else "", now.question.type == "group"
    to_change = addresses.to_item(question.qid, name, "item", "review")
    return Row(
        now.name,
        now.said,
        to_change if is_group else addresses.to_key(Key(question.qid, name), "review"),
        addresses.to_item(question.qid, name, "remove", "review") if is_group else "",
        question.qid,
        name,
        now.is_dated and not now.is_today,
        now.hints,
    )
