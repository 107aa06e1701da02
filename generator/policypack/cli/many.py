"""`policypack many`: one command for all the workspaces of a body."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from policypack.cli.many_groups import run, say, with_bar
from policypack.cli.options import DONE, GAPS, PROBLEMS, FolderArgument, today_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from policypack.many.outcome import Outcome
    from policypack.many.work import Task


@click.group(short_help="Make, check, build or report on many workspaces in one run.")
def many() -> None:
    """Make, check, build or report on many workspaces in one run, side by side.

    PLACE is a folder with workspaces in it, or in folders in it; or a table (CSV) whose column `folder` names each.
    Where something is wrong with one, it is said under its name, and the others go on.
    """


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what all of `many` have."""
    for option in (
        click.argument("place", type=FolderArgument),
        click.option("--workers", type=click.IntRange(1, 512), help="Processes at once. [as many as there are cores]"),
        click.option("--seconds", type=click.IntRange(1), default=300, show_default=True, help="Most work for one."),
        click.option("--json", "as_json", is_flag=True, help="Write a line of JSON for each, as it comes."),
        today_option,
    ):  # fmt: skip
        command = option(command)
    return command


@many.command(short_help="Say how each workspace stands.")
@_shared
def check(place: Path, workers: int | None, seconds: int, as_json: bool, today: date | None) -> int:
    """Say of each workspace whether it is a draft, approved or lapsed, and how many findings it has.

    Exits 1 where one has something urgent or has lapsed, and 2 where something is wrong with one.
    """
    counted, is_open = run("check", place, workers, seconds, today, as_json=as_json)
    return PROBLEMS if counted["refused"] or counted["failed"] else GAPS if is_open else DONE


@many.command(short_help="Build each workspace in which something has changed.")
@click.option("--anew", is_flag=True, help="Build those that have not changed as well.")
@click.option("--once", is_flag=True, help="Let styles, scripts and fonts that all sites have lie once (hard links).")
@click.option("--scheduler", metavar="ADDRESS", help="Hand the work to a Dask cluster, such as tcp://10.0.0.1:8786.")
@_shared
def build(  # noqa: PLR0913, PLR0917 - each is an option
    place: Path,
    workers: int | None,
    seconds: int,
    as_json: bool,
    today: date | None,
    anew: bool,
    once: bool,
    scheduler: str | None,
) -> int:
    """Build site/, staff/ and report/ of each workspace in which something has changed since its last such build.

    A run that was stopped goes on where it was when it is started again. Exits 2 where something is wrong with one: its
    last build stands.
    """
    counted, _ = run(
        "build", place, workers, seconds, today, as_json=as_json, anew=anew, once=once, scheduler=scheduler
    )
    return PROBLEMS if counted["refused"] or counted["failed"] else DONE


@many.command(short_help="Say on which pages each group differs from what it agreed.")
@_shared
def changes(place: Path, workers: int | None, seconds: int, as_json: bool, today: date | None) -> int:
    """Say of each workspace which pages differ from what was agreed, or where nothing was, from its last build.

    Exits 1 where a page of one differs, and 2 where something is wrong with one.
    """

    def told(details: dict[str, Any]) -> list[str]:
        return [f"{one['title']}: {one['kind']}, {one['sentences']} sentences" for one in details.get("pages", ())]

    return _open_in_any("changes", told, place, workers, seconds, today, as_json=as_json)


@many.command(short_help="List what waits to be agreed, and by when.")
@click.option("--list", "listed", is_flag=True, required=True, help="List it; each group agrees its own.")
@_shared
def approve(place: Path, workers: int | None, seconds: int, as_json: bool, today: date | None, listed: bool) -> int:  # noqa: ARG001, PLR0913, PLR0917 - each is an option
    """List for each workspace which policies wait to be agreed, who agreed them last, and until when that holds.

    Exits 1 where something waits, and 2 where something is wrong with one. Nothing is agreed for a group here: it does
    that itself, with `policypack approve`.
    """

    def told(details: dict[str, Any]) -> list[str]:
        if not details["pages"]:
            return [f"agreed by {details['by']} on {details['agreed_on']}, to be looked at by {details['due']}"]
        last = f"; {details['by']} agreed last, until {details['due']}" if details["by"] else "; never agreed"
        first = [f"first: {title}" for title in details["in_the_way"]]
        return [f"to agree: {', '.join(details['pages'])}{last}", *first]

    return _open_in_any("agree", told, place, workers, seconds, today, as_json=as_json)


@many.command(short_help="Write an overview for the body's leaders, and a public directory.")
@click.option("--to", "target", type=FolderArgument, required=True, help="The folder to write into.")
@_shared
def report(place: Path, workers: int | None, seconds: int, as_json: bool, today: date | None, target: Path) -> int:  # noqa: PLR0913, PLR0917 - each is an option
    """Write overview/, for the body's leaders alone, and directory/, for everybody, into a folder.

    runs.sqlite beside them keeps how the groups stood, for the next report to say what is new. Exits 2 where something
    is wrong with a group: the overview names it.
    """
    from policypack.base.clock import today_for
    from policypack.many.groups import groups_of
    from policypack.many.overview import require_place, rows_of, write_overview

    require_place(target)
    day = today or today_for()
    found: list[Outcome] = []
    counted, _ = run("report", place, workers, seconds, day, as_json=as_json, each=found.append)
    write_overview(target, rows_of(groups_of(place), found), day)
    if not as_json:
        click.echo(f"Open {target / 'overview' / 'index.html'}. For everybody: {target / 'directory' / 'index.html'}")
    return PROBLEMS if counted["refused"] or counted["failed"] else DONE


@many.command(short_help="Make a workspace and an invitation for each row of a table.")
@click.argument("table", type=FolderArgument)
@click.option("--to", "target", type=FolderArgument, required=True, help="The folder to make them in.")
@click.option("--json", "as_json", is_flag=True, help="Write a line of JSON for each, as it comes.")
@today_option
def new(table: Path, target: Path, as_json: bool, today: date | None) -> int:
    """Make a workspace for each row of a table (CSV), with what it says filled in and all else open.

    Columns: folder and name; lead, a role such as Safeguarding lead, and email, its address, where known. Other columns
    are left alone. Where a folder has answers already they stay as they are, so that a run that was stopped goes on.
    """
    from policypack.base.clock import today_for
    from policypack.many.new_groups import made, read_new_groups

    groups = read_new_groups(table, target, today or today_for())
    counted: Counter[str] = Counter()
    for outcome in with_bar((made(group) for group in groups), len(groups)):
        counted[outcome.state] += 1
        say(outcome, as_json=as_json)
    if not as_json:
        from policypack.many.outcome import summary

        click.echo(f"{len(groups)} groups: {summary(counted)}.")
    return PROBLEMS if counted["refused"] else DONE


def _open_in_any(  # noqa: PLR0913, PLR0917 - each is an option of the command
    task: Task,
    told: Callable[[dict[str, Any]], list[str]],
    place: Path,
    workers: int | None,
    seconds: int,
    today: date | None,
    *,
    as_json: bool,
) -> int:
    """Run a task that says what is open in each group. told: its details, a line each."""
    from policypack.terminal.shown_lines import say_lines

    is_open = False

    def look(outcome: Outcome) -> None:
        nonlocal is_open
        is_open |= bool(outcome.details.get("pages"))
        if outcome.details and not as_json:
            for line in told(outcome.details):
                say_lines(f"{outcome.group}: {line}")

    counted, _ = run(task, place, workers, seconds, today, as_json=as_json, each=look)
    return PROBLEMS if counted["refused"] or counted["failed"] else GAPS if is_open else DONE
