"""The journal: which sentences came and went from build to build, day by day, since the first approval.

``site_config/changes.txt`` is written by a build, and only ever grows at its end. What is older than three years goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from policypack.base.problems import one_problem, shown_path
from policypack.content.questions import AUDIENCES, Audience
from policypack.files.text_files import fits_a_record, read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policypack.base.workspace import Workspace

KEPT_FOR, MOST_ENTRIES = timedelta(days=3 * 366), 5000
"""Three years: two reviews can be looked back on. Builds that change something, five a day for most of that time."""
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


_Page = tuple[str, str, Audience, list[str], list[str]]
"""A page of an entry that is being read: what is in a ChangedPage, in its order."""


def read_journal(workspace: Workspace) -> tuple[DayOfChanges, ...]:
    """Read the journal, the oldest entry first; none where there is no file. Raises ProblemsFoundError for a fault."""
    path = workspace.journal
    if not path.is_file():
        return ()
    name = shown_path(path, workspace.root)
    text = read_record(path, workspace.root)
    found: list[tuple[date, list[_Page]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            if line.startswith(_DAY) and line[len(_DAY) :][:4].isdecimal():
                if len(found) == MOST_ENTRIES:
                    one_problem(name, f"policypack keeps at most {MOST_ENTRIES} builds here; take it away", line=number)
                found.append((date.fromisoformat(line.removeprefix(_DAY)), []))
            elif line.startswith(_PAGE):
                page_id, audience, title = line.removeprefix(_PAGE).split(_MARK, 2)
                if audience not in get_args(Audience):
                    raise ValueError
                found[-1][1].append((page_id, title, AUDIENCES[AUDIENCES.index(audience)], [], []))
            elif line.startswith((_NEW, _GONE)):
                page = found[-1][1][-1]
                (page[3] if line.startswith(_NEW) else page[4]).append(line[2:])
            elif line and not line.startswith("#"):
                raise ValueError
        except (ValueError, IndexError):
            one_problem(name, "policypack wrote this file, and somebody changed it; take this line out", line=number)
    return tuple(
        DayOfChanges(day, tuple(ChangedPage(*page[:3], tuple(page[3]), tuple(page[4])) for page in pages))
        for day, pages in found
    )


def with_entry(journal: tuple[DayOfChanges, ...], entry: DayOfChanges) -> tuple[DayOfChanges, ...]:
    """Return the journal with one entry more, without what is too old to be kept.

    A build that was stopped just after it wrote its entry writes it no second time.
    """
    kept = tuple(known for known in journal if entry.day - known.day <= KEPT_FOR)
    return kept if not entry.pages or entry in kept[-1:] else (*kept, entry)[-MOST_ENTRIES:]


def journal_text(journal: Iterable[DayOfChanges]) -> str:
    """Return the journal as the text of its file, without the oldest entries where they would make it too long."""
    entries = ["\n".join(_lines(entry)) for entry in journal]
    while not fits_a_record(text := "\n".join([_HEADER, "", *entries])):
        entries = entries[len(entries) // 4 + 1 :]
    return text


def _lines(entry: DayOfChanges) -> Iterator[str]:
    yield _DAY + entry.day.isoformat()
    for page in entry.pages:
        yield _PAGE + _MARK.join([page.id, page.audience, page.title])
        yield from (_GONE + text for text in page.gone)
        yield from (_NEW + text for text in page.new)
    yield ""
