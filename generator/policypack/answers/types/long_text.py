"""Long text: some lines in somebody's own words, of which each stays a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policypack.answers.types.text import TEXT, plain_words, without_hidden

if TYPE_CHECKING:
    from policypack.answers.types.question_type import Around, QuestionType
    from policypack.content.questions import Question
    from policypack.text.escaping import Text


def read_lines(text: str, question: Question, _: Around) -> Text:
    """Read lines of text, as `plain_words` reads their words."""
    lines = [" ".join(line.split()) for line in without_hidden(text).splitlines()]
    return plain_words("\n".join(lines).strip(), question)


LONG_TEXT: QuestionType[Text] = replace(TEXT, field="lines", read=read_lines)
