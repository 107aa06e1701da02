"""A list to move in: its entries, what is typed in it, what is said below it, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, Dimension, FormattedTextControl, HSplit, Layout, Window
from questionary.prompts.common import InquirerControl

from policypack.terminal.face import QUITS, WORDS
from policypack.terminal.shown_lines import columns, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import questionary
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

_DOES = {"?": "help", "<": "back", "-": "skip for now", **dict.fromkeys(QUITS, "save and quit")}
"""What is done by what is typed alone, as it is said below the list."""


class Entries(InquirerControl):
    """The entries of a list; typing narrows them down, by words that may stand on two of an entry's lines."""

    hidden: Collection[str] = ()
    """The values of entries that are shown only where what was typed is in them."""

    @property
    def filtered_choices(self) -> list[questionary.Choice]:
        """Return the entries that have what was typed; all not hidden where none has it, or nothing was typed."""
        return self._found() or [entry for entry in self.choices if entry.value not in self.hidden]

    def has_typed(self) -> bool:
        """Say whether any entry has what was typed."""
        return bool(self._found())

    def _found(self) -> list[questionary.Choice]:
        typed = " ".join((self.search_filter or "").casefold().split())
        found = [entry for entry in self.choices if typed in _title(entry).casefold()]
        return found if typed else [entry for entry in found if entry.value not in self.hidden]


class ListPrompt:
    """A list and its keys; show() puts another list there."""

    def __init__(self) -> None:
        self.show("", Entries(["-"]), 1, 79)
        line = FormattedTextControl(self._line)
        below = Window(FormattedTextControl(self._below), dont_extend_height=True)
        has_below = Condition(lambda: bool(self._note()))
        self.layout = Layout(
            HSplit(
                [
                    Window(line, dont_extend_height=True, always_hide_cursor=True),
                    ConditionalContainer(self._rows, ~is_done),
                    ConditionalContainer(below, has_below & ~is_done),
                ]
            )
        )

    def show(  # noqa: PLR0913, PLR0917 - each says how the list is drawn
        self, words: str, entries: Entries, room: int, width: int, ticks: bool = False, missing: str = ""
    ) -> None:
        """Put a list there. room: rows for it. width: columns of a line.

        missing: what is said where Enter is pressed while nothing is ticked; "" where that is an answer.
        """
        self._words, self._entries, self._room, self._width = words, entries, room, width
        self._ticks, self._missing = ticks, missing
        self._start = entries.pointed_at
        self._typed = ""
        self._says_missing = False
        if not hasattr(self, "_rows"):
            self._rows = Window(entries, get_vertical_scroll=self._scrolled)
        self._rows.content = entries
        self._rows.height = Dimension(max=room)
        self._rows.vertical_scroll = 0

    # What is shown

    def _scrolled(self, window: Window) -> int:
        """Return the first row to show, so that all rows of the entry that the cursor is on are seen."""
        rows = [str(entry.title).count("\n") + 1 for entry in self._entries.filtered_choices]
        first = sum(rows[: self._entries.pointed_at])
        after = first + rows[self._entries.pointed_at]
        return min(first, max(int(window.vertical_scroll), after - min(self._room, sum(rows))))

    def _line(self) -> StyleAndTextTuples:
        if not self._entries.is_answered:
            return marked(self._words)
        question = f"{self._words.partition(':')[0]}:"
        begins = f"? {question} "
        lines = wrapped(self._said(), self._width, "  ", begins)
        return [*marked(question), ("class:answer", "\n".join(lines)[len(begins) :])]

    def _said(self) -> str:
        if not self._ticks:
            return _title(self._entries.get_pointed_at())
        ticked = [_title(entry) for entry in self._entries.get_selected_values()]
        return f"{len(ticked)} ticked: {'; '.join(ticked)}" if ticked else "nothing ticked"

    def _below(self) -> StyleAndTextTuples:
        return [("class:instruction", "\n".join(wrapped(self._note(), self._width)))]

    def _note(self) -> str:
        """Return what is said below the list: what was typed and what Enter does with it, or what is missing."""
        if self._typed in _DOES:
            return f"Typed: {self._typed} (Enter: {_DOES[self._typed]}; Backspace takes it out)"
        if self._typed:
            typed = self._typed if columns(self._typed) < self._width // 2 else f"{self._typed[: self._width // 2]}..."
            fits = "" if self._entries.has_typed() else ": nothing here has that. Backspace takes it out."
            return f"Typed: {typed}{fits}"
        if self._says_missing:
            return self._missing
        rows = sum(str(entry.title).count("\n") + 1 for entry in self._entries.choices)
        return f"{self._entries.pointed_at + 1} of {len(self._entries.choices)}" if rows > self._room else ""

    # What keys do

    def keys(self) -> KeyBindings:
        """Return what each key does in the list that is shown."""
        keys = KeyBindings()
        ticks = Condition(lambda: self._ticks)
        keys.add("c-c", eager=True)(_raising(KeyboardInterrupt))
        keys.add("<sigint>", eager=True)(_raising(KeyboardInterrupt))  # the same, before the keys are read
        keys.add("c-d", eager=True)(_raising(EOFError))
        keys.add("down", eager=True)(lambda _: self._entries.select_next())
        keys.add("up", eager=True)(lambda _: self._entries.select_previous())
        keys.add("backspace", eager=True)(lambda _: self._type(self._typed[:-1]))
        keys.add(Keys.Any)(self._take)
        keys.add(" ", eager=True, filter=ticks)(self._tick)
        keys.add("enter", eager=True)(self._answer)
        keys.add("c-j", eager=True)(self._answer)  # what Enter was, where it was pressed before the list was there
        return keys

    def _take(self, event: KeyPressEvent) -> None:
        if event.data.isprintable():
            self._type(f"{self._typed}{event.data}".lstrip())

    def _type(self, typed: str) -> None:
        """Narrow the list down to what was typed; what is typed alone to do something else narrows nothing."""
        was = self._entries.search_filter
        self._typed, self._says_missing = typed, False
        self._entries.search_filter = None if typed.casefold() in _DOES else typed or None
        if self._entries.search_filter != was:
            self._entries.pointed_at = 0 if self._entries.search_filter else self._start

    def _tick(self, _: KeyPressEvent) -> None:
        entry, ticked = self._entries.get_pointed_at(), self._entries.selected_options
        if entry.value in ticked:
            ticked.remove(entry.value)
        else:
            ticked.append(entry.value)
        self._type("")
        self._entries.pointed_at = self._entries.choices.index(entry)

    def _answer(self, event: KeyPressEvent) -> None:
        entries, typed = self._entries, self._typed.casefold()
        if typed in QUITS:
            event.app.exit(exception=KeyboardInterrupt)
        elif typed in WORDS:
            event.app.exit(result=WORDS[typed])
        elif typed and not entries.has_typed():
            return  # the list shows everything then, and its first entry is not what was looked for
        elif self._missing and not entries.selected_options:
            self._type("")
            self._says_missing = True
        else:
            entries.is_answered = True
            chosen = [entry.value for entry in entries.get_selected_values()]
            event.app.exit(result=chosen if self._ticks else entries.get_pointed_at().value)


def marked(words: str) -> StyleAndTextTuples:
    """Return the words of a prompt as they are drawn: what is asked, and after a colon how it is answered."""
    question, colon, instruction = words.partition(":")
    return [
        ("class:qmark", "?"),
        ("class:question", f" {question}{colon} "),
        ("class:instruction", instruction.strip()),
    ]


def _title(entry: questionary.Choice) -> str:
    return " ".join(str(entry.title).split())


def _raising(error: type[BaseException]) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=error)

    return leave
