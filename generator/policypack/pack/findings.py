"""Findings: what the answers reveal, in plain words, with what to do first.

Most are rows of ``content/findings.yml``. Six kinds follow from data that stands elsewhere: a question that is not
decided yet, a rule that the answers contradict, a day that has passed, a name that has gone, what a body above lays
down and a group answers otherwise (``laid_down_findings.py``), and a role that pages send readers to and that they
cannot reach (``unreachable.py``). A seventh needs the list of pages too: words that are hard to read
(``hard_words.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.types.registry import type_of
from policypack.content.finding_rules import COMES, SEVERITIES
from policypack.content.gone_names import gone_names_in
from policypack.pack.both_answers import both_answers
from policypack.pack.finding import Finding
from policypack.pack.laid_down_findings import laid_down_findings
from policypack.pack.names import name_of, names_for, who_would_know
from policypack.pack.reviews import reviews
from policypack.pack.shown import MAKES_A_PLACE
from policypack.pack.unreachable import unreachable
from policypack.text.escaping import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policypack.answers.model import Answers, Item
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question
    from policypack.content.rules import Rule
    from policypack.pack.approval import Approval


def find(
    answers: Answers,
    catalogue: Catalogue,
    approval: Approval | None = None,
    more: Iterable[Finding] = (),
    titles: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return all findings, `more` among them: urgent first, then important, then advisory.

    titles: of the pages that apply, by id, for what names some.

    Within each, what to stop comes first, then whom to name, then all else in the order of the questions.
    """
    order = {qid: position for position, qid in enumerate(catalogue.questions.by_qid)}
    found = [
        *_from_rules(answers, catalogue),
        *unreachable(answers, titles or {}),
        *_contradicted(answers),
        *_overdue(answers, catalogue, approval),
        *_gone(answers, catalogue),
        *_undecided(answers, catalogue),
        *laid_down_findings(answers),
        *more,
    ]
    return tuple(
        sorted(found, key=lambda f: (SEVERITIES.index(f.severity), COMES.index(f.comes), order.get(f.question, -1)))
    )


def stands_in_the_way(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that have to be settled before approval, the most urgent first."""
    return tuple(finding for finding in findings if finding.severity == "urgent" or finding.needed)


def told_together(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return findings with those that say the same of another item beside the first of them, for telling it once."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.id, finding.why, finding.first_step), []).append(finding)
    return list(found.values())


def _from_rules(answers: Answers, catalogue: Catalogue) -> Iterator[Finding]:
    for rule in catalogue.finding_rules:
        items: tuple[Item | None, ...] = (None,) if rule.for_each is None else answers.items(rule.for_each)
        for item in items:
            if rule.when.holds(answers.scope(item)):
                names = names_for(answers, item)
                yield Finding(
                    rule.id,
                    rule.severity,
                    rule.title.format_map(names),
                    f"{rule.why.format_map(names)} {both_answers(answers, rule.between, item)}".strip(),
                    rule.first_step.format_map(names),
                    rule.takes,
                    rule.points,
                    rule.question,
                    "" if item is None else item.name,
                    comes=rule.comes,
                    sources=rule.sources,
                )


def _against(rule: Rule, answers: Answers) -> list[str]:
    """Return the questions whose answers a rule contradicts, as far as it names them."""
    if rule.contradicted_by is None:
        return []
    parts = [part for part in rule.contradicted_by.parts() if part.question is not None]
    return [str(part.question) for part in parts if part.holds(answers.scope())]


_LEFT_OUT = "Your pages leave the rule out, for they promise only what you do."
_SAYS_LESS = "Your pages say less in its place, for they promise only what you do."


def _contradicted(answers: Answers) -> Iterator[Finding]:
    for rule, qid in answers.contradicted_rules():
        yield Finding(
            f"rule-contradicted-{rule.id}",
            "important",
            f"A rule you chose does not fit your answers: “{rule.label}”",
            f"{rule.contradiction} {_LEFT_OUT if rule.instead is None else _SAYS_LESS} "
            f"{both_answers(answers, _against(rule, answers))}".strip(),
            "Change what you do, or take the rule out.",
            "A decision",
            rule.points,
            qid,
            rule.label,
        )


def _overdue(answers: Answers, catalogue: Catalogue, approval: Approval | None) -> Iterator[Finding]:
    for review in reviews(answers, catalogue, approval):
        if review.is_overdue:
            rule = review.rule
            yield Finding(
                f"overdue-{rule.id}",
                rule.severity,
                rule.overdue.format_map(review.names),
                rule.why,
                rule.first_step,
                rule.takes,
                rule.points,
                rule.question or "",
                review.about,
                overdue=True,
            )


def _gone(answers: Answers, catalogue: Catalogue) -> Iterator[Finding]:
    for question, item in _each(answers, catalogue):
        value = answers.get(question.qid, item) if type_of(question).in_own_words else None
        if value is None:
            continue
        for found in gone_names_in(str(value), catalogue.gone_names):
            about = "" if item is None else item.name
            place = f" ({isolated(about)})" if about else ""
            yield Finding(
                f"gone-name-{question.qid}",
                "advisory",
                f"“{found.term}” is a name or number that has gone",
                f"It stands in your answer to “{question.prompt}”{place}. {found.now}",
                "Write what is right now. Readers who look for the old one find nobody.",
                "A few minutes",
                ("OUTSIDE-3",),
                question.qid,
                about,
            )


def _each(answers: Answers, catalogue: Catalogue) -> Iterator[tuple[Question, Item | None]]:
    for question in catalogue.questions:
        group = question.qid.rpartition(".")[0]
        items: tuple[Item | None, ...] = answers.items(group) if group in catalogue.questions.by_qid else (None,)
        for item in items:
            yield question, item


def _undecided(answers: Answers, catalogue: Catalogue) -> Iterator[Finding]:
    for question, item in _each(answers, catalogue):
        if answers.is_open(question.qid, item):
            who = who_would_know(answers, question)
            named = "" if item is None else name_of(answers, item)
            if question.qid == MAKES_A_PLACE:
                named = f"{named}; your pages leave it out until then"
            yield _not_decided(question, item, named, who)


def _not_decided(question: Question, item: Item | None, named: str, who: str) -> Finding:
    return Finding(
        f"not-decided-{question.qid}",
        "important" if question.approval_needs_it else "advisory",
        f"Not decided yet: {question.prompt}" + (f" ({isolated(named)})" if named else ""),
        question.why,
        f"Ask {_in_a_sentence(who)}, then run `policypack ask`.",
        "A few minutes once you know",
        question.points,
        question.qid,
        "" if item is None else item.name,
        named=named,
        needed=question.approval_needs_it,
        undecided=True,
    )


def _in_a_sentence(who: str) -> str:
    return who[:1].lower() + who[1:]
