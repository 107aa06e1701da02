"""What is said of the files that a build has changed: in the list for whoever uploads by hand, and after a build."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from policypack.files.file_changes import FileChanges
from policypack.publish.changed_files import LIST, changed_files, since_text

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
NONE = FileChanges()


def listed(*builds: tuple[date, dict[str, FileChanges]], file: Path) -> list[str]:
    """Return the lines of the list after so many builds, without its head."""
    for day, changes in builds:
        file.write_bytes(changed_files(file, {"site": NONE, "staff": NONE} | changes, day))
    return file.read_text(encoding="utf-8").splitlines()[3:]


def test_files_stand_under_the_day_that_last_changed_them_the_latest_first_and_gone_ones_apart(tmp_path: Path) -> None:
    """Two builds may lie between two uploads, and neither is lost."""
    first = {"site": FileChanges(new=("a.html", "b.html", "c.html")), "staff": FileChanges(new=("a.html",))}
    second = {"site": FileChanges(changed=("b.html",), new=("d.html",), gone=("c.html",))}
    assert listed((MONDAY, first), (TUESDAY, second), (TUESDAY, {}), file=tmp_path / LIST) == [
        "# 24 November 2026",
        "site/b.html",
        "site/d.html",
        "",
        "# 24 November 2026, gone",
        "site/c.html",
        "",
        "# 23 November 2026",
        "site/a.html",
        "staff/a.html",
    ]


def test_a_file_that_comes_back_is_gone_no_more_and_one_with_a_strange_name_is_kept(tmp_path: Path) -> None:
    strange = os.fsdecode(b"caf\xe9.html")
    gone, back = {"site": FileChanges(gone=("a.html", strange))}, {"site": FileChanges(new=("a.html",))}
    file = tmp_path / LIST
    file.write_bytes(changed_files(file, {"staff": NONE} | gone, MONDAY))
    file.write_bytes(changed_files(file, {"staff": NONE} | back, TUESDAY))
    lines = file.read_bytes().splitlines()[3:]
    assert lines == [b"# 24 November 2026", b"site/a.html", b"", b"# 23 November 2026, gone", b"site/caf\xe9.html"]


def test_the_report_is_never_in_the_list_and_what_somebody_wrote_into_it_ends_no_build(tmp_path: Path) -> None:
    file = tmp_path / LIST
    file.write_bytes(
        b"site/before-any-day.html\n# my notes\nsite/a.html\n# 31 November 2026\nsite/b.html\n\xff\n/etc/passwd\n"
    )
    changes = {"site": FileChanges(new=("c.html",)), "report": FileChanges(changed=("index.html",))}
    assert listed((MONDAY, changes), file=file) == ["# 23 November 2026", "site/c.html"]
    assert "report/" not in file.read_text(encoding="utf-8")


def test_after_a_build_the_files_of_each_output_are_counted_unless_it_was_the_first() -> None:
    changes = {"site": FileChanges(changed=("a", "b"), new=("c",)), "staff": FileChanges(gone=("d",)), "report": NONE}
    assert since_text({}) == ""
    assert since_text(changes).startswith(
        "Files since the last build: site/ 2 changed, 1 new; staff/ 1 gone; report/ none."
    )
    report_alone = {"site": NONE, "staff": NONE, "report": FileChanges(changed=("index.html",))}
    assert since_text(report_alone) == "No file of site/ or staff/ has changed since the last build."
