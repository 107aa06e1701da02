"""Pages over all questions: the start, the sections with their state, all answers in rows, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.answers.in_words import answer_in_words
from policypack.browser import addresses
from policypack.browser.showing import one_at_a_time, see_other, shown
from policypack.files.conflicted_copies import copies_beside
from policypack.pack.approval import read_approval
from policypack.questionnaire.asked import Key
from policypack.questionnaire.open_questions import applies
from policypack.questionnaire.sections import nothing_said, rows_of, state_of
from policypack.questionnaire.settled import with_whose
from policypack.questionnaire.welcome import FULL, MISSING, QUICK, ahead

if TYPE_CHECKING:
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.content.questions import Section

pages = Blueprint("overview", __name__)

Row = tuple[str, str, str, str]
"""A question, its answer in words, where to change it, and the row's id."""


@pages.get("/")
@one_at_a_time
def start(run: Run) -> Shown:
    """Show the start screen; once there are answers, the sections with their state."""
    questions = run.engine.catalogue.questions
    run.way = "open"
    answers = run.engine.answers
    is_new, open_now = nothing_said(answers), run.flow.open_now()
    return shown(
        "start.html",
        title="Online-safety pages for your organisation" if is_new else "Your questions, section by section",
        is_new=is_new,
        ahead=ahead(answers),
        sections=[
            (section, *state_of(section, answers, open_now))
            for section in questions.sections
            if applies(section, answers, quick=False)
        ],
        onward=addresses.NEXT,
        missing=0 if is_new else run.flow.missing_left,
        only_missing=run.flow.only_missing,
        file=str(run.engine.workspace.answers_file),
        found=run.flow.findings.all(),
        copies=copies_beside(run.engine.workspace.answers_file),
    )


@pages.get("/here")
def here() -> tuple[str, int]:
    """Say that the questionnaire has not been stopped: a window asks before it sends what was written."""
    return "", 204


@pages.post("/start")
@one_at_a_time
def choose(run: Run) -> Shown:
    """Take whether the quick path is wanted, and begin."""
    wanted = request.form.get("path")
    run.flow.only_missing, run.flow.only = wanted == MISSING, None
    if wanted in (QUICK, FULL):
        run.flow.quick = wanted == QUICK
    return see_other(run.forward())


@pages.get("/next")
@one_at_a_time
def onward(run: Run) -> Shown:
    """Lead to the first open question, of a section where one is named."""
    section = request.args.get("section", "")
    if section:
        run.flow.only_missing, run.flow.only = False, None
    known = {one.id for one in run.engine.catalogue.questions.sections}
    return see_other(run.forward(section if section in known else ""))


@pages.get("/news")
@one_at_a_time
def news(run: Run) -> Shown:
    """Say what the section that was just finished has raised."""
    after = request.args.get("after", "")
    sections = {section.id: section for section in run.engine.catalogue.questions.sections}
    return shown(
        "findings.html",
        title="What your answers show so far",
        section=sections.get(after),
        found=[(finding, run.to_change(finding)) for finding in run.news],
        onward=addresses.NEXT,
        is_all=False,
    )


@pages.get("/findings")
@one_at_a_time
def findings(run: Run) -> Shown:
    """Show all that the answers reveal, most urgent first."""
    return shown(
        "findings.html",
        title="What your answers show",
        section=None,
        found=[(finding, run.to_change(finding, "findings")) for finding in run.flow.findings.all()],
        onward=addresses.NEXT,
        is_all=True,
    )


@pages.get("/check")
@one_at_a_time
def check(run: Run) -> Shown:
    """Show all answers in rows, each with a link to change it."""
    run.way = "check"
    sections = [(section, _rows(run, section)) for section in run.engine.catalogue.questions.sections]
    return shown(
        "check.html",
        title="Check your answers",
        sections=[pair for pair in sections if pair[1]],
        is_agreed=read_approval(run.engine.workspace) is not None,
    )


def _rows(run: Run, section: Section) -> list[Row]:
    answers = run.engine.answers
    return [
        (
            question.prompt,
            with_whose(answer_in_words(question, answers), question.qid, answers),
            addresses.to_key(Key(question.qid, gate=question.type == "group"), "check"),
            addresses.anchor(question.qid),
        )
        for question in rows_of(section, answers, run.flow.quick)
    ]
