"""The file to double-click: it sets up once, says what it does, and says what is wanted where it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.organisations import CHECKOUT

TOOLS = ("sh", "cat", "cmp", "dirname", "mkdir", "rm", "tail", "chmod", "uname", "readlink", "env")
PUTS = (
    'mkdir -p "$V/bin"; printf \'#!/bin/sh\\necho "started $*"\\n\' > "$V/bin/policypack"; chmod +x "$V/bin/policypack"'
)
UV = f'#!/bin/sh\necho "uv $1 $2" >> "$HOME/said"\nV="$HOME/.local/share/policypack/app/venv"\n{PUTS}\n'
OFFLINE = "#!/bin/sh\necho 'no address for pypi.org'\nexit 2\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home folder with a desktop, and a machine on which nothing is installed but what every system has."""
    home = tmp_path / "home"
    (home / "Desktop").mkdir(parents=True)
    (home / "bin").mkdir()
    for name in TOOLS:
        (home / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return home


def installed(home: Path, name: str, script: str) -> None:
    (home / "bin" / name).write_text(script, encoding="utf-8")
    (home / "bin" / name).chmod(0o755)


def started(home: Path, file: Path = CHECKOUT / "start-linux.sh") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "/bin/sh", str(file), "--version"],
        env={"HOME": str(home), "PATH": str(home / "bin")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_sets_up_once_and_starts(home: Path) -> None:
    installed(home, "uv", UV)
    first, second = started(home), started(home)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "This is done once, needs the internet" in first.stdout
    assert "A link is on your desktop" in first.stdout
    assert "Setting up" not in second.stdout
    assert second.stdout.endswith("started --version\n")
    assert (home / "said").read_text(encoding="utf-8") == "uv venv --quiet\nuv pip install\n"
    link = (home / "Desktop" / "policypack.desktop").read_text(encoding="utf-8")
    assert f'Exec=sh "{CHECKOUT}/start-linux.sh"' in link


def test_a_newer_copy_is_set_up_anew(home: Path, tmp_path: Path) -> None:
    installed(home, "uv", UV)
    copy = tmp_path / "a copy"
    copy.mkdir()
    for name in ("start-linux.sh", "start-mac.command", "pyproject.toml", "constraints.txt"):
        shutil.copy(CHECKOUT / name, copy)
    assert "Setting up" in started(home, copy / "start-mac.command").stdout
    assert "Setting up" not in started(home, copy / "start-linux.sh").stdout
    (copy / "constraints.txt").write_text("newer==1\n", encoding="utf-8")
    assert "Setting up" in started(home, copy / "start-linux.sh").stdout


def test_without_a_network_it_says_so_and_tries_again_the_next_time(home: Path) -> None:
    installed(home, "uv", OFFLINE)
    ran = started(home)
    assert ran.returncode == 1
    assert "no address for pypi.org" in ran.stdout
    assert "for want of a network: go online" in ran.stdout
    assert not (home / "Desktop" / "policypack.desktop").exists()
    installed(home, "uv", UV)
    assert started(home).returncode == 0


def test_without_python_and_uv_it_says_where_to_get_one(home: Path) -> None:
    ran = started(home)
    assert ran.returncode == 1
    assert "Python 3.11 or later is wanted" in ran.stdout
    assert "python.org/downloads" in ran.stdout
    installed(home, "python3", "#!/bin/sh\nexit 1\n")
    assert "Python 3.11 or later is wanted" in started(home).stdout, "one that is too old is none"


def test_without_uv_the_python_that_is_there_makes_the_folder(home: Path) -> None:
    makes = f'#!/bin/sh\n[ "$1" = -c ] && exit 0\nV="$3"\n{PUTS}\ncp "$0" "$V/bin/python"\n'
    makes = makes.replace("V=", '[ "$2" = pip ] && { echo "$PIP_CONSTRAINT" > "$HOME/said"; exit 0; }\nV=', 1)
    (home / "bin" / "cp").symlink_to(shutil.which("cp") or "/bin/cp")
    installed(home, "python3", makes)
    ran = started(home)
    assert ran.stdout.endswith("started --version\n"), ran.stdout + ran.stderr
    assert (home / "said").read_text(encoding="utf-8") == f"{CHECKOUT}/constraints.txt\n"


@pytest.mark.parametrize("name", ["start-linux.sh", "start-mac.command", "start-linux.desktop"])
def test_what_is_double_clicked_may_be_run(name: str) -> None:
    assert os.access(CHECKOUT / name, os.X_OK)


def test_the_file_for_windows_has_the_line_ends_of_windows_and_every_label_that_it_goes_to() -> None:
    data = (CHECKOUT / "start-windows.bat").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    lines = data.decode("ascii").splitlines()
    wanted = {line.rpartition("goto ")[2] for line in lines if "goto " in line}
    assert wanted == {line[1:] for line in lines if line.startswith(":")}
