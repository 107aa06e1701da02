"""Sealed: a folder whose list of files, each with its code, says what it was when it was packed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SEAL = "layer.json"
"""The list, in the folder itself."""


def code_of(data: bytes) -> str:
    """Return the code of a file (SHA-256)."""
    return hashlib.sha256(data).hexdigest()


def fault_of(folder: Path, checksum: str) -> str:
    """Say how a folder differs from what was packed; "" where it is the same to the byte.

    checksum: the code of its list, as it was noted elsewhere.
    """
    try:
        data = (folder / SEAL).read_bytes()
        listed: Any = json.loads(data)["files"]
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
        links = [path.name for path in folder.rglob("*") if path.is_symlink()]
        if code_of(data) != checksum:
            return f"{SEAL} is not the one that was put here"
        if links:
            return f"{sorted(links)[0]} is a link"
        if found := sorted(there.symmetric_difference({*listed, SEAL})):
            return f"{found[0]} was {'added' if found[0] in there else 'taken out'}"
        wrong = [name for name, code in sorted(listed.items()) if code_of((folder / name).read_bytes()) != code]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"{SEAL} is missing or damaged"
    return f"{wrong[0]} was changed" if wrong else ""
