"""What was said to a form that was sent, kept for a while under an address of its own.

A browser that goes back to the answer to a form asks to send the form again, on a page of its own that speaks of
resubmission. So such an answer is kept, and the browser is led to it: going back and a reload show it and send nothing.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from flask import Response, redirect, request

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response as BaseResponse

MOST = 30
"""Pages that are kept; of an older one its address shows the question as it is now."""
_SAID = "said"
_AS_THEY_ARE = ("/draft", "/stop")
"""The draft fills a frame, and after the last page nobody answers any more."""


class _Page(NamedTuple):
    path: str
    html: bytes
    status: int


class SaidPages:
    """The pages that were said to forms in one run, the newest ones."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        self._numbers = count(1)
        self._lock = threading.Lock()

    def watch(self, app: Flask) -> None:
        """Have an app keep what it says to forms."""
        app.before_request(self.show)
        app.after_request(self.lead_to)

    def show(self) -> Response | None:
        """Show what was said, where the address names it and it is still kept."""
        page = self._pages.get(request.args.get(_SAID, "")) if request.method == "GET" else None
        return Response(page.html, status=page.status) if page is not None and page.path == request.path else None

    def lead_to(self, response: BaseResponse) -> BaseResponse:
        """Keep a page that was said to a form, and lead to it; let through whatever leads on by itself."""
        is_page = response.mimetype == "text/html" and response.status_code not in (301, 302, 303)
        if request.method != "POST" or not is_page or request.path in _AS_THEY_ARE:
            return response
        with self._lock:
            number = str(next(self._numbers))
            self._pages[number] = _Page(request.path, response.get_data(), response.status_code)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != _SAID]
        return redirect(f"{request.path}?{urlencode([*asked, (_SAID, number)])}", 303)
