"""Cross-references: answers that choose among other answers, checked once all of those are read.

A name that was refused where it stands brings no second problem where it is used: whoever mends the first has mended
both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from policypack.base.nearest import read_one_of
from policypack.content.questions import NONE
from policypack.text.hidden import as_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policypack.answers.model import Item
    from policypack.answers.types.question_type import Value
    from policypack.content.questions import Question
    from policypack.files.yaml_nodes import Node


class _Used(NamedTuple):
    question: Question
    where: str
    node: Node
    name: str


@dataclass
class CrossReferences:
    """The names that answers use of other answers, and those that were refused there."""

    _used: list[_Used] = field(default_factory=list)
    _refused: set[tuple[str, str]] = field(default_factory=set)
    _unknown: set[str] = field(default_factory=set)

    def use(self, question: Question, where: str, node: Node, name: str) -> None:
        """Note that an answer to `question` names another answer. where, node: for messages about it."""
        self._used.append(_Used(question, where, node, name))

    def refuse(self, source: str, name: object) -> None:
        """Note that an item of the group `source` was refused, by the name it was given; None where it has none."""
        if isinstance(name, str):
            self._refused.add((source, as_word(name).casefold()))
        else:
            self._unknown.add(source)

    def lose(self, source: str) -> None:
        """Note that something is wrong with all of an answer; with a section's id, that one of its names is unknown.

        "" stands for a section of which the name is unknown.
        """
        self._unknown.add(source)

    def problems(
        self, groups: Mapping[str, tuple[Item, ...]], values: Mapping[str, Value]
    ) -> Iterator[tuple[Node, str, str, str]]:
        """Yield each name that is not among the answers it is chosen from: node, where, what was given, what is wanted.

        groups, values: all that was read, by qid.
        """
        for question, where, node, name in self._used:
            source = question.choices_from or ""
            chosen = values.get(source)
            options = [item.name for item in groups.get(source, ())]
            options = options or (list(chosen) if isinstance(chosen, tuple) else [])
            if question.none is not None and name == NONE:
                yield node, where, NONE, f"`{NONE}` stands alone"
                continue
            try:
                exact = read_one_of(name, options)
            except ValueError as error:
                if not self._is_told_already(source, name, is_there=bool(options)):
                    yield node, where, str(node.value), f"{error} (from {source})"
            else:
                if exact != name:
                    yield node, where, str(node.value), f"write it as it stands in {source}: {exact}"

    def _is_told_already(self, source: str, name: str, *, is_there: bool) -> bool:
        """Say whether a problem where the answer stands explains that its name is not among those that were read."""
        if source in self._unknown or (source, as_word(name).casefold()) in self._refused:
            return True
        return not is_there and bool({"", source.partition(".")[0]} & self._unknown)
