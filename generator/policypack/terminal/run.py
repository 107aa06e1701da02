"""The questionnaire in a terminal: who is asked, on which face, and what is said before and after."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import click

from policypack.base.nearest import read_one_of
from policypack.base.problems import one_problem
from policypack.content.questions import Choice
from policypack.files.lock import locked
from policypack.questionnaire.flow import begin
from policypack.questionnaire.going_on import command_to_go_on
from policypack.questionnaire.missing import in_the_way
from policypack.questionnaire.presets import load_presets
from policypack.questionnaire.sections import nothing_said, put_off_in
from policypack.terminal.asking import Asking
from policypack.terminal.check_answers import MISSING, check_answers, offer_to_check
from policypack.terminal.face import Step
from policypack.terminal.plain_terminal import PlainTerminal
from policypack.terminal.review import review
from policypack.terminal.shown_lines import showable, shows_every_character, wrapped_command
from policypack.terminal.small_prompts import choose
from policypack.terminal.two_copies import settle_copies
from policypack.terminal.upgrading import bring_up_to_date
from policypack.terminal.welcome import welcome

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace
    from policypack.questionnaire.flow import Flow
    from policypack.questionnaire.going_on import Way
    from policypack.terminal.face import Face

_NAMED = 5
"""What is wanted and was put off, by name, at the end; the others are counted."""
STOPPED = 130
"""The exit code after Ctrl-C."""


def require_terminal(
    command: str,
    instead: str = "write an answers file and run `policypack new FOLDER --answers FILE`",
) -> None:
    """Raise ProblemsFoundError where nobody can be asked: input or output is a file or a pipe.

    instead: what to do then.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        one_problem(f"policypack {command}", f"a terminal is wanted for the questions; or {instead}")


def require_preset(workspace: Workspace, preset: str | None) -> None:
    """Raise ProblemsFoundError where there is no preset of this name."""
    if preset is not None:
        try:
            read_one_of(preset, load_presets(workspace))
        except ValueError as error:
            one_problem("--preset", str(error), given=preset)


def face_for(plain: bool) -> Face:
    """Return the face for this terminal: the plain one on request, and where lists could not be drawn."""
    if plain or not shows_every_character():
        return PlainTerminal()
    from policypack.terminal.key_terminal import KeyTerminal

    return KeyTerminal()


def ask(  # noqa: PLR0913 - each is an option of a command
    workspace: Workspace,
    *,
    quick: bool = False,
    section: str | None = None,
    plain: bool = False,
    way: Way = "open",
    preset: str | None = None,
) -> int:
    """Ask, and return 0 at the end or 130 where somebody saved and quit.

    quick: only the questions of the quick path. section: the id of the only section to ask. plain: without moving the
    cursor. way: see Way. preset: whose suggestions are shown, instead of those for the organisation's own kind.
    Raises ProblemsFoundError where the answers file has problems or somebody else is answering; nothing is asked or
    written then.
    """
    asking = None
    try:
        with locked(workspace):
            bring_up_to_date(workspace)
            flow = begin(workspace, quick=quick, section=section, preset=preset, only_missing=way == "missing")
            asking = Asking(flow, face_for(plain))
            settle_copies(flow.engine, asking.face)
            if way == "check":
                check_answers(asking)
            elif way == "review":
                review(asking)
            else:
                _ask_what_is_open(asking)
    except (KeyboardInterrupt, EOFError):  # Ctrl-C and Ctrl-D
        return stopped(workspace, asking.flow, asking.way, plain) if asking else stopped(workspace, None, way, plain)
    return 0


def _ask_what_is_open(asking: Asking) -> None:
    flow, face = asking.flow, asking.face
    if flow.only_missing:
        _ask_what_is_missing(asking)
        return
    if flow.only is None and nothing_said(flow.engine.answers):
        flow.quick = welcome(face, flow.engine.answers, flow.quick, ask_which=not flow.quick)
    else:
        face.say("Each answer is saved at once. Stop at any time; `policypack ask` goes on.")
    asked_any = asking.run()
    _say_end(asking, asked_any)
    if not asked_any and flow.section is not None:
        offer_to_check(asking)
    while asked_any and (said := offer_to_check(asking)) is not True:
        if said == MISSING:
            _ask_what_is_missing(asking)
            return
        flow.engine.back()
        asking.run()


def _ask_what_is_missing(asking: Asking) -> None:
    flow, section = asking.flow, asking.flow.section
    flow.only_missing = True
    here = f" in “{section.title}”" if section is not None else ""
    asking.face.say(f"Missing{here} before it can be agreed: {flow.missing_left}. Each answer is saved at once.")
    asking.run()
    asking.face.say()
    left = len(in_the_way(flow.engine.answers))
    if left and section is not None and not flow.missing_left:
        asking.face.say(f"Nothing is missing{here}. `policypack ask --missing` asks what is, elsewhere: {left}.")
    elif left:
        asking.face.say(f"Still in the way of approval: {left}. `policypack check` says what, most urgent first.")
    else:
        asking.face.say("Nothing is in the way: `policypack approve` asks who agreed it, and when.")


def _say_end(asking: Asking, asked_any: bool) -> None:
    face, quick, section = asking.face, asking.flow.quick, asking.flow.section
    here = f" in “{section.title}”" if section is not None else ""
    last = f"That was the last {'quick ' if quick else ''}question."
    face.say()
    face.say(last if asked_any else f"Nothing is left to ask{here}.")
    later = put_off_in(asking.flow.engine.answers)
    if later:
        face.say(f"Not decided yet: {later}. `policypack ask` asks again{', and the rest' if quick else ''}.")
        _say_what_is_wanted(asking)
    elif quick:
        face.say("`policypack ask` also asks the rest.")


def _say_what_is_wanted(asking: Asking) -> None:
    """Name what was put off and is wanted before the pack can be agreed."""
    answers = asking.flow.engine.answers
    wanted = [
        f"{answers.catalogue.questions[one.question].prompt}{f' ({one.named})' if one.named else ''}"
        for one in in_the_way(answers)
        if one.undecided
    ]
    if wanted:
        asking.face.say("Of these, wanted before it can be agreed (`policypack ask --missing` asks them alone):")
    for prompt in wanted[:_NAMED]:
        asking.face.say(f"- {prompt}", indent="  ")
    if len(wanted) > _NAMED:
        asking.face.say(f"And {len(wanted) - _NAMED} more.")


def stopped(workspace: Workspace, flow: Flow | None = None, way: Way = "open", plain: bool = False) -> int:
    """Say after Ctrl-C where the answers are and how to go on in the same way; return the exit code."""
    command = [shlex.quote(word) for word in command_to_go_on(workspace, flow, way, plain=plain)]
    said = f"Everything you answered is saved in {workspace.answers_file}; go on with"
    click.echo(showable("\n".join(["", *wrapped_command(said, command)])))
    return STOPPED


def wants(question: str, helps: str, plain: bool = False) -> bool:
    """Ask yes or no, with yes first; Skip is no. helps: what each does. Raises KeyboardInterrupt and EOFError."""
    face = face_for(plain)
    face.begin()
    face.say(question, "heading")
    options = (Choice(value="yes", label="Yes"), Choice(value="no", label="No"))
    while (said := choose(face, options, helps)) is Step.BACK:
        face.say("The questions are behind you. `policypack ask --check` changes an answer.", "wrong")
    return said == "yes"
