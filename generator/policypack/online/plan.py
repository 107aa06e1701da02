"""What goes over: what lies at a target, held against what is to lie there, by content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policypack.online.target import STAGED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policypack.online.outgoing import Outgoing
    from policypack.online.target import Target

LIST = "policypack-online.json"
"""The list at the target: of each file of ours a code of its content, and its mark then.

It lies there, not here, so that two people with one workspace each see what the other sent. A file whose mark is not
the one it had then was changed by somebody else, and is sent again. It names only files that the same readers see.
"""
Known = dict[str, tuple[str, str]]
"""A code of the content and the mark of each file, by its path; the mark is "" while a file is being sent."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change at a target, by paths, sorted.

    pages: of `send`, those that go last. same: how many stay. clashes: of `send`, files that somebody else put there.
    left: what else lies there; it is not touched.
    """

    send: tuple[str, ...]
    remove: tuple[str, ...]
    same: int
    clashes: tuple[str, ...]
    left: tuple[str, ...]
    known: Known
    staged: tuple[str, ...]


def plan_for(target: Target, out: Outgoing) -> Plan:
    """Look what lies at a target, and return what would change there. It changes nothing."""
    there = target.listing()
    known = read_list(target, there)
    send = [path for path, code in out.files.items() if not _is_there(path, code, known, there)]
    remove = [path for path in known if path not in out.files and path in there]
    ours = {*out.files, *known, LIST, ".nojekyll"}
    staged = [path for path in there if path.startswith(f"{STAGED}/")]
    return Plan(
        tuple(sorted(send, key=_pages_last)),
        tuple(sorted(remove)),
        len(out.files) - len(send),
        tuple(path for path in sorted(send) if path in there and path not in known),
        tuple(path for path in sorted(there) if path not in ours and path not in staged),
        known,
        tuple(staged),
    )


def read_list(target: Target, there: Mapping[str, str]) -> Known:
    """Return what the list at a target says; nothing where there is none, or it is damaged."""
    if LIST not in there:
        return {}
    try:
        files = json.loads(target.read(LIST))["files"]
        return {str(path): (str(code), str(mark)) for path, (code, mark) in files.items() if _is_within(str(path))}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def list_of(known: Known) -> bytes:
    """Return the list as it lies at the target."""
    return json.dumps({"files": known}, indent=0, sort_keys=True).encode()


def _is_within(path: str) -> bool:
    """Say whether a path stays within the target: what lies there may have been written by anybody."""
    return bool(path) and not path.startswith("/") and "\\" not in path and ".." not in path.split("/")


def _is_there(path: str, code: str, known: Known, there: Mapping[str, str]) -> bool:
    return path in there and path in known and bool(there[path]) and known[path] == (code, there[path])


def _pages_last(path: str) -> tuple[bool, bool, str]:
    return path.endswith(".html"), path == "index.html", path
