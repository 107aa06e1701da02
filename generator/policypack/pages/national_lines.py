"""A nation's own line for children, which stands beside Childline wherever the organisation chose it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.answers.signposting import services_for
from policypack.facts.groups import BANDS, ages_met
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
    bands = [band] if band else list(BANDS)
    met = [ages for one in bands if (ages := ages_met(scope, one)) is not None]
    lines = [service for service in services_for(scope, "children") if service.beside_childline]
    fitting = [line for line in lines if not met or any(_fits(line, first, last) for first, last in met)]
    return [NationalLine(line, _opening(scope, line, min(met)[0] if met else 0)) for line in fitting]


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


def _fits(line: Service, first: int, last: int) -> bool:
    low, high = (line.ages.from_, line.ages.to) if line.ages else (None, None)
    return (low is None or low <= last) and (high is None or high >= first)
