"""The draft beside a question: the page that it changes, in a frame in which nothing runs."""

from __future__ import annotations

import threading
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, abort, current_app, render_template, request

from policypack.base.problems import ProblemsFoundError
from policypack.browser import fields
from policypack.browser.drafts import Draft, Drafts
from policypack.browser.guard import FRAMED
from policypack.browser.showing import key_asked, this_run
from policypack.publish.site_settings import OUR_COLOUR, brand_css, font_css
from policypack.questionnaire.asked import Key
from policypack.readers.colours import Scheme, palette_for, parse_colour
from policypack.readers.logo import Logo

if TYPE_CHECKING:
    from policypack.browser.run import Run

pages = Blueprint("draft", __name__)

DRAFTS = "policypack-drafts"
"""Under which an app keeps its drafts."""
_A_DAY = 24 * 60 * 60


def drafts_of(run: Run) -> Drafts:
    """Return the drafts of a run, and begin to fill in the templates: the first time takes longer than any other."""
    found = Drafts(run.engine.workspace, run.engine.catalogue)
    # No daemon: Python may abort where it ends while such a thread still works. This one is done within a second.
    threading.Thread(target=_warm, args=(found, run)).start()
    return found


def _warm(found: Drafts, run: Run) -> None:
    try:
        found.all_of(run.engine.answers)
    except ProblemsFoundError:
        return  # the draft itself says what is wrong


@pages.get("/draft")
def show() -> Response:
    """Show the page that a question changes, marked where the last answer changed it."""
    run = this_run()
    with run.lock:
        before, now = run.before, run.engine.answers
    question = run.engine.catalogue.questions.by_qid.get(request.args.get("qid", "organisation.name"))
    if question is None:
        abort(404)
    try:
        draft = drafts().for_question(question, before, now, request.args.get("page", ""))
    except ProblemsFoundError as error:
        return _framed(Draft(None), "\n".join(map(str, error.problems)))
    return _framed(draft)


@pages.get("/words/<page_id>")
def to_agree(page_id: str) -> Response:
    """Show a policy or code in the words that are to be agreed, marked where they differ from those agreed last."""
    run = this_run()
    with run.lock:
        draft = drafts().to_agree(run.engine.answers, page_id)
    if draft.page is None:
        abort(404)
    return _framed(draft)


@pages.post("/draft")
def try_out() -> Response:
    """Show the page that a question changes as it would be with what stands in its form; nothing is saved."""
    run = this_run()
    asked = run.asked(key_asked(request.form.get("qid", "")))
    if asked is None:  # the form was sent and saved meanwhile, or changed in another window
        return _framed(Draft(None))
    if asked.kind != "answer" or (asked.group is not None and asked.item is None):
        return _framed(Draft(None), "Give it a name first.")
    with run.lock:
        now = run.engine.answers
        try:
            after = run.engine.after(asked, fields.sent(asked, request.form.getlist))
        except ValueError:
            after = None
    if after is None:
        return _framed(drafts().for_question(asked.question, now, now))
    return _framed(drafts().with_answer(asked.question, now, after))


@pages.get("/look/<name>")
def look(name: str) -> Response:
    """Send what a draft looks like: the theme's styles, ours, and the organisation's colours."""
    run = this_run()
    if name == "brand.css":
        with run.lock:
            answers, asked = run.engine.answers, run.asked(Key("brand.colour"))
            if asked is not None and request.args.get("of"):  # a colour that is tried out
                answers = run.engine.after(asked, request.args["of"]) or answers
        return Response(font_css("staff", "fonts/") + brand_css(drafts().pack(answers)), mimetype="text/css")
    if name not in _styles():
        abort(404)
    response = Response(_styles()[name], mimetype="text/css")
    response.headers["Cache-Control"] = f"private, max-age={_A_DAY}"
    return response


@pages.get("/picture/<qid>")
def picture(qid: str) -> Response:
    """Send a picture of the organisation's: the answer to a question, such as its logo."""
    run = this_run()
    with run.lock:
        answers = run.engine.answers
        found = answers.get(qid) if qid in answers.catalogue.questions.by_qid else None
    if not isinstance(found, Logo):
        abort(404)
    return Response(found.data, mimetype=found.media_type, headers={"Content-Security-Policy": FRAMED})


@pages.get("/colours.svg")
def colours() -> Response:
    """Draw what becomes of a colour: header, link and button, light and dark, each as it can be read."""
    try:
        brand = parse_colour(request.args.get("of", "") or OUR_COLOUR)
    except ValueError:
        brand = OUR_COLOUR
    palette = palette_for(brand)
    schemes: list[tuple[Scheme, str, str, str]] = [
        (palette.light, "#ffffff", "#21242b", "In the light"),
        (palette.dark, "#1e2129", "#eef0f4", "In the dark"),
    ]
    return Response(render_template("colours.svg", schemes=schemes), mimetype="image/svg+xml")


def _framed(draft: Draft, said: str = "") -> Response:
    response = Response(shown_draft(draft, said), mimetype="text/html")
    response.headers["Content-Security-Policy"] = FRAMED
    return response


def shown_draft(draft: Draft, said: str) -> str:
    """Fill in a draft. It takes nothing from the run's notice: that is for the page around it."""
    answers = this_run().engine.answers
    return render_template(
        "draft.html",
        draft=draft,
        said=said,
        organisation=answers.get("organisation.name") or "",
        picture=isinstance(answers.get("brand.logo"), Logo),
        qid=request.values.get("qid", ""),
        item=request.values.get("item", ""),
        colour=request.form.get("answer", "") if request.form.get("qid") == "brand.colour" else "",
    )


@cache
def _styles() -> dict[str, str]:
    """Return the style sheets by their names here; Material's own have a mark in their file names."""
    from policypack.base.workspace import shipped

    folder = files("material") / "templates" / "assets" / "stylesheets"
    found = {}
    for kind in ("main", "palette"):
        path = next(one for one in folder.iterdir() if one.name.startswith(f"{kind}.") and one.name.endswith(".css"))
        found[f"{kind}.css"] = path.read_text(encoding="utf-8")
    ours = shipped("templates") / "theme" / "assets" / "policypack.css"
    return {**found, "policypack.css": ours.read_text(encoding="utf-8")}


def drafts() -> Drafts:
    """Return the drafts of the app."""
    return cast("Drafts", current_app.extensions[DRAFTS])
