"""Runs: jobs handed to processes, a few at a time, and their outcomes as they come."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import TYPE_CHECKING

from policypack.many.outcome import Outcome
from policypack.many.work import Job, begin_worker, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_IN_HAND = 4
"""Jobs that are handed out for each process: none waits for one, and a million groups take no memory."""


def pool_of(workers: int) -> Executor:
    """Return a pool of so many processes on this machine."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin_worker)


def outcomes(jobs: Iterable[Job], new_pool: Callable[[], Executor], workers: int) -> Iterator[Outcome]:
    """Yield the outcome of each job as it comes. Whoever stops asking stops the run after the jobs that are at work.

    new_pool: makes what runs them, and another where that breaks because a process was killed. workers: how many jobs
    it runs at once. What was in hand then is done again, alone; what breaks a process twice has failed.
    """
    waiting = deque(jobs)
    in_hand: dict[Future[Outcome], Job] = {}
    pool = new_pool()
    try:
        while waiting or in_hand:
            lost: list[Job] = []
            while waiting and len(in_hand) < workers * _IN_HAND and not lost:
                job = waiting.popleft()
                try:
                    in_hand[pool.submit(work, job)] = job
                except BrokenExecutor:
                    lost.append(job)
            for future in wait(in_hand, return_when=FIRST_COMPLETED).done:
                job = in_hand.pop(future)
                try:
                    yield future.result()
                except BrokenExecutor:
                    lost.append(job)
                except Exception as error:  # of the scheduler: a job raises none
                    yield Outcome(job.name, "failed", problems=(f"the scheduler gave it up: {error}",))
            if lost:  # the pool is of no use any more
                lost += [job for future, job in in_hand.items()]
                in_hand.clear()
                pool.shutdown(cancel_futures=True)
                pool = new_pool()
                for job in lost:
                    try:
                        yield pool.submit(work, job).result()
                    except BrokenExecutor:
                        pool.shutdown(cancel_futures=True)
                        pool = new_pool()
                        yield Outcome(job.name, "failed", problems=("its process was ended from outside, twice",))
    finally:
        pool.shutdown(cancel_futures=True)
