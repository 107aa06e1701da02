"""Texts that are read once: after each answer the whole file is read anew, and all but one of them are as before."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

from policypack.base.shortcuts import REMEMBERED_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_MOST = 1000
"""Texts that are remembered of each kind."""


def remembered(read: Callable[[str], T]) -> Callable[[str], T]:
    """Return what reads a text as `read` does, but a text that it has read before not again. Errors are not kept."""
    before = lru_cache(maxsize=_MOST)(read)

    @wraps(read)
    def read_once(text: str) -> T:
        return before(text) if REMEMBERED_TEXTS.taken else read(text)

    return read_once
