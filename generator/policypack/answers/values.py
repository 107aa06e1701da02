"""Values: an answer, read by its question's type from the text that somebody wrote.

The terminal, the answers file and the browser all read through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.question_type import Around
from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE
from policypack.text.hidden import says

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from policypack.answers.types.question_type import Value
    from policypack.content.questions import Question

_LONGEST_WRITTEN = 5000
"""Characters of anything that is read as an answer; the longest text that a question takes is shorter."""


def read_value(
    text: str, question: Question, rows: Mapping[str, str] | None, site_config: Path, today: date | None = None
) -> Value:
    """Read one answer from text, by the question's type; for `choices`, one of those chosen.

    rows: the ids and labels of shipped rows that the question chooses from, or None.
    site_config: the folder in which a picture is looked up. today: the day on which it is said, None for a file.
    Raises ValueError with what is wanted.
    """
    kind = type_of(question)
    if len(text) > _LONGEST_WRITTEN:  # before any reader sees it: some take long over what is no answer
        most = question.longest if kind.in_own_words else _LONGEST_WRITTEN
        raise ValueError(f"at most {most} characters are wanted; this has {len(text)}")
    if question.none is not None and says(text, NONE):
        return NONE
    value: Value = kind.read(text, question, Around(rows, site_config, today))
    return value
