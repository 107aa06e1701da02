"""The page of one question: shown, sent, and what has to be said in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, request

from policypack.answers.in_words import answer_in_words, question_in_words
from policypack.browser import addresses, fields, upload
from policypack.browser.showing import (
    CHANGED_MEANWHILE,
    came_from,
    key_asked,
    one_at_a_time,
    see_other,
    shown,
)
from policypack.content.questions import NONE, NOT_DECIDED
from policypack.questionnaire.as_written import as_written
from policypack.questionnaire.asking_help import seen_by
from policypack.questionnaire.confirming import ASIDE, TIMES
from policypack.questionnaire.same_times import same_times
from policypack.questionnaire.service_hints import BEFORE
from policypack.questionnaire.settled import settled_in
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.questionnaire.asked import Asked
    from policypack.questionnaire.steps import AskQuestion, Confirm

pages = Blueprint("question", __name__)

SAVED_ALREADY = "That answer had been saved already. Nothing was done twice."


@pages.get("/question/<qid>")
@one_at_a_time
def show(run: Run, qid: str) -> Shown:
    """Show a question, with the answer that it has."""
    key = key_asked(qid)
    asked = run.asked(key)
    if asked is None or asked.kind != "answer":
        return gone()
    return _page(run, asked, run.engine.current(asked) or "")


@pages.post("/question/<qid>")
@one_at_a_time
def send(run: Run, qid: str) -> Shown:
    """Take an answer, and lead on to the next question."""
    key = key_asked(qid)
    asked = run.asked(key)
    if asked is None or asked.kind != "answer":
        return gone()
    if "edit" in request.form:
        return _page(run, asked, _unread(asked))
    later = "later" in request.form
    try:
        raw = NOT_DECIDED if later else _given(run, asked)
        changed = _changed_meanwhile(run, asked, raw)
        if changed is not None:
            return changed
        if not later and fields.is_later(raw):
            raw = NOT_DECIDED
        done = run.give(asked, raw, request.form.getlist("confirmed"), came_from())
        return see_other(done) if isinstance(done, str) else confirm_page(run, asked, raw, done)
    except ValueError as error:
        return _page(run, asked, _unread(asked), error=as_sentence(error))


def _given(run: Run, asked: Asked) -> Raw:
    """Return what was sent, or what was suggested or is said elsewhere where that is taken.

    Raises ValueError with what is wanted.
    """
    if "suggested" in request.form:
        suggested = run.flow.suggestions.for_one(asked)
        if suggested is not None:
            return suggested
    if place := request.form.get("same_as"):
        if times := same_times(asked, run.engine.answers).get(place):
            return times.text()
        raise ValueError(f"{place} has no times of its own any more; write the times")
    if asked.question.type == "image" and (file := request.files.get("file")) and file.filename:
        if NONE in request.form.getlist("none"):
            raise ValueError(f"choose a file or tick “{asked.question.none}”; both cannot be true")
        questions = run.engine.catalogue.questions
        in_use = {str(run.engine.document.raw(one.qid)) for one in questions if one.type == "image"}
        return upload.keep(file, asked.question.id, run.engine.workspace.site_config, run.sent, in_use)
    return fields.sent(asked, request.form.getlist)


def _unread(asked: Asked) -> Raw:
    """Return what was sent as it was, to stand in the form again."""
    values = request.form.getlist("answer")
    if asked.question.type == "choices":
        return values
    return NONE if not "".join(values).strip() and NONE in request.form.getlist("none") else "".join(values[:1])


def _changed_meanwhile(run: Run, asked: Asked, raw: Raw) -> Shown | None:
    """Say what happened where the answer is no longer the one that the page showed; None where it is."""
    if request.form.get("version") == run.version(asked):
        return None
    group = asked.group
    if group is not None and asked.item is None:
        name = " ".join(str(raw).split())
        if any(item.name.casefold() == name.casefold() for item in run.engine.answers.items(group.qid)):
            run.notice = f"{name} had been added already. Nothing was done twice."
            return see_other(run.after_item(group.qid, name, came_from()))
        return None
    stands = run.engine.current(asked)
    if raw == NOT_DECIDED and stands is None:
        return see_other(run.take(asked, raw, came_from()))
    if raw != NOT_DECIDED and as_written(asked, raw, run.engine.workspace.site_config, run.engine.today) == stands:
        run.notice = SAVED_ALREADY
        return see_other(run.take(asked, raw, came_from()))
    now = answer_in_words(asked.question, run.engine.answers, asked.item)
    said = (
        f"It was changed in another window or in the file. It is now: {now}. Below is what you sent. Save it to put it "
        "in its place, or go back to keep what is there."
    )
    standing = _unread(asked) if raw == NOT_DECIDED else raw
    return _page(run, asked, standing, changed=said), CHANGED_MEANWHILE


def confirm_page(run: Run, asked: Asked, raw: Raw, confirm: Confirm, action: str = "") -> str:
    """Show what has to be confirmed before an answer is taken. action: where it is sent, "" for this address."""
    times = confirm.times
    read_back = times or confirm.meant
    asks = [name for name, is_asked in ((TIMES, read_back), (ASIDE, confirm.gone or confirm.was)) if is_asked]
    return shown(
        "confirm.html",
        title="Is that right?" if read_back else "Change this answer?",
        question=question_in_words(asked.question, asked.item),
        action=action or request.full_path.rstrip("?"),
        times=times.times.in_words() if times is not None else "",
        meant=confirm.meant,
        notes=times.notes if times is not None else "",
        rows=times.rows if times is not None else [],
        said=confirm.said,
        was=confirm.was,
        gone=[question_in_words(one, item) for one, item in confirm.gone],
        raws=[] if raw == NOT_DECIDED else [raw] if isinstance(raw, str) else raw,
        later=raw == NOT_DECIDED,
        version=run.version(asked),
        confirmed=[*request.form.getlist("confirmed"), *asks],
    )


def _page(run: Run, asked: Asked, raw: Raw, *, error: str = "", changed: str = "") -> str:
    question, group, item = asked.question, asked.group, asked.item
    step = run.flow.question(asked, raw)
    opens = group if asked.opens_group else None
    return shown(
        "question.html",
        title=question_in_words(question, item),
        error=error,
        changed=changed,
        question=question,
        who_sees=seen_by(question),
        hand_over=addresses.to(f"/hand-over/{question.qid}", item=asked.key.item),
        about=item.name if item is not None else f"New {opens.item}" if opens is not None else "",
        opens=step.introduces,
        section=asked.section,
        settled=settled_in(asked.section, run.engine.answers),
        progress=step.progress,
        is_first=asked.position == 1 and group is None,
        field=fields.field_for(step.asked, raw),
        often=_often(step),
        action=addresses.to_key(asked.key, came_from()),
        back=run.back_from(asked.key, came_from()),
        version=run.version(asked),
        later="" if opens is not None and step.introduces is None else fields.LATER,
        suggested="" if asked.options else step.suggested_words,
        same=step.same,
        look_ups=step.look_ups,
        draft=addresses.to("/draft", qid=question.qid, item=item.name if item is not None else ""),
        **_extras(run, step),
    )


def _often(step: AskQuestion) -> tuple[str, ...]:
    """Return the options that are suggested: each is marked where it stands, and ticked by whoever wants it."""
    suggested = step.suggested if step.asked.options else None
    return () if suggested is None else (suggested,) if isinstance(suggested, str) else tuple(suggested)


def _extras(run: Run, step: AskQuestion) -> dict[str, Any]:
    question = step.asked.question
    if question.choices_from == "services" and question.type == "choices":
        return {"services": run.engine.catalogue.services, "today": run.engine.today}
    if step.hints:
        return {"before": BEFORE, "hints": step.hints}
    if question.type == "colour":
        return {"colours": addresses.to("/colours.svg", of=str(step.given) if step.given != NONE else "")}
    return {}


def gone() -> Shown:
    """Say that what an address asks for is no longer asked, and show what was sent, so that nothing is lost."""
    sent = [text for text in request.form.getlist("answer") if text]
    return (
        shown("gone.html", title="This is no longer asked", sent=sent),
        CHANGED_MEANWHILE if sent or request.method == "POST" else 404,
    )
