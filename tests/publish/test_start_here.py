"""START-HERE.md: true to the answers, with commands that run, and nothing lost of what others wrote into it."""

from __future__ import annotations

import errno
import os
import re
import shlex
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.cli.main import cli
from policypack.content.catalogue import load_catalogue
from policypack.content.questions import sees
from policypack.pack.approval import Approval
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish.build import Built, build_all
from policypack.publish.start_here import START_HERE, start_here, with_part, write_start_here
from tests.hardening.canaries import answers_of, as_read, with_canaries
from tests.hardening.rounds import some_of
from tests.organisations import ORGANISATIONS, put, workspace_of, workspace_with
from tests.shipped_text import OURS

TODAY = date(2026, 11, 22)
QUESTIONS = load_catalogue(OURS).questions
PART = "# Start here\n\nOne line.\n\nAnother line."


def part_of(folder: Path, today: date = TODAY) -> str:
    return start_here(Renderer(load_pack(folder, today)))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path)


def text_in(workspace: Workspace) -> str:
    return (workspace.root / START_HERE).read_bytes().decode()


@pytest.mark.parametrize("organisation", some_of(ORGANISATIONS))
def test_nothing_that_is_not_public_stands_in_it(organisation: str, tmp_path: Path) -> None:
    """It may end on a shared drive: no name, number or day that somebody may not see."""
    text, canaries = with_canaries(answers_of(organisation), QUESTIONS)
    pack = load_pack(workspace_with(text, tmp_path), TODAY)
    read = as_read(start_here(Renderer(pack)))
    hidden = [canary for canary in canaries if not sees("public", canary.seen_by(pack.answers))]
    assert len(hidden) >= 8
    assert [canary.qid for canary in hidden if any(form in read for form in canary.forms)] == []


