"""What the commands of the command line share: exit codes, options, and a day as people write it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DONE, GAPS, PROBLEMS, STOPPED = 0, 1, 2, 130
"""Exit codes: done; something is open; problems in the input and nothing written; Ctrl-C."""

FolderArgument = click.Path(path_type=Path)


class Day(click.ParamType["date"]):
    """A day, as people write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day. Fails with what is wanted."""
        from policypack.answers.types.date import read_day

        try:
            return read_day(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


browser_option = click.option(
    "--browser", is_flag=True, help="Ask in your browser, with the pages beside the questions."
)
plain_option = click.option("--plain", is_flag=True, help="Number the choices, and never move the cursor.")
today_option = click.option("--today", metavar="DATE", type=Day(), help="Work as if it were this day.")


def say_notices(notices: Iterable[str]) -> None:
    """Say what is to be said of the files themselves, apart from what a command is asked for."""
    for notice in notices:
        click.echo(f"Note: {notice}", err=True)
