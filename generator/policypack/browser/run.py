"""One run of the questionnaire in the browser: the engine, and the way through it. Knows no web framework."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from policypack.answers.in_words import question_in_words
from policypack.browser import addresses
from policypack.content.questions import NOT_DECIDED
from policypack.pack.notices import file_notices
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.beside import rows_of
from policypack.questionnaire.confirming import to_confirm
from policypack.questionnaire.open_questions import is_late
from policypack.questionnaire.raised_findings import RaisedFindings
from policypack.questionnaire.steps import Finished, NewFindings, SectionBegins, WorkedOut
from policypack.questionnaire.working_out import said_of_working_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from policypack.answers.document import Raw
    from policypack.answers.model import Answers
    from policypack.browser.making import Making
    from policypack.pack.finding import Finding
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.flow import Flow
    from policypack.questionnaire.going_on import Way
    from policypack.questionnaire.steps import AskQuestion, Confirm
    from policypack.questionnaire.upgrade_words import Upgrade

BY_HAND = "The answers file was changed outside this window meanwhile. What you see here is what it says now."


class Run:
    """One run. Whoever reads or changes it holds `lock`: the browser asks for several things at once.

    flow: the way through the questions. Each page says where somebody is, and may be left at any time.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.engine = flow.engine
        self.engine.notice("browser")
        self.lock = threading.RLock()
        changes = self.engine.history.changes
        self.begun_at = changes[-1].number if changes else 0  # the last change before this run: "Undo" goes no further
        self.news: tuple[Finding, ...] = ()  # what the section that was finished last has raised
        self._raised = RaisedFindings(flow.engine)  # the same, told one answer after the other
        self._looked_at: Answers = flow.engine.answers
        self.sent: set[str] = set()  # names of the pictures that were sent in this run
        self.notice = " ".join(self._file_notices())  # said once, on the next page; copies have a page of their own
        self.upgraded: tuple[Upgrade, Path] | None = None  # what an earlier version wrote, and where its copy is
        self.first = "/"  # the page that whoever began asked for
        self.before: Answers = flow.engine.answers  # as they were before the last change
        self.reviewed_from: Answers | None = None  # as they were when the yearly review began
        self.way: Way = "open"  # what somebody does now, to say how to go on with it
        self.from_start = False  # whether the start page led here: then no command is known to go on with
        self.making: Making | None = None  # the pages, while they are being made
        self.since = ""  # how many files the pages that were made last have changed

    def refresh(self) -> None:
        """Take over what was changed in the answers file by hand. Raises ProblemsFoundError."""
        before = self.engine.answers
        if self.engine.refresh():
            self.engine.notice("browser")
            self.before = before
            self.notice = " ".join([BY_HAND, *self._file_notices()])

    def _file_notices(self) -> list[str]:
        workspace = self.engine.workspace
        return file_notices(workspace.answers_file, workspace.root, copies_too=False)

    def noticed(self) -> str:
        """Return what is to be said once, and forget it."""
        said, self.notice = self.notice, ""
        return said

    def just_raised(self) -> list[Finding]:
        """Return what the answers have raised since it was asked for the last time, most urgent first."""
        if self.engine.answers is self._looked_at:
            return []
        self._looked_at = self.engine.answers
        return self._raised.new()

    def asked(self, key: Key) -> Asked | None:
        """Return what a key asks, or None where it no longer applies."""
        if key.qid not in self.engine.catalogue.questions.by_qid:
            return None
        return asked_again(self.engine.answers, key)

    def version(self, asked: Asked) -> str:
        """Return the version of the answer that a page shows: another one means that it was changed meanwhile."""
        group = asked.question if asked.kind != "answer" else asked.group
        names = []
        if group is not None and (asked.kind != "answer" or asked.item is None):
            names = [item.name for item in self.engine.answers.items(group.qid)]
        said = [asked.key, self.engine.current(asked), names]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    # Answers

    def give(self, asked: Asked, raw: Raw, confirmed: Collection[str], came_from: str = "") -> Confirm | str:
        """Take an answer, and return where to go on, or what has to be confirmed first. Raises as Flow.give does."""
        return to_confirm(self.engine, asked, raw, confirmed) or self.take(asked, raw, came_from)

    def take(self, asked: Asked, raw: Raw, came_from: str = "") -> str:
        """Take an answer that is meant, and return where to go on. Raises as Flow.take does."""
        was_open = self.flow.open_now()
        with self.noting_before():
            taken = self.flow.take(asked, raw)
        if raw != NOT_DECIDED and taken.said:
            self.notice = taken.said
        return self._onward(taken.key, came_from, was_open)

    @contextmanager
    def noting_before(self) -> Iterator[None]:
        """Keep the answers as they were before a change, for the draft to mark what it changes."""
        before = self.engine.answers
        yield
        if self.engine.answers is not before:
            self.before = before

    # The way

    def back_from(self, key: Key, came_from: str = "", whole: bool = False) -> str:
        """Return the page before a question: where somebody came from, or the screen before in this run.

        whole: the page shows all that stands on its screen, answered or not.
        """
        group = key.qid.rpartition(".")[0]
        if (before := addresses.of_item(came_from)) is not None and key.item:
            return addresses.to_item(group, key.item, came_from=before)
        if came_from in addresses.ROWS:
            return f"/{came_from}#{addresses.anchor(key.qid)}"
        asked = self.asked(key)
        here = self.to_seen(key) if whole else addresses.to_key(key)
        first = self._first_on(asked) if whole and asked is not None else key
        pages = (self.to_seen(one) for one in self.flow.earlier(first))
        return next((page for page in pages if page != here), addresses.START)

    def _first_on(self, asked: Asked) -> Key:
        """Return what was answered first in this run of all that stands on the screen of something."""
        there = {one.key for one in self.flow.together(asked)}
        return next((key for key in self.engine.way() if key in there), asked.key)

    def to_seen(self, key: Key) -> str:
        """Return the page that shows an answer, with what else stands on its screen; rows stand in their group's list.

        The same address for all that stands there.
        """
        asked = self.asked(key)
        if asked is None:
            return addresses.to_key(key)
        together = self.flow.together(asked)
        group = asked.group
        if (
            group is not None
            and rows_of(group, self.engine.answers)
            and not is_late(asked.question, self.engine.answers)
        ):
            return addresses.to_key(Key(group.qid, gate=True))
        first = next((one for one in together if one.kind == "answer"), None)
        return addresses.to_key(key) if first is None or len(together) == 1 else addresses.to_again(first.key)

    def to_change(self, finding: Finding, came_from: str = "") -> tuple[str, str] | None:
        """Return the question whose answer changes a finding, in words, and where it is asked; None where it is not."""
        questions = self.engine.catalogue.questions.by_qid
        question = questions.get(finding.question)
        if question is None:
            return None
        group = question if question.type == "group" else questions.get(question.qid.rpartition(".")[0])
        items = self.engine.answers.items(group.qid) if group else ()
        item = next((one for one in items if one.name == finding.about), None)
        if group is None or (group is not question and item is not None):
            key = Key(question.qid, item.name if item else "")
            is_asked = self.asked(key) is not None
            return (question_in_words(question, item), addresses.to_key(key, came_from)) if is_asked else None
        if item is not None:
            return f"{item.name}: {group.prompt}", addresses.to_item(group.qid, item.name, came_from=came_from)
        key = Key(group.qid, gate=True)  # of which item is not said
        return (group.prompt, addresses.to_key(key, came_from)) if self.asked(key) is not None else None

    def after_item(self, group: str, name: str, came_from: str = "") -> str:
        """Return where to go after something of an item was said: what it still lacks, or its group."""
        for key in self.flow.open_inside(group, name):
            return addresses.to_key(key, came_from) if came_from else self.to_open(key)
        if (before := addresses.of_item(came_from)) is not None:
            return addresses.to_item(group, name, came_from=before)
        return addresses.to_key(Key(group, gate=True), came_from)

    def back_to_rows(self, came_from: str, was_open: Collection[Key], at: str) -> str:
        """Return what newly applies after a change, else the page of rows that somebody came from."""
        newly = self.flow.newly_after(was_open)
        return f"/{came_from}#{addresses.anchor(at)}" if newly is None else addresses.to_key(newly, came_from)

    def _onward(self, key: Key, came_from: str, was_open: Collection[Key]) -> str:
        group = key.qid.rpartition(".")[0]
        inside = group in self.engine.catalogue.questions.by_qid
        lacks = inside and key.item and self.flow.open_inside(group, key.item)
        if came_from in addresses.ROWS and not lacks:
            return self.back_to_rows(came_from, was_open, group if inside else key.qid)
        if inside and not is_late(self.engine.catalogue.questions[key.qid], self.engine.answers):
            return self.after_item(group, key.item, came_from)
        return self.forward(key.qid.partition(".")[0])

    def forward(self, section: str = "") -> str:
        """Return the page of what comes next: in a section (its id) first, where somebody is in one."""
        self.flow.here, self.way = section, "open"
        while isinstance(step := self.flow.next(), SectionBegins | WorkedOut):
            if isinstance(step, WorkedOut):
                said = f"Worked out: {said_of_working_out(step)}"
                self.notice = f"{self.notice} {said}".strip()
        match step:
            case NewFindings():
                self.news = step.findings
                return addresses.to(addresses.NEWS, after=section)
            case Finished():
                return addresses.END
        return self._to_step(step)

    def to_open(self, key: Key) -> str:
        """Return the page on which something open is asked, with what stands beside it."""
        step = self.step_of(key)
        return addresses.to_key(key) if step is None else self._to_step(step)

    def step_of(self, key: Key) -> AskQuestion | None:
        """Return what a key asks, with what stands beside it, or None where it no longer applies."""
        asked = self.asked(key)
        return None if asked is None else self.flow.question(replace(asked, again=False))

    def _to_step(self, step: AskQuestion) -> str:
        return addresses.to_screen(step.asked.key) if step.beside or step.rows else addresses.to_asked(step.asked)
