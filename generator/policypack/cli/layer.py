"""The command `layer`: what a body lays down for its groups, as one file, and how it comes into a group's workspace."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policypack.cli.in_workspace import in_workspace
from policypack.cli.options import DONE, GAPS, today_option
from policypack.cli.trusting import may_run_programs, require_trust

if TYPE_CHECKING:
    from datetime import date


@click.group(short_help="Hand on what a body lays down for its groups.")
def layer() -> None:
    """Hand on what a body lays down for its groups, or take it into a group's workspace."""


@layer.command(short_help="Pack what this body lays down into one file.")
@click.option(
    "--version", "number", required=True, help="What your groups will call this state of it, such as 2026-11."
)
@click.option("--to", "target", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="[this folder]")
@in_workspace
def pack(folder: Path, number: str, target: Path) -> int:
    """Pack what this body lays down into one file: settled and suggested answers, own pages, content and templates.

    No other answer of the body is in it.
    """
    from policypack.pack.pack import load_pack
    from policypack.publish.layer_archive import packed

    name, data = packed(load_pack(folder), number)
    target.mkdir(parents=True, exist_ok=True)
    (target / name).write_bytes(data)
    click.echo(f"Packed {target / name}. Groups take it in with `policypack layer update {name}`.")
    return DONE


@layer.command(short_help="Take a body's file into this workspace, after showing what changes.")
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Take it without asking.")
@today_option
@may_run_programs
@in_workspace
def update(folder: Path, archive: Path, yes: bool, today: date | None, trust: bool) -> int:
    """Take a body's file into this workspace, or a newer one of it, after showing what changes on which page.

    Nothing is built; policies whose words change wait to be agreed. Exits 1 where it was not taken.
    """
    require_trust(folder, given=trust)
    from policypack.base.workspace import Workspace
    from policypack.files.lock import locked
    from policypack.pages.changes import changes_in_words
    from policypack.publish.layer_archive import planned_update, put_in_place
    from policypack.terminal.shown_lines import say_lines

    workspace = Workspace.at(folder)
    with locked(workspace):
        planned = planned_update(workspace, archive, today, trusted=trust)
        say_lines(f"{planned.name}, {planned.version}:")
        for heading, lines in changes_in_words(planned.changes):
            say_lines(f"\n{heading}")
            for line in lines:
                say_lines(f"  {line}")
        if not planned.changes:
            say_lines("It changes no words on your pages.")
        if not yes and not (sys.stdin.isatty() and click.confirm("Take it into this workspace?")):
            click.echo("It was not taken. `--yes` takes it without asking.", err=True)
            return GAPS
        put_in_place(workspace, planned)
    click.echo(
        f"Taken into {planned.place}. `policypack ask` says what it settles; `policypack build` makes your pages."
    )
    return DONE
