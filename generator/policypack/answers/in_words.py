"""Answers in words: what an organisation answered, as a face shows it to whoever checks or changes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policypack.answers.options import options_for
from policypack.content.questions import NONE
from policypack.readers.schedule import WeeklyTimes
from policypack.text.english import day

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
    if isinstance(value, WeeklyTimes):
        return value.in_words()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    return raw_in_words(list(value) if isinstance(value, tuple) else str(value), question, answers, item)


def raw_in_words(raw: Raw, question: Question, answers: Answers, item: Item | None = None) -> str:
    """Return an answer as the file would hold it in words: the labels of what was chosen."""
    labels: Mapping[str, str] = {choice.value: choice.label for choice in options_for(question, answers, item)}
    if question.none is not None:
        labels = {**labels, NONE: question.none}
    values = [raw] if isinstance(raw, str) else raw
    return "; ".join(labels.get(value, value) for value in values)


def question_in_words(question: Question, item: Item | None = None) -> str:
    """Return a question as a row of a list names it, with its item."""
    return question.prompt if item is None else f"{item.name}: {question.prompt}"
