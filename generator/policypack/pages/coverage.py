"""Coverage: for each guidance point, where the pack carries it out, or why not (invariant 6). It is always computed.

Every point is in exactly one state. Carried: passages that say it are rendered, on pages that reach every reader the
point names, and none of the questions that ask for it is open. Answered no: a finding that names the point stands in
the way. Not decided: a question that asks for it is open. Not applicable: the answers say that it does not arise.

An advisory finding, and one that says only that a day has passed, undo nothing that the pages say. They stand beside a
point that is carried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policypack.content.questions import sees

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.content.guidance import GuidancePoint, PointReader
    from policypack.content.questions import Audience
    from policypack.pack.finding import Finding
    from policypack.pack.pack import Pack
    from policypack.pages.one_page import RenderedPage
    from policypack.text.passages import Carried

State = Literal["carried", "answered_no", "not_decided", "not_applicable"]
STATES: dict[State, str] = {
    "carried": "Carried out",
    "answered_no": "Asked, and not yet so",
    "not_decided": "Not decided yet",
    "not_applicable": "Does not arise",
}
"""Each state, in words for leaders."""

_NEEDS: dict[PointReader, Audience] = {
    "members": "public",
    "families": "public",
    "staff": "staff",
    "moderators": "staff",
    "leaders": "leaders",
}
"""The narrowest pages that a reader of a point can open."""

PRINT_IT = ("coverage", "summary")
"""Ids of the pages that print the coverage: they cannot be asked what they carry, and carry nothing."""


_INSTRUCTIONS = frozenset(
    {*(f"RESPOND-{number}" for number in range(1, 6)), "SECRET-1", "SECRET-3", "HANDOVER-4", "OUTSIDE-2", "INCIDENT-2"}
)
"""Safety instructions, which are always printed (invariant 1): an open question does not undo them."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What became of one guidance point.

    passages: where the pack says it. findings: what stands in the way, or could be better where it is carried.
    because: why it does not arise, or "".
    missing: readers whom no passage reaches (empty where it is carried).
    """

    point: GuidancePoint
    state: State
    passages: tuple[Carried, ...]
    findings: tuple[Finding, ...]
    because: str
    missing: tuple[PointReader, ...]


def coverage_of(pack: Pack, rendered: Iterable[RenderedPage]) -> tuple[Covered, ...]:
    """Return the state of every guidance point, in the order of the guidance.

    rendered: all pages of the pack but those that print the coverage. :meth:`policypack.pages.render.Renderer.coverage`
    renders them.
    """
    rendered = list(rendered)
    audience = {page.page.id: page.page.audience for page in rendered}
    passages = [passage for page in rendered for passage in page.carried]
    return tuple(
        _covered(pack, point, [passage for passage in passages if point.id in passage.points], audience)
        for point in pack.guidance
    )


def _covered(pack: Pack, point: GuidancePoint, passages: list[Carried], audience: dict[str, Audience]) -> Covered:
    findings = [finding for finding in pack.findings if point.id in finding.points]
    missing = tuple(
        reader
        for reader in point.readers
        if not any(sees(_NEEDS[reader], audience[passage.page]) for passage in passages)
    )
    applies = True if point.when is None else point.when.holds(pack.answers.scope())
    gaps = [finding for finding in findings if not finding.undecided]
    undone = [finding for finding in gaps if finding.severity != "advisory" and not finding.overdue]
    because = ""
    state: State
    if applies is False:
        state, because, passages, findings = "not_applicable", point.otherwise or "", [], []
    elif undone or (missing and gaps):
        state, findings = "answered_no", gaps
    elif missing or (point.id not in _INSTRUCTIONS and any(finding.undecided for finding in findings)):
        state = "not_decided"
    else:
        state, findings = "carried", gaps
    return Covered(point, state, tuple(passages), tuple(findings), because, () if state == "carried" else missing)


def counts(covered: Iterable[Covered]) -> dict[State, int]:
    """Count the points in each state."""
    found = list(covered)
    return {state: sum(one.state == state for one in found) for state in STATES}
