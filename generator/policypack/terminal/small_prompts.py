"""Small prompts: what is asked between the questions, with the same keys as at each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from policypack.terminal.face import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policypack.content.questions import Choice
    from policypack.terminal.face import Face

SaidT = TypeVar("SaidT", str, list[str])


def choose(face: Face, options: Sequence[Choice], helps: str, at: str = "") -> str | Step:
    """Show the keys, ask for one of the options, and return its value, or Step.BACK or Step.SKIP.

    helps: what each option does, and what Back and Skip do here; said for Help. at: the option to start at.
    Raises KeyboardInterrupt (or EOFError) to save and stop.
    """
    return _asked(face, helps, lambda: face.one_of(options, at=at))


def tick(face: Face, options: Sequence[Choice], helps: str) -> list[str] | Step:
    """Show the keys, ask for some of the options, and return their values, or a step. helps, raises: as choose."""
    return _asked(face, helps, lambda: face.some_of(options))


def write(face: Face, helps: str, before: str = "") -> str | Step:
    """Show the keys, ask for a line of text, and return it, or Step.BACK or Step.SKIP. helps, raises: as choose.

    before: what was written before, to be kept or mended.
    """
    return _asked(face, helps, lambda: face.text(before))


def _asked(face: Face, helps: str, ask: Callable[[], SaidT | Step]) -> SaidT | Step:
    while True:
        face.say(face.keys, "place")
        said = ask()
        if said is not Step.HELP:
            return said
        face.say(helps)
