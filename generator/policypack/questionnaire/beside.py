"""Beside: what stands on one screen with a question, as content/screens.yml says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policypack.answers.model import Item
from policypack.answers.options import can_choose
from policypack.content.questions import Question
from policypack.questionnaire.asked import Asked, Key
from policypack.questionnaire.asked_again import asked_again, offered
from policypack.questionnaire.following import follows
from policypack.questionnaire.open_questions import is_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.model import Answers
    from policypack.content.screens import Screen
    from policypack.questionnaire.run_state import RunState

_ALONE = ("weekly times", "image")
"""Types that are read back, or sent as a file: each stands on a screen of its own."""


@cache
def _new(group: str) -> Item:
    """Return an item of a group of which nothing is known yet."""
    return Item(group, "", {})


def beside(asked: Asked, answers: Answers, run: RunState, quick: bool) -> tuple[Asked, ...]:
    """Return what is asked on the screen of a question together with it, in order; nothing where it stands alone.

    What hangs on another question of the screen stands there too: whether it applies is known once that is answered.
    """
    screen = answers.catalogue.screen_of.get(asked.question.qid)
    if screen is None or asked.kind == "more" or asked.question.type in _ALONE:
        return ()
    found = list(_on(screen, asked, answers, run, quick))
    keys = [one.key for one in found]
    if asked.key not in keys or len(found) == 1:
        return ()
    return tuple(found[keys.index(asked.key) :])[1:]


def together(asked: Asked, answers: Answers, quick: bool) -> tuple[Asked, ...]:
    """Return all that stands on the screen of a question and applies, answered or not, in order; itself alone at least.

    A group is its gate. Where a screen holds what is asked of all items of a group, those of every item are there.
    """
    screen = answers.catalogue.screen_of.get(asked.question.qid)
    if screen is None or asked.question.type in _ALONE or (asked.group is not None and asked.item is None):
        return (asked,)
    spreads = asked.group is not None and screen.is_late
    items = answers.items(asked.group.qid) if asked.group is not None and spreads else (asked.item,)
    found = []
    for item in items:
        for question in (answers.catalogue.questions[qid] for qid in screen.questions):
            key = Key(question.qid, item.name if item else "", question.type == "group")
            one = None if question.type in _ALONE else asked_again(answers, key)
            is_said = question.qid in answers.groups if key.gate else _has_answer(question, item, answers)
            if one is not None and (question.quick or not quick or is_said):
                found.append(one)
    return tuple(found) if asked.key in [one.key for one in found] else (asked,)


def _on(screen: Screen, asked: Asked, answers: Answers, run: RunState, quick: bool) -> Iterator[Asked]:
    questions = answers.catalogue.questions
    items: tuple[Item | None, ...] = (asked.item,)
    if asked.group is not None and screen.is_late:
        items = answers.items(asked.group.qid)
        items = items if screen.late or screen.id in run.apart else (asked.item,)
    for item in items:
        for question in (questions[qid] for qid in screen.questions):
            if (question.quick or not quick) and _is_wanted(question, item, screen, asked, answers, run):
                yield Asked(
                    "any" if question.type == "group" else "answer",
                    question,
                    asked.section,
                    asked.position,
                    asked.total,
                    offered(question, answers, item) if question.type != "group" else (),
                    asked.group,
                    item,
                )


def _is_wanted(  # noqa: PLR0913, PLR0917 - each decides
    question: Question, item: Item | None, screen: Screen, asked: Asked, answers: Answers, run: RunState
) -> bool:
    if question.type in _ALONE:
        return False
    if question.type == "group":
        key = Key(question.qid, gate=True)
        is_open = question.qid not in answers.groups and not question.fewest and question.qid not in run.adding
        return is_open and key not in run.settled and answers.asked(question.qid) is True
    key = Key(question.qid, item.name if item else "")
    where = item if item is not None or asked.group is None else _new(asked.group.qid)
    if key in run.settled or _has_answer(question, where, answers):
        return False
    may_follow = (item is not None or asked.group is None) and asked.key != key
    if may_follow and follows(answers, question.qid, item) is not None:
        return False
    is_asked = answers.asked(question.qid, where)
    if is_asked is None:
        is_asked = _hangs_on_screen(question, where, screen, answers)
    return bool(is_asked) and (asked.key == key or can_choose(question, answers, item))


def _hangs_on_screen(question: Question, item: Item | None, screen: Screen, answers: Answers) -> bool:
    """Say whether all that would tell whether a question is asked stands on its screen."""
    when = question.when
    if when is None:
        return False
    if item is not None:  # a fact about an item hangs on what is said of it
        return not {part.question for part in when.parts()} - {*screen.questions, None}
    seen: set[str] = set()
    when.holds(answers.scope(seen=seen))
    unknown = {qid for qid in seen if answers.is_open(qid) or answers.asked(qid) is None}
    return bool(unknown) and unknown <= {*screen.questions}


def _has_answer(question: Question, item: Item | None, answers: Answers) -> bool:
    return question.id in item.values if item is not None else question.qid in answers.values


def page_of(asked: Asked, answers: Answers) -> str:
    """Return what the page is called on which something is asked: what has the same one stands on one screen.

    Where several items of a group can be written down at once, they stand where the group is asked for.
    """
    screens = answers.catalogue.screen_of
    group = asked.group if asked.kind == "answer" else asked.question
    screen = screens.get(asked.question.qid)
    if group is None:
        return asked.question.qid if screen is None else screen.id
    rows = rows_of(group, answers)
    if rows is not None and (screen is None or not screen.is_late):
        return screens[group.qid].id if group.qid in screens else rows.id
    return asked.question.qid if screen is None else screen.id


def rows_of(group: Question, answers: Answers) -> Screen | None:
    """Return the screen on which several items of a group can be written down at once, or None."""
    screen = answers.catalogue.screen_of.get(f"{group.qid}.{group.label}")
    return screen if screen is not None and screen.rows else None


def closes(asked: Asked, others: tuple[Asked, ...], answers: Answers, quick: bool) -> bool:
    """Say whether a screen on which an item's questions stand is the last of that item."""
    group = asked.group
    screen = answers.catalogue.screen_of.get(asked.question.qid)
    if group is None or screen is None or screen.is_late or not others:
        return False
    where = asked.item or _new(group.qid)
    on_path = [one for one in group.questions if (one.quick or not quick) and not is_late(one, answers)]
    rest = [one for one in on_path if one.qid not in screen.questions]
    return all(_has_answer(one, where, answers) or answers.asked(one.qid, where) is False for one in rest)
