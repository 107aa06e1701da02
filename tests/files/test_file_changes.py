"""What differs between a folder and the one before it, and what keeps its time."""

from __future__ import annotations

import os
from pathlib import Path

from policypack.files.file_changes import FileChanges, take_over_times

LONG_AGO = 1_000_000_000_123_456_789
"""Nanoseconds: what a second rounds off would change a file's time."""


def folder_with(folder: Path, **files: str) -> Path:
    """Make a folder with files, which are old. A double underscore in a name is a slash."""
    for name, text in files.items():
        file = folder / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, ns=(LONG_AGO, LONG_AGO))
    folder.mkdir(exist_ok=True)
    return folder


def test_only_files_with_the_same_bytes_take_over_the_time_of_those_before_them(tmp_path: Path) -> None:
    """One that is as long as before, and one that only moved, are other files."""
    before = folder_with(tmp_path / "before", same="a", help__same="b", edited="old", help__gone="c", moved="d")
    now = folder_with(tmp_path / "now", same="a", help__same="b", edited="new", help__new="c", help__moved="d")
    for file in now.rglob("*"):
        os.utime(file)
    assert take_over_times(now, before) == FileChanges(
        changed=("edited",), new=("help/moved", "help/new"), gone=("help/gone", "moved")
    )
    files = {file.relative_to(now).as_posix() for file in now.rglob("*") if file.is_file()}
    assert {name for name in files if (now / name).stat().st_mtime_ns == LONG_AGO} == {"same", "help/same"}


def test_without_a_folder_before_it_everything_is_new(tmp_path: Path) -> None:
    now = folder_with(tmp_path / "now", b="b", a="a")
    assert take_over_times(now, tmp_path / "none") == FileChanges(new=("a", "b"))


def test_links_and_folders_in_the_place_of_a_file_are_other_files_and_no_link_is_followed(tmp_path: Path) -> None:
    """A build compares whatever somebody has put into the folder, and ends."""
    before = folder_with(tmp_path / "before", c__below="a")
    (before / "a").symlink_to(folder_with(tmp_path / "other", a="a") / "a")
    (before / "loop").symlink_to(before)
    now = folder_with(tmp_path / "now", a="a", b="b", c="c")
    assert take_over_times(now, before) == FileChanges(changed=("a",), new=("b", "c"), gone=("c/below",))
