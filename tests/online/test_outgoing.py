"""Only what the last build wrote into site/ goes online, whatever it is called."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content.catalogue import load_catalogue
from policypack.online.outgoing import outgoing
from policypack.online.publish import look, publish, published
from policypack.online.sending import Step
from policypack.online.ways import Place, read_places, write_place
from policypack.publish.build import build_all
from tests.conftest import TODAY
from tests.hardening.canaries import Canary, answers_of, as_read, leaks, with_canaries
from tests.hardening.rounds import count
from tests.online.conftest import AFTER, build
from tests.organisations import ORGANISATIONS, put, workspace_with
from tests.shipped_text import OURS


def to_folder(club: Workspace, tmp_path: Path, **more: str) -> Path:
    write_place(club, "site", Place(way="folder", to=str(tmp_path / "www"), **more))
    return tmp_path / "www"


@pytest.mark.parametrize("name", ["risk.html", "index.html", "assets/brand.css", "deep/in/it.html"])
@pytest.mark.parametrize("source", ["report/risk.html", "staff/rota.html"])
def test_a_page_of_the_report_or_for_staff_is_refused_under_whatever_name(
    name: str, source: str, club: Workspace, tmp_path: Path
) -> None:
    www = to_folder(club, tmp_path)
    put(club.root, f"site/{name}", (club.root / source).read_bytes())
    with pytest.raises(ProblemsFoundError, match=f"site/{name}: th"):
        publish(club, "site", TODAY)
    assert not www.exists()


def test_every_file_that_does_not_belong_is_named_at_once(club: Workspace) -> None:
    put(club.root, "site/extra.html", "x")
    put(club.root, "site/index.html", "changed")
    (club.root / "site" / "gone.html").unlink()
    with pytest.raises(ProblemsFoundError) as found:
        outgoing(club, "site")
    assert [problem.file for problem in found.value.problems] == [
        "site/extra.html",
        "site/gone.html",
        "site/index.html",
    ]


def test_a_link_in_the_site_is_refused(club: Workspace) -> None:
    (club.root / "site" / "index.html").unlink()
    (club.root / "site" / "index.html").symlink_to(club.root / "report" / "risk.html")
    with pytest.raises(ProblemsFoundError, match="not what the last build wrote"):
        outgoing(club, "site")
    shutil.rmtree(club.root / "site")
    (club.root / "site").symlink_to(club.root / "report")
    with pytest.raises(ProblemsFoundError, match="this is a link"):
        outgoing(club, "site")


def test_a_file_that_is_changed_while_others_are_sent_does_not_go(club: Workspace, tmp_path: Path) -> None:
    www = to_folder(club, tmp_path)

    def told(step: Step) -> None:
        if step.path == "index.html" and step.stage == "send":
            put(club.root, "site/index.html", "leaders")

    with pytest.raises(ProblemsFoundError, match="the old site stands whole"):
        publish(club, "site", TODAY, told=told)
    assert not any(b"leaders" in file.read_bytes() for file in www.rglob("*") if file.is_file())


def test_without_a_note_of_what_was_built_nothing_goes(club: Workspace, tmp_path: Path) -> None:
    to_folder(club, tmp_path)
    (club.last_build / "files.json").unlink()
    with pytest.raises(ProblemsFoundError, match="run `policypack build` first"):
        look(club, "site")


@pytest.mark.parametrize("to", [".", "..", "site", "report/x", "site_config/pages", "/"])
def test_nothing_is_put_into_the_workspace_s_own_folders(to: str, club: Workspace) -> None:
    put(club.root, "site_config/publish.yml", f'site:\n  way: folder\n  to: "{to}"\n')
    with pytest.raises(ProblemsFoundError, match=r"outside of the workspace|is wanted"):
        look(club, "site")


def test_all_that_is_wrong_with_the_settings_is_said_with_its_line_and_no_password(club: Workspace) -> None:
    text = (
        "site:\n  way: sftp\n  to: sftp://kim:qzxpass@host/x\n  public: club.example\nstaff:\n  way: pigeon\n  to: x\n"
    )
    put(club.root, "site_config/publish.yml", text)
    with pytest.raises(ProblemsFoundError) as found:
        read_places(club)
    assert [(problem.line, problem.question) for problem in found.value.problems] == [
        (3, "site.to"),
        (4, "site.public"),
        (6, "staff.way"),
    ]
    assert "qzxpass" not in str(found.value)


@contextmanager
def web(folder: Path, status: int = 200) -> Iterator[str]:
    """Serve a folder; with another status, refuse everything with it."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = folder / (self.path.lstrip("/") or "index.html")
            there = status == 200 and file.is_file()
            self.send_response(status if status != 200 or there else 404)
            self.end_headers()
            if there:
                self.wfile.write(file.read_bytes())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


