"""Confirming: what is read back before an answer is taken, and what is said where a question is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import question_in_words, raw_in_words
from policypack.answers.types.weekly_times import read_weekly_times
from policypack.content.questions import NONE, Choice
from policypack.readers.schedule import said_of_overlaps
from policypack.terminal.small_prompts import choose

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine
    from policypack.terminal.face import Face, Step

YES, NO = "yes", "no"
YES_OR_NO = (Choice(value=YES, label="Yes"), Choice(value=NO, label="No"))
_MOST_NAMED = 8
"""Answers that are named before they are set aside; a longer list would push the question off the screen."""
_TIMES_HELP = (
    "Yes takes the times as they stand in the table. No and Back lead to what you wrote, to mend it. Skip leaves the "
    "question as not decided yet."
)
_ASIDE_HELP = (
    "Yes takes your new answer; what hangs on it is not printed any more. No and Back ask the question again. Skip "
    "leaves your answer as it was."
)


def times_meant(face: Face, question: Question, given: str) -> str | Step:
    """Read weekly times back in words and day by day, and ask whether that is right: YES, NO, BACK or SKIP.

    Raises ValueError with what is wanted where they cannot be read.
    """
    if question.none is not None and given.casefold() in (NONE, question.none.casefold()):
        return YES
    times = read_weekly_times(given)
    face.say(f"That is: {times.in_words()}.")
    if joined := said_of_overlaps(given):
        face.say(joined)
    face.table([(name, said or "nobody") for name, said in times.by_day_in_words()])
    face.say("Is that right?", "heading")
    return choose(face, YES_OR_NO, _TIMES_HELP)


def may_set_aside(engine: Engine, face: Face, asked: Asked, raw: Raw) -> str | Step:
    """Name the answers that would no longer apply, and ask whether to go on: YES, NO, BACK or SKIP; YES where none is.

    Raises ValueError with what is wanted where the answer cannot be taken.
    """
    if asked.kind != "answer" or engine.current(asked) is None:
        return YES
    gone = engine.set_aside_by(asked, raw)
    if not gone:
        return YES
    said = raw_in_words(raw, asked.question, engine.answers, asked.item)
    face.say(f"With “{said}”, these answers no longer apply:", "heading")
    for question, item in gone[:_MOST_NAMED]:
        face.say(f"- {question_in_words(question, item)}", indent="  ")
    if len(gone) > _MOST_NAMED:
        face.say(f"- and {len(gone) - _MOST_NAMED} more", indent="  ")
    face.say("They stay in your file, unused, and come back when you change this back. Change it?")
    return choose(face, YES_OR_NO, _ASIDE_HELP)


def said_of_putting_off(engine: Engine, asked: Asked) -> str:
    """Say what it means to put a question off; to be asked before it is put off."""
    group, item = asked.group, asked.item
    if asked.kind == "more":
        return f"No other {asked.question.item} for now."
    if group is not None and asked.question.id == group.label:
        if item is not None:
            return f"It is still called {item.name}."
        if engine.answers.items(group.qid):
            return f"No other {group.item} for now."
    if (was := engine.current(asked)) is not None:
        said = raw_in_words(was, asked.question, engine.answers, item)
        return f"Not decided yet, from now on. Your answer was: {said}"
    return "Not decided yet, which is not a no. `policypack ask` asks it again."
