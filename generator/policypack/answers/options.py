"""Options: what a question offers to choose from, given the answers so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.signposting import is_near
from policypack.answers.types.registry import type_of
from policypack.content.questions import Choice

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question

_CONFIRMED = "signposting.services"
"""The question that confirms services; every other one chooses among the confirmed."""


def options_for(question: Question, answers: Answers, item: Item | None = None) -> tuple[Choice, ...]:
    """Return what a choice offers, without "none": each with the value for the file and the label for the screen.

    item: the item that the question is asked about, or None. A name that another item of the group has is left out,
    and so is what `when` of a choice or `but_not` of the question leaves out; what was answered before can be kept.
    Returns nothing while what it chooses from is not answered, and for a question that is no choice.
    """
    found = question.choices or _from_elsewhere(question, answers, item)
    if question.but_not is not None or any(choice.when is not None for choice in found):
        scope, said = answers.scope(item), answers.get(question.qid, item)
        kept = said if isinstance(said, tuple) else (said,)
        other = None if question.but_not is None else answers.get(question.but_not)
        found = tuple(
            choice
            for choice in found
            if choice.value in kept
            or (choice.value != other and (choice.when is None or choice.when.holds(scope) is True))
        )
    group, _, short = question.qid.rpartition(".")
    owner = answers.catalogue.questions.by_qid.get(group)
    if owner is None or owner.label != short:
        return found
    taken = {other.name for other in answers.groups.get(group, ()) if other is not item}
    return tuple(choice for choice in found if choice.value not in taken)


def can_choose(question: Question, answers: Answers, item: Item | None = None) -> bool:
    """Say whether there is anything to choose from: where that is not answered yet, there is nothing to ask.

    Where the answers so far leave out all but "none", that is still to be said.
    """
    if not type_of(question).is_choice or options_for(question, answers, item):
        return True
    return question.none is not None and bool(question.choices or (question.but_not and answers.get(question.but_not)))


def _from_elsewhere(question: Question, answers: Answers, item: Item | None) -> tuple[Choice, ...]:
    source = question.choices_from or ""
    catalogue = answers.catalogue
    rows = catalogue.rows.get(source)
    if rows is None:  # rows come first: `rules.house` is the name of a kind of rule, and of a question
        return _from_answer(catalogue.questions[source], answers) if source else ()
    if source == "services":
        rows = {value: rows[value] for value in rows if _is_offered(question, answers, value)}
    if source.startswith("rules."):
        # A rule is offered unless the answers say that it makes no sense here; undecided is not "no".
        scope = answers.scope(item)
        when = {value: catalogue.rules[value].when for value in rows}
        rows = {value: rows[value] for value, holds in when.items() if not holds or holds.holds(scope) is not False}
    common = catalogue.common if source == "platforms" else frozenset()
    return tuple(Choice(value=value, label=label, common=value in common) for value, label in rows.items())


def _from_answer(source: Question, answers: Answers) -> tuple[Choice, ...]:
    if source.type == "group":
        return tuple(Choice(value=str(item.name), label=str(item.name)) for item in answers.items(source.qid))
    chosen = answers.get(source.qid)
    labels = {choice.value: choice.label for choice in options_for(source, answers)}
    values = chosen if isinstance(chosen, tuple) else ()
    return tuple(Choice(value=value, label=labels.get(value, value)) for value in values)


def _is_offered(question: Question, answers: Answers, service: str) -> bool:
    row = answers.catalogue.services[service]
    if question.qid == _CONFIRMED:
        return row.offered and is_near(answers.scope(), row)
    confirmed = answers.get(_CONFIRMED)
    return isinstance(confirmed, tuple) and service in confirmed
