"""The shape of a finding, for whatever makes some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.content.finding_rules import Comes, Severity
    from policypack.content.sources import Source


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one organisation.

    question: the qid of the answer that changes it; "" for the approval. about: the item (an account, a person), or "".
    """

    id: str
    severity: Severity
    title: str
    why: str
    first_step: str
    takes: str
    points: tuple[str, ...]
    question: str
    about: str = ""
    named: str = ""
    """What it is about, in words, where it says only that a question has no answer yet."""
    needed: bool = False
    """Approval needs it to be settled, urgent or not."""
    comes: Comes = "then"
    undecided: bool = False
    """It says only that a question has no answer yet."""
    overdue: bool = False
    """It says only that a day has passed; what it is about was done before."""
    sources: tuple[Source, ...] = ()
    """Of what it says of the world outside."""
