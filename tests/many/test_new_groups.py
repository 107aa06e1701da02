"""New groups: a workspace for each row, nothing invented, nothing overwritten, and all that is wrong said at once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from policypack.base.problems import ProblemsFoundError
from policypack.cli.main import cli
from policypack.many.new_groups import INVITATION, read_new_groups
from policypack.pack.pack import load_pack
from tests.organisations import put

TODAY = date(2026, 11, 30)
TABLE = """folder,name,area,lead,email
north/one,"Second: ""Club"" #1",Hull,Group lead,lead@one.example
two,no,,,
"""


def run(folder: Path) -> dict[str, str]:
    ran = CliRunner().invoke(cli, ["many", "new", str(folder / "t.csv"), "--to", str(folder / "to"), "--json"])
    assert ran.exit_code == 0, ran.output
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return {line["group"]: line["state"] for line in lines}


def test_a_workspace_holds_what_the_row_says_and_all_else_is_open(tmp_path: Path) -> None:
    put(tmp_path, "t.csv", TABLE)
    assert run(tmp_path) == {"north/one": "made", "two": "made"}
    one, two = (load_pack(tmp_path / "to" / name, TODAY).answers for name in ("north/one", "two"))
    assert one.get("organisation.name") == 'Second: "Club" #1'
    assert [one.get("people.team.email", person) for person in one.items("people.team")] == ["lead@one.example"]
    assert two.get("organisation.name") == "no"
    assert one.get("people.lead") is None
    assert not two.items("people.team")
    letter = (tmp_path / "to" / "north" / "one" / INVITATION).read_text(encoding="utf-8")
    assert 'To Second: "Club" #1' in letter
    assert "policypack ask" in letter
    assert "SHORT" not in letter
    assert "LONG" not in letter


def test_a_run_goes_on_where_it_stopped_and_overwrites_nothing(tmp_path: Path) -> None:
    put(tmp_path, "t.csv", TABLE)
    put(tmp_path, "to/two/site_config/answers.yml", "theirs")
    put(tmp_path, f"to/north/one/{INVITATION}", "ours, in other words")
    assert run(tmp_path) == {"north/one": "made", "two": "kept"}
    before = {path: path.read_bytes() for path in (tmp_path / "to").rglob("*") if path.is_file()}
    assert before[tmp_path / "to/two/site_config/answers.yml"] == b"theirs"
    assert before[tmp_path / "to/north/one" / INVITATION] == b"ours, in other words"
    assert run(tmp_path) == {"north/one": "kept", "two": "kept"}
    assert {path: path.read_bytes() for path in (tmp_path / "to").rglob("*") if path.is_file()} == before


def test_all_that_is_wrong_is_said_with_its_line_and_nothing_is_made(tmp_path: Path) -> None:
    rows = [
        "../out,A,,",
        "/abs,A,,",
        "a\\b,A,,",
        ",A,,",
        "ok,A,,",
        "ok/,B,,",
        "c,,,",
        "d,A,Lead,",
        "e,A,,lead@x.example",
        "f,A,Lead,nobody",
        f"g,{'A' * 200},,",
    ]
    put(tmp_path, "t.csv", "folder,name,lead,email\n" + "\n".join(rows) + "\n")
    with pytest.raises(ProblemsFoundError) as raised:
        read_new_groups(tmp_path / "t.csv", tmp_path / "to", TODAY)
    assert [problem.line for problem in raised.value.problems] == [2, 3, 4, 5, 7, 8, 9, 10, 11, 12]
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize(
    ("text", "said"), [("folder\na\n", "`name`"), ("name\na\n", "`folder`"), ("folder,name\n", "a row")]
)
def test_a_table_that_lacks_what_is_wanted_is_refused(text: str, said: str, tmp_path: Path) -> None:
    put(tmp_path, "t.csv", text)
    with pytest.raises(ProblemsFoundError, match=said):
        read_new_groups(tmp_path / "t.csv", tmp_path / "to", TODAY)
