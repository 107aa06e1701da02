"""What was said, in words: an answer of any day, as the file held it, and the question that it was the answer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.answers.differences import is_name
from policypack.answers.in_words import raw_in_words
from policypack.content.questions import NOT_DECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policypack.answers.differences import ItemSaid, Step
    from policypack.answers.document import Raw
    from policypack.answers.history import By, Change
    from policypack.questionnaire.engine import Engine

BY: dict[By, str] = {"terminal": "in the terminal", "browser": "in the browser", "file": "in the file"}
NOTHING = "nothing"
"""What stands where there was no answer."""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One answer that is otherwise, in words: the question with its item, and the answer before and after.

    section: the id of its section. qid: the question's id. inside: of an item that comes or goes whole, each answer
    with its question.
    """

    question: str
    was: str
    now: str
    section: str
    qid: str
    inside: tuple[tuple[str, str], ...] = ()


def rows_of_steps(engine: Engine, steps: Iterable[Step]) -> list[SaidRow]:
    """Return steps in words, a row each: items that come or go first, then what fell with them."""
    in_order = sorted(steps, key=lambda step: step.at is None)
    return [
        SaidRow(
            _question_of(engine, step),
            answer_said(engine, step, step.was),
            answer_said(engine, step, step.now),
            step.question.partition(".")[0],
            step.question,
            tuple(_inside(engine, step)),
        )
        for step in in_order
    ]


def by_said(change: Change) -> str:
    """Say on which face a change was made, and what it puts back."""
    return f"{BY[change.by]}, puts back change {change.puts_back}" if change.puts_back else BY[change.by]


def _question_of(engine: Engine, step: Step) -> str:
    group = engine.catalogue.questions.by_qid.get(step.question)
    if step.at is not None and group is not None:
        return f"{step.item} ({group.item})"
    if isinstance(step.now, list) and step.question in engine.history.labels:
        return f"{question_said(engine, step.question, '')} Their order:"
    return question_said(engine, step.question, step.item)


def question_said(engine: Engine, qid: str, item: str) -> str:
    """Return a question in words, with the item that it was asked of; its id where it is no longer asked."""
    question = engine.catalogue.questions.by_qid.get(qid)
    prompt = f"{qid}, which is no longer asked:" if question is None else question.prompt
    return f"{item}: {prompt}" if item else prompt


def answer_said(engine: Engine, step: Step, said: Raw | ItemSaid | None) -> str:
    """Return an answer of a step in words, or that an item is there."""
    if said is None:
        return NOTHING if step.at is None else "not there"
    if isinstance(said, dict):
        more = len(said) - 1
        return "there" if more < 1 else f"there, with {more} {'answer' if more == 1 else 'answers'}"
    if is_name(step, engine.history.labels):
        return str(said)
    return _answer(engine, step.question, step.item, said)


def _inside(engine: Engine, step: Step) -> Iterator[tuple[str, str]]:
    """Yield each answer of a whole item with its question, but for its name."""
    said = step.was or step.now
    for short, raw in said.items() if isinstance(said, dict) else ():
        if short != engine.history.labels.get(step.question):
            qid = f"{step.question}.{short}"
            yield question_said(engine, qid, ""), _answer(engine, qid, step.item, raw)


def _answer(engine: Engine, qid: str, name: str, raw: Raw) -> str:
    if raw == NOT_DECIDED:
        return NOT_DECIDED
    question = engine.catalogue.questions.by_qid.get(qid)
    if question is None or question.type == "group":
        return raw if isinstance(raw, str) else ", ".join(raw)
    group = qid.rpartition(".")[0]
    item = next((one for one in engine.answers.groups.get(group, ()) if one.name == name), None)
    return raw_in_words(raw, question, engine.answers, item)
