"""Confirming: what is read back before an answer is taken, and what it means to put a question off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words, raw_in_words
from policypack.answers.types.choice import value_said
from policypack.answers.types.weekly_times import read_weekly_times
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.pack.shown import MAKES_A_PLACE, NOT_SHOWN
from policypack.questionnaire.reading_back import day_meant
from policypack.questionnaire.steps import Confirm, TimesMeant
from policypack.readers.schedule import said_of_reading

if TYPE_CHECKING:
    from collections.abc import Collection

    from policypack.answers.document import Raw
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine

TIMES, ASIDE = "times", "aside"
"""What can be confirmed: that times or a date are read as meant, and that an answer goes, with what hangs on it."""


def to_confirm(engine: Engine, asked: Asked, raw: Raw, confirmed: Collection[str]) -> Confirm | None:
    """Return what has to be confirmed before an answer is taken, or None where nothing has.

    raw: as for Engine.answer, NOT_DECIDED to put the question off. confirmed: what was confirmed already.
    Raises ValueError with what is wanted where the answer cannot be taken.
    """
    times, meant, gone, was = None, "", [], ""
    if TIMES not in confirmed:
        times = _times_meant(asked, raw)
        meant = day_meant(asked, raw, engine.today)
    if ASIDE not in confirmed and engine.current(asked) is not None:
        gone = engine.set_aside_by(asked, raw)
        if raw == NOT_DECIDED and not _names_item(asked):  # a name always stays
            was = answer_in_words(asked.question, engine.answers, asked.item)
    if times is None and not meant and not gone and not was:
        return None
    said = raw_in_words(raw, asked.question, engine.answers, asked.item) if gone else ""
    return Confirm(times, tuple(gone), said, was, meant)


def said_of_putting_off(engine: Engine, asked: Asked) -> str:
    """Say what it means to put a question off; to be asked before it is put off."""
    group, item = asked.group, asked.item
    if asked.kind == "more":
        return f"No other {asked.question.item} for now."
    if group is not None and _names_item(asked):
        if item is not None:
            return f"It is still called {item.name}."
        if engine.answers.items(group.qid):
            return f"No other {group.item} for now."
    if (was := engine.current(asked)) is not None:
        said = raw_in_words(was, asked.question, engine.answers, item)
        return f"Not decided yet, from now on. Your answer was: {said}"
    said = "Not decided yet, which is not a no. `policypack ask` asks it again."
    return f"{said} {NOT_SHOWN}" if asked.question.qid == MAKES_A_PLACE else said


def _times_meant(asked: Asked, raw: Raw) -> TimesMeant | None:
    question = asked.question
    if question.type != "weekly times" or raw == NOT_DECIDED:
        return None
    given = str(raw)
    if question.none is not None and value_said(given, {NONE: question.none}) == NONE:
        return None
    return TimesMeant(read_weekly_times(given), said_of_reading(given))


def _names_item(asked: Asked) -> bool:
    return asked.group is not None and asked.question.id == asked.group.label
