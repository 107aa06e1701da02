"""What is asked: one question at a time, with where it stands and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from policypack.answers.model import Item
    from policypack.content.questions import Choice, Question, Section

ADD, DONE = "add", "done"
"""What is said when a group asks for another item: add one, or that was all."""


class Key(NamedTuple):
    """Something to ask, by name: a question (qid), of an item where it lies in a group, or a group's items (gate)."""

    qid: str
    item: str = ""
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the questionnaire is.

    section, sections: the place of the section, counted from 1, among those of which anything applies.
    done: answered, or put off in this run. left: still open, this one included; a guess where groups wait.
    """

    section: int
    sections: int
    done: int
    left: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to ask.

    kind: `answer` wants an answer to `question`; `any` asks whether a group has any item, `more` whether it has
    another (`question` is the group then): both take "add", and "none" or "done".
    group, item: the group that the question lies in, and its item; the item is None while its name is asked for.
    options: what can be chosen, "none" among them where that is an answer.
    position, total: of the question, or of its group, in the section; counted from 1, of those asked so far.
    again: whether it was asked before, so that it may have an answer already.
    """

    kind: Literal["answer", "any", "more"]
    question: Question
    section: Section
    position: int
    total: int
    options: tuple[Choice, ...] = ()
    group: Question | None = None
    item: Item | None = None
    again: bool = False

    @property
    def opens_group(self) -> bool:
        """Whether a new item begins with it, so that the group has to be introduced."""
        return self.group is not None and self.item is None

    @property
    def key(self) -> Key:
        """Its name, for going back to it."""
        return Key(self.question.qid, self.item.name if self.item else "", self.kind != "answer")
