"""What is advised where an extra is missing helps whoever installed policypack with pip, pipx or uv."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from policypack.cli import extras
from policypack.cli.extras import command_to_install, wanted_by

PACKAGES = ["flask>=3.1", "waitress>=3"]


def test_what_an_extra_wants_is_read_from_the_installation_itself() -> None:
    names = {package.split("=")[0] for package in wanted_by("documents")}
    assert names == {"pypandoc-binary", "typst"}
    assert wanted_by("no-such-extra") == []


def test_pipx_adds_to_its_own_environment(tmp_path: Path) -> None:
    """It says "already seems to be installed" to whoever installs the same once more, and adds nothing."""
    (tmp_path / "pipx_metadata.json").touch()
    assert command_to_install(PACKAGES, str(tmp_path)) == 'pipx inject policypack "flask>=3.1" "waitress>=3"'


@pytest.mark.parametrize(
    ("recorded", "source"),
    [
        ('{"url": "file:///home/kim/policy pack", "dir_info": {}}', "/home/kim/policy pack"),
        ('{"url": "file:///C:/copies/policypack"}', "file:///C:/copies/policypack"),
        ('{"url": "https://example.org/policypack.whl"}', "https://example.org/policypack.whl"),
        (None, "policypack"),
        ("damaged", "policypack"),
    ],
)
def test_uv_makes_its_environment_anew_from_where_it_was_installed(
    recorded: str | None, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return recorded

    monkeypatch.setattr(extras, "distribution", lambda _name: Installed())
    (tmp_path / "uv-receipt.toml").touch()
    wanted = f'uv tool install --with "flask>=3.1" --with "waitress>=3" "{source}"'
    assert command_to_install(PACKAGES, str(tmp_path)) == wanted


def test_pip_is_run_by_the_python_that_runs_policypack_and_uv_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = "/opt/our tools/bin/python"
    wanted = '"/opt/our tools/bin/python" -m pip install "flask>=3.1" "waitress>=3"'
    assert command_to_install(PACKAGES, str(tmp_path), python) == wanted
    find = importlib.util.find_spec
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == "pip" else find(name))
    wanted = 'uv pip install --python "/opt/our tools/bin/python" "flask>=3.1" "waitress>=3"'
    assert command_to_install(PACKAGES, str(tmp_path), python) == wanted
