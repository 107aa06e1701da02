"""Two copies of the answers: what differs, one by one, and which of the two is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.browser import addresses
from policypack.browser.showing import CHANGED_MEANWHILE, one_at_a_time, see_other, shown
from policypack.questionnaire.two_copies import other_copies, put_together, set_aside
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.questionnaire.two_copies import OtherCopy

pages = Blueprint("copies", __name__)

OURS, THEIRS = "ours", "theirs"


@pages.get("/copies")
@one_at_a_time
def show(run: Run) -> Shown:
    """Show what the first copy says otherwise that can be read; put aside what says nothing else."""
    copies = other_copies(run.engine)
    for copy in copies:
        if not copy.problems and not copy.differences:
            run.notice = f"{run.notice} “{copy.name}” says nothing else, and is kept as “{_aside(run, copy)}”.".strip()
    readable = next((copy for copy in copies if copy.differences), None)
    unread = [copy for copy in copies if copy.problems]
    return _page(readable, unread) if readable or unread else see_other(addresses.START)


@pages.post("/copies")
@one_at_a_time
def choose(run: Run) -> Shown:
    """Take from a copy what was chosen, and put it aside."""
    name = request.form.get("copy", "")
    copies = other_copies(run.engine)
    copy = next((one for one in copies if one.name == name and not one.problems), None)
    if copy is None:
        run.notice = "That copy has been put together already, or is gone."
        return see_other(addresses.COPIES)
    said = {at: request.form.get(f"answer-{at}", "") for at in range(len(copy.differences))}
    if request.form.get("version") != copy.version:
        return _page(copy, [], changed="One of the two files was changed meanwhile. This is what differs now."), (
            CHANGED_MEANWHILE
        )
    missing = [at for at, one in said.items() if one not in (OURS, THEIRS)]
    if missing:
        return _page(copy, [], said, f"Choose which is right at number {missing[0] + 1}.", missing[0])
    try:
        with run.noting_before():
            kept = put_together(run.engine, copy, [at for at, one in said.items() if one == THEIRS])
    except ValueError as error:
        return _page(copy, [], said, f"These do not fit together. {as_sentence(error)}")
    run.notice = f"Put together. The copy is kept as “{kept}”."
    return see_other(addresses.COPIES)


def _aside(run: Run, copy: OtherCopy) -> str:
    return set_aside(run.engine, copy.name)


def _page(  # noqa: PLR0913 - what was said, and what is wrong with it
    copy: OtherCopy | None,
    unread: list[OtherCopy],
    said: dict[int, str] | None = None,
    error: str = "",
    first: int = 0,
    *,
    changed: str = "",
) -> str:
    return shown(
        "copies.html",
        title="Another copy of your answers",
        copy=copy,
        unread=unread,
        said=said or {},
        error=error,
        first=f"answer-{first}-ours",
        changed=changed,
        action=addresses.COPIES,
        ours=OURS,
        theirs=THEIRS,
    )
