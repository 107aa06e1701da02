"""SFTP as a target, by asyncssh. An unknown host is shown and confirmed; one whose key has changed is refused."""

from __future__ import annotations

import asyncio
import posixpath
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

import asyncssh

from policypack.files.cache import private_folder
from policypack.online.target import UnknownHostError, WayError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from policypack.online.target import AskHost

T = TypeVar("T")

_LONGEST = 60
"""Seconds that one step may take without an answer."""


class Sftp:
    """A folder on a host.

    address: ``sftp://host:port/folder``. secret: the password; None takes the keys of this user and their agent.
    """

    at_once = False

    def __init__(self, address: str, user: str, secret: str | None, ask_host: AskHost) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 22
        self._root = unquote(parts.path) or "."
        user = user or unquote(parts.username or "")
        self._loop = asyncio.new_event_loop()
        try:
            known = self._known(ask_host)
            options: dict[str, Any] = {"known_hosts": known, "connect_timeout": _LONGEST, "keepalive_interval": 15}
            if user:
                options["username"] = user
            if secret is not None:
                options |= {"password": secret, "client_keys": None, "agent_path": None}
            self._connection: asyncssh.SSHClientConnection = self._run(_connected(self._host, self._port, options))
            self._files: asyncssh.SFTPClient = self._run(_files_of(self._connection))
        except BaseException:
            self._loop.close()
            raise
        self._made: set[str] = set()

    def listing(self) -> dict[str, str]:
        """Return each file with its size and time."""
        return self._run(self._listing())

    def read(self, path: str) -> bytes:
        """Return a file."""
        return self._run(self._read(path))

    def put(self, path: str, data: bytes) -> None:
        """Write a file."""
        self._run(self._put(path, data))

    def move(self, path: str, to: str) -> None:
        """Give a file another name; in one step where the host can do that."""
        self._run(self._move(self._at(path), self._at(to)))

    def remove(self, path: str) -> None:
        """Take a file away, and its folder where that is empty then."""
        self._run(self._remove(path))

    def finish(self) -> None:
        """Do nothing: each file is seen when it has its name."""

    def close(self) -> None:
        """End the connection."""
        if not self._loop.is_closed():
            self._connection.abort()
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.close()

    def _known(self, ask_host: AskHost) -> asyncssh.SSHKnownHosts:
        files = [Path.home() / ".ssh" / "known_hosts"]
        own = _own_file()
        text = "".join(_text_of(file) for file in [*files, *([own] if own else [])])
        if not any(asyncssh.import_known_hosts(text).match(self._host, "", self._port)[:2]):
            key = self._run(asyncssh.get_server_host_key(self._host, self._port))
            if key is None or not ask_host(self._host, key.get_fingerprint()):
                raise UnknownHostError
            name = self._host if self._port == 22 else f"[{self._host}]:{self._port}"  # noqa: PLR2004 - SSH's own
            line = f"{name} {key.export_public_key().decode().strip()}\n"
            text += line
            if own is not None:
                with own.open("a", encoding="utf-8") as file:
                    file.write(line)
        return asyncssh.import_known_hosts(text)

    async def _listing(self) -> dict[str, str]:
        found: dict[str, str] = {}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                entries = await self._files.readdir(self._at(folder))
            except asyncssh.SFTPNoSuchFile:
                continue
            for entry in entries:
                name = str(entry.filename)
                path, about = posixpath.join(folder, name), entry.attrs
                if name in {".", ".."}:
                    continue
                if stat.S_ISDIR(about.permissions or 0):
                    waiting.append(path)
                else:
                    found[path] = f"{about.size}-{about.mtime}"
        return found

    async def _read(self, path: str) -> bytes:
        async with self._files.open(self._at(path), "rb") as file:
            data = await file.read()
            return data if isinstance(data, bytes) else data.encode()

    async def _put(self, path: str, data: bytes) -> None:
        place = self._at(path)
        await self._make_folder(posixpath.dirname(place))
        async with self._files.open(place, "wb") as file:
            await file.write(data)

    async def _move(self, place: str, to: str) -> None:
        await self._make_folder(posixpath.dirname(to))
        try:
            await self._files.posix_rename(place, to)
        except asyncssh.SFTPOpUnsupported:
            if await self._files.exists(to):
                await self._files.remove(to)
            await self._files.rename(place, to)

    async def _remove(self, path: str) -> None:
        try:
            await self._files.remove(self._at(path))
            if folder := posixpath.dirname(path):
                await self._files.rmdir(self._at(folder))
                self._made.clear()
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPFailure):  # gone already, or a folder that is not empty
            return

    async def _make_folder(self, folder: str) -> None:
        if folder not in self._made:
            await self._files.makedirs(folder, exist_ok=True)
            self._made.add(folder)

    def _at(self, path: str) -> str:
        return posixpath.join(self._root, path) if path else self._root

    def _run(self, step: Coroutine[Any, Any, T]) -> T:
        try:
            return self._loop.run_until_complete(asyncio.wait_for(step, _LONGEST))
        except TimeoutError:
            raise WayError("the host has not answered for a minute") from None


async def _connected(host: str, port: int, options: dict[str, Any]) -> asyncssh.SSHClientConnection:
    return await asyncssh.connect(host, port, **options)


async def _files_of(connection: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await connection.start_sftp_client()


def _own_file() -> Path | None:
    """Return the file with the hosts that were confirmed here; None where this user has no place for one."""
    from platformdirs import user_state_path

    folder = private_folder(user_state_path("policypack", appauthor=False) / "hosts")
    return None if folder is None else folder / "known_hosts"


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").rstrip("\n") + "\n"
    except OSError:
        return ""