def test_every_command_in_it_is_taken_as_it_is_printed(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    codes = re.findall(r"`(policypack [^`]*)`", part_of(folder))
    assert {"policypack build", "policypack check", "policypack ask --review --browser"} <= set(codes)
    assert any(code.startswith("policypack approve --role ") for code in codes)
    for code in set(codes) - {"policypack --version"}:
        name, *rest = shlex.split(code)[1:]
        cli.commands[name].make_context(name, rest)


def test_every_link_in_it_leads_to_a_file_that_the_build_wrote(built_of: Callable[[str], Built]) -> None:
    root = built_of("swimming-club").pack.workspace.root
    text = (root / START_HERE).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert len(links) >= 5
    assert [link for link in links if not (root / link).is_file()] == []
    assert "`report/proof.html`" in text
    assert (root / "report" / "proof.html").is_file()


def test_it_lies_beside_the_outputs_and_in_none(built_of: Callable[[str], Built]) -> None:
    built = built_of("swimming-club")
    assert (built.pack.workspace.root / START_HERE).is_file()
    for folder in built.folders.values():
        assert not [path for path in folder.rglob("*") if "start-here" in path.name.casefold()]


def test_it_says_who_agreed_until_when_what_is_due_and_where_the_pages_are(tmp_path: Path) -> None:
    folder = workspace_of("gaming-charity", tmp_path)
    text = part_of(folder)
    assert "**A draft:** nobody has agreed the policies and codes yet." in text
    assert "(https://safe.lanternfish.example/)" in text
    pack = load_pack(folder, TODAY)
    due = [review for review in pack.reviews if review.for_others]
    assert len(re.findall(r"(?m)^- \*\*\d+ \w+ \d{4}:\*\*", text)) == len(due) > 0
    record = Approval(role="Chair of trustees", date=TODAY, next_review=date(2027, 5, 1), pages={})
    lines = [f"role: {record.role}", f"date: {record.date}", f"next_review: {record.next_review}", "pages: {}"]
    put(folder, "site_config/approval.yml", "\n".join(lines) + "\n")
    text = part_of(folder)
    assert "Chair of trustees agreed the policies and codes on 22 November 2026." in text
    assert "looked at again by 1 May 2027" in text
    assert "- **1 May 2027:** The pack as a whole" in text
    assert re.search(r"\*\*Changed since then,\*\* and not agreed again yet: .*Adults' code of conduct", text)


def test_it_is_the_same_on_another_day_even_where_days_have_passed(tmp_path: Path) -> None:
    folder = workspace_of("football-club", tmp_path)
    assert part_of(folder) == part_of(folder, TODAY + timedelta(days=1)) == part_of(folder, TODAY + timedelta(days=500))


def test_what_stands_around_our_part_stays_whatever_its_line_ends_and_our_part_is_renewed(workspace: Workspace) -> None:
    for line_end, mark in (("\n", ""), ("\r\n", "\ufeff")):
        write_start_here(workspace, PART)
        (workspace.root / START_HERE).write_bytes(
            (f"{mark}Before.\n\n{text_in(workspace)}\nKey: ask Café Jo.\n").replace("\n", line_end).encode()
        )
        assert write_start_here(workspace, PART.replace("One", "A newer")) is None
        text = text_in(workspace)
        assert text.startswith(f"{mark}Before.{line_end}")
        assert text.endswith(f"{line_end}Key: ask Café Jo.{line_end}")
        assert f"{line_end}A newer line.{line_end}" in text
        assert "One line." not in text
        assert ("\r" in text) == (line_end == "\r\n")
        (workspace.root / START_HERE).unlink()


def test_what_was_written_into_our_part_by_hand_is_kept_once_below_it(workspace: Workspace) -> None:
    write_start_here(workspace, PART)
    changed = text_in(workspace).replace("Another line.", "Another line.\nThe key hangs in the hall.")
    (workspace.root / START_HERE).write_text(changed, encoding="utf-8")
    for _ in range(3):
        assert write_start_here(workspace, PART) is None
    text = text_in(workspace)
    assert text.count("The key hangs in the hall.") == 1
    assert text.index("The key hangs in the hall.") > text.index("what you write below this line stays")
    assert text.count("Another line.") == 1


def test_a_file_that_has_not_changed_is_not_touched(workspace: Workspace) -> None:
    write_start_here(workspace, PART)
    file = workspace.root / START_HERE
    os.utime(file, (1, 1))
    assert write_start_here(workspace, PART) is None
    assert file.stat().st_mtime == 1
    assert write_start_here(workspace, PART + "\n\nMore.") is None
    assert file.stat().st_mtime != 1


TWICE = f"{with_part('', PART)}\n{with_part('', PART)}"


@pytest.mark.parametrize(
    "foreign", [b"# Our own notes\n", b"\xff\xfenot text", TWICE.encode(), b"<!-- policypack 0123456789ab: begun -->\n"]
)
def test_a_file_of_the_same_name_that_is_not_ours_is_left_and_said(workspace: Workspace, foreign: bytes) -> None:
    (workspace.root / START_HERE).write_bytes(foreign)
    said = write_start_here(workspace, PART)
    assert (workspace.root / START_HERE).read_bytes() == foreign
    assert said is not None
    assert said.startswith("START-HERE.md: the two marks between which policypack writes are not in it")
    assert "\n" not in said


def test_a_full_disk_a_link_and_a_folder_in_its_place_are_said_in_a_line_and_leave_what_was_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace.root / START_HERE
    write_start_here(workspace, PART)
    before = text_in(workspace)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", _full)
        said = write_start_here(workspace, PART + "\n\nMore.")
    assert said is not None
    assert said.startswith("START-HERE.md: it could not be written (No space left on device)")
    assert "\n" not in said
    assert text_in(workspace) == before
    assert [path.name for path in workspace.root.iterdir()] == [START_HERE]
    file.rename(workspace.root / "elsewhere")
    file.symlink_to(workspace.root / "elsewhere")
    assert "this is a link" in (write_start_here(workspace, PART + "\n\nMore.") or "")
    assert (workspace.root / "elsewhere").read_text(encoding="utf-8") == before
    file.unlink()
    file.mkdir()
    assert (write_start_here(workspace, PART) or "").startswith("START-HERE.md: it could not be read or written")


def _full(_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_build_that_cannot_write_it_makes_the_outputs_and_says_so(tmp_path: Path) -> None:
    folder = put(workspace_of("angling-club", tmp_path), START_HERE, "Our own notes.\n")
    built = build_all(folder, TODAY)
    assert (folder / "site" / "index.html").is_file()
    assert len(built.notes) == 1
    assert (folder / START_HERE).read_text(encoding="utf-8") == "Our own notes.\n"


def test_a_new_workspace_has_it_but_where_it_brings_templates_along(tmp_path: Path) -> None:
    """Templates decide what pages say, and nobody has been asked yet whether those of others may."""
    answers = tmp_path / "answers.yml"
    answers.write_text("organisation:\n  name: Nettle Club\n", encoding="utf-8")
    for name, there in (("plain", True), ("own", False)):
        folder = tmp_path / name
        if not there:
            (folder / "templates" / "pages").mkdir(parents=True)
        cli.main(["new", "--answers", str(answers), str(folder)], standalone_mode=False)
        assert (folder / START_HERE).is_file() is there
    assert "Nettle Club" in (tmp_path / "plain" / START_HERE).read_text(encoding="utf-8")
