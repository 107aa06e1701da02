"""The history: every change of an answer, the newest first, and putting one back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.browser import addresses
from policypack.browser.question_page import gone
from policypack.browser.showing import CHANGED_MEANWHILE, one_at_a_time, see_other, shown
from policypack.questionnaire.asked import Key
from policypack.questionnaire.history_pages import changes_said, last_to_undo, putting_back_said
from policypack.questionnaire.putting_back import put_back

if TYPE_CHECKING:
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.questionnaire.history_pages import ChangeSaid, PuttingBackSaid

pages = Blueprint("history", __name__)

AT_ONCE = 30
"""Changes that stand on one page."""


@pages.get("/history")
@one_at_a_time
def show(run: Run) -> Shown:
    """Show what was changed, of one section where one is named, and from an earlier change on where one is."""
    run.engine.history.read()
    titles = {section.id: section.title for section in run.engine.catalogue.questions.sections}
    about = request.args.get("section", "")
    about = about if about in titles else ""
    changes = changes_said(run.engine, about)
    with suppress(ValueError):
        first = int(request.args.get("to", ""))
        changes = [change for change in changes if change.number <= first]
    more = changes[AT_ONCE : AT_ONCE + 1]
    return shown(
        "history.html",
        title="What was changed",
        changes=changes[:AT_ONCE],
        sections=[("All sections", addresses.HISTORY)]
        + [(title, addresses.to(addresses.HISTORY, section=one)) for one, title in titles.items()],
        about=titles.get(about, ""),
        earlier=addresses.to(addresses.HISTORY, section=about, to=str(more[0].number)) if more else "",
        to_change=_to_change,
    )


@pages.get("/history/<int:number>")
@one_at_a_time
def ask_back(run: Run, number: int) -> Shown:
    """Show what putting a change back does, and ask whether it is meant."""
    said = putting_back_said(run.engine, number)
    return gone() if said is None else _page(run, said)


@pages.post("/history/<int:number>")
@one_at_a_time
def send_back(run: Run, number: int) -> Shown:
    """Put a change back."""
    said = putting_back_said(run.engine, number)
    if said is None:
        return gone()
    if request.form.get("version") != _version(run):
        return _page(run, said, changed="Something was changed meanwhile. This is what putting it back does now."), (
            CHANGED_MEANWHILE
        )
    was_open = run.flow.open_now()
    with run.noting_before():
        put_back(run.engine, number)
    last = run.engine.history.changes[-1].number
    run.notice = f"Change {number} is put back. That is change {last} now, and can be put back in its turn."
    return see_other(run.back_to_rows("history", was_open, str(last)))


@pages.post("/undo")
@one_at_a_time
def undo(run: Run) -> Shown:
    """Put the last change of this run back, at once, and lead to its question. What was said is in the history."""
    change = last_to_undo(run.engine, run.begun_at)
    if change is None or request.form.get("change") != str(change.number):
        run.notice = "Nothing was undone: something else was changed meanwhile. Choose here what to put back."
        return see_other(addresses.HISTORY)
    said = putting_back_said(run.engine, change.number)
    if said is None or not said.rows:
        return see_other(f"{addresses.HISTORY}/{change.number}")  # which says what keeps it from going back
    with run.noting_before():
        put_back(run.engine, change.number)
    first = said.rows[0]
    more = f" ({len(said.rows) - 1} more with it)" if len(said.rows) > 1 else ""
    run.notice = f"Undone: {first.question} It is now: {first.now}{more}. Under “What was changed” it can be put back."
    step = change.steps[0]
    asked = run.asked(Key(step.question, step.item))
    return see_other(addresses.HISTORY if asked is None or asked.kind != "answer" else addresses.to_asked(asked))


def _page(run: Run, said: PuttingBackSaid, changed: str = "") -> str:
    number = said.change.number
    return shown(
        "put_back.html",
        title=f"Put change {number} back?" if said.rows else f"Change {number} cannot be put back now",
        changed=changed,
        said=said,
        action=_to_change(said.change),
        back=f"{addresses.HISTORY}#{number}",
        version=_version(run),
    )


def _to_change(change: ChangeSaid) -> str:
    return f"{addresses.HISTORY}/{change.number}"


def _version(run: Run) -> str:
    """Return what a page was shown for: the change that was the last then."""
    changes = run.engine.history.changes
    return str(changes[-1].number) if changes else "0"
