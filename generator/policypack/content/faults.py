"""Faults: what is wrong with the shape of a row, in our words, with its line.

pydantic checks the shape; its own messages reach nobody. What it can say is turned here, error type by error type, and
a test loops over all that the rows can raise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policypack.base.nearest import listed, nearest
from policypack.base.problems import Problem
from policypack.content.shapes import (
    DAY,
    LIST,
    MAPPING,
    NUMBER,
    TEXT,
    TRUE_OR_FALSE,
    annotation_at,
    described,
    names_at,
)
from policypack.files.yaml_nodes import Node

if TYPE_CHECKING:
    import pydantic
    from pydantic_core import ErrorDetails

    from policypack.content.references import Path

KINDS = {
    "string_type": TEXT,
    "tuple_type": LIST,
    "dict_type": MAPPING,
    "model_type": MAPPING,
    "bool_type": TRUE_OR_FALSE,
    "bool_parsing": TRUE_OR_FALSE,
    "int_type": NUMBER,
    "int_parsing": NUMBER,
    "int_parsing_size": NUMBER,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
}
"""What is wanted where something of another kind stands, by pydantic's type of the error."""

_OTHER = "something else"
"""For a type of error that a later pydantic may have; a test says which is missing above."""

PATTERNS = {
    r"^\S(.*\S)?$": "one line of text, without blanks at its ends,",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "a year, a month or a day, such as 2026, 2026-11 or 2026-11-22,",
    r"^https?://\S+$": "a web address that starts with https:// or http://",
    r"^https://[^\s/]+\.[^\s/]+(/\S*)?$": "a web address that starts with https://",
    r"^[0-9]+( [0-9]+)*$": "a number as people read it aloud, in groups of digits,",
    r"^[a-z][a-z0-9_]*$": "an id of small letters, digits and low lines, such as reply_time,",
    r"^[a-z][a-z0-9-]*$": "an id of small letters, digits and hyphens, such as no-lead,",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an id of small letters, digits and hyphens, such as ofcom-small-services,",
    r"^[A-Z]+-[1-9]$": "an id of capitals, a hyphen and a digit, such as LEAD-1,",
    r"^\d+(\.\d+){1,3}$": "a version such as 0.2.0",
    r"^([a-z0-9-]+/)*[a-z0-9-]+$": "a path of small letters, digits and hyphens, without an ending,",
    r"^([a-z0-9-]+/)*[a-z0-9-]+\.md$": "a path of small letters, digits and hyphens that ends with .md",
}
"""What a pattern wants, for whoever cannot read one."""


def problems_of(
    error: pydantic.ValidationError, model: type[pydantic.BaseModel], node: Node, file: str
) -> list[Problem]:
    """Return what is wrong with a row, each thing once.

    model: what the row should be. node: the row as it was read. file: how messages call its file.
    """
    found: dict[Path, list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        found.setdefault(_path_in(node, detail), []).append(detail)
    return [
        Problem(
            file, node.line_of(path), breadcrumb(node, path), _given(path, details[0]), _wanted(path, details, model)
        )
        for path, details in found.items()
        # A list counts as too short where an entry has a fault of its own, which is said already.
        if details[0]["type"] != "too_short" or not any(path == other[: len(path)] != other for other in found)
    ]


def breadcrumb(node: Node, path: Path) -> str:
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


def _path_in(node: Node, detail: ErrorDetails) -> Path:
    """Return where a fault lies in the file: pydantic goes on with steps of its own, such as the form of a value."""
    path: list[str | int] = []
    for step in detail["loc"]:
        inner = node.value
        if isinstance(inner, dict) and step in inner:
            node = inner[str(step)]
        elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
            node = inner[step]
        else:
            return (*path, step) if detail["type"] == "missing" else tuple(path)
        path.append(step)
    return tuple(path)


def _given(path: Path, detail: ErrorDetails) -> str | None:
    given = detail.get("ctx", {}).get("given") or detail["input"]
    if detail["type"] == "extra_forbidden":
        given = path[-1]
    return given if isinstance(given, str) else None


def _wanted(path: Path, details: list[ErrorDetails], model: type[pydantic.BaseModel]) -> str:
    detail = details[0]
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in ("wanted", "value_error"):  # from our own validators
        return str(context.get("message") or context["error"])
    if kind == "missing":
        return f"{described(annotation_at(model, path))} is wanted; it is missing"
    if kind == "extra_forbidden":
        names = names_at(model, path[:-1])
        return f"one of the names {listed(names)} is wanted{nearest(str(path[-1]), names)}"
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        given = detail["input"] if isinstance(detail["input"], str) else ""
        return f"one of {listed(choices)} is wanted{nearest(given, choices)}"
    if kind == "string_pattern_mismatch":
        return f"{PATTERNS[context['pattern']]} is wanted"
    if kind in ("string_too_short", "too_short"):
        return f"at least {_counted(kind, context['min_length'])} wanted"
    if kind in ("string_too_long", "too_long"):
        return f"at most {_counted(kind, context['max_length'])} wanted"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"at least {context['ge']} is wanted" if "ge" in context else f"at most {context['le']} is wanted"
    empty = "; nothing is there" if detail["input"] is None else ""
    return f"{' or '.join(dict.fromkeys(KINDS.get(one['type'], _OTHER) for one in details))} is wanted{empty}"


def _counted(kind: str, number: int) -> str:
    what = "character" if kind.startswith("string") else "entry"
    several = f"{number} {what}s" if what == "character" else f"{number} entries"
    return f"one {what} is" if number == 1 else f"{several} are"
