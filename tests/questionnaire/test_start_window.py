"""The start page: it asks nothing by itself, opens only what is an organisation's, and runs nothing unasked."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policypack.base.problems import ProblemsFoundError, one_problem
from policypack.base.workspace import Workspace
from policypack.browser.built_pages import make_built_app
from policypack.browser.desk import BUSY, Chosen, Desk, folder_for, workspace_named
from policypack.browser.guard import Guard
from policypack.browser.start_window import WRONG, make_start_app
from policypack.publish.programs import programs_of
from policypack.publish.trust import is_trusted
from policypack.questionnaire import recent
from policypack.questionnaire.recent import MOST, forget, recent_folders, remember
from tests.organisations import CHECKOUT, workspace_of, workspace_with
from tests.questionnaire.forms import AUTHORITY, BESIDE, ORIGIN, Browser
from tests.questionnaire.served import POLICYPACK, served
from tests.questionnaire.test_server import Visitor

QUESTIONS = "http://127.0.0.1:5555/open?token=one"
HOOK = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()


class Opening:
    """The command behind the start page: it notes what was chosen, and opens it, or says what is wrong."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.chosen: list[Chosen] = []
        self.wrong = ""
        self.ended = threading.Event()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        while not self.ended.is_set():
            if (chosen := self.desk.next(0.05)) is None:
                continue
            self.chosen.append(chosen)
            try:
                if self.wrong:
                    one_problem("answers.yml", self.wrong)
                self.desk.lead(QUESTIONS)
            except ProblemsFoundError as problems:
                self.desk.fail(problems)


@pytest.fixture
def opening() -> Iterator[Opening]:
    made = Opening(Desk())
    yield made
    made.ended.set()


@pytest.fixture
def browser(tmp_path: Path, opening: Opening) -> Browser:
    guard, built = Guard(AUTHORITY), Guard(BESIDE, "/site/", beside=True)
    browser = Browser(make_start_app(opening.desk, guard, built, tmp_path / "example"), guard)
    browser.beside = Browser(make_built_app(tmp_path / "example", built), built)
    return browser.opens(guard.address().removeprefix(ORIGIN))


def pressing(browser: Browser, button: str, **fields: Any) -> Browser:
    form = next(one for one in browser.read.forms if any(button in each["text"] for each in one.buttons))
    return browser.sends(button, form=form, **fields)


def with_hook(folder: Path) -> Path:
    settings = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"hooks: [h.py]\n{settings}", encoding="utf-8")
    (folder / "h.py").write_text(HOOK, encoding="utf-8")
    return folder


def test_the_first_page_says_how_long_it_takes_what_to_have_at_hand_and_who_else_is_needed(browser: Browser) -> None:
    for said in ("minutes", "Have at hand", "child protection lead", "Who else is needed", "committee or trustees"):
        assert said in browser.text
    assert ("for England", "https://www.gov.uk/report-child-abuse-to-local-council") in browser.read.links


def test_a_new_organisation_begins_in_a_folder_of_its_name(browser: Browser, opening: Opening, tmp_path: Path) -> None:
    pressing(browser, "Begin", name=" our  club ", place=str(tmp_path))
    assert opening.chosen == [Chosen(tmp_path / "our club", is_new=True)]
    assert f'content="0; url={QUESTIONS}"' in browser.html
    assert ("Go to the questions", QUESTIONS) in browser.read.links


@pytest.mark.parametrize(
    ("name", "place", "wanted"),
    [
        ("", "", "write a name"),
        ("../club", "", "none of these signs"),
        (".club", "", "no full stop"),
        ("..", "", "no full stop"),
        ("a\0b", "", "none of these signs"),
        ("club", "not/whole", "the whole folder"),
        ("club", "/no/such/place", "there is no folder"),
        ("club", "/a\0b", "there is no folder"),
    ],
)
def test_a_folder_that_cannot_be_is_refused(  # noqa: PLR0913, PLR0917 - three are rows
    name: str, place: str, wanted: str, browser: Browser, opening: Opening, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=wanted):
        folder_for(name, place or str(tmp_path))
    pressing(browser, "Begin", name=name, place=place or str(tmp_path))
    assert browser.status == WRONG
    assert wanted.split(" ", 1)[1] in browser.text
    assert opening.chosen == []


