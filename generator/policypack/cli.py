"""The command line. Each command is thin, and imports only what it needs."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policypack import __version__
from policypack.problems import ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.terminal import Way
    from policypack.workspace import Workspace

DONE, GAPS, PROBLEMS, STOPPED = 0, 1, 2, 130
"""Exit codes: done; something is open; problems in the input and nothing written; Ctrl-C."""

FolderArgument = click.Path(path_type=Path)


class Day(click.ParamType["date"]):
    """A day, as people write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day. Fails with what is wanted."""
        from policypack.values import read_date

        try:
            return read_date(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


browser_option = click.option(
    "--browser", is_flag=True, help="Ask in your browser, with the pages beside the questions."
)
plain_option = click.option("--plain", is_flag=True, help="Number the choices, and never move the cursor.")
today_option = click.option("--today", metavar="DATE", type=Day(), help="Work as if it were this day.")


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
@click.option(
    "--preset", metavar="NAME", help="Show the suggestions for this kind of organisation, such as faith_group."
)
@browser_option
@plain_option
@click.pass_obj
def new(  # noqa: PLR0913, PLR0917 - each is an option of the command
    base: Path, folder: Path | None, quick: bool, file: Path | None, preset: str | None, browser: bool, plain: bool
) -> int:
    """Make a workspace in FOLDER (else here) and ask the questions.

    Nothing that lies in FOLDER is overwritten.
    """
    from policypack.new_workspace import make_workspace, require_room

    workspace = require_room(folder or base)
    if file is not None:
        return _new_from(workspace, file)
    from policypack.terminal import ask as ask_all
    from policypack.terminal import require_preset, require_terminal

    if browser:
        _require_browser_extra()
    else:
        require_terminal("new")
    require_preset(workspace, preset)
    _said(workspace, make_workspace(workspace))
    if browser:
        from policypack.browser.server import ask_in_browser

        return ask_in_browser(workspace, quick=quick, preset=preset)
    return ask_all(workspace, quick=quick, plain=plain, preset=preset) or _build_if_wanted(workspace, plain)


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


def _require_browser_extra() -> None:
    from importlib.util import find_spec

    from policypack.problems import one_problem

    if missing := [name for name in ("flask", "waitress") if find_spec(name) is None]:
        one_problem(
            "--browser",
            f"{' and '.join(missing)} is wanted for the questions in the browser; install it with "
            "`pip install 'policypack[browser]'`, or from a copy of the repository `pip install '.[browser]'`",
        )


def _said(workspace: Workspace, notes: list[str]) -> None:
    click.echo(f"Made a workspace in {workspace.root}")
    for note in notes:
        click.echo(note)


def _build_if_wanted(workspace: Workspace, plain: bool) -> int:
    from policypack.terminal import stopped, wants

    try:
        if not wants("Build the draft pages now?", plain):
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
@click.option("--quick", is_flag=True, help="Ask only the most important questions.")
@click.option("--check", "way", flag_value="check", help="Go through your answers, and change what is not right.")
@click.option("--review", "way", flag_value="review", help="Once a year: go through people, times, services and dates.")
@browser_option
@plain_option
@click.pass_obj
def ask(  # noqa: PLR0913, PLR0917 - each is an option of the command
    folder: Path, section: str | None, quick: bool, way: Way | None, browser: bool, plain: bool
) -> int:
    """Go on with the questions that are open, or go through the answers."""
    from policypack.answers_schema import renew_schema
    from policypack.terminal import ask as ask_all
    from policypack.terminal import require_terminal
    from policypack.workspace import Workspace

    if browser:
        _require_browser_extra()
    else:
        require_terminal("ask")
    workspace = Workspace.at(folder)
    renew_schema(workspace)
    if browser:
        from policypack.browser.server import ask_in_browser

        return ask_in_browser(workspace, quick=quick, section=section, way=way or "open")
    return ask_all(workspace, quick=quick, section=section, plain=plain, way=way or "open")


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON, for another program.")
@today_option
@click.pass_obj
def check(folder: Path, as_json: bool, today: date | None) -> int:
    """Say what is missing or does not fit, most urgent first. Exits 1 where approval needs something."""
    from policypack.approval import stands_in_the_way
    from policypack.messages import findings_json, findings_text, state_text
    from policypack.pack import load_pack

    pack = load_pack(folder, today)
    if as_json:
        click.echo(findings_json(pack))
    else:
        click.echo(findings_text(pack.findings) or "No findings.")
        click.echo(f"\n{state_text(pack)}")
    return GAPS if stands_in_the_way(pack.findings) else DONE


@cli.command()
@click.option("--markdown", "target", metavar="DIR", type=FolderArgument, help="Write plain Markdown into DIR instead.")
@today_option
@click.pass_obj
def build(folder: Path, target: Path | None, today: date | None) -> int:
    """Build site/ for everybody, staff/ for staff, and report/ for the leaders."""
    if target is not None:
        from policypack.markdown_export import write_markdown
        from policypack.pack import load_pack

        for written in write_markdown(load_pack(folder, today), target):
            click.echo(f"{written / 'mkdocs.yml'}: `mkdocs build` there makes a plain site of these pages.")
        return DONE
    from policypack.messages import built_text
    from policypack.site import build_all

    built = build_all(folder, today)
    click.echo(built_text(built.pack, built.folders))
    return DONE


@cli.command()
@click.option("--port", default=0, show_default="one that is free", help="The port to serve on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in your browser.")
@click.pass_obj
def preview(folder: Path, port: int, open_browser: bool) -> int:
    """Show the public site on this machine, and anew whenever you save an answer. Ctrl-C ends it."""
    from policypack.preview import serve

    serve(folder.resolve(), port, open_browser=open_browser)
    return DONE


@cli.command()
@click.option("--role", required=True, help="Who has agreed the policies and codes: a role, such as Committee.")
@click.option("--next-review", "review", metavar="DATE", type=Day(), help="When they are looked at again. [a year on]")
@today_option
@click.pass_obj
def approve(folder: Path, role: str, review: date | None, today: date | None) -> int:
    """Record that the policies and codes have been agreed. Refuses while something urgent is open."""
    from policypack.approve import ApprovalRefusedError
    from policypack.approve import approve as record_approval
    from policypack.messages import findings_text
    from policypack.pack import load_pack
    from policypack.words import day

    try:
        record = record_approval(load_pack(folder, today), role, review)
    except ApprovalRefusedError as refused:
        click.echo("Not approved: these come first.\n", err=True)
        click.echo(findings_text(refused.findings), err=True)
        return GAPS
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Approved by {record.role} on {day(record.date)}. Look at it again by {day(record.next_review)}.")
    click.echo("`policypack build` writes the pages without the draft marks.")
    return DONE


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON, for another program.")
@today_option
@click.pass_obj
def coverage(folder: Path, as_json: bool, today: date | None) -> int:
    """Say where each point of the guidance is carried out, or why it is not."""
    from policypack.coverage import coverage as worked_out
    from policypack.messages import coverage_json, coverage_text
    from policypack.pack import load_pack

    pack = load_pack(folder, today)
    covered = worked_out(pack)
    click.echo(coverage_json(pack, covered) if as_json else coverage_text(pack, covered))
    return DONE


@cli.command()
@click.pass_obj
def schema(folder: Path) -> int:
    """Print a JSON Schema of the answers file, from which editors take completion and help."""
    from policypack.answers_schema import schema_text
    from policypack.catalogue import load_catalogue
    from policypack.workspace import Workspace

    click.echo(schema_text(load_catalogue(Workspace.at(folder))), nl=False)
    return DONE


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit with its code. Everything that is wrong with the input is said here, a line each."""
    gc.set_threshold(100_000)  # a command is short: looking for garbage as often as usual takes a twentieth of it
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
