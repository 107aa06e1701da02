"""The command line: exit codes, and what is said where something is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from policypack import __version__
from tests.organisations import CHECKOUT
from tests.started import run as run_copied

POLICYPACK = str(Path(sys.executable).with_name("policypack"))
EXAMPLE = CHECKOUT / "site_config" / "answers.yml"


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_copied([str(argument) for argument in arguments], cwd=cwd)


def run_from_scratch(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as somebody starts it, where that is what is tested."""
    return subprocess.run(
        [POLICYPACK, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_version_is_said(tmp_path: Path) -> None:
    ran = run_from_scratch("--version", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, f"policypack {__version__}\n")


def test_saying_the_version_loads_no_questions_and_no_site_generator() -> None:
    script = (
        "import sys; sys.argv = ['policypack', '--version']\n"
        "from policypack.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'mkdocs', 'questionary', 'pydantic', 'yaml', 'ruamel.yaml', 'rich'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_as_a_module_or_in_a_copy_it_is_the_same_command(tmp_path: Path) -> None:
    """Its name, what it says, where it says it, and its exit code: of a command that works and of one that fails."""
    for arguments in (["--help"], ["-C", CHECKOUT, "check"], ["-C", tmp_path, "check"], ["biuld"]):
        module = subprocess.run(
            [sys.executable, "-m", "policypack", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        command = run_from_scratch(*arguments, cwd=tmp_path)
        for other in (module, run(*arguments, cwd=tmp_path)):
            assert (other.returncode, other.stdout, other.stderr) == (
                command.returncode,
                command.stdout,
                command.stderr,
            )


@pytest.mark.parametrize("command", ["new", "ask"])
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    ran = run(command, "--help", cwd=tmp_path)
    assert ran.returncode == 0
    assert f"Usage: policypack {command}" in ran.stdout


def test_new_takes_an_answers_file_and_makes_a_workspace_of_it(tmp_path: Path) -> None:
    ran = run("new", "our club", "--answers", EXAMPLE, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Made a workspace in" in ran.stdout
    folder = tmp_path / "our club"
    own = [".policypack.lock", "answers.schema.json", "answers.yml", "history.jsonl", "logo.svg", "pages/.gitkeep"]
    assert files_in(folder) == [".gitignore", "START-HERE.md", "mkdocs.yml", *(f"site_config/{name}" for name in own)]
    text = (folder / "site_config" / "answers.yml").read_text(encoding="utf-8")
    assert text == EXAMPLE.read_text(encoding="utf-8")
    assert (folder / "mkdocs.yml").read_text(encoding="utf-8") == (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "/report/" in (folder / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_new_with_gaps_makes_the_workspace_and_lists_what_approval_needs(tmp_path: Path) -> None:
    (tmp_path / "answers.yml").write_text("organisation:\n  name: Club\n  aims: not decided yet\n", encoding="utf-8")
    ran = run("new", "club", "--answers", "answers.yml", cwd=tmp_path)
    assert ran.returncode == 1
    assert "organisation.aims: What do you do online with children and families?" in ran.stdout
    assert "people.lead: Who is your child protection lead?" in ran.stdout
    assert "organisation.name:" not in ran.stdout
    assert "site_config/answers.yml" in files_in(tmp_path / "club")


def test_new_with_problems_says_them_all_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("organisation:\n  kind: club\n  nmae: X\n", encoding="utf-8")
    ran = run("new", "club", "--answers", "mine.yml", cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stdout == ""
    first, second = ran.stderr.splitlines()
    assert first.startswith('mine.yml:2: organisation.kind: given "club": one of sports_club')
    assert second == 'mine.yml:3: organisation.nmae: given "X": there is no such question (did you mean name?)'
    assert files_in(tmp_path) == ["mine.yml"]


def test_the_list_of_commands_cuts_no_sentence_off(tmp_path: Path) -> None:
    """The library ends a sentence that is too long for a line of 80 with three dots."""
    commands = run("--help", cwd=tmp_path).stdout.partition("Commands:")[2]
    assert "..." not in commands
    assert all(line.endswith(".") for line in commands.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "club", "--answers", "none.yml"], "none.yml: there is no such file in "),
        (["new", "file.txt", "--answers", "file.txt"], "a folder is wanted here; this is a file"),
        (["new", "file.txt/club", "--answers", "good.yml"], "could not be written"),
        (["new", "taken", "--answers", "good.yml"], "there are answers here already, and they are left as they are"),
        (["ask"], "policypack ask: a terminal is wanted for the questions"),
        (["new", "club"], "policypack new: a terminal is wanted for the questions"),
        (["-C", "nowhere", "ask"], '-C: given "nowhere": there is no such folder'),
        (["-C", "file.txt", "check"], '-C: given "file.txt": a folder is wanted, and this is a file'),
        (["new", "--no-such-option"], "No such option"),
        (["knew"], "No such command"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_changes_nothing(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").write_text("hello\n", encoding="utf-8")
    (tmp_path / "good.yml").write_text("organisation:\n  name: Club\n", encoding="utf-8")
    (tmp_path / "taken" / "site_config").mkdir(parents=True)
    (tmp_path / "taken" / "site_config" / "answers.yml").write_text("organisation:\n", encoding="utf-8")
    before = files_in(tmp_path)
    ran = run(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert files_in(tmp_path) == before


def test_new_works_in_a_folder_that_holds_other_things_and_overwrites_none(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    (tmp_path / "good.yml").write_text("organisation:\n  name: Club\n", encoding="utf-8")
    ran = run("new", "--answers", "good.yml", cwd=tmp_path)
    assert ran.returncode == 1
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: Ours\n"
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "*.tmp\n"
    assert "mkdocs.yml was there already and is left as it is; add `policypack` to its plugins" in ran.stdout
    assert ".gitignore was there already and is left as it is; add /site/ /staff/ /report/" in ran.stdout


@pytest.mark.parametrize("day", ["9999-12-31", "2100-01-01", "1999-12-31"])
def test_a_day_too_far_away_to_reckon_with_is_refused_as_an_answer_and_as_today(day: str, tmp_path: Path) -> None:
    answers = (CHECKOUT / "tests" / "orgs" / "gaming-charity.yml").read_text(encoding="utf-8")
    (tmp_path / "far.yml").write_text(re.sub(r"\b20\d\d-\d\d-\d\d\b", day, answers), encoding="utf-8")
    for ran in (run("new", "club", "--answers", "far.yml", cwd=tmp_path), run("check", "--today", day, cwd=tmp_path)):
        assert ran.returncode == 2
        assert "a year from 2000 to 2099 is wanted" in ran.stderr
        assert "Traceback" not in ran.stderr
    assert not (tmp_path / "club").exists()


def test_a_full_disk_behind_what_is_said_is_named_without_a_traceback() -> None:
    if not Path("/dev/full").exists():  # only Linux has a disk that is always full
        return
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [POLICYPACK, "schema"], cwd=CHECKOUT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ran.returncode == 2
    assert ran.stderr.endswith("could not be written (No space left on device); make room on the disk\n")
