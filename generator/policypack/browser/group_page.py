"""Repeating groups: the list of what there is, and adding, changing, copying and taking out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.answers.in_words import answer_in_words, question_in_words
from policypack.answers.options import options_for
from policypack.browser import addresses, fields
from policypack.browser.question_page import SAVED_ALREADY, gone
from policypack.browser.showing import CHANGED_MEANWHILE, came_from, key_asked, one_at_a_time, see_other, shown
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.asked import ADD, DONE, Key
from policypack.questionnaire.looking_up import NOT_NOW
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.answers.model import Item
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.content.questions import Question
    from policypack.questionnaire.asked import Asked

pages = Blueprint("group", __name__)


@pages.get("/group/<qid>")
@one_at_a_time
def show(run: Run, qid: str) -> Shown:
    """Show what a group has, or ask whether it has anything."""
    asked = run.asked(key_asked(qid, gate=True))
    if asked is None or (asked.kind == "answer" and asked.group is None):
        return gone()
    if asked.kind == "answer":  # one at least is wanted, and there is none yet
        return see_other(addresses.to_asked(asked, came_from()))
    return _page(run, asked)


@pages.post("/group/<qid>")
@one_at_a_time
def send(run: Run, qid: str) -> Shown:
    """Take whether there is another item, or any at all."""
    asked = run.asked(key_asked(qid, gate=True))
    if asked is None or asked.kind == "answer":
        return gone()
    said = request.form.get("answer", "")
    label = asked.question.by_id[asked.question.label or ""]
    if said == ADD:
        run.engine.keep(asked)
        return see_other(addresses.to_key(Key(label.qid), came_from()))
    if "ticked" in request.form:
        return _taken(run, asked)
    wanted = NONE if asked.kind == "any" else DONE
    if "later" in request.form:
        said = NOT_DECIDED
    elif said != wanted:
        return _page(run, asked, error="Choose one of these.")
    elif asked.kind == "any" and request.form.get("version") != run.version(asked):
        return _page(run, asked, changed="This was answered meanwhile, in another window or in the file."), (
            CHANGED_MEANWHILE
        )
    return see_other(run.take(asked, said, came_from()))


def _taken(run: Run, asked: Asked) -> Shown:
    """Take over what was ticked of the items that a group can take over."""
    ticked = request.form.getlist("take")
    if not ticked:
        return _page(run, asked, error="Tick at least one of the bank holidays.", of_offers=True)
    wanted = [one.answers for one in run.flow.question(asked).offers if one.name in ticked]
    if wanted:
        with run.noting_before():
            run.engine.add_items(asked.question.qid, wanted)
    else:
        run.notice = SAVED_ALREADY
    return see_other(addresses.to_key(Key(asked.question.qid, gate=True), came_from()))


def _page(run: Run, asked: Asked, *, error: str = "", changed: str = "", of_offers: bool = False) -> str:
    question, step = asked.question, run.flow.question(asked)
    return shown(
        "group.html",
        title=question.prompt,
        error=error,
        changed=changed,
        question=question,
        section=asked.section,
        progress=step.progress,
        is_first=asked.position == 1,
        offers=step.offers,
        of_offers=of_offers,
        items=[(item.name, _summary(run, question, item)) for item in run.engine.answers.items(question.qid)],
        can_add=step.can_add,
        can_end=asked.kind == "more",
        is_none=run.engine.document.raw(question.qid) == NONE,
        to_item=lambda name, what: addresses.to_item(question.qid, name, what, came_from()),
        article="an" if (question.item or "")[:1] in "aeiou" else "a",
        action=addresses.to_key(Key(question.qid, gate=True), came_from()),
        back=run.back_from(Key(question.qid, gate=True), came_from()),
        version=run.version(asked),
        later="" if asked.kind != "any" else NOT_NOW if step.look_ups else fields.LATER,
        look_ups=step.look_ups,
        draft=addresses.to("/draft", qid=question.qid),
    )


def _summary(run: Run, group: Question, item: Item) -> str:
    lacks = len(run.flow.open_inside(group.qid, item.name))
    return f"{lacks} still to answer" if lacks else ""


@pages.get("/item/<qid>")
@one_at_a_time
def item(run: Run, qid: str) -> Shown:
    """Show all that was answered about an item, each with a link to change it."""
    group, one = _found(run, qid)
    if group is None or one is None:
        return gone()
    answers = run.engine.answers
    rows = [
        (
            inner.prompt,
            answer_in_words(inner, answers, one),
            addresses.to_key(Key(inner.qid, one.name), addresses.from_item(came_from())),
            addresses.anchor(inner.qid),
        )
        for inner in group.questions
        if answers.asked(inner.qid, one)
    ]
    back = addresses.to_key(Key(qid, gate=True), came_from())
    if came_from() in addresses.ROWS_OF_ITEMS:
        back = f"/{came_from()}#{addresses.anchor(qid)}"
    return shown(
        "item.html",
        title=f"{one.name}: your answers",
        group=group,
        name=one.name,
        rows=rows,
        back=back,
        remove=addresses.to_item(qid, one.name, "remove", came_from()),
        copy=addresses.to_item(qid, one.name, "copy", came_from()),
    )


@pages.get("/remove/<qid>")
@one_at_a_time
def ask_remove(run: Run, qid: str) -> Shown:
    """Ask whether an item is to go, and name what is asked again then."""
    group, one = _found(run, qid)
    if group is None or one is None:
        return gone()
    named = [question_in_words(question, item) for question, item in run.engine.named_elsewhere(qid, one.name)]
    return shown(
        "remove.html",
        title=f"Take out {one.name}?",
        name=one.name,
        named=named,
        action=addresses.to_item(qid, one.name, "remove", came_from()),
        back=addresses.to_key(Key(qid, gate=True), came_from()),
    )


@pages.post("/remove/<qid>")
@one_at_a_time
def remove(run: Run, qid: str) -> Shown:
    """Take an item out."""
    group, one = _found(run, qid)
    back = addresses.to_key(Key(qid, gate=True), came_from())
    if group is None:
        return gone()
    if one is None:
        run.notice = "That had been taken out already."
        return see_other(back)
    was_open = run.flow.open_now()
    with run.noting_before():
        run.engine.remove_item(qid, one.name)
    run.notice = f"{one.name} is taken out. It is kept under “What was changed”, and can be put back from there."
    if came_from() in addresses.ROWS:
        return see_other(run.back_to_rows(came_from(), was_open, qid))
    return see_other(back)


@pages.get("/copy/<qid>")
@one_at_a_time
def ask_copy(run: Run, qid: str) -> Shown:
    """Ask what the copy of an item is called."""
    group, one = _found(run, qid)
    return gone() if group is None or one is None else _copy_page(run, group, one)


@pages.post("/copy/<qid>")
@one_at_a_time
def copy(run: Run, qid: str) -> Shown:
    """Add an item with the answers of another."""
    group, one = _found(run, qid)
    if group is None or one is None:
        return gone()
    name = " ".join(request.form.get("answer", "").split())
    if any(item.name == name for item in run.engine.answers.items(qid)) and request.form.get("version") != _version(
        run, group
    ):
        run.notice = SAVED_ALREADY
        return see_other(run.after_item(qid, name, came_from()))
    try:
        if not name:
            raise ValueError("write what the new one is called")
        with run.noting_before():
            run.engine.copy_item(qid, one.name, name)
    except ValueError as error:
        return _copy_page(run, group, one, name, as_sentence(error))
    return see_other(run.after_item(qid, name, came_from()))


def _copy_page(run: Run, group: Question, one: Item, name: str = "", error: str = "") -> str:
    label = group.by_id[group.label or ""]
    return shown(
        "copy.html",
        title=f"Another {group.item} with the same answers as {one.name}",
        error=error,
        name=name,
        label=label,
        options=[(option.value, option.label) for option in options_for(label, run.engine.answers)]
        if label.type == "choice"
        else [],
        action=addresses.to_item(group.qid, one.name, "copy", came_from()),
        back=addresses.to_key(Key(group.qid, gate=True), came_from()),
        version=_version(run, group),
    )


def _version(run: Run, group: Question) -> str:
    asked = run.asked(Key(group.qid, gate=True))
    return "" if asked is None else run.version(asked)


def _found(run: Run, qid: str) -> tuple[Question | None, Item | None]:
    group = run.engine.catalogue.questions.by_qid.get(qid)
    if group is None or group.type != "group":
        return None, None
    name = request.values.get("item", "")
    return group, next((item for item in run.engine.answers.items(qid) if item.name == name), None)
