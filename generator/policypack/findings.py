"""Findings: what the answers reveal, in plain words, with what to do first.

Most are rows of ``content/findings.yml``. Two kinds follow from data that stands elsewhere: a question
that is not decided yet, and a rule that the answers contradict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pydantic

from policypack.conditions import Condition
from policypack.content import Row, load_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers import Answers, Item
    from policypack.catalogue import Catalogue
    from policypack.questions import Question
    from policypack.workspace import Workspace

Severity = Literal["urgent", "important", "advisory"]
SEVERITIES: tuple[Severity, ...] = ("urgent", "important", "advisory")
"""Urgent means that a child could be harmed or misled today."""


class FindingRule(Row):
    """When a finding is raised, and what it says.

    for_each: the qid of a group; the finding is raised for each item for which `when` holds, and its words may name
    the item's own answers in braces: ``{name}``. Words may also name the facts of `content/findings.yml`'s header.
    first_step: what to do, in one or two sentences. takes: how long it takes, as people say it.
    """

    id: str = pydantic.Field(pattern=r"^[a-z][a-z0-9-]*$")
    severity: Severity
    when: Condition
    for_each: str | None = None
    title: str
    why: str
    first_step: str
    takes: str
    points: tuple[str, ...]
    question: str
    """The question whose answer changes it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one organisation. `about` names the item (an account, a person), or is ""."""

    id: str
    severity: Severity
    title: str
    why: str
    first_step: str
    takes: str
    points: tuple[str, ...]
    question: str
    about: str = ""
    needed: bool = False
    """Approval needs it to be settled, urgent or not."""
    undecided: bool = False
    """It says only that a question has no answer yet."""


def load_finding_rules(workspace: Workspace) -> tuple[FindingRule, ...]:
    """Load ``content/findings.yml``. Raises ProblemsFoundError as load_rows does."""
    return load_rows(workspace, "findings.yml", FindingRule)


def find(answers: Answers, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Return all findings: urgent first, then important, then advisory, each in the order of the questions."""
    order = {qid: position for position, qid in enumerate(catalogue.questions.by_qid)}
    found = [*_from_rules(answers, catalogue), *_contradicted(answers), *_undecided(answers, catalogue)]
    return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), order[f.question])))


def _from_rules(answers: Answers, catalogue: Catalogue) -> Iterator[Finding]:
    for rule in catalogue.finding_rules:
        items: tuple[Item | None, ...] = (None,) if rule.for_each is None else answers.items(rule.for_each)
        for item in items:
            if rule.when.holds(answers.scope(item)):
                names = answers.names_for(item)
                yield Finding(
                    rule.id,
                    rule.severity,
                    rule.title.format_map(names),
                    rule.why.format_map(names),
                    rule.first_step.format_map(names),
                    rule.takes,
                    rule.points,
                    rule.question,
                    "" if item is None else item.name,
                )


def _contradicted(answers: Answers) -> Iterator[Finding]:
    for rule, qid in answers.contradicted_rules():
        yield Finding(
            f"rule-contradicted-{rule.id}",
            "important",
            f"A rule you chose does not fit your answers: “{rule.label}”",
            f"{rule.contradiction} So your pages leave the rule out. They promise only what you do.",
            "Change what you do, or take the rule out.",
            "A decision in your next meeting",
            rule.points,
            qid,
            rule.label,
        )


def _undecided(answers: Answers, catalogue: Catalogue) -> Iterator[Finding]:
    for question in catalogue.questions:
        group = question.qid.rpartition(".")[0]
        items: tuple[Item | None, ...] = answers.items(group) if group in catalogue.questions.by_qid else (None,)
        for item in items:
            if answers.is_open(question.qid, item):
                yield _not_decided(question, item)


def _not_decided(question: Question, item: Item | None) -> Finding:
    about = "" if item is None else item.name
    return Finding(
        f"not-decided-{question.qid}",
        "important" if question.approval_needs_it else "advisory",
        f"Not decided yet: {question.prompt}" + (f" ({about})" if about else ""),
        question.why,
        f"Ask {_in_a_sentence(question.who)}, then run `policypack ask`.",
        "A few minutes once you know",
        question.points,
        question.qid,
        about,
        needed=question.approval_needs_it,
        undecided=True,
    )


def _in_a_sentence(who: str) -> str:
    return who[:1].lower() + who[1:]
