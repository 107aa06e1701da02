"""The yearly review: what ages, one by one, and noting that something was done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words, question_in_words
from policypack.pack.findings import stands_in_the_way
from policypack.pack.names import in_charge
from policypack.pack.pack import load_pack
from policypack.pages.changes import changes_in_words, changes_since
from policypack.pages.render import Renderer
from policypack.questionnaire.asked import Key
from policypack.questionnaire.service_hints import hints
from policypack.text.english import day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policypack.answers.model import Answers, Item
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question
    from policypack.questionnaire.engine import Engine


@dataclass(frozen=True, slots=True)
class Aging:
    """Something that ages, as it is now: an answer, or an item of a group as a whole.

    name: what it is called in a list. said: what was answered, each with its question where there are several.
    is_dated: whether a day says when it was last done; is_today: whether that is today. hints: what to look up before
    it is right, a paragraph each.
    """

    question: Question
    item: Item | None
    name: str
    said: tuple[tuple[str, str], ...]
    is_dated: bool
    is_today: bool
    hints: tuple[str, ...]


_GROUPS = (
    "people.team",
    "moderation.other_times",
    "moderation.terms",
    "moderation.closed",
    "signposting.hours",
    "signposting.own",
)
"""Groups of which each item is looked at as a whole."""
_ALONE = ("moderation.times", "moderation.reply_time", "signposting.services")


def to_review(answers: Answers, only: str | None = None) -> Iterator[tuple[Question, Item | None]]:
    """Yield what is looked at once a year, in order: a group with one of its items, or a question with its item.

    only: the id of the only section that is looked at, or None for all.
    """
    questions = answers.catalogue.questions
    for question in questions:
        if only is not None and questions.section_of(question.qid).id != only:
            continue
        owner = questions.by_qid.get(question.qid.rpartition(".")[0])
        if question.qid in _GROUPS:
            yield from ((question, item) for item in answers.items(question.qid))
        elif owner is not None and owner.qid not in _GROUPS and question.type == "date":
            items = answers.items(owner.qid)
            yield from ((question, item) for item in items if answers.get(question.qid, item) is not None)
        elif owner is None and answers.get(question.qid) is not None:
            names_people = question.choices_from == "people.team"
            if question.qid in _ALONE or question.type == "date" or names_people:
                yield question, None


def day_when_done(catalogue: Catalogue, question: Question) -> Question | None:
    """Return the question of the day on which something was last done, itself or inside its group; None for no such.

    A day up to which something holds, such as the end of a permission, is none.
    """
    done = {rule.question for rule in catalogue.review_rules if rule.months}
    return next((one for one in (question, *question.questions) if one.qid in done), None)


def aging(engine: Engine, question: Question, item: Item | None) -> Aging | None:
    """Return something that ages as it is now, or None where it is gone. question, item: as to_review yields them."""
    answers = engine.answers
    now = None
    if item is not None:
        now = next((one for one in answers.items(item.group) if one.name == item.name), None)
    if (now is None) if item is not None else (answers.get(question.qid) is None):
        return None
    day_of = day_when_done(engine.catalogue, question)
    is_dated = day_of is not None
    is_today = day_of is not None and answers.get(day_of.qid, now) == engine.today
    if question.type == "group" and now is not None:
        inside = [one for one in question.questions if one.id in now.values and one.id != question.label]
        said = tuple((one.prompt, answer_in_words(one, answers, now)) for one in inside)
        return Aging(question, now, f"{now.name} ({question.item})", said, is_dated, is_today, ())
    said = (("", answer_in_words(question, answers, now)),)
    chosen = answers.get(question.qid) if question.choices_from == "services" else None
    look_up = tuple(hints(engine.catalogue, chosen)) if isinstance(chosen, tuple) else ()
    return Aging(question, now, question_in_words(question, now), said, is_dated, is_today, look_up)


def note_done_again(engine: Engine, question: Question, item: Item | None) -> None:
    """Note that something was done again today."""
    day_of = day_when_done(engine.catalogue, question)
    if day_of is not None:
        engine.put(Key(day_of.qid, item.name if item else ""), engine.today.isoformat())


@dataclass(frozen=True, slots=True)
class AgreeAgain:
    """What a finished review asks for: that the pack is agreed again, which moves the day of the next review.

    until: the day by which it has to be, or None where it was never agreed. left: what stands in the way of it.
    command: what records it.
    """

    until: date | None
    left: int
    command: str

    @property
    def sentence(self) -> str:
        """Say why, and what comes of it."""
        if self.until is None:
            return "Then have the policies and codes agreed. That sets the day of the next review."
        return (
            f"Then have the policies and codes agreed again, by {day(self.until)}. Only that moves the day of the next "
            "review, at most a year on: without it the review counts as not done."
        )


def agree_again(engine: Engine) -> AgreeAgain:
    """Return what a finished review asks for."""
    pack = load_pack(engine.workspace.root, engine.today)
    role = in_charge(pack.answers, "role") or "Our leaders"
    return AgreeAgain(
        pack.approval.next_review if pack.approval is not None else None,
        len(stands_in_the_way(pack.findings)),
        f'policypack approve --role "{role}"',
    )


def changes_by(engine: Engine, before: Answers) -> list[tuple[str, list[str]]]:
    """Return in words what has changed on the pages since answers were as before, under a heading for each page."""
    if engine.answers is before:
        return []
    return changes_in_words(changes_since(before, Renderer(load_pack(engine.workspace.root, engine.today))))
