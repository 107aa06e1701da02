"""The server: on this machine alone, one at a time, and gone with everything saved when somebody stops it."""

from __future__ import annotations

import contextlib
import http.client
import http.cookies
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from contextlib import ExitStack
from pathlib import Path

import pytest

from policypack.browser.guard import LARGEST_UPLOAD
from policypack.files.lock import LOCK
from tests.hardening.rounds import count
from tests.organisations import workspace_of, workspace_with
from tests.patience import LONGEST
from tests.questionnaire.served import POLICYPACK, Served, served


class Visitor:
    """Somebody with the cookie, on plain sockets."""

    def __init__(self, server: Served) -> None:
        self.server = server
        answer = self.asks("GET", server.address.removeprefix(server.origin), cookie="")
        cookie: http.cookies.SimpleCookie = http.cookies.SimpleCookie(answer.headers["Set-Cookie"])
        self.cookie = "; ".join(f"{name}={one.value}" for name, one in cookie.items())

    def asks(
        self, method: str, path: str, body: str | None = None, cookie: str | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=LONGEST)
        given = {"Cookie": self.cookie if cookie is None else cookie, "Origin": self.server.origin, **headers}
        if body is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, {name: value for name, value in given.items() if value})
        return connection.getresponse()

    def reads(self, path: str) -> str:
        return self.asks("GET", path).read().decode()

    def sends(self, page: str, to: str, **fields: str) -> http.client.HTTPResponse:
        html = self.reads(page)
        for name in ("token", "version"):
            if found := re.search(rf'name="{name}" value="([^"]+)"', html):
                fields[name] = found[1]
        return self.asks("POST", to, urllib.parse.urlencode(fields))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace_with("# nothing yet\n", tmp_path)


def test_it_answers_on_this_machine_alone(folder: Path) -> None:
    with served(folder) as server:
        assert Visitor(server).asks("GET", "/").status == 200
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # nothing is sent; it says which address other machines know
            outer = probe.getsockname()[0]
        with pytest.raises(OSError), socket.create_connection((outer, server.port), timeout=2):  # noqa: PT011 - any
            pass


def test_an_upload_of_50_megabytes_is_refused_before_it_is_sent(folder: Path) -> None:
    with served(folder) as server:
        visitor = Visitor(server)
        with socket.create_connection(("127.0.0.1", server.port), timeout=LONGEST) as connection:
            connection.sendall(
                f"POST /question/brand.logo HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {server.origin}\r\n"
                f"Cookie: {visitor.cookie}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                f"Content-Length: {50_000_000}\r\n\r\n".encode()
            )
            assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
        assert visitor.asks("GET", "/").status == 200, "and it goes on answering"
    assert LARGEST_UPLOAD < 50_000_000


def test_ctrl_c_ends_it_with_everything_saved_and_says_how_to_go_on(folder: Path) -> None:
    with served(folder, from_scratch=True) as server:
        visitor = Visitor(server)
        name = "/question/organisation.name"
        assert visitor.sends(name, name, answer="Marlpool").status == 303
        assert (folder / "site_config" / LOCK).read_text(encoding="utf-8")
        server.interrupt()
        code, said = server.ends()
    assert code == 130
    assert "policypack ask --browser" in said
    assert "name: Marlpool" in (folder / "site_config" / "answers.yml").read_text(encoding="utf-8")
    assert not (folder / "site_config" / LOCK).read_text(encoding="utf-8")


def test_ctrl_c_while_it_answers_many_ends_in_words_and_no_traceback(folder: Path) -> None:
    """At whatever moment: with connections that are open, that ask, and that have just gone."""
    for pause in range(0, 6, count(3, 1)):
        with served(folder) as server:
            visitor = Visitor(server)
            stop = threading.Event()

            def ask_on(visitor: Visitor = visitor, stop: threading.Event = stop) -> None:
                with contextlib.suppress(OSError, http.client.HTTPException):
                    while not stop.is_set():
                        visitor.asks("GET", "/question/organisation.name").read()

            asking = [threading.Thread(target=ask_on) for _ in range(6)]
            for one in asking:
                one.start()
            time.sleep(0.02 * pause)
            server.interrupt()
            code, said = server.ends()
            stop.set()
            for one in asking:
                one.join()
        assert code == 130
        assert "Traceback" not in said
        assert "Error" not in said


