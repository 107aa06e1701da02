"""What is known of the world outside: all of it is listed, with how sure it is, the least sure first."""

from __future__ import annotations

from datetime import date

import pytest

from policypack.content.catalogue import load_catalogue
from policypack.content.known_facts import CERTAINTIES, KnownFact, known_facts, least_sure_first, of_shared_law
from policypack.content.nations import SharedLaw
from policypack.content.online_safety_act import load_online_safety_act
from policypack.content.other_sites import load_other_sites
from policypack.content.publishing import load_ways
from tests.shipped_text import OURS

CATALOGUE = load_catalogue(OURS)
ACT = load_online_safety_act(OURS)
WAYS, SITES = load_ways(OURS), load_other_sites(OURS)
FACTS = known_facts(CATALOGUE, ACT, WAYS, SITES)
SEEN = date(2026, 11, 22)


def fact(*dates: str | None, seen: date = SEEN) -> KnownFact:
    """Return a fact whose sources are of these dates."""
    return of_shared_law(
        SharedLaw.model_validate(
            {
                "id": "law",
                "name": "A law",
                "note": "It says something.",
                "nations": ["england", "wales"],
                "status": "in_force",
                "sources": [{"title": "A page", "date": known} if known else {"title": "A page"} for known in dates],
                "checked": seen,
            }
        )
    )


def test_everything_that_pages_can_print_is_listed() -> None:
    listed = " ".join(f"{one.what} {one.says}" for one in FACTS)
    for service in CATALOGUE.services.values():
        for way in (service.name, service.phone, service.text, service.email, service.web):
            assert way is None or way in listed
    for law in (*CATALOGUE.shared_laws, *(law for nation in CATALOGUE.nations.values() for law in nation.laws)):
        assert f"{law.name} {law.note}" in listed
    for nation in CATALOGUE.nations.values():
        assert nation.allegation_route in listed
        for team in nation.gateway.teams if nation.gateway else ():
            assert team.phone in listed
    for platform in CATALOGUE.platforms.values():
        for text in (platform.closes if platform.knows("closes") else None, *platform.sourced_age_rules):
            assert text is None or text in listed
    assert all(row.says in listed for row in CATALOGUE.advice)
    steps = [(row.sources is not None, row.steps) for row in WAYS]
    steps += [(row.sources is not None, row.steps) for row in SITES]
    assert all((step in listed) is sourced for sourced, said in steps for step in said)
    said = [statement.says for statement in (*ACT.whose, *ACT.unsure, *ACT.exempt)]
    assert all(says in listed for says in [*said, *(duty.says for duty in ACT.duties)])


def test_what_has_no_source_is_not_among_them() -> None:
    assert all(one.sources for one in FACTS)
    discord = next(one for one in FACTS if one.id == "discord" and one.what.endswith("ages"))
    assert "from 13" in discord.says
    for platform in CATALOGUE.platforms.values():
        if "min_age" in platform.unverified and not platform.sourced_age_rules:
            assert not [one for one in FACTS if one.id == platform.id and one.what.endswith(": ages")]


@pytest.mark.parametrize(
    ("dates", "sure"),
    [
        ((None,), "undated"),
        (("2024-11-22",), "confirmed"),
        (("2024-11-21",), "old"),
        (("2024-11",), "confirmed"),
        (("2024-10",), "old"),
        (("2024",), "confirmed"),
        (("2023-12",), "old"),
        ((None, "2019"), "old"),
        (("2019", "2025-06-30", None), "confirmed"),
    ],
)
def test_how_sure_a_row_is_follows_from_its_newest_source(dates: tuple[str | None, ...], sure: str) -> None:
    assert fact(*dates).sure == sure


def test_a_service_says_itself_how_sure_it_is() -> None:
    sure = {one.id: one.sure for one in FACTS if one.kind == "service"}
    for service in CATALOGUE.services.values():
        of_row = {"guidance": "confirmed", "dated": "confirmed"}.get(service.sure, service.sure)
        assert sure[service.id] == of_row


def test_a_look_is_wanted_after_a_year_or_where_nobody_knows_how_old_it_is() -> None:
    confirmed = fact("2026-06-01")
    assert not confirmed.wants_a_look_on(date(2027, 11, 22))
    assert confirmed.wants_a_look_on(date(2027, 11, 23))
    assert confirmed.age_on(date(2026, 11, 29)) == 7
    assert fact(None).wants_a_look_on(SEEN)
    assert fact("2011").wants_a_look_on(SEEN)


def test_the_least_sure_come_first_then_what_was_read_longest_ago() -> None:
    old, undated, sure, long_ago = fact("2011"), fact(None), fact("2026"), fact("2025", seen=date(2026, 1, 1))
    assert least_sure_first([sure, undated, long_ago, old]) == [old, undated, long_ago, sure]
    order = [CERTAINTIES.index(one.sure) for one in least_sure_first(FACTS)]
    assert order == sorted(order)
