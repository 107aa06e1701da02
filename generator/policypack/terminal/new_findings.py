"""What it means, at once: after a section, the findings that its answers raised, with the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.questionnaire.raised_findings import MOST_AT_ONCE, RaisedFindings

if TYPE_CHECKING:
    from policypack.questionnaire.engine import Engine
    from policypack.terminal.face import Face


class NewFindings(RaisedFindings):
    """Says them on a face that asks one thing after the other."""

    def __init__(self, engine: Engine, face: Face) -> None:
        super().__init__(engine)
        self._face = face

    def show(self) -> None:
        """Say what has been raised since the last time, most urgent first."""
        new = self.new()
        if not new:
            return
        face = self._face
        face.say()
        face.say("What your answers show so far", "heading")
        face.say("Most groups find a few things here. None of them stops you, and your report lists them all.")
        for finding in new[:MOST_AT_ONCE]:
            urgent = "Urgent: " if finding.severity == "urgent" else ""
            face.say(f"- {urgent}{finding.title}", "heading")
            face.say(f"First step: {finding.first_step}", indent="  ")
        if len(new) > MOST_AT_ONCE:
            face.say(f"And {len(new) - MOST_AT_ONCE} more: `policypack check` lists them.")
