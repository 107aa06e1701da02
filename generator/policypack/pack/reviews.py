"""Reviews: what has to be looked at again, and when. Dates act: once a day has passed, it becomes a finding.

Time alone is never urgent: nothing here is more than important.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policypack.base.month import Month, months_after
from policypack.pack.names import names_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.model import Answers, Item
    from policypack.content.catalogue import Catalogue
    from policypack.content.review_rules import ReviewRule
    from policypack.pack.approval import Approval


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to look at again. due: the last day on which it is in time. about: the item's name, or ""."""

    rule: ReviewRule
    what: str
    due: date
    is_overdue: bool
    about: str
    names: dict[str, str]


def reviews(answers: Answers, catalogue: Catalogue, approval: Approval | None) -> tuple[Review, ...]:
    """Return what has to be looked at again, the earliest day first.

    What has never been done has no day, so it is not here: it is a finding, or a question not decided yet.
    """
    found = [review for rule in catalogue.review_rules for review in _of_rule(rule, answers, catalogue, approval)]
    return tuple(sorted(found, key=lambda review: review.due))


def _of_rule(rule: ReviewRule, answers: Answers, catalogue: Catalogue, approval: Approval | None) -> Iterator[Review]:
    if rule.question is None:
        if approval is not None:
            yield _review(rule, answers, None, approval.next_review)
        return
    group = rule.question.rpartition(".")[0]
    items: tuple[Item | None, ...] = answers.items(group) if group in catalogue.questions.by_qid else (None,)
    for item in items:
        done = answers.get(rule.question, item)
        if isinstance(done, date | Month):  # a month counts from its last day, so that nothing is called late too early
            yield _review(rule, answers, item, months_after(done, _months(rule, answers)))


def _months(rule: ReviewRule, answers: Answers) -> int:
    answer = None if rule.often is None else answers.get(rule.often.question)
    return rule.months if rule.often is None else rule.often.months.get(str(answer), rule.months)


def _review(rule: ReviewRule, answers: Answers, item: Item | None, due: date) -> Review:
    names = names_for(answers, item)
    about = "" if item is None else names["name"]
    return Review(rule, rule.what.format_map(names), due, due < answers.today, about, names)
