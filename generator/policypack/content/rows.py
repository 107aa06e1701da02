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

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, defer_build=True)


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


def breadcrumb(node: Node, path: tuple[str | int, ...]) -> str:
    """Say where something lies in a file, by the names that its author gave: ``no-lead.when.question``.

    node: the row, or the whole file. path: from there. Rows are named by their id, choices by their value.
    """
    names = [] if (name := _name_of(node)) is None else [name]
    for step in path:
        inner = node.value
        if isinstance(inner, list) and isinstance(step, int) and step < len(inner):
            node = inner[step]
            names += [] if (name := _name_of(node)) is None else [name]
        else:
            names += [] if step == "questions" else [str(step)]
            node = inner[step] if isinstance(inner, dict) and step in inner else Node(None, node.line)
    return ".".join(names)


def _name_of(node: Node) -> str | None:
    given = node.value if isinstance(node.value, dict) else {}
    found = given.get("id") or given.get("value")
    return found.value if found is not None and isinstance(found.value, str) else None


def rows_of(node: Node, model: type[RowT], name: str, workspace: Workspace | None = None) -> tuple[RowT, ...]:
    """Turn a list of mappings into rows. workspace: where ids of sources are looked up. Raises as load_rows does."""
    items = node.value if isinstance(node.value, list) else None
    if items is None:
        one_problem(name, "a list is wanted: each row starts with a dash", line=node.line)
    problems: list[Problem] = []
    context = None if workspace is None else {"workspace": workspace}
    rows = [row for item in items if (row := _checked(item, model, name, problems, context)) is not None]
    problems += _repeated_ids(items, name)
    if problems:
        raise ProblemsFoundError(problems)
    return tuple(rows)


def _checked(
    node: Node, model: type[RowT], name: str, problems: list[Problem], context: dict[str, Any] | None
) -> RowT | None:
    try:
        return model.model_validate(node.plain(), context=context)
    except pydantic.ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] == "too_short" and any(_lies_in(other["loc"], detail["loc"]) for other in details):
                continue  # what it lacks is there, and has a fault of its own
            given = detail.get("ctx", {}).get("given") or detail["input"]
            problems.append(
                Problem(
                    name,
                    node.line_of(detail["loc"]),
                    breadcrumb(node, detail["loc"]),
                    given if isinstance(given, str) else None,
                    _said(detail["msg"]),
                )
            )
        return None


def _lies_in(inner: tuple[str | int, ...], outer: tuple[str | int, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _said(message: str) -> str:
    return message[:1].lower() + message[1:]


def _repeated_ids(items: Sequence[Node], name: str) -> list[Problem]:
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
