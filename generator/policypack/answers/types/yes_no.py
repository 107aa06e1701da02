"""Yes or no."""

from __future__ import annotations

from policypack.answers.types.question_type import QuestionType, one_of_schema
from policypack.files.yaml_scalars import plain_text
from policypack.text.hidden import as_word

_YES = {"yes", "y", "true"}
_NO = {"no", "n", "false"}


def read_yes_no(text: str) -> bool:
    """Read yes or no."""
    word = text if text in _YES | _NO else as_word(text).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError("yes or no is wanted")


YES_NO: QuestionType[bool] = QuestionType(
    field="yes or no",
    hint="",
    wanted="yes or no",
    in_own_words=False,
    of_one_item=False,
    read=lambda text, *_: read_yes_no(text),
    write=lambda value, _: "yes" if value else "no",
    in_yaml=plain_text,
    in_words=lambda value, _: "Yes" if value else "No",
    in_form=lambda _: "yes or no",
    examples=lambda example: [example],
    schema=lambda *_: [one_of_schema({"yes": "Yes", "no": "No"}), {"type": "boolean"}],
)
