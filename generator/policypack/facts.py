"""Derived facts: what follows from several answers, each a named and tested predicate.

Conditions in ``content/`` name them (``fact: works_with_children``). Each takes a scope (the answers, seen from one
item where there is one) and says True, False, or None while it cannot be known.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from policypack.questions import NONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.answers import Scope

ADULT = 18
"""Years. A child is anybody under 18 in all four nations' child protection guidance (content/nations.yml)."""

_BANDS = {"under_11": (0, 10), "from_11": (11, 13), "from_14": (14, 17)}
"""Reading bands of children's pages, in years, both ends included."""


def _ages(scope: Scope) -> list[tuple[int, int]] | None:
    groups = [(group.values.get("from"), group.values.get("to")) for group in scope.items("ages.groups")]
    known = [(low, high) for low, high in groups if isinstance(low, int) and isinstance(high, int)]
    return known or None


def _has_band(scope: Scope, band: str) -> bool | None:
    ages = _ages(scope)
    low, high = _BANDS[band]
    return None if ages is None else any(start <= high and end >= low for start, end in ages)


def has_under_11s(scope: Scope) -> bool | None:
    """Some age group has children under 11."""
    return _has_band(scope, "under_11")


def has_11_to_13s(scope: Scope) -> bool | None:
    """Some age group has children of 11 to 13."""
    return _has_band(scope, "from_11")


def has_14_to_17s(scope: Scope) -> bool | None:
    """Some age group has young people of 14 to 17."""
    return _has_band(scope, "from_14")


def works_with_children(scope: Scope) -> bool | None:
    """Some age group has anybody under 18, whether they are online with the organisation or not."""
    ages = _ages(scope)
    return None if ages is None else any(start < ADULT for start, _ in ages)


def several_age_groups(scope: Scope) -> bool | None:
    """There is more than one age group."""
    return _several(scope, "ages.groups")


def several_accounts(scope: Scope) -> bool | None:
    """There is more than one place online."""
    return _several(scope, "online.accounts")


def _several(scope: Scope, group: str) -> bool | None:
    found = scope.items(group)
    return len(found) > 1 if found else None


def several_nations(scope: Scope) -> bool | None:
    """The children live in more than one nation."""
    nations = scope.words_of("organisation.nations")
    return None if nations is None else len(nations) > 1


def area_has_officer(scope: Scope) -> bool | None:
    """The area's nation has an officer for allegations against adults who work with children."""
    nation = area_nation(scope)
    return None if nation is None else scope.catalogue.nations[nation].officer is not None


def area_nation(scope: Scope) -> str | None:
    """Return the nation of the area in scope: its own answer, or the organisation's only nation."""
    own = scope.words_of("reporting.local.nation")
    nations = scope.words_of("organisation.nations") or ()
    if own:
        return own[0]
    return nations[0] if len(nations) == 1 else None


def has_reading_times(scope: Scope) -> bool | None:
    """Somebody reads messages at set times, in some place."""
    times = [scope.words_of("moderation.times"), scope.words_of("moderation.other_times.times")]
    said = [words for words in times if words is not None]
    return any(words != (NONE,) for words in said) if said else None


def below_platform_age(scope: Scope) -> bool | None:
    """The account in scope takes children who are younger than its platform allows."""
    youngest, limit = youngest_in_account(scope), platform_age(scope)
    return None if youngest is None or limit is None else youngest < limit


def youngest_in_account(scope: Scope) -> int | None:
    """Return the age in years of the youngest who may be in the account in scope."""
    named = scope.words_of("online.accounts.age_groups")
    if named is None:
        return None
    lows = [group.values.get("from") for group in scope.items("ages.groups") if group.name in named]
    return min((low for low in lows if isinstance(low, int)), default=None)


def platform_age(scope: Scope) -> int | None:
    """Return the youngest age in years that the platform of the account in scope allows today; None where unknown."""
    platform = scope.words_of("online.accounts.platform")
    return None if platform is None else scope.catalogue.platforms[platform[0]].min_age_on(scope.today)


def lead_is_told_of_itself(scope: Scope) -> bool | None:
    """A report about the lead would reach the lead."""
    lead, told = scope.words_of("people.lead"), scope.words_of("reporting.about_lead")
    return None if lead is None or told is None else lead == told != (NONE,)


def mailbox_reaches_its_reader(scope: Scope) -> bool | None:
    """A report about the lead, sent to the address that its taker is reached at, would be read by the lead.

    So it is where the taker has the same address as the lead, or the address for reports, which the lead reads; or
    has no address or number of their own while the lead reads the one for reports.
    """
    lead, told = scope.person("people.lead"), scope.person("reporting.about_lead")
    if lead is None or told is None or lead.name == told.name:
        return None
    address = told.values.get("email")
    shared = scope.words_of("reporting.mailbox")
    lead_reads = lead.name in (scope.words_of("reporting.mailbox_readers") or ())
    if isinstance(address, str) and address != NONE:
        return address == lead.values.get("email") or ((str(address),) == shared and lead_reads)
    no_phone = told.values.get("phone") in (None, NONE)
    return lead_reads and no_phone


def one_reader_of_reports(scope: Scope) -> bool | None:
    """One person alone reads the address for reports, so that a report about that person reaches nobody else."""
    readers = scope.words_of("reporting.mailbox_readers")
    return None if readers is None else len(readers) == 1


def decided_and_reviewed_by_the_same(scope: Scope) -> bool | None:
    """Whoever looks again at a decision is the only one who took it."""
    decides, again = scope.words_of("rules.decides"), scope.words_of("rules.appeal")
    return None if decides is None or again is None else decides == again


def number_nobody_can_reach(scope: Scope) -> bool | None:
    """The person in scope takes reports or leads, and readers are given no way to reach them or the mailbox."""
    shown = scope.words_of("people.team.public_details")
    if shown is None or scope.item is None:
        return None
    matters = {name for qid in ("people.lead", "people.meanwhile") for name in scope.words_of(qid) or ()}
    return scope.item.name in matters and not {"email", "phone"} & set(shown)


def platform_cannot_hold_comments(scope: Scope) -> bool | None:
    """The platform of the account in scope has no known way to hold comments until somebody has checked them."""
    platform = scope.words_of("online.accounts.platform")
    if platform is None:
        return None
    row = scope.catalogue.platforms[platform[0]]
    return None if "holds_comments" in row.unverified or row.holds_comments is None else row.holds_comments == "none"


def services_unchecked_for_a_year(scope: Scope) -> bool | None:
    """The confirmed services were last looked at more than a year ago."""
    checked = scope.day_of("signposting.checked_on")
    return None if checked is None else scope.today - checked > timedelta(days=365)


FACTS: dict[str, Callable[[Scope], bool | None]] = {
    fact.__name__: fact
    for fact in (
        has_under_11s,
        has_11_to_13s,
        has_14_to_17s,
        works_with_children,
        several_age_groups,
        several_accounts,
        several_nations,
        area_has_officer,
        has_reading_times,
        below_platform_age,
        lead_is_told_of_itself,
        mailbox_reaches_its_reader,
        one_reader_of_reports,
        decided_and_reviewed_by_the_same,
        number_nobody_can_reach,
        platform_cannot_hold_comments,
        services_unchecked_for_a_year,
    )
}
