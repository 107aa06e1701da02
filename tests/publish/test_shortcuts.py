"""What is there only to save time changes nothing that is written, and can be left, each by its name."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policypack.base import shortcuts
from policypack.base.shortcuts import SHORTCUTS, SWITCH, Shortcut
from policypack.publish.build import Built
from tests.organisations import CHECKOUT, workspace_of
from tests.publish.test_build import TODAY
from tests.publish.test_same_bytes import outputs

NAMED = {shortcut: name for name, shortcut in vars(shortcuts).items() if isinstance(shortcut, Shortcut)}


def test_the_long_way_leads_to_the_same_bytes(built_of: Callable[[str], Built], tmp_path: Path) -> None:
    """Both sites and the report of the largest organisation: with every shortcut, and with none."""
    folder = workspace_of("gaming-charity", tmp_path / "charity")
    environment = os.environ | {SWITCH: "all", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "policypack", "-C", str(folder), "build", "--today", TODAY.isoformat()]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    assert not (tmp_path / "cache").exists()
    assert outputs(folder) == outputs(built_of("gaming-charity").pack.workspace.root)


def test_each_shortcut_is_in_the_table_and_asked_for_where_it_says() -> None:
    assert set(SHORTCUTS) == set(NAMED)
    assert len({shortcut.name for shortcut in SHORTCUTS}) == len(SHORTCUTS)
    for shortcut, name in NAMED.items():
        code = (CHECKOUT / "generator" / "policypack" / shortcut.where).read_text(encoding="utf-8")
        assert f"{name}.taken" in code, shortcut.name


def test_the_switch_leaves_all_or_those_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH, raising=False)
    assert all(shortcut.taken for shortcut in SHORTCUTS)
    monkeypatch.setenv(SWITCH, "all")
    assert not any(shortcut.taken for shortcut in SHORTCUTS)
    first, second, *others = SHORTCUTS
    monkeypatch.setenv(SWITCH, f"{first.name},{second.name}")
    assert not first.taken
    assert not second.taken
    assert all(shortcut.taken for shortcut in others)
