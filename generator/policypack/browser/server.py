"""The server: on this machine alone, for one browser, until somebody stops it or nobody has been there for an hour."""

from __future__ import annotations

import logging
import os
import shlex
import socket
import threading
import time
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

import click
from waitress.server import create_server

from policypack.base.problems import ProblemsFoundError
from policypack.browser import addresses, ending
from policypack.browser.app import make_app
from policypack.browser.built_pages import make_built_app
from policypack.browser.guard import LARGEST_UPLOAD, Guard
from policypack.browser.run import Run
from policypack.browser.upgraded_page import UPGRADED
from policypack.files.atomic import write_whole
from policypack.files.conflicted_copies import copies_beside
from policypack.files.lock import locked
from policypack.questionnaire.flow import begin
from policypack.questionnaire.going_on import command_to_go_on
from policypack.questionnaire.recent import remember
from policypack.questionnaire.upgrading import carried_out, planned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from waitress.server import BaseWSGIServer, MultiSocketServer

    from policypack.base.workspace import Workspace
    from policypack.questionnaire.going_on import Way

HOST = "127.0.0.1"
"""This machine alone: neither another one nor another person's browser."""
IDLE = 60 * 60.0
"""Seconds without a request after which the server stops."""
LAST_PAGE = 1.0
"""Seconds in which the last page is sent before the server ends."""
_LOOK = 5.0
"""Seconds from one look at the clock to the next."""
STOPPED = 130
DOOR = ".policypack-open.html"
"""The file in a workspace that a browser is started with."""
_MOST_CONNECTIONS = 800
"""Connections at once. A browser opens six."""
_SILENCE = 5
"""Seconds after which a connection is ended on which nothing is asked. A browser opens another one."""


def ask_in_browser(  # noqa: PLR0913 - each is an option of a command
    workspace: Workspace,
    *,
    quick: bool = False,
    section: str | None = None,
    way: Way = "open",
    preset: str | None = None,
    idle: float = IDLE,
    show: Callable[[str], object] = webbrowser.open,
    lead: Callable[[str], object] | None = None,
) -> int:
    """Ask in the browser, and return 0 when it was stopped there or left alone, or 130 after Ctrl-C.

    quick, section, preset: as in a terminal. way: "open", "check", "review" or "missing": what opens first.
    idle: seconds without a request after which it stops. show: opens an address.
    lead: hands the address to our own start page, which opens it in its own window.
    Raises ProblemsFoundError where the answers file has problems or somebody else is answering.
    """
    with locked(workspace):
        missing = way == "missing"
        upgrade = planned(workspace)
        copy = None if upgrade is None else carried_out(workspace, upgrade)
        run = Run(begin(workspace, quick=quick, section=section, preset=preset, jumps=True, only_missing=missing))
        run.way = way
        first = run.first = first_page(run, way)
        run.from_start = lead is not None
        if upgrade is not None and copy is not None:
            run.upgraded, first = (upgrade, copy), UPGRADED
        with socket.socket() as for_questions, socket.socket() as for_pages:
            guard = Guard(bound(for_questions), first)
            built = Guard(bound(for_pages), "/site/", beside=True)
            app = make_app(run, guard, built)
            logging.getLogger("waitress").setLevel(logging.ERROR)  # nobody has to know that a request waited
            servers = [started(app, for_questions), started(make_built_app(workspace.root, built), for_pages)]
            door = workspace.root / DOOR
            try:
                if lead is not None:
                    lead(guard.address())
                else:
                    say_where("The questions are", guard)
                    show(door_to(door, workspace.root, guard.address()))
                remember(workspace)
                wait(app.extensions[ending.STOP], (guard, built), idle)
                code = 0
            except (KeyboardInterrupt, EOFError):
                code = STOPPED
            finally:
                door.unlink(missing_ok=True)
            logging.getLogger("waitress").disabled = True  # of pages that are cut off now, which is no fault
            with run.lock:  # an answer that is just being written is written
                for server in servers:
                    server.close()
    _say_goodbye(run)
    return code


def say_where(what: str, guard: Guard) -> None:
    """Say at the terminal that something is open in the browser, and its address."""
    click.echo(f"{what} open in your browser. If no window has come up, open this address:\n")
    click.echo(f"  {guard.address()}\n")
    click.echo("It works once, and on this machine alone. Ctrl-C ends it; every answer is saved at once.")


def first_page(run: Run, way: Way) -> str:
    """Return the page that opens first: two copies that met, where there are any, go before all else.

    A section of which nothing is left to ask opens with its answers.
    """
    if copies_beside(run.engine.workspace.answers_file):
        return addresses.COPIES
    section = run.flow.section
    if way == "check":
        return "/check" if section is None else f"/check#section-{section.id}"
    if way != "open":
        return "/review" if way == "review" else "/next"
    if section is None:
        return "/"
    if run.engine.next_question(run.flow.quick, section.id) is None:
        run.notice = f"Nothing is left to ask in “{section.title}”. Change here what is not right. {run.notice}".strip()
        return f"/check#section-{section.id}"
    return "/next"


def bound(listening: socket.socket) -> str:
    """Bind to a free port, and return host and port."""
    listening.bind((HOST, 0))
    return f"{HOST}:{listening.getsockname()[1]}"


def started(app: Flask, listening: socket.socket) -> BaseWSGIServer | MultiSocketServer:
    """Let a server answer in the background. Connections on which nothing comes are ended after a few seconds."""
    server = create_server(
        app,
        sockets=[listening],
        threads=8,
        ident=None,
        max_request_body_size=LARGEST_UPLOAD,
        connection_limit=_MOST_CONNECTIONS,
        channel_timeout=_SILENCE,
        cleanup_interval=1,
        asyncore_use_poll=True,  # select knows no more than 1,024 files
    )

    def run() -> None:
        with suppress(OSError, ValueError):  # its sockets are closed under it when it is stopped
            server.run()

    threading.Thread(target=run, daemon=True).start()
    return server


def door_to(file: Path, root: Path, address: str) -> str:
    """Write a file that leads to an address, and return the file's own: what starts a browser is seen by everybody.

    root: where it lies: the workspace, where there is one, for a browser in a snap may not read other hidden folders,
    nor /tmp.
    """
    file.unlink(missing_ok=True)  # a run that was killed has left it
    with suppress(OSError, ProblemsFoundError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # for this user alone, and stays so
        write_whole(file, root, f'<!doctype html><meta http-equiv="refresh" content="0; url={address}">\n')
        return file.as_uri()
    return address


def wait(stopped: threading.Event, guards: tuple[Guard, ...], idle: float) -> None:
    """Return when it is stopped, or when nobody has asked any guard for `idle` seconds, which is said."""
    while not stopped.wait(min(_LOOK, idle)):
        if time.monotonic() - max(guard.last_asked for guard in guards) > idle:
            click.echo("Nobody has been there for a while, so it has stopped.")
            return
    time.sleep(LAST_PAGE)


def _say_goodbye(run: Run) -> None:
    workspace = run.engine.workspace
    command = shlex.join(command_to_go_on(workspace, run.flow, run.way, browser=True))
    # Not wrapped, so that the command can be copied.
    click.echo(f"\nEverything you answered is saved in {workspace.answers_file}; go on with {command}")
