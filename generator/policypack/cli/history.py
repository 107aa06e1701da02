"""The command that shows what was changed, and puts it back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from policypack.cli.in_workspace import in_workspace
from policypack.cli.options import DONE, STOPPED, Day, plain_option, say_notices
from policypack.terminal.shown_lines import say_lines

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from policypack.base.workspace import Workspace

_AT_ONCE = 20
"""Changes that are said without --all: about two screens."""


@click.command(short_help="Say which answers were changed, and put one back.")
@click.argument("about", required=False, metavar="[SECTION|QUESTION]")
@click.option("--since", metavar="DATE", type=Day(), help="Only changes of this day and later.")
@click.option("--all", "say_all", is_flag=True, help=f"All of them, not only the newest {_AT_ONCE}.")
@click.option("--put-back", "number", metavar="NUMBER", type=int, help="Put the change of this number back.")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@click.option("--json", "as_json", is_flag=True, help="Write the changes as JSON, for another program.")
@plain_option
@in_workspace
def history(  # noqa: PLR0913, PLR0917 - each is an option of the command
    folder: Path,
    about: str | None,
    since: date | None,
    say_all: bool,
    number: int | None,
    yes: bool,
    as_json: bool,
    plain: bool,
) -> int:
    """Say which answers were changed, when, and on which face, the newest first.

    All of them, or those of a section (people) or a question (people.lead).
    """
    from policypack.base.clock import today_for
    from policypack.base.workspace import Workspace
    from policypack.pack.notices import file_notices
    from policypack.pack.own_content import load_content
    from policypack.questionnaire.engine import Engine
    from policypack.questionnaire.history_pages import changes_said
    from policypack.questionnaire.noticing import notice_by_hand
    from policypack.terminal.history import say_changes

    workspace = Workspace.at(folder)
    say_notices(file_notices(workspace.answers_file, workspace.root))
    if number is not None:
        return _put_back(workspace, number, plain, yes)
    catalogue, today = load_content(workspace), today_for()
    engine = Engine(workspace, catalogue, today)
    notice_by_hand(workspace, catalogue, today)
    engine.history.read()
    try:
        changes = changes_said(engine, about or "", since)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        click.echo(json.dumps([asdict(change) for change in changes], indent=2, ensure_ascii=False))
    else:
        say_changes(changes, len(changes) if say_all else _AT_ONCE)
    return DONE


def _put_back(workspace: Workspace, number: int, plain: bool, yes: bool) -> int:
    from policypack.terminal.history import put_one_back
    from policypack.terminal.run import require_terminal

    if not yes:
        require_terminal("history --put-back", "say with --yes that it is meant")
    try:
        if put_one_back(workspace, number, plain, yes):
            say_lines("`policypack build` makes your pages from these answers.")
    except (KeyboardInterrupt, EOFError):
        say_lines("\nNothing is changed.")
        return STOPPED
    return DONE
