"""Confirming: what is read back before an answer is taken is drawn, and whether that is meant is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import question_in_words
from policypack.content.questions import Choice
from policypack.terminal.small_prompts import choose

if TYPE_CHECKING:
    from policypack.questionnaire.steps import Confirm, TimesMeant
    from policypack.terminal.face import Face, Step

YES, NO = "yes", "no"
YES_OR_NO = (Choice(value=YES, label="Yes"), Choice(value=NO, label="No"))
_MOST_NAMED = 8
"""Answers that are named before they are set aside; a longer list would push the question off the screen."""
_PLAIN = 2
"""Kinds of days, such as those with one and the same time and those with none, that one sentence says plainly."""
_TIMES_HELP = (
    "Yes takes the times as they are read here. No and Back lead to what you wrote, to mend it. Skip leaves the "
    "question as not decided yet."
)
_DAY_HELP = (
    "Yes takes that day. No and Back lead to what you wrote, to mend it. Skip leaves the question as not decided yet."
)
_ASIDE_HELP = (
    "Yes takes your new answer; what hangs on it is not printed any more. No and Back ask the question again. Skip "
    "leaves your answer as it was."
)


def is_meant(face: Face, confirm: Confirm) -> str | Step:
    """Ask whether an answer is meant, the times or the date first: YES, NO, BACK or SKIP.

    That an answer alone is put off is not asked here: it is said once it is done, and Back leads to it.
    """
    if confirm.times is not None:
        return _times_meant(face, confirm.times)
    if confirm.meant:
        face.say(f"That is: {confirm.meant}.")
        face.say("Is that right?", "heading")
        return choose(face, YES_OR_NO, _DAY_HELP)
    return _may_set_aside(face, confirm) if confirm.gone else YES


def _times_meant(face: Face, meant: TimesMeant) -> str | Step:
    face.say(f"That is: {meant.times.in_words()}.")
    if meant.notes:
        face.say(meant.notes)
    if len({said for _, said in meant.rows}) > _PLAIN:
        face.table(meant.rows)
    face.say("Is that right?", "heading")
    return choose(face, YES_OR_NO, _TIMES_HELP)


def _may_set_aside(face: Face, confirm: Confirm) -> str | Step:
    face.say(f"With “{confirm.said}”, these answers no longer apply:", "heading")
    for question, item in confirm.gone[:_MOST_NAMED]:
        face.say(f"- {question_in_words(question, item)}", indent="  ")
    if len(confirm.gone) > _MOST_NAMED:
        face.say(f"- and {len(confirm.gone) - _MOST_NAMED} more", indent="  ")
    face.say("They stay in your file, unused, and come back when you change this back. Change it?")
    return choose(face, YES_OR_NO, _ASIDE_HELP)
