"""The end: the pages are made, what is urgent comes first, and how to put them online; and stopping."""

from __future__ import annotations

import shlex
import threading
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, request

from policypack.browser.making import Making
from policypack.browser.showing import one_at_a_time, see_other, shown, this_run
from policypack.content.publishing import load_ways
from policypack.pack.findings import stands_in_the_way
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.pages.to_agree import meanwhile
from policypack.publish.documents.made import made_documents
from policypack.publish.documents.tools import missing
from policypack.publish.messages import state_text
from policypack.questionnaire.going_on import command_to_go_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.publish.build import Step

pages = Blueprint("ending", __name__)

STOP = "policypack-stop"
"""Under which an app keeps the event that stops it."""
FIRST = 5
"""Findings that the last page names; the others are a link away."""
_building = threading.Lock()
_A_MOMENT = 0.5
"""Seconds that a page waits for the end: where little has changed, nobody sees how far it is."""


@pages.get("/end")
@one_at_a_time
def end(run: Run) -> Shown:
    """Say what comes after the last question."""
    pack = load_pack(run.engine.workspace.root, run.engine.today)
    found = [finding for finding in pack.findings if not finding.undecided]
    root = pack.workspace.root
    waiting = Renderer(pack).waiting()
    return shown(
        "end.html",
        title="Your pages",
        found=[(finding, run.to_change(finding, "end")) for finding in found[:FIRST]],
        more=len(found) - FIRST,
        counts=", ".join(pack.counts),
        undecided=len(pack.findings) - len(found),
        state=state_text(pack, waiting).partition("\n")[0],  # what waits stands above, with its button
        to_agree=[one.page.title for one in waiting],
        meanwhile=meanwhile(pack),
        role_of_approval=pack.approval.role if pack.approval else "",
        is_agreed=pack.approval is not None,
        has_report=(root / "report" / "index.html").is_file(),
        waiting=[at for one in pack.findings if one.undecided and one.needed and (at := run.to_change(one, "end"))],
        is_built=(root / "site" / "index.html").is_file(),
        just_built="built" in request.args,
        since=run.since.splitlines(),
        folders={name: str(root / name) for name in ("site", "staff", "report")},
        counts_of={"site": len(pack.pages_of("public")), "staff": len(pack.pages_of("staff"))},
        ways=load_ways(pack.workspace),
        can_approve=pack.approval is None and not stands_in_the_way(pack.findings),
        missing=len(stands_in_the_way(pack.findings)),
        can_make_documents=not missing(),
        documents=made_documents(pack.workspace),
        onward="/next",
    )


@pages.post("/build")
def build() -> Shown:
    """Begin to make the pages. Where they are being made already, nothing is begun twice."""
    from policypack.publish.build import build_all  # it brings MkDocs, which no question needs
    from policypack.publish.changed_files import since_text

    run = this_run()
    wanted = None if missing() else "documents" in request.form  # nobody was asked where none can be made

    def work(told: Callable[[Step], None]) -> None:
        built = build_all(run.engine.workspace.root, run.engine.today, documents=wanted, told=told)
        run.since = since_text(built.changes)
        run.notice = " ".join(built.notes)
        run.reviewed_from = None

    with _building:
        if run.making is None:
            run.making = Making(work)
    return see_other("/building")


@pages.get("/building")
def building() -> Shown:
    """Say how far it is; lead to the pages once they are made. Raises ProblemsFoundError where they could not be."""
    run = this_run()
    making = run.making
    if making is None:
        return see_other("/end?built=yes#pages")
    try:
        ended = making.has_ended(_A_MOMENT)
    except Exception:
        run.making = None
        raise
    if ended:
        run.making = None
        return see_other("/end?built=yes#pages")
    return shown("building.html", title="Making the pages", step=making.step)


@pages.post("/all")
@one_at_a_time
def ask_the_rest(run: Run) -> Shown:
    """Go on with the questions that the quick path left out."""
    run.flow.quick, run.flow.only_missing, run.flow.only = False, False, None
    return see_other(run.forward())


@pages.post("/stop")
def stop() -> Shown:
    """Say that everything is saved, and stop the server."""
    stopped: threading.Event = current_app.extensions[STOP]
    run = this_run()
    workspace = run.engine.workspace
    page = shown(
        "stopped.html",
        title="Everything is saved",
        file=str(workspace.answers_file),
        from_start=run.from_start,
        command=shlex.join(command_to_go_on(workspace, run.flow, run.way, browser=True)),
    )
    stopped.set()
    return page
