"""How long a round is: short in `make test`, long in `make soak`, which sets POLICYPACK_SOAK=1."""

from __future__ import annotations

import os
from collections.abc import Sequence

SOAK = os.environ.get("POLICYPACK_SOAK") == "1"


def count(short: int, long: int) -> int:
    """Return how many cases a test tries in this round."""
    return long if SOAK else short


SOME = ("gaming-charity", "one-man-team", "scout-group", "youth-theatre")
"""Organisations that stand for all in a short round: a server, one adult alone, parents as members, several ages."""


def some_of(organisations: Sequence[str]) -> list[str]:
    """Return the organisations on which a claim is tried in this round that is dear: some of them, or all."""
    return [name for name in organisations if SOAK or name in SOME]
