"""A target: where files are put. Each way has one, and all do the same few things, so that one plan serves all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

STAGED = ".policypack-new"
"""The folder at a target in which new files lie until all of them are there."""


class AskHost(Protocol):
    """Shows a host that is not known."""

    def __call__(self, name: str, fingerprint: str, /) -> bool:
        """Return whether it is the right one."""


class Target(Protocol):
    """Files somewhere. Paths are within it, with slashes. What goes wrong is an OSError, or of the way's own kind.

    at_once: nothing that readers see changes before `finish`, which changes all in one step.
    """

    at_once: bool

    def listing(self) -> Mapping[str, str]:
        """Return what lies there: a mark of each file by its path, which changes when somebody changes the file."""

    def read(self, path: str) -> bytes:
        """Return a file."""

    def put(self, path: str, data: bytes) -> None:
        """Write a file."""

    def move(self, path: str, to: str) -> None:
        """Give a file another name, in the place of what has that name."""

    def remove(self, path: str) -> None:
        """Take a file away."""

    def finish(self) -> None:
        """Let readers see what has changed, where that did not happen yet."""

    def close(self) -> None:
        """Let go of the connection."""


class WayError(OSError):
    """Raised where a way fails for a reason of which we have words (`strerror`), which hold no secret."""

    def __init__(self, words: str) -> None:
        super().__init__(0, words)


class UnknownHostError(Exception):
    """Raised where nobody said that a host is the right one."""
