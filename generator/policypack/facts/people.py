"""Derived facts about who is told what, and who decides. Conditions name them; groups.py lists them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policypack.content.questions import NONE
from policypack.facts.registry import fact
from policypack.text.titles import may_be_several, names_several, said_of

if TYPE_CHECKING:
    from policypack.answers.model import Item, Scope

_TEAM = "people.team"


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
    return {*takers, *others[0], *others[1]} - {NONE} <= {first.name} and not _is_several(scope, first.name)


def _readers_of_reports(scope: Scope) -> set[str] | None:
    """Return who takes reports, or reads the address for them; None while it is not decided."""
    takers, readers = scope.words_of("reporting.taken_by"), scope.words_of("reporting.mailbox_readers")
    return None if takers is None else {*takers, *(readers or ())} - {NONE}


@fact
def a_worry_rests_on_one_person(scope: Scope) -> bool | None:
    """Nobody stands in for the lead, and nobody but the lead takes or reads reports."""
    lead, cover, takers = scope.words_of("people.lead"), scope.words_of("people.cover"), _readers_of_reports(scope)
    if lead is None or cover is None or takers is None:
        return None
    return cover == (NONE,) and takers <= set(lead) and not _is_several(scope, *lead)


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
    return None if readers is None else len(readers) == 1 and not _is_several(scope, *readers)


@fact
def decided_and_reviewed_by_the_same(scope: Scope) -> bool | None:
    """Whoever looks again at a decision took it, alone or with others."""
    decides, again = scope.words_of("rules.decides"), scope.words_of("rules.appeal")
    return None if decides is None or again is None else again != (NONE,) and set(again) <= set(decides)


def _is_several(scope: Scope, *roles: str) -> bool:
    people = [item for item in scope.items(_TEAM) if item.name in roles]
    return any(held_by_several(replace(scope, item=item)) for item in people)


@fact
def title_may_be_a_name(scope: Scope) -> bool | None:
    """Whether "our" goes before the title of the person in scope cannot be known; or it was said how pages name it."""
    if scope.item is None or scope.item.group != _TEAM:
        return None
    return "called" in scope.item.values or not said_of(scope.item.name).sure


@fact
def title_may_stand_for_several(scope: Scope) -> bool | None:
    """The title of the person in scope is one for one person that many often hold; or it was said how many do."""
    if scope.item is None or scope.item.group != _TEAM:
        return None
    return "holders" in scope.item.values or may_be_several(scope.item.name)


@fact
def held_by_several(scope: Scope) -> bool | None:
    """The role in scope is held by several people: its title says so, or the answer does."""
    if scope.item is None or scope.item.group != _TEAM:
        return None
    if names_several(scope.item.name):
        return True
    holders = scope.words_of("people.team.holders")
    return None if holders is None and title_may_stand_for_several(scope) else holders == ("several",)


@fact
def is_reached_otherwise(scope: Scope) -> bool | None:
    """The person in scope reads the address for reports, or is reached in another way than by email and phone."""
    if scope.item is None or scope.item.group != _TEAM:
        return None
    readers, way = scope.words_of("reporting.mailbox_readers") or (), scope.words_of("people.team.other_way")
    return scope.item.name in readers or way not in (None, (NONE,))
