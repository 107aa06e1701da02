"""Statements that follow from answers: yes, no, or not known. A module's facts are here once it is imported here."""

from policypack.facts import groups, people, places, times
from policypack.facts.registry import FACTS

__all__ = ["FACTS", "groups", "people", "places", "times"]
