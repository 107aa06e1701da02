"""Upgrading in a terminal: what an earlier version wrote is brought up to date, and what came of it is said."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from policypack.base.problems import shown_path
from policypack.base.versions import VERSION
from policypack.questionnaire.upgrade_words import answers_kept, shortened, upgrade_in_words
from policypack.questionnaire.upgrading import LIST, carried_out, planned
from policypack.terminal.shown_lines import say_lines, showable, widest, wrapped

if TYPE_CHECKING:
    from datetime import date

    from policypack.base.workspace import Workspace


def bring_up_to_date(workspace: Workspace, today: date | None = None) -> bool:
    """Write a workspace of an earlier version as this one takes it, and say what came of it; say whether it was one.

    Whoever calls holds the workspace's lock. Raises ProblemsFoundError as planned and carried_out do.
    """
    upgrade = planned(workspace, today)
    if upgrade is None:
        return False
    folder = shown_path(carried_out(workspace, upgrade), workspace.root)
    say_lines(
        f"This workspace was written by policypack {upgrade.before}, and is up to date with {VERSION} now. "
        f"{answers_kept(upgrade)} A copy of before is in {folder}/."
    )
    place = f"{folder}/{LIST}"
    for heading, lines in upgrade_in_words(upgrade):
        say_lines(f"\n{heading}")
        for line in shortened(lines, place):
            _say_item(line)
    say_lines("")
    return True


def _say_item(line: str) -> None:
    if sys.stdout.isatty():
        line = "\n".join(wrapped(line, widest(), "    ", "  * "))
        click.echo(showable(line))
    else:  # a program breaks lines itself
        click.echo(f"  * {line}")
