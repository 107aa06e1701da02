"""A host is never blindly believed: the first time it is shown and confirmed, and a changed key is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.online.publish import publish
from policypack.online.ways import Place, write_place
from tests.conftest import TODAY
from tests.online.servers import SECRET, server


def test_an_unknown_host_is_shown_once_and_refused_where_nobody_says_yes(club: Workspace, tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def ask(name: str, key: str) -> bool:
        asked.append((name, key))
        return True

    with server("sftp", tmp_path) as there:
        write_place(club, "site", there.place)
        with pytest.raises(ProblemsFoundError, match="nobody has said that this is the right host"):
            publish(club, "site", TODAY, SECRET)
        publish(club, "site", TODAY, SECRET, ask_host=ask)
        publish(club, "site", TODAY, SECRET)
    assert len(asked) == 1
    assert asked[0][0] == "127.0.0.1"
    assert asked[0][1].startswith("SHA256:")


def test_a_host_with_another_key_than_before_is_refused_and_nobody_is_asked(club: Workspace, tmp_path: Path) -> None:
    with server("sftp", tmp_path) as there:
        write_place(club, "site", there.place)
        publish(club, "site", TODAY, SECRET, ask_host=lambda _name, _key: True)
        hosts = tmp_path / "state" / "policypack" / "hosts" / "known_hosts"
        name, kind, _ = hosts.read_text(encoding="utf-8").split(maxsplit=2)
    (tmp_path / "there").rename(tmp_path / "before")
    with server("sftp", tmp_path) as there:
        port = there.place.to.split(":")[2].split("/")[0]
        other = hosts.read_text(encoding="utf-8").replace(name, f"[127.0.0.1]:{port}")
        hosts.write_text(other, encoding="utf-8")
        write_place(club, "site", Place(**there.place.model_dump()))
        with pytest.raises(ProblemsFoundError, match="the host's key is not the one that is known"):
            publish(club, "site", TODAY, SECRET, ask_host=lambda _name, _key: True)
    assert kind.startswith("ssh-")
    assert not list((tmp_path / "there").iterdir())
