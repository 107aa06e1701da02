"""Who has read it: in which words, what changed since, what to send; and nobody but the leaders sees a name."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.page_words import read_words
from policypack.pages.render import Renderer
from policypack.pages.who_has_read import WhoHasRead
from policypack.publish.approve import approve
from policypack.publish.build import build_all
from policypack.publish.markdown_export import write_markdown
from policypack.publish.readers_said import readers_text
from policypack.text.sentences import sentences
from tests.hardening.canaries import Canary, leaks
from tests.organisations import put, workspace_of
from tests.pages.test_agreed import change

FIRST, SECOND = date(2026, 11, 22), date(2026, 12, 10)
PAGE = "who-has-read-it.md"


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose policies were agreed twice, in other words for the code of adults."""
    folder = workspace_of("swimming-club", tmp_path_factory.mktemp("club"))
    change(folder, "\n  address: none", "\n  address: https://safe.marlpool.example/")
    approve(load_pack(folder, FIRST), "Club committee")
    change(folder, "    - no_tagging\n", "")
    approve(load_pack(folder, SECOND), "Club committee")
    return folder


@pytest.fixture
def club(agreed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(agreed, tmp_path / "club")


def reading(folder: Path, people: str) -> WhoHasRead:
    put(folder, "site_config/read_by.yml", people)
    return WhoHasRead(load_pack(folder, SECOND))


def test_a_page_whose_words_stayed_is_read_and_one_whose_words_changed_was_read_in_older_words(club: Path) -> None:
    """What changed is what differs between the two agreed texts of the page, and nothing else."""
    found = reading(club, "people:\n  - name: Sam\n    read:\n      all: 2026-11-23\n")
    (sam,) = found.people
    assert [one.page.id for one in sam.older] == ["adult-code"]
    assert not sam.missing
    assert len(sam.pages) > 15
    texts = [(club / f"site_config/agreed/{day}/adult-code.md").read_text() for day in (FIRST, SECOND)]
    then, now = (set(sentences(text)) for text in texts)
    assert sam.older[0].changes
    assert {change.old for change in sam.older[0].changes} - {""} == then - now != set()
    assert {change.new for change in sam.older[0].changes} - {""} == now - then


def test_whoever_confirms_the_new_words_has_read_them_and_the_older_confirmation_does_not_count(club: Path) -> None:
    found = reading(
        club, "people:\n  - name: Sam\n    read:\n      all: 2026-11-23\n      adult-code: 2026-12-10\n  - name: Jo\n"
    )
    sam, jo = found.people
    assert (sam.older, sam.missing) == ((), ())
    assert jo.pages == jo.missing
    assert found.to_write_to == (jo,)
    page = next(page for page in found.pages if page.id == "adult-code")
    assert (found.read(page), found.read_before(page), found.not_read(page)) == ((sam,), (), (jo,))


def test_words_of_then_that_are_gone_have_the_page_read_anew(club: Path) -> None:
    shutil.rmtree(club / f"site_config/agreed/{FIRST}")
    put(
        club,
        f"site_config/agreed/{FIRST}/record.yml",
        "role: Committee\ndate: 2026-11-22\nnext_review: 2027-11-22\npages: {}\n",
    )
    (sam,) = reading(club, "people:\n  - {name: Sam, read: {adult-code: 2026-11-23}}\n").people
    assert [one.changes for one in sam.older] == [None]
    assert any("read all of it anew" in line for line in WhoHasRead(load_pack(club, SECOND)).message_to(sam))


def test_all_confirms_what_the_sheet_listed_and_no_page_that_came_to_it_later(club: Path) -> None:
    """The sheet's own words were kept with the agreement: a page that it did not name was not signed for."""
    file = club / f"site_config/agreed/{FIRST}/words.txt"
    words = read_words(file, club)
    title = words["moderation"].title
    assert any(title in sentence for sentence in words["sign-off"].sentences)
    sheet = file.read_text(encoding="utf-8")
    start = sheet.index("== sign-off")
    end = sheet.index("\n== ", start)
    file.write_text(sheet[:start] + sheet[start:end].replace(title, "x") + sheet[end:], encoding="utf-8")
    (sam,) = reading(club, "people:\n  - {name: Sam, read: {all: 2026-11-23}}\n").people
    assert [one.page.id for one in sam.missing] == ["moderation"]


def test_a_message_says_what_to_read_where_it_is_what_changed_and_how_to_confirm(club: Path) -> None:
    found = reading(club, "people:\n  - {name: Sam, read: {adult-code: 2026-11-23}}\n")
    (sam,) = found.people
    message = found.message_to(sam)
    said = "\n".join(message)
    assert message[0] == "Hello Sam,"
    assert "https://safe.marlpool.example/codes/adults.html" in said
    assert "You read it on 23 November 2026. It has changed since." in said
    change = (sam.older[0].changes or ())[0]
    assert f"It no longer says: {change.old}" in message
    assert "Answering a concern (on the pages for staff)" in said
    assert "with the day on which you did" in message[-1]


def test_the_report_says_who_has_read_it_and_a_draft_and_an_empty_list_how_to_begin(club: Path, tmp_path: Path) -> None:
    draft = workspace_of("swimming-club", tmp_path / "draft")
    put(draft, "site_config/read_by.yml", "people:\n  - name: Sam\n")
    said = Renderer(load_pack(draft, FIRST)).markdown("leaders")[PAGE]
    assert "a draft has no words that anybody could confirm" in said
    assert readers_text(WhoHasRead(load_pack(draft, FIRST))).startswith("Nothing has been agreed yet")
    said = Renderer(load_pack(club, SECOND)).markdown("leaders")[PAGE]
    assert "policypack readers add NAME" in said
    reading(club, "people:\n  - {name: Sam, read: {all: 2026-11-23}}\n  - {name: Chair of the club chair}\n")
    said = Renderer(load_pack(club, SECOND)).markdown("leaders")[PAGE]
    assert "21 of 22 | Adults' code of conduct | None | 23 November 2026 |" in said
    assert "Hello Sam,<br>" in said
    assert "Welfare officer, Social media volunteer. Add whoever" in said


def test_the_terminal_says_the_same(club: Path) -> None:
    found = reading(club, "people:\n  - {name: Sam, read: {all: 2026-11-23}}\n  - {name: Jo}\n")
    said = readers_text(found)
    assert "Sam: 21 of 22 pages, last on 23 November 2026\n  Read in older words: Adults' code of conduct" in said
    assert "Jo: 0 of 22 pages\n  Not yet: all" in said
    assert "TO Jo\n\n  Hello Jo," in readers_text(found, with_messages=True)


def test_the_sheet_to_sign_says_which_words_are_signed(club: Path, tmp_path: Path) -> None:
    pages = Renderer(load_pack(club, SECOND)).by_id()
    assert "In the words that were agreed on **10 December 2026**:" in pages["sign-off"].says
    draft = Renderer(load_pack(workspace_of("swimming-club", tmp_path / "draft"), FIRST)).by_id()
    assert "These pages are a draft." in draft["sign-off"].says


def test_no_name_of_the_list_leaves_the_report(club: Path) -> None:
    """Neither into a site, nor into the export, nor into the words that are kept of builds and agreements."""
    canary = Canary("read_by", None, "Zqzebedee", ("zqzebedee",))
    reading(club, "people:\n  - {name: Zqzebedee, read: {all: 2026-11-23}}\ncolumns: {name: zqzebedee, day: x}\n")
    approve(load_pack(club, SECOND), "Club committee")
    built = build_all(club, SECOND)
    write_markdown(load_pack(club, SECOND), club / "plain")
    assert leaks(built.folders["report"], [canary])
    (club / "site_config/read_by.yml").unlink()
    shutil.rmtree(club / "report")
    assert leaks(club, [canary]) == []
