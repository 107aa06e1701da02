"""Open questions: what of a questionnaire still wants an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from policypack.answers.options import can_choose
from policypack.questionnaire.asked import Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question, Section
    from policypack.questionnaire.run_state import RunState

    Open = tuple[Literal["answer", "any", "more"], Question, Item | None]


def open_of(question: Question, answers: Answers, run: RunState, quick: bool) -> Iterator[Open]:
    """Yield what is open of a question: itself, or what its group still wants, first things first."""
    if question.type != "group":
        if answers.is_open(question.qid) and Key(question.qid) not in run.settled and can_choose(question, answers):
            yield "answer", question, None
        return
    late = [inner for inner in question.questions if is_late(inner, answers)]
    yield from _inside([inner for inner in question.questions if inner not in late], question, answers, run, quick)
    yield from _of_gate(question, answers, run)
    yield from _inside(late, question, answers, run, quick)


def is_late(question: Question, answers: Answers) -> bool:
    """Say whether a question of a group is asked only once all its items are there."""
    screen = answers.catalogue.screen_of.get(question.qid)
    return screen is not None and screen.is_late


def _inside(questions: list[Question], group: Question, answers: Answers, run: RunState, quick: bool) -> Iterator[Open]:
    for item in answers.groups.get(group.qid) or ():
        for inner in questions:
            is_open = answers.is_open(inner.qid, item) and Key(inner.qid, item.name) not in run.settled
            if is_open and (inner.quick or not quick) and can_choose(inner, answers, item):
                yield "answer", inner, item


def _of_gate(question: Question, answers: Answers, run: RunState) -> Iterator[Open]:
    items = answers.groups.get(question.qid)
    label = question.by_id[question.label or ""]
    if question.qid in run.adding:
        yield "answer", label, None
    elif Key(question.qid, gate=True) in run.settled or (items == () and not question.fewest):
        return
    elif question.fewest and not items:
        yield "answer", label, None
    elif not can_choose(label, answers):
        return
    elif items is None:
        yield "any", question, None
    elif question.qid in run.changed or _is_last_answered(question, answers):
        yield "more", question, None


def _is_last_answered(group: Question, answers: Answers) -> bool:
    """Say whether nothing after a group is answered: then a run may have stopped before its last item."""
    qids = [question.qid for section in answers.catalogue.questions.sections for question in section.questions]
    later = qids[qids.index(group.qid) + 1 :]
    said = {*answers.values, *answers.groups, *answers.put_off}
    return not said.intersection(later)


def open_keys(answers: Answers, run: RunState, quick: bool) -> list[Key]:
    """Return all that is open, in order."""
    found = []
    for question in (question for one in answers.catalogue.questions.sections for question in one.questions):
        if (question.quick or not quick) and answers.asked(question.qid):
            for kind, asked, item in open_of(question, answers, run, quick):
                found.append(Key(asked.qid, item.name if item else "", kind != "answer"))
    return found


def applies(section: Section, answers: Answers, quick: bool) -> bool:
    """Say whether anything of a section may be asked on the path; what hangs on an open answer still may."""
    return any((one.quick or not quick) and answers.asked(one.qid) is not False for one in section.questions)
