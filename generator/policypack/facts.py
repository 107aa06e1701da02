"""Derived facts: what follows from several answers, each a named and tested predicate.

Conditions in ``content/`` name them (``fact: works_with_children``). Each takes a scope (the answers, seen from one
item where there is one) and says True, False, or None while it cannot be known.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from policypack import account_facts
from policypack.questions import NONE
from policypack.reading_now import calendar_of, longest_break
from policypack.schedule import DAY, WEEK, WeeklyTimes

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.answers import Scope

ADULT = 18
"""Years. A child is anybody under 18 in all four nations' child protection guidance (content/nations.yml)."""

_PROMISED = {"one_day": DAY, "two_days": 2 * DAY, "three_days": 3 * DAY, "one_week": 7 * DAY}
"""Minutes within which an answer is promised (content/questions, moderation.reply_time)."""

_BREAK_AHEAD = 8 * 7
"""Days within which a break starts that is worth a word now."""

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


def children_may_be_there(scope: Scope) -> bool:
    """Nobody has said that only parents, or only adults, are in the online places."""
    return scope.words_of("ages.members") not in (("parents",), ("adults",))


def several_age_groups(scope: Scope) -> bool | None:
    """There is more than one age group."""
    return _several(scope, "ages.groups")


def several_accounts(scope: Scope) -> bool | None:
    """There is more than one place online."""
    return _several(scope, "online.accounts")


def has_parents_group(scope: Scope) -> bool | None:
    """Some closed place has parents and carers in it."""
    places = [(place.values.get("seen_by"), place.values.get("for_whom")) for place in scope.items("online.accounts")]
    closed = [whom for seen_by, whom in places if seen_by == "members"]
    return any(isinstance(whom, tuple) and "parents" in whom for whom in closed) if places else None


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


def some_times_hang_on_terms(scope: Scope) -> bool | None:
    """Some times hold in term time only, or in the school holidays only."""
    said = [scope.value_of("moderation.times"), *(p.values.get("times") for p in scope.items("moderation.other_times"))]
    known = [times for times in said if times is not None]
    return any(isinstance(times, WeeklyTimes) and times.seasons for times in known) if known else None


def all_terms_have_passed(scope: Scope) -> bool | None:
    """Terms are known, and the last of them has ended."""
    return _all_passed(scope, "moderation.terms")


def all_closed_days_have_passed(scope: Scope) -> bool | None:
    """Closed days are known, and the last of them has passed."""
    return _all_passed(scope, "moderation.closed")


def _all_passed(scope: Scope, group: str) -> bool | None:
    ends = [item.values.get("last_day") for item in scope.items(group)]
    known = [end for end in ends if isinstance(end, date)]
    return max(known) < scope.today if known else None


def long_break_is_ahead(scope: Scope) -> bool | None:
    """Within the next eight weeks nobody reads for more than a week, as far as terms and closed days are known."""
    times = scope.value_of("moderation.times")
    if not isinstance(times, WeeklyTimes):
        return None
    return longest_break(times, calendar_of(scope), scope.today, _BREAK_AHEAD) > timedelta(weeks=1)


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
    """The person in scope leads, or answers until there is a lead, and readers are given no way to reach them."""
    shown = scope.words_of("people.team.public_details")
    if shown is None or scope.item is None:
        return None
    matters = {name for qid in ("people.lead", "people.meanwhile") for name in scope.words_of(qid) or ()}
    by_mailbox = scope.item.name in (scope.words_of("reporting.mailbox_readers") or ())
    return scope.item.name in matters and not by_mailbox and not {"email", "phone"} & set(shown)


def kept_apart_groups_share_a_place(scope: Scope) -> bool | None:
    """The age groups are said to have separate places, and some place has several of them."""
    apart = scope.words_of("ages.kept_apart")
    shared = [place.values.get("age_groups") for place in scope.items("online.accounts")]
    return None if apart is None else apart == ("yes",) and any(isinstance(g, tuple) and len(g) > 1 for g in shared)


def answers_promised_sooner_than_read(scope: Scope) -> bool | None:
    """An answer is promised within a time in which, on some days, nobody reads what was written."""
    promised = scope.words_of("moderation.reply_time")
    weekly = [scope.value_of("moderation.times")]
    # A call is held at its times; nobody writes to it and waits.
    live = {place.name for place in scope.items("online.accounts") if account_facts.is_live(scope.answers.scope(place))}
    weekly += [p.values.get("times") for p in scope.items("moderation.other_times") if p.name not in live]
    # Where nobody reads in the holidays, weeks can pass.
    known = [times for times in weekly if isinstance(times, WeeklyTimes)]
    gaps = [
        2 * WEEK if t.seasons and not (t.during("term") and t.during("holidays")) else t.longest_gap() for t in known
    ]
    if promised is None or not gaps:
        return None
    return promised[0] in _PROMISED and max(gaps) > _PROMISED[promised[0]]


def nobody_behind_the_times(scope: Scope) -> bool | None:
    """Messages are said to be read at set times, and nobody looks after any place."""
    times, people = has_reading_times(scope), scope.words_of("online.accounts.moderators")
    if times is None or people is None:
        return None
    every_place = len(people) >= len(scope.answers.items("online.accounts"))
    return times and every_place and set(people) == {NONE}


def mailbox_misses_those_who_take_reports(scope: Scope) -> bool | None:
    """Nobody who takes reports reads the address for reports."""
    takers, readers = scope.words_of("reporting.taken_by"), scope.words_of("reporting.mailbox_readers")
    return None if takers is None or readers is None or takers == (NONE,) else not set(takers) & set(readers)


def permissions_not_listed(scope: Scope) -> bool | None:
    """Own devices are said to be allowed in writing, and the list of them is empty."""
    devices = scope.words_of("adults.devices")
    if devices is None or "adults.own_devices" not in scope.answers.groups:
        return None
    return devices == ("own_recorded",) and not scope.items("adults.own_devices")


FACTS: dict[str, Callable[[Scope], bool | None]] = {
    fact.__name__: fact
    for fact in (
        has_under_11s,
        has_11_to_13s,
        has_14_to_17s,
        works_with_children,
        children_may_be_there,
        several_age_groups,
        several_accounts,
        has_parents_group,
        several_nations,
        area_has_officer,
        has_reading_times,
        some_times_hang_on_terms,
        all_terms_have_passed,
        all_closed_days_have_passed,
        long_break_is_ahead,
        answers_promised_sooner_than_read,
        nobody_behind_the_times,
        mailbox_misses_those_who_take_reports,
        permissions_not_listed,
        account_facts.own_service_among_places,
        lead_is_told_of_itself,
        mailbox_reaches_its_reader,
        one_reader_of_reports,
        decided_and_reviewed_by_the_same,
        number_nobody_can_reach,
        kept_apart_groups_share_a_place,
        account_facts.every_place_assessed,
        account_facts.some_places_assessed,
        account_facts.is_read_at_set_times,
        account_facts.below_platform_age,
        account_facts.below_announced_age,
        account_facts.platform_cannot_hold_comments,
        account_facts.platform_holds_posts_alone,
        account_facts.messages_cannot_be_off,
        account_facts.numbers_are_visible,
        account_facts.is_live,
        account_facts.invite_link_is_public,
    )
}