def test_a_folder_is_found_from_within_from_above_and_by_a_file(tmp_path: Path) -> None:
    club = workspace_with("# nothing yet\n", tmp_path / "all" / "club")
    for said in (club, club / "site_config", club / "site_config" / "answers.yml", club.parent, f'"{club}" '):
        assert workspace_named(str(said)) == club
    workspace_with("# nothing yet\n", tmp_path / "all" / "other")
    with pytest.raises(ValueError, match="write which: club, other"):
        workspace_named(str(club.parent))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="holds no organisation"):
        workspace_named(str(tmp_path / "empty"))


def test_a_workspace_that_runs_something_is_opened_only_after_a_yes_to_what_was_shown(
    browser: Browser, opening: Opening, tmp_path: Path
) -> None:
    club = with_hook(workspace_of("angling-club", tmp_path / "club"))
    pressing(browser, "Open it", folder=str(club))
    assert browser.heading == "Do you know who wrote this?"
    assert "hooks: [h.py]" in browser.text
    assert opening.chosen == []
    seen = browser.form
    (club / "h.py").write_text(f"{HOOK}# another\n", encoding="utf-8")
    browser.sends("Run it", form=seen)
    assert browser.heading == "Do you know who wrote this?", "it is another one than was said yes to"
    assert opening.chosen == []
    browser.sends("Run it")
    assert opening.chosen == [Chosen(club, is_new=False)]
    assert not (club / "ran").exists()


@pytest.mark.parametrize("trust", ["", "yes", "0" * 64])
def test_a_yes_cannot_be_made_up(trust: str, browser: Browser, opening: Opening, tmp_path: Path) -> None:
    club = with_hook(workspace_of("angling-club", tmp_path / "club"))
    browser.posts("/folder", {"token": browser.guard.form_token, "folder": str(club), "trust": trust})
    assert browser.heading == "Do you know who wrote this?"
    assert opening.chosen == []
    assert not is_trusted(Workspace.at(club), programs_of(Workspace.at(club)))


def test_what_is_wrong_in_there_is_said_and_another_can_be_chosen(
    browser: Browser, opening: Opening, tmp_path: Path
) -> None:
    club = workspace_with("# nothing yet\n", tmp_path / "club")
    opening.wrong = "somebody else is answering"
    pressing(browser, "Open it", folder=str(club))
    assert "somebody else is answering" in browser.text
    opening.wrong = ""
    pressing(browser, "Open it", folder=str(club))
    assert QUESTIONS in browser.html
    pressing(browser.opens("/"), "Open it", folder=str(club))
    assert BUSY in browser.text, "one at a time"


def test_the_last_ones_are_remembered_and_one_that_is_gone_is_said_to_be(
    browser: Browser, opening: Opening, tmp_path: Path
) -> None:
    club, gone = workspace_with("# nothing yet\n", tmp_path / "club"), tmp_path / "gone"
    for one in (club, gone):
        remember(Workspace.at(one))
    browser.opens("/")
    assert f"{gone} is not there any more" in browser.text
    pressing(browser, "Take it out")
    assert str(gone) not in browser.opens("/").text
    pressing(browser, "Go on")
    assert opening.chosen == [Chosen(club, is_new=False)]


def test_the_newest_comes_first_and_old_ones_are_let_go(tmp_path: Path) -> None:
    for number in [*range(MOST + 3), 5]:
        remember(Workspace.at(tmp_path / str(number)))
    assert [one.name for one in recent_folders()] == ["5", "10", "9", "8", "7", "6", "4", "3"]
    forget(tmp_path / "10")
    assert tmp_path / "10" not in recent_folders()


