"""`policypack facts`: what pages say of the world outside, for a person to go through."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.test_main import run
from tests.organisations import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path


def test_every_fact_is_listed_without_a_workspace(tmp_path: Path) -> None:
    ran = run("facts", "--today", "2026-11-29", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    for said in ("Childline (everywhere)", "0800 1111", "content/", "Read on 22 November 2026, 7 days ago."):
        assert said.removeprefix("content/") in ran.stdout
    assert ran.stdout.index("\nOld: ") < ran.stdout.index("\nUndated: ") < ran.stdout.index("\nConfirmed: ")
    longest = max(len(line) for line in ran.stdout.splitlines() if "http" not in line)
    assert longest <= 110


def test_as_json_it_has_the_same_facts_in_the_same_order(tmp_path: Path) -> None:
    text = run("facts", "--today", "2027-12-01", cwd=tmp_path).stdout
    data = json.loads(run("facts", "--json", "--today", "2027-12-01", cwd=tmp_path).stdout)
    assert data["today"] == "2027-12-01"
    assert sum(data["counts"].values()) == len(data["facts"]) == text.count("\n  * ")
    assert [one["sure"] for one in data["facts"]] == [
        *["old"] * data["counts"]["old"],
        *["undated"] * data["counts"]["undated"],
        *["confirmed"] * data["counts"]["confirmed"],
    ]
    assert all(one["wants_a_look"] and one["age_in_days"] > 365 for one in data["facts"])
    childline = next(one for one in data["facts"] if one["id"] == "childline")
    assert childline["file"] == "content/services.yml"
    assert "0800 1111" in childline["says"]
    assert {"name", "url", "date"} == set(childline["sources"][0])


def test_an_own_row_of_a_workspace_goes_before_ours(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "laws.yml").write_text(
        "- id: own\n  name: Our own law\n  nations: [england, wales]\n  note: It is ours.\n  status: in_force\n"
        "  sources: [{title: A page, date: 2026-05}]\n  checked: 2026-11-22\n",
        encoding="utf-8",
    )
    ran = run("facts", cwd=tmp_path)
    assert ran.returncode == 0
    assert "Our own law" in ran.stdout
    assert "Online Safety Act 2023, duties to children" not in ran.stdout


def test_only_those_of_its_own_pages_need_a_workspace(tmp_path: Path) -> None:
    every = json.loads(run("facts", "--json", cwd=CHECKOUT).stdout)["facts"]
    ours = json.loads(run("-C", CHECKOUT, "facts", "--ours", "--json", cwd=tmp_path).stdout)["facts"]
    assert 20 < len(ours) < len(every) / 2
    ran = run("facts", "--ours", cwd=tmp_path)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
