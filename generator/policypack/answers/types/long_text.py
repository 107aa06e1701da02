"""Long text: some lines in somebody's own words, of which each stays a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.question_type import QuestionType, label_of, quoted_where_misread
from policypack.answers.types.text import plain_words, text_schema, without_hidden
from policypack.text.escaping import Text

if TYPE_CHECKING:
    from policypack.answers.types.question_type import Around
    from policypack.content.questions import Question


def read_lines(text: str, question: Question, _: Around) -> Text:
    """Read lines of text, as `plain_words` reads their words."""
    lines = [" ".join(line.split()) for line in without_hidden(text).splitlines()]
    return plain_words("\n".join(lines).strip(), question)


LONG_TEXT: QuestionType[Text] = QuestionType(
    field="lines",
    hint="",
    wanted="",
    in_own_words=True,
    of_one_item=False,
    read=read_lines,
    write=lambda value, _: str(value),
    in_yaml=quoted_where_misread,
    in_words=label_of,
    in_form=lambda question: f"At most {question.longest} characters",
    examples=lambda example: [example],
    schema=text_schema,
)
