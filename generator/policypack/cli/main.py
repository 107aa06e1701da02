"""The command line. Each command is thin, and imports only what it needs."""

from __future__ import annotations

import atexit
import errno
import gc
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policypack.base.problems import ProblemsFoundError
from policypack.base.shortcuts import NO_LAST_GARBAGE, RARE_GARBAGE
from policypack.base.versions import VERSION
from policypack.cli.approving import approve
from policypack.cli.asking import ask, new
from policypack.cli.changing import changes
from policypack.cli.extras import require_documents
from policypack.cli.history import history
from policypack.cli.in_workspace import in_workspace, in_workspace_or_none
from policypack.cli.layer import layer
from policypack.cli.many import many
from policypack.cli.options import DONE, GAPS, PROBLEMS, STOPPED, FolderArgument, say_notices, today_option
from policypack.cli.publishing import publish, published
from policypack.cli.reading import readers
from policypack.cli.starting import has_browser, start
from policypack.cli.trusting import may_run, may_run_programs, require_trust

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(VERSION, prog_name="policypack", message="%(prog)s %(version)s")
@click.option("-C", "folder", metavar="DIR", default=".", type=FolderArgument, help="Work on the workspace in DIR.")
@click.pass_context
def cli(context: click.Context, folder: Path) -> int:
    """Build a small organisation's online-safety policy pack from its answers.

    Without a command, the start page opens in your browser.
    """
    context.obj = folder
    if context.invoked_subcommand is not None:
        return DONE
    if folder != Path() or not has_browser():
        raise click.exceptions.NoArgsIsHelpError(context)
    return start()


cli.add_command(approve)
cli.add_command(new)
cli.add_command(ask)
cli.add_command(changes)
cli.add_command(history)
cli.add_command(layer)
cli.add_command(many)
cli.add_command(publish)
cli.add_command(published)
cli.add_command(readers)


_NOT_LOOKED_AT = (
    "Note: this workspace brings programs or templates of its own, and none was run. Whether a policy has changed "
    "since it was agreed is therefore not said here; `policypack build` asks first, and says it."
)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON, for another program.")
@today_option
@in_workspace
def check(folder: Path, as_json: bool, today: date | None) -> int:
    """Say what is missing or does not fit, most urgent first.

    Exits 1 where approval needs something, and where what was agreed no longer holds: a policy has changed since, or
    the day by which to look at it again has passed.
    """
    from policypack.pack.findings import stands_in_the_way
    from policypack.pack.pack import load_pack
    from policypack.pages.render import Renderer
    from policypack.publish.messages import findings_json, findings_text, has_lapsed, state_text

    pack = load_pack(folder, today)
    _ = pack.read_by  # no answer, and looked at all the same: what is wrong with it stops a build
    say_notices(pack.notices)
    waiting = []
    if pack.approval is not None:
        if may_run(folder):
            waiting = Renderer(pack).waiting()
        else:
            click.echo(_NOT_LOOKED_AT, err=True)
    if as_json:
        click.echo(findings_json(pack, waiting))
    else:
        click.echo(findings_text(pack.findings) or "No findings.")
        click.echo(f"\n{state_text(pack, waiting)}")
    return GAPS if stands_in_the_way(pack.findings) or has_lapsed(pack, waiting) else DONE


@cli.command(short_help="Build the three folders: site/, staff/ and report/.")
@click.option("--markdown", "target", metavar="DIR", type=FolderArgument, help="Write plain Markdown into DIR instead.")
@click.option("--documents/--no-documents", default=None, help="Make PDF and Word files as well. [as the last time]")
@today_option
@may_run_programs
@in_workspace
def build(folder: Path, target: Path | None, documents: bool | None, today: date | None, trust: bool) -> int:
    """Build site/ for everybody, staff/ for staff, and report/ for the leaders."""
    if documents:
        require_documents()
    require_trust(folder, given=trust)
    if target is not None:
        from policypack.pack.pack import load_pack
        from policypack.publish.markdown_export import write_markdown

        pack = load_pack(folder, today)
        say_notices(pack.notices)
        for written in write_markdown(pack, target):
            click.echo(f"{written / 'mkdocs.yml'}: `mkdocs build` there makes a plain site of these pages.")
        return DONE
    from policypack.publish.build import build_all
    from policypack.publish.messages import built_text
    from policypack.questionnaire.noticing import notice_by_hand

    if RARE_GARBAGE.taken:
        gc.set_threshold(1_000_000)  # 3 MiB more at the peak
    built = build_all(folder, today, documents=documents)
    notice_by_hand(built.pack.workspace, built.pack.catalogue, built.pack.today)
    say_notices([*built.pack.notices, *built.notes])
    click.echo(built_text(built.renderer, built.folders, built.changes))
    return DONE


