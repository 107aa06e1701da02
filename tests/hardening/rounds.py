"""How long a round is: short in `make test`, long in `make soak`, which sets POLICYPACK_SOAK=1."""

from __future__ import annotations

import os

SOAK = os.environ.get("POLICYPACK_SOAK") == "1"


def count(short: int, long: int) -> int:
    """Return how many cases a test tries in this round."""
    return long if SOAK else short
