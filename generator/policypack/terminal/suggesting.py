"""Suggesting: what a preset offers to adopt is shown first, and taken only when somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import Choice
from policypack.questionnaire.suggestions import Suggestions
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.document import Raw
    from policypack.content.questions import Section
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.presets import Preset
    from policypack.terminal.face import Face

_TAKE, _OWN, _ALL, _EACH = "take", "own", "all", "each"
_HELP = (
    "Nothing is filled in unless you say yes. Where one of them is not right for you, answer each question: the "
    "suggestion is shown there again. Whatever you take now can be changed later under “Check your answers”. Skip "
    "asks each question too."
)


class Suggesting(Suggestions):
    """Offers them on a face that asks one thing after the other."""

    def __init__(self, engine: Engine, face: Face, presets: Mapping[str, Preset]) -> None:
        super().__init__(engine, presets)
        self._face = face

    def take(self, asked: Asked, suggested: Raw) -> Raw | Step | None:
        """Show a suggestion: return it where it is taken, a step, or None where somebody answers on their own."""
        self._face.say(f"Groups like yours often answer: {self.in_words(asked, suggested)}")
        said = self._face.one_of(
            (
                Choice(value=_OWN, label="Choose my own answer" if asked.options else "Write my own answer"),
                Choice(value=_TAKE, label="That is right for us too"),
            )
        )
        return suggested if said == _TAKE else None if said == _OWN else said

    def offer_section(self, section: Section) -> bool | Step | None:
        """Show all that is suggested in a section, and take it where somebody says so.

        Returns True where it was taken, Step.BACK where somebody went back to what was asked before, else None.
        """
        offered = self.in_section(section)
        if not offered:
            return None
        face = self._face
        face.say()
        face.begin()
        face.say("Groups like yours often answer in this section:", "heading")
        for asked, raw in offered:
            face.say(f"- {asked.question.prompt} {self.in_words(asked, raw)}", indent="  ")
        face.say(self.because(section))
        options = (
            Choice(value=_EACH, label="No, or not all of it: ask me each question"),
            Choice(value=_ALL, label="Yes: take all of it"),
        )
        while True:
            # After the list, which may be longer than the screen.
            face.say("Is all of this true of you, or do you want to adopt it?", "heading")
            said = choose(face, options, _HELP)
            if said is Step.BACK and not self._engine.back():
                face.say("This is where this run started; there is nothing before it.", "wrong")
            elif said is Step.BACK:
                return Step.BACK
            elif said != _ALL:
                return None
            else:
                for asked, raw in offered:
                    self._engine.take(asked.question.qid, raw)
                return True
