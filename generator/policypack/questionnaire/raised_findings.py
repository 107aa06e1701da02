"""Raised findings: what the answers of this run have raised, each told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.pack.findings import find

if TYPE_CHECKING:
    from policypack.pack.finding import Finding
    from policypack.questionnaire.engine import Engine

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


def _name(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.about
