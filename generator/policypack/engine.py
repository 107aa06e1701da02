"""The engine: it decides which question comes next, and puts each answer on disk before the one after.

It knows no screen; the terminal and the browser are faces over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policypack.answers import Answers
from policypack.answers_file import answers_of
from policypack.answers_writer import AnswersDocument
from policypack.options import options_for
from policypack.problems import ProblemsFoundError
from policypack.questions import NONE, NOT_DECIDED, Choice
from policypack.values import read_one_of, read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from policypack.answers import Item
    from policypack.answers_writer import Raw
    from policypack.catalogue import Catalogue
    from policypack.questions import Question, Section
    from policypack.workspace import Workspace

ADD, DONE = "add", "done"
"""What is said when a group asks for another item: add one, or that was all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to ask.

    kind: `answer` wants an answer to `question`; `any` asks whether a group has any item, `more` whether it has
    another (`question` is the group then): both take "add", and "none" or "done".
    group, item: the group that the question lies in, and its item; the item is None while its name is asked for.
    options: what can be chosen, "none" among them where that is an answer.
    position, total: of the question, or of its group, in the section; counted from 1, of those asked so far.
    """

    kind: Literal["answer", "any", "more"]
    question: Question
    section: Section
    position: int
    total: int
    options: tuple[Choice, ...] = ()
    group: Question | None = None
    item: Item | None = None

    @property
    def opens_group(self) -> bool:
        """Whether a new item begins with it, so that the group has to be introduced."""
        return self.group is not None and self.item is None


class Engine:
    """One run through the questions of a workspace. Raises ProblemsFoundError where its answers cannot be read.

    answers: all that has been said so far. today: the day for which the answers are read.
    """

    def __init__(self, workspace: Workspace, catalogue: Catalogue, today: date) -> None:
        self.workspace = workspace
        self.catalogue = catalogue
        self.today = today
        self.document = AnswersDocument.open(workspace, catalogue.questions)
        self.answers = self._read()
        # What this run alone knows: what was put off (qid, item) or closed (group, ""), groups in which an item is
        # being added, and groups that were changed.
        self._settled: set[tuple[str, str]] = set()
        self._adding: set[str] = set()
        self._changed: set[str] = set()

    def next_question(self, quick: bool = False, section: str | None = None) -> Asked | None:
        """Return what to ask next, or None at the end.

        quick: only the questions of the quick path. section: only those of the section with this id.
        A question put off in this run is not asked again; one put off earlier is.
        """
        for one in self.catalogue.questions.sections:
            if section not in (None, one.id):
                continue
            on_path = [q for q in one.questions if (q.quick or not quick) and self.answers.asked(q.qid)]
            for position, question in enumerate(on_path, start=1):
                for kind, asked, item in self._open(question, quick):
                    options = options_for(asked, self.answers, item) if kind == "answer" else ()
                    if kind == "answer" and asked.type in ("choice", "choices") and not options:
                        continue  # what it chooses from is not answered yet, so there is nothing to ask
                    none = [Choice(value=NONE, label=asked.none)] if asked.none else []
                    group = question if asked is not question else None
                    return Asked(kind, asked, one, position, len(on_path), (*options, *none), group, item)
        return None

    def _open(
        self, question: Question, quick: bool
    ) -> Iterator[tuple[Literal["answer", "any", "more"], Question, Item | None]]:
        """Yield what is open of a question: itself, or what its group still wants, first things first."""
        if question.type != "group":
            if self.answers.is_open(question.qid) and (question.qid, "") not in self._settled:
                yield "answer", question, None
            return
        items = self.answers.groups.get(question.qid)
        label = question.by_id[question.label or ""]
        for item in items or ():
            for inner in question.questions:
                is_open = self.answers.is_open(inner.qid, item) and (inner.qid, item.name) not in self._settled
                if is_open and (inner.quick or not quick):
                    yield "answer", inner, item
        if (question.qid, "") in self._settled or (items == () and not question.fewest):
            return
        if question.qid in self._adding or (question.fewest and not items):
            yield "answer", label, None
        elif label.choices_from and not options_for(label, self.answers):
            return
        elif items is None:
            yield "any", question, None
        elif question.qid in self._changed or self._is_last_answered(question):
            yield "more", question, None

    def _is_last_answered(self, group: Question) -> bool:
        """Say whether nothing after a group is answered: then a run may have stopped before its last item."""
        qids = [question.qid for section in self.catalogue.questions.sections for question in section.questions]
        later = qids[qids.index(group.qid) + 1 :]
        said = {*self.answers.values, *self.answers.groups, *self.answers.put_off}
        return not said.intersection(later)

    def answer(self, asked: Asked, raw: Raw) -> None:
        """Take an answer, and put it on disk.

        raw: what was typed, the value of an option, or for `choices` a list of them.
        Raises ValueError with what is wanted where the answer cannot be taken, and ProblemsFoundError where the file
        cannot be written or was changed by hand so that it cannot be read; nothing is written then.
        """
        qid = asked.question.qid
        if asked.kind != "answer":
            word = read_one_of(str(raw), (ADD, NONE if asked.kind == "any" else DONE))
            if word == ADD:
                self._adding.add(qid)
            elif word == DONE:
                self._settled.add((qid, ""))
            else:
                self._write(asked, NONE)
            return
        if isinstance(raw, str) and raw.strip().casefold() == NOT_DECIDED:
            self.put_off(asked)
            return
        self._write(asked, self._as_written(asked, raw))

    def put_off(self, asked: Asked) -> None:
        """Note that a question is not decided yet, and put that on disk; it is not asked again in this run."""
        group = asked.group
        if group is not None and asked.item is None:  # without a name there is no item
            self._adding.discard(group.qid)
            self._settled.add((group.qid, ""))
            if self.answers.groups.get(group.qid) is None:
                self._save(lambda document: document.set(group.qid, NOT_DECIDED))
            return
        self._settled.add((asked.question.qid, asked.item.name if asked.item else ""))
        if asked.kind != "more":
            self._write(asked, NOT_DECIDED)

    def _as_written(self, asked: Asked, raw: Raw) -> Raw:
        """Return an answer as the file is to hold it. Raises ValueError with what is wanted."""
        question = asked.question
        if question.type == "choices":
            given = [raw] if isinstance(raw, str) else raw
            values = [read_one_of(text, [choice.value for choice in asked.options]) for text in given]
            if not values:
                raise ValueError(f"at least one of them is wanted, or `{NOT_DECIDED}`")
            if NONE in values and len(values) > 1:
                raise ValueError(f"“{question.none}” stands alone; take it out, or the others")
            return NONE if values == [NONE] else values
        text = raw.strip() if isinstance(raw, str) else ""
        if not text:
            raise ValueError(f"an answer is wanted, or `{NOT_DECIDED}`")
        if question.type == "choice":
            return read_one_of(text, [choice.value for choice in asked.options])
        if question.none is not None and text.casefold() in (NONE, question.none.casefold()):
            return NONE
        value = read_value(text, question, None, self.workspace.site_config)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if question.type == "date":
            return str(value)
        return str(value) if isinstance(value, str | int) else text

    def _write(self, asked: Asked, written: Raw) -> None:
        question, group, item = asked.question, asked.group, asked.item

        def change(document: AnswersDocument) -> None:
            if group is None:
                document.set(question.qid, written)
            elif item is None:
                document.add_item(group.qid, {question.id: written})
            else:
                document.set_item(group.qid, document.index_of(group.qid, item.name), {question.id: written})

        self._save(change)
        if group is not None:
            self._changed.add(group.qid)
            self._adding.discard(group.qid)

    def _save(self, change: Callable[[AnswersDocument], None]) -> None:
        """Change the document, and put it on disk if it reads without a problem: the reader alone judges answers."""
        if self.document.refresh():
            self.answers = self._read()
        before = self.document.text
        change(self.document)
        try:
            answers = self._read()
        except ProblemsFoundError as error:
            self.document.text = before
            raise ValueError(". ".join(problem.wanted for problem in error.problems)) from error
        try:
            self.document.save()
        except ProblemsFoundError:
            self.document.text = before
            raise
        self.answers = answers

    def _read(self) -> Answers:
        node = self.document.node
        if node.value is None:  # a new file holds nothing but comments
            return Answers(self.catalogue, self.today, {}, {})
        return answers_of(node, self.catalogue, self.today, self.workspace.site_config, self.document.name)
