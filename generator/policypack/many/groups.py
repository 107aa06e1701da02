"""Groups: the workspaces of one run, found below a folder or named by a table."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from policypack.base.nearby import is_workspace
from policypack.base.problems import Problem, one_problem, raise_if_any
from policypack.files.text_files import decode, read_data

COLUMN = "folder"
"""The column of a table that names each group's workspace, from the folder of the table on."""
PUBLIC = ("name", "area", "site")
"""Columns that may be there as well, and that everybody may read: what it is called, where it is, its web address."""
_WEB = ("https://", "http://")
_DEEPEST = 4
"""Folders below the one that is named: a body, its regions, their groups, and one more."""
_LARGEST_TABLE = 20_000_000
"""Bytes. A row of 100 signs for each of 100,000 groups takes half of it."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a run.

    name: its folder as it was found, from `place` on. root: of its workspace, absolute. said: what its row of the table
    says of it for everybody, by column, of :data:`PUBLIC`; and its region.
    """

    name: str
    root: Path
    said: dict[str, str] = field(default_factory=dict)

    @property
    def region(self) -> str:
        """Its region: as the table says it, or the first of the folders that it lies in."""
        return self.said.get("region") or (self.name.split("/")[0] if "/" in self.name else "")


def groups_of(place: Path) -> list[Group]:
    """Return the groups of a run, sorted by name, or in the order of the table.

    place: a folder, below which every workspace is one; or a table (CSV) with the column :data:`COLUMN`.
    Raises ProblemsFoundError where there is none, and for each row of a table that names no folder or one twice.
    """
    if not place.exists():
        one_problem(str(place), "there is no such folder or table")
    if place.is_dir():
        found = [Group(path.relative_to(place).as_posix(), path.resolve()) for path in _below(place, _DEEPEST)]
    else:
        found = _in_table(place)
    if not found:
        one_problem(str(place), "no workspace is named or lies here; `policypack new` makes one")
    return found


def _below(folder: Path, levels: int) -> list[Path]:
    """Return the workspaces in a folder, `levels` below it at most. No link is followed, and no workspace gone into."""
    found: list[Path] = []
    with os.scandir(folder) as entries:
        inner = sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
    for path in map(Path, inner):
        if path.name.startswith("."):
            continue
        if is_workspace(path):
            found.append(path)
        elif levels > 1:
            found += _below(path, levels - 1)
    return found


def _in_table(file: Path) -> list[Group]:
    text = decode(read_data(file, file.name, _LARGEST_TABLE), file.name)
    rows = csv.DictReader(StringIO(text))
    if COLUMN not in (rows.fieldnames or ()):
        one_problem(file.name, f"a table with a column `{COLUMN}` is wanted", line=1, given=text.partition("\n")[0])
    found: dict[Path, Group] = {}
    problems = []
    for row in rows:
        name = (row[COLUMN] or "").strip()
        root = (file.parent / name).resolve()
        if not name:
            problems.append(Problem(file.name, rows.line_num, COLUMN, None, "the folder of a workspace is wanted here"))
        elif root in found:
            problems.append(Problem(file.name, rows.line_num, COLUMN, name, "this folder stands in a row above, too"))
        elif (site := (row.get("site") or "").strip()) and not site.startswith(_WEB):
            problems.append(
                Problem(file.name, rows.line_num, "site", site, "an address that begins with https:// is wanted")
            )
        else:
            said = {column: (row.get(column) or "").strip() for column in (*PUBLIC, "region")}
            found[root] = Group(name, root, {column: text for column, text in said.items() if text})
    raise_if_any(problems)
    return list(found.values())
