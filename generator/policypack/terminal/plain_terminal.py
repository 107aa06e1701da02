"""The plain face: numbered choices and lines that are typed; the cursor never moves, so a screen reader can follow."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from policypack.terminal.face import Step, step_typed
from policypack.terminal.shown_lines import Lines, showable
from policypack.text.english import as_sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from policypack.content.questions import Choice


class PlainTerminal(Lines):
    """Asks line by line. Each method says what Face says of it."""

    keys = "Type < to go back, - to skip for now, ? for help, ! to save and quit."
    help_key = "Type ? for help."

    def text(self, before: str, tried: str = "") -> str | Step:
        """Ask for a line of text; Enter alone keeps what was answered before."""
        if tried:
            self.say(f"You wrote: {tried}")
            self.say("Write the whole answer again.")
        if before:
            self.say(f"Your answer so far: {before}")
            self.say("Enter alone keeps it.")
        self.keep_in_sight(2)
        return self._typed("Your answer: ", before)

    def one_of(
        self,
        options: Sequence[Choice],
        chosen: str = "",
        at: str = "",  # noqa: ARG002
        hidden: Sequence[Choice] = (),  # noqa: ARG002
    ) -> str | Step:
        """Ask for the number of one option; there is no place to start at, and what is hidden has no number."""
        self._list(options, (chosen,))
        while True:
            given = self._typed("Type a number: ", chosen)
            if isinstance(given, Step) or given == chosen != "":
                return given
            try:
                found = _chosen(given, options)
            except ValueError as error:
                self.say(as_sentence(error), "wrong")
                continue
            if len(found) == 1:
                return found[0]
            self.say("Only one can be chosen here. Type one number.", "wrong")

    def some_of(
        self, options: Sequence[Choice], chosen: Collection[str] = (), needs_one: bool = False
    ) -> list[str] | Step:
        """Ask for the numbers of some options."""
        self._list(options, chosen)
        while True:
            given = self._typed("Type numbers, with spaces between: ", "")
            if isinstance(given, Step):
                return given
            if not given and (chosen or not needs_one):
                return list(chosen)
            try:
                return _chosen(given, options)
            except ValueError as error:
                self.say(as_sentence(error), "wrong")

    def _list(self, options: Sequence[Choice], chosen: Collection[str]) -> None:
        for number, option in enumerate(options, start=1):
            self.say(f"{number}. {option.label}{' (your answer so far)' if option.value in chosen else ''}")
        if any(option.value in chosen for option in options):
            self.say("Enter alone keeps your answer.")
        self.keep_in_sight(1)

    def _typed(self, prompt: str, before: str) -> str | Step:
        given = input(showable(prompt)).strip()
        return step_typed(given) or given or before


def _chosen(given: str, options: Sequence[Choice]) -> list[str]:
    """Return the values that were typed: numbers of options, or their words with commas between.

    Raises ValueError with what is wrong, and with the nearest option where there is none like it.
    """
    numbers: list[int] = []
    for part in filter(None, (part.strip() for part in given.split(","))):
        words = part.split()
        if all(word.isascii() and word.isdigit() for word in words):
            numbers += [int(word) for word in words]
        else:
            numbers.append(_number_of(" ".join(words), options))
    if not numbers:
        raise ValueError(f"nothing was typed; a number from 1 to {len(options)} is wanted")
    if outside := [str(number) for number in numbers if not 1 <= number <= len(options)]:
        raise ValueError(f"there is no {' and no '.join(outside)} here; the numbers go from 1 to {len(options)}")
    return [options[number - 1].value for number in dict.fromkeys(numbers)]


def _number_of(said: str, options: Sequence[Choice]) -> int:
    labels = [" ".join(option.label.split()).casefold() for option in options]
    if said.casefold() in labels:
        return labels.index(said.casefold()) + 1
    near = [label for label in labels if said.casefold() in label]
    near = near or difflib.get_close_matches(said.casefold(), labels, n=1)
    near = near or [one for one in labels if difflib.get_close_matches(said.casefold(), one.split(), n=1)]
    number = labels.index(near[0]) + 1 if near else 0
    meant = f"did you mean {number}, “{options[number - 1].label}”? Its number is wanted" if near else ""
    raise ValueError(f"“{said}” is none of these; {meant or f'a number from 1 to {len(options)} is wanted'}")
