"""What the commands of `policypack many` share: a task for all groups, a bar, and what is said of each."""

from __future__ import annotations

import os
import sys
from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from datetime import date
    from pathlib import Path

    from policypack.many.outcome import Outcome
    from policypack.many.work import Task


def run(  # noqa: PLR0913 - each is an option of the command
    task: Task,
    place: Path,
    workers: int | None,
    seconds: int,
    today: date | None,
    *,
    as_json: bool,
    anew: bool = False,
    once: bool = False,
    scheduler: str | None = None,
    each: Callable[[Outcome], None] = lambda _outcome: None,
) -> tuple[Counter[str], bool]:
    """Run a task for all groups, and say what became of each.

    each: what else is done with an outcome.

    Returns how many came to which state, and whether one of them has something urgent or has lapsed.
    """
    from policypack.base.clock import today_for
    from policypack.many.groups import groups_of
    from policypack.many.outcome import summary
    from policypack.many.run import outcomes
    from policypack.many.same_files import STORE, clear
    from policypack.many.work import Job

    groups = groups_of(place)
    new_pool, at_once = _pool(scheduler, min(workers or _cores(), len(groups)))
    day = today or today_for()
    store = (place if place.is_dir() else place.parent).absolute() / STORE
    jobs = (Job(task, one.name, str(one.root), day, anew, seconds, str(store) if once else "") for one in groups)
    counted: Counter[str] = Counter()
    is_open = False
    for outcome in with_bar(outcomes(jobs, new_pool, at_once), len(groups)):
        counted[outcome.state] += 1
        is_open |= outcome.standing == "lapsed" or bool(outcome.findings.get("urgent"))
        say(outcome, as_json=as_json)
        each(outcome)
    if once:
        clear(store)
    if not as_json:
        click.echo(f"{len(groups)} groups: {summary(counted)}.")
    return counted, is_open


def with_bar(found: Iterator[Outcome], number: int) -> Iterator[Outcome]:
    """Show how far the run has come, where somebody sees it, and how long the rest will take."""
    if not sys.stderr.isatty():
        yield from found
        return
    with click.progressbar(length=number, file=sys.stderr, show_pos=True) as bar:
        for outcome in found:
            yield outcome
            bar.update(1)


def say(outcome: Outcome, *, as_json: bool) -> None:
    """Say what became of a group, for people or for programs."""
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


def _pool(scheduler: str | None, workers: int) -> tuple[Callable[[], Executor], int]:
    """Return what makes a pool, and how many jobs it runs at once. scheduler: of a cluster; None for this machine."""
    if scheduler is None:
        from policypack.many.run import pool_of

        return lambda: pool_of(workers), workers
    if find_spec("distributed") is None:
        from policypack.base.problems import one_problem
        from policypack.cli.extras import command_to_install, wanted_by

        command = command_to_install(wanted_by("cluster") or ["distributed"])
        one_problem("--scheduler", f"this wants distributed; run `{command}`")
    from policypack.many.cluster import Cluster

    first = Cluster(scheduler)
    return lambda: first, first.workers


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
