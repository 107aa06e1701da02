"""The same work, handed to a Dask cluster, gives the same files; what cannot be worked with is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from policypack.base.problems import ProblemsFoundError
from policypack.many.cluster import Cluster
from policypack.many.run import outcomes
from policypack.many.work import Job, work
from tests.organisations import put, workspace_of
from tests.publish.test_build import bytes_of

TODAY = date(2026, 11, 30)


def cluster_of(workers: int, threads: int) -> Any:
    made: Any = LocalCluster  # it has no types
    return made(n_workers=workers, threads_per_worker=threads, processes=threads == 1, dashboard_address=None)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with cluster_of(2, 1) as made:
        yield made


def test_groups_are_built_by_a_cluster_to_the_same_bytes(cluster: Any, tmp_path: Path) -> None:
    roots = [workspace_of(name, tmp_path / name) for name in ("angling-club", "one-man-team")]
    roots.append(put(tmp_path / "broken", "site_config/answers.yml", "no: [answers\n"))
    jobs = [Job("build", root.name, str(root), TODAY, True, 600) for root in roots]
    pool = Cluster(cluster.scheduler_address)
    assert pool.workers == 2
    states = {one.group: one.state for one in outcomes(jobs, lambda: pool, pool.workers)}
    assert states == {"angling-club": "built", "one-man-team": "built", "broken": "refused"}
    alone = workspace_of("one-man-team", tmp_path / "alone")
    assert work(Job("build", "alone", str(alone), TODAY, True, 600)).state == "built"
    for output in ("site", "staff"):
        assert bytes_of(alone / output) == bytes_of(tmp_path / "one-man-team" / output)
    assert len(cluster.workers) == 2  # it is not ours to end


def test_workers_that_run_several_jobs_in_one_process_are_refused() -> None:
    with cluster_of(1, 2) as made, pytest.raises(ProblemsFoundError, match="nthreads 1"):
        Cluster(made.scheduler_address)


def test_an_address_at_which_nobody_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policypack.many.cluster._SECONDS", 1)
    with pytest.raises(ProblemsFoundError, match="no scheduler answers there"):
        Cluster("tcp://127.0.0.1:9")
