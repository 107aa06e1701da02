"""The state of a run: what was asked, put off and begun in it, which no file remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policypack.asked import Key


@dataclass
class RunState:
    """What one run alone knows.

    settled: what was put off, or the gate of a group that was said to be complete. adding: groups in which an item is
    being added. changed: groups that were changed, so that they ask for more. passed: what was asked, for going back.
    again: what is asked again before anything else; the last comes first.
    """

    settled: set[Key] = field(default_factory=set)
    adding: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    passed: list[Key] = field(default_factory=list)
    again: list[Key] = field(default_factory=list)

    def rename(self, group: str, old: str, new: str) -> None:
        """Follow an item of a group to its new name."""

        def renamed(key: Key) -> Key:
            return key._replace(item=new) if _is_of(key, group, old) and not key.gate else key

        self.passed = [renamed(key) for key in self.passed]
        self.again = [renamed(key) for key in self.again]
        self.settled = {renamed(key) for key in self.settled}

    def forget(self, group: str, name: str) -> None:
        """Leave out an item that is gone: nobody goes back to it."""
        self.passed = [key for key in self.passed if not _is_of(key, group, name)]


def _is_of(key: Key, group: str, name: str) -> bool:
    return key.qid.rpartition(".")[0] == group and key.item == name
