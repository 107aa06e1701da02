"""Load what the product knows: rows of shipped data, checked against their shape.

Each kind of row is a pydantic model in the module named after it (questions, services, platforms, nations,
findings, …); this module reads a file and says what is wrong with it, all at once, with lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import pydantic

from policypack.base.problems import Problem, ProblemsFoundError, one_problem, raise_if_any, shown_path
from policypack.content.references import Referring
from policypack.files.yaml_nodes import Node, read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policypack.base.workspace import Workspace


class Row(Referring):
    """Shipped data: unknown keys are refused, and nothing changes after loading.

    What checks a kind of row is made when its first row is read: many kinds stand only within others, or are not read.
    """

    # A text of 5,000 characters is made into HTML at once, whatever is nested in it; the longest of ours takes 250.
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, defer_build=True, str_max_length=5_000)


RowT = TypeVar("RowT", bound=Row)


def load_rows(workspace: Workspace, name: str, model: type[RowT]) -> tuple[RowT, ...]:
    """Load ``content/NAME``, a list of rows with unique ids.

    name: the file below content/, such as ``services.yml``.
    Raises ProblemsFoundError with every row that does not have the shape of `model`, and every id used twice.
    """
    path = workspace.find("content", name)
    return rows_of(read_yaml(path, workspace.root), model, shown_path(path, workspace.root), workspace)


def load_row(workspace: Workspace, path: Path, model: type[RowT]) -> tuple[RowT, Node]:
    """Load a file that holds one row (a mapping). Returns it with its nodes, whose lines serve later checks."""
    node = read_yaml(path, workspace.root)
    name = shown_path(path, workspace.root)
    if not isinstance(node.value, dict):
        one_problem(name, "names with a colon and their values are wanted", line=node.line)
    problems: list[Problem] = []
    row = _checked(node, model, name, problems, {"workspace": workspace})
    raise_if_any(problems)
    assert row is not None  # noqa: S101 - a row that is missing has left a problem
    return row, node


def rows_of(node: Node, model: type[RowT], name: str, workspace: Workspace | None = None) -> tuple[RowT, ...]:
    """Turn a list of mappings into rows. workspace: where ids of sources are looked up. Raises as load_rows does."""
    items = node.value if isinstance(node.value, list) else None
    if items is None:
        one_problem(name, "a list is wanted: each row starts with a dash", line=node.line)
    problems: list[Problem] = []
    context = None if workspace is None else {"workspace": workspace}
    rows = [row for item in items if (row := _checked(item, model, name, problems, context)) is not None]
    problems += repeated_ids(items, name)
    if problems:
        raise ProblemsFoundError(problems)
    return tuple(rows)


def _checked(
    node: Node, model: type[RowT], name: str, problems: list[Problem], context: dict[str, Any] | None
) -> RowT | None:
    try:
        return model.model_validate(node.plain(), context=context)
    except pydantic.ValidationError as error:
        from policypack.content.faults import problems_of  # what is never needed where nothing is wrong

        problems += problems_of(error, model, node, name)
        return None


def repeated_ids(items: Sequence[Node], name: str) -> list[Problem]:
    """Return a problem for each row whose id an earlier one has. name: what messages call the file."""
    problems = []
    first: dict[str, int] = {}
    for item in items:
        identity = item.value.get("id") if isinstance(item.value, dict) else None
        if identity is None or not isinstance(identity.value, str):
            continue
        if identity.value in first:
            wanted = f"this id is taken (line {first[identity.value]}); give each row its own"
            problems.append(Problem(name, identity.line, "id", identity.value, wanted))
        first.setdefault(identity.value, identity.line)
    return problems
