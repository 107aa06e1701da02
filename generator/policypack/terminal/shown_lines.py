"""Shown lines: text as it can be shown on a terminal, whatever its width, colours and characters."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policypack.terminal.face import Style

_WIDEST = 100
"""Columns beyond which lines are hard to read."""
_SIMPLER = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "-", "\u2026": "..."}
)
_STYLES: dict[str, dict[str, bool | str]] = {"heading": {"bold": True}, "place": {"fg": "cyan"}, "wrong": {"fg": "red"}}
_SPACES = re.compile("[ \t\n\r]+")
_BREAKS_AFTER = re.compile(r"(?<=[/\\._?&=@-])")
"""Where a path or an address breaks that is longer than a line."""


def shows_every_character() -> bool:
    """Say whether the terminal's encoding has the characters that lists are drawn with; an old Windows one has not."""
    return (sys.stdout.encoding or "ascii").lower().replace("-", "") in ("utf8", "utf16", "cp65001")


def showable(text: str) -> str:
    """Return text with what this terminal cannot show replaced by something simpler."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_SIMPLER).encode(encoding, "replace").decode(encoding)
    return text


def columns(text: str) -> int:
    """Return how many columns a text takes; some characters take two, and some none."""
    if text.isascii():
        return len(text)
    from prompt_toolkit.utils import get_cwidth

    return int(get_cwidth(text))


def widest() -> int:
    """Return the columns that a line of this terminal may take."""
    return max(20, min(shutil.get_terminal_size().columns - 1, _WIDEST))


def wrapped(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """Break text into lines between its words; all that is shown on a terminal is broken here.

    width: the columns of a line. indent: what each line begins with; first: what the first does instead, or None.
    A word breaks only where it is longer than a line, such as a path: after a mark where it has one.
    """
    lines: list[str] = []
    line, is_empty = indent if first is None else first, True
    for word in _SPACES.split(text):  # a space that does not break stays where it is
        for piece in _pieces(word, max(1, width - columns(indent))):
            joined = f"{line}{piece}" if is_empty else f"{line} {piece}"
            if columns(joined) > width and line.strip():
                lines.append(line)
                joined = f"{indent}{piece}"
            line, is_empty = joined, False
    return lines if is_empty else [*lines, line]


def wrapped_command(before: str, command: Sequence[str]) -> list[str]:
    """Break text with a command at its end into lines, so that the command can be copied whole.

    command: its words, quoted for a shell. Where it is too long for a line, the terminal breaks it: spaces, which no
    shell minds, let that fall between its words.
    """
    lines = wrapped(before, widest())
    if columns(f"{lines[-1]} {' '.join(command)}") <= widest():
        return [*lines[:-1], f"{lines[-1]} {' '.join(command)}"]
    across, at, line = shutil.get_terminal_size().columns, 0, ""
    for word in command:
        space = 1 if line else 0
        if at + space + columns(word) > across >= columns(word):
            space, at = across - at, -(across - at)
        line += f"{' ' * space}{word}"
        at = (at + space + columns(word)) % across
    return [*lines, line]


def say_lines(text: str, error: bool = False) -> None:
    """Write text, each of its lines broken to the width where a terminal shows it; whole where a program reads it."""
    stream = sys.stderr if error else sys.stdout
    if stream.isatty():
        text = "\n".join("\n".join(wrapped(line, widest(), _begins(line))) for line in text.split("\n"))
    click.echo(text, err=error)


def _begins(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _pieces(word: str, width: int) -> list[str]:
    if not word or columns(word) <= width:
        return [word] if word else []
    pieces = [""]
    for part in _BREAKS_AFTER.split(word):
        if pieces[-1] and columns(pieces[-1] + part) > width:
            pieces.append("")
        for letter in part:
            if columns(pieces[-1] + letter) > width:
                pieces.append("")
            pieces[-1] += letter
    return pieces


class Lines:
    """Says paragraphs, and counts the rows that they take since begin()."""

    keys: str

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start counting rows, in a window that may have another size by now."""
        self.width = widest()
        self.rows = shutil.get_terminal_size().lines
        self.used = 0
        self._question = ""

    def say(self, text: str = "", style: Style = "plain", indent: str = "") -> None:
        """Say a paragraph, wrapped to the width; a blank line where it is empty."""
        if style == "heading" and (text.endswith("?") or not self._question):
            self._question = text
        for line in wrapped(text, self.width, indent) or [""]:
            self._line(line, style)

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show two columns, the second wrapped beside the first."""
        wide = max(columns(left) for left, _ in rows) + 4
        for left, right in rows:
            first = f"  {left}".ljust(wide)
            for line in wrapped(right, max(wide + 10, self.width), " " * wide, first) or [first.rstrip()]:
                self._line(line, "plain")

    def keep_in_sight(self, rows: int) -> None:
        """Say the question again where so much was said since that it would scroll off.

        rows: how many are still to come below what was said.
        """
        question = self._question
        if self.used + rows > self.rows and question:
            self.begin()
            self.say(question, "heading")
            self.say(self.keys, "place")

    def _line(self, line: str, style: Style) -> None:
        self.used += 1
        styles = {} if "NO_COLOR" in os.environ else _STYLES.get(style, {})
        click.echo(click.style(showable(line), **styles) if styles else showable(line))  # type: ignore[arg-type]
