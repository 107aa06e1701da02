"""One run at a time in a workspace, however many begin at the same moment and whatever an earlier one left behind."""

from __future__ import annotations

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.files.lock import LOCK, locked
from tests.hardening.rounds import count
from tests.organisations import workspace_with

RUNS = 4


def _begins(folder: Path, barrier: Barrier) -> None:
    barrier.wait()
    try:
        with locked(Workspace.at(folder)):
            barrier.wait()  # until all others have tried
    except ProblemsFoundError:
        barrier.wait()
        raise SystemExit(2) from None


def test_of_runs_that_begin_at_the_same_moment_one_gets_in(tmp_path: Path) -> None:
    folder = workspace_with("organisation:\n", tmp_path)
    ways = multiprocessing.get_context("fork")
    for _ in range(count(5, 50)):
        barrier = ways.Barrier(RUNS)
        runs = [ways.Process(target=_begins, args=(folder, barrier)) for _ in range(RUNS)]
        for run in runs:
            run.start()
        for run in runs:
            run.join(20)
        assert sorted(run.exitcode or 0 for run in runs) == [0] + [2] * (RUNS - 1)


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = workspace_with("organisation:\n", tmp_path)
    (folder / "site_config" / LOCK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProblemsFoundError, match="this is a link"), locked(Workspace.at(folder)):
        pass
    assert not (tmp_path / "elsewhere").exists()
