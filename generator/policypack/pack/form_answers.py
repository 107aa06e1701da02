"""Form answers: what a form's CSV file says of who has read what, once it is known which column is which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from policypack.answers.types.date import read_day
from policypack.base.nearest import nearest
from policypack.base.problems import Problem, raise_if_any
from policypack.pack.read_by import ALL, Confirmed, read_name, version_on
from policypack.text.hidden import as_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from policypack.pack.approval import Approval
    from policypack.pack.read_by import Columns
    from policypack.readers.form_table import FormTable

T = TypeVar("T")

_YES = frozenset(("yes", "y", "true", "1", "x", "✓", "☑", "ok", "agree", "i agree", "i confirm", "confirmed", "done"))
_NO = frozenset(("", "no", "n", "false", "0", "not yet"))
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})")
_TIME = re.compile(r"(?<=\d)(?:[ T,]+)\d{1,2}[:.]\d\d.*$")
"""The time of day that forms write behind a day, with its zone."""


def confirmed_in(  # noqa: PLR0913 - what a line is held against
    table: FormTable,
    columns: Columns,
    file: str,
    *,
    titles: Mapping[str, str],
    approvals: Sequence[Approval],
    today: date,
    version: str = "",
) -> tuple[dict[str, list[Confirmed]], int]:
    """Return what each person in a form's answers has confirmed, by name, and the number of lines that confirm nothing.

    file: what messages call it. titles: of the pages to sign for, by their ids. version: whose words were read; by
    default those that stood on the day of each line.
    Raises ProblemsFoundError with everything that is wrong with the lines.
    """
    found: dict[str, list[Confirmed]] = {}
    problems: list[Problem] = []
    left_out = 0
    for line, row in table.rows:
        reading = _Row(file, line, row, problems)
        if columns.confirmed and not reading.cell(columns.confirmed, lambda text: _is_yes(text, columns)):
            left_out += 1
            continue
        name = reading.cell(columns.name, read_name)
        day = reading.cell(columns.day, lambda text: _day_of(text, columns, approvals, today, version))
        pages = reading.cell(columns.page, lambda text: pages_of(text, titles)) if columns.page else (ALL,)
        if name is not None and day is not None and pages is not None:
            known = next((one for one in found if one.casefold() == name.casefold()), name)
            found.setdefault(known, []).extend(Confirmed(page, *day) for page in pages)
    raise_if_any(problems)
    return found, left_out


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a table, whose cells are read one by one; what is wrong with one is added to `problems`."""

    file: str
    line: int
    cells: Mapping[str, str]
    problems: list[Problem]

    def cell(self, title: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(self.cells[title])
        except ValueError as error:
            self.problems.append(Problem(self.file, self.line, title, self.cells[title], str(error)))
            return None


def unclear_words(table: FormTable, column: str, columns: Columns) -> list[str]:
    """Return what stands in the column of confirmations that neither says yes nor no by itself, each once."""
    known = {*map(as_word, (*columns.yes, *columns.no))}
    words = dict.fromkeys(row[column] for _, row in table.rows)
    return [word for word in words if as_word(word) not in known and as_word(word).casefold() not in _YES | _NO]


def is_month_first(table: FormTable, column: str) -> bool:
    """Say whether the days in a column make sense only where the month comes first, as in 11/29/2026."""
    days = [found for _, row in table.rows if (found := _MONTH_FIRST.match(row[column]))]
    most = 12
    return any(int(one[2]) > most for one in days) and all(int(one[1]) <= most for one in days)


def _is_yes(text: str, columns: Columns) -> bool:
    word = as_word(text)
    if word in map(as_word, columns.yes) or word.casefold() in _YES:
        return True
    if word in map(as_word, columns.no) or word.casefold() in _NO:
        return False
    raise ValueError("say whether this means that they have read it: with --yes or --no, or at a terminal")


def _day_of(text: str, columns: Columns, approvals: Sequence[Approval], today: date, version: str) -> tuple[date, str]:
    written = _TIME.sub("", text)
    if columns.month_first:
        written = _MONTH_FIRST.sub(r"\2/\1/\3", written)
    day = read_day(written)
    if day > today:
        raise ValueError(f"a day that is not after today, {today.isoformat()}, is wanted")
    return day, version or version_on(day, approvals)


def pages_of(text: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Read the pages that were ticked: titles or ids, with commas or semicolons between them; or all.

    titles: of the pages to sign for, by their ids. Raises ValueError with what is wanted.
    """
    if as_word(text).casefold() in {ALL, "all of them", "all pages"}:
        return (ALL,)
    ids = {as_word(word).casefold(): page for page, title in titles.items() for word in (page, title)}
    found: list[str] = []
    rest = text.strip(" ;,")
    while rest:
        # A title may hold a comma of its own, so that the longest that fits is taken.
        word = max(
            (word for word in ids if re.match(rf"{re.escape(word)}\s*(?:[;,]|$)", rest.casefold())), key=len, default=""
        )
        if not word:
            raise ValueError(f"the title of a page on the sheet to sign is wanted{nearest(rest, titles.values())}")
        found.append(ids[word])
        rest = rest[len(word) :].strip(" ;,")
    if not found:
        raise ValueError("the page that was read is wanted")
    return tuple(found)
