"""No command runs what a workspace brings along before somebody at this machine has said yes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from policypack.cli.main import cli
from tests.cli.test_main import run
from tests.organisations import CHECKOUT, put, workspace_of
from tests.terminal.pty import Terminal

RUNS_NOTHING = {"check", "facts", "history", "published", "readers", "schema"}
TAKES_WHAT_WAS_BUILT = {"publish"}
"""It makes no page, and so runs nothing; it wants to be told where to."""
ASKS = {"ask", "new"}
"""Commands that want a terminal."""
MANY = {"many", "layer"}
"""Commands that hold others: on many workspaces, where only what somebody has said yes to in each is run
(test_many.py); and on layers (test_layer_archive.py)."""
HOOK = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n"
HOME = "templates/pages/home.md.j2"
ARGUMENTS: Mapping[str, list[str]] = {"approve": ["--role", "Chair"]}


@pytest.fixture
def club(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace whose mkdocs.yml has a hook."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))  # nothing that was said before counts
    folder = workspace_of("angling-club", tmp_path / "club")
    settings = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"hooks: [h.py]\n{settings}", encoding="utf-8")
    (folder / "h.py").write_text(HOOK, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", sorted(cli.commands.keys() - RUNS_NOTHING - TAKES_WHAT_WAS_BUILT - ASKS - MANY))
def test_where_nobody_can_be_asked_nothing_runs(name: str, club: Path) -> None:
    """Whichever command it is: it says everything that would run, with its line, and how to let it."""
    ran = run(name, *ARGUMENTS.get(name, []), cwd=put(club, HOME, "{{ 1 / 0 }}"))
    assert (ran.returncode, ran.stdout) == (2, "")
    hooks, templates = ran.stderr.splitlines()
    assert hooks.startswith('mkdocs.yml:1: "hooks: [h.py]"; ')
    assert templates.startswith("templates: own templates")
    assert "--trust" in hooks
    assert not (club / "ran").exists()


def test_every_command_that_may_run_something_can_be_told_to() -> None:
    """A command that has no ``--trust`` is one that runs nothing."""
    without = {name for name, command in cli.commands.items() if "trust" not in {each.name for each in command.params}}
    assert without == RUNS_NOTHING | TAKES_WHAT_WAS_BUILT | MANY
    assert isinstance(cli, click.Group)


@pytest.mark.parametrize("name", sorted(RUNS_NOTHING))
def test_a_look_at_the_answers_runs_nothing(name: str, club: Path) -> None:
    """Neither a hook nor an own template, even where somebody said yes to both."""
    ran = run(name, cwd=put(club, HOME, "{{ 1 / 0 }}"))
    assert ran.returncode in {0, 1}, ran.stderr
    assert not (club / "ran").exists()


def test_a_script_says_trust_and_nothing_is_remembered(club: Path) -> None:
    """It holds for this once."""
    ran = run("build", "--trust", cwd=club)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (club / "ran").exists()
    assert run("build", cwd=club).returncode == 2


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--plain"], ["ask", "--browser"], ["new", "."]])
def test_the_questionnaire_asks_before_it_runs_anything(arguments: list[str], club: Path) -> None:
    """For it shows pages as they change, and builds them."""
    if "new" in arguments:
        (club / "site_config" / "answers.yml").unlink()
    put(club, "templates/\x1b[2Jhidden", "")  # a terminal would act on it and wipe the question away
    terminal = Terminal(*arguments, cwd=club)
    terminal.shows('mkdocs.yml:1: "hooks: [h.py]"')
    terminal.shows("templates: own templates, which can only fill in pages: \\u001b[2Jhidden")
    assert "\x1b[2Jhidden" not in terminal.read
    terminal.shows("until it changes? [y/N]:")
    terminal.sends("\r")
    terminal.shows("nothing was run")
    assert terminal.ends() == 2
    assert not (club / "ran").exists()


def test_a_yes_is_asked_for_once_and_again_where_a_hook_has_changed(club: Path) -> None:
    """Said at a terminal, it holds for commands that nobody watches, too."""
    terminal = Terminal("build", cwd=club)
    terminal.shows("until it changes? [y/N]:")
    assert not (club / "ran").exists()
    terminal.sends("y\r")
    terminal.shows("report/")
    assert terminal.ends() == 0
    assert (club / "ran").exists()
    assert run("build", cwd=club).returncode == 0
    (club / "h.py").write_text(f"{HOOK}# another", encoding="utf-8")
    assert run("build", cwd=club).returncode == 2
