"""Sections: which of a section's questions stand in a list of answers, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Answers
    from policypack.content.questions import Question, Section
    from policypack.questionnaire.asked import Key


class SectionState(NamedTuple):
    """How many of a section's questions are answered, are still to be asked in this run, and were put off."""

    done: int
    left: int
    put_off: int


def rows_of(section: Section, answers: Answers, quick: bool) -> list[Question]:
    """Return the questions of a section that apply: on the quick path those of it, and what else has an answer."""
    return [
        question
        for question in section.questions
        if answers.asked(question.qid) and (question.quick or not quick or not answers.is_open(question.qid))
    ]


def state_of(section: Section, answers: Answers, open_now: Iterable[Key]) -> SectionState:
    """Count what is answered, open and put off in a section. open_now: all that is open in this run."""
    done = put_off = 0
    for question in section.questions:
        if not answers.asked(question.qid):
            continue
        items = answers.items(question.qid) if question.type == "group" else ()
        done += bool(items) if question.type == "group" else answers.get(question.qid) is not None
        put_off += question.qid in answers.put_off
        done += sum(len(item.values) for item in items)
        put_off += sum(len(item.put_off) for item in items)
    is_open = [key for key in open_now if key.qid.partition(".")[0] == section.id]
    return SectionState(done, sum(not has_items(key, answers) for key in is_open), put_off)


def has_items(key: Key, answers: Answers) -> bool:
    """Say whether a key asks only for another item: asked on the way, but not what somebody comes back for."""
    return key.gate and bool(answers.items(key.qid))


def put_off_in(answers: Answers) -> int:
    """Count all that is not decided yet."""
    return len(answers.put_off) + sum(len(item.put_off) for items in answers.groups.values() for item in items)


def nothing_said(answers: Answers) -> bool:
    """Say whether a questionnaire has not been begun."""
    return not (answers.values.keys() - answers.laid_down or answers.groups or answers.put_off)
