"""Suggesting: what a preset offers to adopt is shown first, and taken only when somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import Choice
from policypack.terminal.explaining import say_nothing_before
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.questionnaire.flow import Flow
    from policypack.questionnaire.steps import AskQuestion, SectionBegins
    from policypack.terminal.face import Face

_TAKE, _OWN, _ALL, _EACH = "take", "own", "all", "each"
_HELP = (
    "Nothing is filled in unless you say yes. Where one of them is not right for you, answer each question: the "
    "suggestion is shown there again. Whatever you take now can be changed later under “Check your answers”. Skip "
    "asks each question too."
)


def take(face: Face, step: AskQuestion) -> Raw | Step | None:
    """Show a suggestion: return it where it is taken, a step, or None where somebody answers on their own."""
    face.say(f"Groups like yours often answer: {step.suggested_words}")
    said = face.one_of(
        (
            Choice(value=_OWN, label="Choose my own answer" if step.asked.options else "Write my own answer"),
            Choice(value=_TAKE, label="That is right for us too"),
        )
    )
    return step.suggested if said == _TAKE else None if said == _OWN else said


def offer(flow: Flow, face: Face, step: SectionBegins) -> None:
    """Show all that is suggested for a section, and take it where somebody says so; or go back from it."""
    if not step.offers:
        return
    face.say()
    face.begin()
    face.say("Groups like yours often answer in this section:", "heading")
    for one in step.offers:
        face.say(f"- {one.question.prompt} {one.words}", indent="  ")
    face.say(step.because)
    options = (
        Choice(value=_EACH, label="No, or not all of it: ask me each question"),
        Choice(value=_ALL, label="Yes: take all of it"),
    )
    while True:
        face.begin()  # after the list, which may be longer than the screen
        face.say("Is all of this true of you, or do you want to adopt it?", "heading")
        said = choose(face, options, _HELP)
        if said is not Step.BACK:
            break
        if flow.back(step):
            return
        say_nothing_before(face)
    if said == _ALL:
        flow.take_offers(step.offers)
