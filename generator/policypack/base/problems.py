"""Problems: what is wrong with the input, said so that its author can mend it.

Everything that reads input collects problems and raises them together, once (invariant 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_LONGEST_GIVEN = 60
_MOST = 100


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with the input.

    file: the file as its author knows it, relative to the workspace where it lies inside.
    line: counted from 1, or None where the problem is not at one line.
    question: the question's id (``moderation.reply_time``), with the item where it is one of several, or "".
    given: the value as it was written, or None where nothing was given.
    wanted: one sentence that says what is wanted instead.
    """

    file: str
    line: int | None
    question: str
    given: str | None
    wanted: str

    def __str__(self) -> str:
        """Say the problem on one line: file:line: question: given what; what is wanted."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [where]
        if self.question:
            parts.append(self.question)
        if self.given is not None:
            parts.append(f"given {quoted(self.given)}")
        return visible(": ".join([*parts, self.wanted]))


class ProblemsFoundError(Exception):
    """Raised once, with every problem that was found (``problems``, never empty, in file order)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda p: (p.file, p.line or 0)))
        super().__init__("\n".join(map(str, self.problems)))


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise ProblemsFoundError where there is at least one problem."""
    found = list(problems)
    if found:
        raise ProblemsFoundError(found)


class Gathering:
    """Reads one thing after another, and raises once, with the problems of all (invariant 7)."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}  # several readers can meet the same one

    def read(self, load: Callable[[], T]) -> T:
        """Return what `load` does. Where it finds problems, the value is of no use: raise_if_any says so."""
        try:
            return load()
        except ProblemsFoundError as error:
            self._problems |= dict.fromkeys(error.problems)
            return cast("T", None)

    def raise_if_any(self) -> None:
        """Raise ProblemsFoundError where anything that was read had problems."""
        raise_if_any(self._problems)


def raise_if_many(problems: list[Problem]) -> None:
    """Raise ProblemsFoundError where so many were found that nobody reads more; a last one says so.

    To look on would take long: a file of nothing but faults holds more than a hundred thousand.
    """
    if len(problems) >= _MOST:
        last = problems[-1]
        problems.append(Problem(last.file, last.line, "", None, f"mend these {_MOST} first; there may be more"))
        raise ProblemsFoundError(problems)


def one_problem(file: str, wanted: str, *, line: int | None = None, given: str | None = None) -> NoReturn:
    """Raise a single problem about a whole file."""
    raise ProblemsFoundError([Problem(file, line, "", given, wanted)])


def quoted(value: str) -> str:
    """Quote a value for a message: on one line, shortened, with what cannot be seen made visible."""
    start = value[: _LONGEST_GIVEN + 1].replace("\n", " ")  # of an answer of 100 kB, too
    shown = visible(start)
    if len(shown) > _LONGEST_GIVEN:
        shown = shown[: _LONGEST_GIVEN - 1] + "…"
    return f'"{shown}"'


def visible(text: str) -> str:
    """Return a message with what cannot be seen made visible: a terminal would act on it. Line ends stay."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def shown_path(path: Path, root: Path) -> str:
    """Name a file as its author knows it: relative to the workspace where it lies inside, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
