"""What is wrong with a text of weekly times, and the nearest text that would be understood.

Whoever notes what is wrong may say what to put in its place. All of that is done at once, and the text that comes of it
is read: only what can be read is ever advised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXAMPLE = "Mon-Fri 6pm-8pm"
_MOST_TEXT = 2000
"""Characters up to which a text is mended: people read no longer advice."""


class Edit(NamedTuple):
    """A change that would mend a text: what stands from start to end gives way to one of some words, likelier first."""

    start: int
    end: int
    words: tuple[str, ...]


class Advice:
    """Collects what is wrong. A text with nothing wrong is understood."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._edits: list[Edit] = []
        self._is_example = False

    def add(self, problem: str, *edits: Edit, example: bool = False) -> None:
        """Note what is wrong. edits: what would mend it; example: whether they bring in what nobody has said."""
        self.problems.append(problem)
        self._edits += edits
        self._is_example |= example

    def message(self, text: str, in_words: Callable[[str], str]) -> str:
        """Return all that is wrong, and what to write instead.

        text: as it was read. in_words: how a text reads, "" where it cannot be read.
        """
        first, *others = dict.fromkeys(self.problems)
        found = ". ".join([first, *(other[0].upper() + other[1:] for other in others)])
        nearest = list(dict.fromkeys(filter(None, (in_words(mended) for mended in self._mended(text)))))
        if not nearest:
            return f"{found}; write for example “{EXAMPLE}”"
        shown = ", or ".join(f"“{said}”" for said in nearest)
        return f"{found}; write for example {shown}" if self._is_example else f"{found}; did you mean {shown}?"

    def _mended(self, text: str) -> Sequence[str]:
        if not self._edits or len(text) > _MOST_TEXT:
            return ()
        edits = sorted(dict.fromkeys(self._edits), reverse=True)
        mended = []
        for choice in range(max(len(edit.words) for edit in edits)):
            whole = text
            for edit in edits:
                whole = whole[: edit.start] + edit.words[min(choice, len(edit.words) - 1)] + whole[edit.end :]
            mended.append(whole)
        return mended
