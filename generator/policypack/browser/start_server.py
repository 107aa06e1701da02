"""The server of the start page: it waits until an organisation is chosen, and has it opened in the same window."""

from __future__ import annotations

import logging
import socket
import tempfile
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from policypack.base.problems import ProblemsFoundError
from policypack.browser.built_pages import make_built_app
from policypack.browser.desk import Desk
from policypack.browser.guard import Guard
from policypack.browser.server import IDLE, LAST_PAGE, STOPPED, bound, door_to, say_where, started
from policypack.browser.start_window import make_start_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from policypack.browser.desk import Chosen

DOOR = "policypack-start.html"
"""The file in the home folder that a browser is started with, while the start page is open."""
_LOOK = 1.0
"""Seconds from one look at the clock to the next."""


def start_in_browser(
    opened: Callable[[Chosen, Callable[[str], object]], int],
    *,
    idle: float = IDLE,
    show: Callable[[str], object] = webbrowser.open,
) -> int:
    """Show the start page, and return the exit code: 0 when it was stopped or left alone, 130 after Ctrl-C.

    opened: opens what was chosen, calls what it is handed with the address of its questions, and returns when they
    are stopped; it may raise ProblemsFoundError, which the start page says. idle, show: as of `ask_in_browser`.
    """
    desk = Desk()
    with (
        tempfile.TemporaryDirectory(prefix="policypack-example-") as example,
        socket.socket() as for_start,
        socket.socket() as for_pages,
    ):
        root = Path(example).resolve()
        guard, built = Guard(bound(for_start)), Guard(bound(for_pages), "/site/", beside=True)
        logging.getLogger("waitress").setLevel(logging.ERROR)  # nobody has to know that a request waited
        app = make_start_app(desk, guard, built, root)
        servers = [started(app, for_start), started(make_built_app(root, built), for_pages)]
        home = Path.home()
        door = home / DOOR
        try:
            say_where("policypack is", guard)
            show(door_to(door, home, guard.address()))
            return _wait(desk, (guard, built), opened, idle)
        except (KeyboardInterrupt, EOFError):
            return STOPPED
        finally:
            door.unlink(missing_ok=True)
            logging.getLogger("waitress").disabled = True
            for server in servers:
                server.close()


def _wait(
    desk: Desk,
    guards: tuple[Guard, ...],
    opened: Callable[[Chosen, Callable[[str], object]], int],
    idle: float,
) -> int:
    while not desk.stopped.is_set():
        if (chosen := desk.next(min(_LOOK, idle))) is not None:
            try:
                return opened(chosen, desk.lead)
            except ProblemsFoundError as problems:
                desk.fail(problems)
        if time.monotonic() - max(guard.last_asked for guard in guards) > idle:
            return 0
    time.sleep(LAST_PAGE)
    return 0
