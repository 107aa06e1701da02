"""What changed, in the browser: page by page, old beside new and why; and what to put up, to tell and to minute."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, request

from policypack.browser.showing import one_at_a_time, see_other, shown
from policypack.files.text_files import write_record
from policypack.pack.pack import load_pack
from policypack.pages.change_texts import READERS, REASONS, by_readers, notice
from policypack.pages.moments import moment_of_last_build
from policypack.pages.put_up import put_up_text, to_put_up
from policypack.pages.render import Renderer
from policypack.publish.changes_said import alike, changes_since_approval, changes_since_build
from policypack.text.english import as_sentence, day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from policypack.browser.run import Run
    from policypack.browser.showing import Shown
    from policypack.publish.changes_said import Changes

pages = Blueprint("changes", __name__)

_ALL = "all of them"


@pages.get("/changes")
@one_at_a_time
def show(run: Run) -> Shown:
    """Show what differs from what was agreed (or from what was agreed before that), or from the last build."""
    renderer = Renderer(load_pack(run.engine.workspace.root, run.engine.today))
    moments = _moments(renderer)
    since = request.args.get("since", "")
    since = since if since in moments else next(iter(moments), "")
    changes = moments[since][1]() if since else None
    readers = by_readers(renderer.pack, changes.found) if changes else {}
    return shown(
        "what_changed.html",
        title="What changed",
        moments=[(name, _SINCE[name].format(day=day(one))) for name, (one, _) in moments.items()],
        since=since,
        changes=changes,
        groups=[(name, READERS[name], alike(found)) for name, found in readers.items()],
        reasons=REASONS,
        waiting=[one.page.title for one in renderer.waiting()],
        put_up=to_put_up(renderer),
        to_members=notice(renderer.pack, changes.found, changes.since) if changes else "",
        is_built=(run.engine.workspace.root / "staff" / "index.html").is_file(),
        all=_ALL,
    )


@pages.post("/changes/put-up")
@one_at_a_time
def put_up(run: Run) -> Shown:
    """Note that something, or everything, was put up as it is today."""
    workspace = run.engine.workspace
    renderer = Renderer(load_pack(workspace.root, run.engine.today))
    wanted = request.form.get("made", "")
    made = [one for one in to_put_up(renderer) if wanted in {one.id, _ALL}]
    if made:
        write_record(workspace.put_up, workspace.root, put_up_text(renderer, [one.id for one in made]))
        said = made[0].title if len(made) == 1 else f"{len(made)} things"
        run.notice = as_sentence(f"noted: {said}, put up as on {day(run.engine.today)}")
    return see_other("/changes#put-up")


_SINCE = {
    "approval": "Since it was agreed last, {day}",
    "before": "Since it was agreed before that, {day}",
    "build": "Since the pages were made last, {day}",
}


def _moments(renderer: Renderer) -> dict[str, tuple[date, Callable[[], Changes | None]]]:
    """Return the earlier days that can be looked at, by what they are, each with what works out what differs."""
    agreed = [one for one in renderer.pack.approvals if one.folder is not None]
    found: dict[str, tuple[date, Callable[[], Changes | None]]] = {}
    for name, approval in zip(("approval", "before"), reversed(agreed), strict=False):
        found[name] = approval.date, partial(changes_since_approval, renderer, approval)
    if (moment := moment_of_last_build(renderer.pack)) is not None:
        found["build"] = moment.day, partial(changes_since_build, renderer)
    return found
