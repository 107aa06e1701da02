"""A nation's own line for children, which stands beside Childline wherever the organisation chose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.answers.signposting import services_for
from policypack.pages.fitting import ages_of, fits
from policypack.text.english import listed

if TYPE_CHECKING:
    from policypack.answers.model import Scope
    from policypack.content.services import Service


@dataclass(frozen=True, slots=True)
class NationalLine:
    """A line with the words before its name: "In Wales, call"."""

    service: Service
    opening: str


def national_lines(scope: Scope, band: str = "") -> list[NationalLine]:
    """Return the chosen services that stand beside Childline for readers of a band of ages, or of any where it is "".

    A line is there only where its ages fit somebody who is met; before ages are known, wherever it was chosen.
    """
    met = ages_of(scope, band)
    lines = [service for service in services_for(scope, "children") if service.beside_childline]
    youngest = min(met)[0] if met else 0
    return [NationalLine(line, _opening(scope, line, youngest)) for line in lines if fits(line, met)]


def _opening(scope: Scope, line: Service, youngest: int) -> str:
    """Return how a sentence about it begins: where it helps, where that is not everywhere, and from which age.

    youngest: of those who read it, in years.
    """
    homes = scope.words_of("organisation.nations") or ()
    nations = [scope.catalogue.nations[home].name for home in homes if home in line.nations]
    from_age = line.ages.from_ if line.ages else None
    somewhere = len(nations) < len(homes)
    before = [f"in {listed(nations, 'or')}"] if somewhere else []
    before += [f"from {from_age}"] if from_age is not None and from_age > youngest else []
    words = ", ".join([*before, "call" if somewhere else "you can call" if before else "you can also call"])
    return words[:1].upper() + words[1:]
