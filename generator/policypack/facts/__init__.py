"""Statements that follow from answers: yes, no, or not known. A module's facts are here once it is imported here."""

from policypack.facts import (
    accounts,
    groups,
    membership,
    our_ways,
    people,
    pictures,
    places,
    promises,
    services,
    times,
    ways,
)
from policypack.facts.registry import FACTS

__all__ = [
    "FACTS",
    "accounts",
    "groups",
    "membership",
    "our_ways",
    "people",
    "pictures",
    "places",
    "promises",
    "services",
    "times",
    "ways",
]
