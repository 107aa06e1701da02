"""Reviews: what has to be looked at again, and when. Dates act: once a day has passed, it becomes a finding.

Time alone is never urgent: nothing here is more than important.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import pydantic

from policypack.content.rows import Row, load_rows
from policypack.content.sources import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.model import Answers, Item
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.pack.approval import Approval


class Often(Row):
    """How often, as an answer decides. question: its qid. months: for each choice, after how many months."""

    question: str
    months: dict[str, int]


class ReviewRule(Row):
    """Something that is looked at again.

    question: the qid of the day from which the time counts; None for the day that was named at the approval. months:
    after how many it is due; 0 where the answer itself is the day. often: where another answer decides that.
    what: the task, for the calendar. overdue: the same once the day has passed, and with why, first_step, takes and
    points what the finding says then. Words may name an item's answers in braces, as those of findings may.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    question: str | None
    months: int = pydantic.Field(ge=0)
    often: Often | None = None
    what: Words
    severity: Literal["important", "advisory"]
    overdue: Words
    why: Words
    first_step: Words
    takes: Words
    points: tuple[str, ...] = pydantic.Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to look at again. due: the last day on which it is in time. about: the item's name, or ""."""

    rule: ReviewRule
    what: str
    due: date
    is_overdue: bool
    about: str
    names: dict[str, str]


def load_review_rules(workspace: Workspace) -> tuple[ReviewRule, ...]:
    """Load ``content/reviews.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "reviews.yml", ReviewRule)


def reviews(answers: Answers, catalogue: Catalogue, approval: Approval | None) -> tuple[Review, ...]:
    """Return what has to be looked at again, the earliest day first.

    What has never been done has no day, so it is not here: it is a finding, or a question not decided yet.
    """
    found = [review for rule in catalogue.review_rules for review in _of_rule(rule, answers, catalogue, approval)]
    return tuple(sorted(found, key=lambda review: review.due))


def months_after(day: date, months: int) -> date:
    """Return the day so many months after another: the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _of_rule(rule: ReviewRule, answers: Answers, catalogue: Catalogue, approval: Approval | None) -> Iterator[Review]:
    if rule.question is None:
        if approval is not None:
            yield _review(rule, answers, None, approval.next_review)
        return
    group = rule.question.rpartition(".")[0]
    items: tuple[Item | None, ...] = answers.items(group) if group in catalogue.questions.by_qid else (None,)
    for item in items:
        done = answers.get(rule.question, item)
        if isinstance(done, date):
            yield _review(rule, answers, item, months_after(done, _months(rule, answers)))


def _months(rule: ReviewRule, answers: Answers) -> int:
    answer = None if rule.often is None else answers.get(rule.often.question)
    return rule.months if rule.often is None else rule.often.months.get(str(answer), rule.months)


def _review(rule: ReviewRule, answers: Answers, item: Item | None, due: date) -> Review:
    names = answers.names_for(item)
    about = "" if item is None else names["name"]
    return Review(rule, rule.what.format_map(names), due, due < answers.today, about, names)
