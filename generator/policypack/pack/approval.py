"""Approval: who agreed which words, when, and until when. Every record is kept; the last one counts.

``site_config/agreed/`` has a folder for each, named by its day: the record, a copy of the answers as they were, the
policies and codes in Markdown, one sentence a line, and the sentences of all pages.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pydantic

from policypack.base.problems import Gathering, one_problem, shown_path
from policypack.content.rows import Row, load_row
from policypack.files.text_files import read_record

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.base.workspace import Workspace

LONGEST_REVIEW = 366
"""Days until the next review at the latest: the guidance's measures are reviewed each year."""
RECORD = "record.yml"
ANSWERS = "answers.yml"
WORDS = "words.txt"


class Approval(Row):
    """The record of an approval.

    role: who agreed, such as "Committee". date: the day on which they did. present: who was there, in own words, or "".
    policypack: the version whose words they were; content: a code of what it knew, and own: of the organisation's own
    content and templates, "" where it has none; answers: of what had been answered.
    pages: a code of the agreed words of each policy page, by the page's id. An approval by version 0.1.0 has no words.
    """

    role: str = pydantic.Field(min_length=2, max_length=80)
    date: dt.date
    next_review: dt.date
    present: str = pydantic.Field(default="", max_length=200)
    policypack: str = "0.1.0"
    content: str = ""
    own: str = ""
    answers: str = ""
    pages: dict[str, str]
    _folder: Path | None = pydantic.PrivateAttr(default=None)

    @property
    def folder(self) -> Path | None:
        """Where the agreed words lie; None for an approval by version 0.1.0, which kept none."""
        return self._folder

    @property
    def name(self) -> str:
        """What tells this record from the others of a workspace: the name of its folder."""
        return self._folder.name if self._folder else ""

    def words_of(self, page: str, workspace: Workspace) -> str | None:
        """Return the agreed Markdown of a policy page; None where it was not among what was agreed.

        Raises ProblemsFoundError where its file is gone or was changed since.
        """
        if self._folder is None or page not in self.pages:
            return None
        file = self._folder / f"{page}.md"
        name = shown_path(file, workspace.root)
        text = read_record(file, workspace.root) if file.is_file() else None
        if text is None:
            one_problem(name, "this file holds what was agreed, and is gone; put it back from a copy, or agree anew")
        if code_of(text) != self.pages[page]:
            one_problem(
                name, "this file holds what was agreed, and was changed; put it back from a copy, or agree anew"
            )
        return text


def read_approvals(workspace: Workspace) -> tuple[Approval, ...]:
    """Read every record of an approval, the last one last. Raises ProblemsFoundError where one is damaged."""
    files = [workspace.approval_file] if workspace.approval_file.exists() else []
    folders = sorted((folder for folder in workspace.agreed.glob("[0-9]*") if folder.is_dir()), key=_in_time)
    files += [folder / RECORD for folder in folders]
    gathering = Gathering()
    found = [gathering.read(lambda file=file: _read(workspace, file)) for file in files]  # type: ignore[misc]
    gathering.raise_if_any()
    return tuple(found)


def read_approval(workspace: Workspace) -> Approval | None:
    """Return the record that counts; None while there is none. Raises as :func:`read_approvals` does."""
    return next(reversed(read_approvals(workspace)), None)


def code_of(text: str) -> str:
    """Return a short code that tells one text from another, whatever line ends a system has given it."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()[:32]


def _in_time(folder: Path) -> tuple[str, int]:
    """Order records by their day, and those of one day by their number: 2027-03-01, 2027-03-01-2."""
    day, number = folder.name[:10], folder.name[11:]
    return day, int(number) if number.isdecimal() else 1


def _read(workspace: Workspace, file: Path) -> Approval:
    record: Approval = load_row(workspace, file, Approval)[0]
    if file.name == RECORD:
        record._folder = file.parent
    return record
