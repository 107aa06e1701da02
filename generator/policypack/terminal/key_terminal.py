"""The face with keys: lists to move in, and a key for each thing that can be done at every question."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import questionary

from policypack.terminal.face import QUIT, WORDS, Step
from policypack.terminal.key_prompts import MANY, Prompts
from policypack.terminal.shown_lines import Lines, showable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from policypack.content.questions import Choice

_FEWEST_ROWS = 4
"""Rows of a list that are shown however little room there is; the others scroll within it."""
_AROUND_A_LIST = 5
"""Rows that a list needs beside its options: its own line, what was typed to narrow it down, and the cursor's."""
_KEYS = {"c-b": Step.BACK, "c-k": Step.SKIP, "c-t": Step.HELP}


class KeyTerminal(Lines):
    """Asks with keys. Each method says what Face says of it."""

    keys = "Ctrl-B back, Ctrl-K skip, Ctrl-T help, Ctrl-C stop"

    def __init__(self) -> None:
        super().__init__()
        self._prompts = Prompts(_KEYS)

    def text(self, before: str) -> str | Step:
        """Ask for a line of text."""
        given = self._prompts.line("Your answer:", before)
        self.used += 2
        if isinstance(given, Step):
            return given
        word = str(given).strip()
        if word == QUIT:
            raise KeyboardInterrupt
        return WORDS.get(word, word)

    def one_of(self, options: Sequence[Choice], chosen: str = "", at: str = "") -> str | Step:
        """Ask for one of the options."""
        entries = [self._entry(option, "   ") for option in options]
        start = next((option.value for option in options if option.value == (chosen or at)), None)
        narrow = "type to narrow down, " if len(options) >= MANY else ""
        words = self._with_keys("Choose:", f"(arrows to move, {narrow}Enter to choose)")
        given = self._prompts.choose(words, entries, self._room, start)
        self.used += 2
        return given if isinstance(given, Step) else str(given)

    def some_of(self, options: Sequence[Choice], chosen: Collection[str] = ()) -> list[str] | Step:
        """Ask for some of the options."""
        entries = [self._entry(option, "     ", option.value in chosen) for option in options]
        narrow = "type to narrow down, " if len(options) >= MANY else ""
        words = self._with_keys("Tick:", f"(arrows to move, {narrow}space to tick, Enter to go on)")
        given = self._prompts.tick(words, entries, self._room)
        self.used += 2
        return given if isinstance(given, Step) else [str(value) for value in given]

    def _with_keys(self, words: str, keys: str) -> str:
        """Return the words above a list with its keys behind them; above them where the terminal is too narrow."""
        if len(f"? {words} {keys}") <= self.width:
            return f"{words} {keys}"
        self.say(keys)
        return words

    def _entry(self, option: Choice, indent: str, checked: bool = False) -> questionary.Choice:
        # A list does not wrap its lines by itself.
        lines = textwrap.wrap(showable(option.label), self.width - len(indent)) or [option.value]
        return questionary.Choice(f"\n{indent}".join(lines), value=option.value, checked=checked)

    @property
    def _room(self) -> int:
        # A list as long as the screen would push the question off it.
        return max(_FEWEST_ROWS, self.rows - self.used - _AROUND_A_LIST)
