"""Same files: what the sites of many groups have alike lies once on the disk, as hard links.

Only styles, scripts, fonts and pictures are laid together: each site has the same, and no page, text or calendar that
answers are in lies anywhere but in its own workspace. No build writes into a file that stands: it makes a site aside,
of new files, and exchanges folders (``files/swap.py``), so that nothing reaches another group through a link. What
stands in two sites can be read and not written to, so that no editor writes into both.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SHARED = frozenset([".css", ".js", ".woff2", ".svg", ".png"])
"""How the names of files end that may lie once."""
STORE = ".policypack-same-files"
"""The folder in which each lies, by a code of its bytes. It is hidden, so that no group is looked for in it."""
_OUTPUTS = ("site", "staff")
_SMALLEST = 4096
"""Bytes. A smaller file takes no more room than its name."""


def lay_together(root: Path, store: Path) -> None:
    """Let the files of a workspace's sites that others have as well lie once.

    root: of the workspace. store: where one of each lies. Where the file system has no such links, or no more of them,
    or the store lies on another, files stay as they are.
    """
    for name in _OUTPUTS:
        for file in sorted((root / name).rglob("*")):
            if file.suffix in SHARED and not file.is_symlink() and file.is_file() and file.stat().st_size >= _SMALLEST:
                with suppress(OSError):
                    _lay(file, store)


def clear(store: Path) -> None:
    """Take out of the store what no site has any more."""
    for file in store.glob("*/*"):
        with suppress(OSError):
            if file.stat().st_nlink == 1:
                file.unlink()


def _lay(file: Path, store: Path) -> None:
    data = file.read_bytes()
    code = hashlib.sha256(data).hexdigest()
    one = store / code[:2] / code
    if one.is_symlink() or (one.exists() and one.read_bytes() != data):
        one.unlink()  # somebody was here
    one.parent.mkdir(parents=True, exist_ok=True)
    if not one.exists():
        with suppress(FileExistsError):  # another process was faster
            file.chmod(file.stat().st_mode & ~0o222)
            one.hardlink_to(file)
            return
    if one.samefile(file):
        return
    beside = file.with_name(f".{secrets.token_hex(8)}")
    try:
        beside.hardlink_to(one)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
