"""The registry of derived facts: each predicate puts itself here, under its own name, by a decorator."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.answers.model import Fact, Scope

    PredicateT = TypeVar("PredicateT", bound=Callable[[Scope], bool | None])

FACTS: dict[str, Fact] = {}
"""All derived facts by name. Import it from :mod:`policypack.facts`, which has loaded every module of them."""


def fact(predicate: PredicateT) -> PredicateT:
    """Register a derived fact under its function's name. Raises ValueError where the name is taken."""
    name = predicate.__name__
    if name in FACTS:
        raise ValueError(f"{name}: two facts have this name")
    FACTS[name] = predicate
    return predicate
