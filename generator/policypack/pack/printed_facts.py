"""Printed facts: what one pack's pages say of the world outside, which drifts while the pack stands."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, get_args

from policypack.answers.signposting import services_for
from policypack.content.known_facts import (
    of_advice,
    of_finding,
    of_nation,
    of_online_safety_act,
    of_platform,
    of_service,
    of_shared_law,
)
from policypack.content.services import Reader

if TYPE_CHECKING:
    from policypack.content.known_facts import KnownFact
    from policypack.pack.pack import Pack


def printed_facts(pack: Pack) -> tuple[KnownFact, ...]:
    """Return the known facts that the pages of a pack can print, the leaders' report among them.

    They are those of its services, its nations, its platforms, its cards and its findings, and those about the Online
    Safety Act where the report has that page.
    """
    scope, catalogue = pack.answers.scope(), pack.catalogue
    services = {service.id: service for reader in get_args(Reader) for service in services_for(scope, reader)}
    nations = scope.words_of("organisation.nations") or ()
    platforms = scope.words_of("online.accounts.platform") or ()
    found = {finding.id for finding in pack.findings}
    return (
        *map(of_service, services.values()),
        *(of_shared_law(law) for law in catalogue.shared_laws if set(law.nations) & set(nations)),
        *chain.from_iterable(of_nation(row) for row in catalogue.nations.values() if row.id in nations),
        *chain.from_iterable(of_platform(row) for row in catalogue.platforms.values() if row.id in platforms),
        *(of_advice(row) for row in catalogue.advice if set(row.nations) & set(nations)),
        *(of_online_safety_act(pack.online_safety_act) if any(page.id == "osa" for page in pack.pages) else ()),
        *chain.from_iterable(of_finding(rule) for rule in catalogue.finding_rules if rule.id in found),
    )
