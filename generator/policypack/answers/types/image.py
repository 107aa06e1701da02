"""Image: a picture that lies in site_config/, by the plain name of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.question_type import QuestionType, quoted_where_misread
from policypack.readers.file_names import read_file_name

if TYPE_CHECKING:
    from policypack.answers.types.question_type import Around
    from policypack.content.questions import Question
    from policypack.readers.logo import Logo


def read_picture(text: str, _: Question, around: Around) -> Logo:
    """Read the name of a picture in site_config/, and the picture with it."""
    from policypack.readers.logo import LARGEST_LOGO, check_logo

    name = read_file_name(text)
    path = around.site_config / name
    if path.is_symlink() or not path.is_file():
        raise ValueError("there is no such file in site_config/; put it there, or write none")
    if path.stat().st_size > LARGEST_LOGO:
        raise ValueError(f"a picture of at most {LARGEST_LOGO // 1_000_000} MB is wanted; this one is larger")
    return check_logo(path.read_bytes(), name)


IMAGE: QuestionType[Logo] = QuestionType(
    field="picture",
    hint="Put the picture into the folder site_config of your workspace, and write its name here.",
    wanted="",
    in_own_words=False,
    of_one_item=False,
    read=read_picture,
    write=lambda _, text: text,
    in_yaml=quoted_where_misread,
    in_words=lambda logo, _: f"{logo.extension[1:].upper()} picture, {logo.width} by {logo.height} pixels",
    in_form=lambda question: f"A file in site_config/, such as {question.example}",
    examples=lambda example: [example],
    schema=lambda *_: [{"type": "string"}],
)
