"""The yearly review: what ages, one by one, and noting that something was done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policypack.answers.model import Answers, Item
    from policypack.content.catalogue import Catalogue
    from policypack.content.questions import Question
    from policypack.questionnaire.engine import Engine

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


def to_review(answers: Answers) -> Iterator[tuple[Question, Item | None]]:
    """Yield what is looked at once a year, in order: a group with one of its items, or a question with its item."""
    questions = answers.catalogue.questions
    for question in questions:
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


def note_done_again(engine: Engine, question: Question, item: Item | None) -> None:
    """Note that something was done again today."""
    day_of = day_when_done(engine.catalogue, question)
    if day_of is not None and engine.ask_again(day_of.qid, item.name if item else ""):
        asked = engine.next_again()
        if asked is not None:
            engine.answer(asked, engine.today.isoformat())
