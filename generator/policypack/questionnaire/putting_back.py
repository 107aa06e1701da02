"""Putting back: what a change would have to become for its answers to be what they were, and what no longer fits.

An item that was taken out comes back whole, with what fell with it: its answers, and those that named it. An answer
that was given anew since stays as it is, unless it is the one that is put back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from policypack.answers.differences import Step, differences, folded, is_name, is_same, items_in, made, place_of
from policypack.content.questions import NOT_DECIDED
from policypack.questionnaire.said_words import answer_said, question_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policypack.answers.differences import ItemSaid, Said
    from policypack.answers.document import Raw
    from policypack.answers.history import Change
    from policypack.answers.model import Item
    from policypack.content.questions import Question
    from policypack.questionnaire.engine import Engine


@dataclass(frozen=True, slots=True)
class PuttingBack:
    """What putting a change back would do now.

    steps: what it changes, none where all of it is so already. stays: a sentence for each thing that no longer fits, or
    was said anew since. gone: what has an answer that would no longer apply then.
    """

    change: Change
    steps: tuple[Step, ...]
    stays: tuple[str, ...]
    gone: tuple[tuple[Question, Item | None], ...]


def putting_back(engine: Engine, number: int) -> PuttingBack | None:
    """Return what putting back the change of this number would do; None where there is none. Nothing is written."""
    change = next((one for one in engine.history.changes if one.number == number), None)
    if change is None:
        return None
    back = _Back(engine, change)
    steps, wrong = _fitting(engine, back.steps)
    touched = {(step.question, step.item) for step in steps} | {
        (f"{step.question}.{short}", step.item) for step in steps if isinstance(step.was, dict) for short in step.was
    }
    gone = [
        (question, item)
        for question, item in engine.set_aside_after(steps)
        if (question.qid, item.name if item else "") not in touched
    ]
    return PuttingBack(change, steps, (*back.stays, *wrong), tuple(gone))


def put_back(engine: Engine, number: int) -> PuttingBack | None:
    """Put a change back, as far as it fits, and return what was done; None where there is no such change.

    Raises ProblemsFoundError where the answers cannot be written.
    """
    found = putting_back(engine, number)
    if found is not None and found.steps:
        engine.make(found.steps, number)
    return found


def _fitting(engine: Engine, steps: Sequence[Step]) -> tuple[tuple[Step, ...], list[str]]:
    """Return the steps that the answers can take, and a sentence for each that they cannot."""
    now, labels = engine.said(), engine.history.labels
    wanted = differences(now, made(now, steps, labels), labels)
    if not engine.wrong_after(wanted):
        return wanted, []
    taken: list[Step] = []
    waiting = list(steps)
    while True:  # one may wait for another: an answer for the item that it names
        fit = []
        for step in waiting:
            if not engine.wrong_after([*taken, step]):
                taken.append(step)
                fit.append(step)
        waiting = [step for step in waiting if step not in fit]
        if not fit:
            break
    left: list[str] = []
    for step in waiting:
        taken += _as_far_as_it_fits(engine, taken, step, left)
    return differences(now, made(now, taken, labels), labels), left


def _as_far_as_it_fits(engine: Engine, taken: Sequence[Step], step: Step, left: list[str]) -> list[Step]:
    """Return what of a step the answers can take; `left` is told what they cannot."""

    def wrong(now: Raw | ItemSaid) -> str:
        found = engine.wrong_after([*taken, replace(step, now=now)])
        return found[0].wanted if found else ""

    fits: list[str] = []
    if isinstance(step.now, dict):
        return _item_as_far_as_it_fits(engine, step, wrong, left)
    said = question_said(engine, step.question, step.item)
    for one in step.now if isinstance(step.now, list) else []:
        if not wrong([*fits, one]):
            fits.append(one)
        else:
            left.append(f"{said} “{answer_said(engine, step, [one])}” does not come back: {wrong([*fits, one])}.")
    if not isinstance(step.now, list):
        reason = wrong(step.now) if step.now is not None else engine.wrong_after([*taken, step])[0].wanted
        left.append(f"{said} It does not go back to “{answer_said(engine, step, step.now)}”: {reason}.")
    return [replace(step, now=fits)] if fits else []


def _item_as_far_as_it_fits(
    engine: Engine, step: Step, wrong: Callable[[Raw | ItemSaid], str], left: list[str]
) -> list[Step]:
    said = cast("ItemSaid", step.now)
    label = engine.history.labels[step.question]
    fits: ItemSaid = {label: said.get(label, step.item)}
    if reason := wrong(fits):
        left.append(f"{step.item} does not come back: {reason}.")
        return []
    for short, raw in said.items():
        if reason := wrong({**fits, short: raw}):
            qid = f"{step.question}.{short}"
            words = answer_said(engine, Step(qid, step.item, None, raw), raw)
            left.append(f"{question_said(engine, qid, step.item)} “{words}” does not come back: {reason}.")
        else:
            fits[short] = raw
    return [replace(step, now=fits)]


class _Back:
    """The steps back from a change, as they fit what is said now; `stays` says what does not."""

    def __init__(self, engine: Engine, change: Change) -> None:
        self.engine = engine
        self.catalogue = engine.catalogue
        self.labels = engine.history.labels
        self.said: Said = engine.said()
        self.steps: list[Step] = []
        self.stays: list[str] = []
        self._is_one = len(change.steps) == 1
        later = [one for one in engine.history.changes if one.number > change.number]
        self._renames = [step for one in (change, *later) for step in one.steps if is_name(step, self.labels)]
        for step in reversed(change.steps):
            self._back(step)

    def _make(self, step: Step) -> None:
        self.steps.append(step)
        self.said = made(self.said, [step], self.labels)

    def _back(self, step: Step) -> None:
        group = step.question.rpartition(".")[0] if step.item and step.at is None else ""
        if step.question not in self.catalogue.questions.by_qid:
            self.stays.append(f"The question “{step.question}” is no longer asked, so its answer is not put back.")
        elif step.question in self.labels:
            self._back_in_group(step)
        elif not group:
            self._back_answer(step, "", self.said.get(step.question))
        else:
            name = self._called_now(group, step.item)
            if name is None:
                if step.was is not None:
                    self.stays.append(
                        f"{step.item} is no longer there: “{self.catalogue.questions[step.question].prompt}” stays."
                    )
            elif is_name(step, self.labels):
                self._rename(group, name, str(step.was))
            else:
                place = place_of(self.said, group, name, self.labels[group])
                item = items_in(self.said, group)[place or 0]
                self._back_answer(step, name, item.get(step.question.rpartition(".")[2]))

    def _called_now(self, group: str, name: str) -> str | None:
        """Return what an item of a group is called now, or None where it is gone."""
        followed = name
        for step in self._renames:
            if step.question == f"{group}.{self.labels[group]}" and folded(step.item) == folded(followed):
                followed = str(step.now)
        there = [one for one in (followed, name) if place_of(self.said, group, one, self.labels[group]) is not None]
        return next(iter(there), None)

    def _back_answer(self, step: Step, name: str, now: object) -> None:
        current, was = cast("Raw | None", now), cast("Raw | None", step.was)
        if is_same(current, was):
            return
        if not self._is_one and not is_same(current, step.now):
            if isinstance(current, list) and isinstance(was, list):
                left = step.now if isinstance(step.now, list) else []
                was = [*current, *(one for one in was if one not in current and one not in left)]
                if is_same(current, was):
                    return
            else:
                anew = answer_said(self.engine, step, current)
                self.stays.append(
                    f"{question_said(self.engine, step.question, name)} You said “{anew}” since; it stays."
                )
                return
        self._make(Step(step.question, name, current, was))

    def _back_in_group(self, step: Step) -> None:
        group, items = step.question, items_in(self.said, step.question)
        label = self.labels[group]
        names = [str(item.get(label, "")) for item in items]
        if step.at is None:
            if isinstance(step.was, list):
                if sorted(map(folded, step.was)) == sorted(map(folded, names)) and step.was != names:
                    self._make(Step(group, "", names, step.was))
            elif items and step.was is not None:
                self.stays.append(
                    f"{question_said(self.engine, group, '')} There is {', '.join(names)} now; that stays."
                )
            elif not is_same(self.said.get(group), step.was):
                self._make(Step(group, "", cast("Raw | None", self.said.get(group)), step.was))
        elif isinstance(step.was, dict):
            if place_of(self.said, group, step.item, label) is not None:
                self.stays.append(f"{step.item} is there already, and stays as it is now.")
                return
            if not items and group in self.said:
                self._make(Step(group, "", cast("Raw", self.said[group]), None))
            self._make(Step(group, step.item, None, dict(self._known(step)), min(step.at, len(items))))
        elif (name := self._called_now(group, step.item)) is not None:
            self._take_out(group, name)

    def _known(self, step: Step) -> Iterator[tuple[str, Raw]]:
        group = self.catalogue.questions[step.question]
        for short, raw in cast("ItemSaid", step.was).items():
            if short in group.by_id:
                yield short, raw
            else:
                self.stays.append(f"{step.item}: “{short}” is no longer asked, so its answer is not put back.")

    def _take_out(self, group: str, name: str) -> None:
        """Take an item out; what names it is asked again, and an item elsewhere that is called by it goes as well."""
        for question, item in list(self._references(group, name)):
            owner = question.qid.rpartition(".")[0]
            if item and self.labels.get(owner) == question.id:
                self._take_out(owner, item)
            else:
                raw = self._raw(question, item)
                left = [one for one in raw if folded(one) != folded(name)] if isinstance(raw, list) else []
                self._make(Step(question.qid, item, raw, left or NOT_DECIDED))
        place = place_of(self.said, group, name, self.labels[group])
        if place is not None:
            self._make(Step(group, name, items_in(self.said, group)[place], None, place))

    def _rename(self, group: str, name: str, back_to: str) -> None:
        label = self.labels[group]
        if folded(name) == folded(back_to) and name == back_to:
            return
        if folded(name) != folded(back_to) and place_of(self.said, group, back_to, label) is not None:
            self.stays.append(f"{name} keeps its name: there is another {back_to} now.")
            return
        for question, item in list(self._references(group, name)):
            owner = question.qid.rpartition(".")[0]
            if item and self.labels.get(owner) == question.id:
                self._rename(owner, item, back_to)
            else:
                raw = self._raw(question, item)
                now = (
                    [back_to if folded(one) == folded(name) else one for one in raw]
                    if isinstance(raw, list)
                    else back_to
                )
                self._make(Step(question.qid, item, raw, now))
        self._make(Step(f"{group}.{label}", name, name, back_to))

    def _raw(self, question: Question, item: str) -> Raw:
        if not item:
            return cast("Raw", self.said[question.qid])
        owner = question.qid.rpartition(".")[0]
        return items_in(self.said, owner)[place_of(self.said, owner, item, self.labels[owner]) or 0][question.id]

    def _references(self, group: str, name: str) -> Iterator[tuple[Question, str]]:
        """Yield each question, with the name of its item or "", whose answer names an item of a group."""
        for question in self.catalogue.questions:
            if question.choices_from != group or question.qid in self.catalogue.rows:
                continue
            owner = question.qid.rpartition(".")[0]
            if owner in self.labels:
                for item in items_in(self.said, owner):
                    if _says(item.get(question.id), name):
                        yield question, str(item.get(self.labels[owner], ""))
            elif _says(self.said.get(question.qid), name):
                yield question, ""


def _says(raw: object, name: str) -> bool:
    return folded(name) in [folded(one) for one in (raw if isinstance(raw, list) else [raw])]
