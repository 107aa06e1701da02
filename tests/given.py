"""What a test organisation says when it is asked: its answers file, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import ADD, DONE

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine


def given(asked: Asked, source: Engine, so_far: Engine) -> Raw:
    """Return what the organisation in `source` answers; `so_far` has what it said before."""
    question, group = asked.question, asked.group
    if asked.kind != "answer":
        wanted, has = len(source.answers.groups.get(question.qid, ())), len(so_far.answers.items(question.qid))
        if has < wanted:
            return ADD
        is_none = source.document.raw(question.qid) == NONE
        return DONE if asked.kind == "more" else NONE if is_none else NOT_DECIDED
    if group is None:
        raw = source.document.raw(question.qid)
    elif asked.item is None:
        return source.answers.groups[group.qid][len(so_far.answers.items(group.qid))].name
    else:
        raw = source.document.raw(group.qid, source.document.index_of(group.qid, asked.item.name), question.id)
    raw = NOT_DECIDED if raw is None else raw
    if question.but_not is not None and raw == so_far.answers.get(question.but_not):
        return NONE  # it stands in the file of the dance school; nobody is offered it
    if isinstance(raw, list) and any(choice.when is not None for choice in question.choices):
        return [value for value in raw if value in [option.value for option in asked.options]] or NONE
    return " ".join(raw.split()) if isinstance(raw, str) else raw


def answer(engine: Engine, asked: Asked, raw: Raw) -> None:
    """Give an answer, or put the question off where that is what the organisation did."""
    if raw == NOT_DECIDED:
        engine.put_off(asked)
    else:
        engine.answer(asked, raw)
