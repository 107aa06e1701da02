"""The command as somebody starts it: a process of its own, and the address that it prints."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

POLICYPACK = str(Path(sys.executable).with_name("policypack"))


@dataclass
class Served:
    """A running questionnaire. address: what opens it, with its token. origin: where it is."""

    process: subprocess.Popen[str]
    address: str

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
        said, _ = self.process.communicate(timeout=20)
        return self.process.returncode, said


@contextmanager
def served(
    folder: Path, *options: str, command: tuple[str, ...] = (POLICYPACK,), browser: str = "true"
) -> Iterator[Served]:
    """Start `policypack ask --browser` in a workspace. No browser is opened: the tests have their own."""
    environment = {**os.environ, "BROWSER": browser, "PYTHONUNBUFFERED": "1", "SOURCE_DATE_EPOCH": "1795350000"}
    process = subprocess.Popen(
        [*command, *(("ask", "--browser", *options) if command == (POLICYPACK,) else options)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+/open\?token=\S+", line):
                yield Served(process, found[0])
                break
        else:
            raise AssertionError("no address was printed")
    finally:
        process.kill()
        process.wait()
