"""Showing: what every page of the questionnaire is filled with, and how a view comes by the run that it belongs to."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING, Any, cast

from flask import Response as PlainResponse
from flask import current_app, redirect, render_template, request

from policypack.answers.called import called
from policypack.base.workspace import shipped
from policypack.browser.addresses import CAME_FROM
from policypack.questionnaire.asked import Key
from policypack.questionnaire.history_pages import last_to_undo
from policypack.questionnaire.raised_findings import MOST_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.exceptions import HTTPException
    from werkzeug.wrappers import Response

    from policypack.browser.guard import Guard
    from policypack.browser.run import Run

    Shown = Response | str | tuple[str, int]

TEMPLATES = shipped("templates") / "browser"
RUN, GUARD = "policypack-run", "policypack-guard"
"""Under which an app keeps what its views need."""
CHANGED_MEANWHILE = 409
_LISTING_FINDINGS = ("findings.html", "end.html", "stopped.html")
"""Pages on which what an answer has raised stands anyway, or that nobody reads for it."""


def this_run() -> Run:
    """Return the run that the app belongs to."""
    return cast("Run", current_app.extensions[RUN])


def this_guard() -> Guard:
    """Return what keeps others out of the app."""
    return cast("Guard", current_app.extensions[GUARD])


def one_at_a_time(view: Callable[..., Shown]) -> Callable[..., Shown]:
    """Have a view look at the answers as they are on the disk, while nothing else changes them; it takes the run first.

    Raises ProblemsFoundError, which the app shows, where the answers file cannot be read.
    """

    @functools.wraps(view)
    def alone(**arguments: str) -> Shown:
        run = this_run()
        with run.lock:
            run.refresh()
            return view(run, **arguments)

    return alone


def key_asked(qid: str, gate: bool = False) -> Key:
    """Return the question that the address names."""
    return Key(qid, "" if gate else request.values.get("item", ""), gate)


def came_from() -> str:
    """Return the page with rows that somebody came from, or ""."""
    said = request.values.get("from", "")
    return said if said in CAME_FROM else ""


def in_plain_text(error: HTTPException) -> Response:
    """Say why a request is refused, for whatever sent it."""
    said = {404: "There is no such page here.", 405: "This address does not take that."}
    text = said.get(error.code or 0, error.description or "")
    response = PlainResponse(f"{text}\n", status=error.code, mimetype="text/plain")
    response.headers.update(allowed(error))
    return response


def allowed(error: HTTPException) -> dict[str, str]:
    """Return the header that says what an address takes, where it does not take what was sent."""
    methods = getattr(error, "valid_methods", None)
    return {"Allow": ", ".join(methods)} if isinstance(methods, list) else {}


def see_other(address: str) -> Response:
    """Lead on to another page after something was sent, so that a reload sends nothing again."""
    return redirect(address, 303)


def shown(template: str, **variables: Any) -> str:
    """Fill in a page: `title` is wanted; an `error` is put before it."""
    run = this_run()
    with run.lock:
        raised = run.just_raised()
        common = {
            "organisation": called(run.engine.answers),
            "token": this_guard().form_token,
            "notice": run.noticed(),
            "raised": [] if template in _LISTING_FINDINGS else raised,
            "most_at_once": MOST_AT_ONCE,
            "undo": _to_undo(run),
            "quick": run.flow.quick,
            "came_from": came_from(),
            "style": addressed("questionnaire.css"),
            "script": addressed("questionnaire.js"),
        }
    return render_template(template, **common | variables)


def _to_undo(run: Run) -> tuple[int, str] | None:
    """Return the change that "Undo" puts back, and its question; None where nothing was changed in this run."""
    change = last_to_undo(run.engine, run.begun_at)
    if change is None:
        return None
    questions = run.engine.catalogue.questions.by_qid
    question = questions.get(change.steps[0].question) if change.steps else None
    return change.number, question.prompt if question is not None else "the last change"


@functools.cache
def addressed(name: str) -> str:
    """Return the address of one of our own files."""
    # With a mark of what is in it, so that a browser can keep it, for the last page too, when nobody answers any more.
    return f"/assets/{name}?{hashlib.sha256((TEMPLATES / 'assets' / name).read_bytes()).hexdigest()[:8]}"
