"""Prompts with keys: a line of text, and a list to move in. Both are built once and stand ready for a whole run.

questionary draws the lists. Its own prompts are not used: each of them builds every key binding of prompt_toolkit
three times over, which takes longer than saving an answer does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application
from prompt_toolkit.filters import shift_selection_mode
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.processors import Processor, Transformation
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.lexers import SimpleLexer
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from questionary.styles import merge_styles_default

from policypack.terminal.list_prompt import Entries, ListPrompt, marked
from policypack.terminal.shown_lines import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import questionary
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.layout.processors import TransformationInput


_WORD = re.compile(r"[^ \t\n]+")


class Prompts:
    """The two prompts of a run. Ctrl-C raises KeyboardInterrupt, Ctrl-D EOFError.

    steps: what is returned instead of an answer, by the name of the key that does it, such as ``c-b``.
    """

    def __init__(self, steps: Mapping[str, object]) -> None:
        output = create_output()
        if isinstance(output, Vt100_Output):
            # To ask the terminal where its cursor is takes time at each question; some never answer.
            output.enable_cpr = False
        style = merge_styles_default([])
        leaving = KeyBindings()
        for key, step in steps.items():
            leaving.add(key, eager=True)(_leaving_with(step))
        self._begins = 0
        self._line: PromptSession[Any] = PromptSession(
            style=style,
            lexer=SimpleLexer("class:answer"),
            history=DummyHistory(),
            key_bindings=merge_key_bindings([_over_old_text(), leaving]),
            output=output,
            input_processors=[_BetweenWords(lambda: self._begins)],
        )
        self._list = ListPrompt()
        keys = merge_key_bindings([self._list.keys(), leaving])
        self._listing: Application[Any] = Application(self._list.layout, style, key_bindings=keys, output=output)

    def line(self, words: str, before: str) -> Any:
        """Ask for a line of text. `before` stands there, marked as a whole: what is typed takes its place."""
        self._begins = columns(f"? {words} ")
        return self._line.prompt(marked(words), default=before, pre_run=self._mark if before else None)

    def _mark(self) -> None:
        buffer = self._line.default_buffer
        buffer.cursor_position = 0
        buffer.start_selection()
        if buffer.selection_state is not None:
            buffer.selection_state.enter_shift_mode()
        buffer.cursor_position = len(buffer.text)

    def choose(  # noqa: PLR0913, PLR0917 - each says how the list is drawn
        self,
        words: str,
        entries: Sequence[questionary.Choice],
        room: int,
        width: int,
        at: str | None = None,
        hidden: Sequence[questionary.Choice] = (),
    ) -> Any:
        """Ask for one entry of a list, and return its value.

        room: rows for the list; what does not fit scrolls. width: columns of a line. at: the value of the entry to
        start at. hidden: entries that are shown to whoever types words of theirs.
        """
        listed = Entries([*entries, *hidden], default=at, use_indicator=False, initial_choice=at)
        listed.hidden = [str(entry.value) for entry in hidden]
        self._list.show(words, listed, room, width)
        return self._listing.run()

    def tick(self, words: str, entries: Sequence[questionary.Choice], room: int, width: int, missing: str = "") -> Any:
        """Ask for any number of entries of a list, and return their values in order. room, width: as for choose.

        missing: what is said where nothing is ticked, and the list stays; "" where that is an answer.
        """
        self._list.show(words, Entries(entries), room, width, ticks=True, missing=missing)
        return self._listing.run()


class _BetweenWords(Processor):
    """Breaks what is typed between its words, where a terminal would break it inside one.

    begins: returns the columns before the text on its first row.
    """

    def __init__(self, begins: Callable[[], int]) -> None:
        self._begins = begins

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Fill each row up with spaces, so that a word that does not fit begins on the next."""
        letters = explode_text_fragments(transformation_input.fragments)
        words = {word.start(): columns(word[0]) for word in _WORD.finditer("".join(letter[1] for letter in letters))}
        width, at = transformation_input.width, self._begins()  # the last column is left to a space
        shown: StyleAndTextTuples = []
        places = []
        for number, letter in enumerate(letters):
            if at and at + words.get(number, 0) >= width > words[number]:
                shown += [("", " ")] * (width - at)
                at = 0
            places.append(len(shown))
            shown.append(letter)
            at += columns(letter[1])
            at = at if at < width else at - width
        places.append(len(shown))

        def source(place: int) -> int:
            return max((one for one, here in enumerate(places) if here <= place), default=0)

        return Transformation(shown, lambda one: places[min(one, len(places) - 1)], source)


def _over_old_text() -> KeyBindings:
    """Return what keys do with an old text that is marked, beside what prompt_toolkit has: arrows move into it."""
    keys = KeyBindings()

    def paste(event: KeyPressEvent) -> None:
        event.current_buffer.cut_selection()
        event.current_buffer.insert_text(" ".join(event.data.split()))

    def move(event: KeyPressEvent) -> None:
        event.current_buffer.exit_selection()
        event.key_processor.feed(event.key_sequence[0], first=True)

    keys.add(Keys.BracketedPaste, filter=shift_selection_mode)(paste)
    for key in ("c-a", "c-e", "c-f", "c-h", "c-w", "delete"):
        keys.add(key, filter=shift_selection_mode)(move)
    return keys


def _leaving_with(step: object) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=step)

    return leave
