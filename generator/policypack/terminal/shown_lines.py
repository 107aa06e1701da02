"""Shown lines: text as it can be shown on a terminal, whatever its width, colours and characters."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
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


class Lines:
    """Says paragraphs, and counts the rows that they take since begin()."""

    def __init__(self) -> None:
        size = shutil.get_terminal_size()
        self.width = max(20, min(size.columns - 1, _WIDEST))
        self.rows = size.lines
        self.used = 0

    def begin(self) -> None:
        """Start counting rows."""
        self.used = 0

    def say(self, text: str = "", style: Style = "plain", indent: str = "") -> None:
        """Say a paragraph, wrapped to the width; a blank line where it is empty."""
        width = self.width
        for line in textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent) or [""]:
            self._line(line, style)

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show two columns, the second wrapped beside the first."""
        wide = max(len(left) for left, _ in rows) + 2
        for left, right in rows:
            for number, line in enumerate(textwrap.wrap(right, max(10, self.width - wide - 2)) or [""]):
                self._line(f"  {left if not number else '':<{wide}}{line}", "plain")

    def _line(self, line: str, style: Style) -> None:
        self.used += 1
        styles = {} if "NO_COLOR" in os.environ else _STYLES.get(style, {})
        click.echo(click.style(showable(line), **styles) if styles else showable(line))  # type: ignore[arg-type]
