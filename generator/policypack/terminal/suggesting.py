"""Suggesting: what a preset offers to adopt is marked where it can be chosen; nothing is taken that nobody chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import Choice
from policypack.terminal.face import Step

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.questionnaire.steps import AskQuestion
    from policypack.terminal.face import Face

_TAKE, _OWN = "take", "own"
MARKED, MARKED_AGAIN = "* Often chosen by groups like yours.", "* Often chosen."


def marked(option: Choice, suggested: Raw) -> Choice:
    """Return an option with a mark where it is suggested."""
    is_suggested = option.value in ([suggested] if isinstance(suggested, str) else suggested)
    return option.model_copy(update={"label": f"{option.label} *"}) if is_suggested else option


def take(face: Face, step: AskQuestion) -> Raw | Step | None:
    """Show a suggestion: return it where it is taken, a step, or None where somebody answers on their own."""
    face.say(f"Groups like yours often answer: {step.suggested_words}")
    said = face.one_of(
        (
            Choice(value=_OWN, label="Write my own answer"),
            Choice(value=_TAKE, label="That is right for us too"),
        )
    )
    return step.suggested if said == _TAKE else None if said == _OWN else said
