"""Set aside what an earlier version took and this one cannot read: its question is asked again, and nothing is lost.

It is done only where a file is brought up to date; whoever writes by hand is told what is wrong instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from policypack.answers.conversions import Edit, data_at, data_of, with_edit
from policypack.base.problems import ProblemsFoundError
from policypack.content.questions import NOT_DECIDED

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.base.problems import Problem
    from policypack.files.yaml_nodes import Node
    from policypack.files.yaml_scalars import Data, Path

T = TypeVar("T")

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_ROUNDS = 20
"""An answer that goes can leave another without what it names; each round finds those."""


class SetAside(NamedTuple):
    """One answer that was set aside. path: where it stood. words: as the file had them. wanted: what is wrong."""

    path: Path
    words: str
    wanted: str


def readable(node: Node, read: Callable[[Node], T]) -> tuple[T, Node, list[SetAside], list[Edit]]:
    """Read an answers file, without what cannot be read of it.

    node: of the file, converted. read: reads it, and raises ProblemsFoundError.
    Returns what was read, the node that is left, what was set aside, and the changes that do so.
    Raises ProblemsFoundError where something is wrong that is no single answer.
    """
    gone: list[SetAside] = []
    edits: list[Edit] = []
    for _ in range(_ROUNDS):
        try:
            return read(node), node, gone, edits
        except ProblemsFoundError as error:
            found = {edit.path: (edit, problem) for problem in error.problems if (edit := _edit(node, problem))}
            if not found:
                raise
            # From the end, so that what stands before keeps its place in its list.
            for path in sorted(found, key=_in_order, reverse=True):
                edit, problem = found[path]
                gone.append(SetAside(path, problem.given or _words(data_at(data_of(node), path)), problem.wanted))
                edits.append(edit)
                node = with_edit(node, edit)
    return read(node), node, gone, edits


def _edit(node: Node, problem: Problem) -> Edit | None:
    """Return what takes out the answer that a problem is about; None where it names none."""
    path: Path = tuple(name or int(number) - 1 for name, number in _STEP.findall(problem.question))
    data = data_of(node)
    while len(path) > 1 and data_at(data, path) is None and isinstance(path[-2], int):
        path = path[:-1]  # an item without a name is set aside whole
    said = data_at(data, path)
    if not path or said is None or said == NOT_DECIDED:
        return None
    if isinstance(said, list) and problem.given in said and len(said) > 1:  # one of several that were chosen
        return Edit(path, [one for one in said if one != problem.given])
    is_answer = isinstance(path[-1], str) and len(path) > 1 and "there is no such question" not in problem.wanted
    return Edit(path, NOT_DECIDED if is_answer else None)


def _in_order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _words(data: Data) -> str:
    if isinstance(data, dict):
        return "; ".join(f"{key}: {_words(inner)}" for key, inner in data.items() if inner is not None)
    if isinstance(data, list):
        return ", ".join(_words(inner) for inner in data)
    return data or ""
