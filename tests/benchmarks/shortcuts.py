"""Measure what each shortcut saves: `python -m tests.benchmarks.shortcuts [RUNS]`, from the top of a checkout.

Whole processes, `policypack build` and `policypack check` of the example organisation: with every shortcut, without
each, and without any, all in turn. A row says how much more of the processor's time is spent without it: the median
over the turns, in milliseconds and in hundredths, and between which figures half of the turns lie. Other work on the
machine moves them by more than some shortcuts save: then many runs are wanted. `base/shortcuts.py` names them all.
"""

from __future__ import annotations

import compileall
import statistics
import sys
import tempfile
from pathlib import Path

import click

from policypack.base.shortcuts import SHORTCUTS, SWITCH
from tests.benchmarks.speed import BIN, Run, in_turn, run
from tests.organisations import CHECKOUT, workspace_with


def main() -> None:
    """Measure, and print a table for each command."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    compileall.compile_dir(CHECKOUT / "generator", quiet=1)
    answers = (CHECKOUT / "site_config" / "answers.yml").read_bytes()
    ways = {"": "", **{shortcut.name: shortcut.name for shortcut in SHORTCUTS}, "all": "all"}
    with tempfile.TemporaryDirectory() as name:
        folder = workspace_with(answers, Path(name))
        for command in ("build", "check"):

            def once(way: str, command: str = command) -> Run:
                return run(BIN / "policypack", "-C", folder, command, folder=folder, **{SWITCH: way})

            measured = in_turn(runs, {label: lambda way=way: once(way) for label, way in ways.items()})  # type: ignore[misc]
            spent = {label: [one.processor for one in them] for label, them in measured.items()}
            usual = spent.pop("")
            click.echo(f"{command}: {statistics.median(usual) * 1000:.0f} ms, {runs} runs in turn")
            for label, without in spent.items():
                more = [100 * (long / short - 1) for long, short in zip(without, usual, strict=True)]
                low, middle, high = statistics.quantiles(more, n=4)
                gained = 1000 * statistics.median(long - short for long, short in zip(without, usual, strict=True))
                click.echo(f"  without {label:20} {gained:+6.0f} ms  {middle:+6.1f} %  ({low:+.1f} to {high:+.1f})")


if __name__ == "__main__":
    main()
