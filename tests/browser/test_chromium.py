"""Finding a browser, and saying what is wanted where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import NAMES, NoBrowserError, find_chromium

SCRIPT = Path(__file__).parent / "install-chromium.sh"
SHELL = shutil.which("sh") or "/bin/sh"


@pytest.mark.parametrize("installed", NAMES)
def test_each_browser_that_will_do_is_found(installed: str) -> None:
    assert find_chromium(lambda name: f"/usr/bin/{name}" if name == installed else None) == f"/usr/bin/{installed}"


def test_where_there_is_none_one_line_says_what_is_needed() -> None:
    with pytest.raises(NoBrowserError, match=r"install-chromium\.sh") as caught:
        find_chromium(lambda _: None)
    assert "\n" not in str(caught.value)


def run_with(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHELL, str(SCRIPT)], env=os.environ | {"PATH": str(path)}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("installed", NAMES)
def test_the_installer_leaves_a_browser_that_is_there_alone(installed: str, tmp_path: Path) -> None:
    (tmp_path / installed).write_text("#!/bin/sh\n")
    (tmp_path / installed).chmod(0o755)
    done = run_with(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_installer_says_in_one_line_what_is_needed_where_it_cannot_install(tmp_path: Path) -> None:
    done = run_with(tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "install one of them" in done.stderr
