"""A command finds the workspace that is meant, and says which it took where somebody is not in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from policypack.cli.main import cli
from policypack.files.swap import ASIDE, JOURNAL
from tests.organisations import workspace_of
from tests.started import run

NEEDS_ONE = sorted(name for name in cli.commands if name not in {"new", "facts", "schema", "many", "layer"})


def test_the_only_workspace_in_a_folder_is_taken_and_named(tmp_path: Path) -> None:
    club = workspace_of("swimming-club", tmp_path / "our-club")
    (tmp_path / "photos").mkdir()
    ran = run(["check"], cwd=tmp_path)
    assert ran.stderr.splitlines()[0] == f"This folder holds one workspace: working on {club}"
    assert ran.stdout == run(["check"], cwd=club).stdout


@pytest.mark.parametrize("folder", ["site_config", "site_config/pages", "site/help"])
def test_a_workspace_is_found_from_every_folder_in_it_and_named(folder: str, tmp_path: Path) -> None:
    club = workspace_of("swimming-club", tmp_path / "our-club")
    (club / folder).mkdir(parents=True, exist_ok=True)
    ran = run(["check"], cwd=club / folder)
    assert ran.stderr.splitlines()[0] == f"This folder lies in a workspace: working on {club}"
    assert ran.stdout == run(["check"], cwd=club).stdout


def test_a_folder_that_is_named_is_looked_around_as_well_and_said_as_it_was_named(tmp_path: Path) -> None:
    club = workspace_of("swimming-club", tmp_path / "clubs" / "our-club")
    ran = run(["-C", "clubs", "check"], cwd=tmp_path)
    assert ran.stderr.splitlines()[0] == f"clubs holds one workspace: working on {club}"


def test_nothing_is_said_of_it_in_the_workspace_itself(tmp_path: Path) -> None:
    club = workspace_of("swimming-club", tmp_path / "our-club")
    assert "working on" not in run(["check"], cwd=club).stderr
    assert "working on" not in run(["-C", "our-club", "check"], cwd=tmp_path).stderr


def test_of_several_workspaces_none_is_taken_and_all_are_named(tmp_path: Path) -> None:
    for name in ("seniors", "juniors"):
        workspace_of("swimming-club", tmp_path / name)
    ran = run(["build"], cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    said = "several workspaces lie in this folder; go into one of them, or name it with -C: juniors, seniors"
    assert " ".join(ran.stderr.split()) == f"{tmp_path}: {said}"
    assert not (tmp_path / "juniors" / "site").exists()


@pytest.mark.parametrize("command", NEEDS_ONE)
def test_each_command_names_a_folder_that_is_not_there_and_one_without_a_workspace(
    command: str, tmp_path: Path
) -> None:
    """Whichever command it is: what it asks for is only looked at afterwards."""
    required = ["--role", "Committee"] if command == "approve" else []
    nowhere = CliRunner().invoke(cli, ["-C", str(tmp_path / "nothere"), command, *required])
    assert "there is no such folder" in str(nowhere.exception)
    assert "nothere" in str(nowhere.exception)
    empty = CliRunner().invoke(cli, ["-C", str(tmp_path), command, *required])
    assert f"{tmp_path}: there is no workspace here, above or right below" in str(empty.exception)


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_help_is_shown_wherever_somebody_is(command: str, tmp_path: Path) -> None:
    ran = CliRunner().invoke(cli, ["-C", str(tmp_path / "nothere"), command, "--help"])
    assert ran.exit_code == 0, ran.output
    assert ran.output.startswith("Usage:")


def test_facts_and_the_schema_need_no_workspace_but_the_facts_that_pages_print_do(tmp_path: Path) -> None:
    for name in ("seniors", "juniors"):
        workspace_of("swimming-club", tmp_path / name)
    for arguments in (["facts"], ["schema"]):
        assert run(arguments, cwd=tmp_path).returncode == 0
    assert "several workspaces" in run(["facts", "--ours"], cwd=tmp_path).stderr


def test_a_stopped_build_is_finished_in_the_workspace_that_was_found(tmp_path: Path) -> None:
    club = workspace_of("swimming-club", tmp_path / "our-club")
    (club / ASIDE).mkdir()
    (club / ASIDE / JOURNAL).write_text("{}", encoding="utf-8")
    assert run(["check"], cwd=tmp_path).returncode in {0, 1}
    assert not (club / ASIDE / JOURNAL).exists()


def test_folders_of_another_kind_are_no_workspace(tmp_path: Path) -> None:
    """A site of MkDocs without us, and a folder that is called as ours are."""
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "mkdocs.yml").write_text("site_name: Blog\n", encoding="utf-8")
    (tmp_path / "other" / "site_config").mkdir(parents=True)
    club = workspace_of("swimming-club", tmp_path / "our-club")
    assert str(club) in run(["check"], cwd=tmp_path).stderr
