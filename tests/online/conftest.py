"""What the tests of publishing share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from policypack.base.workspace import Workspace
from policypack.online.ways import write_place
from policypack.publish.written_files import note_written
from tests.online.servers import WAYS, Server, server
from tests.organisations import put, workspace_of

BEFORE = {
    "index.html": "first page",
    "help/index.html": "help",
    "assets/brand.css": "css",
    "gone.html": "old",
    "same.html": "same",
}
AFTER = {
    "index.html": "first page, new",
    "help/index.html": "help, new",
    "assets/brand.css": "css, new",
    "new.html": "new",
    "same.html": "same",
}


def build(workspace: Workspace, files: dict[str, str]) -> None:
    """Let the last build have written these files into site/, and others into staff/ and report/."""
    import shutil

    for name, said in (("site", files), ("staff", {"rota.html": "staff only"}), ("report", {"risk.html": "leaders"})):
        shutil.rmtree(workspace.root / name, ignore_errors=True)
        for path, text in said.items():
            put(workspace.root, f"{name}/{path}", text)
    note_written(workspace, ("site", "staff", "report"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the hosts and keys of whoever runs it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def club(tmp_path: Path) -> Workspace:
    """Return a workspace with small outputs, as the last build wrote them."""
    workspace = Workspace.at(workspace_of("angling-club", tmp_path / "club"))
    build(workspace, BEFORE)
    return workspace


@pytest.fixture(params=WAYS)
def there(request: pytest.FixtureRequest, club: Workspace, tmp_path: Path) -> Iterator[Server]:
    """Start the server of each way in turn, and let the club put its site there."""
    with server(request.param, tmp_path) as running:
        write_place(club, "site", running.place)
        yield running
