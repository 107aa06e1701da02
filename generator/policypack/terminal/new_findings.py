"""What it means, at once: after a section, the findings that its answers raised, with the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.pack.findings import find

if TYPE_CHECKING:
    from policypack.pack.findings import Finding
    from policypack.questionnaire.engine import Engine
    from policypack.terminal.face import Face

MOST_AT_ONCE = 3
"""Findings that are said at once. The rest waits for the end: a list of gaps puts people off."""


class RaisedFindings:
    """Tells each finding once, in the run in which it is raised; any face shows it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = {_name(finding) for finding in self.all()}

    def all(self) -> list[Finding]:
        """Return what the answers show now, most urgent first; what is merely undecided is left out."""
        found = find(self._engine.answers, self._engine.catalogue)
        return [finding for finding in found if not finding.undecided]

    def new(self) -> list[Finding]:
        """Return what has been raised since the last time, most urgent first."""
        new = [finding for finding in self.all() if _name(finding) not in self._known]
        self._known |= {_name(finding) for finding in new}
        return new


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


def _name(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.about
