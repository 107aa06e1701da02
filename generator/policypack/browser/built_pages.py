"""The pages as they were made, to look at before they go online: the public site, and the one for staff.

They come from the same place as the questionnaire, so they are let do less than at home: load and run files of their
own site, and ask for nothing else. What an own page brings along cannot reach the questions.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory
from werkzeug.exceptions import NotFound

from policypack.browser.showing import this_guard, this_run

pages = Blueprint("built", __name__)

SITES = ("site", "staff")
"""The folders that are shown. The report is none of them: it is opened where it lies."""
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
_HEAD = 4_000
"""Bytes of a page in which its policy stands: it has to come before what it is about."""


@pages.get("/<any(site, staff):name>/")
@pages.get("/<any(site, staff):name>/<path:path>")
def built(name: str, path: str = "") -> Response:
    """Send a file of a built site; of a folder, its index."""
    folder = this_run().engine.workspace.root / name
    if not path or path.endswith("/"):
        path += "index.html"
    try:
        response = send_from_directory(folder, path)
    except NotFound:
        if not (folder / "404.html").is_file():
            abort(404)
        path, response = "404.html", send_from_directory(folder, "404.html")
        response.status_code = 404
    response.headers["Content-Security-Policy"] = policy(folder / path, f"{this_guard().origin}/{name}/")
    return response


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
