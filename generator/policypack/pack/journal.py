"""The journal: which sentences came and went from build to build, day by day, since the first approval.

``site_config/changes.txt`` is written by a build, and only ever grows at its end. What is older than three years goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from policypack.base.problems import one_problem, shown_path
from policypack.content.questions import AUDIENCES, Audience
from policypack.files.yaml_nodes import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.base.workspace import Workspace

KEPT_FOR = timedelta(days=3 * 366)
_HEADER = (
    "# What changed on your pages, build by build. A build writes this file; nothing in it is published as it stands."
)
_DAY, _PAGE, _NEW, _GONE, _MARK = "# ", "== ", "+ ", "- ", " | "


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """What changed on one page: its id, its title and its readers; sentences that came, and those that went."""

    id: str
    title: str
    audience: Audience
    new: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayOfChanges:
    """What one build changed. day: on which it ran."""

    day: date
    pages: tuple[ChangedPage, ...]


def read_journal(workspace: Workspace) -> tuple[DayOfChanges, ...]:
    """Read the journal, the oldest entry first; none where there is no file. Raises ProblemsFoundError for a fault."""
    path = workspace.journal
    if not path.is_file():
        return ()
    name = shown_path(path, workspace.root)
    text = read_record(path, workspace.root)
    found: list[DayOfChanges] = []
    pages: list[ChangedPage] = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            if line.startswith(_DAY) and line[len(_DAY) :][:4].isdecimal():
                pages = []
                found.append(DayOfChanges(date.fromisoformat(line.removeprefix(_DAY)), ()))
            elif line.startswith(_PAGE):
                page_id, audience, title = line.removeprefix(_PAGE).split(_MARK, 2)
                if audience not in get_args(Audience):
                    raise ValueError
                pages.append(ChangedPage(page_id, title, AUDIENCES[AUDIENCES.index(audience)], (), ()))
            elif line.startswith((_NEW, _GONE)):
                last = pages.pop()
                new = (*last.new, line[2:]) if line.startswith(_NEW) else last.new
                gone = (*last.gone, line[2:]) if line.startswith(_GONE) else last.gone
                pages.append(ChangedPage(last.id, last.title, last.audience, new, gone))
            elif line and not line.startswith("#"):
                raise ValueError
            if found:
                found[-1] = DayOfChanges(found[-1].day, tuple(pages))
        except (ValueError, IndexError):
            one_problem(name, "policypack wrote this file, and somebody changed it; take this line out", line=number)
    return tuple(found)


def with_entry(journal: tuple[DayOfChanges, ...], entry: DayOfChanges) -> tuple[DayOfChanges, ...]:
    """Return the journal with one entry more, without what is too old to be kept.

    A build that was stopped just after it wrote its entry writes it no second time.
    """
    kept = tuple(known for known in journal if entry.day - known.day <= KEPT_FOR)
    return kept if not entry.pages or entry in kept[-1:] else (*kept, entry)


def journal_text(journal: Iterable[DayOfChanges]) -> str:
    """Return the journal as the text of its file."""
    lines = [_HEADER, ""]
    for entry in journal:
        lines.append(_DAY + entry.day.isoformat())
        for page in entry.pages:
            lines.append(_PAGE + _MARK.join([page.id, page.audience, page.title]))
            lines += [_GONE + text for text in page.gone] + [_NEW + text for text in page.new]
        lines.append("")
    return "\n".join(lines)
