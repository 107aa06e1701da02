"""Derived facts: what follows from several answers, each a named and tested predicate.

Conditions in ``content/`` name them (``fact: works_with_children``). Each takes a scope (the answers, seen from one
item where there is one) and says True, False, or None while it cannot be known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.facts.registry import fact

if TYPE_CHECKING:
    from policypack.answers.model import Scope

ADULT = 18
"""Years. A child is anybody under 18 in all four nations' child protection guidance (content/nations.yml)."""

BANDS = {"under_11": (0, 10), "from_11": (11, 13), "from_14": (14, 17)}
"""Reading bands of children's pages, in years, both ends included."""


def _ages(scope: Scope) -> list[tuple[int, int]] | None:
    groups = [(group.values.get("from"), group.values.get("to")) for group in scope.items("ages.groups")]
    known = [(low, high) for low, high in groups if isinstance(low, int) and isinstance(high, int)]
    return known or None


def _has_band(scope: Scope, band: str) -> bool | None:
    ages = _ages(scope)
    return None if ages is None else ages_met(scope, band) is not None


def ages_met(scope: Scope, band: str) -> tuple[int, int] | None:
    """Return the youngest and the oldest of a reading band whom some age group has, in years; None where none does."""
    low, high = BANDS[band]
    met = [(max(start, low), min(end, high)) for start, end in _ages(scope) or () if start <= high and end >= low]
    return (min(first for first, _ in met), max(last for _, last in met)) if met else None


@fact
def has_under_11s(scope: Scope) -> bool | None:
    """Some age group has children under 11."""
    return _has_band(scope, "under_11")


@fact
def has_11_to_13s(scope: Scope) -> bool | None:
    """Some age group has children of 11 to 13."""
    return _has_band(scope, "from_11")


@fact
def has_14_to_17s(scope: Scope) -> bool | None:
    """Some age group has young people of 14 to 17."""
    return _has_band(scope, "from_14")


@fact
def oldest_group_has_18s(scope: Scope) -> bool | None:
    """Members of 18 or over are in one age group with those of 14 to 17, so that a page for these is for both."""
    ages = _ages(scope)
    return None if ages is None else any(start < ADULT <= end for start, end in ages)


@fact
def members_may_be_19(scope: Scope) -> bool | None:
    """Some members may be 19 or over, and so too old for Childline: the oldest age group does not end at 18."""
    of_all_ages, ages = members_are_of_all_ages(scope), _ages(scope)
    return of_all_ages and max((end for _, end in ages or ()), default=0) != ADULT


@fact
def works_with_children(scope: Scope) -> bool | None:
    """Some age group has anybody under 18, whether they are online with the organisation or not."""
    ages = _ages(scope)
    return None if ages is None else any(start < ADULT for start, _ in ages)


@fact
def may_work_with_children(scope: Scope) -> bool:
    """Nobody has said that every age group is of 18 and over."""
    return works_with_children(scope) is not False


@fact
def children_may_be_there(scope: Scope) -> bool:
    """Nobody has said that only parents, or only adults, are in the online places."""
    return scope.words_of("ages.members") not in (("parents",), ("adults",))


@fact
def children_are_members(scope: Scope) -> bool | None:
    """Children are online with the organisation, with or without members of 18 and over."""
    return _members(scope, "children", "all_ages", "families")


@fact
def parents_are_members(scope: Scope) -> bool | None:
    """Parents and carers are members, together with their children."""
    return _members(scope, "families")


@fact
def members_are_of_all_ages(scope: Scope) -> bool | None:
    """Children and members of 18 and over are online with the organisation."""
    return _members(scope, "all_ages")


@fact
def all_members_are_children(scope: Scope) -> bool | None:
    """Everybody who is online with the organisation as a member is under 18."""
    return _members(scope, "children")


@fact
def members_are_parents(scope: Scope) -> bool | None:
    """Only parents and carers are online with the organisation."""
    return _members(scope, "parents")


@fact
def members_are_adults(scope: Scope) -> bool | None:
    """Only adults are online with the organisation, and not as parents."""
    return _members(scope, "adults")


def _members(scope: Scope, *codes: str) -> bool | None:
    words = scope.words_of("ages.members")
    return None if words is None else words[0] in codes


@fact
def several_age_groups(scope: Scope) -> bool | None:
    """There is more than one age group."""
    return _several(scope, "ages.groups")


@fact
def several_accounts(scope: Scope) -> bool | None:
    """There is more than one place online."""
    return _several(scope, "online.accounts")


@fact
def has_parents_group(scope: Scope) -> bool | None:
    """Some closed place has parents and carers in it."""
    places = [(place.values.get("seen_by"), place.values.get("for_whom")) for place in scope.items("online.accounts")]
    closed = [whom for seen_by, whom in places if seen_by == "members"]
    return any(isinstance(whom, tuple) and "parents" in whom for whom in closed) if places else None


@fact
def parents_only_read(scope: Scope) -> bool | None:
    """Nobody but the organisation can post or comment in any closed place that has parents and carers in it."""
    ours = [
        place.values.get("comments")
        for place in scope.items("online.accounts")
        if place.values.get("seen_by") == "members"
        and isinstance(whom := place.values.get("for_whom"), tuple)
        and "parents" in whom
    ]
    if any(comments not in (None, "off") for comments in ours):
        return False
    return None if not ours or None in ours else True


def _several(scope: Scope, group: str) -> bool | None:
    found = scope.items(group)
    return len(found) > 1 if found else None


@fact
def several_nations(scope: Scope) -> bool | None:
    """The children live in more than one nation."""
    nations = scope.words_of("organisation.nations")
    return None if nations is None else len(nations) > 1


@fact
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


@fact
def kept_apart_groups_share_a_place(scope: Scope) -> bool | None:
    """The age groups are said to have separate places, and some place has several of them."""
    apart = scope.words_of("ages.kept_apart")
    shared = [place.values.get("age_groups") for place in scope.items("online.accounts")]
    together = any(isinstance(names, tuple) and len(names) > 1 for names in shared)
    return None if apart is None else apart == ("yes",) and together


@fact
def several_groups_are_online(scope: Scope) -> bool | None:
    """Only one age group is said to be online, and the places have several of them."""
    apart = scope.words_of("ages.kept_apart")
    named = scope.answers.scope(None, scope.seen).words_of("online.accounts.age_groups")
    return None if apart is None else apart == ("one_online",) and len(set(named or ())) > 1


@fact
def permissions_not_listed(scope: Scope) -> bool | None:
    """Own devices are said to be allowed in writing, and the list of them is empty."""
    devices = scope.words_of("adults.devices")
    if devices is None or "adults.own_devices" not in scope.answers.groups:
        return None
    return devices == ("own_recorded",) and not scope.items("adults.own_devices")


@fact
def has_no_local_numbers(scope: Scope) -> bool | None:
    """No area is named whose children's services could be rung."""
    return None if scope.answers.is_open("reporting.local") else not scope.items("reporting.local")
