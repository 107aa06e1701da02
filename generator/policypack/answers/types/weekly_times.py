"""Weekly times: days and hours of a week as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.question_type import QuestionType, quoted_where_misread
from policypack.answers.types.remembered import remembered

if TYPE_CHECKING:
    from policypack.readers.schedule import WeeklyTimes


@remembered
def read_weekly_times(text: str) -> WeeklyTimes:
    """Read weekly times as people write them."""
    from policypack.readers.schedule import parse_weekly_times

    return parse_weekly_times(text)


WEEKLY_TIMES: QuestionType[WeeklyTimes] = QuestionType(
    field="line",
    hint="Write days and times as you would say them: weekdays 4pm to 6pm, Sat 10-12, every day 16-20. "
    "Add “term time only”, “school holidays only”, “every other week” or “except bank holidays” where that is so. "
    "“First Saturday of the month 10-12”, “daily at 8am and 8pm” and “by appointment” are said as they are.",
    wanted="times as you would write them, such as Mon-Fri 6pm-8pm,",
    in_own_words=False,
    of_one_item=False,
    read=lambda text, *_: read_weekly_times(text),
    write=lambda value, _: value.text(),  # as it was read back, so that it can never be read otherwise
    in_yaml=quoted_where_misread,
    in_words=lambda value, _: value.in_words(),
    in_form=lambda question: f"Such as {question.example}",
    examples=lambda example: [example],
    schema=lambda *_: [{"type": "string"}],
)
