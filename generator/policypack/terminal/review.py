"""The yearly review: dated answers, people, times and services, one by one: still right, changed, or no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import answer_in_words, question_in_words
from policypack.content.questions import Choice
from policypack.pack.pack import load_pack
from policypack.pages.changes import changes_in_words, changes_since
from policypack.questionnaire.review import day_when_done, note_done_again, to_review
from policypack.terminal import group_menu
from policypack.terminal.face import Step
from policypack.terminal.service_hints import show_hints
from policypack.terminal.small_prompts import choose
from policypack.text.english import day

if TYPE_CHECKING:
    from policypack.answers.model import Answers, Item
    from policypack.content.questions import Question
    from policypack.terminal.asking import Asking

_RIGHT, _AGAIN, _CHANGE, _GONE = "right", "again", "change", "gone"
_HELP = (
    "Still right keeps the answer. Change asks it again. No longer takes it out. Where a day says when something was "
    "last done, “today” notes that it was done again. Skip leaves it as it is; Back shows the one before."
)


def review(asking: Asking) -> None:
    """Go through all that ages, and say at the end what changes on which page."""
    face, engine = asking.face, asking.engine
    before = engine.answers
    rows = list(to_review(engine.answers))
    face.say("The yearly review", "heading")
    face.say(f"{len(rows)} answers that age: people, times, services and dates. It takes about ten minutes.")
    at = 0
    while at < len(rows):
        question, item = rows[at]
        if _still_there(asking, question, item):
            said = _said(asking, question, item, f"{at + 1} of {len(rows)}")
            if said is Step.BACK:
                at = max(0, at - 1)
                continue
            if said == _CHANGE:
                _change(asking, question, item)
            elif said == _AGAIN:
                note_done_again(asking.engine, question, item)
            elif said == _GONE and item is not None:
                group_menu.remove(engine, face, question, item.name)
                asking.ask_what_changed(engine.open_now(asking.quick))
        at += 1
    _say_changes(asking, before)


def _still_there(asking: Asking, question: Question, item: Item | None) -> bool:
    if item is None:
        return asking.engine.answers.get(question.qid) is not None
    return any(one.name == item.name for one in asking.engine.answers.items(item.group))


def _said(asking: Asking, question: Question, item: Item | None, place: str) -> str | Step:
    face, answers = asking.face, asking.engine.answers
    face.say()
    face.begin()
    face.say(f"Review {place}", "place")
    if question.type == "group" and item is not None:
        now = next(one for one in answers.items(question.qid) if one.name == item.name)
        face.say(f"{now.name} ({question.item})", "heading")
        for inner in question.questions:
            if inner.id in now.values and inner.id != question.label:
                face.say(f"{inner.prompt} {answer_in_words(inner, answers, now)}", indent="  ")
    else:
        face.say(question_in_words(question, item), "heading")
        face.say(f"Your answer: {answer_in_words(question, answers, _now(asking, item))}")
        if question.choices_from == "services":
            chosen = answers.get(question.qid)
            show_hints(face, asking.engine.catalogue, chosen if isinstance(chosen, tuple) else ())
    return choose(face, _options(asking, question, item), _HELP)


def _options(asking: Asking, question: Question, item: Item | None) -> list[Choice]:
    day_of = day_when_done(asking.engine.catalogue, question)
    today = asking.engine.today
    is_group = question.type == "group"
    options = [Choice(value=_RIGHT, label="Still right"), Choice(value=_CHANGE, label="Change it")]
    if day_of is not None:
        now = asking.engine.answers.get(day_of.qid, _now(asking, item))
        if not is_group:
            options[0] = Choice(value=_RIGHT, label="Not done again since")
            options[1] = Choice(value=_CHANGE, label="Done again on another day")
        if now != today:
            label = "Still right, and checked again today" if is_group else f"Done again today, {day(today)}"
            options.insert(1, Choice(value=_AGAIN, label=label))
    if is_group:
        options.append(Choice(value=_GONE, label="No longer"))
    return options


def _now(asking: Asking, item: Item | None) -> Item | None:
    """Return an item as it is now, after what was changed on the way."""
    if item is None:
        return None
    return next((one for one in asking.engine.answers.items(item.group) if one.name == item.name), None)


def _change(asking: Asking, question: Question, item: Item | None) -> None:
    engine = asking.engine
    was_open = engine.open_now(asking.quick)
    if question.type == "group" and item is not None:
        engine.change_item(question.qid, item.name)
        was_open = [*was_open, *(key for key in engine.open_now(asking.quick) if key.gate)]
    else:
        engine.ask_again(question.qid, item.name if item else "")
    asking.ask_what_changed(was_open)


def _say_changes(asking: Asking, before: Answers) -> None:
    face, engine = asking.face, asking.engine
    face.say()
    changes = []
    if engine.answers is not before:
        changes = changes_since(before, load_pack(engine.workspace.root, engine.today))
    if not changes:
        face.say("That was all, and nothing changes on your pages.")
        return
    face.say("That was all. This changes with your next `policypack build`:", "heading")
    for heading, lines in changes_in_words(changes):
        face.say()
        face.say(heading, "heading")
        for line in lines:
            face.say(f"- {line}", indent="  ")
