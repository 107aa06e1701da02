"""The history as both faces show it: which changes, each in words, and what putting one back does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.answers.in_words import question_in_words
from policypack.base.nearest import nearest
from policypack.questionnaire.putting_back import putting_back
from policypack.questionnaire.said_words import by_said, rows_of_steps
from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from policypack.answers.history import Change
    from policypack.questionnaire.asked import Key
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.putting_back import PuttingBack
    from policypack.questionnaire.said_words import SaidRow


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """A change in words.

    day: as 2026-11-29. by: terminal, browser or file. when: both in words. puts_back: the number of the change that it
    undoes, or 0. put_back_by: the number of what put it back since, or 0.
    """

    number: int
    day: str
    by: str
    when: str
    puts_back: int
    rows: tuple[SaidRow, ...]
    put_back_by: int


@dataclass(frozen=True, slots=True)
class PuttingBackSaid:
    """What putting a change back does, in words.

    change: the change. rows: what is said otherwise then; none where all of it is so already. stays: what does not go
    back, a sentence each. gone: questions with an answer that would no longer apply; it stays in the file, unused.
    """

    change: ChangeSaid
    rows: tuple[SaidRow, ...]
    stays: tuple[str, ...]
    gone: tuple[str, ...]


def changes_said(engine: Engine, about: str = "", since: date | None = None) -> list[ChangeSaid]:
    """Return the changes that were kept, in words, the newest first.

    about: only what concerns a section or a question, by its id; "" for all. since: only those of this day and later.
    Raises ValueError where there is no such section or question, with the nearest.
    """
    questions = engine.catalogue.questions
    known = [*(section.id for section in questions.sections), *questions.by_qid]
    if about and about not in known:
        raise ValueError(f"a section or a question is wanted, such as {known[0]}{nearest(about, known)}")
    back = put_back_by(engine.history.changes)
    found = []
    for change in reversed(engine.history.changes):
        is_of = any(f"{step.question}.".startswith(f"{about}.") for step in change.steps) if about else True
        if is_of and (since is None or change.day >= since):
            found.append(_said(engine, change, back))
    return found


def putting_back_said(engine: Engine, number: int) -> PuttingBackSaid | None:
    """Return what putting back the change of this number does; None where there is none."""
    found = putting_back(engine, number)
    return None if found is None else in_words(engine, found)


def in_words(engine: Engine, found: PuttingBack) -> PuttingBackSaid:
    """Return what putting back does, or did, in words."""
    return PuttingBackSaid(
        _said(engine, found.change, put_back_by(engine.history.changes)),
        tuple(rows_of_steps(engine, found.steps)),
        found.stays,
        tuple(question_in_words(question, item) for question, item in found.gone),
    )


def last_to_undo(engine: Engine, since: int) -> Change | None:
    """Return the last change that was made in the browser after change `since` and stands: what "Undo" puts back."""
    changes = engine.history.changes
    back = put_back_by(changes)
    for change in reversed(changes):
        if change.number <= since:
            return None
        if change.by == "browser" and not change.puts_back and change.number not in back:
            return change
    return None


def newly_asked(engine: Engine, was_open: Iterable[Key]) -> list[str]:
    """Return the questions that are open now and were not before. was_open: what was open then (Engine.open_now)."""
    known = set(was_open)
    questions = engine.catalogue.questions
    return [
        f"{key.item}: {questions[key.qid].prompt}" if key.item else questions[key.qid].prompt
        for key in engine.open_now()
        if key not in known
    ]


def put_back_by(changes: Iterable[Change]) -> dict[int, int]:
    """Return which change was put back last by which; one that was itself put back does not count."""
    back: dict[int, int] = {}
    for change in changes:
        if change.puts_back:
            back[change.puts_back] = change.number
            for number in [one for one, by in back.items() if by == change.puts_back]:
                del back[number]
    return back


def _said(engine: Engine, change: Change, back: dict[int, int]) -> ChangeSaid:
    rows = tuple(rows_of_steps(engine, change.steps))
    when, back_by = f"{day(change.day)}, {by_said(change)}", back.get(change.number, 0)
    return ChangeSaid(change.number, change.day.isoformat(), change.by, when, change.puts_back, rows, back_by)
