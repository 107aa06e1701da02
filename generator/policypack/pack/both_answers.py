"""Both answers: where two answers contradict each other, what was asked and what was said to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words
from policypack.pack.names import name_of
from policypack.text.escaping import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question


def both_answers(answers: Answers, qids: Iterable[str], item: Item | None = None) -> str:
    """Say what was answered to each of some questions, in a sentence or two each; "" where there are none.

    item: of which alone is told where a question is one of its group; else each item's answer is.
    """
    questions = answers.catalogue.questions
    told = [_told(questions[qid], answers, item) for qid in dict.fromkeys(qids)]
    return f"You answered: {' '.join(told)}" if told else ""


def _told(question: Question, answers: Answers, item: Item | None) -> str:
    group = question.qid.rpartition(".")[0]
    if group not in answers.catalogue.questions.by_qid:
        said = answer_in_words(question, answers)
    else:
        items = [item] if item is not None and item.group == group else answers.items(group)
        words = [(one, answer_in_words(question, answers, one)) for one in items if question.id in one.values]
        said = "; ".join(f"{isolated(name_of(answers, one))}: {its}" for one, its in words) or "not decided yet"
    return f"“{question.prompt}” {said}{'' if said.endswith('.') else '.'}"
