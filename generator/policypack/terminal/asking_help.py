"""Help at a question: who will see the answer, what "not decided yet" does, and what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.questionnaire.asking_help import HOW, seen_by

if TYPE_CHECKING:
    from policypack.questionnaire.asked import Asked
    from policypack.terminal.face import Face


def show(face: Face, asked: Asked) -> None:
    """Say what helps to answer this question."""
    question = asked.question
    face.say()
    face.begin()
    face.say(question.prompt, "heading")
    face.say(question.why)
    if question.type in HOW:
        face.say(HOW[question.type])
    if question.example:
        face.say(f"Example: {question.example}")
    face.say(seen_by(question))
    face.say(
        f"Not sure? Ask: {question.who[:1].lower()}{question.who[1:]}. Skip it for now: it counts as not decided yet, "
        "which is not a no, and `policypack ask` asks it again. An answer that you gave before stays when you skip."
    )
    face.say("Each answer is saved at once. Stop whenever you like.")
    face.say(face.keys, "place")
