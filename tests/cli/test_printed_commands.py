"""Every command that any text of ours prints exists, and takes what the text gives it."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from policypack.base.workspace import shipped
from policypack.cli.main import cli
from tests.folded import folded
from tests.organisations import CHECKOUT

TEXTS = sorted(
    path
    for path in (
        *CHECKOUT.glob("*.md"),
        *(CHECKOUT / "docs").rglob("*.md"),
        *shipped("content").rglob("*.yml"),
        *(path for path in shipped("templates").rglob("*") if path.suffix in {".j2", ".html", ".js"}),
        *(CHECKOUT / "generator").rglob("*.py"),
        *(CHECKOUT / "tests").rglob("*.py"),
        CHECKOUT / "mkdocs.yml",
        CHECKOUT / "Makefile",
        CHECKOUT / ".ci" / "run",
    )
    if path != Path(__file__)
)
_CODE = re.compile(r"`+([^`\n]+(?:\n[^`\n]+)?)`+|<code>([^<]+)</code>")
"""What stands in code within a sentence: between backticks, or in HTML's element for it. A line may end within it."""
_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"\s+# .*")
_SHELL = re.compile(r"^(policypack( |$)|make [a-z]+( |$)|python -m )")


def commands() -> dict[str, str]:
    """Return each command that is printed somewhere, with the first place where it is."""
    found: dict[str, str] = {}
    for path in TEXTS:
        text = path.read_text(encoding="utf-8")
        codes = [match[1] or match[2] for match in _CODE.finditer(text)]
        if path.suffix == ".md":
            codes += [line for block in _BLOCK.finditer(text) for line in block[1].splitlines()]
        for code in codes:
            command = " ".join(_COMMENT.sub("", code).split())
            if _SHELL.match(command):
                found.setdefault(command, path.relative_to(CHECKOUT).as_posix())
    return found


PRINTED = commands()
OURS = sorted(text for text in PRINTED if text.startswith("policypack"))
TARGETS = sorted(text for text in PRINTED if text.startswith("make "))
MODULES = sorted(text for text in PRINTED if text.startswith("python -m "))


def test_commands_of_each_kind_are_found_where_they_are_known_to_stand() -> None:
    assert {"policypack check", "policypack ask --review"} <= set(OURS)
    assert {"make site", "make test"} <= set(TARGETS)
    assert "python -m tests.flow" in MODULES


@folded("text", OURS)
def test_a_command_of_ours_is_taken_as_it_is_printed(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is parsed, with its options and what they take, and not run: each command's own tests do that.

    A sentence may name a command, or an option of it, without all that they need.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FILE").touch()
    words = [{"DATE": "2026-11-28"}.get(word, word) for word in shlex.split(text)[1:]]
    first, *rest = (words[2:] if words[:1] == ["-C"] else words) or ["--help"]
    place = f"{PRINTED[text]} prints `{text}`"
    if first.startswith("-"):
        assert first in ["--help", *(name for option in cli.params for name in option.opts)], place
        return
    assert first in cli.commands, place
    command = cli.commands[first]
    while isinstance(command, click.Group) and rest and rest[0] in command.commands:
        first, *rest = rest
        command = command.commands[first]
    try:
        command.make_context(first, rest)
    except (click.MissingParameter, click.exceptions.NoArgsIsHelpError):
        pass
    except click.UsageError as error:
        if not error.message.endswith("requires an argument."):
            pytest.fail(f"{place}: {error.message}")


@folded("text", TARGETS)
def test_a_target_that_is_printed_can_be_made(text: str) -> None:
    targets = [word for word in text.split()[1:] if "=" not in word]
    run = subprocess.run(["make", "--dry-run", *targets], cwd=CHECKOUT, capture_output=True, text=True, check=False)  # noqa: S607
    assert run.returncode == 0, f"{PRINTED[text]} prints `{text}`: {run.stderr}"


@folded("text", MODULES)
def test_a_module_that_is_printed_is_there(text: str) -> None:
    assert importlib.util.find_spec(text.split()[2]) is not None, f"{PRINTED[text]} prints `{text}`"
