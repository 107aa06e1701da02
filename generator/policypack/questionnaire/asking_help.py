"""Help at a question: how an answer is written, and who will see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.content.questions import Question

_SEEN_BY = {
    "public": "Your answer may stand on pages that everybody can read.",
    "staff": "Your answer may stand on pages for your volunteers and staff. Families do not see it there.",
    "leaders": "Your answer stays in the leaders' report, which is never published.",
}
HOW = {
    "weekly times": "Write days and times as you would say them: weekdays 4pm to 6pm, Sat 10-12, every day 16-20. "
    "Add “term time only” or “school holidays only” where that is so.",
    "date": "Write a day such as 22 November 2026, 22/11/2026 or 2026-11-22.",
    "phone": "Write the number with its area code. Spaces do not matter.",
    "web address": "Copy it from the top line of your browser.",
    "colour": "Write a name such as navy or teal, or # and six figures or letters, such as #0b6e8f.",
    "email": "An address of the role, such as welfare@example.org, lasts longer than a person's own.",
    "choices": "Choose as many as are true.",
    "image": "Put the picture into the folder site_config of your workspace, and write its name here.",
}
"""How an answer of a type is written."""


def seen_by(question: Question) -> str:
    """Say who will read the answer to a question."""
    wider = any(one.to == "public" for one in question.wider)
    return _SEEN_BY[question.visibility] + (" Another answer of yours can make it public." if wider else "")
