"""Laid-down findings: where a group's answers are not what the body above lays down or asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.pack.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.laid_down import LaidDown
    from policypack.answers.model import Answers
    from policypack.content.finding_rules import Severity
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
    return _finding(
        "not-taken",
        question,
        severity="important",
        title=f"{laid.by} has settled this for all its groups",
        why=f"Your own answer is another one. Your pages say what {laid.by} says ({laid.file}, line {laid.line}).",
        first_step=f"Take your answer out, or ask {laid.by} whether it can be otherwise for you.",
    )


def _asked_for(question: Question, laid: LaidDown) -> Finding:
    return _finding(
        "asked-for",
        question,
        severity="important",
        title=f"{laid.asked_by} asks each of its groups for this",
        why=question.why,
        first_step=f"Answer it with `policypack ask`. If you cannot, tell {laid.asked_by} why.",
        takes="A few minutes once you know",
    )


def _differs(question: Question, laid: LaidDown) -> Finding:
    return _finding(
        "differs",
        question,
        severity="advisory",
        title=f"You answer otherwise than {laid.by}",
        why=f"You may. {laid.by} wants to know why.",
        first_step=f"Write a line under `reasons` in site_config/layer.yml: {question.qid}, a colon, and why.",
    )


def _finding(  # noqa: PLR0913 - the parts of a finding
    kind: str,
    question: Question,
    *,
    severity: Severity,
    title: str,
    why: str,
    first_step: str,
    takes: str = "A few minutes",
) -> Finding:
    """Return a finding about a question, whose prompt stands behind its title."""
    return Finding(
        f"{kind}-{question.qid}",
        severity,
        f"{title}: {question.prompt}",
        why,
        first_step,
        takes,
        question.points,
        question.qid,
    )
