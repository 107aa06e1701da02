"""Partials: what templates have in common, there by name in each of them: ``contact.phone(number)``."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2
    from jinja2.environment import TemplateModule

_NAMED = {"rules": "house"}
"""Partials that have another name than their file, because templates have an answer or a section under that one."""


class Partial:
    """The macros of one partial, as a template reaches them. It is filled in once a page, when first asked for one."""

    def __init__(self, environment: jinja2.Environment, file: str, variables: dict[str, Any]) -> None:
        self._environment = environment
        self._file = file
        self._variables = variables

    @cached_property
    def _module(self) -> TemplateModule:
        return self._environment.get_template(self._file).make_module(self._variables)

    def __getattr__(self, name: str) -> Any:
        # Only what is not there yet is asked for here: whatever was found is kept as the object's own.
        if not hasattr(self._module, name) and not name.startswith("_"):
            return self._environment.undefined(f"{self._file} has no macro '{name}'")
        found = vars(self)[name] = getattr(self._module, name)
        return found


def with_partials(environment: jinja2.Environment, variables: dict[str, Any]) -> dict[str, Any]:
    """Return a template's variables together with the partials, which have the same variables, and each other.

    A variable of a partial's name goes before it.
    """
    everything: dict[str, Any] = {}
    for name, file in partial_files(environment).items():
        everything[name] = Partial(environment, file, everything)
    everything |= variables
    return everything


@lru_cache(maxsize=4)
def partial_files(environment: jinja2.Environment) -> dict[str, str]:
    """Return the file of each partial by its name in templates: ours, and the organisation's own."""
    folders = environment.loader.searchpath  # type: ignore[union-attr] # it loads from folders
    stems = {file.name.split(".")[0] for folder in folders for file in Path(folder, "partials").glob("*.md.j2")}
    return {_NAMED.get(stem, stem.replace("-", "_")): f"partials/{stem}.md.j2" for stem in sorted(stems)}
