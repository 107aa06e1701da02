"""Services are told together where they help in the same nations."""

from __future__ import annotations

from policypack.answers.signposting import by_nations
from tests.sound import CATALOGUE


def test_services_stand_together_by_nations_and_those_that_help_in_all_come_first() -> None:
    nations = [CATALOGUE.nations[name] for name in ("scotland", "wales")]
    services = sorted(CATALOGUE.services.values(), key=lambda service: len(service.nations))
    groups = by_nations(services, nations)
    assert groups[0][0] == nations
    assert sum(there == nations for there, _ in groups) == 1
    assert sorted(service.id for _, found in groups for service in found) == sorted(CATALOGUE.services)
    for there, found in groups:
        assert all([nation for nation in nations if nation.id in service.nations] == there for service in found)
        assert found == [service for service in services if service in found]
