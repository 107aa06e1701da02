"""Reviews: what has to be looked at again, and when. Dates act: once a day has passed, it becomes a finding.

Time alone is never urgent: nothing here is more than important.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policypack.base.month import Month, months_after
from policypack.content.questions import AUDIENCES
from policypack.pack.names import names_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.model import Answers, Item
    from policypack.content.catalogue import Catalogue
    from policypack.content.review_rules import ReviewRule
    from policypack.pack.approval import Approval


@dataclass(frozen=True, slots=True)
class Review:
    """One thing to look at again.

    due: the last day on which it is in time. about: the item's name, or "". done: the day or month from which the time
    counts; None where the answer is itself the day. item: the answers that it is about, where it is about one item.
    for_others: what it is about, for people outside; None where they are told nothing of it.
    """

    rule: ReviewRule
    what: str
    due: date
    is_overdue: bool
    about: str
    names: dict[str, str]
    done: date | Month | None
    item: Item | None
    for_others: str | None


def reviews(answers: Answers, catalogue: Catalogue, approval: Approval | None) -> tuple[Review, ...]:
    """Return what has to be looked at again, the earliest day first.

    What has never been done has no day, so it is not here: it is a finding, or a question not decided yet.
    """
    found = [review for rule in catalogue.review_rules for review in _of_rule(rule, answers, catalogue, approval)]
    return tuple(sorted(found, key=lambda review: review.due))


def _of_rule(rule: ReviewRule, answers: Answers, catalogue: Catalogue, approval: Approval | None) -> Iterator[Review]:
    if rule.question is None:
        if approval is not None:
            yield _review(rule, answers, None, approval.next_review, approval.date)
        return
    group = rule.question.rpartition(".")[0]
    items: tuple[Item | None, ...] = answers.items(group) if group in catalogue.questions.by_qid else (None,)
    for item in items:
        done = answers.get(rule.question, item)
        if isinstance(done, date | Month):  # a month counts from its last day, so that nothing is called late too early
            months = _months(rule, answers)
            yield _review(rule, answers, item, months_after(done, months), done if months else None)


def _months(rule: ReviewRule, answers: Answers) -> int:
    answer = None if rule.often is None else answers.get(rule.often.question)
    return rule.months if rule.often is None else rule.often.months.get(str(answer), rule.months)


def _review(rule: ReviewRule, answers: Answers, item: Item | None, due: date, done: date | Month | None) -> Review:
    names = names_for(answers, item)
    about = "" if item is None else names["name"]
    outside = None if rule.for_others is None or not _has_public_name(answers, item) else rule.for_others
    return Review(
        rule,
        rule.what.format_map(names),
        due,
        due < answers.today,
        about,
        names,
        done,
        item,
        None if outside is None else outside.format_map(names),
    )


def _has_public_name(answers: Answers, item: Item | None) -> bool:
    """Say whether everybody may see what an item is called; so may they where it is about no item."""
    if item is None:
        return True
    group = answers.catalogue.questions[item.group]
    return answers.visibility(group.by_id[group.label or ""], item) == AUDIENCES[0]
