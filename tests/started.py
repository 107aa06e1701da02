"""Commands in processes of their own, copied from one that has imported everything once.

A third of a second goes into importing, for each command that a test runs. Where a test is not about how the command is
started, it is run in a copy (a fork) of a process that nothing has happened to yet. It has its own working folder,
environment, terminal and end, as any other.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import functools
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import termios
from importlib import import_module
from pathlib import Path

from tests.patience import LONGEST

CHECKOUT = Path(__file__).resolve().parent.parent
_LONGEST = 1_000_000


class Started:
    """A command that runs. pid: its number."""

    def __init__(self, line: socket.socket) -> None:
        """Take the line on which its number and its end are said."""
        self._line = line
        self._end: int | None = None
        self.pid = self._says(timeout=LONGEST)

    def _says(self, timeout: float) -> int:
        self._line.settimeout(timeout)
        return int(self._line.recv(100))

    def send_signal(self, number: int) -> None:
        """Send a signal. Raises ProcessLookupError where it has ended: its number may be another's now."""
        with contextlib.suppress(BlockingIOError):
            self.wait(timeout=0)
        if self._end is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)

    def wait(self, timeout: float = LONGEST) -> int:
        """Wait for its end, and return its exit code, or minus the signal that ended it."""
        if self._end is None:
            self._end = self._says(timeout)
            self._line.close()
        return self._end


def start(arguments: list[str], *, cwd: Path, environment: dict[str, str], ends: tuple[int, int, int]) -> Started:
    """Run policypack with arguments. It is the first process of a session, and a terminal that it reads is its own.

    environment: all of it; what Python reads when it starts itself changes nothing any more. ends: the files that are
    its input, its output and its errors.
    """
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    wanted = json.dumps([arguments, str(cwd), environment]).encode()
    with its:
        socket.send_fds(_copied(), [wanted], [*ends, its.fileno()])
    return Started(ours)


def run(arguments: list[str], *, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run policypack with arguments until it ends, on no terminal; return its end and what it said."""
    with (
        open(os.devnull, "rb") as nothing,  # noqa: PTH123 - no path of a file
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8") as err,
    ):
        ends = (nothing.fileno(), out.fileno(), err.fileno())
        code = start(arguments, cwd=cwd, environment=dict(os.environ), ends=ends).wait()
        for said in (out, err):
            said.seek(0)
        return subprocess.CompletedProcess(arguments, code, out.read(), err.read())


@functools.cache
def _copied() -> socket.socket:
    """Start the process that is copied; return what it listens on. It ends when this one does."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.started"], cwd=CHECKOUT, stdin=its.fileno(), stdout=subprocess.DEVNULL
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _answer(listening: socket.socket) -> None:
    """Start what is asked for, until nobody is left who asks. Returns in each command's own process too."""
    while True:
        wanted, files, _, _ = socket.recv_fds(listening, _LONGEST, 4)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not wanted:
            sys.exit()
        if os.fork() == 0:
            listening.close()
            _wait_for_a_copy(*files)
            arguments, cwd, environment = json.loads(wanted)
            _become(arguments, cwd, environment, files[:3])
            return
        for file in files:
            os.close(file)


def _wait_for_a_copy(*files: int) -> None:
    """Go on in a copy, and say its number and its end on the last of the files."""
    copy = os.fork()
    if copy == 0:
        os.close(files[3])
        return
    for file in files[:3]:
        os.close(file)
    os.write(files[3], str(copy).encode())
    code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    with contextlib.suppress(OSError):  # nobody may wait for it
        os.write(files[3], str(code).encode())
    os._exit(0)


def _become(arguments: list[str], cwd: str, environment: dict[str, str], files: list[int]) -> None:
    """Take the arguments, the folder, the environment, and the files of a command."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
    for file in files:
        os.close(file)
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["policypack", *arguments]
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the files are open
    sys.stdout = open(1, "w", 1, "utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, "utf-8", "backslashreplace", closefd=False)  # noqa: SIM115


def _serve() -> None:
    from policypack.cli.main import main

    for room in ("browser.server", "publish.plugin", "terminal.run"):
        import_module(f"policypack.{room}")

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it comes to everything at this terminal; we end with who started us
    gc.freeze()
    _answer(socket.socket(fileno=0))
    main()


if __name__ == "__main__":
    _serve()
