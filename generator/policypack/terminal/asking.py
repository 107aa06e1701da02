"""Asking: it shows what the engine asks, on any face, and hands back what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from policypack.answers.types.registry import type_of
from policypack.content.questions import NONE, NOT_DECIDED, Choice
from policypack.questionnaire.same_times import same_times
from policypack.questionnaire.service_hints import service_of
from policypack.terminal import asking_help, confirming, group_menu
from policypack.terminal.confirming import YES, YES_OR_NO
from policypack.terminal.face import Step
from policypack.terminal.new_findings import NewFindings
from policypack.terminal.service_hints import show_hints
from policypack.terminal.suggesting import Suggesting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers.document import Raw
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked, Key
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.presets import Preset
    from policypack.readers.schedule import WeeklyTimes
    from policypack.terminal.face import Face

_OWN = "own"
LATER = Choice(value=NOT_DECIDED, label="Not decided yet")


class Asking:
    """Asks until the engine has nothing left. Raises KeyboardInterrupt where somebody stops it."""

    def __init__(self, engine: Engine, face: Face, presets: Mapping[str, Preset], quick: bool = False) -> None:
        self.engine = engine
        self.face = face
        self.quick = quick
        self.section = ""
        self._findings = NewFindings(engine, face)
        self.suggesting = Suggesting(engine, face, presets)

    def run(self, section: str | None = None) -> bool:
        """Ask all that is open, and say whether there was anything. section: the id of the only section to ask."""
        asked_any = False
        while (asked := self.engine.next_question(self.quick, section)) is not None:
            if not asked.again and asked.section.id != self.section:
                before = self.section
                if before:
                    self._findings.show()
                self._open_section(asked)
                offered = None if self.quick else self.suggesting.offer_section(asked.section)
                if offered is Step.BACK:
                    self.section = before
                if offered is not None:
                    continue
            asked_any = True
            self.ask(asked)
        if asked_any:
            self._findings.show()
        return asked_any

    def show_findings(self) -> None:
        """Say what the answers have raised since the last time."""
        self._findings.show()

    def ask_what_changed(self, before: list[Key]) -> None:
        """Ask what was marked to be asked again, and then only what newly applies: what is open and not in `before`.

        Back from the first of them ends it.
        """
        known = set(before)
        with self.engine.visit() as has_gone_out:
            while True:
                while (asked := self.engine.next_again()) is not None:
                    self.ask(asked)
                new = [key for key in self.engine.open_now(self.quick) if key not in known]
                if not new or has_gone_out():
                    return
                for key in reversed(new):
                    self.engine.ask_again(key.qid, key.item)
                known.update(new)

    def ask(self, asked: Asked) -> None:
        """Ask one thing until its answer can be taken, it is put off, or somebody goes back."""
        self._introduce(asked)
        given: Raw = self.engine.current(asked) or ""
        suggested = None if given else self.suggesting.for_one(asked)
        same = same_times(asked, self.engine.answers)
        while True:
            reply = self._reply(asked, given, suggested, same)
            if reply is not Step.HELP:
                suggested, same = None, {}
            match reply:
                case Step.HELP:
                    asking_help.show(self.face, asked)
                    continue
                case Step.BACK | Step.SKIP if self._is_left(asked, reply):
                    return
                case Step.BACK:
                    self.face.say("This is where this run started; there is nothing before it.", "wrong")
                    continue
                case None:  # an item of the group was changed; what is open of it comes first
                    for key in reversed(self.engine.open_now(self.quick)):
                        if key.item and key.qid.startswith(f"{asked.question.qid}."):
                            self.engine.ask_again(key.qid, key.item)
                    return
                case Step.SKIP | "" | "not decided yet" | ["not decided yet"]:
                    reply = NOT_DECIDED
                case _:
                    given = reply
            try:
                if self._is_taken(asked, reply):
                    return
            except ValueError as error:
                sentence = str(error)
                self.face.say(f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.", "wrong")

    def _is_left(self, asked: Asked, step: Step) -> bool:
        """Go back, or past a question that has an answer, and say whether that could be done."""
        if step is Step.BACK:
            return self.engine.back()
        if self.engine.current(asked) is None:
            return False
        # To skip is to leave alone: an answer is taken back by choosing "not decided yet", or with an empty line.
        self.face.say("Your answer stays as it was.")
        self.engine.keep(asked)
        return True

    def _is_taken(self, asked: Asked, given: Raw) -> bool:
        """Take an answer where it is what was meant, or put the question off. Raises ValueError with what is wanted."""
        if isinstance(given, list) and NOT_DECIDED in given:
            raise ValueError(f"“{LATER.label}” stands alone; take it out, or the others")
        if asked.question.type == "weekly times" and given != NOT_DECIDED:
            said = confirming.times_meant(self.face, asked.question, str(given))
            if said is Step.SKIP:
                given = NOT_DECIDED
            elif said != YES:
                return False
        said = confirming.may_set_aside(self.engine, self.face, asked, given)
        if said is Step.SKIP:
            given = self.engine.current(asked) or NOT_DECIDED
            self.face.say("Your answer stays as it was.")
        elif said != YES:
            return False
        if given == NOT_DECIDED:
            self.face.say(confirming.said_of_putting_off(self.engine, asked))
            self.engine.put_off(asked)
            return True
        known = self.engine.current(asked) or ()
        self.engine.answer(asked, given)
        if asked.question.choices_from == "services" and isinstance(given, list):
            show_hints(self.face, self.engine.catalogue, [service for service in given if service not in known])
        return True

    def _open_section(self, asked: Asked) -> None:
        self.section = asked.section.id
        self.face.say()
        self.face.say(asked.section.title.upper(), "heading")
        self.face.say(asked.section.intro)

    def _introduce(self, asked: Asked) -> None:
        section, question, group = asked.section, asked.question, asked.group
        self.face.say()
        self.face.begin()
        now = self.engine.progress(asked, self.quick)
        is_open = not asked.again or (asked.kind == "answer" and self.engine.current(asked) is None)
        about = f" | {asked.item.name}" if asked.item else f" | new {group.item}" if group is not None else ""
        place = f"Section {now.section} of {now.sections}: {section.title} | question {now.done + is_open}"
        left = f", about {max(1, now.left)} left" if now.left or is_open else ""
        self.face.say(f"{place}{left}{about}", "place")
        if asked.kind == "more":
            group_menu.introduce(self.engine, self.face, asked)
        else:
            if group is not None and asked.opens_group and not self.engine.answers.items(group.qid):
                self.face.say(group.prompt, "heading")
                self.face.say(f"{group.why} {group.at_least_one or ''}".rstrip())
            self._explain(question)
            show_hints(self.face, self.engine.catalogue, service_of(asked))
        self.face.say(self.face.keys, "place")

    def _explain(self, question: Question) -> None:
        self.face.say(question.prompt, "heading")
        self.face.say(question.why)
        if question.example:
            self.face.say(f"Example: {question.example}")
        self.face.say(f"Who would know: {question.who}")

    def _reply(
        self, asked: Asked, given: Raw, suggested: Raw | None, same: Mapping[str, WeeklyTimes]
    ) -> Raw | Step | None:
        """Return what was said; None where the group's menu has changed what is asked.

        suggested, same: what is offered before somebody answers on their own; same is as same_times returns it.
        """
        question = asked.question
        if asked.kind != "answer":
            return group_menu.reply(self.engine, self.face, asked)
        if suggested is not None:
            taken = self.suggesting.take(asked, suggested)
            if taken is not None:
                return taken
        if same:
            taken = self._same_times(same, str(given))
            if taken is not None:
                return taken
        match type_of(question).field:
            case "yes or no":
                return self.face.one_of((*YES_OR_NO, LATER), str(given))
            case "one of":
                return self.face.one_of((*asked.options, LATER), str(given))
            case "some of":
                return self.face.some_of((*asked.options, LATER), [given] if isinstance(given, str) else given)
            case "lines":
                return self._typed(question, str(given).strip())
            case "line" | "number" | "date" | "email" | "phone" | "web address" | "colour" | "picture":
                return self._typed(question, " ".join(str(given).split()))
            case "items":
                raise ValueError(f"{question.qid} is asked item by item")
            case field:
                assert_never(field)

    def _typed(self, question: Question, given: str) -> str | Step:
        """Ask for an answer that is typed; `given` stands there already."""
        hint = "Enter alone: not decided yet." if not given else ""
        if question.none is not None:
            hint = f"{hint} Type {NONE}: {question.none}.".strip()
        if hint:
            self.face.say(hint)
        return self.face.text(given)

    def _same_times(self, same: Mapping[str, WeeklyTimes], given: str) -> str | Step | None:
        """Offer the times of other places; None where somebody writes their own."""
        own = Choice(value=_OWN, label="Keep or change your times" if given else "Write the times")
        others = [
            Choice(value=times.text(), label=f"Same times as {name}: {times.in_words()}")
            for name, times in same.items()
        ]
        said = self.face.one_of((own, *others, LATER))
        return None if said == _OWN else said
