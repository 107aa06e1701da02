"""`policypack many`: each group by itself, whatever becomes of another, of a process, or of the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policypack.base.versions import VERSION
from policypack.base.workspace import Workspace
from policypack.publish.programs import programs_of
from policypack.publish.trust import trust
from tests.organisations import put, workspace_of
from tests.publish.test_build import bytes_of

ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\n"
GROUPS = ("angling-club", "one-man-team")


@pytest.fixture
def body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two groups; what is trusted is remembered in a folder of this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in GROUPS:
        workspace_of(name, tmp_path / "body" / "north" / name)
    return tmp_path / "body"


def start(task: str, place: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "policypack", "many", task, str(place), "--today", "2026-11-30", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def run(task: str, place: Path, *options: str) -> tuple[int, dict[str, dict[str, object]]]:
    """Run to the end; return the exit code, and what is said of each group."""
    process = start(task, place, "--json", *options)
    said, errors = process.communicate()
    assert "Traceback" not in errors
    lines = [json.loads(line) for line in said.splitlines()]
    assert len({line["group"] for line in lines}) == len(lines)
    return process.returncode, {Path(line["group"]).name: line for line in lines}


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """Return the processes in the session of a run that are at work for it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            session = int((folder / "stat").read_text().rpartition(")")[2].split()[3])
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if session == process.pid and b"spawn_main" in words:
            found.append(int(folder.name))
    return found


def wait_for(found: Iterator[bool]) -> None:
    """Wait until something is so, for as long as a slow machine may take."""
    end = time.monotonic() + 120
    while not next(found):
        assert time.monotonic() < end
        time.sleep(0.05)


def endless(body: Path) -> Path:
    """Give a group a template that never comes to an end, and trust it."""
    root = body / "north" / GROUPS[0]
    put(root, "templates/pages/home.md.j2", ENDLESS)
    workspace = Workspace.at(root)
    trust(workspace, programs_of(workspace))
    return root


def test_what_is_wrong_with_one_group_is_said_under_its_name_and_the_others_are_built(
    body: Path, tmp_path: Path
) -> None:
    other = "village-minis"
    workspace_of(other, body / other)
    put(body / "north" / GROUPS[0], "site_config/answers.yml", "no: [answers\n")
    hooked = put(body / "north" / GROUPS[1], "mkdocs.yml", "hooks: [hook.py]\n")
    put(hooked, "hook.py", "open('ran', 'w').close()\n")
    code, said = run("build", body)
    assert code == 2
    assert said[GROUPS[0]]["state"] == said[GROUPS[1]]["state"] == "refused"
    assert "answers.yml:1" in str(said[GROUPS[0]]["problems"])
    assert "hooks: [hook.py]" in str(said[GROUPS[1]]["problems"])
    assert "nothing was run" in str(said[GROUPS[1]]["problems"])
    assert not list(tmp_path.rglob("ran"))
    assert said[other]["state"] == "built"
    assert (body / other / "site" / "index.html").is_file()
    assert not (body / "north" / GROUPS[0] / "site").exists()
    code, said = run("check", body)
    assert code == 2
    assert said[other]["state"] == "checked"
    assert said[other]["standing"] == "draft"


@pytest.mark.parametrize("task", ["check", "build"])
def test_a_group_that_a_newer_version_made_is_refused_and_stays_as_it_is(task: str, body: Path) -> None:
    answers = body / "north" / GROUPS[0] / "site_config" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace(f"made_with: {VERSION}", "made_with: 99.0.0"))
    before = {path: path.read_bytes() for path in (body / "north" / GROUPS[0]).rglob("*") if path.is_file()}
    _, said = run(task, body)
    assert said[GROUPS[0]]["state"] == "refused"
    assert "policypack 99.0.0 wrote this file" in str(said[GROUPS[0]]["problems"])
    assert {path: path.read_bytes() for path in (body / "north" / GROUPS[0]).rglob("*") if path.is_file()} == before


def test_a_group_that_comes_to_no_end_is_ended_and_the_others_are_built(body: Path) -> None:
    endless(body)
    code, said = run("build", body, "--seconds", "12", "--workers", "2")
    assert code == 2
    assert [said[name]["state"] for name in GROUPS] == ["failed", "built"]
    assert "12 seconds" in str(said[GROUPS[0]]["problems"])


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="processes are found in /proc")
def test_a_group_in_which_processes_are_killed_is_tried_again_alone_and_then_given_up(body: Path) -> None:
    endless(body)
    process = start("build", body, "--json", "--workers", "1")
    killed: list[int] = []

    def killing() -> Iterator[bool]:
        while True:
            for worker in workers_of(process):
                # the one that is at work on the endless group has been at it for a while, whatever came before
                if time.monotonic() - begun > 8:
                    os.kill(worker, signal.SIGKILL)
                    killed.append(worker)
            yield process.poll() is not None

    begun = time.monotonic()
    wait_for(killing())
    said = [json.loads(line) for line in (process.stdout.read() if process.stdout else "").splitlines()]
    assert killed
    assert {line["group"] for line in said} == {f"north/{name}" for name in GROUPS}
    assert any("ended from outside, twice" in str(line["problems"]) for line in said)
    assert process.returncode == 2


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="processes are found in /proc")
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_leaves_no_process_and_goes_on_where_it_was(body: Path, way: signal.Signals) -> None:
    process = start("build", body, "--json", "--workers", "1")
    first = json.loads(process.stdout.readline() if process.stdout else "")
    process.send_signal(way)
    process.wait()
    assert process.returncode == (130 if way == signal.SIGINT else -way)
    wait_for(iter(lambda: not workers_of(process), None))
    if way == signal.SIGINT:
        return
    code, said = run("build", body)
    assert code == 0
    assert said[Path(first["group"]).name]["state"] == "unchanged"
    before = [bytes_of(body / "north" / name / "site") for name in GROUPS]
    assert {line["state"] for line in run("build", body, "--anew")[1].values()} == {"built"}
    assert [bytes_of(body / "north" / name / "site") for name in GROUPS] == before