@pytest.mark.parametrize(("status", "goes"), [(401, True), (403, True), (200, False), (404, False), (500, False)])
def test_staff_goes_only_where_the_host_was_seen_to_ask_for_a_password(
    status: int, goes: bool, club: Workspace, tmp_path: Path
) -> None:
    with web(tmp_path / "nothing", status) as address:
        write_place(club, "staff", Place(way="folder", to=str(tmp_path / "www"), public=address))
        if goes:
            publish(club, "staff", TODAY)
        else:
            with pytest.raises(ProblemsFoundError, match="ask for a password"):
                publish(club, "staff", TODAY)
    assert (tmp_path / "www" / "rota.html").exists() == goes


def test_staff_does_not_go_without_an_address_to_look_at(club: Workspace, tmp_path: Path) -> None:
    write_place(club, "staff", Place(way="folder", to=str(tmp_path / "www")))
    with pytest.raises(ProblemsFoundError, match="ask for a password"):
        publish(club, "staff", TODAY)
    assert not (tmp_path / "www").exists()


def test_afterwards_it_says_which_files_are_not_online_as_they_were_built(club: Workspace, tmp_path: Path) -> None:
    with web(tmp_path / "www") as address:
        www = to_folder(club, tmp_path, public=address)
        assert publish(club, "site", TODAY).differs == ()
        shutil.copytree(www, tmp_path / "late")
    build(club, AFTER)
    with web(tmp_path / "late") as address:
        to_folder(club, tmp_path, public=address)
        found = publish(club, "site", TODAY)
    assert found.differs == ("assets/brand.css", "help/index.html", "index.html", "new.html")


def test_what_is_out_of_date_is_known_after_another_build(club: Workspace, tmp_path: Path) -> None:
    to_folder(club, tmp_path)
    publish(club, "site", date(2026, 11, 20))
    build(club, AFTER)
    (one,) = published(club)
    assert one.day == "2026-11-20"
    assert one.out_of_date == ("assets/brand.css", "gone.html", "help/index.html", "index.html", "new.html")


@pytest.mark.parametrize("number", range(count(2, 200)))
def test_nothing_of_staff_or_leaders_is_ever_put_online(number: int, tmp_path: Path) -> None:
    """Of workspaces by chance, whose every private answer has a canary, whatever somebody copied into site/."""
    chance = Random(number)
    data = answers_of(chance.choice(ORGANISATIONS))
    for section in filter(lambda one: isinstance(one, dict), data.values()):
        for name in [one for one, said in section.items() if not (said and isinstance(said, list))]:
            if name != "name" and chance.random() < number % 4 / 8:  # each fourth has all of its answers
                del section[name]
    text, canaries = with_canaries(data, load_catalogue(OURS).questions)
    built = build_all(workspace_with(text, tmp_path / "club"), TODAY)
    club, www = built.pack.workspace, to_folder(built.pack.workspace, tmp_path)
    hidden = [canary for canary in canaries if canary.seen_by(built.pack.answers) != "public"]
    assert len(hidden) >= 8
    publish(club, "site", TODAY)
    assert len(list(www.rglob("*.html"))) > 5
    assert leaks(www, hidden) == []
    for output in ("report", "staff"):
        pages = [page for page in sorted((club.root / output).rglob("*.html")) if leaks_in(page, hidden)]
        assert pages
        name = chance.choice(["help/index.html", "new.html", "index.html", "assets/brand.css"])
        before = (club.root / "site" / name).read_bytes() if (club.root / "site" / name).exists() else None
        put(club.root, f"site/{name}", chance.choice(pages).read_bytes())
        with pytest.raises(ProblemsFoundError, match=f"site/{name}"):
            publish(club, "site", TODAY)
        assert leaks(www, hidden) == []
        if before is None:
            (club.root / "site" / name).unlink()
        else:
            put(club.root, f"site/{name}", before)


def leaks_in(page: Path, canaries: list[Canary]) -> bool:
    said = as_read(page.read_text(encoding="utf-8"))
    return any(form in said for canary in canaries for form in canary.forms)
