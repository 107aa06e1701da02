"""Which files of the sites changed on which day: report/changed-files.txt, for whoever uploads by hand.

It goes on from one build to the next, for several can lie between two uploads. rsync takes it as it is: `--files-from`
passes over lines that begin with #.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from policypack.readers.dates import parse_date
from policypack.text.english import day as in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from policypack.files.file_changes import FileChanges

LIST = "changed-files.txt"
"""Where it lies in report/."""
UPLOADED = ("site", "staff")
"""The outputs that are put anywhere. The report is not."""
_HEAD = """\
# The files of site/ and staff/, by the day of the build that last changed them, the latest first.
# Do you upload by hand? Upload those of each day since you last did, and take off the host what is gone.
"""
_GONE = ", gone"


class _Last(NamedTuple):
    """The day of the build that last changed a file, and whether it took it away."""

    day: date
    is_gone: bool


def changed_files(before: Path, changes: Mapping[str, FileChanges], today: date) -> bytes:
    """Return the list with what a build has changed.

    before: the list that the last build wrote, which may be missing. changes: of each output, by its name.
    """
    last = dict(_read(before))
    for name in UPLOADED:
        changed, new, gone = changes[name]
        last |= {f"{name}/{path}": _Last(today, is_gone=False) for path in (*changed, *new)}
        last |= {f"{name}/{path}": _Last(today, is_gone=True) for path in gone}
    groups: dict[_Last, list[str]] = {}
    for path, found in sorted(last.items()):
        groups.setdefault(found, []).append(path)
    latest_first = sorted(groups, key=lambda found: (-found.day.toordinal(), found.is_gone))
    blocks = [_HEAD]
    for found in latest_first:
        heading = f"# {in_words(found.day)}{_GONE if found.is_gone else ''}"
        blocks.append("\n".join([heading, *groups[found]]) + "\n")
    return "\n".join(blocks).encode("utf-8", "surrogateescape")  # a name may be no UTF-8


def since_text(changes: Mapping[str, FileChanges]) -> str:
    """Say how many files of each output differ from the last build's; "" where there was none.

    changes: of each output, by its name; empty for a first build.
    """
    if not changes:
        return ""
    if not any(any(changes[name]) for name in UPLOADED):
        return "No file of site/ or staff/ has changed since the last build."
    counted = "; ".join(f"{name}/ {_counted(found)}" for name, found in changes.items())
    return f"Files since the last build: {counted}.\nreport/{LIST} lists them by day, for whoever uploads by hand."


def _counted(found: FileChanges) -> str:
    words = [f"{len(paths)} {name}" for name, paths in zip(("changed", "new", "gone"), found, strict=True) if paths]
    return ", ".join(words) or "none"


def _read(file: Path) -> Iterator[tuple[str, _Last]]:
    """Yield what the list of an earlier build says. What somebody wrote into it that is no path of ours is left out."""
    try:
        lines = file.read_bytes().decode("utf-8", "surrogateescape").splitlines() if file.is_file() else []
    except OSError:
        lines = []
    last = None
    for line in lines:
        if line.startswith("#"):
            last = _heading(line)
        elif last is not None and line.startswith(tuple(f"{name}/" for name in UPLOADED)):
            yield line, last


def _heading(line: str) -> _Last | None:
    words = line.removeprefix("#").strip()
    try:
        found = parse_date(words.removesuffix(_GONE), None)
    except ValueError:
        return None
    return _Last(found, words.endswith(_GONE)) if isinstance(found, date) else None
