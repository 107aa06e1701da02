"""A branch of a git repository as a target: one commit, pushed in one step, on top of what the branch holds."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from policypack.online.held import Held
from policypack.online.target import STAGED, WayError

_LONGEST = 600
"""Seconds that one call of git may take."""


class GitBranch(Held):
    """The branch of a repository. git asks for no password here: it takes its own keys and helpers."""

    def __init__(self, address: str, branch: str) -> None:
        super().__init__()
        self._address, self._branch = address, branch
        self._folder = tempfile.TemporaryDirectory(prefix="policypack-", ignore_cleanup_errors=True)
        self._git("init", "--quiet", "--bare")
        self._tip = ""
        if self._git("ls-remote", "--heads", "--", address, f"refs/heads/{branch}"):
            self._git("fetch", "--quiet", "--depth=1", "--", address, f"refs/heads/{branch}")
            self._tip = self._git("rev-parse", "FETCH_HEAD").decode().strip()
            lines = self._git("ls-tree", "-r", "-z", self._tip).decode("utf-8", "surrogateescape").split("\0")
            self._kept = {path: about for about, _, path in (line.partition("\t") for line in lines if line)}
            self.there = {path: about.split()[2] for path, about in self._kept.items()}
        else:
            self._kept = {}

    def read(self, path: str) -> bytes:
        """Return a file, as it is held or as the branch has it."""
        return self.new[path] if path in self.new else self._git("cat-file", "blob", self.there[path])

    def finish(self) -> None:
        """Commit what has changed and push it. Nobody else's commit is overwritten: git refuses that."""
        lines = [
            b"commit refs/heads/new\n",
            b"committer policypack <policypack@localhost> now\n",
            _data(b"Put the pages online"),
        ]
        if self._tip:
            lines.append(f"from {self._tip}\n".encode())
        lines += [b"D " + _name(path) for path in self._kept if path not in self.there and path not in self.new]
        self.new.setdefault(".nojekyll", b"")
        for path, data in sorted(self.new.items()):
            if not path.startswith(STAGED):
                lines += [b"M 100644 inline " + _name(path), _data(data)]
        self._git("fast-import", "--quiet", "--date-format=now", given=b"".join(lines))
        self._git("push", "--quiet", "--", self._address, f"refs/heads/new:refs/heads/{self._branch}")

    def close(self) -> None:
        """Take away the repository in between."""
        self._folder.cleanup()

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        asks_nothing = {"GIT_TERMINAL_PROMPT": "0", "GIT_DIR": str(Path(self._folder.name)), "LC_ALL": "C"}
        if "GIT_SSH_COMMAND" not in os.environ:
            asks_nothing["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"
        try:
            ran = subprocess.run(  # noqa: S603 - an address is no option: `--` stands before it
                ["git", *arguments],  # noqa: S607 - the git that this user has
                input=given,
                capture_output=True,
                env=os.environ | asks_nothing,
                timeout=_LONGEST,
                check=False,
            )
        except FileNotFoundError:
            raise WayError("git is not installed on this machine") from None
        except subprocess.TimeoutExpired:
            raise WayError("git did not end within ten minutes") from None
        if ran.returncode:  # what git said is not told on: an address in it can hold a password
            raise WayError(f"`git {arguments[0]}` failed; try `git ls-remote` with this address yourself")
        return ran.stdout


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _name(path: str) -> bytes:
    escaped = (
        path.encode("utf-8", "surrogateescape").replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    )
    return b'"' + escaped + b'"\n'
