"""The commands that ask: `new` makes a workspace first, `ask` goes on in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policypack.cli.in_workspace import in_workspace
from policypack.cli.options import DONE, GAPS, FolderArgument, browser_option, plain_option, say_notices
from policypack.cli.trusting import may_run_programs, require_trust
from policypack.terminal.shown_lines import say_lines

if TYPE_CHECKING:
    from pathlib import Path

    from policypack.base.workspace import Workspace
    from policypack.questionnaire.going_on import Way


@click.command()
@click.argument("folder", required=False, type=FolderArgument)
@click.option("--quick", is_flag=True, help="Ask only the most important questions; `policypack ask` asks the rest.")
@click.option("--answers", "file", metavar="FILE", type=FolderArgument, help="Take the answers from FILE; ask nothing.")
@click.option(
    "--preset", metavar="NAME", help="Show the suggestions for this kind of organisation, such as faith_group."
)
@browser_option
@plain_option
@may_run_programs
@click.pass_obj
def new(  # noqa: PLR0913, PLR0917 - each is an option of the command
    base: Path,
    folder: Path | None,
    quick: bool,
    file: Path | None,
    preset: str | None,
    browser: bool,
    plain: bool,
    trust: bool,
) -> int:
    """Make a workspace in FOLDER (else here) and ask the questions.

    Nothing that lies in FOLDER is overwritten.
    """
    from policypack.questionnaire.new_workspace import make_workspace, require_room

    workspace = require_room(folder or base)
    if file is not None:
        return _new_from(workspace, file)
    from policypack.terminal.run import ask as ask_all
    from policypack.terminal.run import require_preset, require_terminal

    if not browser:
        require_terminal("new")
    require_trust(workspace.root, given=trust)
    require_preset(workspace, preset)
    made(workspace, make_workspace(workspace))
    if browser:
        from policypack.browser.server import ask_in_browser

        return ask_in_browser(workspace, quick=quick, preset=preset)
    return ask_all(workspace, quick=quick, plain=plain, preset=preset) or _build_if_wanted(workspace, plain)


def _new_from(workspace: Workspace, file: Path) -> int:
    from policypack.base.clock import today_for
    from policypack.pack.notices import file_notices, picture_notices
    from policypack.pack.own_content import load_content
    from policypack.questionnaire.new_workspace import make_workspace, open_for_approval, read_foreign_answers
    from policypack.questionnaire.noticing import notice_by_hand

    catalogue, today = load_content(workspace), today_for()
    text, answers, pictures = read_foreign_answers(file, catalogue, today)
    say_notices([*file_notices(file, file.parent), *picture_notices(answers).values()])
    made(workspace, make_workspace(workspace, text, pictures))
    notice_by_hand(workspace, catalogue, today)  # the history begins with what was taken over
    missing = open_for_approval(answers)
    if not missing:
        return DONE
    say_lines("Approval needs these answers, which are still open:")
    for line in missing:
        say_lines(f"  {line}")
    return GAPS


def made(workspace: Workspace, notes: list[str]) -> None:
    """Say that a workspace was made, and write what goes into it last. notes: what its owner has to do."""
    say_lines(f"Made a workspace in {workspace.root}")
    for note in [*notes, *_start_here(workspace)]:
        say_lines(note)


def _start_here(workspace: Workspace) -> list[str]:
    """Write START-HERE.md. Where a workspace brings templates along, the first build does: it asks about them."""
    from policypack.answers.model import Answers
    from policypack.answers.versions import without_version
    from policypack.base.clock import today_for
    from policypack.facts import FACTS
    from policypack.files.yaml_nodes import read_yaml
    from policypack.pack.own_content import load_content
    from policypack.pack.pack import load_pack, pack_of
    from policypack.pages.render import Renderer
    from policypack.publish.start_here import start_here, write_start_here

    if len(workspace.folders("templates")) > 1:
        return []
    if without_version(read_yaml(workspace.answers_file, workspace.root)).value is None:  # nothing is answered yet
        pack = pack_of(workspace, Answers(load_content(workspace), today_for(), {}, {}, FACTS))
    else:
        pack = load_pack(workspace.root)
    note = write_start_here(workspace, start_here(Renderer(pack)))
    return [note] if note else []


_BUILD_HELP = (
    "Yes makes the pages on this machine, for you to look at; nothing is put online. No and Skip make none now; "
    "`policypack build` makes them on any day."
)


def _build_if_wanted(workspace: Workspace, plain: bool) -> int:
    from policypack.terminal.run import stopped, wants

    try:
        if not wants("Build the draft pages now?", _BUILD_HELP, plain):
            say_lines("`policypack build` makes them when you want them.")
            return DONE
        from policypack.publish.build import build_all
        from policypack.publish.messages import built_text

        built = build_all(workspace.root)
        say_notices(built.notes)
        say_lines(built_text(built.renderer, built.folders, built.changes))
    except (KeyboardInterrupt, EOFError):
        return stopped(workspace)
    return DONE


@click.command(short_help="Go on with the questions, or go through the answers.")
@click.option("--section", metavar="SECTION", help="Ask only this section, such as `people`.")
@click.option("--quick", is_flag=True, help="Ask only the most important questions.")
@click.option("--check", "way", flag_value="check", help="Go through your answers, and change what is not right.")
@click.option("--missing", "way", flag_value="missing", help="Ask only what is missing before the pack can be agreed.")
@click.option("--review", "way", flag_value="review", help="Once a year: go through people, times, services and dates.")
@browser_option
@plain_option
@may_run_programs
@in_workspace
def ask(  # noqa: PLR0913, PLR0917 - each is an option of the command
    folder: Path, section: str | None, quick: bool, way: Way | None, browser: bool, plain: bool, trust: bool
) -> int:
    """Go on with the questions that are open, or go through the answers."""
    from policypack.answers.json_schema import renew_schema
    from policypack.base.workspace import Workspace
    from policypack.pack.notices import file_notices
    from policypack.terminal.run import ask as ask_all
    from policypack.terminal.run import require_terminal

    if not browser:
        require_terminal("ask")
    require_trust(folder, given=trust)
    workspace = Workspace.at(folder)
    renew_schema(workspace)
    part_merged_now(workspace)
    if browser:  # it says notices itself
        from policypack.browser.server import ask_in_browser

        return ask_in_browser(workspace, quick=quick, section=section, way=way or "open")
    say_notices(file_notices(workspace.answers_file, workspace.root))
    code = ask_all(workspace, quick=quick, section=section, plain=plain, way=way or "open")
    if code == DONE and way != "review":  # the review says what changes with the next build
        say_lines("`policypack build` makes your pages from these answers.")
    return code


def part_merged_now(workspace: Workspace) -> None:
    """Part the two copies that git put into one answers file, and say so, where there are such."""
    from policypack.base.clock import today_for
    from policypack.files.lock import locked
    from policypack.pack.own_content import load_content
    from policypack.questionnaire.two_copies import has_merge_marks, part_merged

    if has_merge_marks(workspace):
        with locked(workspace):
            say_lines(part_merged(workspace, load_content(workspace), today_for()))
