"""Real servers on this machine, one for each way, and what lies on each as plain files."""

from __future__ import annotations

import asyncio
import subprocess
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import asyncssh

from policypack.online.opening import target_of
from policypack.online.plan import LIST
from policypack.online.target import Target
from policypack.online.ways import Place

USER, SECRET = "club", "qzxsecretqzx"
WAYS = ("folder", "zip", "git", "sftp", "bucket", "webdav")


class Server(NamedTuple):
    """A place to publish to. secret: its password."""

    place: Place
    secret: str | None
    root: Path

    def target(self) -> Target:
        return target_of(self.place, self.root, self.secret, lambda _name, _key: True)

    def files(self) -> dict[str, bytes]:
        """Return what lies there, but for our own list."""
        if self.place.way == "zip":
            import zipfile

            path = Path(self.place.to)
            if not path.exists():
                return {}
            with zipfile.ZipFile(path) as archive:
                found = {name: archive.read(name) for name in archive.namelist()}
        else:
            target = self.target()
            try:
                found = {path: target.read(path) for path in target.listing()}
            finally:
                target.close()
        return {path: data for path, data in found.items() if path not in {LIST, ".nojekyll"}}


@contextmanager
def server(way: str, folder: Path) -> Iterator[Server]:
    """Start the server of a way, with nothing on it."""
    there = folder / "there"
    there.mkdir()
    if way == "folder":
        yield Server(Place(way=way, to=str(there)), None, folder)
    elif way == "zip":
        yield Server(Place(way=way, to=str(there / "site.zip")), None, folder)
    elif way == "git":
        subprocess.run(["git", "init", "--quiet", "--bare", str(there)], check=True)  # noqa: S607
        yield Server(Place(way=way, to=str(there)), None, folder)
    elif way == "sftp":
        with _sftp(there) as port:
            yield Server(Place(way=way, to=f"sftp://127.0.0.1:{port}/club", user=USER), SECRET, folder)
    elif way == "bucket":
        name = f"club-{uuid.uuid4().hex}"  # moto keeps its buckets for as long as the process lives
        with _bucket(name) as address:
            yield Server(Place(way=way, to=f"s3://{name}/safety", user=USER, endpoint=address), SECRET, folder)
    else:
        with _webdav(there) as port:
            yield Server(Place(way=way, to=f"http://127.0.0.1:{port}/safety", user=USER), SECRET, folder)


@contextmanager
def _sftp(there: Path) -> Iterator[int]:
    class Asks(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == (USER, SECRET)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def begin() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=Asks,
            server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=bytes(there)),
        )

    listening = asyncio.run_coroutine_threadsafe(begin(), loop).result(30)
    try:
        yield listening.get_port()
    finally:

        async def end() -> None:
            listening.close()
            await asyncio.sleep(0.05)

        asyncio.run_coroutine_threadsafe(end(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@contextmanager
def _bucket(name: str) -> Iterator[str]:
    import boto3
    from moto.server import ThreadedMotoServer

    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    address = f"http://{host}:{port}"
    try:
        boto3.client(
            "s3", endpoint_url=address, aws_access_key_id=USER, aws_secret_access_key=SECRET, region_name="us-east-1"
        ).create_bucket(Bucket=name)
        yield address
    finally:
        running.stop()


@contextmanager
def _webdav(there: Path) -> Iterator[int]:
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    settings: dict[str, Any] = {
        "provider_mapping": {"/": str(there)},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": SECRET}}}},
        "logging": {"enable": False},
        "verbose": 0,
    }
    running = wsgi.Server(("127.0.0.1", 0), WsgiDAVApp(settings))
    running.prepare()
    thread = threading.Thread(target=running.serve)
    thread.start()
    try:
        yield running.bind_addr[1]
    finally:
        running.stop()
        thread.join()
