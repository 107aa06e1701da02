"""Text: a line in somebody's own words, and what no text may hold."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from policypack.answers.types.question_type import (
    TEXT_OR_NUMBER,
    QuestionType,
    label_of,
    quoted_where_misread,
)
from policypack.answers.types.remembered import remembered
from policypack.text.escaping import Text
from policypack.text.hidden import TURNS_TEXT_AROUND, without_unseen

if TYPE_CHECKING:
    from policypack.answers.types.question_type import Around, Schema
    from policypack.content.questions import Question

_MOST_ACCENTS = 5
"""On one letter. Living languages need three; more run into the lines above and below."""
_BLANK_LEFT_IN = re.compile(
    r"\[[^\]]*\w[^\]]*\]|_{3,}|\b(?:lorem ipsum|insert (?:your )?(?:name|number|details)|your name here)\b",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(r"(?:t\.?b\.?[acd]\.?|to be (?:confirmed|decided|agreed)|x{2,}|\?+|n/?a|to ?do)", re.IGNORECASE)


def read_line(text: str, question: Question, _: Around) -> Text:
    """Read a line of text, as `plain_words` reads its words; breaks of the line become spaces."""
    return plain_words(" ".join(without_hidden(text).split()), question)


def without_hidden(text: str) -> str:
    """Return text without characters that nobody can see and that change nothing.

    Raises ValueError where one changes what is seen, or cannot be shown.
    """
    text = without_unseen(text)
    _refuse_hidden(text)
    return text


def plain_words(tidy: str, question: Question) -> Text:
    """Return words as text, without a blank of a template left in, at most `question.longest` characters.

    Raises ValueError with what is wanted.
    """
    if not any(character.isalnum() or unicodedata.category(character) == "So" for character in tidy):
        raise ValueError("a few words are wanted")
    if blank := _BLANK_LEFT_IN.search(tidy):
        raise ValueError(f"{blank[0]!r} looks like a blank that was left in; write the words themselves")
    if _NO_ANSWER.fullmatch(tidy):
        raise ValueError("write the answer, or `not decided yet`")
    if len(tidy) > question.longest:
        raise ValueError(f"at most {question.longest} characters are wanted; this has {len(tidy)}")
    return Text(tidy)


@remembered
def _refuse_hidden(text: str) -> None:
    accents = 0
    for character in text:
        if character in TURNS_TEXT_AROUND:
            raise ValueError(
                f"it holds a hidden character that turns text around (U+{ord(character):04X}); take it out"
            )
        kind = unicodedata.category(character)
        accents = accents + 1 if kind in ("Mn", "Me") else 0
        if accents > _MOST_ACCENTS:
            raise ValueError("it holds a letter with a pile of accents; write the letter with one or two")
        if character not in "\n\t" and kind in ("Cc", "Cs", "Co", "Cn"):
            raise ValueError(f"it holds a character that cannot be shown (U+{ord(character):04X}); take it out")


def text_schema(question: Question, *_: object) -> list[Schema]:
    """Return the schema of text, with its length."""
    return [{**TEXT_OR_NUMBER, "maxLength": question.longest}]


TEXT: QuestionType[Text] = QuestionType(
    field="line",
    hint="",
    wanted="",
    in_own_words=True,
    of_one_item=False,
    read=read_line,
    write=lambda value, _: str(value),
    in_yaml=quoted_where_misread,
    in_words=label_of,
    in_form=lambda question: f"At most {question.longest} characters",
    examples=lambda example: [example],
    schema=text_schema,
)
