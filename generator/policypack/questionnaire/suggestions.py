"""Suggestions: what a body above or a preset offers to adopt, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import raw_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.document import Raw
    from policypack.answers.laid_down import LaidDown
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.presets import Preset


class Suggestions:
    """What the body above suggests, and else what organisations of the same kind often adopt.

    named: the preset that somebody asked for by name, whatever kind the organisation is of; "" for that of its kind.
    """

    def __init__(self, engine: Engine, presets: Mapping[str, Preset], named: str = "") -> None:
        self._engine = engine
        self._presets = presets
        self._named = named

    @property
    def _preset(self) -> Preset | None:
        return self._presets.get(self._named or str(self._engine.answers.get("organisation.kind")))

    def for_one(self, asked: Asked) -> Raw | None:
        """Return what is suggested for a question, or None."""
        if (laid := self._laid_down(asked)) is not None:
            return laid.raw
        preset = self._preset
        if preset is None or asked.kind != "answer" or (asked.group is not None and asked.item is None):
            return None
        return preset.suggested_for(asked.question.qid, self._engine.answers, asked.item)

    def because(self, asked: Asked) -> str:
        """Return why this is suggested."""
        if (laid := self._laid_down(asked)) is not None:
            return f"{laid.by} suggests this to its groups. It holds for you once you take it."
        preset = self._preset
        return "" if preset is None else preset.because(asked.section.id)

    def _laid_down(self, asked: Asked) -> LaidDown | None:
        laid = self._engine.answers.laid_down.get(asked.question.qid)
        return laid if laid is not None and laid.strength == "suggested" and asked.kind == "answer" else None

    def in_words(self, asked: Asked, raw: Raw) -> str:
        """Return a suggestion as somebody reads it."""
        return raw_in_words(raw, asked.question, self._engine.answers, asked.item)
