"""Laid-down findings: where a group's answers are not what the body above lays down or asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.pack.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.laid_down import LaidDown
    from policypack.answers.model import Answers
    from policypack.content.questions import Question


def laid_down_findings(answers: Answers) -> Iterator[Finding]:
    """Yield what a body has settled otherwise, what it asks for and lacks an answer, and what differs unexplained."""
    for qid, laid in answers.laid_down.items():
        question = answers.catalogue.questions[qid]
        if not answers.asked(qid):
            continue
        if qid in answers.not_taken:
            yield _not_taken(question, laid)
        if laid.asked_by and answers.get(qid) in {None, NONE}:
            yield _asked_for(question, laid)
        if laid.strength == "given" and answers.get(qid) != laid.value and not laid.reason and answers.get(qid):
            yield _differs(question, laid)


def _not_taken(question: Question, laid: LaidDown) -> Finding:
    return Finding(
        f"not-taken-{question.qid}",
        "important",
        f"{laid.by} has settled this for all its groups: {question.prompt}",
        f"Your own answer is another one. Your pages say what {laid.by} says ({laid.file}, line {laid.line}).",
        f"Take your answer out, or ask {laid.by} whether it can be otherwise for you.",
        "A few minutes",
        question.points,
        question.qid,
    )


def _asked_for(question: Question, laid: LaidDown) -> Finding:
    return Finding(
        f"asked-for-{question.qid}",
        "important",
        f"{laid.asked_by} asks each of its groups for this: {question.prompt}",
        question.why,
        f"Answer it with `policypack ask`. If you cannot, tell {laid.asked_by} why.",
        "A few minutes once you know",
        question.points,
        question.qid,
    )


def _differs(question: Question, laid: LaidDown) -> Finding:
    return Finding(
        f"differs-{question.qid}",
        "advisory",
        f"You answer otherwise than {laid.by}: {question.prompt}",
        f"You may. {laid.by} wants to know why.",
        f"Write a line under `reasons` in site_config/layer.yml: {question.qid}, a colon, and why.",
        "A few minutes",
        question.points,
        question.qid,
    )
