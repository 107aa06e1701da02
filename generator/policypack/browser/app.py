"""The app: its pages, its files, and what it says when something is wrong."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import jinja2
from flask import Flask, Response, abort, request, send_file
from werkzeug.exceptions import HTTPException

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import shipped
from policypack.browser import (
    again_page,
    agreeing_page,
    built_pages,
    changes_page,
    copies_page,
    draft_page,
    ending,
    group_page,
    hand_over_page,
    history_page,
    overview,
    question_page,
    readers_page,
    report_page,
    review_page,
    screen_page,
    upgraded_page,
)
from policypack.browser.said_pages import SaidPages
from policypack.browser.showing import (
    CHANGED_MEANWHILE,
    GUARD,
    RUN,
    TEMPLATES,
    allowed,
    in_plain_text,
    shown,
    this_guard,
)
from policypack.publish.site_settings import FONT_FILES

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

    from policypack.browser.guard import Guard
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown

A_DAY = 24 * 60 * 60
NO_PAGE = (404, 405)
"""What is said of an address that has no page, or none to open."""
_VIEWS = (
    overview,
    question_page,
    screen_page,
    again_page,
    group_page,
    hand_over_page,
    review_page,
    history_page,
    copies_page,
    draft_page,
    ending,
    agreeing_page,
    changes_page,
    report_page,
    upgraded_page,
    readers_page,
)
_ASSETS = (
    *(TEMPLATES / "assets" / name for name in ("questionnaire.css", "questionnaire.js", "draft.css")),
    shipped("templates") / "theme" / "assets" / "favicon.svg",
    *(shipped("templates") / "theme" / "assets" / "fonts" / name for name in FONT_FILES.values()),
)


def make_app(run: Run, guard: Guard, built: Guard) -> Flask:
    """Return the app of a run, which nobody but the browser that the guard knows can use.

    built: the guard of the pages that were made, which have an app of their own.
    """
    app = Flask("policypack", static_folder=None, template_folder=str(TEMPLATES))
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False  # only the methods that are needed
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions |= {
        RUN: run,
        GUARD: guard,
        built_pages.BUILT: built,
        ending.STOP: threading.Event(),
        draft_page.DRAFTS: draft_page.drafts_of(run),
    }
    guard.watch(app)
    SaidPages().watch(app)
    for views in _VIEWS:
        app.register_blueprint(views.pages)
    app.register_blueprint(built_pages.doors)
    app.add_url_rule("/assets/<name>", view_func=asset)
    app.add_url_rule("/look/fonts/<name>", view_func=asset)  # where a draft's style sheet looks
    app.register_error_handler(ProblemsFoundError, problems)
    app.register_error_handler(HTTPException, refused)
    return app


def asset(name: str) -> Response:
    """Send one of our own files."""
    path = next((path for path in _ASSETS if path.name == name), None)
    if path is None:
        abort(404)
    response = send_file(path, max_age=A_DAY)
    response.cache_control.private = True
    return response


def problems(error: ProblemsFoundError) -> Shown:
    """Say what is wrong with the answers file, and show what was sent, so that nothing is lost."""
    sent = [text for text in request.form.getlist("answer") if text]
    page = shown(
        "problems.html",
        title="Something needs a look first",
        problems=list(map(str, error.problems)),
        sent=sent,
        address=request.full_path.rstrip("?"),
        again=[] if request.files else list(request.form.items(multi=True)),  # a picture has to be chosen again
    )
    return page, CHANGED_MEANWHILE


def refused(error: HTTPException) -> BaseResponse:
    """Say why a request is refused: in plain text, unless it is our own browser's that opens a page."""
    if error.code in NO_PAGE and this_guard().is_known() and "text/html" in request.headers.get("Accept", ""):
        page = shown("no_page.html", title="There is no such page here")
        return Response(page, status=error.code, headers=allowed(error))
    return in_plain_text(error)
