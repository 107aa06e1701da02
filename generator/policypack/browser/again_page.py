"""A screen seen again: all that stands on it with its answers, for somebody who went back.

Only what differs from what the page showed is taken: what was changed meanwhile, elsewhere, is never put back unsaid.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.answers.in_words import answer_in_words
from policypack.browser import addresses, fields
from policypack.browser.question_page import confirm_page, gone
from policypack.browser.screen_fields import Errors, entry_for, name_of, require_plain, sent_for
from policypack.browser.showing import key_asked, one_at_a_time, see_other, shown
from policypack.content.questions import NOT_DECIDED
from policypack.questionnaire.asked import Key
from policypack.questionnaire.open_questions import is_late
from policypack.questionnaire.steps import Confirm
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.answers.document import Raw
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.questionnaire.asked import Asked

pages = Blueprint("again", __name__)


@pages.get("/again/<qid>")
@one_at_a_time
def show(run: Run, qid: str) -> Shown:
    """Show all that stands on the screen of a question, with the answers that there are."""
    asked = run.asked(key_asked(qid))
    return gone() if asked is None or asked.kind != "answer" else _page(run, asked, Errors())


@pages.post("/again/<qid>")
@one_at_a_time
def send(run: Run, qid: str) -> Shown:
    """Take what was changed, and lead on, or show what cannot be taken with what is wanted."""
    asked = run.asked(key_asked(qid))
    if asked is None or asked.kind != "answer":
        return gone()
    errors, to_confirm = Errors(), []
    with run.noting_before():
        for one in _names_last(run.flow.together(asked)):
            if one.kind != "answer" or (_names_item(one) and errors):  # the fields are called after the item
                continue
            done = _taken(run, one, errors)
            if isinstance(done, Confirm):
                to_confirm.append((one, done))
            elif done:
                asked = run.asked(asked.key._replace(item=done)) or asked
    if errors:
        return _page(run, asked, errors)
    if to_confirm:
        one, confirm = to_confirm[0]
        if len(to_confirm) > 1:
            others = ", ".join(f"“{other.question.prompt}”" for other, _ in to_confirm[1:])
            run.notice = f"One at a time. Not changed yet, go back to change it too: {others}"
        raw = sent_for(one)
        later = not raw or fields.is_later(raw)
        return confirm_page(run, one, NOT_DECIDED if later else raw, confirm, addresses.to_asked(one))
    return see_other(_onward(run, asked))


def _onward(run: Run, asked: Asked) -> str:
    group, item = asked.group, asked.item
    if group is None or item is None or is_late(asked.question, run.engine.answers):
        return run.forward(asked.section.id)
    if left := run.flow.open_inside(group.qid, item.name):
        return run.to_open(left[0])
    gate = Key(group.qid, gate=True)
    return addresses.to_key(gate) if gate in run.flow.open_now() else run.forward(asked.section.id)


def _taken(run: Run, asked: Asked, errors: Errors) -> Confirm | str | None:
    """Take what was sent for a question where it was changed; return the name of its item where that is a new one."""
    name, stands = name_of(asked), run.engine.current(asked) or ""
    now = run.asked(asked.key)
    if now is None or f"was:{name}" not in request.form:
        return None  # it does not apply any more, or was not there when the page was shown
    try:
        raw, was = sent_for(asked), _was(name)
        if fields.is_later(raw):
            raw = ""
        if _is_same(raw, was) or _is_same(raw, stands):
            return None
        if not _is_same(was, stands):
            said = answer_in_words(asked.question, run.engine.answers, asked.item)
            raise ValueError(f"it was changed meanwhile, and is now: {said}. Save again to put yours in its place")
        if raw:
            require_plain(run, now, raw)
        fresh = replace(now, again=False)
        done = run.flow.give(fresh, raw or NOT_DECIDED)
    except ValueError as error:
        errors.add(name, as_sentence(error), asked.key)
        return None
    if isinstance(done, Confirm):
        return done
    return done.key.item if _names_item(asked) else None


def _was(name: str) -> Raw:
    """Return the answer that the page showed; "" where it says nothing readable."""
    try:
        was = json.loads(request.form[f"was:{name}"])
    except ValueError:
        return ""
    return was if isinstance(was, str) else [str(one) for one in was] if isinstance(was, list) else ""


def _is_same(one: Raw, other: Raw) -> bool:
    return _bare(one) == _bare(other)


def _bare(raw: Raw) -> list[str]:
    return sorted(" ".join(part.split()) for part in ([raw] if isinstance(raw, str) else raw))


def _names_item(asked: Asked) -> bool:
    return asked.group is not None and asked.question.id == asked.group.label


def _names_last(asked: tuple[Asked, ...]) -> list[Asked]:
    return sorted(asked, key=_names_item)


def _page(run: Run, asked: Asked, errors: Errors) -> str:
    screen = run.engine.catalogue.screen_of.get(asked.question.qid)
    there = run.flow.together(asked)
    is_spread = screen is not None and screen.is_late
    about = "" if asked.item is None or is_spread else asked.item.name
    answers = run.engine.answers
    entries = []
    for one in there:
        if one.kind == "answer":
            stands = run.engine.current(one) or ""
            entry = entry_for(run, one, screen, errors, given=stands)
            entries.append((replace(entry, about=one.item.name if is_spread and one.item else ""), json.dumps(stands)))
    groups = [one.question for one in there if one.kind != "answer"]
    return shown(
        "again.html",
        title=screen.title if screen is not None else asked.question.prompt,
        error=f"{len(errors.said)} of your answers cannot be taken yet" if errors else "",
        wrong=next(iter(errors.said), ""),
        entries=entries,
        groups=[
            (one.prompt, _said_of(one.qid, run), addresses.to_key(Key(one.qid, gate=True)))
            for one in groups
            if answers.asked(one.qid)
        ],
        section=asked.section,
        progress=run.engine.progress(asked, run.flow.quick),
        about=about,
        action=addresses.to_again(asked.key),
        back=run.back_from(asked.key, whole=True),
        draft=addresses.to("/draft", qid=asked.question.qid, item=about),
    )


def _said_of(group: str, run: Run) -> str:
    answers = run.engine.answers
    if items := answers.items(group):
        return f"So far: {', '.join(item.name for item in items)}."
    return "There is none." if answers.groups.get(group) == () else "Not decided yet."