@pytest.mark.parametrize("said", ["", "{", "{}", "[1, null]", '["relative", "/a\\u0000b"]', "[" * 100_000, "\udce9"])
def test_a_damaged_list_is_none(said: str, tmp_path: Path) -> None:
    remember(Workspace.at(tmp_path))
    place = recent._list()
    assert place is not None
    place.write_bytes(said.encode("utf-8", "surrogateescape"))
    assert recent_folders() == []
    remember(Workspace.at(tmp_path))
    assert recent_folders() == [tmp_path]


@pytest.mark.parametrize("path", ["/new", "/folder", "/forget", "/example", "/stop"])
def test_what_does_something_wants_our_own_form(path: str, browser: Browser, opening: Opening, tmp_path: Path) -> None:
    fields = {"folder": str(workspace_with("# nothing yet\n", tmp_path / "club")), "name": "x", "place": str(tmp_path)}
    good = {"Origin": ORIGIN}
    token = browser.guard.form_token
    client = browser.client
    assert client.get(path, base_url=ORIGIN).status_code == 405
    for data, headers in (
        (fields, good),
        (fields | {"token": "guessed"}, good),
        (fields | {"token": token}, {"Origin": "http://127.0.0.1:4322"}),
        (fields | {"token": token}, good | {"Sec-Fetch-Site": "same-site"}),
        (fields | {"token": token}, good | {"Sec-Fetch-Site": "cross-site"}),
    ):
        assert client.post(path, data=data, base_url=ORIGIN, headers=headers).status_code == 403
    client.delete_cookie(f"policypack-{AUTHORITY[-4:]}", domain="127.0.0.1")
    assert client.post(path, data=fields | {"token": token}, base_url=ORIGIN, headers=good).status_code == 403
    assert opening.chosen == []
    assert not opening.desk.stopped.is_set()


def test_an_address_of_our_own_may_come_from_the_start_page_and_from_no_other_port_without_its_token() -> None:
    guard = Guard(AUTHORITY)
    app = make_start_app(Desk(), guard, Guard(BESIDE, beside=True), Path("/nowhere"))
    client = app.test_client()
    from_beside = {"Sec-Fetch-Site": "same-site"}
    assert client.get("/open?token=guessed", base_url=ORIGIN, headers=from_beside).status_code == 403
    opened = client.get(guard.address().removeprefix(ORIGIN), base_url=ORIGIN, headers=from_beside)
    assert (opened.status_code, "refresh" in opened.text) == (200, True)
    assert client.get("/", base_url=ORIGIN).status_code == 200
    for path in ("/", "/open", "/open?token=guessed"):
        assert client.get(path, base_url=ORIGIN, headers=from_beside).status_code == 403


def test_the_example_is_made_and_shown(browser: Browser, tmp_path: Path) -> None:
    pressing(browser, "Look at the example")
    address = next(href for said, href in browser.read.links if "everybody sees" in said)
    assert "Marlpool" in browser.beside.opens(address.removeprefix(browser.beside.origin)).html
    made = (tmp_path / "example" / "site" / "index.html").stat().st_mtime_ns
    pressing(browser.opens("/"), "Look at the example")
    assert (tmp_path / "example" / "site" / "index.html").stat().st_mtime_ns == made, "once"


def test_the_command_alone_opens_it_and_leads_to_the_questions_of_a_new_folder(tmp_path: Path) -> None:
    with served(tmp_path, command=(POLICYPACK,)) as start:
        visitor = Visitor(start)
        answer = visitor.sends("/", "/new", name="club", place=str(tmp_path))
        page = visitor.reads(answer.headers["Location"])
        questions = re.search(r"http://127\.0\.0\.1:\d+/open\?token=[\w-]+", page)
        assert questions is not None
        assert (tmp_path / "club" / "site_config" / "answers.yml").is_file()
        assert recent_folders() == [tmp_path / "club"]
        start.interrupt()
        assert start.ends()[0] == 130
    assert not list((tmp_path / "home").glob("policypack-*"))
