"""Shapes: what can stand at a place of a row, for messages about what does not."""

from __future__ import annotations

import datetime as dt
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import pydantic

from policypack.base.nearest import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.content.references import Path

TEXT = "text"
LIST = "a list"
MAPPING = "a block of names with their values"
TRUE_OR_FALSE = "true or false"
NUMBER = "a whole number"
DAY = "a date such as 2026-11-22"

_DESCRIBED: dict[Any, str] = {str: TEXT, bool: TRUE_OR_FALSE, int: NUMBER, tuple: LIST, dt.date: DAY}


def described(annotation: Any) -> str:
    """Say what a field takes, for one that is missing."""
    found = []
    for form in _forms(annotation):
        origin = get_origin(form) or form
        if origin is Literal:
            found.append(f"one of {listed(list(get_args(form)))}")
        elif origin in _DESCRIBED:
            found.append(_DESCRIBED[origin])
        else:
            found.append(MAPPING)
    return " or ".join(found)


def annotation_at(model: Any, path: Path) -> Any:
    """Return what a model takes at a place in it."""
    found = model
    for step in path:
        found = next((inner for form in _forms(found) for inner in _inside(form, step)), str)
    return found


def names_at(model: type[pydantic.BaseModel], path: Path) -> list[str]:
    """Return the names that can stand at a place in a model."""
    rows = [form for form in _forms(annotation_at(model, path)) if _is_model(form)]
    return [
        name
        for row in rows
        for name in (
            *getattr(row, "MORE_NAMES", ()),
            *(field.alias or name for name, field in row.model_fields.items() if not field.exclude),
        )
    ]


def _inside(form: Any, step: str | int) -> Iterator[Any]:
    arguments = get_args(form)
    if _is_model(form):
        yield from (field.annotation for name, field in form.model_fields.items() if step == (field.alias or name))
    elif get_origin(form) is tuple:
        yield arguments[0]
    elif get_origin(form) is dict:
        yield arguments[1]


def _forms(annotation: Any) -> Iterator[Any]:
    """Yield each form that a value can have, without what only limits it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _forms(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for form in get_args(annotation):
            yield from _forms(form)
    elif annotation is not NoneType:
        yield annotation


def _is_model(form: Any) -> bool:
    return isinstance(form, type) and issubclass(form, pydantic.BaseModel)
