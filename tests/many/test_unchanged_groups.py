"""A group is passed over where it would be built to the same bytes, and nowhere else."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from policypack.base.workspace import Workspace, shipped
from policypack.many import made_of
from policypack.many.made_of import inputs_code, is_current
from policypack.many.work import Job, work
from policypack.pack.pack import load_pack
from policypack.publish.approve import approve
from policypack.publish.build import build_all
from tests.organisations import put, workspace_of
from tests.publish.test_build import bytes_of

TODAY = date(2026, 11, 30)
_opened: list[str] | None = None


def _note(event: str, given: tuple[object, ...]) -> None:
    if _opened is not None and event == "open" and isinstance(given[0], str | bytes | Path):
        _opened.append(str(given[0]))


@pytest.fixture(scope="module")
def opened() -> Iterator[list[str]]:
    """Return the files that are opened from now on. A hook stays with a process; it is deaf afterwards."""
    global _opened  # noqa: PLW0603 - a hook takes nothing with it
    sys.addaudithook(_note)
    _opened = []
    yield _opened
    _opened = None


def job(root: Path, *, today: date = TODAY, anew: bool = False) -> Job:
    return Job("build", "club", str(root), today, anew, 600)


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that has agreed its policies, with content and pages of its own, built once."""
    root = workspace_of("angling-club", tmp_path_factory.mktemp("many") / "club")
    put(root, "site_config/pages/public/gala.md", "# Gala\n\nCome.\n")
    outcome = work(job(root))
    assert outcome.state == "built", outcome
    return root


def is_passed_over(root: Path, today: date = TODAY) -> bool:
    workspace = Workspace.at(root)
    return is_current(workspace, inputs_code(workspace, today))


def test_what_did_not_change_is_passed_over_and_is_what_a_full_build_makes(club: Path, tmp_path: Path) -> None:
    assert work(job(club)).state == "unchanged"
    fresh = shutil.copytree(
        club, tmp_path / "club", ignore=shutil.ignore_patterns("site", "staff", "report", "last_build")
    )
    build_all(fresh, TODAY)
    for output in ("site", "staff"):
        assert bytes_of(fresh / output) == bytes_of(club / output)


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("site_config/answers.yml", "\n# a comment\n"),
        ("site_config/pages/public/gala.md", "And bring a rod.\n"),
        ("site_config/pages/staff/new.md", "# New\n"),
        ("site_config/logo.svg", "<!-- other -->"),
        ("site_config/changes.txt", "\n"),
        ("site_config/read_by.yml", "\n"),
        ("mkdocs.yml", "\n# other\n"),
        ("content/rules.yml", ""),
        ("templates/pages/home.md.j2", "Hello.\n"),
        ("hook.py", ""),
        ("site/index.html", "<p>somebody was here</p>"),
        ("staff/more.html", ""),
        ("report/index.html", ""),
    ],
)
def test_whatever_a_page_may_be_made_of_and_whatever_was_written_is_looked_at(club: Path, file: str, data: str) -> None:
    """A file that is changed, or comes, or goes again."""
    place = club / file
    before = place.read_bytes() if place.is_file() else None
    times = place.stat() if place.is_file() else None
    try:
        put(club, file, (before or b"") + data.encode())
        assert not is_passed_over(club)
    finally:
        if before is None or times is None:
            place.unlink()
        else:
            place.write_bytes(before)
            import os

            os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert is_passed_over(club)


def test_a_group_is_built_anew_where_its_body_lays_down_something_else(tmp_path: Path) -> None:
    body = put(workspace_of("one-man-team", tmp_path / "body"), "site_config/layer.yml", "asks_for: [people.cover]\n")
    group = put(workspace_of("angling-club", tmp_path / "club"), "site_config/layer.yml", "extends: ../body\n")
    assert work(job(group)).state == "built"
    assert is_passed_over(group)
    put(body, "site_config/layer.yml", "asks_for: [people.wait]\n")
    assert not is_passed_over(group)


def test_the_day_our_own_code_and_what_is_gone_are_looked_at(club: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_passed_over(club, date(2026, 12, 1))
    (club / "site" / "index.html").rename(club / "site" / "elsewhere.html")
    assert not is_passed_over(club)
    (club / "site" / "elsewhere.html").rename(club / "site" / "index.html")
    assert is_passed_over(club)
    monkeypatch.setattr(made_of, "stamp", lambda _: "another version")
    assert not is_passed_over(club)


def test_on_the_next_day_a_full_build_differs_so_that_the_day_is_among_what_is_looked_at(
    club: Path, tmp_path: Path
) -> None:
    fresh = shutil.copytree(club, tmp_path / "club")
    build_all(fresh, date(2026, 12, 1))
    assert bytes_of(fresh / "report") != bytes_of(club / "report")
    assert bytes_of(fresh / "site") == bytes_of(club / "site")


def test_what_policypack_writes_for_itself_builds_nothing_anew(club: Path) -> None:
    for file in ("site_config/history.jsonl", "site_config/.policypack.lock", ".git/HEAD", "START-HERE.md"):
        put(club, file, f"another {file}")
        assert is_passed_over(club), file


def test_every_file_that_a_build_opens_in_a_workspace_is_looked_at(tmp_path: Path, opened: list[str]) -> None:
    """Of a club that has agreed its policies and has templates and content of its own, with changes since told."""
    root = workspace_of("swimming-club", tmp_path / "club")
    put(root, "site_config/pages/staff/own.md", "# Own\n")
    put(root, "templates/pages/home.md.j2", (shipped("templates") / "pages" / "home.md.j2").read_bytes())
    approve(load_pack(root, TODAY), "Committee")
    build_all(root, TODAY)
    put(root, "site_config/pages/staff/own.md", "# Own\n\nMore.\n")
    opened.clear()
    build_all(root, TODAY)
    inside = {Path(name) for name in opened if name.startswith(str(root))}
    known = {path.relative_to(root) for path in made_of._inputs(Workspace.at(root))}
    written = ("site/", "staff/", "report/", ".policypack-build/", "site_config/last_build/", "START-HERE.md")
    read = {path.relative_to(root) for path in inside}
    left_out = {
        path for path in read - known if not path.as_posix().startswith(written) and not path.name.startswith(".")
    }
    assert len(read & known) > 4
    assert not {path for path in left_out if (root / path).is_file()}
