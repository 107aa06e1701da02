"""Help at a question: how an answer is written, and who will see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.registry import TYPES

if TYPE_CHECKING:
    from policypack.content.questions import Question

_SEEN_BY = {
    "public": "Your answer may stand on pages that everybody can read.",
    "staff": "Your answer may stand on pages for your volunteers and staff. Families do not see it there.",
    "leaders": "Your answer stays in the leaders' report, which is never published.",
}
HOW = {name: kind.hint for name, kind in TYPES.items() if kind.hint}
"""How an answer of a type is written."""


def seen_by(question: Question) -> str:
    """Say who will read the answer to a question."""
    wider = any(one.to == "public" for one in question.wider)
    return _SEEN_BY[question.visibility] + (" Another answer of yours can make it public." if wider else "")
