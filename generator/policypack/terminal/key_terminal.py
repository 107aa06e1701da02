"""The face with keys: lists to move in, and a key for each thing that can be done at every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import questionary

from policypack.content.questions import NONE
from policypack.terminal.face import Step, step_typed
from policypack.terminal.key_prompts import Prompts
from policypack.terminal.shown_lines import Lines, showable, wrapped

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from policypack.content.questions import Choice

_FEWEST_ROWS = 4
"""Rows of a list that are shown however little room there is; the others scroll within it."""
_NOTE = 150
"""Characters of what is said below a list, at most: what was typed, and what is missing."""
_KEYS = {"c-b": Step.BACK, "c-k": Step.SKIP, "c-t": Step.HELP}


class KeyTerminal(Lines):
    """Asks with keys. Each method says what Face says of it."""

    keys = "Ctrl-B back, Ctrl-K skip, Ctrl-T help, Ctrl-C stop"
    help_key = "Ctrl-T help"

    def __init__(self) -> None:
        super().__init__()
        self._prompts = Prompts(_KEYS)

    def text(self, before: str, tried: str = "") -> str | Step:
        """Ask for a line of text."""
        stands = tried or before
        if stands:
            self.say("Type, and the old text is replaced. Or move into it with the arrow keys, and mend it.")
        self.keep_in_sight(2 + len(wrapped(stands, self.width)))
        given = self._prompts.line("Your answer:", stands)
        self.used += 1 + len(wrapped(f"? Your answer: {given}", self.width))
        return given if isinstance(given, Step) else step_typed(given) or str(given).strip()

    def one_of(
        self, options: Sequence[Choice], chosen: str = "", at: str = "", hidden: Sequence[Choice] = ()
    ) -> str | Step:
        """Ask for one of the options."""
        entries = [entry_of(option, self.width, "   ") for option in options]
        start = next((option.value for option in options if option.value == (chosen or at)), None)
        words, room = self._above("Choose:", "(arrows to move, or type; Enter to choose)", entries)
        more = [entry_of(option, self.width, "   ") for option in hidden]
        given = self._prompts.choose(words, entries, room, self.width, start, more)
        self.used += 2
        return given if isinstance(given, Step) else str(given)

    def some_of(
        self, options: Sequence[Choice], chosen: Collection[str] = (), needs_one: bool = False
    ) -> list[str] | Step:
        """Ask for some of the options."""
        entries = [entry_of(option, self.width, "     ", option.value in chosen) for option in options]
        words, room = self._above("Tick:", "(arrows to move, or type; space to tick, Enter to go on)", entries)
        given = self._prompts.tick(words, entries, room, self.width, _missing(options) if needs_one else "")
        self.used += 2
        return given if isinstance(given, Step) else [str(value) for value in given]

    def _above(self, words: str, keys: str, entries: Sequence[questionary.Choice]) -> tuple[str, int]:
        """Return the words above a list with its keys behind them, and the rows that there are for the list.

        The keys stand above the words where the terminal is too narrow for both.
        """
        fits = len(f"? {words} {keys}") <= self.width
        around = 2 + -(-_NOTE // self.width) + (0 if fits else len(wrapped(keys, self.width)))
        shown = sum(str(entry.title).count("\n") + 1 for entry in entries)
        # A list as long as the screen would push the question off it.
        self.keep_in_sight(min(shown, _FEWEST_ROWS) + around)
        if not fits:
            self.say(keys)
        room = max(_FEWEST_ROWS, self.rows - self.used - around)
        return (f"{words} {keys}" if fits else words), room


def _missing(options: Sequence[Choice]) -> str:
    none = next((f", or tick “{showable(option.label)}”" for option in options if option.value == NONE), "")
    return f"Nothing is ticked. Tick with the space bar what is right{none}; then Enter goes on."


def entry_of(option: Choice, width: int, indent: str, checked: bool = False) -> questionary.Choice:
    """Return an entry of a list. A list does not wrap its lines by itself: width, indent are those of its lines."""
    lines = wrapped(showable(option.label), width - len(indent)) or [option.value]
    return questionary.Choice(f"\n{indent}".join(lines), value=option.value, checked=checked)
