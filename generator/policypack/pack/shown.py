"""Shown: the answers as pages for everybody and for staff see them, without places of which too little is said.

A place is one that readers can find and tell from a fake: it has a name, and what it is on. Until both are said it is
on no page, so that a place that is only being written down changes none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item
    from policypack.answers.types.question_type import Value

PLACES = "online.accounts"
MAKES_A_PLACE = "online.accounts.platform"
"""What has to be answered, beside the name, before pages show a place."""

NOT_SHOWN = "Until you say, your pages leave this place out."


def is_shown(item: Item) -> bool:
    """Say whether enough is said of an item for pages to show it."""
    return item.group != PLACES or MAKES_A_PLACE.rpartition(".")[2] in item.values


def shown(answers: Answers) -> Answers:
    """Return the answers without the places that are not shown yet, and without whatever names one of them."""
    left_out = {item.name for item in answers.groups.get(PLACES, ()) if not is_shown(item)}
    if not left_out:
        return answers
    questions = answers.catalogue.questions
    values = {
        qid: value
        for qid, given in answers.values.items()
        if (value := _without(given, left_out, questions[qid].choices_from)) is not None
    }
    groups: dict[str, tuple[Item, ...]] = {}
    for qid, items in answers.groups.items():
        group = questions[qid]
        by_place = group.by_id[group.label or ""].choices_from == PLACES
        kept = tuple(
            _item_without(item, left_out, {one.id: one.choices_from for one in group.questions})
            for item in items
            if not (item.name in left_out and (qid == PLACES or by_place))
        )
        if kept or not items:  # a group of which nothing is left is not decided yet, and no "none"
            groups[qid] = kept
    return replace(answers, values=values, groups=groups)


def _item_without(item: Item, left_out: set[str], chosen_from: dict[str, str | None]) -> Item:
    said = {name: _without(value, left_out, chosen_from.get(name)) for name, value in item.values.items()}
    return item if said == dict(item.values) else replace(item, values={k: v for k, v in said.items() if v is not None})


def _without(value: Value, left_out: set[str], chosen_from: str | None) -> Value | None:
    """Return an answer without the places that it names and that are left out; None where nothing is left of it."""
    if chosen_from != PLACES:
        return value
    if isinstance(value, tuple):
        return tuple(one for one in value if one not in left_out) or None
    return None if value in left_out else value
