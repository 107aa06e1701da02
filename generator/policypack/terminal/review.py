"""The yearly review: dated answers, people, times and services, one by one: still right, changed, or no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.content.questions import Choice
from policypack.questionnaire.review import aging, agree_again, changes_by, note_done_again, to_review
from policypack.questionnaire.review_begun import ReviewBegun
from policypack.terminal import group_menu
from policypack.terminal.explaining import say_hints
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose
from policypack.text.english import day

if TYPE_CHECKING:
    from datetime import date

    from policypack.questionnaire.review import Aging, AgreeAgain
    from policypack.terminal.asking import Asking
    from policypack.terminal.face import Face

_RIGHT, _AGAIN, _CHANGE, _GONE = "right", "again", "change", "gone"
_HELP = (
    "Still right keeps the answer. Change asks it again. No longer takes it out. Where a day says when something was "
    "last done, “today” notes that it was done again. Skip leaves it as it is; Back shows the one before."
)


def review(asking: Asking) -> None:
    """Go through all that ages, and say at the end what changes on which page."""
    face, engine = asking.face, asking.flow.engine
    asking.way = "review"
    before, section = engine.answers, asking.flow.section
    rows = list(to_review(engine.answers, asking.flow.only))
    face.say(f"The yearly review{f': {section.title}' if section is not None else ''}", "heading")
    if section is not None and not rows:
        face.say("Nothing here is looked at once a year.")
        return
    face.say(f"{len(rows)} answers to read again: people, times, services and dates. It takes about ten minutes.")
    begun = ReviewBegun(engine.workspace, engine.today)
    at = begun.first_left(rows)
    if at:
        face.say(f"You have looked at {at} of them since {day(begun.since)}. It goes on there; Back leads to those.")
    while at < len(rows):
        now = aging(engine, *rows[at])
        if now is not None:
            said = _said(asking, now, f"{at + 1} of {len(rows)}")
            if said is Step.BACK:
                at = max(0, at - 1)
                continue
            if said == _CHANGE:
                _change(asking, now)
            elif said == _AGAIN:
                note_done_again(engine, now.question, now.item)
            elif said == _GONE and now.item is not None:
                group_menu.remove(engine, face, now.question, now.item.name)
                asking.ask_what_changed(asking.flow.open_now())
        begun.note(rows[at])
        at += 1
    begun.finish()
    _say_changes(face, changes_by(engine, before))
    if section is None:
        _say_agree_again(face, agree_again(engine))


def _said(asking: Asking, now: Aging, place: str) -> str | Step:
    face = asking.face
    face.say()
    face.begin()
    face.say(f"Review {place}", "place")
    face.say(now.name, "heading")
    for prompt, words in now.said:
        if prompt:
            face.say(f"{prompt} {words}", indent="  ")
        else:
            face.say(f"Your answer: {words}")
    say_hints(face, now.hints)
    return choose(face, _options(now, asking.flow.engine.today), _HELP)


def _options(now: Aging, today: date) -> list[Choice]:
    is_group = now.question.type == "group"
    options = [Choice(value=_RIGHT, label="Still right"), Choice(value=_CHANGE, label="Change it")]
    if now.is_dated:
        if not is_group:
            options[0] = Choice(value=_RIGHT, label="Not done again since")
            options[1] = Choice(value=_CHANGE, label="Done again on another day")
        if not now.is_today:
            label = "Still right, and checked again today" if is_group else f"Done again today, {day(today)}"
            options.insert(1, Choice(value=_AGAIN, label=label))
    if is_group:
        options.append(Choice(value=_GONE, label="No longer"))
    return options


def _change(asking: Asking, now: Aging) -> None:
    flow, question, name = asking.flow, now.question, now.item.name if now.item else ""
    was_open = flow.open_now()
    if question.type == "group" and name:
        flow.engine.change_item(question.qid, name)
        was_open = [*was_open, *(key for key in flow.open_now() if key.gate)]
    else:
        flow.engine.ask_again(question.qid, name)
    asking.ask_what_changed(was_open)


def _say_changes(face: Face, changes: list[tuple[str, list[str]]]) -> None:
    face.say()
    if not changes:
        face.say("That was all, and nothing changes on your pages.")
        return
    face.say("That was all. This changes with your next `policypack build`:", "heading")
    for heading, lines in changes:
        face.say()
        face.say(heading, "heading")
        for line in lines:
            face.say(f"- {line}", indent="  ")


def _say_agree_again(face: Face, wanted: AgreeAgain) -> None:
    face.say()
    face.say("Have it agreed again" if wanted.until is not None else "Have it agreed", "heading")
    face.say(wanted.sentence)
    if wanted.left:
        face.say(f"To settle before that: {wanted.left}. `policypack ask --missing` asks what.")
    face.say(f"When they have agreed it: `{wanted.command}`, with the role of those who did. Then `policypack build`.")
