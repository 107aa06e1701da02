"""Measure building, checking and the preview: `python -m tests.benchmarks.speed [RUNS]`, from the top of a checkout.

Whole processes against whole processes, the peers in turn with ours: `mkdocs build` of the same pages, as
`policypack build --markdown` writes them, with stock Material. A ratio is ours by theirs, of the medians: of the time
on the clock, and of the processor's time, which other work on the machine disturbs less. One plain build is the one of
the public pages. Memory is the largest process at its peak.

Our modules are compiled before, as pip does with every package that it installs, and has done with the peers: where
PYTHONDONTWRITEBYTECODE is set, a checkout's would be compiled in each measured process.
"""

from __future__ import annotations

import compileall
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from tests.benchmarks import stages
from tests.organisations import CHECKOUT, workspace_of

BIN = Path(sys.executable).parent
PLACES = (1, 10, 50)


class Run(NamedTuple):
    """One run: seconds on the clock, seconds of the processor, and MiB at the peak (0 where not measured)."""

    clock: float
    processor: float
    memory: float


Runs = list[Run]


def run(*command: str | Path, folder: Path, **environment: str) -> Run:
    """Run a command to its end and measure it. `check` may find something urgent; whatever else fails, ends this."""
    start = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), command
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turn(runs: int, jobs: dict[str, Callable[[], Run]]) -> dict[str, Runs]:
    """Run every job once to warm up, then all of them in turn, again and again."""
    for job in jobs.values():
        job()
    measured: dict[str, Runs] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            measured[name].append(job())
    return measured


def added(one: Runs, other: Runs) -> Runs:
    """Return what both took, one after the other."""
    return [
        Run(a.clock + b.clock, a.processor + b.processor, max(a.memory, b.memory))
        for a, b in zip(one, other, strict=True)
    ]


def row(name: str, ours: Runs, peers: Runs | None = None, wanted: str = "") -> None:
    """Print a row: median and range on the clock, the ratio to the peers on the clock and the processor, and memory."""
    clock = [one.clock for one in ours]
    shown = f"{statistics.median(clock):5.2f} s  ({min(clock):.2f} to {max(clock):.2f})"
    ratios = "" if peers is None else f"{ratio(ours, peers, 0):.2f}"
    if peers is not None and ours[0].processor:
        ratios += f"  ({ratio(ours, peers, 1):.2f})"
    memory = max(one.memory for one in ours)
    click.echo(f"{name:55} {shown:26} {ratios:14} {wanted:8} {f'{memory:.0f} MiB' if memory else ''}")


def ratio(ours: Runs, peers: Runs, which: int) -> float:
    """Return our median by theirs: of the clock (0) or the processor (1)."""
    return statistics.median(one[which] for one in ours) / statistics.median(one[which] for one in peers)


def builds(folder: Path, runs: int) -> Runs:
    """Measure build, check and --version against plain builds; return the plain builds of the public pages."""
    workspace = workspace_of("swimming-club", folder / "club")
    ours = str(BIN / "policypack")
    run(ours, "build", "--markdown", folder / "plain", folder=workspace)
    plain = {name: folder / "plain" / name for name in ("public", "staff")}
    agreed = changed_since_it_was_agreed(folder / "agreed")
    papers = workspace_of("swimming-club", folder / "papers")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    measured = in_turn(
        runs,
        {
            "public": lambda: run(BIN / "mkdocs", "build", "-q", folder=plain["public"], **quiet),
            "staff": lambda: run(BIN / "mkdocs", "build", "-q", folder=plain["staff"], **quiet),
            "build": lambda: run(ours, "build", folder=workspace),
            "documents": lambda: documents_anew(papers),
            "bare": lambda: run(ours, "build", folder=workspace, POLICYPACK_CACHE="off"),
            "check": lambda: run(ours, "check", folder=workspace),
            "changes": lambda: run(ours, "changes", folder=agreed),
            "version": lambda: run(ours, "--version", folder=workspace),
        },
    )
    public, both = measured["public"], added(measured["public"], measured["staff"])
    row("plain mkdocs build, public pages", public)
    row("plain mkdocs build, public and staff pages", both)
    row("policypack build", measured["build"], both, "0.70")
    row("policypack build, nothing kept from earlier runs", measured["bare"], both)
    row("policypack build --documents, all made anew", measured["documents"], public, "4.00")
    row("policypack check", measured["check"], public, "0.35")
    row("policypack changes, after a number and a rule changed", measured["changes"], public, "0.35")
    row("policypack --version", measured["version"], public, "0.10")
    return public


def documents_anew(workspace: Path) -> Run:
    """Build with documents, none of them taken over from the last build. At most 250 MiB are wanted."""
    (workspace / "report" / "documents" / "made.json").unlink(missing_ok=True)
    return run(BIN / "policypack", "build", "--documents", folder=workspace)


