"""The guard: only the browser that was opened gets in, and only from the pages of this run.

Other programs and other websites can reach an address on this machine. So each request has to name our own host, come
from our own pages, and carry the cookie that the opened address was turned into. The pages that were made have an
origin and a guard of their own: what an own page brings along gets no further than they do.
"""

from __future__ import annotations

import hmac
import secrets
import time
from typing import TYPE_CHECKING

from flask import Response, abort, redirect, request
from markupsafe import escape

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as BaseResponse

LARGEST_FORM = 100_000
"""Bytes of a form without a picture: the longest answer has 1,000 characters."""
LARGEST_UPLOAD = 8_000_000
"""Bytes that are read at all: a picture that is too large, but not by far, is refused on its page, in words."""

_PAGE = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""What a draft may do: nothing runs in it, and it sends nothing."""


class Guard:
    """Lets requests in, or refuses them with 403.

    authority: host and port that the server listens on, as "127.0.0.1:4321". first: the page that opens first.
    beside: whether its pages are entered from another port of ours, as those that were made are.
    """

    def __init__(self, authority: str, first: str = "/", *, beside: bool = False) -> None:
        self.authority = authority
        self.first = first
        self.form_token = secrets.token_urlsafe(24)
        self.last_asked = time.monotonic()
        self._beside = beside
        self._session = secrets.token_urlsafe(24)
        self._places: dict[str, str] = {}  # where each token leads that has not been used
        # Cookies are shared by all ports of a machine: two runs keep each their own.
        self._cookie = f"policypack-{authority.rpartition(':')[2]}"

    @property
    def origin(self) -> str:
        """What our own pages send as their origin."""
        return f"http://{self.authority}"

    def address(self, place: str = "") -> str:
        """Return an address that opens a page (the first, if none is named) once, with a token of its own."""
        token = secrets.token_urlsafe(24)
        self._places[token] = place or self.first
        return f"{self.origin}/open?token={token}"

    def watch(self, app: Flask) -> None:
        """Have every request to an app looked at before it is answered, and every answer get its headers."""
        app.before_request(self.look_at)
        app.after_request(self.mark)

    def look_at(self) -> BaseResponse | None:
        """Refuse what does not come from the browser that was opened."""
        if request.host != self.authority:
            abort(403, "This address is not the one that the questionnaire was opened at.")
        origin = request.headers.get("Origin", self.origin if request.method in ("GET", "HEAD") else "")
        comes_from = request.headers.get("Sec-Fetch-Site", "same-origin")
        opens = request.path == "/open" and request.method == "GET"
        if origin != self.origin or (comes_from == "same-site" and not (self._beside or opens)):
            abort(403, "This came from another website.")
        if opens:
            return self._open(comes_from)
        if comes_from == "cross-site":
            abort(403, "This came from another website.")
        if not self.is_known():
            abort(403, "This browser has not opened the questionnaire. Open the address that the command printed.")
        self.last_asked = time.monotonic()
        if request.method == "POST":
            self._look_at_form()
        return None

    def _open(self, comes_from: str) -> BaseResponse:
        token = next((one for one in self._places if _same(request.args.get("token", ""), one)), "")
        if not token and comes_from == "same-site" and not self._beside:  # only our start page knows a token
            abort(403, "This came from another website.")
        place = self._places.pop(token, self.first)
        if not token and not self.is_known():
            abort(
                403,
                "This address opens the questionnaire once, and it has been used. If the questions are not open in a "
                "window of yours, somebody else has opened them: stop the command with Ctrl-C and start it again.",
            )
        if not self._beside:
            self._places.clear()  # whoever comes with another address comes too late
        self.last_asked = time.monotonic()
        response: BaseResponse = redirect(place, 303)
        if comes_from == "cross-site" or (comes_from == "same-site" and not self._beside):
            # From the file or the start page that leads here: what is asked for next then comes from ourselves.
            response = Response(f'<meta http-equiv="refresh" content="0; url={escape(place)}">', mimetype="text/html")
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
