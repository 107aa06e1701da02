"""Answers in words: what an organisation answered, as a face shows it to whoever checks or changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.options import options_for
from policypack.answers.types.question_type import label_of
from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.document import Raw
    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question


def answer_in_words(question: Question, answers: Answers, item: Item | None = None) -> str:
    """Return an answer in words; for a group the names of its items; "not decided yet" where there is none."""
    if question.type == "group":
        if question.qid not in answers.groups:
            return "not decided yet"
        return ", ".join(one.name for one in answers.items(question.qid)) or "none"
    value = answers.get(question.qid, item)
    if value is None:
        return "not decided yet"
    labels = _labels(question, answers, item)
    if question.none is not None and value == NONE:
        return labels[NONE]
    return type_of(question).in_words(value, labels)


def raw_in_words(raw: Raw, question: Question, answers: Answers, item: Item | None = None) -> str:
    """Return an answer as the file would hold it in words: the labels of what was chosen."""
    labels = _labels(question, answers, item)
    values = [raw] if isinstance(raw, str) else raw
    return "; ".join(label_of(value, labels) for value in values)


def _labels(question: Question, answers: Answers, item: Item | None) -> Mapping[str, str]:
    labels = {choice.value: choice.label for choice in options_for(question, answers, item)}
    return labels if question.none is None else {**labels, NONE: question.none}


def question_in_words(question: Question, item: Item | None = None) -> str:
    """Return a question as a row of a list names it, with its item."""
    return question.prompt if item is None else f"{item.name}: {question.prompt}"
