"""Signposting: which services of help a pack shows to whom.

999, Childline and the NSPCC Helpline come from the guidance and are in every pack; any other is there once the
organisation has confirmed it (guidance point OUTSIDE-3), and only in the nations where it helps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.answers.model import Scope
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
