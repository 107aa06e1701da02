"""Asking: it shows what the engine asks, on any face, and hands back what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack import asking_help, group_menu
from policypack.answer_words import question_in_words, raw_in_words
from policypack.face import Step
from policypack.new_findings import NewFindings
from policypack.questions import NONE, NOT_DECIDED, Choice
from policypack.schedule import said_of_overlaps
from policypack.service_hints import service_of, show_hints
from policypack.suggesting import Suggesting
from policypack.values import read_weekly_times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.answers_writer import Raw
    from policypack.asked import Asked, Key
    from policypack.engine import Engine
    from policypack.face import Face
    from policypack.presets import Preset
    from policypack.questions import Question

YES, NO = "yes", "no"
YES_OR_NO = (Choice(value=YES, label="Yes"), Choice(value=NO, label="No"))
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
        """Ask what was marked to be asked again, and then only what newly applies: what is open and not in `before`."""
        known = set(before)
        while True:
            while (asked := self.engine.next_again()) is not None:
                self.ask(asked)
            new = [key for key in self.engine.open_now(self.quick) if key not in known]
            if not new:
                return
            for key in reversed(new):
                self.engine.ask_again(key.qid, key.item)
            known.update(new)

    def ask(self, asked: Asked) -> None:
        """Ask one thing until its answer can be taken, it is put off, or somebody goes back."""
        self._introduce(asked)
        given: Raw = self.engine.current(asked) or ""
        suggested = None if given else self.suggesting.for_one(asked)
        while True:
            reply = self._reply(asked, given, suggested)
            suggested = None if reply is not Step.HELP else suggested
            match reply:
                case Step.HELP:
                    asking_help.show(self.face, asked)
                    continue
                case Step.BACK if self.engine.back():
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
                    if self._may_set_aside(asked, NOT_DECIDED):
                        self.engine.put_off(asked)
                        return
                    continue
            if isinstance(reply, Step):
                continue
            given = reply
            try:
                if self._is_taken(asked, given):
                    return
            except ValueError as error:
                sentence = str(error)
                self.face.say(f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.", "wrong")

    def _is_taken(self, asked: Asked, given: Raw) -> bool:
        """Take an answer where it is what was meant. Raises ValueError with what is wanted."""
        if isinstance(given, list) and NOT_DECIDED in given:
            raise ValueError(f"“{LATER.label}” stands alone; take it out, or the others")
        if asked.question.type == "weekly times" and not self._is_meant(asked.question, str(given)):
            return False
        if not self._may_set_aside(asked, given):
            return False
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
        about = f" | {asked.item.name}" if asked.item else f" | new {group.item}" if group is not None else ""
        place = f"Section {now.section} of {now.sections}: {section.title} | question {now.done + (not asked.again)}"
        self.face.say(f"{place}, about {max(1, now.left)} left{about}", "place")
        if asked.kind == "more":
            group_menu.introduce(self.engine, self.face, asked)
        else:
            if group is not None and asked.opens_group and not self.engine.answers.items(group.qid):
                self.face.say(group.prompt, "heading")
                self.face.say(group.why)
            self._explain(question)
            show_hints(self.face, self.engine.catalogue, service_of(asked))
        self.face.say(self.face.keys, "place")

    def _explain(self, question: Question) -> None:
        self.face.say(question.prompt, "heading")
        self.face.say(question.why)
        if question.example:
            self.face.say(f"Example: {question.example}")
        self.face.say(f"Who would know: {question.who}")

    def _reply(self, asked: Asked, given: Raw, suggested: Raw | None) -> Raw | Step | None:
        """Return what was said; None where the group's menu has changed what is asked."""
        question = asked.question
        if asked.kind != "answer":
            return group_menu.reply(self.engine, self.face, asked)
        if suggested is not None:
            taken = self.suggesting.take(asked, suggested)
            if taken is not None:
                return taken
        match question.type:
            case "yes/no":
                return self.face.one_of((*YES_OR_NO, LATER), str(given))
            case "choice":
                return self.face.one_of((*asked.options, LATER), str(given))
            case "choices":
                return self.face.some_of((*asked.options, LATER), [given] if isinstance(given, str) else given)
        hint = "Enter alone: not decided yet." if not given else ""
        if question.none is not None:
            hint = f"{hint} Type {NONE}: {question.none}.".strip()
        if hint:
            self.face.say(hint)
        return self.face.text(" ".join(str(given).split()) if question.type != "long text" else str(given).strip())

    def _is_meant(self, question: Question, given: str) -> bool:
        """Read weekly times back in words and day by day, and ask whether that is right. Raises ValueError."""
        if question.none is not None and given.casefold() in (NONE, question.none.casefold()):
            return True
        times = read_weekly_times(given)
        self.face.say(f"That is: {times.in_words()}.")
        if joined := said_of_overlaps(given):
            self.face.say(joined)
        self.face.table([(name, said or "nobody") for name, said in times.by_day_in_words()])
        self.face.say("Is that right?", "heading")
        return self.face.one_of(YES_OR_NO) == YES

    def _may_set_aside(self, asked: Asked, raw: Raw) -> bool:
        """Name the answers that would no longer apply, and ask whether to go on; yes where there is none."""
        if asked.kind != "answer" or self.engine.current(asked) is None:
            return True
        gone = self.engine.set_aside_by(asked, raw)
        if not gone:
            return True
        said = raw_in_words(raw, asked.question, self.engine.answers, asked.item)
        self.face.say(f"With “{said}”, these answers no longer apply:", "heading")
        for question, item in gone[:_MOST_NAMED]:
            self.face.say(f"- {question_in_words(question, item)}", indent="  ")
        if len(gone) > _MOST_NAMED:
            self.face.say(f"- and {len(gone) - _MOST_NAMED} more", indent="  ")
        self.face.say("They stay in your file, unused, and come back when you change this back. Change it?")
        return self.face.one_of(YES_OR_NO) == YES


_MOST_NAMED = 8
"""Answers that are named before they are set aside; a longer list would push the question off the screen."""
