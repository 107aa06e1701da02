"""The menu of a repeating group: list, add, change, copy and remove its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.answers.in_words import question_in_words
from policypack.answers.options import options_for
from policypack.content.questions import NONE, NOT_DECIDED, Choice
from policypack.questionnaire.asked import ADD, DONE
from policypack.questionnaire.looking_up import NOT_NOW
from policypack.terminal.face import Step
from policypack.terminal.small_prompts import choose, tick, write
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.steps import AskQuestion
    from policypack.terminal.face import Face

CHANGE, COPY, REMOVE, TAKE, _MORE = "change", "copy", "remove", "take", "else"


def introduce(face: Face, step: AskQuestion, goes_on: bool) -> None:
    """List the items that a group has. goes_on: they were asked on the screen that asks for another one too."""
    question = step.asked.question
    if not goes_on:
        face.say(question.prompt, "heading")
        face.say(f"So far: {', '.join(step.items)}")
    face.say(f"Is there another {question.item}?", "heading" if goes_on else "plain")


def reply(engine: Engine, face: Face, step: AskQuestion, goes_on: bool = False) -> str | Step | None:
    """Ask what to do with a group: return "add", "done" or "none", or None where an item was changed instead."""
    said = _chosen(face, step, goes_on)
    if said == TAKE:
        _take(engine, face, step)
    elif said in (CHANGE, COPY, REMOVE):
        _with_one_item(engine, face, step.asked, str(said))
    else:
        return said
    return None


def _chosen(face: Face, step: AskQuestion, goes_on: bool) -> str | Step:
    asked, question = step.asked, step.asked.question
    item = question.item or ""
    take = [Choice(value=TAKE, label="Choose from the bank holidays ahead")] if step.offers else []
    if asked.kind == "any":
        article = "an" if item[:1] in "aeiou" else "a"
        later = Choice(value=NOT_DECIDED, label=NOT_NOW if step.look_ups else "Not decided yet")
        add, none = Choice(value=ADD, label=f"Add {article} {item}"), Choice(value=NONE, label="There is none")
        return face.one_of((add, none, later, *take))
    if step.can_add and goes_on:
        more = Choice(value=_MORE, label="Change these")
        add, done = Choice(value=ADD, label="Yes"), Choice(value=DONE, label="No")
        if (said := face.one_of((add, done, more, *take))) != _MORE:
            return said
    options = [
        Choice(value=DONE, label="No, that is all"),
        Choice(value=CHANGE, label="Change one"),
        Choice(value=COPY, label="Copy one"),
        Choice(value=REMOVE, label="Take one out"),
    ]
    if step.can_add:
        options.insert(0, Choice(value=ADD, label="Yes, add another"))
    else:
        del options[2]  # everything that it could be called is taken
    # Whoever comes back to a group came to change something in it: Enter alone adds nobody then.
    return face.one_of((*options, *take), at=CHANGE if asked.again else "")


def _take(engine: Engine, face: Face, step: AskQuestion) -> None:
    """Offer the bank holidays ahead, and take over those that somebody chooses."""
    face.say("On which of these bank holidays does nobody read messages?", "heading")
    chosen = tick(face, [Choice(value=one.name, label=one.words) for one in step.offers], _TAKE_HELP)
    if isinstance(chosen, list) and chosen:
        engine.add_items(step.asked.question.qid, [one.answers for one in step.offers if one.name in chosen])


def _with_one_item(engine: Engine, face: Face, asked: Asked, what: str) -> None:
    group = asked.question.qid
    names = [item.name for item in engine.answers.items(group)]
    name: str | Step = names[0]
    if len(names) > 1:
        face.say("Which one?", "heading")
        does = {CHANGE: "ask about again", COPY: "take the answers of", REMOVE: "take out"}[what]
        helps = f"Choose the one to {does}. Back and Skip lead to the list before, and nothing is changed."
        name = choose(face, [Choice(value=one, label=one) for one in names], helps)
    if isinstance(name, Step):
        return
    if what == CHANGE:
        engine.change_item(group, name)
    elif what == COPY:
        _copy(engine, face, asked, name)
    else:
        remove(engine, face, asked.question, name)


def _copy(engine: Engine, face: Face, asked: Asked, name: str) -> None:
    group = asked.question
    label = group.by_id[group.label or ""]
    while True:
        face.say(f"The new one has the same answers as {name}, but for its own address, numbers and dates.")
        face.say(label.prompt, "heading")
        options = options_for(label, engine.answers)
        new = choose(face, options, _COPY_HELP) if label.type == "choice" else write(face, _COPY_HELP)
        if isinstance(new, Step) or not new:
            return
        try:
            engine.copy_item(group.qid, name, new)
        except ValueError as error:
            face.say(as_sentence(error), "wrong")
        else:
            return


def remove(engine: Engine, face: Face, group: Question, name: str) -> None:
    """Take an item out where somebody says so, after naming what it is the answer to elsewhere."""
    named = engine.named_elsewhere(group.qid, name)
    if named:
        face.say(f"{name} is also your answer here, and these are asked again:", "heading")
        for question, item in named:
            face.say(f"- {question_in_words(question, item)}", indent="  ")
    face.say(f"Take out {name}, with its answers?", "heading")
    keep, out = Choice(value="no", label="No, keep it"), Choice(value="yes", label=f"Yes, take out {name}")
    if choose(face, (keep, out), f"{_REMOVE_HELP} Back and Skip keep {name}.") == "yes":
        engine.remove_item(group.qid, name)
    else:
        face.say(f"{name} stays.")


_COPY_HELP = (
    "Say what the new one is called. It is added with the same answers; you are asked for those that can only be its "
    "own, and can change the others. Back and Skip add nothing."
)
_TAKE_HELP = (
    "Those that you choose are added to the days on which you are closed; you can change them or take them out. None "
    "is added unless you choose it. Back and Skip add nothing."
)
_REMOVE_HELP = (
    "With yes it goes from your answers file, with all that you said about it; `policypack history` can put it back."
)
