"""Expected: about how many answers are still to be given, where it is not known yet what will be asked.

What hangs on answers to come counts by how often it comes. The shares and sizes below are those of the test
organisations, rounded; a test holds how near they lead to what is really asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.options import can_choose
from policypack.questionnaire.asked import Key, Progress
from policypack.questionnaire.open_questions import applies, open_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Answers, Item
    from policypack.content.conditions import Condition
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.run_state import RunState

_FACT, _YES, _IS, _IS_NOT, _INCLUDES = 0.85, 0.4, 0.6, 0.75, 0.5
"""How often a condition of a form holds, once it is decided."""
_ITEMS, _OPTIONAL_ITEMS = 3.0, 0.5
"""How many items a group has that needs one, and one that needs none."""
_FEW_SAY_MORE = 2
"""How much groups that are small say of the others, against the size that groups have in general; large ones say 1."""

Chances = tuple[float, float]
"""How likely it is that a condition will hold, and that it will not; neither where it will never be decided."""


def progress(asked: Asked, answers: Answers, run: RunState, quick: bool, only: str | None = None) -> Progress:
    """Count what is answered, and about what is left on the path. only: the id of the only section to ask, or None.

    A section of which nothing applies, or nothing lies on the path, is none of those that are counted.
    """
    sections = [
        one for one in answers.catalogue.questions.sections if one is asked.section or applies(one, answers, quick)
    ]
    there = [one for section in sections for one in section.questions if answers.asked(one.qid) is not False]
    on_path = [one for one in there if one.quick or not quick]
    done = sum(answers.get(one.qid) is not None for one in on_path if one.type != "group")
    done += sum(len(item.values) for one in on_path if one.type == "group" for item in answers.items(one.qid))
    done += sum(not key.gate for key in run.settled)
    left = Expected(answers, run, quick, only).left(asked)
    return Progress(sections.index(asked.section) + 1, len(sections), done, left)


class Expected:
    """What is still to be asked at one moment. quick: only the quick path; section: the id of the only one, or None."""

    def __init__(self, answers: Answers, run: RunState, quick: bool, section: str | None = None) -> None:
        self._answers = answers
        self._run = run
        self._quick = quick
        self._section = section
        self._known: dict[tuple[str, str], float] = {}

    def left(self, asked: Asked | None) -> int:
        """Return about how many answers are still to be given at what is asked; None for nothing yet."""
        left, is_later = 0.0, asked is None
        now = "" if asked is None else (asked.group or asked.question).qid
        for section in self._answers.catalogue.questions.sections:
            for question in section.questions:
                is_later = is_later or question.qid == now
                if self._section in (None, section.id) and (question.quick or not self._quick):
                    left += (self._of_group if question.type == "group" else self._of)(question, is_later)
        return round(left)

    def _of(self, question: Question, is_later: bool) -> float:
        answers = self._answers
        is_asked = answers.asked(question.qid)
        if is_asked is False or answers.get(question.qid) is not None or Key(question.qid) in self._run.settled:
            return 0
        if is_asked and can_choose(question, answers):
            return 1
        return self._chance(question) if is_later else 0

    def _of_group(self, group: Question, is_later: bool) -> float:
        answers, run = self._answers, self._run
        is_asked = answers.asked(group.qid)
        if is_asked is False:
            return 0
        items, left = answers.items(group.qid), 0.0
        if is_asked:
            opened = open_of(group, answers, run, self._quick)
            left += sum(kind == "answer" and item is not None for kind, _, item in opened)
        if not is_later:
            return left
        inside = [question for question in group.questions if question.quick or not self._quick]
        for item in items:
            waiting = [one for one in inside if answers.asked(one.qid, item) is None and one.id not in item.values]
            left += sum(self._chance(one, item) for one in waiting if Key(one.qid, item.name) not in run.settled)
        is_adding = group.qid in run.adding
        more = is_adding + self._more_items(group, len(items) + is_adding)
        return left + more * sum(self._chance(question) for question in inside) if more else left

    def _more_items(self, group: Question, there: int) -> float:
        is_none = self._answers.groups.get(group.qid) == () and not group.fewest
        if is_none or Key(group.qid, gate=True) in self._run.settled:
            return 0
        if there and group.qid not in self._run.changed | self._run.adding:
            return 0  # it was complete in an earlier run
        if not group.fewest:
            return max(_OPTIONAL_ITEMS - there, 0)
        # Who has one of this has few of that: the groups that are complete say how large an organisation is.
        complete = [
            len(self._answers.items(one.qid))
            for one in self._answers.catalogue.questions
            if one.type == "group" and one.fewest and Key(one.qid, gate=True) in self._run.settled
        ]
        weight = _FEW_SAY_MORE if sum(complete) < _ITEMS * len(complete) else 1
        size = (_ITEMS + weight * sum(complete)) / (1 + weight * len(complete))
        return max(size - there, 0)

    def _chance(self, question: Question, item: Item | None = None) -> float:
        key = (question.qid, "" if item is None else item.name)
        if key not in self._known:
            is_asked = self._answers.asked(question.qid, item)  # refuses what hangs on itself
            if is_asked is None:
                owner = self._answers.catalogue.questions.by_qid.get(question.qid.rpartition(".")[0])
                outer = 1.0 if owner is None else self._chance(owner)
                own = 1.0 if question.when is None else self._holds(question.when, item)[0]
                self._known[key] = outer * own
            else:
                self._known[key] = float(is_asked)
        return self._known[key]

    def _holds(self, condition: Condition, item: Item | None) -> Chances:
        holds = condition.holds(self._answers.scope(item))
        if holds is not None:
            return float(holds), float(not holds)
        if condition.not_ is not None:
            yes, no = self._holds(condition.not_, item)
            return no, yes
        if condition.all is not None:
            return _all(self._holds(part, item) for part in condition.all)
        if condition.any is not None:
            no, yes = _all(self._holds(part, item)[::-1] for part in condition.any)
            return yes, no
        if condition.question is None:
            return _FACT, 1 - _FACT
        return self._answered(condition, self._answers.catalogue.questions[condition.question], item)

    def _answered(self, condition: Condition, question: Question, item: Item | None) -> Chances:
        is_inside = item is not None and question.qid.rpartition(".")[0] == item.group
        of_item = item if is_inside else None
        key = Key(question.qid, of_item.name if of_item else "", question.type == "group")
        if key in self._run.settled:
            return 0.0, 0.0
        if condition.includes is not None:
            share = _INCLUDES
        elif question.type == "yes/no":
            share = _YES if condition.is_ is not None else 1 - _YES
        else:
            share = _IS if condition.is_ is not None else _IS_NOT
        asked = self._chance(question, of_item)
        return asked * share, asked * (1 - share)


def _all(parts: Iterable[Chances]) -> Chances:
    yes = some_may_hold = 1.0
    for one, other in parts:
        yes *= one
        some_may_hold *= 1 - other
    return yes, 1 - some_may_hold
