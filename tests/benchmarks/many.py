"""How long many groups take: builds with one process and two, a check, and a second run in which nothing changed.

``python -m tests.benchmarks.many [GROUPS]``, on a machine with nothing else to do. Groups have the answers of the test
organisations, each with a name of its own, so that no two have the same pages.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from policypack.many.run import outcomes, pool_of
from policypack.many.work import Job, Task
from policypack.publish.build import build_all
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_with

TODAY = date(2026, 11, 30)
_ALONE = 8
"""Single builds that stand for all: each starts from nothing but this process."""


def make_groups(folder: Path, number: int) -> list[Path]:
    """Make so many workspaces, no two with the same answers; return where they are."""
    texts = [(CHECKOUT / "tests" / "orgs" / f"{name}.yml").read_text(encoding="utf-8") for name in ORGANISATIONS]
    roots = []
    for one in range(number):
        lines = texts[one % len(texts)].splitlines(keepends=True)
        at = next(index for index, line in enumerate(lines) if line.startswith("  name: "))
        lines[at] = f"  name: Group {one} of Anytown\n"
        root = folder / f"region-{one % 7}" / f"group-{one}"
        roots.append(workspace_with("".join(lines), root))
    return roots


def seconds(task: Task, roots: Iterable[Path], workers: int, *, anew: bool = False) -> float:
    """Return how long a run takes from its start to its end, processes included."""
    jobs = [Job(task, str(root), str(root), TODAY, anew, 600) for root in roots]
    begun = time.perf_counter()
    bad = [one for one in outcomes(jobs, lambda: pool_of(workers), workers) if not one.is_well]
    assert not bad, bad[0]
    return time.perf_counter() - begun


def main(number: int) -> None:
    """Measure, and say each figure in a line."""
    with TemporaryDirectory() as folder:
        roots = make_groups(Path(folder), number)
        begun = time.perf_counter()
        for root in roots[:_ALONE]:
            build_all(root, TODAY)
        alone = (time.perf_counter() - begun) / min(_ALONE, number)
        one = seconds("build", roots, 1, anew=True)
        two = seconds("build", roots, 2, anew=True)
        again = seconds("build", roots, 2)
        check = seconds("check", roots, 2)
    click.echo(f"{number} groups")
    click.echo(f"one after another in one process, without what is shared: {alone:.2f} s a group")
    click.echo(f"one process: {one / number:.2f} s a group; two: {two / number:.2f} s, {one / two:.2f} times as fast")
    click.echo(f"a second run with nothing changed: {again / two:.1%} of the first")
    click.echo(f"check, two processes: {number / check:.0f} groups a second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
