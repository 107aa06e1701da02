"""The plain face: numbered choices and lines that are typed; the cursor never moves, so a screen reader can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policypack.terminal.face import QUIT, WORDS, Step
from policypack.terminal.shown_lines import Lines, showable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from policypack.content.questions import Choice


class PlainTerminal(Lines):
    """Asks line by line. Each method says what Face says of it."""

    keys = "Type < to go back, - to skip for now, ? for help, ! to save and quit."

    def text(self, before: str) -> str | Step:
        """Ask for a line of text; Enter alone keeps what was answered before."""
        if before:
            self.say(f"Your answer so far: {before}")
            self.say("Enter alone keeps it.")
        return self._typed("Your answer: ", before)

    def one_of(self, options: Sequence[Choice], chosen: str = "", at: str = "") -> str | Step:  # noqa: ARG002
        """Ask for the number of one option; there is no place to start at."""
        self._list(options, (chosen,))
        while True:
            given = self._typed("Type a number: ", chosen)
            if isinstance(given, Step) or given == chosen != "":
                return given
            found = _numbered(given, options)
            if found is not None and len(found) == 1:
                return found[0]
            self.say(f"One number from 1 to {len(options)} is wanted.", "wrong")

    def some_of(self, options: Sequence[Choice], chosen: Collection[str] = ()) -> list[str] | Step:
        """Ask for the numbers of some options."""
        self._list(options, chosen)
        while True:
            given = self._typed("Type numbers, with spaces between: ", "")
            if isinstance(given, Step):
                return given
            if not given:
                return list(chosen)
            found = _numbered(given, options)
            if found is not None:
                return found
            self.say(f"Numbers from 1 to {len(options)} are wanted, such as: 1 2", "wrong")

    def _list(self, options: Sequence[Choice], chosen: Collection[str]) -> None:
        for number, option in enumerate(options, start=1):
            self.say(f"{number}. {option.label}{' (your answer so far)' if option.value in chosen else ''}")
        if any(option.value in chosen for option in options):
            self.say("Enter alone keeps your answer.")

    def _typed(self, prompt: str, before: str) -> str | Step:
        given = input(showable(prompt)).strip()
        if given == QUIT:
            raise KeyboardInterrupt
        return WORDS.get(given, given or before)


def _numbered(given: str, options: Sequence[Choice]) -> list[str] | None:
    """Return the values that the typed numbers stand for; None where one of them is no number of an option."""
    words = given.replace(",", " ").split()
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    if len(numbers) < max(1, len(words)) or not all(1 <= number <= len(options) for number in numbers):
        return None
    return [options[number - 1].value for number in dict.fromkeys(numbers)]
