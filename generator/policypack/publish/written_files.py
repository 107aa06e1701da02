"""Which files the last build wrote into each output, by their content: only what it wrote into site/ may go online.

A page carries no mark that could be relied on to say for whom it is: own pages, pictures and calendars have none. What
the build wrote into which output is known for certain, and a file that was copied, or changed by hand, does not match.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from policypack.base.problems import one_problem, shown_path
from policypack.files.sealed import code_of
from policypack.files.text_files import read_record, write_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.base.workspace import Workspace

NAME = "files.json"
"""Where it lies in ``site_config/last_build/``."""


def files_in(folder: Path) -> dict[str, Path]:
    """Return what lies in a folder and the folders in it, links too, by its path within, with slashes, sorted."""
    places = (
        (Path(place), [*names, *(one for one in inner if (Path(place) / one).is_symlink())])
        for place, inner, names in os.walk(folder)
    )
    found = [place / name for place, names in places for name in names]
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


def note_written(workspace: Workspace, outputs: Iterable[str]) -> None:
    """Note what a build has just written into its outputs. Raises ProblemsFoundError where it cannot be written."""
    found = {
        name: {path: code_of(file.read_bytes()) for path, file in files_in(workspace.root / name).items()}
        for name in outputs
    }
    text = json.dumps(found, indent=0, sort_keys=True) + "\n"
    write_record(workspace.last_build / NAME, workspace.root, text, like=workspace.answers_file)


def written(workspace: Workspace, output: str) -> dict[str, str]:
    """Return what the last build wrote into an output: a code of the content of each file, by its path.

    Raises ProblemsFoundError where no build noted it, or the note is damaged: build again.
    """
    file = workspace.last_build / NAME
    name = shown_path(file, workspace.root)
    if not file.is_file():
        one_problem(name, "what the last build wrote is not noted here; run `policypack build` first")
    try:
        found = json.loads(read_record(file, workspace.root))[output]
        return {str(path): str(code) for path, code in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        one_problem(name, "this file is damaged; run `policypack build`, which writes it anew")
