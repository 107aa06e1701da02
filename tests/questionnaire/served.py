"""The command as somebody starts it: a process of its own, and the address that it prints."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tests.patience import LONGEST
from tests.started import Started, start

POLICYPACK = str(Path(sys.executable).with_name("policypack"))


@dataclass
class Served:
    """A running questionnaire. address: what opens it, with its token. origin: where it is."""

    process: Started | subprocess.Popen[bytes]
    address: str
    _said: TextIO

    @property
    def origin(self) -> str:
        return self.address.partition("/open")[0]

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def ends(self) -> tuple[int, str]:
        """Wait for its end, and return its exit code and the last words."""
        return self.process.wait(timeout=LONGEST), self._said.read()


@contextmanager
def served(
    folder: Path, *options: str, command: tuple[str, ...] = (), browser: str = "true", from_scratch: bool = False
) -> Iterator[Served]:
    """Start `policypack ask --browser` in a workspace. No browser is opened: the tests have their own.

    command: what is started in its place. from_scratch: where it matters how it is started.
    """
    environment = {**os.environ, "BROWSER": browser, "PYTHONUNBUFFERED": "1", "SOURCE_DATE_EPOCH": "1795350000"}
    arguments = ["ask", "--browser", *options]
    reads, writes = os.pipe()
    process: Started | subprocess.Popen[bytes]
    with open(reads, encoding="utf-8") as said, open(writes, "wb") as out, open(os.devnull, "rb") as nothing:  # noqa: PTH123 - numbers
        if command or from_scratch:
            process = subprocess.Popen(
                [*command, *options] if command else [POLICYPACK, *arguments],
                cwd=folder,
                env=environment,
                stdout=out,
                stderr=out,
            )
        else:
            ends = (nothing.fileno(), out.fileno(), out.fileno())
            process = start(arguments, cwd=folder, environment=environment, ends=ends)
        out.close()
        try:
            for line in said:
                if found := re.search(r"http://127\.0\.0\.1:\d+/open\?token=\S+", line):
                    yield Served(process, found[0], said)
                    break
            else:
                raise AssertionError("no address was printed")
        finally:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGKILL)
            process.wait()
