"""The catalogue: all that the product knows, loaded from ``content/`` (the organisation's own files first)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policypack.base.problems import Gathering
from policypack.content.advice import Advice, load_advice
from policypack.content.finding_rules import FindingRule, load_finding_rules
from policypack.content.gone_names import GoneName, load_gone_names
from policypack.content.kept_content import kept_content
from policypack.content.nations import Nation, SharedLaw, load_nations, load_shared_laws
from policypack.content.platforms import Platform, load_platforms
from policypack.content.questions import Questions, load_questions
from policypack.content.review_rules import ReviewRule, load_review_rules
from policypack.content.rules import KINDS, Rule, load_rules
from policypack.content.screens import Screen, load_screens
from policypack.content.services import Service, load_services
from policypack.content.worked_out import WorkedOutRow, load_worked_out

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace


@dataclass(frozen=True)
class Catalogue:
    """What the product knows. Rows are found by id, in the order of their file."""

    questions: Questions
    rules: dict[str, Rule]
    nations: dict[str, Nation]
    shared_laws: tuple[SharedLaw, ...]
    platforms: dict[str, Platform]
    services: dict[str, Service]
    finding_rules: tuple[FindingRule, ...]
    review_rules: tuple[ReviewRule, ...]
    gone_names: tuple[GoneName, ...]
    advice: tuple[Advice, ...]
    screens: tuple[Screen, ...]
    worked_out: tuple[WorkedOutRow, ...]

    @cached_property
    def screen_of(self) -> dict[str, Screen]:
        """The screen on which a question stands together with others, by its qid."""
        return {qid: screen for screen in self.screens for qid in screen.questions}

    @cached_property
    def rows(self) -> dict[str, dict[str, str]]:
        """Rows that questions choose from (``choices_from``): for each source, id to label."""
        found: dict[str, dict[str, str]] = {
            "nations": {row.id: row.name for row in self.nations.values()},
            "platforms": {row.id: row.name for row in self.platforms.values()},
            "services": {row.id: row.name for row in self.services.values() if row.offered and not row.always},
        }
        found |= {f"rules.{kind}": {} for kind in KINDS}
        for rule in self.rules.values():
            found[f"rules.{rule.kind}"][rule.id] = rule.label
        return found

    @cached_property
    def common(self) -> frozenset[str]:
        """The ids of the platforms that most small organisations use: a long list begins with them."""
        return frozenset(row.id for row in self.platforms.values() if row.common)


def load_catalogue(workspace: Workspace) -> Catalogue:
    """Load what is needed for all answers. Raises ProblemsFoundError where files do not have their shape.

    Whether what they name is there is looked at by :func:`policypack.pack.own_content.load_content`.
    """
    return kept_content(workspace, "*.yml", lambda: _catalogue(workspace))


def _catalogue(workspace: Workspace) -> Catalogue:
    reading = Gathering()
    found = Catalogue(
        reading.read(lambda: load_questions(workspace)),
        reading.read(lambda: {row.id: row for row in load_rules(workspace)}),
        reading.read(lambda: {row.id: row for row in load_nations(workspace)}),
        reading.read(lambda: load_shared_laws(workspace)),
        reading.read(lambda: {row.id: row for row in load_platforms(workspace)}),
        reading.read(lambda: {row.id: row for row in load_services(workspace)}),
        reading.read(lambda: load_finding_rules(workspace)),
        reading.read(lambda: load_review_rules(workspace)),
        reading.read(lambda: load_gone_names(workspace)),
        reading.read(lambda: load_advice(workspace)),
        reading.read(lambda: load_screens(workspace)),
        reading.read(lambda: load_worked_out(workspace)),
    )
    reading.raise_if_any()
    return found
