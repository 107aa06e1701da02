"""The history in a terminal: every change in words, and putting one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.base.clock import today_for
from policypack.base.problems import one_problem
from policypack.content.questions import Choice
from policypack.files.lock import locked
from policypack.pack.own_content import load_content
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.history_pages import newly_asked, putting_back_said
from policypack.questionnaire.putting_back import put_back
from policypack.terminal.run import face_for
from policypack.terminal.shown_lines import say_lines
from policypack.terminal.small_prompts import choose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policypack.base.workspace import Workspace
    from policypack.questionnaire.history_pages import ChangeSaid, PuttingBackSaid
    from policypack.questionnaire.said_words import SaidRow

_HELP = (
    "Yes puts it back, and that is kept as a change too, which can be put back in its turn. No, Back and Skip leave it."
)


def say_changes(changes: Sequence[ChangeSaid], most: int) -> None:
    """Say changes, the newest first. most: how many at once."""
    if not changes:
        say_lines(
            "No change is kept yet. Each is, from the first answer that is changed with policypack or in the file."
        )
        return
    for change in changes[:most]:
        back = f" (put back by change {change.put_back_by})" if change.put_back_by else ""
        say_lines(f"Change {change.number}: {change.when}{back}")
        for line in _lines(change.rows):
            say_lines(line)
    if len(changes) > most:
        say_lines(f"\nAnd {len(changes) - most} earlier ones; `policypack history --all` says all of them.")
    say_lines("\nTo put one back: `policypack history --put-back` with its number.")


def _lines(rows: Iterable[SaidRow]) -> list[str]:
    return [line for row in rows for line in (f"  {row.question}", f"    was: {row.was}", f"    now: {row.now}")]


def _inside(row: SaidRow) -> list[str]:
    return [f"      {prompt} {said}" for prompt, said in row.inside]


def put_one_back(workspace: Workspace, number: int, plain: bool, is_meant: bool) -> bool:
    """Show what putting a change back does, ask whether it is meant, and put it back; say whether it was.

    plain: without moving the cursor. is_meant: do not ask. Raises ProblemsFoundError where there is no such change or
    the answers cannot be read or written, and KeyboardInterrupt or EOFError where somebody stops.
    """
    with locked(workspace):
        engine = Engine(workspace, load_content(workspace), today_for())
        engine.notice()
        said = putting_back_said(engine, number)
        if said is None:
            one_problem(
                "--put-back", "the number of a change is wanted; `policypack history` lists them", given=str(number)
            )
        say_lines(f"Change {said.change.number}: {said.change.when}")
        for line in _lines(said.change.rows):
            say_lines(line)
        _say_what_it_does(said)
        if not said.rows:
            say_lines("\nThere is nothing to put back.")
            return False
        if not is_meant and not _is_meant(plain):
            say_lines("Nothing is changed.")
            return False
        was_open = engine.open_now()
        put_back(engine, number)
        say_lines(f"Put back. This is change {engine.history.changes[-1].number} now.")
        if asked := newly_asked(engine, was_open):
            say_lines("These are open now; `policypack ask` asks them:")
            for one in asked:
                say_lines(f"  - {one}")
        return True


def _say_what_it_does(said: PuttingBackSaid) -> None:
    if said.rows:
        say_lines("\nPutting it back changes:")
        for row in said.rows:
            for line in (f"  {row.question}", f"    now: {row.was}", f"    then: {row.now}", *_inside(row)):
                say_lines(line)
    if said.gone:
        say_lines("\nThese answers no longer apply then. They stay in your file, and count for nothing:")
        for one in said.gone:
            say_lines(f"  - {one}")
    if said.stays:
        say_lines("\nThis does not go back:")
        for one in said.stays:
            say_lines(f"  - {one}")


def _is_meant(plain: bool) -> bool:
    face = face_for(plain)
    face.say()
    face.begin()
    face.say("Put this back?", "heading")
    options = (Choice(value="no", label="No, leave it as it is"), Choice(value="yes", label="Yes, put it back"))
    return choose(face, options, _HELP) == "yes"
