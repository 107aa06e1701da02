"""The leaders' report as it was made, opened from the end page.

It holds names, numbers and gaps. So it is shown at the address of the questions, which only the browser gets that was
opened, and never beside the made sites: a script of an own page there could open it and read it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, send_from_directory

from policypack.base.workspace import shipped
from policypack.browser.built_pages import is_document
from policypack.browser.showing import this_run

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

pages = Blueprint("report", __name__)

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def _policy() -> str:
    """Return what the report may do: run the script of our own template, which says how far off a day is, and no other.

    Its styles stand in the page itself.
    """
    found = _SCRIPT.findall((shipped("templates") / "report.html.j2").read_text(encoding="utf-8"))
    hashes = " ".join(f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in found)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )


@pages.get("/report")
def whole() -> BaseResponse:
    """Lead to its first page: links in it count from its folder."""
    return redirect("/report/", 303)


@pages.get("/report/")
@pages.get("/report/<path:path>")
def show(path: str = "") -> Response:
    """Send a file of the report; of a folder, its index. No browser keeps it."""
    if not path or path.endswith("/"):
        path += "index.html"
    folder, alone = this_run().engine.workspace.root / "report", is_document(path)
    response = send_from_directory(folder, path, as_attachment=alone, etag=False, last_modified=None)
    response.headers["Content-Security-Policy"] = _policy()
    response.headers["Cache-Control"] = "no-store"
    return response
