"""Asking: it draws what the flow asks, on any face, and hands back what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE, NOT_DECIDED, Choice
from policypack.questionnaire.confirming import ASIDE, TIMES
from policypack.questionnaire.steps import Confirm, Finished, NewFindings, SectionBegins, WorkedOut
from policypack.terminal import confirming, explaining, group_menu, long_lists, suggesting
from policypack.terminal.confirming import YES, YES_OR_NO
from policypack.terminal.face import Step
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.answers.document import Raw
    from policypack.questionnaire.asked import Asked, Key
    from policypack.questionnaire.flow import Flow
    from policypack.questionnaire.going_on import Way
    from policypack.questionnaire.steps import AskQuestion
    from policypack.terminal.face import Face

_OWN, _EACH, _APART = "own", "each", "apart"
LATER = Choice(value=NOT_DECIDED, label="Not decided yet")


class Asking:
    """Draws the steps of a flow until there is none left. Raises KeyboardInterrupt where somebody stops it.

    way: what is being done, to say how to go on with it where somebody stops.
    """

    def __init__(self, flow: Flow, face: Face) -> None:
        self.flow = flow
        self.face = face
        self.way: Way = "open"
        self._last: AskQuestion | None = None
        self._marked_on = ""
        self._goes_on = False

    def run(self) -> bool:
        """Ask all that is open, and say whether there was anything."""
        asked_any = False
        while not isinstance(step := self.flow.next(), Finished):
            if isinstance(step, NewFindings):
                explaining.say_findings(self.face, step)
            elif isinstance(step, WorkedOut):
                explaining.say_worked_out(self.face, step)
            elif isinstance(step, SectionBegins):
                explaining.open_section(self.face, step)
            else:
                asked_any = True
                self.ask(step)
        return asked_any

    def say_new_findings(self) -> None:
        """Say what the answers have raised since the last time."""
        if (found := self.flow.new_findings()) is not None:
            explaining.say_findings(self.face, found)

    def ask_what_changed(self, known: Iterable[Key]) -> None:
        """Ask what was marked to be asked again, and what newly applies, as Flow.changes does."""
        for step in self.flow.changes(known):
            self.ask(step)

    def ask(self, step: AskQuestion) -> None:  # noqa: PLR0912 - a line for each thing that can be said
        """Ask one thing until its answer can be taken, it is put off, or somebody goes back."""
        goes_on = step.goes_on_from(self._last)
        if step.none_yet and not goes_on:
            changed = self._none_yet(step)
            if changed is None:
                return
            step, goes_on = changed, True
        explaining.introduce(self.face, step, goes_on, self._last)
        self._last, self._goes_on = step, goes_on
        asked, is_first = step.asked, True
        tried: Raw = ""
        while True:
            reply = self._reply(step, tried, is_first)
            is_first = is_first and reply is Step.HELP
            match reply:
                case Step.HELP:
                    explaining.say_help(self.face, step)
                    continue
                case Step.BACK if self.flow.back(step):
                    return
                case Step.BACK:
                    explaining.say_nothing_before(self.face)
                    continue
                case Step.SKIP if self.flow.keep(asked):
                    # To skip is to leave alone. An empty line, or "not decided yet", takes an answer back.
                    self.face.say("Your answer stays as it was.")
                    return
                case None:  # an item of the group was changed; what is open of it comes first
                    for key in reversed(self.flow.open_inside(asked.question.qid)):
                        self.flow.engine.ask_again(key.qid, key.item)
                    return
                case Step.SKIP | "" | "not decided yet" | ["not decided yet"]:
                    reply = NOT_DECIDED
                case _:
                    tried = reply
            try:
                if self._is_taken(asked, reply):
                    return
            except ValueError as error:
                self.face.say(as_sentence(error), "wrong")

    def _none_yet(self, step: AskQuestion) -> AskQuestion | None:
        """Ask whether any of the checks on a screen was done; return what is asked then, or None for nothing."""
        explaining.introduce_checks(self.face, step, self._last)
        options = [Choice(value=_EACH, label="Yes: ask me when"), Choice(value=NONE, label=step.none_yet)]
        if step.for_all:
            options.insert(1, Choice(value=_APART, label="Yes, on another day for each"))
        while (said := self.face.one_of(options)) in (Step.HELP, Step.BACK):
            if said is Step.HELP:
                explaining.say_help(self.face, step)
            elif self.flow.back(step):
                return None
            else:
                explaining.say_nothing_before(self.face)
        if said == NONE:
            self.flow.none_yet(step)
            return None
        if said is Step.SKIP:
            for asked in (step.asked, *step.beside):
                self.flow.take(asked, NOT_DECIDED)
            return None
        if said == _APART and step.screen is not None:
            self.flow.engine.ask_apart(step.screen.id)
        return self.flow.question(step.asked)

    def _is_taken(self, asked: Asked, given: Raw) -> bool:
        """Take an answer where it is what was meant, or put the question off. Raises ValueError with what is wanted."""
        if isinstance(given, list) and NOT_DECIDED in given:
            raise ValueError(f"“{LATER.label}” stands alone; take it out, or the others")
        confirmed: set[str] = set()
        while isinstance(done := self.flow.give(asked, given, confirmed), Confirm):
            said = confirming.is_meant(self.face, done)
            is_read_back = done.times is not None or bool(done.meant)
            if said is Step.SKIP and is_read_back:
                given = NOT_DECIDED
            elif said is Step.SKIP:
                given = self.flow.engine.current(asked) or NOT_DECIDED
                self.face.say("Your answer stays as it was.")
                confirmed.add(TIMES)  # what stands was confirmed when it was written
            elif said != YES:
                return False
            confirmed.add(TIMES if is_read_back else ASIDE)
        if done.said:
            self.face.say(done.said)
        explaining.say_hints(self.face, done.hints)
        return True

    def _reply(self, step: AskQuestion, tried: Raw, is_first: bool) -> Raw | Step | None:
        """Return what was said; None where the group's menu has changed what is asked.

        tried: what was said last and could not be taken, "" for nothing.
        is_first: nothing was answered yet, so that what can be taken over is offered before.
        """
        asked, question = step.asked, step.asked.question
        if asked.kind != "answer":
            return group_menu.reply(self.flow.engine, self.face, step, self._goes_on)
        if is_first and step.suggested is not None and not asked.options:
            taken = suggesting.take(self.face, step)
            if taken is not None:
                return taken
        if is_first and step.same:
            taken = self._same_times(step)
            if taken is not None:
                return taken
        given = tried or step.given
        match type_of(question).field:
            case "yes or no":
                return self.face.one_of((*YES_OR_NO, *(() if step.is_beside else (LATER,))), str(given))
            case "one of":
                return long_lists.one_of(self.face, self._options(step), str(given))
            case "some of":
                chosen = [given] if isinstance(given, str) else given
                return self.face.some_of(self._options(step), chosen, needs_one=True)
            case "lines":
                return self._typed(step, str(step.given).strip(), str(tried))
            case "line" | "number" | "date" | "email" | "phone" | "web address" | "colour" | "picture":
                return self._typed(step, " ".join(str(step.given).split()), str(tried))
            case "items":
                raise ValueError(f"{question.qid} is asked item by item")
            case field:
                assert_never(field)

    def _options(self, step: AskQuestion) -> tuple[Choice, ...]:
        """Return what can be chosen, each that is suggested with a mark."""
        later = () if step.is_beside else (LATER,)
        if not step.suggested:
            return (*step.options, *later)
        if self._marked_on != step.asked.section.id:
            self.face.say(suggesting.MARKED_AGAIN if self._marked_on else suggesting.MARKED)
            self._marked_on = step.asked.section.id
        return (*(suggesting.marked(one, step.suggested) for one in step.options), *later)

    def _typed(self, step: AskQuestion, given: str, tried: str) -> str | Step:
        """Ask for an answer that is typed. given: the answer so far. tried: what was typed last and not taken."""
        question = step.asked.question
        hint = "Enter alone: not decided yet." if not (given or tried or step.is_beside) else ""
        if question.none is not None and step.is_repeated and step.is_beside:
            hint = f"Or {NONE}."  # what it means was said of the first
        elif question.none is not None:
            hint = f"{NONE}: {question.none}." if step.is_beside else f"{hint} Type {NONE}: {question.none}.".strip()
        if hint:
            self.face.say(hint)
        return self.face.text(given, tried)

    def _same_times(self, step: AskQuestion) -> str | Step | None:
        """Offer the times of other places; None where somebody writes their own."""
        own = Choice(value=_OWN, label="Keep or change your times" if step.given else "Write the times")
        others = [
            Choice(value=times.text(), label=f"Same times as {name}: {times.in_words()}")
            for name, times in step.same.items()
        ]
        said = self.face.one_of((own, *others, LATER))
        return None if said == _OWN else said
