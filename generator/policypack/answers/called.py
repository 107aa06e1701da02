"""Called: what an organisation is called where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE

if TYPE_CHECKING:
    from policypack.answers.model import Answers


def called(answers: Answers) -> str:
    """Return the organisation's short name, or its name where it has none, or "" where it has not said."""
    names = (answers.get("organisation.short_name"), answers.get("organisation.name"))
    return next((str(one) for one in names if one and one != NONE), "")
