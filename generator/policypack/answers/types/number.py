"""Number: a whole number within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.answers.types.question_type import QuestionType, label_of
from policypack.files.yaml_scalars import plain_text

if TYPE_CHECKING:
    from policypack.answers.types.question_type import Around, Schema
    from policypack.content.questions import Question


def read_number(text: str, question: Question, _: Around) -> int:
    """Read a whole number between `question.lowest` and `question.highest`."""
    word = text.strip()
    bounds = f"from {question.lowest} to {question.highest}"
    if not re.fullmatch(r"[0-9]{1,6}", word):
        raise ValueError(f"a whole number {bounds} is wanted, in figures")
    number = int(word)
    too_low = question.lowest is not None and number < question.lowest
    if too_low or (question.highest is not None and number > question.highest):
        raise ValueError(f"a whole number {bounds} is wanted")
    return number


def _schema(question: Question, *_: object) -> list[Schema]:
    bounds = {"minimum": question.lowest, "maximum": question.highest}
    return [{"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}]


NUMBER: QuestionType[int] = QuestionType(
    field="number",
    hint="",
    wanted="a whole number",
    in_own_words=False,
    of_one_item=False,
    read=read_number,
    write=lambda value, _: str(value),
    in_yaml=plain_text,
    in_words=label_of,
    in_form=lambda question: f"From {question.lowest} to {question.highest} {question.unit}",
    examples=lambda example: [int(example)],
    schema=_schema,
)
