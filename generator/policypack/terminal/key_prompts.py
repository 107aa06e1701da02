"""Prompts with keys: a line of text, and a list to move in. Both are built once and stand ready for a whole run.

questionary draws the lists. Its own prompts are not used: each of them builds every key binding of prompt_toolkit
three times over, which takes longer than saving an answer does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.lexers import SimpleLexer
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from questionary.prompts.common import InquirerControl
from questionary.styles import merge_styles_default

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import questionary
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent


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
        self._line: PromptSession[Any] = PromptSession(
            style=style, lexer=SimpleLexer("class:answer"), history=DummyHistory(), key_bindings=leaving, output=output
        )
        self._list = _ListPrompt()
        keys = merge_key_bindings([self._list.keys(), leaving])
        self._listing: Application[Any] = Application(self._list.layout, style, key_bindings=keys, output=output)

    def line(self, words: str, before: str) -> Any:
        """Ask for a line of text; `before` stands there already."""
        return self._line.prompt(_marked(words), default=before)

    def choose(self, words: str, entries: Sequence[questionary.Choice], room: int, at: str | None = None) -> Any:
        """Ask for one entry of a list, and return its value.

        room: rows for the list; what does not fit scrolls. at: the value of the entry to start at.
        """
        self._list.show(words, InquirerControl(entries, default=at, use_indicator=False, initial_choice=at), room)
        return self._listing.run()

    def tick(self, words: str, entries: Sequence[questionary.Choice], room: int) -> Any:
        """Ask for any number of entries of a list, and return their values in order. room: as for choose."""
        self._list.show(words, InquirerControl(entries), room, ticks=True)
        return self._listing.run()


class _ListPrompt:
    """A list and its keys; show() puts another list there."""

    def __init__(self) -> None:
        self._words = ""
        self._control = InquirerControl(["-"])
        self._ticks = False
        self._rows = Window(self._control)
        line = FormattedTextControl(self._line)
        narrowed = Window(FormattedTextControl(self._narrowed_by), height=2)
        is_narrowed = Condition(lambda: self._control.search_filter is not None)
        self.layout = Layout(
            HSplit(
                [
                    Window(line, dont_extend_height=True, wrap_lines=True, always_hide_cursor=True),
                    ConditionalContainer(self._rows, ~is_done),
                    ConditionalContainer(narrowed, is_narrowed & ~is_done),
                ]
            )
        )

    def show(self, words: str, control: InquirerControl, room: int, ticks: bool = False) -> None:
        self._words, self._control, self._ticks = words, control, ticks
        self._rows.content = control
        self._rows.height = Dimension(max=room)

    def _line(self) -> StyleAndTextTuples:
        if not self._control.is_answered:
            return _marked(self._words)
        question = self._words.partition(":")[0]
        return [*_marked(f"{question}:"), ("class:answer", self._said())]

    def _narrowed_by(self) -> Any:
        return self._control.get_search_string_tokens()  # type: ignore[no-untyped-call]

    def _said(self) -> str:
        if not self._ticks:
            return str(self._control.get_pointed_at().title)
        ticked = self._control.get_selected_values()
        return f"[{ticked[0].title}]" if len(ticked) == 1 else f"{len(ticked) or 'none'} ticked"

    def keys(self) -> KeyBindings:
        """Return what each key does in the list that is shown."""
        keys = KeyBindings()
        ticks = Condition(lambda: self._ticks)
        keys.add("c-c", eager=True)(_raising(KeyboardInterrupt))
        keys.add("<sigint>", eager=True)(_raising(KeyboardInterrupt))  # the same, before the keys are read
        keys.add("c-d", eager=True)(_raising(EOFError))
        keys.add("down", eager=True)(lambda _: self._control.select_next())
        keys.add("up", eager=True)(lambda _: self._control.select_previous())
        keys.add("backspace", eager=True)(lambda _: self._control.add_search_character(Keys.Backspace))
        keys.add(Keys.Any)(self._typed)
        keys.add(" ", eager=True, filter=ticks)(self._tick)
        keys.add("enter", eager=True)(self._answer)
        keys.add("c-j", eager=True)(self._answer)  # what Enter was, where it was pressed before the list was there
        return keys

    def _typed(self, event: KeyPressEvent) -> None:
        if len(self._control.choices) >= MANY and event.data.isprintable():
            self._control.add_search_character(event.data)  # type: ignore[arg-type] # it takes any character

    def _tick(self, _: KeyPressEvent) -> None:
        value, ticked = self._control.get_pointed_at().value, self._control.selected_options
        if value in ticked:
            ticked.remove(value)
        else:
            ticked.append(value)

    def _answer(self, event: KeyPressEvent) -> None:
        control = self._control
        found = control.filtered_choices
        if control.search_filter is not None and not control.found_in_search:
            return  # the list shows everything then, and its first entry is not what was looked for
        control.is_answered = True
        chosen = [entry.value for entry in control.get_selected_values()]
        event.app.exit(result=chosen if self._ticks else found[control.pointed_at].value)


MANY = 12
"""Entries from which a list is narrowed down by typing."""


def _marked(words: str) -> StyleAndTextTuples:
    question, colon, instruction = words.partition(":")
    return [
        ("class:qmark", "?"),
        ("class:question", f" {question}{colon} "),
        ("class:instruction", instruction.strip()),
    ]


def _leaving_with(step: object) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=step)

    return leave


def _raising(error: type[BaseException]) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=error)

    return leave
