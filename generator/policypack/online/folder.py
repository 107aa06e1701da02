"""A folder as a target. A file is written under another name, and given its own when it is whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from policypack.online.target import WayError
from policypack.publish.written_files import files_in

if TYPE_CHECKING:
    from pathlib import Path


class Folder:
    """The folder `root`, which is made where it is missing. Nothing is written through a link in it."""

    at_once = False

    def __init__(self, root: Path) -> None:
        self._root = root

    def listing(self) -> dict[str, str]:
        """Return each file with its size and time."""
        found = {path: file.lstat() for path, file in files_in(self._root).items()}
        return {path: f"{one.st_size}-{one.st_mtime_ns}" for path, one in found.items()}

    def read(self, path: str) -> bytes:
        """Return a file."""
        return (self._root / path).read_bytes()

    def put(self, path: str, data: bytes) -> None:
        """Write a file, and have it on the disk."""
        place = self._place(path)
        place.unlink(missing_ok=True)
        with place.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def move(self, path: str, to: str) -> None:
        """Give a file another name in one step."""
        (self._root / path).replace(self._place(to))

    def remove(self, path: str) -> None:
        """Take a file away, and the folders that are empty then."""
        place = self._root / path
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == self._root or any(folder.iterdir()):
                return
            folder.rmdir()

    def finish(self) -> None:
        """Do nothing: each file is seen when it has its name."""

    def close(self) -> None:
        """Do nothing."""

    def _place(self, path: str) -> Path:
        place = self._root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.parent.resolve().is_relative_to(self._root.resolve()):
            raise WayError(f"a link stands on the way to {path}")
        return place
