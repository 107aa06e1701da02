"""The commands that put the site online: they say what goes, what is there, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypack.online import publish as publishing
from tests.cli.test_main import run
from tests.organisations import put


@pytest.fixture
def club(copy_of: object) -> Path:
    assert callable(copy_of)
    folder = copy_of("angling-club")
    assert isinstance(folder, Path)
    return folder


def test_it_is_put_online_and_said_where_and_when(club: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    www = tmp_path_factory.mktemp("served") / "www"
    assert run("published", cwd=club).stdout == "Nothing was put online with `policypack publish` yet.\n"
    dry = run("publish", "--way", "folder", "--to", str(www), "--dry-run", cwd=club)
    assert (dry.returncode, www.exists()) == (0, False)
    assert "  send: index.html" in dry.stdout
    ran = run("publish", "--today", "2026-11-22", cwd=club)
    assert ran.returncode == 0, ran.stderr
    assert "The policies are a draft" in ran.stderr
    assert (www / "index.html").read_bytes() == (club / "site" / "index.html").read_bytes()
    said = run("published", cwd=club)
    assert said.stdout == f"site/ was put at {www} on 22 November 2026.\nIt is what the last build made.\n"
    with (club / "site_config" / "answers.yml").open("a", encoding="utf-8") as file:
        file.write("\n# a note\n")
    assert "Your answers have changed since the last build" in run("published", cwd=club).stderr


def test_before_it_is_said_where_to_the_ways_are_named(club: Path) -> None:
    ran = run("publish", cwd=club)
    assert ran.returncode == 2
    assert "--way (folder, zip, git, sftp, bucket, webdav)" in " ".join(ran.stderr.split())


def test_a_file_of_the_report_in_the_site_ends_it(club: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    www = tmp_path_factory.mktemp("served") / "www"
    put(club, "site/more.html", (club / "report" / "index.html").read_bytes())
    ran = run("publish", "--way", "folder", "--to", str(www), cwd=club)
    assert ran.returncode == 2
    assert "site/more.html: the last build did not write this file here" in " ".join(ran.stderr.split())
    assert not www.exists()


def test_where_the_extra_is_missing_one_sentence_says_how_to_get_it(
    club: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from policypack.cli.main import cli

    monkeypatch.setattr(publishing, "find_spec", lambda _name: None)
    arguments = ["-C", str(club), "publish", "--way", "sftp", "--to", "sftp://host.example/www"]
    ran = CliRunner().invoke(cli, arguments)
    assert "--way sftp: this way wants asyncssh, which is not installed; run `" in str(ran.exception)
