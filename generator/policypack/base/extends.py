"""Extends: which folder a workspace takes what its body lays down from.

Only that one line is read here, for everything that looks a file up. The whole of ``site_config/layer.yml`` is read,
and what is wrong with it said, by ``policypack.answers.layer_file``.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_ABOVE = 2
"""A body, its region and a group: three at most stand on each other."""


def folder_above(file: Path) -> str:
    """Return what ``extends`` says in the settings of a layer; "" where nothing is said, or nothing can be read."""
    if not file.is_file():
        return ""
    import yaml  # for the few that have such a file alone

    with suppress(OSError, ValueError, yaml.YAMLError, RecursionError):
        told = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
        said = told.get("extends") if isinstance(told, dict) else None
        return said if isinstance(said, str) else ""
    return ""
