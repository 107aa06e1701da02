"""Asking somebody else: the text to send, and the reply pasted back, read out before it is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.answers.in_words import raw_in_words
from policypack.browser import addresses
from policypack.browser.question_page import confirm_page, gone
from policypack.browser.showing import key_asked, one_at_a_time, shown
from policypack.questionnaire.as_written import as_written
from policypack.questionnaire.confirming import to_confirm
from policypack.questionnaire.handing_over import read_reply, text_to_send
from policypack.questionnaire.steps import Confirm
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown

pages = Blueprint("hand_over", __name__)

WRONG = 422
"""What a reply is answered with that is not understood."""


@pages.get("/hand-over/<qid>")
@one_at_a_time
def show(run: Run, qid: str) -> Shown:
    """Show the text to send, and where the reply goes."""
    return _page(run, qid)


@pages.post("/hand-over/<qid>")
@one_at_a_time
def read(run: Run, qid: str) -> Shown:
    """Read a reply by the question's type, and show what was understood. It is taken by the question itself."""
    asked = run.asked(key_asked(qid))
    if asked is None or asked.kind != "answer" or asked.question.type == "image":
        return gone()
    reply = request.form.get("reply", "")
    try:
        raw = read_reply(asked, reply)
        as_written(asked, raw, run.engine.workspace.site_config, run.engine.today)
        meant = raw_in_words(raw, asked.question, run.engine.answers, asked.item)
        confirm = to_confirm(run.engine, asked, raw, ()) or Confirm(None, (), "", "")
        if confirm.times is None and not confirm.meant:
            confirm = replace(
                confirm, meant=meant.capitalize() if asked.question.type == "yes/no" else meant.rstrip(".")
            )
        return confirm_page(run, asked, raw, confirm, addresses.to_key(asked.key))
    except ValueError as error:
        return _page(run, qid, reply, as_sentence(error)), WRONG


def _page(run: Run, qid: str, reply: str = "", error: str = "") -> str:
    question = run.engine.catalogue.questions.by_qid.get(qid)
    if question is None:
        return str(shown("gone.html", title="This is no longer asked", sent=[]))
    key = key_asked(qid)
    asked = run.asked(key)
    item = asked.item if asked is not None else None
    takes_reply = asked is not None and asked.kind == "answer" and question.type != "image"
    return shown(
        "hand_over.html",
        title="Ask somebody else",
        error=error,
        prompt=question.prompt,
        text=text_to_send(question, run.engine.answers, item, asked.options if asked is not None else ()),
        reply=reply,
        takes_reply=takes_reply,
        action=addresses.to(f"/hand-over/{qid}", item=key.item),
        back=addresses.to_asked(asked) if asked is not None else addresses.NEXT,
    )
