"""Fitting: which services of help are for an age that an organisation meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.signposting import services_for
from policypack.facts.groups import BANDS, ages_met

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.answers.model import Scope
    from policypack.content.services import Reader, Service


def ages_of(scope: Scope, band: str = "") -> list[tuple[int, int]]:
    """Return the youngest and the oldest whom an organisation meets, in years, of each reading band that it has.

    band: only of this one. None are there before ages are known.
    """
    return [ages for one in ([band] if band else BANDS) if (ages := ages_met(scope, one)) is not None]


def fits(service: Service, met: Sequence[tuple[int, int]]) -> bool:
    """Say whether a service is for somebody of these ages, as ages_of returns them; before any is known, yes."""
    low, high = (service.ages.from_, service.ages.to) if service.ages else (None, None)
    return not met or any((low is None or low <= last) and (high is None or high >= first) for first, last in met)


def fitting_services(scope: Scope, reader: Reader) -> list[Service]:
    """Return the services for one kind of reader; for children, none that is too old or too young for every one.

    A child who reads of a line that will not take the call has lost the courage of a first try. Parents and staff read
    of it all the same. What the guidance has in every pack stays.
    """
    services = services_for(scope, reader)
    met = ages_of(scope) if reader == "children" else []
    return [service for service in services if service.always or fits(service, met)]