def test_save_and_stop_ends_it(folder: Path) -> None:
    with served(folder) as server:
        answer = Visitor(server).sends("/", "/stop")
        assert answer.status == 200
        assert "You can close this window" in answer.read().decode()
        code, said = server.ends()
    assert code == 0
    assert "policypack ask --browser" in said
    assert not (folder / "site_config" / LOCK).read_text(encoding="utf-8")


def test_it_stops_by_itself_once_nobody_has_been_there_for_a_while(folder: Path) -> None:
    script = (
        "import sys; from policypack.base.workspace import Workspace; "
        "from policypack.browser.server import ask_in_browser; "
        "sys.exit(ask_in_browser(Workspace.at('.'), idle=0.5))"
    )
    with served(folder, "-c", script, command=(sys.executable,)) as server:
        code, said = server.ends()
    assert code == 0
    assert "Nobody has been there for a while" in said
    assert not (folder / "site_config" / LOCK).read_text(encoding="utf-8")


def test_a_second_run_is_told_that_somebody_is_answering(folder: Path) -> None:
    with served(folder):
        second = subprocess.run(
            [POLICYPACK, "ask", "--browser"], cwd=folder, capture_output=True, text=True, check=False
        )
    assert second.returncode == 2
    assert "has been answering the questions here" in second.stderr


@pytest.mark.parametrize(
    ("option", "path"),
    [
        ("--check", "/check"),
        ("--review", "/review"),
        ("--section brand", "/check#section-brand"),  # of which nothing is left to ask
        ("--check --section moderation", "/check#section-moderation"),
        ("--missing --section moderation", "/next"),
    ],
)
def test_the_page_that_was_asked_for_opens_first(option: str, path: str, tmp_path: Path) -> None:
    """And what goes on with it in the same way is said at the end."""
    with served(workspace_of("swimming-club", tmp_path), *option.split()) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=LONGEST)
        connection.request("GET", server.address.removeprefix(server.origin))
        assert connection.getresponse().headers["Location"] == path
        server.interrupt()
        _, said = server.ends()
    assert said.strip().endswith(f"go on with policypack ask {option} --browser")


def test_connections_that_say_nothing_hold_nobody_up(folder: Path) -> None:
    with served(folder) as server, ExitStack() as silent:
        visitor = Visitor(server)
        for _ in range(150):
            silent.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=LONGEST))
        assert visitor.asks("GET", "/").status == 200
        last = silent.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=LONGEST))
        assert last.recv(1) == b"", "and is ended after a few seconds"


def test_the_browser_is_started_with_a_file_that_its_user_alone_reads_and_no_token(folder: Path) -> None:
    """Whoever is on the machine sees with what a program was started."""
    seen = folder / "seen"
    browser = folder / "browser.sh"
    browser.write_text(
        f'#!/bin/sh\nf="${{1#file://}}"\nstat -c %a "$f" >> {seen}\ncat "$f" >> {seen}\necho "$1" >> {seen}\n'
    )
    browser.chmod(0o755)
    with served(folder, browser=f"{browser} %s") as server:
        for _ in range(20 * LONGEST):
            if seen.exists() and seen.read_text(encoding="utf-8").count("\n") >= 3:
                break
            time.sleep(0.05)
        mode, html, address = seen.read_text(encoding="utf-8").splitlines()
        assert mode == "600"
        assert address.startswith("file:///")
        assert "token" not in address
        leads = re.search(r'url=([^"]+)"', html)
        assert leads is not None
        answer = Visitor(server).asks("GET", leads[1].removeprefix(server.origin), cookie="")
        assert answer.status == 403, "the printed address was used first, and the other is of no use any more"
        server.interrupt()
        server.ends()
    assert not list(folder.glob(".policypack-open*"))


def test_the_file_leads_to_the_questions_though_a_browser_takes_it_for_another_website(folder: Path) -> None:
    with served(folder) as server:
        path = server.address.removeprefix(server.origin)
        address = Visitor.__new__(Visitor)
        address.server, address.cookie = server, ""
        answer = address.asks("GET", path, Origin="", **{"Sec-Fetch-Site": "cross-site"})
        assert answer.status == 200
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert 'content="0; url=/' in answer.read().decode()
