"""Saved answers: what the answers file says, and each change on disk before anything follows from it."""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING

from policypack.answers.conversions import convert
from policypack.answers.differences import said_in
from policypack.answers.document import AnswersDocument
from policypack.answers.history import History
from policypack.answers.model import Answers
from policypack.answers.reader import answers_of, read_answers
from policypack.answers.standing_on import standing_on
from policypack.answers.versions import version_of, without_version
from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.content.questions import NOT_DECIDED
from policypack.facts import FACTS
from policypack.text.hidden import says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from policypack.answers.document import Raw
    from policypack.answers.history import By
    from policypack.answers.model import Item
    from policypack.base.problems import Problem
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked

    Change = Callable[[AnswersDocument], None]


class SavedAnswers:
    """The answers of a workspace, and their history. Raises ProblemsFoundError where they cannot be read.

    by: on which face they are changed.
    """

    def __init__(self, workspace: Workspace, catalogue: Catalogue, today: date) -> None:
        self.workspace = workspace
        self.catalogue = catalogue
        self.today = today
        self.document = AnswersDocument.open(workspace, catalogue.questions, catalogue.rows)
        self.answers = self._read()
        self.by: By = "terminal"
        self.history = History(workspace, catalogue.questions)

    def notice(self) -> bool:
        """Keep in the history what was changed by hand since; say whether anything was. Raises ProblemsFoundError."""
        return self.history.notice(said_in(self.document.node), self.today)

    def refresh(self) -> bool:
        """Take over what was changed on the disk, and say whether anything was. Raises ProblemsFoundError."""
        newer = copy(self.document)
        if not newer.refresh():
            return False
        before, self.document = self.document, newer
        try:
            self.answers = self._read()
        except ProblemsFoundError:
            self.document = before
            raise
        return True

    def current(self, asked: Asked) -> Raw | None:
        """Return the answer that a question has, as the file holds it; None where it has none."""
        if asked.kind != "answer" or (asked.group is not None and asked.item is None):
            return None
        if asked.group is None or asked.item is None:
            raw = self.document.raw(asked.question.qid)
        else:
            index = self.document.index_of(asked.group.qid, asked.item.name)
            raw = self.document.raw(asked.group.qid, index, asked.question.id)
        return None if says(raw, NOT_DECIDED) else raw

    def after(self, change: Change) -> Answers | None:
        """Return the answers as a change would leave them, or None where it cannot be made; nothing is written."""
        before = self.document.text
        try:
            change(self.document)
            return self._read()
        except (ProblemsFoundError, ValueError):
            return None
        finally:
            self.document.text = before

    def set_aside_by(self, change: Change) -> list[tuple[Question, Item | None]]:
        """Return what has an answer that would no longer apply after a change, with its item."""
        after = self.after(change)
        if after is None:
            return []  # whoever makes the change is told what is wrong
        has = {(question.qid, item.name if item else "") for question, item in answered_in(after)}
        had = list(answered_in(self.answers))
        return [(question, item) for question, item in had if (question.qid, item.name if item else "") not in has]

    def wrong_after(self, change: Change) -> list[Problem]:
        """Return what the reader would find wrong with the answers as a change would leave them."""
        before = self.document.text
        try:
            change(self.document)
            self._read()
        except ProblemsFoundError as error:
            return list(error.problems)
        finally:
            self.document.text = before
        return []

    def change(self, change: Change, puts_back: int = 0) -> None:
        """Change the document, and put it on disk if it reads without a problem: the reader alone judges answers.

        The history has it first. puts_back: the number of the change that this one undoes, or 0.
        Raises ValueError with what is wanted where it does not, and ProblemsFoundError where it cannot be written.
        """
        self.refresh()
        before, said = self.document.text, said_in(self.document.node)
        try:
            change(self.document)
        except ProblemsFoundError:
            self.document.text = before
            raise
        try:
            answers = self._read()
        except ProblemsFoundError as error:
            self.document.text = before
            raise ValueError(". ".join(problem.wanted for problem in error.problems)) from error
        now = said_in(self.document.node)
        try:
            is_kept = self.history.note(said, now, self.today, self.by, puts_back)
        except ProblemsFoundError:
            self.document.text = before
            self.history.forget()
            raise
        try:
            self.document.save()
        except ProblemsFoundError:
            self.document.text = before
            with suppress(ProblemsFoundError):  # what cannot be taken back is seen by the next command
                if is_kept:
                    self.history.take_back()
            raise
        self.answers = answers

    def _read(self) -> Answers:
        node = self.document.node
        if without_version(node).value is None:  # a new file holds nothing but comments
            return self._standing(Answers(self.catalogue, self.today, {}, {}, FACTS))
        before = version_of(node, self.document.name)
        if any(one.was != one.now for one in convert(without_version(node), before)[1]):  # put here meanwhile
            one_problem(
                self.document.name,
                f"policypack {before} wrote this file; stop here, and `policypack ask` brings it up to date first",
            )
        own = answers_of(node, self.catalogue, self.today, FACTS, self.workspace.site_config, self.document.name)
        return self._standing(own)

    def _standing(self, own: Answers) -> Answers:
        return standing_on(own, self.workspace, read_answers)


def answered_in(answers: Answers) -> Iterator[tuple[Question, Item | None]]:
    """Yield each question that has an answer and is asked, with its item; a group with any item counts as answered."""
    for question in answers.catalogue.questions:
        owner = question.qid.rpartition(".")[0]
        if owner in answers.catalogue.questions.by_qid:
            yield from (
                (question, item) for item in answers.items(owner) if answers.get(question.qid, item) is not None
            )
        elif answers.items(question.qid) if question.type == "group" else answers.get(question.qid) is not None:
            yield question, None
