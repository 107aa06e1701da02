"""List reading levels: `python -m tests.benchmarks.reading [ORGANISATION ...] [--staff]`, from the top of a checkout.

One line a page: its school grade in our words and the one that is wanted, the words, the words of the longest sentence,
and "passes", "misses" or "fails". Below it, what is missed, and the sentence that does most to make the page hard.
Without a name all test organisations are listed.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import click

from policypack.content.questions import Audience
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from tests.organisations import ORGANISATIONS, workspace_of
from tests.reading_levels import PageLevel, levels

TODAY = date(2026, 11, 22)


def show(level: PageLevel) -> str:
    """Print the lines of one page, and return how it does."""
    ours, gate = level.ours, level.gate
    state = "fails" if ours.fails(gate) else "misses" if ours.misses(gate) else "passes"
    click.echo(
        f"  {level.page.id:19} {level.page.gate:8} grade {ours.grade:4.1f} of {gate.aim}"
        f" (with their words {level.merged.grade:4.1f})  {ours.words:4} words, {ours.average:4.1f} a sentence,"
        f" at most {ours.longest.words:2}  {state}"
    )
    for missed in dict.fromkeys(ours.misses(gate)):
        click.echo(f"      {missed}")
    click.echo(f"      hardest, grade {ours.worst(gate).grade:.1f}: {ours.worst(gate).text}")
    return state


def main(arguments: list[str]) -> None:
    """List the levels of the organisations that are named, or of all."""
    audience: Audience = "staff" if "--staff" in arguments else "public"
    states: Counter[str] = Counter()
    for name in [one for one in arguments if not one.startswith("--")] or ORGANISATIONS:
        with tempfile.TemporaryDirectory() as folder:
            found = levels(Renderer(load_pack(workspace_of(name, Path(folder)), TODAY)), audience)
        click.echo(name)
        states.update(show(level) for level in found if level.page.audience == audience)
    click.echo(", ".join(f"{count} {state}" for state, count in states.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
