"""The version of policypack that runs, such as 0.2.0, and which of two versions comes first."""

from __future__ import annotations

VERSION = "0.2.0"
FIRST = "0.1.0"
"""The first version, which wrote its number nowhere."""


def as_numbers(version: str) -> tuple[int, ...]:
    """Return a version of two to four numbers in a form that can be compared; one that is not given is 0."""
    numbers = [int(number) for number in version.split(".")]
    return (*numbers, *[0] * (4 - len(numbers)))


def is_older(version: str, than: str = VERSION) -> bool:
    """Say whether a version comes before another, by default before the one that runs."""
    return as_numbers(version) < as_numbers(than)
