"""A target that holds what is to be put there, and puts all of it there in one step at the end."""

from __future__ import annotations

from hashlib import sha1


class Held:
    """Files by their path, in memory. `there`: marks of those that lie there already, by git's own rule for a blob."""

    at_once = True

    def __init__(self) -> None:
        self.new: dict[str, bytes] = {}
        self.there: dict[str, str] = {}

    def listing(self) -> dict[str, str]:
        """Return what will lie there."""
        return self.there | {path: blob_id(data) for path, data in self.new.items()}

    def read(self, path: str) -> bytes:
        """Return a file that is held."""
        return self.new[path]

    def put(self, path: str, data: bytes) -> None:
        """Hold a file."""
        self.new[path] = data

    def move(self, path: str, to: str) -> None:
        """Hold a file under another name."""
        self.new[to] = self.new.pop(path)

    def remove(self, path: str) -> None:
        """Hold a file no more."""
        self.new.pop(path, None)
        self.there.pop(path, None)

    def close(self) -> None:
        """Do nothing."""


def blob_id(data: bytes) -> str:
    """Return the id that git gives a file of this content. Nothing secret hangs on it."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
