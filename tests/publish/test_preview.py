"""The preview shows what is saved, and a mistake in the answers as a page, on this machine alone."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from policypack.publish.only_here import for_this_machine
from tests.organisations import CHECKOUT, workspace_of
from tests.patience import LONGEST

COMMAND = Path(sys.executable).parent / "policypack"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    folder = workspace_of("swimming-club", tmp_path)
    for name in ("content", "templates"):
        (folder / name).mkdir()
    log = tmp_path / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [COMMAND, "-C", folder, "preview"],
            stdout=output,
            stderr=output,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        yield folder, address_in(log)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(LONGEST)
    assert "Traceback" not in log.read_text()


def address_in(log: Path) -> str:
    return str(until(lambda: re.search(r"Serving on (http://\S+)", log.read_text()))[1])


def until(found, seconds: float = LONGEST):  # type: ignore[no-untyped-def]
    """Ask again and again, since the page is built anew in the background."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.2)
    raise AssertionError("nothing came")


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=LONGEST) as answer:  # noqa: S310 - our own address
        return str(answer.read().decode("utf-8"))


def test_a_saved_answer_shows_and_a_mistake_becomes_a_page(served: tuple[Path, str]) -> None:
    folder, address = served
    assert address.startswith("http://127.0.0.1:")
    assert "Marlpool Swimming Club" in page(address)
    file = folder / "site_config" / "answers.yml"
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace("name: Marlpool Swimming Club", "name: Marlpool Water Polo"), encoding="utf-8")
    until(lambda: "Marlpool Water Polo" in page(address))
    file.write_text(right.replace("kind: sports_club", "kind: circus"), encoding="utf-8")
    shown = until(lambda: (text := page(address)) and "Your answers need a look" in text and text)
    assert "organisation.kind" in shown
    file.write_text(right, encoding="utf-8")
    until(lambda: "Marlpool Swimming Club" in page(address))


def test_saved_templates_content_and_own_pages_show(served: tuple[Path, str]) -> None:
    folder, address = served
    shipped = CHECKOUT / "templates"
    for name, words in {  # of each two, the first takes the place of ours
        "pages/home.md.j2": ["Our own words.", "Our other words."],
        "theme/partials/footer.html": ["Our own foot.", "Our other foot."],
    }.items():
        file = folder / "templates" / name
        file.parent.mkdir(parents=True)
        for text in words:
            file.write_text(f"{(shipped / name).read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
            until(lambda text=text: text in page(address))
    pages = (CHECKOUT / "content" / "pages.yml").read_text(encoding="utf-8")
    (folder / "content" / "pages.yml").write_text(pages.replace("title: Report a worry", "title: Tell us"), "utf-8")
    until(lambda: "Tell us" in page(f"{address}report-a-worry.html"))
    own = folder / "site_config" / "pages" / "public"
    own.mkdir()
    (own / "galas.md").write_text("# Galas\n\n[Dates](dates.md)\n", encoding="utf-8")
    until(lambda: 'href="galas.html"' in page(address))
    assert 'href="dates.md"' in page(f"{address}galas.html")
    (own / "dates.md").write_text("# Dates\n", encoding="utf-8")
    until(lambda: '<p><a href="dates.html">Dates</a></p>' in page(f"{address}galas.html"))


ELSEWHERE = [
    "evil.example",
    "evil.example:80",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "[::1",
    "",
    "192.0.2.1",
    "0.0.0.0",  # noqa: S104 - nobody listens there
]


def test_it_answers_nobody_who_calls_this_machine_by_another_name(served: tuple[Path, str]) -> None:
    """A website that gives its own name this machine's address gets no draft, not even the one that reloads it."""
    _, address = served
    port = urlsplit(address).port

    def asked(host: str, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()

    for host in ELSEWHERE:
        for path in ("/", "/index.html", "/livereload/0/0"):
            status, said = asked(host, path)
            assert (status, b"Marlpool" in said) == (421, False), host
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "localhost"):
        assert asked(host, "/index.html")[0] == 200, host


def test_an_address_that_somebody_chose_for_others_answers_them() -> None:
    """Whoever serves for a whole network, by MkDocs' own setting, meant to."""

    def app(*_: object) -> list[bytes]:
        return [b"here"]

    assert for_this_machine(app, "192.0.2.7") is app
    assert for_this_machine(app, "127.0.0.1") is not app


def test_a_link_that_leads_nowhere_sends_the_terminal_nothing_to_act_on(tmp_path: Path) -> None:
    """Escape characters in it, which could rename the window or worse, are shown as what they are."""
    folder = workspace_of("swimming-club", tmp_path)
    (folder / "site_config" / "pages" / "public").mkdir()
    (folder / "site_config" / "pages" / "public" / "a.md").write_text(
        "# A\n\n[x](no\x1b]0;PWN\x07.md)\n", encoding="utf-8"
    )
    log = tmp_path / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen([COMMAND, "-C", folder, "preview"], stdout=output, stderr=output)
    try:
        until(lambda: "PWN" in log.read_text() or process.poll() is not None)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(LONGEST)
    said = log.read_text()
    assert "no\\u001b]0;PWN\\u0007.md" in said
    assert not {"\x1b", "\x07"} & set(said)


@pytest.mark.parametrize("command", [["policypack", "preview", "--trust"], ["mkdocs", "build", "-q"]])
def test_a_template_that_cannot_be_read_is_named_with_its_line_and_without_a_traceback(
    command: list[str], tmp_path: Path
) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    (folder / "templates" / "theme").mkdir(parents=True)
    (folder / "templates" / "theme" / "main.html").write_text("{% if %}\n", encoding="utf-8")
    program, *arguments = command
    done = subprocess.run(
        [COMMAND.parent / program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode != 0
    assert "templates/theme/main.html:1: the template cannot be read" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
