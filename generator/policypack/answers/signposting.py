"""Signposting: which services of help a pack shows to whom.

999, Childline and the NSPCC Helpline come from the guidance and are in every pack; any other is there once the
organisation has confirmed it (guidance point OUTSIDE-3), and only in the nations where it helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policypack.answers.model import Scope
    from policypack.content.nations import Nation
    from policypack.content.services import Reader, Service


def services_for(scope: Scope, reader: Reader) -> list[Service]:
    """Return the services for one kind of reader, in the order of the shipped data."""
    confirmed = scope.words_of("signposting.services") or ()
    return [
        service
        for service in scope.catalogue.services.values()
        if reader in service.readers and (service.always or (service.id in confirmed and is_near(scope, service)))
    ]


def is_near(scope: Scope, service: Service) -> bool:
    """Say whether a service helps in a nation of the organisation's; before the nations are known, everywhere."""
    nations = scope.words_of("organisation.nations")
    return nations is None or bool(set(nations) & set(service.nations))


def by_nations(services: Iterable[Service], nations: Sequence[Nation]) -> list[tuple[list[Nation], list[Service]]]:
    """Return services by the nations in which they help, as far as they are among `nations`.

    Those that help in all of them come first; else the order is that of the services.
    """
    found: dict[tuple[str, ...], tuple[list[Nation], list[Service]]] = {}
    for service in services:
        there = [nation for nation in nations if nation.id in service.nations]
        found.setdefault(tuple(nation.id for nation in there), (there, []))[1].append(service)
    return sorted(found.values(), key=lambda group: len(group[0]) < len(nations))
