"""The guard: only the browser that was opened gets in, and only from the pages of this run.

Other programs and other websites can reach an address on this machine. So each request has to name our own host, come
from our own pages, and carry the cookie that the opened address was turned into.
"""

from __future__ import annotations

import hmac
import secrets
import time
from typing import TYPE_CHECKING

from flask import Response, abort, redirect, request

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as BaseResponse

LARGEST_FORM = 100_000
"""Bytes of a form without a picture: the longest answer has 1,000 characters."""
LARGEST_UPLOAD = 8_000_000
"""Bytes that are read at all: a picture that is too large, but not by far, is refused on its page, in words."""

_PAGE = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""What a draft may do: nothing runs in it, and it sends nothing."""


class Guard:
    """Lets requests in, or refuses them with 403.

    authority: host and port that the server listens on, as "127.0.0.1:4321". first: the page that opens first.
    """

    def __init__(self, authority: str, first: str = "/") -> None:
        self.authority = authority
        self.first = first
        self.token = secrets.token_urlsafe(24)
        self.form_token = secrets.token_urlsafe(24)
        self.last_asked = time.monotonic()
        self._session = secrets.token_urlsafe(24)
        self._is_open = False
        # Cookies are shared by all ports of a machine: two runs keep each their own.
        self._cookie = f"policypack-{authority.rpartition(':')[2]}"

    @property
    def origin(self) -> str:
        """What our own pages send as their origin."""
        return f"http://{self.authority}"

    @property
    def address(self) -> str:
        """The address to open, with its token."""
        return f"{self.origin}/open?token={self.token}"

    def watch(self, app: Flask) -> None:
        """Have every request to an app looked at before it is answered, and every answer get its headers."""
        app.before_request(self.look_at)
        app.after_request(self.mark)

    def look_at(self) -> BaseResponse | None:
        """Refuse what does not come from the browser that was opened."""
        if request.host != self.authority:
            abort(403, "This address is not the one that the questionnaire was opened at.")
        origin = request.headers.get("Origin", self.origin if request.method in ("GET", "HEAD") else "")
        if origin != self.origin or request.headers.get("Sec-Fetch-Site", "same-origin") == "same-site":
            abort(403, "This came from another website.")
        if request.path == "/open" and request.method == "GET":
            return self._open()
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            abort(403, "This came from another website.")
        if not self.is_known():
            abort(403, "This browser has not opened the questionnaire. Open the address that the command printed.")
        self.last_asked = time.monotonic()
        if request.method == "POST":
            self._look_at_form()
        return None

    def _open(self) -> BaseResponse:
        if not self.is_known():
            if self._is_open or not _same(request.args.get("token", ""), self.token):
                abort(
                    403,
                    "This address opens the questionnaire once, and it has been used. Go back to the window that is "
                    "open, or stop the command with Ctrl-C and start it again.",
                )
            self._is_open = True
        self.last_asked = time.monotonic()
        response = redirect(self.first, 303)
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict", path="/")
        return response

    def is_known(self) -> bool:
        """Say whether the request comes from the browser that was opened."""
        return _same(request.cookies.get(self._cookie, ""), self._session)

    def _look_at_form(self) -> None:
        is_upload = request.mimetype == "multipart/form-data"
        if request.content_length is None or request.content_length > (LARGEST_UPLOAD if is_upload else LARGEST_FORM):
            abort(413, "That is more than can be taken here.")
        if not _same(request.form.get("token", ""), self.form_token):
            abort(
                403, "This form is not from this run of the questionnaire. Go back, reload the page and send it again."
            )

    def mark(self, response: Response) -> Response:
        """Add what tells the browser to keep everything to itself."""
        headers = response.headers
        headers.setdefault("Content-Security-Policy", _PAGE)
        headers.setdefault("Cache-Control", "no-store")  # so that going back shows what is true now
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"  # without any, a form would not say where it comes from
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), wanted.encode())
