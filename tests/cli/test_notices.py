"""What is to be said of the files themselves is said by each command that reads answers, and stops none."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.organisations import put, workspace_of, workspace_with
from tests.readers.test_logo import svg
from tests.started import run

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [["check"], ["check", "--json"], ["coverage"], ["approve", "--role", "Committee"], ["facts", "--ours"]]
COPY = (
    "Note: Beside answers.yml lies \u201canswers (conflicted copy 2026-11-20).yml\u201d, which looks like a copy of it"
)
UNSEEN = "Note: Your logo is white or nearly so, and can hardly be seen"


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workspace_of("swimming-club", tmp_path_factory.mktemp("noted"))
    put(folder, "site_config/answers (conflicted copy 2026-11-20).yml", "organisation: {}\n")
    put(folder, "site_config/logo.svg", svg("<path fill='#fff' d='M0 0h3v2z'/>"))
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8").replace("\n  name: ", "\n  name:\u00a0", 1)
    file.write_text(text.replace("\n  colour: ", "\n\u00a0\u00a0colour: ", 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_notices_stand_beside_what_a_command_says(command: list[str], noted: Path) -> None:
    said = run(command, cwd=noted)
    lines = said.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines[:4]] == ["Note"] * 4
    assert "answers.yml:11: a no-break space (U+00A0) stood after the colon, and was read as a plain space." in lines[0]
    assert "stood at the start of the line" in lines[1]
    assert lines[2].startswith(COPY)
    assert lines[3].startswith(UNSEEN)
    assert "Note:" not in said.stdout
    assert said.returncode in (0, 1)


def test_a_picture_that_is_heavy_is_said_with_what_to_do(tmp_path: Path) -> None:
    folder = workspace_with("brand:\n  welcome: Come in!\n  picture: pool.png\n", tmp_path)
    for size, is_said in ((200, False), (400, True)):
        rows = random.Random(size).randbytes(size * size * 3)
        picture = io.BytesIO()
        Image.frombytes("RGB", (size, size), rows).save(picture, "PNG")
        put(folder, "site_config/pool.png", picture.getvalue())
        said = run(["check"], cwd=folder).stderr
        assert ("Note: Your picture for the first page is 0.5 MB: phones" in said) == is_said, size


def test_a_build_says_them_and_builds(noted: Path) -> None:
    said = run(["build"], cwd=noted)
    assert said.returncode == 0, said.stderr
    assert COPY in said.stderr
    assert UNSEEN in said.stderr


def test_a_copy_of_the_history_is_said_with_what_to_do(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    put(folder, "site_config/history (conflicted copy 2026-11-20).jsonl", "{}\n")
    said = run(["check"], cwd=folder).stderr
    assert "Note: Beside history.jsonl lies \u201chistory (conflicted copy 2026-11-20).jsonl\u201d" in said
    assert "No answer is lost with it" in said


def test_where_nothing_is_to_be_said_nothing_is(tmp_path: Path) -> None:
    assert "Note" not in run(["check"], cwd=workspace_of("swimming-club", tmp_path)).stderr


def test_a_new_workspace_is_made_of_what_was_meant(tmp_path: Path) -> None:
    (tmp_path / "theirs.yml").write_text("organisation:\n\tname:\u00a0Club\n", encoding="utf-8")
    said = run(["new", "ours", "--answers", "theirs.yml"], cwd=tmp_path)
    assert "Note: theirs.yml:2: " in said.stderr
    written = (tmp_path / "ours" / "site_config" / "answers.yml").read_text(encoding="utf-8")
    assert "\n  name: Club\n" in written
    assert "Note" not in run(["check"], cwd=tmp_path / "ours").stderr


def test_no_more_than_a_few_lines_are_named(tmp_path: Path) -> None:
    text = "organisation:\n" + "".join(f"  {name}:\u00a0none\n" for name in ("phone", "parent_body"))
    text += "brand:\n" + "".join(f"\u00a0 {name}: none\n" for name in ("logo", "colour", "address"))
    text = text.replace("  phone:\u00a0none\n", "")
    found = run(["check"], cwd=workspace_with("people:\u00a0\nonline:\u00a0\n" + text, tmp_path)).stderr
    assert found.count("Note:") == 7  # the seventh says that the file is of 0.1.0
    assert "1 more lines were read in the same way" in found
