"""Preview the public site while it is being worked on: every saved answer or template shows at once."""

from __future__ import annotations

import logging
import socket
import sys
from typing import TYPE_CHECKING

import click

from policypack.base.problems import one_problem

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"
"""This machine alone: a draft is nobody else's business."""


def serve(root: Path, port: int, *, open_browser: bool) -> None:
    """Serve the public site of the workspace in `root` on this machine until Ctrl-C.

    port: the port to listen on, or 0 for one that is free.
    Raises ProblemsFoundError where there is no mkdocs.yml, the port is taken, or an own template
    or page cannot be built as the preview starts.
    """
    from mkdocs.commands.serve import serve as serve_with_mkdocs
    from mkdocs.exceptions import Abort

    from policypack.publish.build_faults import problems_within
    from policypack.publish.engine_log import show_on

    settings = root / "mkdocs.yml"
    if not settings.is_file():
        one_problem("mkdocs.yml", "this file is missing; `policypack new` makes one")
    (root / "site_config" / "pages").mkdir(parents=True, exist_ok=True)
    address = f"{HOST}:{_free_port(port)}"
    click.echo("Building the preview. Save an answer later on, and the page changes. Ctrl-C ends it.")
    show_on(logging.StreamHandler(sys.stdout))  # MkDocs' own command line would set this up
    # Not strict: half a sentence in an own page must not end the preview. `build` is strict.
    try:
        serve_with_mkdocs(str(settings), dev_addr=address, open_in_browser=open_browser, strict=False)
    except Abort as abort:
        raise problems_within(abort) or abort from None


def _free_port(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            one_problem(
                "--port", "another program listens there; leave the port out, and a free one is found", given=str(port)
            )
        return int(probe.getsockname()[1])
