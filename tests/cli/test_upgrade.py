"""The commands on a workspace of another version: the older is read and upgraded, the newer refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policypack.base.versions import VERSION
from policypack.cli.main import cli, main
from tests.organisations import CHECKOUT, workspace_of

OLD = CHECKOUT / "tests" / "orgs" / "made-with-0.1.0"
WITH = {"approve": ["--role", "Committee"], "new": ["."]}
"""What a command wants besides its name."""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    said = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, said.out, said.err


@pytest.mark.parametrize(
    "command",
    [*sorted(cli.commands.keys() - {"many", "layer"}), "build --markdown out", "ask --browser", "facts --ours"],
)
def test_every_command_refuses_a_newer_workspace_in_one_sentence_and_changes_nothing(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a newer version put there, an older one cannot know what it means."""
    folder = workspace_of("village-minis", tmp_path / "club")
    answers = folder / "site_config" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace(f"made_with: {VERSION}", "made_with: 0.10.0"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    monkeypatch.chdir(folder)
    name, *options = command.split()
    code, out, err = run(capsys, name, *options, *WITH.get(name, []))
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert "policypack 0.10.0 wrote this file and this is the older" in line
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_check_reads_an_older_workspace_says_so_in_one_line_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only `upgrade` and `ask` write it anew."""
    folder = shutil.copytree(OLD / "gaming-charity", tmp_path / "club")
    before = (folder / "site_config" / "answers.yml").read_bytes()
    code, _, err = run(capsys, "-C", str(folder), "check", "--today", "2026-11-29")
    assert code in (0, 1)
    (line,) = [line for line in err.splitlines() if "0.1.0" in line]
    assert "`policypack upgrade` writes it anew" in line
    assert (folder / "site_config" / "answers.yml").read_bytes() == before


def test_upgrade_says_what_came_of_it_and_a_second_one_has_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The long lists are cut short, and say where the whole of them is."""
    folder = shutil.copytree(OLD / "parish-group", tmp_path / "club")
    code, out, err = run(capsys, "-C", str(folder), "upgrade", "--today", "2026-11-29")
    assert (code, err) == (0, "")
    for said in ("186 of 191 answers", "Please look at these answers", f"before-{VERSION}/what-changed.txt"):
        assert said in out
    code, out, _ = run(capsys, "-C", str(folder), "upgrade")
    assert (code, out) == (0, f"Nothing to do: policypack {VERSION} wrote these answers.\n")


def test_new_takes_an_older_answers_file_in_its_form_of_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file that is named stays as it is."""
    file = OLD / "swimming-club" / "site_config" / "answers.yml"
    code, _, _ = run(capsys, "new", str(tmp_path / "club"), "--answers", str(file))
    assert code == 0
    made = (tmp_path / "club" / "site_config" / "answers.yml").read_text(encoding="utf-8")
    assert f"\nmade_with: {VERSION}\n" in made
    assert "made_with" not in file.read_text(encoding="utf-8")
