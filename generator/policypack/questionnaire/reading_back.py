"""Reading back: what was understood of an answer that is not written down as it was typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from policypack.answers.types.choice import value_said
from policypack.answers.types.registry import type_of
from policypack.answers.types.web_address import without_tracking
from policypack.answers.values import read_value
from policypack.base.month import Month
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.readers.dates import says_one_day_only
from policypack.text.english import day, weekday_and_day

if TYPE_CHECKING:
    from datetime import date

    from policypack.answers.document import Raw
    from policypack.questionnaire.asked import Asked

_READ = ("date", "phone", "email", "web address")
"""Types of which more is understood than is kept. Times are read back in a table of their own."""
_NO_DIFFERENCE = re.compile(r"^https?://|/$|[\s().-]")
"""What can be put in or left out without a word of it."""


def day_meant(asked: Asked, raw: Raw, today: date) -> str:
    """Return the day or month that a date was understood as, to be confirmed; "" where it can mean no other.

    Raises ValueError with what is wanted.
    """
    if asked.question.type != "date" or says_one_day_only(str(raw)) or _is_no_answer(asked, raw):
        return ""
    value = read_value(str(raw), asked.question, None, Path(), today)
    return day(value) if isinstance(value, Month) else weekday_and_day(value)  # type: ignore[arg-type] # a date


def written_down(asked: Asked, raw: Raw, today: date) -> str:
    """Say how an answer that was taken is written down, where that is not what was typed or confirmed; else ""."""
    question, typed = asked.question, str(raw)
    if asked.kind != "answer" or question.type not in _READ or _is_no_answer(asked, raw):
        return ""
    if question.type == "date" and not says_one_day_only(typed):
        return ""  # it was confirmed
    value = read_value(typed, question, None, Path(), today)
    words = type_of(question).in_words(value, {})
    if _bare(typed) in (_bare(words), _bare(str(value))):
        return ""
    tracked = question.type == "web address" and without_tracking(typed.partition("?")[2]) != typed.partition("?")[2]
    return f"Written down as {words}{', without what tracks those who open it' if tracked else ''}."


def _is_no_answer(asked: Asked, raw: Raw) -> bool:
    none = asked.question.none
    return raw == NOT_DECIDED or (none is not None and value_said(str(raw), {NONE: none}) == NONE)


def _bare(text: str) -> str:
    return _NO_DIFFERENCE.sub("", text.strip().casefold())
