"""Help at a question: who will see the answer, what "not decided yet" does, and what the keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked
    from policypack.terminal.face import Face

_SEEN_BY = {
    "public": "Your answer may stand on pages that everybody can read.",
    "staff": "Your answer may stand on pages for your volunteers and staff. Families do not see it there.",
    "leaders": "Your answer stays in the leaders' report, which is never published.",
}
HOW = {
    "weekly times": "Write days and times as you would say them: weekdays 4pm to 6pm, Sat 10-12, every day 16-20. "
    "Add “term time only” or “school holidays only” where that is so.",
    "date": "Write a day such as 22 November 2026, 22/11/2026 or 2026-11-22.",
    "phone": "Write the number with its area code. Spaces do not matter.",
    "web address": "Copy it from the top line of your browser.",
    "colour": "Write a name such as navy or teal, or # and six figures or letters, such as #0b6e8f.",
    "email": "An address of the role, such as welfare@example.org, lasts longer than a person's own.",
    "choices": "Choose as many as are true.",
    "image": "Put the picture into the folder site_config of your workspace, and write its name here.",
}
"""How an answer of a type is written."""


def seen_by(question: Question) -> str:
    """Say who will read the answer to a question."""
    wider = any(one.to == "public" for one in question.wider)
    return _SEEN_BY[question.visibility] + (" Another answer of yours can make it public." if wider else "")


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
