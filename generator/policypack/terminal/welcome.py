"""The start screen: what this is, how long it takes, and what to have at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import Choice
from policypack.questionnaire.welcome import FULL, QUICK, ahead
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.terminal.face import Face

_HELP = "The quick path is right for most groups. The rest can be answered later, in any number of sittings."


def welcome(face: Face, answers: Answers, quick: bool, ask_which: bool) -> bool:
    """Say what is ahead, and return whether the quick path is wanted; where `ask_which` is False, `quick` says so."""
    face.begin()
    face.say("Online-safety pages for your organisation", "heading")
    first, *others = ahead(answers)
    face.say(first)
    face.say()
    for paragraph in others:
        face.say(paragraph)
    face.say("Stop at any time; `policypack ask` goes on.")
    if not ask_which:
        face.say(face.keys, "place")
        face.say()
        return quick
    options = (Choice(value=QUICK, label="Start with the quick path"), Choice(value=FULL, label="Answer all of it"))
    while isinstance(said := choose(face, options, _HELP), Step):
        face.say("This is the start. Choose one of the two, or save and quit.", "wrong")
    return said == QUICK
