"""From the start page to pages that are made: by mouse, by keys alone, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.served import SMALLEST, WIDE
from tests.organisations import workspace_of
from tests.patience import LONGEST
from tests.questionnaire.served import POLICYPACK, served


class Hands:
    """Presses with the mouse, or comes to a button with Tab and presses Enter."""

    def __init__(self, page: Page, way: Literal["mouse", "keys"]) -> None:
        self.page = page
        self.way = way

    def presses(self, button: Locator) -> None:
        expect(button).to_be_visible()
        if self.way == "mouse":
            button.click()
            return
        self.comes_to(button)
        self.page.keyboard.press("Enter")

    def writes(self, field: Locator, text: str) -> None:
        if self.way == "mouse":
            field.fill(text)
            return
        self.comes_to(field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def comes_to(self, one: Locator) -> None:
        for _ in range(80):
            if one.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {one}")


@pytest.mark.parametrize(("way", "script"), [("mouse", True), ("keys", True), ("mouse", False)])
def test_an_organisation_is_opened_changed_undone_and_its_pages_made(
    way: Literal["mouse", "keys"], script: bool, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    club = workspace_of("angling-club", tmp_path / "club")
    context = browser.new_context(java_script_enabled=script)
    with served(tmp_path, command=(POLICYPACK,)) as start:
        page = context.new_page()
        hands = Hands(page, way)
        page.goto(start.address)
        hands.writes(page.locator("#folder"), str(club))
        hands.presses(page.get_by_role("button", name="Open it"))
        expect(page.locator("h1")).to_have_text("Your questions, section by section", timeout=LONGEST * 1000)
        page.goto(page.url.rstrip("/") + "/question/organisation.name")
        hands.writes(page.locator("#answer"), "Another Club")
        hands.presses(page.get_by_role("button", name="Save and go on"))
        hands.presses(page.get_by_role("button", name="Undo"))
        expect(page.get_by_text("It is now: Withy Brook Angling Club")).to_be_visible()
        hands.presses(page.get_by_role("link", name="All sections"))
        hands.presses(page.get_by_role("link", name="See your pages").first)
        hands.presses(page.get_by_role("button", name="Make the pages"))
        expect(page.get_by_text("The pages are made.")).to_be_visible(timeout=LONGEST * 1000)
        with context.expect_page() as opened:
            hands.presses(page.get_by_role("link", name="See your site"))
        expect(opened.value).to_have_title(re.compile("Withy Brook Angling Club"))
        hands.presses(page.get_by_role("button", name="Save and stop"))
        expect(page.locator("h1")).to_have_text("Everything is saved")
        assert start.ends()[0] == 0
    context.close()


@pytest.mark.parametrize("width", [SMALLEST, WIDE])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_start_page_fits_and_axe_finds_nothing(
    width: int, colours: Literal["light", "dark"], page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    with served(tmp_path, command=(POLICYPACK,)) as start:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=colours)
        page.goto(start.address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE_SCRIPT)
        assert violations(page) == []
