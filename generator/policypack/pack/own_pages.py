"""The organisation's own pages: what it put in ``site_config/pages/public/`` and ``pages/staff/``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from policypack.base.problems import Problem, ProblemsFoundError, raise_if_any, shown_path
from policypack.files.text_files import read_text
from policypack.files.yaml_nodes import parse_yaml
from policypack.readers.file_names import is_reserved_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.content.questions import Audience

_KEPT_OUT = re.compile(r'[<>:"|?*\\]')
"""What a name may not hold on Windows, nor therefore on a drive that is shared with Windows."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.DOTALL)
"""As MkDocs finds it (mkdocs.utils.meta)."""


def own_pages(workspace: Workspace, audience: Audience) -> dict[str, Path]:
    """Return the organisation's own files for a site, by their path in it.

    Files in ``public/`` go to both sites, those in ``staff/`` to the staff site alone. Anything else in the folder is
    left out, and so are hidden files and links, which could lead anywhere. Those of the bodies above come with them; of
    two files of one path, the organisation's own is taken.
    """
    folders = ("public", "staff") if audience == "staff" else ("public",)
    return {path: file for folder in folders for path, file in _in_all(workspace, folder)}


def require_plain_names(workspace: Workspace, ours: Iterable[str]) -> None:
    """Refuse own files whose names would be lost or changed where a site is copied to, a shared drive among them.

    ours: the paths of the pages that policypack writes. A file of exactly such a path takes its place.
    Raises ProblemsFoundError for each name that Windows cannot hold, that nobody can see in full, or that differs from
    another by capitals or by the way an accent is stored alone: Windows and macOS keep one file of the two.
    """
    problems: list[Problem] = []
    taken = {_folded(path): path for path in ours}
    for folder in ("public", "staff"):
        for path, _ in _in_all(workspace, folder):
            other = taken.setdefault(_folded(path), path)
            wanted = next(filter(None, map(_fault, path.split("/"))), "")
            if not wanted and other != path:
                wanted = (
                    f"another page is called {other}, which many computers take for the same name; write it exactly so"
                    " to take that page's place, or give this file a name of its own"
                )
            if wanted:
                problems.append(Problem(f"site_config/pages/{folder}", None, "", path, wanted))
    raise_if_any(problems)


def require_plain_pages(workspace: Workspace) -> None:
    """Refuse own pages in Markdown that are no text, or whose settings at the top are none.

    Raises ProblemsFoundError for each page as read_text does, and for lines between --- at its top as parse_yaml does.
    """
    problems: list[Problem] = []
    for _, file in (found for folder in ("public", "staff") for found in _in_all(workspace, folder)):
        if file.suffix != ".md":
            continue
        try:
            text = read_text(file, workspace.root)
        except ProblemsFoundError as error:
            problems += error.problems
            continue
        problems += _of_settings(text, shown_path(file, workspace.root))
    raise_if_any(problems)


def _of_settings(text: str, name: str) -> list[Problem]:
    """Return what is wrong with the lines between --- at the top: our own reader knows bounds, MkDocs' does not."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return []
    try:
        parse_yaml(found[1], name)
    except ProblemsFoundError as error:
        # The first of them stands on the second line of the page.
        return [replace(problem, line=problem.line and problem.line + 1) for problem in error.problems]
    return []


def _in_all(workspace: Workspace, folder: str) -> Iterator[tuple[str, Path]]:
    found: dict[str, Path] = {}
    for place in reversed((workspace, *workspace.above)):
        found |= _files(place.own_pages / folder)
    yield from sorted(found.items())


def _files(place: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(place.rglob("*")) if place.is_dir() and not place.is_symlink() else ():
        inside = path.relative_to(place)
        linked = any((place / part).is_symlink() for part in [inside, *inside.parents])
        if path.is_file() and not linked and not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix(), path


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _fault(name: str) -> str:
    """Say what is wanted instead of the name of a file or folder, or nothing where it is plain."""
    if not name.isprintable():
        return "this name holds a character that cannot be seen; type the name anew"
    if found := _KEPT_OUT.search(name):
        return f"Windows allows no {found[0]} in a name; take it out"
    if name.endswith((" ", ".")):
        return "Windows drops a dot or a space at the end of a name; take it out"
    if is_reserved_name(name):
        return "Windows keeps this name for itself; give the file or folder another"
    return ""
