"""The same questionnaire on each of its faces: the flow itself, a terminal, and forms in a browser."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

from policypack.answers.document import Raw
from policypack.base.workspace import Workspace
from policypack.browser.addresses import to_asked
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import ADD, Asked
from policypack.questionnaire.confirming import TIMES
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.steps import AskQuestion, Finished, NewFindings, SectionBegins, Taken
from tests.questionnaire.forms import CATALOGUE, PRESETS, TODAY, Browser, window
from tests.terminal.pty import Terminal
from tests.terminal.test_full_run import EXTRA, brief, typed, types, wait


class Face(ABC):
    """Somebody answers on it. Each method takes what the engine asks now, and does the same thing on every face."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def begins(self, quick: bool) -> None: ...

    @abstractmethod
    def says(self, asked: Asked, raw: Raw) -> None:
        """Give an answer to what is asked, after looking whether it is what stands there."""

    @abstractmethod
    def goes_back(self) -> None: ...

    @abstractmethod
    def copies(self, group: str, name: str, new: str) -> None:
        """Where a group asks for more, add an item with the answers of another."""

    @abstractmethod
    def takes_out(self, group: str, name: str) -> None:
        """Where a group asks for more, take an item out."""

    @abstractmethod
    def asks_the_next(self) -> None:
        """See that the next question is asked: every answer before it is on disk."""

    @abstractmethod
    def ends(self) -> None:
        """See that nothing is left to ask."""


class FlowFace(Face):
    """Draws nothing: what the flow hands out is looked at, and answered, as data."""

    def begins(self, quick: bool) -> None:
        self.flow = Flow(Engine(Workspace.at(self.folder), CATALOGUE, TODAY), PRESETS, quick=quick)

    def says(self, asked: Asked, raw: Raw) -> None:
        now = self._asks()
        assert (now.asked.kind, now.asked.question.qid) == (asked.kind, asked.question.qid)
        assert isinstance(self.flow.give(now.asked, raw, (TIMES,)), Taken)

    def goes_back(self) -> None:
        assert self.flow.back(self._asks())

    def copies(self, group: str, name: str, new: str) -> None:
        assert name in self._asks().items
        self.flow.engine.copy_item(group, name, new)

    def takes_out(self, group: str, name: str) -> None:
        assert name in self._asks().items
        self.flow.engine.remove_item(group, name)

    def asks_the_next(self) -> None:
        self._asks()

    def ends(self) -> None:
        step = self.flow.next()
        while isinstance(step, SectionBegins | NewFindings):
            step = self.flow.next()
        assert isinstance(step, Finished)

    def _asks(self) -> AskQuestion:
        while not isinstance(step := self.flow.next(), AskQuestion):
            assert not isinstance(step, Finished)
        return step


class TerminalFace(Face):
    def begins(self, quick: bool) -> None:
        self.terminal, self.quick = Terminal("ask", "--plain", cwd=self.folder), quick
        self.terminal.says([("Answer all of it", "Type a number:", "1\r" if quick else "2\r")])
        self.shown = ""

    def says(self, asked: Asked, raw: Raw) -> None:
        self._waits()
        prompt = asked.question.prompt if asked.kind != "more" else f"Is there another {asked.question.item}?"
        assert any(" ".join(one.split()) in self.shown for one in (prompt, brief(asked))), self.shown
        self._types(typed(asked, raw))
        if asked.question.type == "weekly times" and raw not in (NONE, NOT_DECIDED):
            self.terminal.says([("Is that right?", "Type a number:", "1\r")])

    def goes_back(self) -> None:
        self._waits()
        self._types("<")

    def copies(self, group: str, name: str, new: str) -> None:
        self._chooses("4", group, name)
        self.terminal.expects("Your answer: ")
        self._types(new)

    def takes_out(self, group: str, name: str) -> None:
        self._chooses("5", group, name)
        self.terminal.says([(f"Take out {name}", "Type a number:", "2\r")])

    def asks_the_next(self) -> None:
        self._waits()

    def ends(self) -> None:
        no = 3 if self.quick else 2  # on the quick path, what is missing can be asked instead
        self.terminal.says([("question.", "Type a number:", f"{no}\r")])
        assert self.terminal.ends() == 0

    def _chooses(self, what: str, group: str, name: str) -> None:
        names = [item.name for item in Engine(Workspace.at(self.folder), CATALOGUE, TODAY).answers.items(group)]
        self._waits()
        if "Change these" in self.shown:  # after an item that was just answered, the list is short
            self._types("3")
            self._waits()
        self._types(what)
        if len(names) > 1:
            self.terminal.says([("Which one?", "Type a number:", f"{names.index(name) + 1}\r")])

    def _waits(self) -> None:
        self.shown = latest = wait(self.terminal)
        while any(words in latest for words in EXTRA):
            self._types("1")
            latest = wait(self.terminal)
            self.shown += latest

    def _types(self, keys: str) -> None:
        types(self.terminal, keys)


class FormsFace(Face):
    def begins(self, quick: bool) -> None:
        self.browser: Browser = window(self.folder)
        self.browser.sends("Start with the quick path" if quick else "Answer all of it")

    def says(self, asked: Asked, raw: Raw) -> None:
        self._waits()
        browser, question = self.browser, asked.question
        if browser.path.startswith(("/screen/", "/again/")):  # each question has a page of its own, too
            browser.opens(to_asked(asked))
        prompt = f"Is there another {question.item}?" if asked.kind == "more" else question.prompt
        assert prompt in browser.text, browser.text
        if raw == NOT_DECIDED:
            browser.sends("Not decided yet")
        elif question.type == "image" and raw != NONE:
            with (self.folder / "site_config" / str(raw)).open("rb") as file:
                browser.sends("Save and go on", file=(file, str(raw)))
        elif asked.kind == "answer" and question.type not in ("yes/no", "choice", "choices") and raw == NONE:
            browser.sends("Save and go on", [""], none=NONE)
        else:
            browser.sends("Save and go on", [raw] if isinstance(raw, str) else raw)
        if browser.heading == "Is that right?":
            browser.sends("Yes, that is right")
        if raw == ADD and asked.kind != "answer":
            assert "/question/" in browser.path
        assert browser.status == 200, browser.text
        assert not browser.title.startswith("Error"), browser.text

    def goes_back(self) -> None:
        self._waits()
        self.browser.follows("Back")

    def copies(self, group: str, name: str, new: str) -> None:
        self._waits()
        assert f"/group/{group}" in self.browser.path
        self.browser.follows(f"Copy {name}").sends("Save and go on", [new])

    def takes_out(self, group: str, name: str) -> None:
        self._waits()
        assert f"/group/{group}" in self.browser.path
        self.browser.follows(f"Take out {name}").sends(f"Yes, take out {name}")

    def asks_the_next(self) -> None:
        self._waits()
        assert self.browser.path != "/end"

    def ends(self) -> None:
        self._waits()
        assert self.browser.path == "/end"

    def _waits(self) -> None:
        while self.browser.path.startswith("/news"):
            self.browser.follows("Go on with the questions")


FACES: dict[str, type[Face]] = {"flow": FlowFace, "terminal": TerminalFace, "browser": FormsFace}
