"""The words that the texts of findings and reviews may name in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.places import platform_age, youngest_in_account
from policypack.facts.promises import late_reply, late_report
from policypack.facts.services import services_without_hours
from policypack.readers.schedule import time_in_words
from policypack.text.english import weekday_and_day
from policypack.text.escaping import isolated
from policypack.text.titles import said_of

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item, Scope
    from policypack.content.questions import Question
    from policypack.facts.promises import Late


def names_for(answers: Answers, item: Item | None) -> dict[str, str]:
    """Return the words that a finding's text may name in braces: of the item, and of the organisation."""
    scope = answers.scope(item)
    catalogue = answers.catalogue
    chosen = scope.words_of("online.accounts.platform") if item is not None else None
    platform = None if chosen is None else catalogue.platforms[chosen[0]]
    announced = None if platform is None else platform.announced
    return {
        "name": "" if item is None else isolated(name_of(answers, item)),
        "lead": _lead(scope),
        "platform": "" if platform is None else platform.name,
        "announced_age": "" if announced is None else str(announced.age),
        "announced_when": "" if announced is None else announced.expected,
        "platform_age": str(platform_age(scope) or "") if platform else "",
        "youngest": str(youngest_in_account(scope) or "") if platform else "",
        "late_reply": _said_of(late_reply(scope)),
        "late_report": _said_of(late_report(scope)),
        "services": ", ".join(services_without_hours(scope)),
    }


def _lead(scope: Scope) -> str:
    """Name the lead by title: "the welfare officer", or "Akela"."""
    lead = scope.person("people.lead")
    if lead is None:
        return "the lead"
    called = scope.answers.get("people.team.called", lead)
    said = said_of(lead.name, called=str(called) if called not in (None, NONE) else "")
    return isolated(f"the {said.words}" if said.before == "our " else str(said))


def _said_of(late: Late | None) -> str:
    """Say when something is written and read that breaks a promise."""
    if late is None:
        return ""
    if late.answered is None:
        when = {"": "at set times", "term": "in term time", "holidays": "in the school holidays"}[late.season]
        return f"Nobody reads {when}."
    hour = late.written.hour * 60 + late.written.minute
    clock = f" at {time_in_words(hour)}" if hour else ""
    return (
        f"What is written on {weekday_and_day(late.written)}{clock} is read on {weekday_and_day(late.answered)} at the "
        "earliest."
    )


def name_of(answers: Answers, item: Item) -> str:
    """Return what an item is called in words: the name of a service or platform where its answer is an id."""
    group = answers.catalogue.questions[item.group]
    source = group.by_id[group.label or ""].choices_from or ""
    return answers.catalogue.rows.get(source, {}).get(item.name, item.name)


_WHO_LEADS = "The committee"
"""As the question data names those who lead; an organisation may have no committee."""


def who_would_know(answers: Answers, question: Question) -> str:
    """Return who would know the answer to a question: those who lead go by the name that the organisation gave them."""
    if question.who != _WHO_LEADS:
        return question.who
    return in_charge(answers, "leaders") or "Those who run it"


def in_charge(answers: Answers, place: str) -> str:
    """Return who is in charge in the end, in the words for a place (`leaders`, `role`); "" while it is not decided."""
    said = answers.scope().words_of("organisation.run_by")
    choices = answers.catalogue.questions["organisation.run_by"].choices
    return next((choice.says[place] for choice in choices if (choice.value,) == said), "")
