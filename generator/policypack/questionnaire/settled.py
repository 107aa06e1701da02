"""Settled: what a body above has answered for its groups, as whoever answers the rest is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.content.questions import Section


def settled_in(section: Section, answers: Answers) -> tuple[str, ...]:
    """Return a line for each question of a section that a body has settled, with its answer and whose that is."""
    lines = []
    for question in section.questions:
        laid = answers.laid_down.get(question.qid)
        if laid is None or not answers.asked(question.qid) or answers.get(question.qid) is None:
            continue
        said = f"{question.prompt} {answer_in_words(question, answers)}"
        if laid.strength == "locked" and question.type == "choices":
            lines.append(f"{laid.by} has settled this, and you can add to it: {said}")
        elif laid.strength == "locked":
            lines.append(f"{laid.by} has settled this: {said}")
        elif laid.strength == "given" and answers.get(question.qid) == laid.value:
            lines.append(f"{laid.by} says this, until you answer otherwise: {said}")
    return tuple(lines)
