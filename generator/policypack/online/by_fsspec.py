"""A bucket or a WebDAV folder as a target, by fsspec."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from policypack.online.ways import Place

_MARKS = ("ETag", "etag", "modified", "LastModified", "size")
"""What a host may say of a file that changes when it does, the best first."""


def bucket(place: Place, secret: str | None) -> ByFsspec:
    """Return the bucket of a place. secret: the secret access key; None takes what this user is set up with."""
    from s3fs import S3FileSystem

    options: dict[str, Any] = {"use_listings_cache": False, "skip_instance_cache": True}
    options["config_kwargs"] = {"retries": {"max_attempts": 2}, "connect_timeout": 20, "read_timeout": 60}
    if secret is not None:
        options |= {"key": place.user, "secret": secret}
    if place.endpoint:
        options["endpoint_url"] = place.endpoint
    return ByFsspec(S3FileSystem(**options), place.to.removeprefix("s3://").rstrip("/"))


def webdav(place: Place, secret: str | None) -> ByFsspec:
    """Return the WebDAV folder of a place. secret: the password, if there is one."""
    from webdav4.fsspec import WebdavFileSystem

    parts = urlsplit(place.to)
    base, root = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", parts.path.strip("/")
    auth = (place.user, secret) if secret is not None else None
    return ByFsspec(WebdavFileSystem(base, auth=auth, skip_instance_cache=True), root)


class ByFsspec:
    """Files of a file system of fsspec, below `root`."""

    at_once = False

    def __init__(self, files: Any, root: str) -> None:
        self._files, self._root = files, root
        self._made: set[str] = set()

    def listing(self) -> dict[str, str]:
        """Return each file with what the host says of it that changes when it does."""
        self._files.invalidate_cache()
        try:
            found = self._files.find(self._root, detail=True)
        except FileNotFoundError:
            return {}
        return {name.strip("/")[len(self._root) :].strip("/"): _mark(about) for name, about in found.items()}

    def read(self, path: str) -> bytes:
        """Return a file."""
        return bytes(self._files.cat_file(self._at(path)))

    def put(self, path: str, data: bytes) -> None:
        """Write a file."""
        self._make_folder(path)
        self._files.pipe_file(self._at(path), data)

    def move(self, path: str, to: str) -> None:
        """Give a file another name: a bucket copies it within itself, and each copy is seen when it is whole."""
        self._make_folder(to)
        if hasattr(self._files, "client"):  # WebDAV
            self._files.client.move(self._at(path), self._at(to), overwrite=True)
        else:
            self._files.cp_file(self._at(path), self._at(to))
            self._files.rm_file(self._at(path))

    def remove(self, path: str) -> None:
        """Take a file away."""
        self._files.rm_file(self._at(path))

    def finish(self) -> None:
        """Do nothing: each file is seen when it has its name."""

    def close(self) -> None:
        """Do nothing: a connection is made for each step."""

    def _make_folder(self, path: str) -> None:
        if not hasattr(self._files, "client"):  # a bucket has no folders
            return
        folder = self._at(path).rpartition("/")[0]
        if folder and folder not in self._made:
            self._files.makedirs(folder, exist_ok=True)
            self._made.add(folder)

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}".lstrip("/")


def _mark(about: dict[str, Any]) -> str:
    return next((f"{about[name]}" for name in _MARKS if about.get(name)), "")
