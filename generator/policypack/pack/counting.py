"""Counting findings: how many of each severity, said the same wherever it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.content.finding_rules import Severity
    from policypack.pack.finding import Finding

_WORDS: dict[Severity, str] = {"important": "important", "advisory": "worth doing"}


def counted(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return how many findings there are, most urgent first, as parts of a sentence.

    What approval needs and has no answer is told beside what is urgent: pages that name no lead are no "0 urgent".
    """
    decided = [finding.severity for finding in findings if not finding.undecided]
    needed = sum(finding.undecided and finding.needed for finding in findings)
    urgent = decided.count("urgent")
    first = [f"{urgent} urgent"] if urgent or not needed else []
    if needed:
        first.append(f"{needed} not decided that approval needs")
    return (*first, *(f"{decided.count(severity)} {words}" for severity, words in _WORDS.items()))
