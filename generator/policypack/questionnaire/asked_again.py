"""Asked again: a question that was asked before, as it can be asked now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.options import options_for
from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE, Choice
from policypack.questionnaire.asked import Asked, Key

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question


def asked_again(answers: Answers, key: Key) -> Asked | None:
    """Return a question that can be asked again, or None where it no longer applies or its item is gone."""
    if key.qid not in answers.catalogue.questions.by_qid:
        return None
    question = answers.catalogue.questions[key.qid]
    section = answers.catalogue.questions.section_of(key.qid)
    group = answers.catalogue.questions.by_qid.get(key.qid.rpartition(".")[0])
    outer = question if group is None else group
    asked_there = [one for one in section.questions if answers.asked(one.qid)]
    if outer not in asked_there:
        return None
    place = (section, asked_there.index(outer) + 1, len(asked_there))
    if key.gate:
        if not answers.items(key.qid) and question.fewest:
            label = question.by_id[question.label or ""]
            return Asked("answer", label, *place, offered(label, answers), question, None, again=True)
        return Asked("more" if answers.items(key.qid) else "any", question, *place, again=True)
    item = None
    if group is not None:
        item = next((one for one in answers.items(group.qid) if one.name == key.item), None)
        if item is None and not (group.label == question.id and not key.item):
            return None
    if not answers.asked(key.qid, item):
        return None
    options = offered(question, answers, item)
    if type_of(question).is_choice and not options:
        return None
    return Asked("answer", question, *place, options, group, item, again=True)


def offered(question: Question, answers: Answers, item: Item | None = None) -> tuple[Choice, ...]:
    """Return what a question offers to choose from, "none" among them where that is an answer."""
    none = [Choice(value=NONE, label=question.none)] if question.none else []
    return (*options_for(question, answers, item), *none)
