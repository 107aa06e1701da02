"""The page of a screen: several short questions in one form, and several items of a group in rows.

What is left empty is not decided yet. Each answer that can be taken is on the disk, whatever is wrong with another.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.browser import addresses, fields
from policypack.browser.question_page import confirm_page, gone
from policypack.browser.screen_fields import Entry, Errors, entry_for, name_of, require_plain, sent_for
from policypack.browser.showing import came_from, key_asked, one_at_a_time, see_other, shown
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.as_written import as_written
from policypack.questionnaire.asked import DONE, Asked, Key
from policypack.questionnaire.beside import rows_of
from policypack.questionnaire.looking_up import NOT_NOW
from policypack.questionnaire.settled import settled_in
from policypack.questionnaire.steps import Confirm, Taken
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.content.questions import Question
    from policypack.questionnaire.steps import AskQuestion

pages = Blueprint("screen", __name__)

_ADD = "add"


@dataclass
class Rows:
    """Items of a group that are written down at once, or whether there is any. none: what says that there is none."""

    name: str
    question: Question
    rows: list[list[Entry]] = field(default_factory=list)
    has: tuple[str, ...] = ()
    none: str = ""
    is_none: bool = False


@pages.get("/screen/<qid>")
@one_at_a_time
def show(run: Run, qid: str) -> Shown:
    """Show what stands on one screen with a question."""
    step = _step(run, qid)
    if step is None:
        return gone()
    if not (step.beside or step.rows):
        return see_other(addresses.to_asked(step.asked, came_from()))
    return _page(run, step, Errors())


@pages.post("/screen/<qid>")
@one_at_a_time
def send(run: Run, qid: str) -> Shown:
    """Take all that can be taken, and lead on, or show what cannot with what is wanted."""
    step = _step(run, qid)
    if step is None:
        return see_other(run.forward(qid.partition(".")[0]))  # all of it was answered meanwhile
    if "apart" in request.form and step.screen is not None:
        run.engine.ask_apart(step.screen.id)
        return _page(run, run.step_of(step.asked.key) or step, Errors())
    errors, to_confirm = Errors(), None
    name = step.asked.item.name if step.asked.item is not None else ""
    with run.noting_before():
        if "none_yet" in request.form:
            run.flow.none_yet(step)
        else:
            for asked in _all_on(step):
                stopped = _taken(run, asked, name, errors)
                if isinstance(stopped, Taken) and asked.opens_group and not name:
                    name = stopped.key.item
                    if not name:  # nothing was written
                        break
                if isinstance(stopped, Confirm) and to_confirm is None:
                    to_confirm = (asked, stopped)
    if errors:
        first = next(iter(errors.at))
        return _page(run, run.step_of(first) or step, errors)
    if to_confirm is not None:
        asked, confirm = to_confirm
        return confirm_page(run, asked, sent_for(asked), confirm, addresses.to_asked(asked))
    if step.rows and "another" in request.form and step.asked.group is not None:
        return see_other(addresses.to_screen(Key(f"{step.asked.group.qid}.{step.asked.group.label}")))
    return see_other(_onward(run, step, name))


def _onward(run: Run, step: AskQuestion, name: str) -> str:
    group = step.asked.group
    if group is None or step.rows or (step.screen is not None and step.screen.is_late):
        return run.forward(step.asked.section.id)
    if name and (left := run.flow.open_inside(group.qid, name)):
        return run.to_open(left[0])
    if step.closes and name:
        if "another" in request.form:
            run.engine.keep(replace(step.asked, kind="more", question=group, group=None, item=None))
            return run.to_open(Key(f"{group.qid}.{group.label}"))
        run.flow.take(replace(step.asked, kind="more", question=group, group=None, item=None), DONE)
        return run.forward(step.asked.section.id)
    return addresses.to_key(Key(group.qid, gate=True), came_from())


def _step(run: Run, qid: str) -> AskQuestion | None:
    """Return what is asked at an address, with what stands beside it; None where all of it is answered."""
    question = run.engine.catalogue.questions.by_qid.get(qid)
    if question is None:
        return None
    return run.step_of(key_asked(qid, gate=question.type == "group"))


def _all_on(step: AskQuestion) -> tuple[Asked, ...]:
    if step.rows and step.asked.group is not None:
        return (step.asked,)
    return (step.asked, *step.beside)


def _taken(run: Run, asked: Asked, item: str, errors: Errors) -> Confirm | Taken | None:
    """Take what was sent for one question or group; what is wrong goes to `errors`, by the field's name.

    item: that of a new item of the group, once it has a name.
    """
    if asked.kind != "answer" or (asked.opens_group and rows_of(asked.group or asked.question, run.engine.answers)):
        _rows_taken(run, asked.question if asked.kind != "answer" else asked.group or asked.question, errors)
        return None
    key = asked.key
    if asked.group is not None and asked.item is None:
        key = key._replace(item=item)
    now = run.asked(key)
    try:
        raw = sent_for(asked)
        if now is None:
            if raw:
                run.notice = f"Not kept, for it does not fit your other answers: {asked.question.prompt}"
            return None
        fresh = replace(now, again=False)
        if not raw or fields.is_later(raw):
            if run.engine.current(fresh) is None:
                return run.flow.take(fresh, NOT_DECIDED)
            return None
        require_plain(run, fresh, raw)
        return run.flow.give(fresh, raw)
    except ValueError as error:
        errors.add(name_of(asked), as_sentence(error), key)
    return None


def _rows_taken(run: Run, group: Question, errors: Errors) -> None:
    """Take the items that were written down of a group, or that there is none."""
    gate = run.asked(Key(group.qid, gate=True))
    if gate is None:
        return
    screen = rows_of(group, run.engine.answers)
    for number in range(screen.rows if screen is not None else 0):
        _row_taken(run, group, number, errors)
    if screen is None and request.form.get(f"none:{group.qid}|") == _ADD:
        run.engine.answer(replace(gate, again=False), _ADD)
        return
    if any(name.startswith(f"{group.qid}.") for name in errors.said):
        return
    gate = run.asked(Key(group.qid, gate=True))
    if gate is not None and gate.kind == "any":
        said = NONE if request.form.get(f"none:{group.qid}|") == NONE else NOT_DECIDED
        run.flow.take(replace(gate, again=False), said)
    elif gate is not None and gate.kind == "more" and "another" not in request.form:
        run.flow.take(replace(gate, again=False), DONE)
    elif gate is not None and gate.kind == "answer":
        run.flow.take(replace(gate, again=False), NOT_DECIDED)


def _row_taken(run: Run, group: Question, number: int, errors: Errors) -> None:
    wanted = _columns(run, group)
    sent: dict[str, Raw] = {}
    before, gate = len(errors.at), Key(group.qid, gate=True)
    for asked in wanted:
        name = name_of(asked, str(number))
        try:
            sent[asked.question.id] = raw = sent_for(asked, name)
            if raw:
                as_written(asked, raw, run.engine.workspace.site_config, run.engine.today)
                require_plain(run, asked, raw)
        except ValueError as error:
            errors.add(name, as_sentence(error), gate)
    if len(errors.at) > before or not any(sent.values()):
        return
    label = next(asked for asked in wanted if asked.question.id == group.label)
    if not sent[label.question.id]:
        wanted_name = "This one needs a name; or clear what you wrote beside it."
        errors.add(name_of(label, str(number)), wanted_name, gate)
        return
    try:
        name = run.flow.take(label, sent.pop(label.question.id)).key.item
    except ValueError as error:
        errors.add(name_of(label, str(number)), as_sentence(error), gate)
        return
    for short, raw in sent.items():
        asked_now = run.asked(Key(f"{group.qid}.{short}", name))
        if asked_now is not None:
            run.flow.take(replace(asked_now, again=False), raw or NOT_DECIDED)


def _columns(run: Run, group: Question) -> tuple[Asked, ...]:
    """Return what is asked of each new item of a group on one screen, its name first."""
    label = run.asked(Key(f"{group.qid}.{group.label}"))
    if label is None:
        return ()
    fresh = replace(label, again=False)
    found = (fresh, *run.engine.beside(fresh, run.flow.quick))
    return tuple(sorted(found, key=lambda one: one.question.id != group.label))


# The page


def _page(run: Run, step: AskQuestion, errors: Errors) -> str:
    asked, screen = step.asked, step.screen
    blocks: list[Entry | Rows] = []
    for one in _all_on(step):
        owner = one.question if one.kind != "answer" else one.group
        if owner is not None and (one.kind != "answer" or (one.opens_group and step.rows)):
            blocks.append(_rows(run, owner, errors))
        else:
            blocks.append(entry_for(run, one, screen, errors))
    opens = asked.group if asked.opens_group else None
    about = "" if asked.item is None or (screen is not None and screen.is_late) else asked.item.name
    title = screen.title if screen is not None else asked.question.prompt
    return shown(
        "screen.html",
        title=title,
        error=f"{len(errors.said)} of your answers cannot be taken yet" if errors else "",
        wrong=next(iter(errors.said), ""),
        blocks=[(type(block).__name__.lower(), block) for block in blocks],
        section=asked.section,
        settled=settled_in(asked.section, run.engine.answers),
        progress=step.progress,
        is_first=asked.position == 1,
        about=about,
        opens=opens if step.introduces is not None else None,
        action=addresses.to_screen(asked.key),
        back=run.back_from(asked.key, came_from()),
        again=(asked.group or asked.question).item if step.closes or (step.rows and opens is not None) else "",
        for_all=[asked.item.name, *step.for_all] if step.for_all and asked.item is not None else [],
        none_yet=step.none_yet,
        look_ups=step.look_ups,
        not_now=NOT_NOW if step.look_ups else "",
        draft=addresses.to("/draft", qid=asked.question.qid, item=about),
    )


def _rows(run: Run, group: Question, errors: Errors) -> Rows:
    gate, screen = run.asked(Key(group.qid, gate=True)), rows_of(group, run.engine.answers)
    said = request.form.get(f"none:{group.qid}|", "")
    found = Rows(
        f"{group.qid}|",
        group,
        has=tuple(item.name for item in run.engine.answers.items(group.qid)),
        none="There is none" if gate is not None and gate.kind == "any" else "",
        is_none=said == NONE,
    )
    columns = _columns(run, group) if screen is not None else ()
    for number in range(screen.rows if screen is not None else 0):
        names = [name_of(asked, str(number)) for asked in columns]
        is_saved = request.method == "POST" and bool(errors) and not any(name in errors.said for name in names)
        row = [entry_for(run, asked, screen, errors, str(number)) for asked in columns]
        if is_saved:
            row = [replace(one, field=fields.field_for(asked, "")) for one, asked in zip(row, columns, strict=True)]
        found.rows.append(row)
    return found
