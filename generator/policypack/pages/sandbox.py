"""The sandbox for a workspace's own templates: they fill in pages, and reach nothing else on this machine.

A workspace often comes from somebody else, by email. Jinja's own sandbox keeps a template from Python's insides; this
one keeps it as well from objects of ours and of MkDocs that read or write files, or that hold every answer
(invariant 3). What it does not bound is time and memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

_CLOSED = (
    "functools",
    "pathlib",
    "policypack.answers.model",
    "policypack.base.workspace",
    "policypack.publish.plugin",
)
"""Modules whose objects no template gets: places of files, all answers unsifted, and what was bound to them."""
_UNCALLED = ("jinja2.environment", "jinja2.loaders", "material", "mkdocs", "policypack.publish")
"""Modules whose objects a template may look into, but whose methods do things: MkDocs' pages copy and write files."""
_LOOKING_UP = ("get", "items", "keys", "values")


class Sandbox(SandboxedEnvironment):
    """An engine for templates that may come from anybody."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may have an attribute of an object."""
        return super().is_safe_attribute(obj, attr, value) and not _of(_CLOSED, obj) and not _of(_CLOSED, value)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what stands in for an attribute that a template may not have: to print it is a fault, with a line."""
        said = f"an own template may not read {attribute!r} of a {type(obj).__name__}"
        return StrictUndefined(said, obj=obj, name=attribute, exc=SecurityError)

    def is_safe_callable(self, obj: Any) -> bool:
        """Say whether a template may call something."""
        owner = getattr(obj, "__self__", None)
        looks_up = isinstance(owner, Mapping) and obj.__name__ in _LOOKING_UP
        return super().is_safe_callable(obj) and (looks_up or not _of(_UNCALLED, owner))


def _of(modules: tuple[str, ...], obj: Any) -> bool:
    """Say whether an object's class, one that it comes of, or the class that it is, is of one of these modules."""
    lines = (obj if isinstance(obj, type) else type(obj)).__mro__
    return any(f"{one.__module__}.".startswith(f"{module}.") for one in lines for module in modules)
