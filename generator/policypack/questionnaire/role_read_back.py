"""Reading back: how pages will name a role inside a sentence, said as soon as somebody entered it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.text.titles import said_of

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item
    from policypack.questionnaire.asked import Asked

_ROLE = "people.team.role"
_SAYS_MORE = ("people.team.called", "people.team.holders")
_PUT_RIGHT, _PUT_RIGHT_TOO = "Not right? Go back, and write it as it should stand after “Tell”.", "Not right? Go back."


def role_read_back(asked: Asked, answers: Answers, name: str) -> str:
    """Return the sentence in which pages will name a role, "" where it was not entered or changed.

    asked: what was answered. answers: with that answer. name: of the item that was answered, as it is called now.
    """
    if asked.question.qid not in (_ROLE, *_SAYS_MORE):
        return ""
    person = next((item for item in answers.items("people.team") if item.name == name), None)
    if person is None:
        return ""
    sentence = f"Your pages will say: “Tell {_said(person, answers)}.”"
    if asked.question.qid != _ROLE:
        return sentence
    return f"{sentence} {_PUT_RIGHT if len(answers.items('people.team')) == 1 else _PUT_RIGHT_TOO}"


def _said(person: Item, answers: Answers) -> str:
    called = answers.get("people.team.called", person)
    several = bool(answers.scope(person).fact("held_by_several"))
    return str(said_of(person.name, called=str(called) if called not in (None, NONE) else "", several=several))
