"""`policypack many`: one command for all the workspaces of a body."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from policypack.cli.options import DONE, GAPS, PROBLEMS, FolderArgument, today_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from policypack.many.outcome import Outcome
    from policypack.many.work import Task


@click.group(short_help="Check or build many workspaces in one run.")
def many() -> None:
    """Check or build many workspaces in one run, side by side.

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
    counted, is_open = _run("check", place, workers, seconds, today, as_json=as_json)
    return PROBLEMS if counted["refused"] or counted["failed"] else GAPS if is_open else DONE


@many.command(short_help="Build each workspace in which something has changed.")
@click.option("--anew", is_flag=True, help="Build those that have not changed as well.")
@_shared
def build(place: Path, workers: int | None, seconds: int, as_json: bool, today: date | None, anew: bool) -> int:  # noqa: PLR0913, PLR0917 - each is an option
    """Build site/, staff/ and report/ of each workspace in which something has changed since its last such build.

    A run that was stopped goes on where it was when it is started again. Exits 2 where something is wrong with one: its
    last build stands.
    """
    counted, _ = _run("build", place, workers, seconds, today, as_json=as_json, anew=anew)
    return PROBLEMS if counted["refused"] or counted["failed"] else DONE


def _run(  # noqa: PLR0913 - each is an option of the command
    task: Task,
    place: Path,
    workers: int | None,
    seconds: int,
    today: date | None,
    *,
    as_json: bool,
    anew: bool = False,
) -> tuple[Counter[str], bool]:
    """Run a task for all groups, and say what became of each.

    Returns how many came to which state, and whether one of them has something urgent or has lapsed.
    """
    from policypack.base.clock import today_for
    from policypack.many.groups import groups_of
    from policypack.many.outcome import summary
    from policypack.many.run import outcomes, pool_of
    from policypack.many.work import Job

    groups = groups_of(place)
    at_once = min(workers or _cores(), len(groups))
    day = today or today_for()
    jobs = (Job(task, group.name, str(group.root), day, anew, seconds) for group in groups)
    counted: Counter[str] = Counter()
    is_open = False
    for outcome in _with_bar(outcomes(jobs, lambda: pool_of(at_once), at_once), len(groups)):
        counted[outcome.state] += 1
        is_open |= outcome.standing == "lapsed" or bool(outcome.findings.get("urgent"))
        _say(outcome, as_json=as_json)
    if not as_json:
        click.echo(f"{len(groups)} groups: {summary(counted)}.")
    return counted, is_open


def _with_bar(found: Iterator[Outcome], number: int) -> Iterator[Outcome]:
    """Show how far the run has come, where somebody sees it, and how long the rest will take."""
    if not sys.stderr.isatty():
        yield from found
        return
    with click.progressbar(length=number, file=sys.stderr, show_pos=True) as bar:
        for outcome in found:
            yield outcome
            bar.update(1)


def _say(outcome: Outcome, *, as_json: bool) -> None:
    from policypack.terminal.shown_lines import say_lines

    if as_json:
        click.echo(outcome.as_json())
        return
    counted = ", ".join(f"{number} {severity}" for severity, number in outcome.findings.items())
    said = ", ".join(filter(None, [outcome.state, outcome.standing, counted]))
    if outcome.is_well and outcome.state != "unchanged":
        say_lines(f"{outcome.group}: {said}")
    for problem in outcome.problems:
        say_lines(f"{outcome.group}: {outcome.state}: {problem}", error=True)
    for note in outcome.notes:
        say_lines(f"{outcome.group}: note: {note}", error=True)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
