"""Write down what was said: the answer as the file is to hold it, or what is wanted instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.values import read_value
from policypack.base.nearest import read_one_of
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.readers.schedule import WeeklyTimes

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.answers.document import Raw
    from policypack.questionnaire.asked import Asked


def as_written(asked: Asked, raw: Raw, site_config: Path) -> Raw:
    """Return an answer as the file is to hold it. Raises ValueError with what is wanted.

    raw: what was typed, the value of an option, or for `choices` a list of them.
    """
    question = asked.question
    if question.type == "choices":
        given = [raw] if isinstance(raw, str) else raw
        options = [choice.value for choice in asked.options]
        chosen = {read_one_of(text, options) for text in given}
        values = [option for option in options if option in chosen]  # in one order, whichever was ticked first
        if not values:
            raise ValueError(f"at least one of them is wanted, or `{NOT_DECIDED}`")
        if NONE in values and len(values) > 1:
            raise ValueError(f"“{question.none}” stands alone; take it out, or the others")
        return NONE if values == [NONE] else values
    text = raw.strip() if isinstance(raw, str) else ""
    if not text:
        raise ValueError(f"an answer is wanted, or `{NOT_DECIDED}`")
    if question.type == "choice":
        return read_one_of(text, [choice.value for choice in asked.options])
    if question.none is not None and text.casefold() in (NONE, question.none.casefold()):
        return NONE
    value = read_value(text, question, None, site_config)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, WeeklyTimes):
        return value.text()  # as it was read back, so that it can never be read otherwise
    if question.type == "date":
        return str(value)
    return str(value) if isinstance(value, str | int) else text


def is_same(written: Raw, current: Raw | None, given: Raw) -> bool:
    """Say whether an answer is the one that stands in the file: then its lines stay as somebody wrote them.

    written: as as_written returned it for what was `given`. current: as the file holds it; None where it has none.
    """
    if isinstance(written, str) and isinstance(current, str):
        return current.strip() in (written.strip(), str(given).strip())
    if isinstance(written, list) and isinstance(current, list):
        return sorted(written) == sorted(current)
    return written == current
