"""Choice: one of what a question offers, or of what another answer or a shipped row names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.question_type import (
    TEXT_OR_NUMBER,
    QuestionType,
    label_of,
    one_of_schema,
    quoted_where_misread,
)
from policypack.base.nearest import read_one_of
from policypack.content.questions import NONE
from policypack.text.escaping import Code
from policypack.text.hidden import as_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.types.question_type import Around, Schema
    from policypack.content.questions import Question


def read_choice(text: str, question: Question, around: Around) -> Code:
    """Read one of the choices: its value, or its label as a screen shows it."""
    rows = around.rows
    options = dict(rows) if rows is not None else {choice.value: choice.label for choice in question.choices}
    if question.none is not None:
        options[NONE] = question.none
    return Code(read_one_of(value_said(text, options), options))


def value_said(text: str, labels: Mapping[str, str]) -> str:
    """Return the value of the option that a text says, by the value itself or its label; the text where it is none.

    What is not seen and a full stop at the end make no difference: `No.` says `no`, and it says “No, not that we know
    of” too where no other label begins so. labels: by their values.
    """
    if text in labels:  # nearly always
        return text
    word = as_word(text).casefold()
    values = [value for value in labels if as_word(value).casefold() == word]
    values = values or [value for value, label in labels.items() if as_word(label).casefold() == word]
    values = values or [value for value, label in labels.items() if label.partition(",")[0].casefold() == word]
    return values[0] if len(values) == 1 else text


def choice_schema(question: Question, rows: Mapping[str, Mapping[str, str]]) -> Schema:
    """Return the schema of one of the choices."""
    if question.choices:
        return one_of_schema({choice.value: choice.label for choice in question.choices})
    if question.choices_from in rows:
        return {"$ref": f"#/$defs/{question.choices_from}"}
    # What is chosen among other answers is known to the reader alone: a schema sees one answer at a time.
    return {**TEXT_OR_NUMBER, "description": f"One of {question.choices_from}"}


CHOICE: QuestionType[Code] = QuestionType(
    field="one of",
    hint="",
    wanted="one choice",
    in_own_words=False,
    of_one_item=False,
    read=read_choice,
    write=lambda value, _: str(value),
    in_yaml=quoted_where_misread,
    in_words=label_of,
    in_form=lambda _: "One of",
    examples=lambda example: [example],
    schema=lambda question, rows, _: [choice_schema(question, rows)],
)
