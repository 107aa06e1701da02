"""A cluster: jobs handed to an existing Dask scheduler, whose workers see the same folders by the same paths."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any, cast

from policypack.base.problems import one_problem

if TYPE_CHECKING:
    from collections.abc import Callable

_SECONDS = 30
"""In which a scheduler that is there has answered."""


class Cluster(Executor):
    """A scheduler and its workers, as a pool. They are not ours: they stay when a run ends.

    address: of the scheduler, such as ``tcp://10.0.0.1:8786``. Raises ProblemsFoundError where nobody answers there, or
    a worker runs several jobs in one process: MkDocs has one log, and a build one clock, for each process.
    """

    def __init__(self, address: str) -> None:
        from distributed import Client

        connect: Any = Client  # it has no types
        try:
            self._client = connect(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            one_problem("--scheduler", f"no scheduler answers there ({error or type(error).__name__})", given=address)
        threads = self._client.nthreads()
        if not threads or any(number != 1 for number in threads.values()):
            self._client.close()
            one_problem("--scheduler", "workers are wanted there that run one job each: `dask worker --nthreads 1`")
        self.workers = len(threads)
        self._pool = self._client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a job to the scheduler."""
        return cast("Future[Any]", self._pool.submit(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the scheduler. cancel_futures: whatever has not ended is not wanted any more."""
        self._pool.shutdown(wait=wait and not cancel_futures)
        self._client.close()
