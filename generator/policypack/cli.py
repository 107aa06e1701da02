"""The command line. Each command is thin, and imports only what it needs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policypack import __version__
from policypack.problems import ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.workspace import Workspace

DONE, GAPS, PROBLEMS, STOPPED = 0, 1, 2, 130
"""Exit codes: done; something is open; problems in the input and nothing written; Ctrl-C."""

FolderArgument = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policypack", message="%(prog)s %(version)s")
@click.option("-C", "folder", metavar="DIR", default=".", type=FolderArgument, help="Work on the workspace in DIR.")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """Build a small organisation's online-safety policy pack from its answers."""
    context.obj = folder


@cli.command()
@click.argument("folder", required=False, type=FolderArgument)
@click.option("--quick", is_flag=True, help="Ask only the most important questions; `policypack ask` asks the rest.")
@click.option("--answers", "file", metavar="FILE", type=FolderArgument, help="Take the answers from FILE; ask nothing.")
@click.pass_obj
def new(base: Path, folder: Path | None, quick: bool, file: Path | None) -> int:
    """Make a workspace in FOLDER (else here) and ask the questions.

    Nothing that lies in FOLDER is overwritten.
    """
    from policypack.new_workspace import make_workspace, require_room

    workspace = require_room(folder or base)
    if file is not None:
        return _new_from(workspace, file)
    from policypack.terminal import ask as ask_all
    from policypack.terminal import require_terminal

    require_terminal("new")
    _said(workspace, make_workspace(workspace))
    return ask_all(workspace, quick) or _build_if_wanted(workspace)


def _new_from(workspace: Workspace, file: Path) -> int:
    from policypack.catalogue import load_catalogue
    from policypack.clock import today_for
    from policypack.new_workspace import make_workspace, open_for_approval, read_foreign_answers

    text, answers, logo = read_foreign_answers(file, load_catalogue(workspace), today_for())
    _said(workspace, make_workspace(workspace, text, logo))
    missing = open_for_approval(answers)
    if not missing:
        return DONE
    click.echo("Approval needs these answers, which are still open:")
    for line in missing:
        click.echo(f"  {line}")
    return GAPS


def _said(workspace: Workspace, notes: list[str]) -> None:
    click.echo(f"Made a workspace in {workspace.root}")
    for note in notes:
        click.echo(note)


def _build_if_wanted(workspace: Workspace) -> int:
    from policypack.terminal import stopped, wants

    try:
        if not wants("Build the draft pages now?"):
            click.echo("`policypack build` makes them when you want them.")
            return DONE
        from policypack.messages import built_text
        from policypack.site import build_all

        built = build_all(workspace.root)
        click.echo(built_text(built.pack, built.folders))
    except (KeyboardInterrupt, EOFError):
        return stopped(workspace)
    return DONE


@cli.command()
@click.option("--section", metavar="SECTION", help="Ask only this section, such as `people`.")
@click.pass_obj
def ask(folder: Path, section: str | None) -> int:
    """Go on with the questions that are open."""
    from policypack.terminal import ask as ask_all
    from policypack.terminal import require_terminal
    from policypack.workspace import Workspace

    require_terminal("ask")
    return ask_all(Workspace.at(folder), section=section)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit with its code. Everything that is wrong with the input is said here, a line each."""
    try:
        code = cli.main(arguments, prog_name="policypack", standalone_mode=False)
    except ProblemsFoundError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        code = PROBLEMS
    except click.ClickException as error:
        error.show()
        code = PROBLEMS
    except click.Abort:
        code = STOPPED
    sys.exit(code)
