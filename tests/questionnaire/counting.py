"""Count what somebody sees who answers all questions: `python -m tests.questionnaire.counting`, from a checkout's top.

A screen is what waits for an answer: a question, several that stand on one screen on both faces, times that are read
back, suggestions. Words are all that a terminal of 80 columns draws: questions, help, choices, notices, keys.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from policypack.answers.document import Raw
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import NONE, NOT_DECIDED, Choice
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.flow import Flow
from policypack.questionnaire.presets import load_presets
from policypack.questionnaire.steps import AskQuestion
from policypack.questionnaire.welcome import FULL, QUICK
from policypack.terminal.asking import Asking
from policypack.terminal.check_answers import offer_to_check
from policypack.terminal.face import Step, Style
from policypack.terminal.key_terminal import KeyTerminal
from policypack.terminal.long_lists import ALL
from policypack.terminal.shown_lines import Lines
from policypack.terminal.welcome import welcome
from tests.given import given
from tests.organisations import CHECKOUT, workspace_with
from tests.terminal.pty import TODAY

CATALOGUE = load_catalogue(Workspace.at(CHECKOUT))
PRESETS = load_presets(Workspace.at(CHECKOUT))
SMALL = {
    "village drama group": "tests/questionnaire/small/village-drama-group.yml",
    "swimming club": "tests/orgs/swimming-club.yml",
    "parish youth group": "tests/questionnaire/small/parish-youth-group.yml",
}
"""Three organisations as most are, by their answers."""


class Counts(NamedTuple):
    """What somebody sees: screens that wait for an answer, words, and how many answers are given."""

    screens: int
    words: int
    answers: int


class _CountingFace(Lines):
    """A terminal on which everything is counted, and somebody answers who knows all answers."""

    keys, help_key = KeyTerminal.keys, KeyTerminal.help_key

    def __init__(self) -> None:
        with patch.dict(os.environ, {"COLUMNS": "80", "LINES": "24"}):
            super().__init__()
        self.screens = self.words = self.answers = 0
        self.shown: list[str] = []
        self.reply: Raw | None = None
        self.suggested: Raw | None = None
        self.checks = ""

    def say(self, text: str = "", style: Style = "plain", indent: str = "") -> None:  # noqa: ARG002
        self.words += len(text.split())
        self.used += 1
        self.shown.append(text)

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        for row in rows:
            self.say(" ".join(row))

    def text(self, before: str, tried: str = "") -> str | Step:  # noqa: ARG002
        return str(self._given())

    def one_of(
        self,
        options: Sequence[Choice],
        chosen: str = "",  # noqa: ARG002
        at: str = "",  # noqa: ARG002
        hidden: Sequence[Choice] = (),  # noqa: ARG002
    ) -> str | Step:
        values = self._drawn(options)
        if values[0] == "own" and options[0].label.startswith(("Write", "Keep or", "Choose my")):
            if self.suggested is not None and self.suggested == self.reply and "take" in values:
                self.reply = None
                return "take"
            return "own"
        if "each" in values:
            return self.checks
        if self.reply is None:  # something in between, such as times that are read back
            self.screens += 1
            return next(value for value in ("yes", FULL, QUICK, "done") if value in values)
        if self.reply not in values and ALL in values:
            return ALL
        return str(self._given())

    def some_of(
        self,
        options: Sequence[Choice],
        chosen: Collection[str] = (),  # noqa: ARG002
        needs_one: bool = False,  # noqa: ARG002
    ) -> list[str] | Step:
        self._drawn(options)
        raw = self._given()
        return [raw] if isinstance(raw, str) else raw

    def _drawn(self, options: Sequence[Choice]) -> list[str]:
        for option in options:
            self.say(f"- {option.label}")
            self.words -= 1
        return [option.value for option in options]

    def _given(self) -> Raw:
        assert self.reply is not None
        raw, self.reply = self.reply, None
        self.answers += 1
        return raw


class _Counting(Asking):
    face: _CountingFace

    def __init__(self, flow: Flow, source: Engine) -> None:
        super().__init__(flow, _CountingFace())
        self._source = source
        self._here: set[str] = set()
        self._item = ""

    def ask(self, step: AskQuestion) -> None:
        self.face.screens += not self._is_on_this_screen(step)
        self.face.reply = given(step.asked, self._source, self.flow.engine)
        assert self.face.reply != NOT_DECIDED, step.asked.key
        self.face.suggested = step.suggested
        self.face.checks = self._checks(step) if step.none_yet else ""
        super().ask(step)

    def _checks(self, step: AskQuestion) -> str:
        """Say what the organisation says to a screen of checks: none yet, one answer for all, or one for each."""
        group, checks = step.asked.group, {one.question.id for one in (step.asked, *step.beside)}
        assert group is not None
        items = self._source.answers.groups[group.qid]
        days = [{str(item.values[check]) for item in items} for check in checks]
        return NONE if days == [{NONE}] * len(days) else "each" if all(len(one) == 1 for one in days) else "apart"

    def _is_on_this_screen(self, step: AskQuestion) -> bool:
        """Say whether a question stands on the page that the browser showed last; what it did not show is a new one."""
        asked = step.asked
        spreads = step.rows or (step.screen is not None and step.screen.is_late)
        item = "" if spreads or asked.item is None else asked.item.name
        place = f"{asked.question.qid} {asked.kind}"
        if (
            step.goes_on_from(self._last)
            and place in self._here
            and (item == self._item or not self._item or asked.kind == "more")
        ):
            self._item = item or self._item
            return True
        self._here, self._item = {place}, item
        self._here |= {f"{one.question.qid} {one.kind}" for one in step.beside}
        for group in [*(one.question for one in (asked, *step.beside) if one.kind != "answer"), asked.group]:
            if group is None:
                continue
            screen = CATALOGUE.screen_of.get(f"{group.qid}.{group.label}")
            if screen is not None and screen.rows:
                self._here |= {f"{qid} answer" for qid in screen.questions} | {f"{group.qid} more"}
            elif step.closes and group == asked.group:
                self._here.add(f"{group.qid} more")
        return False


def count(file: str, *, quick: bool = False, rest: bool = False) -> tuple[Counts, list[str]]:
    """Answer as an organisation does, from an empty file; return the counts and all that was shown.

    file: its answers, below the checkout. quick: the quick path alone. rest: what is left after the quick path.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers = (CHECKOUT / file).read_text(encoding="utf-8")
        source = Engine(Workspace.at(workspace_with(answers, folder / "source")), CATALOGUE, TODAY)
        run = Workspace.at(workspace_with("# nothing yet\n", folder / "run"))
        if rest:
            _Counting(Flow(Engine(run, CATALOGUE, TODAY), PRESETS, quick=True), source).run()
        engine = Engine(run, CATALOGUE, TODAY)
        asking = _Counting(Flow(engine, PRESETS, quick=quick), source)
        if not rest:
            welcome(asking.face, engine.answers, quick, ask_which=not quick)
        asking.run()
        asking.face.reply = "no"
        offer_to_check(asking)
        asking.face.screens += 1
        assert quick or rest or said(engine) == said(source), file
        return Counts(asking.face.screens, asking.face.words, asking.face.answers), asking.face.shown


def said(engine: Engine) -> dict[str, object]:
    """Return all answers, whatever order choices were ticked in."""
    answers = engine.answers
    found: dict[str, object] = {qid: _in_any_order(value) for qid, value in answers.values.items()}
    for qid, items in answers.groups.items():
        found |= {f"{qid} {one.name} {i}": _in_any_order(v) for one in items for i, v in one.values.items()}
        found[qid] = [one.name for one in items]
    return found


def _in_any_order(value: object) -> object:
    return set(value) if isinstance(value, tuple) else str(value)


if __name__ == "__main__":
    ways = {"quick path": {"quick": True}, "the rest after it": {"rest": True}, "all of it": {}}
    for organisation, where in SMALL.items():
        for way, which in ways.items():
            counts = count(where, **which)[0]
            print(f"{organisation}, {way}:", ", ".join(f"{n} {what}" for what, n in counts._asdict().items()))  # noqa: T201
