"""The history in a real Chromium: found from the start, read at every width, and a role put back by a button."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import follows
from tests.browser.test_questionnaire import looks_well
from tests.organisations import put, workspace_of
from tests.questionnaire.served import served
from tests.questionnaire.test_history import engine_at
from tests.questionnaire.test_upgrading import old
from tests.terminal.pty import answers_in


@pytest.fixture
def club(tmp_path: Path) -> Path:
    return workspace_of("swimming-club", tmp_path)


def test_what_was_changed_is_found_and_a_role_put_back_whole(page_for_axe: Page, club: Path) -> None:
    page = page_for_axe
    before = answers_in(club)
    engine_at(club).remove_item("people.team", "Welfare officer")
    with served(club) as server:
        page.goto(server.address)
        follows(page.get_by_role("link", name="what was changed"))
        looks_well(page)
        follows(page.get_by_role("link", name="Put this back"))
        looks_well(page)
        follows(page.get_by_role("button", name="Yes, put it back"))
        assert "Change 1 is put back. That is change 2 now" in page.locator(".notice").first.inner_text()
        assert page.locator("section.change h2").all_inner_texts()[0].startswith("Change 2")
        page.get_by_text("choose a section").click()
        follows(page.get_by_role("link", name="Ages", exact=True))
        assert "No change of this section is kept." in page.locator("main").inner_text()
    assert answers_in(club) == before


def test_two_copies_that_met_are_put_together(page_for_axe: Page, club: Path) -> None:
    """The questions open at what differs."""
    page = page_for_axe
    file = club / "site_config" / "answers.yml"
    theirs = file.read_text(encoding="utf-8").replace("  lead: Welfare officer", "  lead: Club chair")
    put(club, "site_config/answers (Jo's conflicted copy 2026-11-20).yml", theirs)
    with served(club) as server:
        page.goto(server.address)
        assert page.url.endswith("/copies")
        looks_well(page)
        page.get_by_label("The copy: Club chair").check()
        follows(page.get_by_role("button", name="Put them together"))
        assert "Put together. The copy is kept as" in page.locator(".notice").first.inner_text()
    assert answers_in(club)["people.lead"] == "Club chair"


def test_what_an_upgrade_did_is_read_before_the_first_question(page_for_axe: Page, tmp_path: Path) -> None:
    page = page_for_axe
    club = old("gaming-charity", tmp_path).root
    with served(club) as server:
        page.goto(server.address)
        assert page.url.endswith("/upgraded")
        assert "0.1.0" in page.locator("main").inner_text()
        looks_well(page)
        follows(page.locator("main a.button, main button").first)
        assert not page.url.endswith("/upgraded")
