"""A zip file as a target, for upload pages: it holds all of the site each time, for such a page replaces all of it."""

from __future__ import annotations

import io
import os
import secrets
import zipfile
from typing import TYPE_CHECKING

from policypack.online.held import Held
from policypack.online.target import STAGED

if TYPE_CHECKING:
    from pathlib import Path

_DAY = (1980, 1, 1, 0, 0, 0)
"""The same files give the same bytes on every day."""


class ZipFile(Held):
    """The zip file `path`. What it held is there until the new one is whole."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def finish(self) -> None:
        """Write the file beside the old one, and give it its name in one step."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(self.new):
                if not path.startswith(STAGED):
                    archive.writestr(zipfile.ZipInfo(path, _DAY), self.new[path], zipfile.ZIP_DEFLATED)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}.part")
        try:
            with part.open("xb") as file:
                file.write(packed.getvalue())
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        finally:
            part.unlink(missing_ok=True)
