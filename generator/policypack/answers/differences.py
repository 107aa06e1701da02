"""Differences: what one set of answers says otherwise than another, as steps that lead from one to the other and back.

Answers are held here as the file has them, text and lists of text, whether they apply or not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policypack.answers.document import Raw
    from policypack.content.questions import Questions
    from policypack.files.yaml_nodes import Node

    ItemSaid = dict[str, Raw]
    Said = dict[str, Raw | list[ItemSaid]]
    Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One answer, or one whole item of a group, that is otherwise.

    question: its qid; the group's for a whole item, a group's one word (none) and the order of its items. item: the
    name of the item that it lies in, as it is called before the step; "" for none. was, now: the answer before and
    after, None for none; all answers of a whole item by their short ids; the names of a group's items in their order.
    at: the position of a whole item, from 0; None for everything else.
    """

    question: str
    item: str = ""
    was: Raw | ItemSaid | None = None
    now: Raw | ItemSaid | None = None
    at: int | None = None

    def back(self, labels: Labels) -> Step:
        """Return the step that leads back."""
        item = str(self.now) if self.item and is_name(self, labels) else self.item
        return replace(self, item=item, was=self.now, now=self.was)


def is_name(step: Step, labels: Labels) -> bool:
    """Say whether a step gives an item another name."""
    group, _, short = step.question.rpartition(".")
    return step.at is None and labels.get(group) == short


def labels_of(questions: Questions) -> dict[str, str]:
    """Return the short id of the question that names an item, for each group."""
    return {question.qid: question.label or "" for question in questions if question.type == "group"}


def said_in(node: Node) -> Said:
    """Return what an answers file says, by qid: an answer, or the items of a group."""
    data = node.plain()
    said: Said = {}
    for section, inner in data.items() if isinstance(data, dict) else ():
        for short, value in inner.items() if isinstance(inner, dict) else ():
            if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
                items = cast("list[dict[str, Raw | None]]", value)
                said[f"{section}.{short}"] = [
                    {key: answer for key, answer in one.items() if answer is not None and answer != []} for one in items
                ]
            elif value is not None and value != []:
                said[f"{section}.{short}"] = cast("Raw", value)
    return said


def differences(before: Said, after: Said, labels: Labels) -> tuple[Step, ...]:
    """Return the steps from what was said before to what is said after, in an order in which each can be made."""
    values: list[Step] = []
    names: list[Step] = []
    whole: list[Step] = []
    for qid in dict.fromkeys([*before, *after]):
        was, now = before.get(qid), after.get(qid)
        if not (_has_items(was) or _has_items(now)):
            if not is_same(was, now):
                values.append(Step(qid, "", cast("Raw", was), cast("Raw", now)))
            continue
        label = labels.get(qid, "")
        old, new = _items(was), _items(now)
        pairs = _pairs(old, new, label)
        for one, other in pairs:
            name = str(old[one].get(label, ""))
            for short in dict.fromkeys([*old[one], *new[other]]):
                if not is_same(old[one].get(short), new[other].get(short)):
                    step = Step(f"{qid}.{short}", name, old[one].get(short), new[other].get(short))
                    (names if short == label else values).append(step)
        whole += _whole(qid, was, now, pairs, label)
    return (*values, *names, *whole)


def _whole(
    qid: str,
    was: Raw | list[ItemSaid] | None,
    now: Raw | list[ItemSaid] | None,
    pairs: Sequence[tuple[int, int]],
    label: str,
) -> Iterator[Step]:
    """Yield the steps that take items out of a group, put others in, and put them in another order."""
    old, new = _items(was), _items(now)
    if was is not None and not _has_items(was):
        yield Step(qid, "", cast("Raw", was), None)
    stay, come = {one for one, _ in pairs}, {other for _, other in pairs}
    for at in reversed(range(len(old))):
        if at not in stay:
            yield Step(qid, str(old[at].get(label, "")), old[at], None, at)
    order = [other for _, other in sorted(pairs)]
    if order != sorted(order):
        names = [str(new[other].get(label, "")) for other in order]
        yield Step(qid, "", names, [str(new[other].get(label, "")) for other in sorted(order)])
    for at in range(len(new)):
        if at not in come:
            yield Step(qid, str(new[at].get(label, "")), None, new[at], at)
    if now is not None and not _has_items(now):
        yield Step(qid, "", None, cast("Raw", now))


def _pairs(old: Sequence[ItemSaid], new: Sequence[ItemSaid], label: str) -> list[tuple[int, int]]:
    """Return which item is which: by its name, else by its place where as many stand there as before."""
    known = {folded(item.get(label)): place for place, item in reversed(list(enumerate(new)))}
    found = {place: known.pop(name) for place, item in enumerate(old) if (name := folded(item.get(label))) in known}
    if len(old) == len(new):
        taken = set(found.values())
        found |= {place: place for place in range(len(old)) if place not in found and place not in taken}
    return sorted(found.items())


def made(said: Said, steps: Iterable[Step], labels: Labels) -> Said:
    """Return what is said after some steps. One that fits nothing (its item is gone) changes nothing."""
    result: Said = {
        qid: [dict(item) for item in value] if _has_items(value) else value  # type: ignore[arg-type]
        for qid, value in said.items()
    }
    for step in steps:
        _make(result, step, labels)
    return result


def _make(said: Said, step: Step, labels: Labels) -> None:
    if step.question in labels:
        _make_in_group(said, step, labels[step.question])
    elif not step.item:
        _put(said, step.question, step.now)
    else:
        group, _, short = step.question.rpartition(".")
        place = place_of(said, group, step.item, labels.get(group, ""))
        if place is not None:
            item = _items(said[group])[place]
            if step.now is None:
                item.pop(short, None)
            else:
                item[short] = cast("Raw", step.now)


def _make_in_group(said: Said, step: Step, label: str) -> None:
    items = _items(said.get(step.question))
    place = place_of(said, step.question, step.item, label)
    if step.at is None and isinstance(step.now, list):
        order = {folded(name): number for number, name in enumerate(step.now)}
        items = sorted(items, key=lambda item: order.get(folded(item.get(label)), len(order)))
        _put(said, step.question, items)
    elif step.at is None:
        if not items:
            _put(said, step.question, step.now)
    elif step.now is None:
        if place is not None:
            _put(said, step.question, [*items[:place], *items[place + 1 :]])
    elif place is None:
        item = dict(cast("ItemSaid", step.now))
        _put(said, step.question, [*items[: step.at], item, *items[step.at :]])


def _put(said: Said, qid: str, value: object) -> None:
    if value is None or value == []:
        said.pop(qid, None)
    else:
        said[qid] = cast("Raw", value)


def place_of(said: Said, group: str, name: str, label: str) -> int | None:
    """Return the position of the item of a group that has this name, or None where there is none."""
    names = [folded(item.get(label)) for item in _items(said.get(group))]
    return names.index(folded(name)) if folded(name) in names else None


def is_same(one: object, other: object) -> bool:
    """Say whether two answers say the same; choices do so in any order."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return one == other


def folded(name: object) -> str:
    """Return a name as it is compared: without capitals, and with single spaces."""
    return " ".join(str(name or "").split()).casefold()


def items_in(said: Said, group: str) -> list[ItemSaid]:
    """Return the items of a group, each with its answers by their short ids; none where it has none."""
    return _items(said.get(group))


def _items(value: object) -> list[ItemSaid]:
    return cast("list[ItemSaid]", value) if _has_items(value) else []


def _has_items(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
