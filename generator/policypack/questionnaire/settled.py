"""Settled: what a body above has answered for its groups, as whoever answers the rest or checks it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words

if TYPE_CHECKING:
    from policypack.answers.model import Answers
    from policypack.content.questions import Section


def with_whose(said: str, qid: str, answers: Answers) -> str:
    """Return an answer in words with the body that it comes from, where it is not the organisation's own.

    said: the answer in words. qid: its question.
    """
    laid = answers.laid_down.get(qid)
    holds = laid is not None and laid.strength in {"locked", "given"} and answers.get(qid) == laid.value
    return f"{said} (from {laid.by})" if laid is not None and holds else said


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
