"""The questionnaire in a terminal: who is asked, on which face, and what is said before and after."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from policypack.base.nearest import read_one_of
from policypack.base.problems import one_problem
from policypack.content.questions import Choice
from policypack.files.lock import locked
from policypack.questionnaire.flow import begin
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
from policypack.terminal.welcome import welcome

if TYPE_CHECKING:
    from policypack.base.workspace import Workspace
    from policypack.terminal.face import Face

_NAMED = 5
"""What is wanted and was put off, by name, at the end; the others are counted."""
STOPPED = 130
"""The exit code after Ctrl-C."""

Way = Literal["open", "check", "review", "missing"]
"""What `ask` does: go on with what is open, go through the answers, do the yearly review, or ask what is missing."""


def require_terminal(command: str) -> None:
    """Raise ProblemsFoundError where nobody can be asked: input or output is a file or a pipe."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        one_problem(
            f"policypack {command}",
            "a terminal is wanted for the questions; or write an answers file and run "
            "`policypack new FOLDER --answers FILE`",
        )


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
            flow = begin(workspace, quick=quick, section=section, preset=preset, only_missing=way == "missing")
            asking = Asking(flow, face_for(plain))
            if way == "check":
                check_answers(asking)
            elif way == "review":
                review(asking)
            else:
                _ask_what_is_open(asking)
    except (KeyboardInterrupt, EOFError):  # Ctrl-C and Ctrl-D
        return stopped(workspace, asking.flow.quick if asking else quick, plain)
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
    while asked_any and (said := offer_to_check(asking)) is not True:
        if said == MISSING:
            _ask_what_is_missing(asking)
            return
        flow.engine.back()
        asking.run()


def _ask_what_is_missing(asking: Asking) -> None:
    asking.flow.only_missing = True
    asking.face.say(f"Missing before it can be agreed: {asking.flow.missing_left}. Each answer is saved at once.")
    asking.run()
    asking.face.say()
    if left := asking.flow.missing_left:
        asking.face.say(f"Still in the way of approval: {left}. `policypack check` says what, most urgent first.")
    else:
        asking.face.say("Nothing is in the way: `policypack approve --role` with the role of those who agree it.")


def _say_end(asking: Asking, asked_any: bool) -> None:
    face, quick = asking.face, asking.flow.quick
    face.say()
    face.say(f"That was the last {'quick ' if quick else ''}question." if asked_any else "Nothing is left to ask.")
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


def stopped(workspace: Workspace, quick: bool = False, plain: bool = False) -> int:
    """Say after Ctrl-C where the answers are and how to go on; return the exit code."""
    where = [] if Path.cwd() == workspace.root else ["-C", shlex.quote(str(workspace.root))]
    command = ["policypack", *where, "ask", *(["--quick"] if quick else []), *(["--plain"] if plain else [])]
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