@cli.command(short_help="Show the public site on this machine while you work on it.")
@click.option("--port", default=0, show_default="one that is free", help="The port to serve on.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in your browser.")
@may_run_programs
@in_workspace
def preview(folder: Path, port: int, open_browser: bool, trust: bool) -> int:
    """Show the public site on this machine, and anew whenever you save an answer. Ctrl-C ends it."""
    require_trust(folder, given=trust)
    from policypack.base.workspace import Workspace
    from policypack.pack.notices import file_notices, version_notice
    from policypack.publish.preview import serve

    workspace = Workspace.at(folder)
    with suppress(ProblemsFoundError):  # the preview says problems itself, whenever a file is saved
        say_notices(filter(None, [*file_notices(workspace.answers_file, workspace.root), version_notice(workspace)]))
    serve(folder.resolve(), port, open_browser=open_browser)
    return DONE


@cli.command(short_help="Say where each point of the guidance is carried out.")
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON, for another program.")
@today_option
@may_run_programs
@in_workspace
def coverage(folder: Path, as_json: bool, today: date | None, trust: bool) -> int:
    """Say where each point of the guidance is carried out, or why it is not."""
    require_trust(folder, given=trust)
    from policypack.pack.pack import load_pack
    from policypack.pages.render import Renderer
    from policypack.publish.messages import coverage_json, coverage_text

    pack = load_pack(folder, today)
    say_notices(pack.notices)
    covered = Renderer(pack).coverage()
    click.echo(coverage_json(pack, covered) if as_json else coverage_text(pack, covered))
    return DONE


@cli.command(short_help="List every fact of the world outside, the least sure first.")
@click.option("--ours", is_flag=True, help="Only those that this workspace's pages print.")
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON, for another program.")
@today_option
@in_workspace_or_none
def facts(folder: Path, ours: bool, as_json: bool, today: date | None) -> int:
    """List every fact of the world outside that pages print: source, day it was read, and how sure it is.

    It needs no workspace. Where there is one, its own content goes before ours.
    """
    from policypack.publish.fact_list import facts_json, facts_text

    if ours:
        from policypack.pack.pack import load_pack
        from policypack.pack.printed_facts import printed_facts

        pack = load_pack(folder, today)
        say_notices(pack.notices)
        found, day = printed_facts(pack), pack.today
    else:
        from policypack.base.clock import today_for
        from policypack.base.workspace import Workspace
        from policypack.content.known_facts import known_facts
        from policypack.content.online_safety_act import load_online_safety_act
        from policypack.content.other_sites import load_other_sites
        from policypack.content.publishing import load_ways
        from policypack.pack.own_content import load_content

        workspace = Workspace.at(folder)
        found = known_facts(
            load_content(workspace),
            load_online_safety_act(workspace),
            load_ways(workspace),
            load_other_sites(workspace),
        )
        day = today or today_for()
    click.echo(facts_json(found, day) if as_json else facts_text(found, day))
    return DONE


@cli.command(short_help="Bring a workspace up to date that an earlier policypack wrote.")
@today_option
@may_run_programs
@in_workspace
def upgrade(folder: Path, today: date | None, trust: bool) -> int:
    """Write the answers anew as this policypack takes them, beside a copy of before, and say what is new.

    `policypack ask` does it too. No other command changes the file.
    """
    require_trust(folder, given=trust)
    from policypack.base.workspace import Workspace
    from policypack.files.lock import locked
    from policypack.terminal.upgrading import bring_up_to_date

    workspace = Workspace.at(folder)
    with locked(workspace):
        if not bring_up_to_date(workspace, today):
            click.echo(f"Nothing to do: policypack {VERSION} wrote these answers.")
            return DONE
    click.echo("`policypack ask` asks what is new; `policypack build` makes your pages.")
    return DONE


@cli.command(short_help="Print a JSON Schema of the answers file, for editors.")
@in_workspace_or_none
def schema(folder: Path) -> int:
    """Print a JSON Schema of the answers file, from which editors take completion and help."""
    from policypack.answers.json_schema import schema_text
    from policypack.base.workspace import Workspace
    from policypack.pack.own_content import load_content

    click.echo(schema_text(load_content(Workspace.at(folder))), nl=False)
    return DONE


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit with its code. Everything that is wrong with the input is said here, a line each."""
    if RARE_GARBAGE.taken:
        gc.set_threshold(100_000)
    if NO_LAST_GARBAGE.taken:
        atexit.register(gc.freeze)
    try:
        code = cli.main(arguments, prog_name="policypack", standalone_mode=False)
    except ProblemsFoundError as error:
        from policypack.terminal.shown_lines import say_lines

        for problem in error.problems:
            say_lines(str(problem), error=True)
        code = PROBLEMS
    except click.ClickException as error:
        error.show()
        code = PROBLEMS
    except click.Abort:
        code = STOPPED
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        click.echo(f"What was to be said here could not be written ({error.strerror}); make room on the disk", err=True)
        code = PROBLEMS
    sys.exit(code)
