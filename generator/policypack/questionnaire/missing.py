"""Missing: what stands in the way of approval, as questions to ask: what it needs, and what is urgent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.options import can_choose
from policypack.pack.findings import find, stands_in_the_way
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from policypack.answers.model import Answers
    from policypack.pack.finding import Finding
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine


def in_the_way(answers: Answers, only: str | None = None) -> tuple[Finding, ...]:
    """Return what has to be settled before a pack can be agreed, the most urgent first; only: of this section alone."""
    found = stands_in_the_way(find(answers, answers.catalogue))
    return tuple(one for one in found if only in (None, one.question.partition(".")[0]))


def missing(
    engine: Engine, done: Collection[Key], told_of: Collection[str], only: str | None = None
) -> Iterator[tuple[Asked, Finding | None]]:
    """Yield what to ask before a pack can be agreed, with the finding that an answer raises, or None for an open one.

    First what an item still lacks that was added on the way. done: what was asked in this run already. told_of: the
    ids of the findings that were told in it: an answer that raises one is asked once more. only: the id of the only
    section of which anything is asked, with what has to be there first.
    """
    answers = engine.answers
    for key in list(_begun(engine)):
        is_name = not key.item  # an item that is being added
        if (is_name or key not in done) and (asked := asked_again(answers, key)) is not None:
            yield asked, None
    told: set[Key] = set()
    order = {qid: place for place, qid in enumerate(answers.catalogue.questions.by_qid)}
    for finding in sorted(in_the_way(answers, only), key=lambda one: order.get(one.question, 0)):
        asked_of = _key_of(finding, answers)
        is_new = not finding.undecided and finding.id not in told_of
        is_done = (asked_of in done and not is_new) or asked_of in told
        asked = None if is_done else asked_again(answers, asked_of)
        told.add(asked_of)
        if asked is not None and (first := _to_choose_from(asked, answers)) is not None:
            choosing = None if first in done else asked_again(answers, first)
            if choosing is not None and choosing.key not in done:  # a group without items asks for the first one's name
                yield choosing, None
        elif asked is not None and (asked.key not in done or is_new):
            yield asked, None if finding.undecided else finding


def _to_choose_from(asked: Asked, answers: Answers) -> Key | None:
    """Return the group that has to have an item before a question has anything to choose from, or None."""
    source = answers.catalogue.questions.by_qid.get(asked.question.choices_from or "")
    is_empty = source is not None and source.type == "group" and not answers.items(source.qid)
    return Key(source.qid, gate=True) if source is not None and is_empty else None


def _begun(engine: Engine) -> Iterator[Key]:
    answers = engine.answers
    for group in answers.catalogue.questions:
        if group.type == "group" and engine.is_adding(group.qid):
            yield Key(f"{group.qid}.{group.label}")
        if group.type != "group" or not engine.was_changed(group.qid):
            continue
        for item in answers.items(group.qid):
            for inner in group.questions:
                if inner.quick and answers.is_open(inner.qid, item) and can_choose(inner, answers, item):
                    yield Key(inner.qid, item.name)


def _key_of(finding: Finding, answers: Answers) -> Key:
    questions = answers.catalogue.questions.by_qid
    if finding.question not in questions:
        return Key("")
    question = questions[finding.question]
    group = questions.get(question.qid.rpartition(".")[0])
    if question.type == "group":
        return Key(question.qid, gate=True)
    if group is None:
        return Key(question.qid)
    named = any(item.name == finding.about for item in answers.items(group.qid))
    return Key(question.qid, finding.about) if named else Key(group.qid, gate=True)
