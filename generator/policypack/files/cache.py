"""The user's own cache folder: what is worked out once is kept there from one run to the next.

Nothing in it is ever an answer, and nothing is needed: it can be deleted at any time. What lies in it is run as code
or taken as our own data, so that a folder that anybody else can write to is left alone.
"""

from __future__ import annotations

import hmac
import os
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path

SWITCH = "POLICYPACK_CACHE"
"""The environment variable that turns it off, with ``off``."""


def cache_folder() -> Path | None:
    """Return the folder, made where it is missing; None where it is off or cannot be trusted."""
    if os.environ.get(SWITCH, "").casefold() == "off":
        return None
    from platformdirs import user_cache_path

    return private_folder(user_cache_path("policypack", appauthor=False))


@cache
def stamp(package: Path) -> str:
    """Return what changes with any file of code in a package's folder and in the folders inside it."""
    files = sorted((str(path), path.stat()) for path in package.rglob("*.py"))
    return ";".join(f"{path}:{found.st_size}:{found.st_mtime_ns}" for path, found in files)


def kept(place: Path, key: bytes) -> bytes | None:
    """Return what a file keeps under `key`; None where there is none, or one that is damaged or of another key."""
    try:
        digest, _, data = place.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if digest == digest_of(key, data) else None


def keep(place: Path, key: bytes, data: bytes) -> None:
    """Write a file whole, or not at all: a full disk does not matter, for the command does not need it."""
    part = place.with_suffix(f".{os.getpid()}")
    try:
        part.touch(0o600)
        part.write_bytes(digest_of(key, data) + b"\n" + data)
        part.replace(place)
    except OSError:
        with suppress(OSError):
            part.unlink()


def digest_of(key: bytes, data: bytes) -> bytes:
    """Return what tells data that is whole, and of this key, from any other: nobody can make it without the key."""
    return hmac.digest(key, data, "sha256").hex().encode()


def private_folder(directory: Path) -> Path | None:
    """Return a folder that this user alone can write to, made where it is missing; None where there can be none."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.lstat()
    except (OSError, RuntimeError):  # no home folder, or one that cannot be written to
        return None
    if not stat.S_ISDIR(found.st_mode):
        return None
    if os.name == "posix" and (found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return directory
