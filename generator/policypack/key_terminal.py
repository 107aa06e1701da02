"""The face with keys: lists to move in, and a key for each thing that can be done at every question."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import questionary
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import Dimension
from questionary.prompts.common import InquirerControl

from policypack.face import QUIT, WORDS, Step
from policypack.shown_lines import Lines, showable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from prompt_toolkit.key_binding import KeyPressEvent

    from policypack.questions import Choice

_MANY = 12
"""Options from which a list is narrowed down by typing."""
_FEWEST_ROWS = 4
"""Rows of a list that are shown however little room there is; the others scroll within it."""
_AROUND_A_LIST = 5
"""Rows that a list needs beside its options: its own line, what was typed to narrow it down, and the cursor's."""
_KEYS = {"c-b": Step.BACK, "c-k": Step.SKIP, "c-t": Step.HELP}


class KeyTerminal(Lines):
    """Asks with questionary. Each method says what Face says of it."""

    keys = "Ctrl-B back | Ctrl-K skip for now | Ctrl-T help | Ctrl-C save and quit"

    def text(self, before: str) -> str | Step:
        """Ask for a line of text."""
        given = self._asked(questionary.text("Your answer:", default=before))
        if isinstance(given, Step):
            return given
        word = str(given).strip()
        if word == QUIT:
            raise KeyboardInterrupt
        return WORDS.get(word, word)

    def one_of(self, options: Sequence[Choice], chosen: str = "", at: str = "") -> str | Step:
        """Ask for one of the options."""
        many = len(options) >= _MANY
        entries = [self._entry(option, "   ") for option in options]
        given = self._asked(
            questionary.select(
                "Choose:",
                entries,
                default=next((entry for entry in entries if entry.value == (chosen or at)), None),
                use_search_filter=many,
                use_jk_keys=not many,
                instruction=f"(arrows to move, {'type to narrow down, ' if many else ''}Enter to choose)",
            )
        )
        return given if isinstance(given, Step) else str(given)

    def some_of(self, options: Sequence[Choice], chosen: Collection[str] = ()) -> list[str] | Step:
        """Ask for some of the options."""
        many = len(options) >= _MANY
        given = self._asked(
            questionary.checkbox(
                "Tick:",
                [self._entry(option, "     ", option.value in chosen) for option in options],
                use_search_filter=many,
                use_jk_keys=not many,
                instruction=f"(arrows to move, {'type to narrow down, ' if many else ''}space to tick, Enter to go on)",
            )
        )
        return given if isinstance(given, Step) else [str(value) for value in given]

    def _entry(self, option: Choice, indent: str, checked: bool = False) -> questionary.Choice:
        # A list does not wrap its lines by itself.
        lines = textwrap.wrap(showable(option.label), self.width - len(indent)) or [option.value]
        return questionary.Choice(f"\n{indent}".join(lines), value=option.value, checked=checked)

    def _asked(self, question: questionary.Question) -> Any:
        application = question.application
        bound = KeyBindings()
        for key, step in _KEYS.items():
            bound.add(key, eager=True)(_leaving_with(step))
        own = application.key_bindings
        application.key_bindings = merge_key_bindings([*([own] if own else []), bound])
        room = max(_FEWEST_ROWS, self.rows - self.used - _AROUND_A_LIST)
        for window in application.layout.find_all_windows():
            # A list as long as the screen would push the question off it.
            if isinstance(window.content, InquirerControl):
                window.height = Dimension(max=room)
        given = question.unsafe_ask()
        self.used += 2
        return given


def _leaving_with(step: Step) -> Any:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=step)

    return leave
