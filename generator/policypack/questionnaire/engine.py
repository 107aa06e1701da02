"""The engine: it decides which question comes next, and puts each answer on disk before the one after.

It knows no screen; the terminal and the browser are faces over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.differences import is_name, said_in
from policypack.answers.making import make_in
from policypack.base.nearest import read_one_of
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire import item_changes
from policypack.questionnaire.as_written import as_written, is_same
from policypack.questionnaire.asked import ADD, DONE, Asked, Key
from policypack.questionnaire.asked_again import asked_again, offered
from policypack.questionnaire.beside import beside
from policypack.questionnaire.expected import progress
from policypack.questionnaire.open_questions import open_keys, open_of
from policypack.questionnaire.run_state import RunState
from policypack.questionnaire.saved_answers import SavedAnswers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from policypack.answers.differences import Said, Step
    from policypack.answers.document import AnswersDocument, Raw
    from policypack.answers.history import By, History
    from policypack.answers.model import Answers, Item
    from policypack.base.problems import Problem
    from policypack.base.workspace import Workspace
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Progress

__all__ = ["ADD", "DONE", "Asked", "Engine", "Key"]


class Engine:
    """One run through the questions of a workspace. Raises ProblemsFoundError where its answers cannot be read.

    answers: all that has been said so far. today: the day for which the answers are read.
    """

    def __init__(self, workspace: Workspace, catalogue: Catalogue, today: date) -> None:
        self.workspace = workspace
        self.catalogue = catalogue
        self.today = today
        self._saved = SavedAnswers(workspace, catalogue, today)
        self._run = RunState()

    @property
    def answers(self) -> Answers:
        """All that has been said so far."""
        return self._saved.answers

    @property
    def document(self) -> AnswersDocument:
        """The answers file, on its way back to the disk."""
        return self._saved.document

    @property
    def history(self) -> History:
        """Every change of the answers that was kept."""
        return self._saved.history

    def notice(self, by: By = "terminal") -> bool:
        """Begin to ask on a face: keep what was changed by hand since, and say whether anything was.

        Raises ProblemsFoundError where it cannot be written.
        """
        self._saved.by = by
        return self._saved.notice()

    def refresh(self) -> bool:
        """Take over what somebody changed in the answers file by hand, and say whether anything was.

        Raises ProblemsFoundError where it can no longer be read; the answers stay as they were then.
        """
        return self._saved.refresh()

    def next_question(self, quick: bool = False, section: str | None = None) -> Asked | None:
        """Return what to ask next, or None at the end.

        quick: only the questions of the quick path. section: only those of the section with this id. What is asked
        again (back, ask_again) comes first, whichever path it lies on.
        A question put off in this run is not asked again by itself; one put off earlier is.
        """
        if (again := self.next_again()) is not None:
            return again
        last = None
        for one in self.catalogue.questions.sections:
            if section not in (None, one.id):
                continue
            on_path = [q for q in one.questions if (q.quick or not quick) and self.answers.asked(q.qid)]
            for position, question in enumerate(on_path, start=1):
                if quick and question.closes_quick and last is None:
                    for kind, asked_of, item in open_of(question, self.answers, self._run, quick):
                        last = Asked(
                            kind, asked_of, one, position, len(on_path), offered(asked_of, self.answers), None, item
                        )
                    continue
                for kind, asked_of, item in open_of(question, self.answers, self._run, quick):
                    options = offered(asked_of, self.answers, item) if kind == "answer" else ()
                    group = question if asked_of is not question else None
                    return Asked(kind, asked_of, one, position, len(on_path), options, group, item)
        return last

    def next_again(self) -> Asked | None:
        """Return what is asked again (back, ask_again, change_item), or None where nothing is left of it."""
        while self._run.again:
            asked = asked_again(self.answers, self._run.again[-1])
            if asked is not None:
                return asked
            self._run.again.pop()
        return None

    def beside(self, asked: Asked, quick: bool = False) -> tuple[Asked, ...]:
        """Return what is asked on one screen with a question, in order; nothing where it stands alone."""
        return beside(asked, self.answers, self._run, quick)

    def progress(self, asked: Asked, quick: bool = False, only: str | None = None) -> Progress:
        """Say how far the questionnaire is at a question. only: the id of the only section to ask, or None."""
        return progress(asked, self.answers, self._run, quick, only)

    def current(self, asked: Asked) -> Raw | None:
        """Return the answer that a question has, as the file holds it; None where it has none."""
        return self._saved.current(asked)

    # Going back

    def back(self) -> bool:
        """Go back to what was asked before in this run, and say whether there was anything.

        Its answer stays until another is given. What was asked after it is asked on its own way forward only where it
        is open: nobody has to answer twice. From the first question of a visit, or of an item that is changed, it leads
        out: to what asked for it.
        """
        while self._run.passed:
            key = self._run.passed.pop()
            if self._run.went_out(key):
                return True
            if key.gate and key.item == ADD and key.qid not in self._run.adding:
                continue  # the item was made; its own questions were passed after it
            self._run.adding.discard(key.qid)
            if self.ask_again(key.qid, "" if key.gate else key.item):
                return True
        return False

    def way(self) -> list[Key]:
        """Return what was asked in this run, in order; the item of a gate is what was said to it."""
        return self._run.way()

    def visit(self) -> AbstractContextManager[Callable[[], bool]]:
        """Let back() from the first question within it lead out; it gives what says whether somebody has gone out."""
        return self._run.visit()

    def ask_again(self, qid: str, item: str = "") -> bool:
        """Ask a question before anything else, and say whether it can be asked now; a group's qid asks its gate."""
        key = Key(qid, item, self.catalogue.questions[qid].type == "group")
        if asked_again(self.answers, key) is None:
            return False
        self._run.settled -= {key, Key(qid.rpartition(".")[0], gate=True)}
        self._run.again.append(key)
        return True

    def open_now(self, quick: bool = False) -> list[Key]:
        """Return all that is open, in order, to tell later what newly applies."""
        return open_keys(self.answers, self._run, quick)

    # Answers

    def answer(self, asked: Asked, raw: Raw) -> None:
        """Take an answer, and put it on disk.

        raw: what was typed, the value of an option, or for `choices` a list of them.
        Raises ValueError with what is wanted where the answer cannot be taken, and ProblemsFoundError where the file
        cannot be written or was changed by hand so that it cannot be read; nothing is written then.
        """
        laid = self.answers.laid_down.get(asked.question.qid)
        if laid is not None and laid.strength == "locked" and asked.question.type != "choices":
            raise ValueError(f"{laid.by} settles this for all its groups. Ask there if it has to be otherwise for you")
        if asked.kind != "answer":
            self._answer_gate(asked, str(raw))
        elif isinstance(raw, str) and raw.strip().casefold() == NOT_DECIDED:
            self.put_off(asked)
        else:
            written = as_written(asked, raw, self.workspace.site_config, self.today)
            if not is_same(written, self.current(asked), raw):
                others = self.for_all(asked)
                self._write(asked, written)
                for item in others:
                    self.put(Key(asked.question.qid, item), raw)
            named = asked.group is not None and asked.question.id == asked.group.label
            self._run.pass_on(Key(asked.question.qid, str(written)) if named else asked.key, asked.again)

    def _answer_gate(self, asked: Asked, raw: str) -> None:
        qid = asked.question.qid
        word = read_one_of(raw, (ADD, NONE if asked.kind == "any" else DONE))
        if word == ADD:
            self._run.adding.add(qid)
        elif word == DONE:
            self._run.settled.add(Key(qid, gate=True))
        else:
            self._saved.change(lambda document: document.set(qid, NONE))
        self._run.pass_on(Key(qid, word, gate=True), asked.again)

    def put(self, key: Key, raw: Raw) -> bool:
        """Put an answer on disk that nobody was asked for, and say whether its question applies. Raises as answer."""
        asked = asked_again(self.answers, key)
        if asked is not None:
            self._write(asked, as_written(asked, raw, self.workspace.site_config, self.today))
        return asked is not None

    def reopen(self, key: Key, was: Raw) -> None:
        """Put an answer off that still is what it was, so that its question is asked again."""
        asked = asked_again(self.answers, key)
        if asked is not None and is_same(was, self.current(asked), was):
            self._write(asked, NOT_DECIDED)

    def put_off(self, asked: Asked) -> None:
        """Note that a question is not decided yet, and put that on disk; it is not asked again in this run."""
        group = asked.group
        if group is not None and asked.item is None:  # without a name there is no item
            self._run.adding.discard(group.qid)
            self._run.settled.add(Key(group.qid, gate=True))
            if self.answers.groups.get(group.qid) is None:
                self._saved.change(lambda document: document.set(group.qid, NOT_DECIDED))
        else:
            self._run.settled.add(asked.key)
            names_item = group is not None and asked.question.id == group.label
            if asked.kind != "more" and not names_item:
                others = self.for_all(asked)
                self._write(asked, NOT_DECIDED)
                for item in others:
                    self._run.settled.add(Key(asked.question.qid, item))
                    if (other := asked_again(self.answers, Key(asked.question.qid, item))) is not None:
                        self._write(other, NOT_DECIDED)
        self._run.pass_on(asked.key, asked.again)

    def for_all(self, asked: Asked) -> tuple[str, ...]:
        """Return the other items of its group that an answer goes to, where one is asked for all of them at once."""
        screen = self.catalogue.screen_of.get(asked.question.qid)
        if screen is None or not screen.once or screen.id in self._run.apart:
            return ()
        if asked.group is None or self.current(asked) is not None:
            return ()
        return tuple(
            item.name
            for item in self.answers.items(asked.group.qid)
            if item != asked.item and self.answers.is_open(asked.question.qid, item)
        )

    def was_changed(self, group: str) -> bool:
        """Say whether a group was changed in this run."""
        return group in self._run.changed

    def is_adding(self, group: str) -> bool:
        """Say whether an item is being added to a group, of which the name is not known yet."""
        return group in self._run.adding

    def ask_apart(self, screen: str) -> None:
        """Ask the questions of a screen (its id) for each item, though one answer could go to all of them."""
        self._run.apart.add(screen)

    def keep(self, asked: Asked) -> None:
        """Go past a question that has an answer, and leave that as it is."""
        self._run.pass_on(asked.key, asked.again)

    def set_aside_by(self, asked: Asked, raw: Raw) -> list[tuple[Question, Item | None]]:
        """Return what has an answer that would no longer apply after this one; it would stay in the file, unused.

        Raises ValueError as answer does.
        """
        put_off = isinstance(raw, str) and raw.strip().casefold() == NOT_DECIDED
        written = NOT_DECIDED if put_off else as_written(asked, raw, self.workspace.site_config, self.today)
        renamed = asked.group is not None and asked.question.id == asked.group.label
        if renamed:
            return []
        gone = self._saved.set_aside_by(item_changes.change_for(asked, written, self.answers))
        return [(question, item) for question, item in gone if question.qid != asked.question.qid or item != asked.item]

    def after(self, asked: Asked, raw: Raw) -> Answers | None:
        """Return all answers as they would be with this one, or None where it cannot be taken; nothing is written."""
        try:
            written = as_written(asked, raw, self.workspace.site_config, self.today)
        except ValueError:
            return None
        return self._saved.after(item_changes.change_for(asked, written, self.answers))

    # Items

    def named_elsewhere(self, group: str, name: str) -> list[tuple[Question, Item | None]]:
        """Return the questions whose answers name this item of a group."""
        return list(item_changes.references(self.answers, group, name))

    def change_item(self, group: str, name: str) -> None:
        """Ask all answered questions about an item again, one after the other."""
        item = next(item for item in self.answers.items(group) if item.name == name)
        self._run.enter()
        for question in reversed(self.catalogue.questions[group].questions):
            if question.id in item.values:
                self.ask_again(question.qid, name)
        self._run.changed.add(group)

    def remove_item(self, group: str, name: str) -> None:
        """Take an item out, and put that on disk; what named it is open again."""
        self._saved.change(lambda document: item_changes.remove(document, self.answers, group, name))
        self._run.changed.add(group)
        self._run.forget(group, name)

    def copy_item(self, group: str, name: str, new: str) -> None:
        """Add an item called `new` with the answers of another, but for its own address, numbers and dates.

        Raises ValueError as answer does.
        """
        self._saved.change(lambda document: item_changes.copy(document, self.answers, group, name, new))
        self._run.changed.add(group)

    def add_items(self, group: str, items: Iterable[Mapping[str, Raw]]) -> None:
        """Add items that somebody confirmed, with their answers by the short id of their question.

        Raises ValueError as answer does.
        """
        given = list(items)
        self._saved.change(lambda document: item_changes.add(document, self.answers, group, given))
        self._run.changed.add(group)

    # Several answers at once

    def make(self, steps: Sequence[Step], puts_back: int = 0) -> None:
        """Make steps that were shown, and put them on disk. puts_back: the number of the change that they undo, or 0.

        Raises ValueError as answer does.
        """
        labels = self.history.labels
        self._saved.change(lambda document: make_in(document, steps, labels), puts_back)
        for step in steps:
            group, _, _ = step.question.rpartition(".")
            if step.at is not None and step.now is None:
                self._run.forget(step.question, step.item)
            elif is_name(step, labels):
                self._run.rename(group, step.item, str(step.now))

    def wrong_after(self, steps: Sequence[Step]) -> list[Problem]:
        """Return what would be wrong with the answers after steps; nothing is written."""
        return self._saved.wrong_after(lambda document: make_in(document, steps, self.history.labels))

    def set_aside_after(self, steps: Sequence[Step]) -> list[tuple[Question, Item | None]]:
        """Return what has an answer that would no longer apply after steps, or would be gone."""
        return self._saved.set_aside_by(lambda document: make_in(document, steps, self.history.labels))

    def said(self) -> Said:
        """Return what the answers file says, as it stands there."""
        return said_in(self.document.node)

    # The file

    def _write(self, asked: Asked, written: Raw) -> None:
        self._saved.change(item_changes.change_for(asked, written, self.answers))
        group = asked.group
        if group is not None:
            self._run.changed.add(group.qid)
            self._run.adding.discard(group.qid)
            if asked.item is not None and asked.question.id == group.label:
                self._run.rename(group.qid, asked.item.name, str(written))
