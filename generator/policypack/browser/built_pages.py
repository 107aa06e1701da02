"""The pages as they were made, to look at before they go online: the public site, and the one for staff.

They have an address of their own, with a port and a guard of its own, for an own page may bring a script along: to it
the questions are another website's, which it can neither read nor frame nor send anything to. And it is let do less
than at home: load and run files of its own site, and ask for nothing else.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, abort, current_app, redirect, send_from_directory
from werkzeug.exceptions import HTTPException, NotFound

from policypack.browser.showing import GUARD, in_plain_text, this_guard, this_run
from policypack.publish.documents.made import ENDINGS

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

    from policypack.browser.guard import Guard

doors = Blueprint("doors", __name__)
"""On the side of the questions: what leads to the pages."""
pages = Blueprint("built", __name__)

BUILT = "policypack-built"
"""Under which the app of the questions keeps the guard of the pages."""
_ROOT = "policypack-root"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
_HEAD = 4_000
"""Bytes of a page in which its policy stands: it has to come before what it is about."""


def make_built_app(root: Path, guard: Guard) -> Flask:
    """Return the app that shows what was made, which nobody can use but the browser that our own pages sent there.

    root: the workspace in which it was made.
    """
    app = Flask("policypack-built", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.extensions |= {_ROOT: root, GUARD: guard}
    guard.watch(app)
    app.register_blueprint(pages)
    app.register_error_handler(HTTPException, in_plain_text)
    return app


@doors.get("/<any(site, staff):name>/")
@doors.get("/<any(site, staff):name>/<path:path>")
def see(name: str, path: str = "") -> BaseResponse:
    """Lead to a site, or to a page of it, with what lets this browser in there."""
    if not (this_run().engine.workspace.root / name / "index.html").is_file():
        abort(404)
    guard: Guard = current_app.extensions[BUILT]
    return redirect(guard.address(f"/{name}/{path}"), 303)


@pages.get("/<any(site, staff):name>/")
@pages.get("/<any(site, staff):name>/<path:path>")
def built(name: str, path: str = "") -> Response:
    """Send a file of a built site; of a folder, its index."""
    folder: Path = current_app.extensions[_ROOT] / name
    if not path or path.endswith("/"):
        path += "index.html"
    try:
        response = send_from_directory(folder, path, as_attachment=is_document(path))
    except NotFound:
        if not (folder / "404.html").is_file():
            abort(404)
        path, response = "404.html", send_from_directory(folder, "404.html")
        response.status_code = 404
    response.headers["Content-Security-Policy"] = policy(folder / path, f"{this_guard().origin}/{name}/")
    return response


def is_document(path: str) -> bool:
    """Say whether a file is for a program of its own: the policy here would keep a browser from showing it."""
    return path.endswith(tuple(f".{ending}" for ending in ENDINGS))


def policy(file: Path, place: str) -> str:
    """Return the Content-Security-Policy for a file of a site that lies at an address.

    What stands in the page itself runs where the page's own policy names it by its hash, and that policy holds too.
    """
    with file.open("rb") as opened:
        found = _POLICY.search(opened.read(_HEAD)) if file.suffix == ".html" else None
    own = {name: rest for name, _, rest in (part.strip().partition(" ") for part in _said(found).split(";"))}
    hashes = {name: " ".join(_HASH.findall(own.get(name, ""))) for name in ("script-src", "style-src")}
    return (
        f"default-src 'none'; script-src {place} {hashes['script-src']}; style-src {place} {hashes['style-src']}; "
        f"img-src {place} data:; media-src {place}; font-src {place}; connect-src {place}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _said(found: re.Match[bytes] | None) -> str:
    return unescape(found[1].decode("utf-8", "replace")) if found else ""
