"""Working out: what follows from the answers is written down and shown instead of asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words
from policypack.questionnaire.following import followed, follows
from policypack.questionnaire.steps import WorkedOut

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.questionnaire.asked import Asked, Key
    from policypack.questionnaire.engine import Engine


def worked_out(engine: Engine, asked: Asked) -> WorkedOut | None:
    """Write down what follows as the answer to something that is asked next, and return it; None where nothing does."""
    if asked.again or asked.kind != "answer" or (asked.group is not None and asked.item is None):
        return None
    found = follows(engine.answers, asked.question.qid, asked.item)
    if found is None or not engine.put(asked.key, found[0]):
        return None
    name = asked.key.item
    item = (
        next((one for one in engine.answers.items(asked.group.qid) if one.name == name), None) if asked.group else None
    )
    screen = engine.catalogue.screen_of.get(asked.question.qid)
    prompt = asked.question.prompt if screen is None else screen.brief.get(asked.question.qid, asked.question.prompt)
    words = answer_in_words(asked.question, engine.answers, item)
    return WorkedOut(asked.question, name, words, found[1], prompt)


def open_what_no_longer_follows(engine: Engine, before: dict[Key, Raw]) -> None:
    """Put off each answer that followed before a change and does not now, so that it is asked. before: see followed."""
    after = followed(engine.answers)
    for key in before.keys() - after.keys():
        engine.reopen(key, before[key])


def said_of_working_out(step: WorkedOut) -> str:
    """Say what followed, for the screen: what from, the question, and its answer."""
    about = f"{step.about}: " if step.about else ""
    return f"{step.because} {about}{step.prompt} {step.words}"
