"""What differs between a folder and the one that takes its place, file by file; what is the same keeps its time.

rsync, SFTP by date and what keeps a folder on a shared drive in step look at a file's time. Where what did not change
is as old as before, they send only what changed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class FileChanges(NamedTuple):
    """The files of a folder that differ from those of the one before it: paths within it, with slashes, sorted."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def take_over_times(new: Path, old: Path) -> FileChanges:
    """Give each file in `new` that has the bytes of the one at its place in `old` the time of that. Return the others.

    old: may be missing; then everything is new. What is a link there, or cannot be read, counts as another file. Where
    a time cannot be set, a file is only younger than it might be.
    """
    now, before = _files(new), _files(old)
    changed = []
    for path in now.keys() & before.keys():
        if _is_same(now[path], before[path]):
            past = before[path].stat()
            with suppress(OSError):
                os.utime(now[path], ns=(past.st_atime_ns, past.st_mtime_ns))
        else:
            changed.append(path)
    only_now, only_before = now.keys() - before.keys(), before.keys() - now.keys()
    return FileChanges(tuple(sorted(changed)), tuple(sorted(only_now)), tuple(sorted(only_before)))


def _files(folder: Path) -> dict[str, Path]:
    places = ((Path(place), names) for place, _, names in os.walk(folder))
    files = (place / name for place, names in places for name in names)
    return {file.relative_to(folder).as_posix(): file for file in files}


def _is_same(new: Path, old: Path) -> bool:
    try:
        if old.is_symlink() or not old.is_file() or new.stat().st_size != old.stat().st_size:
            return False
        return new.read_bytes() == old.read_bytes()
    except OSError:
        return False
