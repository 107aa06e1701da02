"""Going out at once: the answers as they are, but with the contacts, times and services of an earlier day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item
    from policypack.answers.types.question_type import Value
    from policypack.content.questions import Question


def with_live_of(now: Answers, before: Answers) -> Answers:
    """Return the answers of `now`, and where a question is `live` (its change goes out at once), those of `before`.

    What a page says of both alike differs from what was agreed in nothing that has to be agreed.
    """
    values = dict(now.values)
    groups = dict(now.groups)
    put_off = set(now.put_off)
    for question in now.catalogue.questions:
        qid = question.qid
        if question.type == "group":
            items = _items(question, now, before)
            if items is None:
                groups.pop(qid, None)
            else:
                groups[qid] = items
        elif question.live and qid.count(".") == 1:
            _take(values, qid, before.values.get(qid))
            put_off = (put_off - {qid}) | (before.put_off & {qid})
    return replace(now, values=values, groups=groups, put_off=frozenset(put_off))


def without_what_is_over(answers: Answers) -> Answers:
    """Return the answers without the stretches of days, such as a closed week, that lie before the day they are for."""
    groups = dict(answers.groups)
    for question in answers.catalogue.questions:
        last = next((one.id for one in question.questions if one.type == "date" and one.not_below), None)
        if last is not None and question.qid in groups:
            groups[question.qid] = tuple(
                item for item in groups[question.qid] if not _is_before(item.values.get(last), answers.today)
            )
    return replace(answers, groups=groups)


def _items(group: Question, now: Answers, before: Answers) -> tuple[Item, ...] | None:
    """Return the items of a group: those of `before` where the group is live, with what is not live in them as now."""
    ours, theirs = now.groups.get(group.qid), before.groups.get(group.qid)
    if not group.live:
        kept = {item.name: item for item in theirs or ()}
        return ours and tuple(_mixed(group, item, kept.get(item.name)) for item in ours)
    current = {item.name: item for item in ours or ()}
    return theirs and tuple(_mixed(group, current.get(item.name, item), item) for item in theirs)


def _mixed(group: Question, item: Item, before: Item | None) -> Item:
    if before is None or before is item:
        return item
    values: dict[str, Value] = dict(item.values)
    live = {question.id for question in group.questions if question.live}
    for short in live:
        _take(values, short, before.values.get(short))
    return replace(item, values=values, put_off=(item.put_off - live) | (before.put_off & live))


def _take(values: dict[str, Value], name: str, value: Value | None) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value


def _is_before(value: Value | None, day: date) -> bool:
    return isinstance(value, date) and value < day
