"""Derived facts about who is told what, and who decides. Conditions name them; groups.py lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.registry import fact

if TYPE_CHECKING:
    from policypack.answers.model import Item, Scope

_TURNED_TO = (
    "people.lead",
    "people.local_person",
    "people.meanwhile",
    "people.cover",
    "reporting.about_lead",
    "reporting.about_adult",
)
"""The questions whose answers name whom a reader with a worry is to tell."""


@fact
def lead_is_told_of_itself(scope: Scope) -> bool | None:
    """A report about the lead would reach the lead."""
    lead, told = scope.words_of("people.lead"), scope.words_of("reporting.about_lead")
    return None if lead is None or told is None else lead == told != (NONE,)


@fact
def lead_is_of_the_body(scope: Scope) -> bool | None:
    """The child protection lead is the one of the body that the organisation belongs to, for all its groups."""
    words = scope.words_of("people.lead_of_body")
    alone = (NONE,) in (scope.words_of("organisation.parent_body"), scope.words_of("people.lead"))
    return (False if alone else None) if words is None else words == ("yes",)


@fact
def first_cannot_be_called(scope: Scope) -> bool | None:
    """Staff pages show no number of whoever takes a worry first: the lead, or who stands in until there is one."""
    first = scope.person("people.lead") or scope.person("people.meanwhile")
    phone = None if first is None else first.values.get("phone")
    if first is None or phone in (None, NONE):
        return None if phone is None else True
    shown = [first.values.get(question) for question in ("public_details", "staff_details")]
    if any(isinstance(details, tuple) and "phone" in details for details in shown):
        return False
    return None if None in shown else True


@fact
def one_adult_does_everything(scope: Scope) -> bool | None:
    """One person takes every worry, and looks after each place that somebody looks after."""
    first, alone = scope.person("people.lead") or scope.person("people.meanwhile"), one_adult_takes_every_worry(scope)
    watching = scope.words_of("online.accounts.moderators")
    if first is None or alone is None or watching is None:
        return None
    return alone and {*watching} - {NONE} <= {first.name}


@fact
def one_adult_takes_every_worry(scope: Scope) -> bool | None:
    """One person takes worries and reports, and no other does. Pages for everybody may say so: who moderates, not."""
    first, takers = scope.person("people.lead") or scope.person("people.meanwhile"), _readers_of_reports(scope)
    if first is None or takers is None:
        return None
    others = (scope.words_of("people.cover") or (), scope.words_of("reporting.about_lead") or ())
    return {*takers, *others[0], *others[1]} - {NONE} <= {first.name}


def _readers_of_reports(scope: Scope) -> set[str] | None:
    """Return who takes reports, or reads the address for them; None while it is not decided."""
    takers, readers = scope.words_of("reporting.taken_by"), scope.words_of("reporting.mailbox_readers")
    return None if takers is None else {*takers, *(readers or ())} - {NONE}


@fact
def a_worry_rests_on_one_person(scope: Scope) -> bool | None:
    """Nobody stands in for the lead, and nobody but the lead takes or reads reports."""
    lead, cover, takers = scope.words_of("people.lead"), scope.words_of("people.cover"), _readers_of_reports(scope)
    return None if lead is None or cover is None or takers is None else cover == (NONE,) and takers <= set(lead)


@fact
def mailbox_reaches_its_reader(scope: Scope) -> bool | None:
    """A report about the lead, sent to the address that its taker is reached at, would be read by the lead.

    So it is where the taker has the same address as the lead, or the address for reports, which the lead reads; or
    has no address or number of their own while the lead reads the one for reports.
    """
    lead, told = scope.person("people.lead"), scope.person("reporting.about_lead")
    return None if lead is None or told is None or lead.name == told.name else _reads_what_reaches(scope, lead, told)


@fact
def complaint_reaches_the_lead(scope: Scope) -> bool | None:
    """A complaint about how a worry was dealt with goes to the lead, who dealt with it, or where the lead reads it."""
    lead, told = scope.person("people.lead"), scope.person("reporting.complaints")
    return None if lead is None or told is None else lead.name == told.name or _reads_what_reaches(scope, lead, told)


def _reads_what_reaches(scope: Scope, lead: Item, told: Item) -> bool:
    address = told.values.get("email")
    shared = scope.words_of("reporting.mailbox")
    lead_reads = lead.name in (scope.words_of("reporting.mailbox_readers") or ())
    if isinstance(address, str) and address != NONE:
        return address == lead.values.get("email") or ((str(address),) == shared and lead_reads)
    no_phone = told.values.get("phone") in (None, NONE)
    return lead_reads and no_phone


@fact
def mailbox_misses_those_who_take_reports(scope: Scope) -> bool | None:
    """Nobody who takes reports reads the address for reports."""
    takers, readers = scope.words_of("reporting.taken_by"), scope.words_of("reporting.mailbox_readers")
    return None if takers is None or readers is None or takers == (NONE,) else not set(takers) & set(readers)


@fact
def one_reader_of_reports(scope: Scope) -> bool | None:
    """One person alone reads the address for reports, so that a report about that person reaches nobody else."""
    readers = scope.words_of("reporting.mailbox_readers")
    return None if readers is None else len(readers) == 1


@fact
def decided_and_reviewed_by_the_same(scope: Scope) -> bool | None:
    """Whoever looks again at a decision took it, alone or with others."""
    decides, again = scope.words_of("rules.decides"), scope.words_of("rules.appeal")
    return None if decides is None or again is None else again != (NONE,) and set(again) <= set(decides)


@fact
def number_nobody_can_reach(scope: Scope) -> bool | None:
    """Pages send readers with a worry to the person in scope, and give them no way to reach this person."""
    shown = scope.words_of("people.team.public_details")
    if shown is None or scope.item is None:
        return None
    matters = {name for qid in _TURNED_TO for name in scope.words_of(qid) or ()}
    if "supervised" not in (scope.words_of("online.accounts.private_message_rule") or ()):
        matters.update(scope.words_of("adults.counsellors") or ())
    by_mailbox = scope.item.name in (scope.words_of("reporting.mailbox_readers") or ())
    return scope.item.name in matters and not by_mailbox and not {"email", "phone"} & set(shown)
