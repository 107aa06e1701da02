"""The state of a run: what was asked, put off and begun in it, which no file remembers."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policypack.questionnaire.asked import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FLOOR = Key("")
"""Stands among what was passed where something was chosen from a list, to which going back leads from there."""
_LASTING = -1


@dataclass
class RunState:
    """What one run alone knows.

    settled: what was put off, or the gate of a group that was said to be complete. adding: groups in which an item is
    being added. changed: groups that were changed, so that they ask for more. passed: what was asked, for going back.
    again: what is asked again before anything else; the last comes first. floors: for each floor among `passed`, how
    much of `again` was there before it; _LASTING where it stays whatever is asked. apart: screens on which each item
    has an answer of its own, though one could go to all of them.
    """

    settled: set[Key] = field(default_factory=set)
    adding: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    passed: list[Key] = field(default_factory=list)
    again: list[Key] = field(default_factory=list)
    floors: list[int] = field(default_factory=list)
    apart: set[str] = field(default_factory=set)

    def enter(self) -> None:
        """Lay a floor under what is put into `again` from here on; it goes once all of that has been asked."""
        self.passed.append(_FLOOR)
        self.floors.append(len(self.again))

    @contextmanager
    def visit(self) -> Iterator[Callable[[], bool]]:
        """Lay a floor that stays until the end, whatever is asked above it; yields what says whether it is gone."""
        depth = len(self.floors)
        self.passed.append(_FLOOR)
        self.floors.append(_LASTING)
        try:
            yield lambda: len(self.floors) <= depth
        finally:
            self._leave(depth)

    def _leave(self, depth: int) -> None:
        """Take out all floors but the first `depth`, and keep what was passed above them."""
        while len(self.floors) > depth:
            self.floors.pop()
            del self.passed[len(self.passed) - 1 - self.passed[::-1].index(_FLOOR)]

    def went_out(self, key: Key) -> bool:
        """Say whether a key that was taken from `passed` is a floor: then what was to be asked again is let go."""
        if key != _FLOOR:
            return False
        del self.again[max(0, self.floors.pop()) :]
        return True

    def pass_on(self, key: Key, again: bool) -> None:
        """Note that something was asked. again: whether it was the next of those that are asked again."""
        if again and self.again:
            self.again.pop()
        self.passed.append(key)
        while self.floors and len(self.again) <= self.floors[-1]:
            self._leave(len(self.floors) - 1)

    def rename(self, group: str, old: str, new: str) -> None:
        """Follow an item of a group to its new name."""

        def renamed(key: Key) -> Key:
            return key._replace(item=new) if _is_of(key, group, old) and not key.gate else key

        self.passed = [renamed(key) for key in self.passed]
        self.again = [renamed(key) for key in self.again]
        self.settled = {renamed(key) for key in self.settled}

    def way(self) -> list[Key]:
        """Return what was asked, in order; the item of a gate is what was said to it."""
        return [key for key in self.passed if key != _FLOOR]

    def forget(self, group: str, name: str) -> None:
        """Leave out an item that is gone: nobody goes back to it."""
        self.passed = [key for key in self.passed if not _is_of(key, group, name)]


def _is_of(key: Key, group: str, name: str) -> bool:
    return key.qid.rpartition(".")[0] == group and key.item == name
