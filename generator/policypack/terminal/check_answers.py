"""Check your answers: all of them in rows, section by section; change one and come back."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words
from policypack.content.questions import Choice
from policypack.questionnaire.sections import rows_of
from policypack.questionnaire.settled import with_whose
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.content.questions import Question, Section
    from policypack.terminal.asking import Asking

_DONE = "done"
MISSING = "missing"
"""What is said where only what approval needs is to be asked."""
_LONGEST = 110
"""Characters of a row: more of an answer is seen when it is chosen."""

_HELP = (
    "Choose an answer to change it; you come back to this list. Only questions that newly apply are asked, and answers "
    "that no longer apply are named first. Nothing changes where you only look. Back and Skip lead out of the list."
)


_OFFER_HELP = (
    "Yes shows all your answers, section by section, and you can change any. No and Skip end here; "
    "`policypack ask --check` shows them another day. Back asks the last question again."
)


def offer_to_check(asking: Asking) -> bool | str:
    """Ask whether to go through the answers, and do so where that is wanted.

    Returns False where somebody goes back instead, and MISSING where only what approval needs is to be asked.
    """
    asking.face.say()
    asking.face.begin()
    asking.face.say("Check your answers?", "heading")
    yes = Choice(value="yes", label="Yes, to change what is not right")
    no = Choice(value="no", label="No, that is all for now")
    left = asking.flow.missing_left if asking.flow.quick else 0
    missing = f"No, but ask only what is missing before it can be agreed ({left})"
    options = (yes, *((Choice(value=MISSING, label=missing),) if left else ()), no)
    said = choose(asking.face, options, _OFFER_HELP)
    if said == MISSING:
        return MISSING
    if said == "yes":
        check_answers(asking)
    return said is not Step.BACK


def check_answers(asking: Asking) -> None:
    """Show the answers until somebody has seen enough. A change asks only what newly applies.

    Where only one section is asked, its answers are shown at once.
    """
    asking.way = "check"
    only = asking.flow.section
    if only is not None and not rows_of(only, asking.flow.engine.answers, asking.flow.quick):
        asking.face.say(f"Nothing in “{only.title}” is asked of you so far.")
        return
    while (section := only or _section(asking)) is not None:
        at = ""
        while (question := _row(asking, section, at)) is not None:
            at = question.qid
            before = asking.flow.open_now()
            asking.flow.engine.ask_again(question.qid)
            asking.ask_what_changed(before)
            asking.say_new_findings()
        if only is not None:
            return


def _section(asking: Asking) -> Section | None:
    face, answers = asking.face, asking.flow.engine.answers
    sections = asking.flow.engine.catalogue.questions.sections
    face.say()
    face.begin()
    face.say("Check your answers", "heading")
    face.say("Choose a section, and in it the answer that you want to change.")
    options = []
    for section in sections:
        rows = rows_of(section, answers, asking.flow.quick)
        if not rows:
            continue  # nothing of it applies, or nothing of it lies on the quick path
        still_open = sum(answers.is_open(question.qid) for question in rows)
        note = f" ({still_open} not decided yet)" if still_open else ""
        options.append(Choice(value=section.id, label=f"{section.title}{note}"))
    options.append(Choice(value=_DONE, label="All is right, finish"))
    said = _chosen(asking, options)
    return next((section for section in sections if section.id == said), None)


def _row(asking: Asking, section: Section, at: str) -> Question | None:
    face, answers = asking.face, asking.flow.engine.answers
    rows = rows_of(section, answers, asking.flow.quick)
    face.say()
    face.begin()
    face.say(f"Check your answers: {section.title}", "heading")
    options = []
    for question in rows:
        row = f"{question.prompt} {with_whose(answer_in_words(question, answers), question.qid, answers)}"
        options.append(Choice(value=question.qid, label=textwrap.shorten(row, _LONGEST, placeholder=" ...")))
    is_only = asking.flow.section is not None
    options.append(Choice(value=_DONE, label="All is right, finish" if is_only else "Back to the sections"))
    said = _chosen(asking, options, at)
    return next((question for question in rows if question.qid == said), None)


def _chosen(asking: Asking, options: Sequence[Choice], at: str = "") -> str:
    """Return what is chosen; the last option, which leads out, for back and skip."""
    said = choose(asking.face, options, _HELP, at)
    return _DONE if isinstance(said, Step) else said
