"""The theme's templates: one environment for all who ask for it, which keeps what it compiled."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import material
import mkdocs.utils

import policypack
from policypack.base.shortcuts import NO_ICONS, ONE_ENVIRONMENT
from policypack.base.workspace import shipped
from policypack.files.template_cache import compiled_templates
from policypack.pages.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs.theme import Theme

_PACKAGES = tuple(str(Path(str(package.__file__)).parent) for package in (material, mkdocs))
"""Where the theme and MkDocs lie."""


class KeptEnvironment:
    """The template environment that the builds of one process leave to each other.

    of_all: that of builds of other packs as well, for themes that are ours alone.
    """

    def __init__(self, of_all: KeptEnvironment | None = None) -> None:
        self._of_all = of_all
        self._made: dict[tuple[str, ...], jinja2.Environment] = {}

    def hand_to(self, theme: Theme, *, renew: bool) -> None:
        """Let a theme make its template environment once: MkDocs and its plugins ask for it again and again.

        renew: look for changes of our own templates and the workspace's, as is wanted while serving.
        """
        if self._of_all is not None and not renew and _is_ours(theme.dirs):
            self._of_all.hand_to(theme, renew=False)
            return
        make = theme.get_env
        ours = [folder for folder in theme.dirs if not folder.startswith(_PACKAGES)] if renew else []
        key = (
            str(theme.locale),
            *theme.dirs,
            *(f"{folder}/{name}" for folder in ours for name in _ThemeFiles(folder).list_templates()),
        )

        def environment() -> jinja2.Environment:
            if key not in self._made or not ONE_ENVIRONMENT.taken:
                self._made = {key: _with_kept_templates(_kept_in(make(), theme.dirs), theme.dirs)}
                self._made[key].auto_reload = renew
            return self._made[key]

        theme.get_env = environment  # type: ignore[method-assign] # MkDocs has no hook for it


class _ThemeFiles(jinja2.FileSystemLoader):
    """A theme's templates and files, without the hidden ones: its icons."""

    def list_templates(self) -> list[str]:
        """Return the names of all files that are not hidden."""
        found: set[str] = set()
        for place in self.searchpath:
            for folder, folders, files in os.walk(place):
                folders[:] = [name for name in folders if not name.startswith(".")]
                within = Path(folder).relative_to(place)
                found.update((within / name).as_posix() for name in files)
        return sorted(found)


def _kept_in(environment: jinja2.Environment, folders: Sequence[str]) -> jinja2.Environment:
    """Return the environment, or a sandbox like it where a workspace has templates of its own for the theme."""
    if _is_ours(folders):
        return environment
    sandbox = Sandbox(loader=environment.loader, extensions=list(environment.extensions))
    sandbox.filters.update(environment.filters)
    sandbox.globals.update(environment.globals)
    return sandbox


def _is_ours(folders: Sequence[str]) -> bool:
    """Say whether all templates are the theme's, MkDocs' or ours."""
    ours = (*_PACKAGES, str(shipped("templates")))
    return all(folder.startswith(ours) for folder in folders)


def _with_kept_templates(environment: jinja2.Environment, folders: Sequence[str]) -> jinja2.Environment:
    if NO_ICONS.taken:
        environment.loader = _ThemeFiles(folders)
    places = [shipped("templates"), *map(Path, _PACKAGES)]
    way = f"theme in {type(environment).__name__}"
    environment.bytecode_cache = compiled_templates(places, [jinja2, mkdocs.utils, policypack], way)
    return environment
