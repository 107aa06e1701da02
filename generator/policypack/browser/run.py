"""One run of the questionnaire in the browser: the engine, and the way through it. Knows no web framework."""

from __future__ import annotations

import hashlib
import json
import threading
from typing import TYPE_CHECKING

from policypack.answers.in_words import question_in_words
from policypack.browser import addresses
from policypack.content.questions import NOT_DECIDED
from policypack.questionnaire.asked import Key
from policypack.questionnaire.asked_again import asked_again
from policypack.questionnaire.raised_findings import RaisedFindings
from policypack.questionnaire.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.document import Raw
    from policypack.answers.model import Answers
    from policypack.content.questions import Section
    from policypack.pack.findings import Finding
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.presets import Preset

BY_HAND = "The answers file was changed outside this window meanwhile. What you see here is what it says now."


class Run:
    """One run. Whoever reads or changes it holds `lock`: the browser asks for several things at once.

    quick: only the questions of the quick path. section: the id of the only section to ask, or None.
    """

    def __init__(
        self, engine: Engine, presets: Mapping[str, Preset], quick: bool = False, section: str | None = None
    ) -> None:
        self.engine = engine
        self.quick = quick
        self.section = section
        self.lock = threading.RLock()
        self.suggestions = Suggestions(engine, presets)
        self.findings = RaisedFindings(engine)
        self.news: list[Finding] = []  # what the section that was finished last has raised
        self._raised = RaisedFindings(engine)  # the same, told one answer after the other
        self._looked_at: Answers = engine.answers
        self.notice = ""  # said once, on the next page
        self.before: Answers = engine.answers  # as they were before the last change
        self.reviewed_from: Answers | None = None  # as they were when the yearly review began
        self._trail: list[Key] = []  # what was answered in this run, in order, for going back
        self._newly: list[Key] = []  # what newly applies after a change, to be asked before going back to the rows
        self._offered: set[str] = set()  # sections whose suggestions were shown

    def refresh(self) -> None:
        """Take over what was changed in the answers file by hand. Raises ProblemsFoundError."""
        before = self.engine.answers
        if self.engine.refresh():
            self.before = before
            self.notice = BY_HAND

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

    def take(self, asked: Asked, raw: Raw, came_from: str = "") -> str:
        """Take an answer, and return where to go on. Raises as Engine.answer does."""
        was_open, before = self.engine.open_now(self.quick), self.engine.answers
        if raw == NOT_DECIDED:
            self.engine.put_off(asked)
        else:
            self.engine.answer(asked, raw)
        if self.engine.answers is not before:
            self.before = before
        key, group = Key(asked.question.qid, asked.item.name if asked.item else ""), asked.group
        if group is not None and asked.question.id == group.label and raw != NOT_DECIDED:
            old, key = key.item, key._replace(item=self._name_in(group.qid, str(raw)))
            if old:
                self._trail = [_renamed(one, group.qid, old, key.item) for one in self._trail]
        if raw == NOT_DECIDED and group is not None and not key.item:
            key = Key(group.qid, gate=True)
        self.passed(key)
        return self._onward(key, came_from, was_open)

    def take_suggested(self, asked: Asked, raw: Raw) -> None:
        """Take a suggestion that was confirmed together with others of its section."""
        before = self.engine.answers
        self.engine.take(asked.question.qid, raw)
        self.before = before
        self.passed(asked.key)

    def passed(self, key: Key) -> None:
        """Note that something was answered, for going back to it."""
        if key not in self._trail:
            self._trail.append(key)

    def _name_in(self, group: str, raw: str) -> str:
        wanted = " ".join(raw.split())
        names = [item.name for item in self.engine.answers.items(group)]
        return wanted if wanted in names else names[-1] if names else wanted

    # The way

    def back_from(self, key: Key, came_from: str = "") -> str:
        """Return the page before a question: where somebody came from, or what was answered before it in this run."""
        group = key.qid.rpartition(".")[0]
        if (before := addresses.of_item(came_from)) is not None and key.item:
            return addresses.to_item(group, key.item, came_from=before)
        if came_from in addresses.ROWS:
            return f"/{came_from}#{addresses.anchor(key.qid)}"
        earlier = self._trail[: self._trail.index(key)] if key in self._trail else self._trail
        for one in reversed(earlier):
            if self.asked(one) is not None:
                return addresses.to_key(one)
        return addresses.START

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
        for key in self.engine.open_now(self.quick):
            if key.item == name and key.qid.startswith(f"{group}.") and not key.gate:
                return addresses.to_key(key, came_from)
        if (before := addresses.of_item(came_from)) is not None:
            return addresses.to_item(group, name, came_from=before)
        return addresses.to_key(Key(group, gate=True), came_from)

    def back_to_rows(self, came_from: str, was_open: list[Key], at: str) -> str:
        """Return what newly applies after a change, else the page of rows that somebody came from."""
        self._newly += [
            key
            for key in self.engine.open_now(self.quick)
            if key not in was_open and key not in self._newly and not self._has_items(key)
        ]
        still = set(self.engine.open_now(self.quick))
        self._newly = [key for key in self._newly if key in still and self.asked(key) is not None]
        if self._newly:
            return addresses.to_key(self._newly[0], came_from)
        return f"/{came_from}#{addresses.anchor(at)}"

    def _onward(self, key: Key, came_from: str, was_open: list[Key]) -> str:
        group = key.qid.rpartition(".")[0]
        inside = group in self.engine.catalogue.questions.by_qid
        if came_from in addresses.ROWS and not (inside and key.item and self._lacks(group, key.item)):
            return self.back_to_rows(came_from, was_open, group if inside else key.qid)
        if inside:
            return self.after_item(group, key.item, came_from)
        return self.forward(key.qid.partition(".")[0])

    def _lacks(self, group: str, name: str) -> bool:
        return any(key.item == name and key.qid.startswith(f"{group}.") for key in self.engine.open_now(self.quick))

    def forward(self, section: str | None = None) -> str:
        """Return what to ask next: in a section (its id) first, then what it has raised, then the first open question.

        Before a section's first question stands what is suggested for it, once in a run.
        """
        asked = self.engine.next_question(self.quick, section) if section else None
        if asked is None:
            new = self.findings.new()
            if new:
                self.news = new
                return addresses.to(addresses.NEWS, after=section or "")
            asked = self.engine.next_question(self.quick, self.section)
        if asked is None:
            return addresses.END
        if not self.quick and asked.section.id not in self._offered:
            self._offered.add(asked.section.id)
            if self.suggestions.in_section(asked.section):
                return f"/suggestions/{asked.section.id}"
        return addresses.to_asked(asked)

    def state_of(self, section: Section) -> tuple[int, int, int]:
        """Count of a section what is answered, what is still to be asked in this run, and what was put off."""
        answers = self.engine.answers
        done = put_off = 0
        for question in section.questions:
            if not answers.asked(question.qid):
                continue
            items = answers.items(question.qid) if question.type == "group" else ()
            done += bool(items) if question.type == "group" else answers.get(question.qid) is not None
            put_off += question.qid in answers.put_off
            done += sum(len(item.values) for item in items)
            put_off += sum(len(item.put_off) for item in items)
        is_open = [key for key in self.engine.open_now(self.quick) if key.qid.partition(".")[0] == section.id]
        left = sum(not self._has_items(key) for key in is_open)
        return done, left, put_off

    def _has_items(self, key: Key) -> bool:
        """Say whether a key asks only for another item: asked on the way, but not what somebody comes back for."""
        return key.gate and bool(self.engine.answers.items(key.qid))


def _renamed(key: Key, group: str, old: str, new: str) -> Key:
    return key._replace(item=new) if key.item == old and key.qid.rpartition(".")[0] == group else key
