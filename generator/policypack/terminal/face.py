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
"""What can be typed where an answer is typed; QUIT as well."""
QUIT = "!"


class Face(Protocol):
    """What each face can do. Every method that asks raises KeyboardInterrupt (or EOFError) to save and stop."""

    keys: str
    """Which keys go back, skip, help and quit: one line of less than 80 characters."""

    def begin(self) -> None:
        """Start a new question: what is said until it is asked has to stay on the screen."""

    def say(self, text: str = "", style: Style = "plain", indent: str = "") -> None:
        """Say a paragraph, wrapped to the width; a blank line where it is empty."""

    def table(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show two columns."""

    def text(self, before: str) -> str | Step:
        """Ask for text; `before` stands there already."""

    def one_of(self, options: Sequence[Choice], chosen: str = "", at: str = "") -> str | Step:
        """Ask for one of the options, and return its value; `chosen` is the answer so far, `at` the one to start at."""

    def some_of(self, options: Sequence[Choice], chosen: Collection[str] = ()) -> list[str] | Step:
        """Ask for some of the options, and return their values; those in `chosen` are ticked."""
