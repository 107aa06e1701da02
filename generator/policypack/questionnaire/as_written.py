"""Write down what was said: the answer as the file is to hold it, or what is wanted instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.choice import value_said
from policypack.answers.types.registry import type_of
from policypack.answers.values import read_value
from policypack.base.nearest import read_one_of
from policypack.content.questions import NONE, NOT_DECIDED

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from policypack.answers.document import Raw
    from policypack.questionnaire.asked import Asked


def as_written(asked: Asked, raw: Raw, site_config: Path, today: date) -> Raw:
    """Return an answer as the file is to hold it. Raises ValueError with what is wanted.

    raw: what was typed, the value of an option, or for `choices` a list of them. today: the day on which it is said.
    """
    question, kind = asked.question, type_of(asked.question)
    if kind.is_list:
        values = _chosen(asked, [raw] if isinstance(raw, str) else raw)
        return NONE if values == [NONE] else kind.write(tuple(values), "")
    text = raw.strip() if isinstance(raw, str) else ""
    if not text:
        raise ValueError(f"an answer is wanted, or `{NOT_DECIDED}`")
    if kind.is_choice:
        return kind.write(_option(text, asked), text)
    if question.none is not None and value_said(text, {NONE: question.none}) == NONE:
        return NONE
    return kind.write(read_value(text, question, None, site_config, today), text)


def _option(text: str, asked: Asked) -> str:
    labels = {choice.value: choice.label for choice in asked.options}
    return read_one_of(value_said(text, labels), labels)


def _chosen(asked: Asked, given: list[str]) -> list[str]:
    """Return what was chosen among the options, in their order, whichever was ticked first. Raises as as_written."""
    options = [choice.value for choice in asked.options]
    chosen = {_option(text, asked) for text in given}
    values = [option for option in options if option in chosen]
    if not values:
        raise ValueError(f"at least one of them is wanted, or `{NOT_DECIDED}`")
    if NONE in values and len(values) > 1:
        raise ValueError(f"“{asked.question.none}” stands alone; take it out, or the others")
    return values


def is_same(written: Raw, current: Raw | None, given: Raw) -> bool:
    """Say whether an answer is the one that stands in the file: then its lines stay as somebody wrote them.

    written: as as_written returned it for what was `given`. current: as the file holds it; None where it has none.
    """
    if isinstance(written, str) and isinstance(current, str):
        return current.strip() in (written.strip(), str(given).strip())
    if isinstance(written, list) and isinstance(current, list):
        return sorted(written) == sorted(current)
    return written == current
