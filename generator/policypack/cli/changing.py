"""The command `changes`: what differs from what was agreed, or from the last build, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policypack.cli.in_workspace import in_workspace
from policypack.cli.options import DONE, GAPS, Day, say_notices, today_option
from policypack.cli.trusting import may_run_programs, require_trust

if TYPE_CHECKING:
    from datetime import date

    from policypack.pages.render import Renderer


class Since(click.ParamType["date | str"]):
    """A day, or the name of one: the last approval, or the last build."""

    name = "approval|build|date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | str:
        """Read it. Fails with what is wanted."""
        return value if value in {"approval", "build"} else Day().convert(value, param, ctx)


@click.command(short_help="Say what changed since it was agreed, page by page, and why.")
@click.option("--since", metavar="approval|build|DATE", type=Since(), default="approval", help="[approval]")
@click.option("--until", metavar="DATE", type=Day(), help="With --since DATE: up to this day. [today]")
@click.option("--put-up", is_flag=True, help="Note that posters, cards and pasted texts are put up as they are today.")
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON, for another program.")
@today_option
@may_run_programs
@in_workspace
def changes(  # noqa: PLR0913, PLR0917 - one for each option
    folder: Path,
    since: date | str,
    until: date | None,
    put_up: bool,
    as_json: bool,
    today: date | None,
    trust: bool,
) -> int:
    """Say what changed since it was agreed, sentence by sentence and why, and what to do about it.

    Posters to print anew, texts to paste anew, a notice for members and a paragraph for the minutes come with it.
    """
    require_trust(folder, given=trust)
    from policypack.pack.pack import load_pack
    from policypack.pages.render import Renderer
    from policypack.publish.changes_said import changes_json, changes_text

    if until is not None and isinstance(since, str):
        raise click.UsageError("--until goes with a day: --since 2026-03-01 --until 2026-06-30")
    pack = load_pack(folder, today)
    say_notices(pack.notices)
    rendering = Renderer(pack)
    if put_up:
        _note_put_up(rendering)
        return DONE
    found = _found(rendering, since, until)
    if found is None:
        click.echo(_NOTHING_TO_HOLD_AGAINST[str(since)], err=True)
        return GAPS
    click.echo(changes_json(rendering, found) if as_json else changes_text(rendering, found))
    return DONE


_NOTHING_TO_HOLD_AGAINST = {
    "approval": (
        "No words have been agreed yet, so nothing can differ from them. `policypack approve` records what is agreed; "
        "`policypack changes --since build` says what the next build changes."
    ),
    "build": "Nothing has been built yet. `policypack build` writes the pages.",
}


def _found(rendering: Renderer, since: date | str, until: date | None) -> Any:
    from policypack.publish.changes_said import changes_between, changes_since_approval, changes_since_build

    if since == "approval":
        return changes_since_approval(rendering)
    if isinstance(since, str):
        return changes_since_build(rendering)
    last = until or rendering.pack.today
    if last < since:
        raise click.UsageError(f"--until: a day that is not before {since.isoformat()} is wanted")
    return changes_between(rendering, since, last)


def _note_put_up(rendering: Renderer) -> None:
    from policypack.files.text_files import write_record
    from policypack.pages.put_up import put_up_text
    from policypack.text.english import day

    workspace = rendering.pack.workspace
    write_record(workspace.put_up, workspace.root, put_up_text(rendering))
    click.echo(f"Noted: posters, cards and pasted texts are put up as they are on {day(rendering.pack.today)}.")
