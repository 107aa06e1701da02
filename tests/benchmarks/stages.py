"""Where the time of a build goes: `python -m tests.benchmarks.stages WORKSPACE` prints the seconds of each stage.

One process, as `policypack build` is one, and the same calls in the same order; only the pages are rendered before the
sites are made, so that they are seen alone. Seconds of the processor, which other work on the machine disturbs less.
`make bench` runs it several times.
"""

from __future__ import annotations

import gc
import importlib
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from tests.organisations import CHECKOUT


def measure(root: Path) -> dict[str, float]:
    """Build the workspace in `root` into a folder that is thrown away. Returns the seconds of each stage, in order."""
    gc.set_threshold(100_000)  # as policypack.cli.main does
    times = {"Python and this script": time.process_time()}

    def stage(name: str) -> None:
        times[name] = time.process_time() - sum(times.values())

    for module in (
        "policypack.cli.main",
        "policypack.pack.pack",
        "policypack.pages.render",
        "policypack.publish.messages",
    ):
        importlib.import_module(module)
    stage("imports of the core")
    for module in ("mkdocs.commands.build", "mkdocs.config", "policypack.publish.plugin", "policypack.publish.report"):
        importlib.import_module(module)
    stage("imports of MkDocs, the plugin and Markdown")
    from policypack.base.clock import today_for
    from policypack.pack.pack import load_pack
    from policypack.pages.render import Renderer
    from policypack.publish.build import build_site
    from policypack.publish.report import write_report

    pack = load_pack(root, today_for())
    stage("loading content and answers")
    renderer = Renderer(pack)
    for audience in ("staff", "leaders"):
        renderer.markdown(audience)
    stage("rendering pages as Markdown")
    with tempfile.TemporaryDirectory() as name:
        target = Path(name)
        kept = build_site(root, target / "site", "public", pack.today, renderer)
        stage("site/: Markdown, theme, search")
        build_site(root, target / "staff", "staff", pack.today, renderer, kept)
        stage("staff/: the same, less what site/ leaves it")
        write_report(renderer, target / "report", kept)
        stage("report/")
    return times


def show(workspace: Path, runs: int) -> None:
    """Print each stage's median and share, of `runs` processes after one that fills the caches."""
    measured = []
    for _ in range(runs + 1):
        command = [sys.executable, "-m", "tests.benchmarks.stages", str(workspace)]
        done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
        rows = (line.split("\t") for line in done.stdout.splitlines())
        measured.append({name: float(seconds) for name, seconds in rows})
    middle = {name: statistics.median(one[name] for one in measured[1:]) for name in measured[0]}
    for name, seconds in middle.items():
        click.echo(f"{name:55} {seconds:5.2f} s  {100 * seconds / sum(middle.values()):4.0f} %")


if __name__ == "__main__":
    for stage_name, taken in measure(Path(sys.argv[1])).items():
        click.echo(f"{stage_name}\t{taken:.4f}")
