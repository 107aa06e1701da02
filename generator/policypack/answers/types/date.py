"""Date: a day, in the ways in which people write it."""

from __future__ import annotations

from datetime import date, datetime

from policypack.answers.types.question_type import QuestionType
from policypack.answers.types.remembered import remembered
from policypack.base.clock import LAST_YEAR
from policypack.files.yaml_scalars import plain_text
from policypack.text.english import day

_WRITTEN_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@remembered
def read_date(text: str) -> date:
    """Read a date: 2026-11-22, 22/11/2026 or 22 November 2026."""
    word = " ".join(text.split())
    for form in _WRITTEN_DATES:
        try:
            found = datetime.strptime(word, form).date()
        except ValueError:
            continue
        if 2000 <= found.year < LAST_YEAR:  # noqa: PLR2004 - another year is a slip of the keys
            return found
    raise ValueError("a date is wanted, such as 2026-11-22 or 22 November 2026")


DATE: QuestionType[date] = QuestionType(
    field="date",
    hint="Write a day such as 22 November 2026, 22/11/2026 or 2026-11-22.",
    wanted="a date",
    in_own_words=False,
    of_one_item=True,
    read=lambda text, *_: read_date(text),
    write=lambda value, _: value.isoformat(),
    in_yaml=plain_text,
    in_words=lambda value, _: day(value),
    in_form=lambda _: "A date, such as 2026-11-22",
    examples=lambda example: [example],
    schema=lambda *_: [{"type": "string", "pattern": "[0-9]{4}"}],
)
