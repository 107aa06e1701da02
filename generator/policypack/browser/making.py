"""Making the pages, apart from the page that says how far it is: what takes long is never waited for in silence."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.publish.build import Step


class Making:
    """Work that has begun. step: what is done now, None before the first; `failed`: what it ended with, if not well."""

    def __init__(self, work: Callable[[Callable[[Step], None]], None]) -> None:
        self.step: Step | None = None
        self.failed: Exception | None = None
        self._ended = threading.Event()
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    def _run(self, work: Callable[[Callable[[Step], None]], None]) -> None:
        try:
            work(self._at)
        except Exception as error:  # raised again by whoever asks how far it is
            self.failed = error
        finally:
            self._ended.set()

    def _at(self, step: Step) -> None:
        self.step = step

    def has_ended(self, seconds: float) -> bool:
        """Say whether it has ended, or does within some seconds. Raises what it failed with."""
        ended = self._ended.wait(seconds)
        if self.failed is not None:
            raise self.failed
        return ended
