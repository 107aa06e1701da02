"""A face: how the questionnaire speaks to somebody. Its words and their order are the same on every face."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from policypack.content.questions import Choice

Style = Literal["plain", "heading", "place", "wrong"]


class Step(enum.Enum):
    """What somebody can do at every question instead of answering it. Save and quit is raised: KeyboardInterrupt."""

    BACK = "back"
    SKIP = "skip"
    HELP = "help"


WORDS = {"<": Step.BACK, "-": Step.SKIP, "?": Step.HELP}
"""What can be typed alone, at every question, and is never an answer; QUITS as well."""
QUITS = ("!", "q")


def step_typed(typed: str) -> Step | None:
    """Return the step that was typed, or None where it is none. Raises KeyboardInterrupt for what saves and quits."""
    if typed.strip().casefold() in QUITS:
        raise KeyboardInterrupt
    return WORDS.get(typed.strip())


class Face(Protocol):
    """What each face can do. Every method that asks raises KeyboardInterrupt (or EOFError) to save and stop."""

    keys: str
    """Which keys go back, skip, help and quit: one line of less than 80 characters."""

    help_key: str
    """Which key says all of them, with what helps: all that stands on the later screens of a section."""

    def begin(self) -> None:
        """Start a new question: what is said until it is asked has to stay on the screen."""

    def say(self, text: str = "", style: Style = "plain", indent: str = "") -> None:
        """Say a paragraph, wrapped to the width; a blank line where it is empty."""

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show two columns."""

    def text(self, before: str, tried: str = "") -> str | Step:
        """Ask for text. before: the answer so far. tried: what was written last and not taken, to be mended."""

    def one_of(
        self, options: Sequence[Choice], chosen: str = "", at: str = "", hidden: Sequence[Choice] = ()
    ) -> str | Step:
        """Ask for one of the options, and return its value; `chosen` is the answer so far, `at` the one to start at.

        hidden: what can be found by typing its words where a face has that, and is not listed.
        """

    def some_of(
        self, options: Sequence[Choice], chosen: Collection[str] = (), needs_one: bool = False
    ) -> list[str] | Step:
        """Ask for some of the options, and return their values; those in `chosen` are ticked.

        needs_one: nothing ticked is no answer; what is missing is said then, and the list stays.
        """
