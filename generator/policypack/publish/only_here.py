"""A draft is for whoever sits at this machine: a request that was meant for another host gets no answer.

A website can give its own name this machine's address (DNS rebinding), and a browser then lets that website read what
is served here. The name that a request calls its host by tells the two apart.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def for_this_machine(app: WSGIApplication, host: str) -> WSGIApplication:
    """Return an application that answers only requests for this machine.

    host: where it listens. Where that is an address that others reach too, somebody chose so, and it answers them.
    """
    if not _is_here(host):
        return app

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_here(_name_in(environ.get("HTTP_HOST", ""))):
            return app(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"This is shown on this machine alone, at the address that the terminal names.\n"]

    return answer


def _name_in(host: str) -> str:
    """Return the name in a Host header, without its port; "" where it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_here(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
