"""Choices: some of what a question offers, in a list; one alone may stand without a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.choice import choice_schema, read_choice
from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.types.question_type import Schema
    from policypack.content.questions import Question


def _schema(question: Question, rows: Mapping[str, Mapping[str, str]], _: object) -> list[Schema]:
    one = choice_schema(question, rows)
    return [{"type": "array", "items": one}, one]


CHOICES: QuestionType[tuple[str, ...]] = QuestionType(
    field="some of",
    hint="Choose as many as are true.",
    wanted="a list of choices",
    in_own_words=False,
    of_one_item=False,
    read=lambda text, question, around: (str(read_choice(text, question, around)),),
    write=lambda value, _: list(value),
    in_yaml=quoted_where_misread,
    in_words=lambda value, labels: "; ".join(label_of(one, labels) for one in value),
    in_form=lambda _: "One or more of",
    examples=lambda example: [example],
    schema=_schema,
)
