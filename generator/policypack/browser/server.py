"""The server: on this machine alone, for one browser, until somebody stops it or nobody has been there for an hour."""

from __future__ import annotations

import logging
import shlex
import socket
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click
from waitress.server import create_server

from policypack.browser import ending
from policypack.browser.app import make_app
from policypack.browser.guard import LARGEST_UPLOAD, Guard
from policypack.browser.run import Run
from policypack.files.lock import locked
from policypack.questionnaire.flow import begin

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.base.workspace import Workspace

HOST = "127.0.0.1"
"""This machine alone: neither another one nor another person's browser."""
IDLE = 60 * 60.0
"""Seconds without a request after which the server stops."""
_LAST_PAGE = 1.0
"""Seconds in which the last page is sent before the server ends."""
_LOOK = 5.0
"""Seconds from one look at the clock to the next."""
STOPPED = 130


def ask_in_browser(  # noqa: PLR0913 - each is an option of a command
    workspace: Workspace,
    *,
    quick: bool = False,
    section: str | None = None,
    way: str = "open",
    preset: str | None = None,
    idle: float = IDLE,
    show: Callable[[str], object] = webbrowser.open,
) -> int:
    """Ask in the browser, and return 0 when it was stopped there or left alone, or 130 after Ctrl-C.

    quick, section, preset: as in a terminal. way: "open", "check" or "review": the page that opens first.
    idle: seconds without a request after which it stops. show: opens an address.
    Raises ProblemsFoundError where the answers file has problems or somebody else is answering.
    """
    with locked(workspace):
        run = Run(begin(workspace, quick=quick, section=section, preset=preset, jumps=True))
        with socket.socket() as listening:
            listening.bind((HOST, 0))
            guard = Guard(
                f"{HOST}:{listening.getsockname()[1]}",
                {"check": "/check", "review": "/review"}.get(way, f"/next?section={section}" if section else "/"),
            )
            app = make_app(run, guard)
            server = create_server(
                app, sockets=[listening], threads=8, ident=None, max_request_body_size=LARGEST_UPLOAD
            )
            logging.getLogger("waitress").setLevel(logging.ERROR)  # nobody has to know that a request waited
            threading.Thread(target=server.run, daemon=True).start()
            click.echo("The questions are open in your browser. If no window has come up, open this address there:\n")
            click.echo(f"  {guard.address}\n")
            click.echo("It works once, and on this machine alone. Ctrl-C ends it; every answer is saved at once.")
            show(guard.address)
            try:
                _wait(app.extensions[ending.STOP], guard, idle)
                code = 0
            except (KeyboardInterrupt, EOFError):
                code = STOPPED
            with run.lock:  # an answer that is just being written is written
                server.close()
    _say_goodbye(workspace)
    return code


def _wait(stopped: threading.Event, guard: Guard, idle: float) -> None:
    while not stopped.wait(min(_LOOK, idle)):
        if time.monotonic() - guard.last_asked > idle:
            click.echo("Nobody has been there for a while, so it has stopped.")
            return
    time.sleep(_LAST_PAGE)


def _say_goodbye(workspace: Workspace) -> None:
    here = "" if Path.cwd() == workspace.root else f"-C {shlex.quote(str(workspace.root))} "
    # Not wrapped, so that the command can be copied.
    click.echo(
        f"\nEverything you answered is saved in {workspace.answers_file}; go on with policypack {here}ask --browser"
    )
