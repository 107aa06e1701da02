"""Date: a day, or a month where that is enough, in the ways in which people write it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policypack.answers.types.question_type import QuestionType
from policypack.answers.types.remembered import remembered
from policypack.base.month import Month
from policypack.files.yaml_scalars import plain_text
from policypack.text.english import MONTHS, day
from policypack.text.hidden import as_seen

if TYPE_CHECKING:
    from policypack.answers.types.question_type import Around, Value
    from policypack.content.questions import Question


def read_date(text: str, question: Question, around: Around) -> date | Month:
    """Read a day, or a month where the question takes one.

    Raises ValueError with what is wanted; also for `yesterday` where `around.today` is None. Whoever reads a file holds
    what was read against the day itself (require_past).
    """
    if around.today is not None:
        from policypack.readers.dates import parse_date

        found = parse_date(as_seen(text), around.today)
        require_past(found, question, around.today)
    else:
        found = _written(text)
    return found if question.precision == "month" else _a_day(found)


def require_past(found: Value, question: Question, today: date) -> None:
    """Raise ValueError where a question asks when something was last done, and that has not come yet on `today`."""
    if question.precision != "month" or not isinstance(found, date | Month):
        return
    if (found.year, found.month) > (today.year, today.month) or (isinstance(found, date) and found > today):
        raise ValueError(
            f"this day has not come yet: today is {day(today)}. Write when it was last done, not when it is planned"
        )


def read_day(text: str, today: date | None = None) -> date:
    """Read a day that no question asks for; `yesterday` too, given today. Raises ValueError with what is wanted."""
    if today is None:
        return _a_day(_written(text))
    from policypack.readers.dates import parse_date

    return _a_day(parse_date(as_seen(text), today))


@remembered
def _written(text: str) -> date | Month:
    from policypack.readers.dates import parse_date

    return parse_date(as_seen(text), None)


def _a_day(found: date | Month) -> date:
    if isinstance(found, date):
        return found
    name = MONTHS[found.month - 1]
    raise ValueError(f"which day of {name} {found.year} is meant? Write it out, as in 15 {name} {found.year}")


def _in_form(question: Question) -> str:
    return "A date, such as 2026-11-22" + (", or a month, such as 2026-11" if question.precision == "month" else "")


_HINT = (
    "Write a day as you would in a letter: 22 November 2026, 22/11/26, yesterday. Where you are asked when something "
    "was last done, a month such as March 2025 will do."
)
DATE: QuestionType[date | Month] = QuestionType(
    field="date",
    hint=_HINT,
    wanted="a date",
    in_own_words=False,
    of_one_item=True,
    read=read_date,
    write=lambda value, _: str(value),
    in_yaml=plain_text,
    in_words=lambda value, _: day(value),
    in_form=_in_form,
    examples=lambda example: [example],
    schema=lambda *_: [{"type": "string", "pattern": "[0-9]"}],
)
