"""Colour: a name or six figures, kept as #rrggbb."""

from __future__ import annotations

from policypack.answers.types.question_type import TEXT_OR_NUMBER, QuestionType, label_of, quoted_where_misread


def read_colour(text: str) -> str:
    """Read a colour as #rrggbb."""
    from policypack.readers.colours import parse_colour

    return parse_colour(text)


COLOUR: QuestionType[str] = QuestionType(
    field="colour",
    hint="Write a name such as navy or teal, or # and six figures or letters, such as #0b6e8f.",
    wanted="",
    in_own_words=False,
    of_one_item=False,
    read=lambda text, *_: read_colour(text),
    write=lambda value, _: value,
    in_yaml=quoted_where_misread,
    in_words=label_of,
    in_form=lambda question: f'A colour, in quotes: "{question.example}"',
    examples=lambda example: [example],
    schema=lambda *_: [TEXT_OR_NUMBER],
)
