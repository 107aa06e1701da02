"""Look at a public address: whether what is online is what was built, and whether a host asks for a password."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from policypack.files.sealed import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policypack.online.outgoing import Outgoing

_LONGEST = 20
_ASKS = {401, 403}


class _NoWayOn(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing: a page that leads to another one has answered itself."""


def asks_for_password(address: str) -> bool:
    """Say whether an address, and a page there, were seen to be refused to whoever says no password (401 or 403)."""
    opener = urllib.request.build_opener(_NoWayOn)
    return all(_status(opener, url) in _ASKS for url in (_url(address, ""), _url(address, "index.html")))


def differs(address: str, out: Outgoing, paths: Iterable[str]) -> list[str]:
    """Return which files at an address are not those that were built, or are not to be had."""
    opener = urllib.request.build_opener()
    found = []
    for path in paths:
        try:
            with opener.open(_request(_url(address, path)), timeout=_LONGEST) as answer:
                same = code_of(answer.read()) == out.files[path]
        except (OSError, ValueError):
            same = False
        if not same:
            found.append(path)
    return found


def _status(opener: urllib.request.OpenerDirector, url: str) -> int:
    try:
        with opener.open(_request(url), timeout=_LONGEST) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, ValueError):
        return 0


def _url(address: str, path: str) -> str:
    return f"{address.rstrip('/')}/{quote(path)}"


def _request(url: str) -> urllib.request.Request:
    return urllib.request.Request(url, headers={"Cache-Control": "no-cache"})  # noqa: S310 - http or https, as was read