def changed_since_it_was_agreed(folder: Path) -> Path:
    """Return a workspace in which a phone number and an answer for a code have changed since the pack was agreed."""
    workspace = workspace_of("swimming-club", folder)
    run(BIN / "policypack", "approve", "--role", "Committee", folder=workspace)
    file = workspace / "site_config" / "answers.yml"
    said = file.read_text(encoding="utf-8")
    for given, instead in (("phone: 01632 960123", "phone: 01632 960777"), ("written_with: asked", "written_with: no")):
        assert given in said
        said = said.replace(given, instead)
    file.write_text(said, encoding="utf-8")
    return workspace


def previews(folder: Path, runs: int, public: Runs) -> None:
    """Measure from saving an answer, or a template, to the new page served."""
    workspace = workspace_of("swimming-club", folder / "preview")
    answers = workspace / "site_config" / "answers.yml"
    template = workspace / "templates" / "pages" / "home.md.j2"
    template.parent.mkdir(parents=True)
    shutil.copy(CHECKOUT / "templates" / "pages" / "home.md.j2", template)
    log = folder / "preview.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [BIN / "policypack", "-C", workspace, "preview"],
            stdout=output, stderr=output, env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
    try:
        while (found := re.search(r"Serving on (http://\S+)", log.read_text())) is None:
            time.sleep(0.05)
        time.sleep(1)
        text = answers.read_text(encoding="utf-8")
        versions = [text.replace("name: Marlpool Swimming Club", f"name: Club number {n}") for n in range(runs)]
        row(
            "preview, from a saved answer to the page",
            served(found[1], answers, versions, "Club number"),
            public,
            "0.65",
        )
        text = template.read_text(encoding="utf-8")
        versions = [f"{text}\nParagraph number {n}\n" for n in range(runs)]
        row(
            "preview, from a saved template to the page",
            served(found[1], template, versions, "Paragraph number"),
            public,
            "0.65",
        )
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def served(address: str, file: Path, versions: Sequence[str], mark: str) -> Runs:
    """Save each version of a file, and time until the page that says `mark` and its number is served."""
    times = []
    for number, version in enumerate(versions):
        time.sleep(0.5)
        start = time.perf_counter()
        file.write_text(version, encoding="utf-8")
        while f"{mark} {number}" not in urllib.request.urlopen(address).read().decode():  # noqa: S310 - our own address
            time.sleep(0.005)
        times.append(Run(time.perf_counter() - start, 0, 0))
    return times


def growth(folder: Path, runs: int) -> None:
    """Measure builds of an organisation with more and more places online, each against the one with the fewest.

    Time and memory are to grow no faster than the bytes of HTML that they make.
    """
    workspaces = {places: with_places(folder / str(places), places) for places in PLACES}
    measured = in_turn(
        runs,
        {
            str(places): lambda workspace=workspace: run(BIN / "policypack", "build", folder=workspace)  # type: ignore[misc]
            for places, workspace in workspaces.items()
        },
    )
    sizes = {places: html_of(workspace) for places, workspace in workspaces.items()}
    first, (_, least) = measured[str(PLACES[0])], sizes[PLACES[0]]
    click.echo(f"\n{'places online':<15} {'pages':>5} {'HTML':>15} {'time':>15} {'(cpu)':>8} {'memory':>18}")
    for places, (pages, size) in sizes.items():
        ours = measured[str(places)]
        clock = statistics.median(one.clock for one in ours)
        memory = statistics.median(one.memory for one in ours)
        more = memory / statistics.median(one.memory for one in first)
        click.echo(
            f"{places:<15} {pages:>5} {size:>6.2f} MB x{size / least:.2f} {clock:>7.2f} s x{ratio(ours, first, 0):.2f}"
            f" {f'(x{ratio(ours, first, 1):.2f})':>8} {memory:>8.0f} MiB x{more:.2f}"
        )


def html_of(workspace: Path) -> tuple[int, float]:
    """Return how many HTML pages the three outputs of a workspace have, and their size in MB."""
    pages = [page for name in ("site", "staff", "report") for page in (workspace / name).rglob("*.html")]
    return len(pages), sum(page.stat().st_size for page in pages) / 1e6


def with_places(folder: Path, places: int) -> Path:
    """Make a workspace of an organisation with so many places online, all alike."""
    workspace = workspace_of("gaming-charity", folder)
    file = workspace / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    start, second = text.index("    - platform: discord"), text.index("    - platform: minecraft")
    end = text.index("\nadults:\n") + 1
    last = text.rindex("    - platform:", 0, end)
    one = text[start:second]
    rest = text[last:end][len(text[last:end].rstrip()) :]
    many = one + "".join(one.replace("Lanternfish Discord", f"Place {number}") for number in range(1, places))
    file.write_text(text[:start] + many.rstrip() + rest + text[end:], encoding="utf-8")
    return workspace


def main() -> None:
    """Measure, and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    click.echo(f"{runs} runs each, in turn, on {cores} cores with {load:.1f} processes at work before.\n")
    click.echo(f"{'':55} {'median  (range)':26} {'ratio  (cpu)':14} {'wanted':8} memory")
    compileall.compile_dir(CHECKOUT / "generator", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        public = builds(folder, runs)
        previews(folder, runs, public)
        growth(folder, runs)
        click.echo("\nWhere the time of a build goes, in seconds of the processor.")
        stages.show(folder / "club", runs)


if __name__ == "__main__":
    main()
