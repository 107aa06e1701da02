"""The terminal's face of the questionnaire: it shows what the engine asks, and hands back what was said."""

from __future__ import annotations

import shlex
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click
import questionary

from policypack.catalogue import load_catalogue
from policypack.clock import today_for
from policypack.engine import ADD, DONE, Engine
from policypack.problems import one_problem
from policypack.questions import NONE, NOT_DECIDED, Choice
from policypack.values import read_one_of

if TYPE_CHECKING:
    from policypack.answers_writer import Raw
    from policypack.catalogue import Catalogue
    from policypack.engine import Asked
    from policypack.questions import Question
    from policypack.workspace import Workspace

STOPPED = 130
"""The exit code after Ctrl-C."""

_LATER = Choice(value=NOT_DECIDED, label="Not decided yet")
_MANY = 12
"""Options from which a list is narrowed down by typing."""
_WIDEST = 100
"""Columns beyond which lines are hard to read."""


def require_terminal(command: str) -> None:
    """Raise ProblemsFoundError where nobody can be asked: input or output is a file or a pipe."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        one_problem(
            f"policypack {command}",
            "a terminal is wanted for the questions; or write an answers file and run "
            "`policypack new FOLDER --answers FILE`",
        )


def ask(workspace: Workspace, quick: bool = False, section: str | None = None) -> int:
    """Ask what is open, and return 0 at the end or 130 where somebody pressed Ctrl-C.

    quick: only the questions of the quick path. section: the id of the only section to ask.
    Raises ProblemsFoundError where the answers file has problems; nothing is asked or written then.
    """
    try:
        catalogue = load_catalogue(workspace)
        _check_section(catalogue, section)
        engine = Engine(workspace, catalogue, today_for())
        _Questionnaire(engine).run(quick, section)
    except (KeyboardInterrupt, EOFError):  # Ctrl-C and Ctrl-D
        return stopped(workspace)
    return 0


def stopped(workspace: Workspace) -> int:
    """Say after Ctrl-C where the answers are and how to go on; return the exit code."""
    here = Path.cwd() == workspace.root
    command = "policypack ask" if here else f"policypack -C {shlex.quote(str(workspace.root))} ask"
    click.echo(f"\nEverything you answered is saved in {workspace.answers_file}; go on with {command}")
    return STOPPED


def wants(question: str) -> bool:
    """Ask yes or no, with yes on Enter. Raises KeyboardInterrupt and EOFError."""
    return bool(questionary.confirm(question, default=True).unsafe_ask())


def _check_section(catalogue: Catalogue, section: str | None) -> None:
    if section is not None:
        try:
            read_one_of(section, [one.id for one in catalogue.questions.sections])
        except ValueError as error:
            one_problem("--section", str(error), given=section)


class _Questionnaire:
    """Asks until the engine has nothing left. Raises KeyboardInterrupt where somebody stops it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.section = ""
        self.width = min(shutil.get_terminal_size().columns - 1, _WIDEST)

    def run(self, quick: bool, section: str | None) -> None:
        asked_any = False
        while (asked := self.engine.next_question(quick, section)) is not None:
            if not asked_any:
                click.echo("Each answer is saved at once. Ctrl-C stops; `policypack ask` goes on.")
            asked_any = True
            self._introduce(asked)
            self._ask(asked)
        click.echo("\nThat was the last question." if asked_any else "There is nothing left to ask here.")

    def _ask(self, asked: Asked) -> None:
        """Ask one thing until its answer can be taken."""
        given: Raw = ""
        while True:
            given = self._given(asked, given)
            if given in ("", NOT_DECIDED, [NOT_DECIDED]):
                self.engine.put_off(asked)
                return
            try:
                if NOT_DECIDED in given and isinstance(given, list):
                    raise ValueError(f"“{_LATER.label}” stands alone; take it out, or the others")
                if asked.question.type == "weekly times" and not self._is_meant(asked.question, str(given)):
                    continue
                self.engine.answer(asked, given)
            except ValueError as error:
                sentence = str(error)
                self._say(f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.", fg="red")
            else:
                return

    # What is shown

    def _introduce(self, asked: Asked) -> None:
        section, question, group = asked.section, asked.question, asked.group
        if section.id != self.section:
            self.section = section.id
            click.echo()
            self._say(section.title.upper(), bold=True)
            self._say(section.intro)
        click.echo()
        self._say(f"{section.title} · {asked.position} of {asked.total}{self._item(asked)}", fg="cyan")
        if asked.kind == "more":
            self._say(f"Is there another {question.item}?", bold=True)
            self._say(f"So far: {', '.join(item.name for item in self.engine.answers.items(question.qid))}")
            return
        if group is not None and asked.opens_group and not self.engine.answers.items(group.qid):
            self._explain(group)
            click.echo()
        self._explain(question)

    def _item(self, asked: Asked) -> str:
        if asked.group is None:
            return ""
        if asked.item is not None:
            return f" · {asked.item.name}"
        return f" · {asked.group.item} {len(self.engine.answers.items(asked.group.qid)) + 1}"

    def _explain(self, question: Question) -> None:
        self._say(question.prompt, bold=True)
        self._say(question.why)
        if question.example:
            self._say(f"Example: {question.example}")
        self._say(f"Who would know: {question.who}")

    def _say(self, text: str, fg: str | None = None, bold: bool = False) -> None:
        for line in textwrap.wrap(text, self.width):
            click.secho(line, fg=fg, bold=bold)

    # What is asked

    def _given(self, asked: Asked, before: Raw) -> Raw:
        question = asked.question
        if asked.kind == "any":
            article = "an" if (question.item or "")[:1] in "aeiou" else "a"
            add, none = Choice(value=ADD, label=f"Add {article} {question.item}"), "There is none"
            return self._one_of((add, Choice(value=NONE, label=none)))
        if asked.kind == "more":
            add, done = Choice(value=ADD, label="Yes, add another"), Choice(value=DONE, label="No, that is all")
            return self._one_of((add, done), later=False)
        if question.type == "yes/no":
            return self._one_of((Choice(value="yes", label="Yes"), Choice(value="no", label="No")))
        if question.type == "choice":
            return self._one_of(asked.options)
        if question.type == "choices":
            return self._some_of(asked.options, before)
        return self._text(question, str(before))

    def _text(self, question: Question, before: str) -> str:
        hint = "Enter alone: not decided yet."
        if question.none is not None:
            hint += f" Type {NONE}: {question.none}."
        self._say(hint)
        return str(questionary.text("Your answer:", default=before).unsafe_ask()).strip()

    def _one_of(self, options: tuple[Choice, ...], later: bool = True) -> str:
        many = len(options) >= _MANY
        picked = questionary.select(
            "Choose:",
            [self._entry(option, "   ") for option in (*options, *([_LATER] if later else []))],
            use_search_filter=many,
            use_jk_keys=not many,
            instruction=f"(arrows to move, {'type to narrow down, ' if many else ''}Enter to choose)",
        )
        return str(picked.unsafe_ask())

    def _some_of(self, options: tuple[Choice, ...], before: Raw) -> list[str]:
        many = len(options) >= _MANY
        picked = questionary.checkbox(
            "Tick:",
            [self._entry(option, "     ", option.value in before) for option in (*options, _LATER)],
            use_search_filter=many,
            use_jk_keys=not many,
            instruction=f"(arrows to move, {'type to narrow down, ' if many else ''}space to tick, Enter to go on)",
        )
        return [str(value) for value in picked.unsafe_ask()]

    def _entry(self, option: Choice, indent: str, checked: bool = False) -> questionary.Choice:
        # A list does not wrap its lines by itself.
        lines = textwrap.wrap(option.label, self.width - len(indent)) or [option.value]
        return questionary.Choice(f"\n{indent}".join(lines), value=option.value, checked=checked)

    def _is_meant(self, question: Question, given: str) -> bool:
        """Read weekly times back in words, and ask whether that is right. Raises ValueError where they are not read."""
        from policypack.values import read_weekly_times

        if question.none is not None and given.casefold() in (NONE, question.none.casefold()):
            return True
        words = read_weekly_times(given).in_words()
        return wants(f"That is: {words}. Is that right?")
