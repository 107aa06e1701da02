"""Agreeing the policies and codes in a real Chromium: by keys alone, by mouse without JavaScript, and how it looks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from policypack.pack.pack import load_pack
from policypack.pages.put_up import to_put_up
from policypack.pages.render import Renderer
from tests.browser.chromium import follows
from tests.browser.test_questionnaire import AtTheKeyboard, Somebody, looks_well, sends
from tests.organisations import workspace_of
from tests.questionnaire.forms import TODAY
from tests.questionnaire.served import Served, served


def changed_in(folder: Path, agreed_and_built: Path) -> Path:
    """Make a workspace whose words are agreed and built, and in which a policy, a contact and the times change then."""
    shutil.copytree(agreed_and_built, folder, symlinks=True, dirs_exist_ok=True)
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("  messaging: never\n", "  messaging: official\n"),
        ("welfare@marlpoolswimming.example", "safe@marlpoolswimming.example"),
        ("Tuesday and Thursday 19:00-20:00", "Monday 18:00-19:00"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def later(agreed_and_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Served]]:
    folder = changed_in(tmp_path_factory.mktemp("later"), agreed_and_built)
    with served(folder) as server:
        yield folder, server


@pytest.fixture(scope="module")
def later_page(browser: Browser, later: tuple[Path, Served]) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(later[1].address)
    yield page
    context.close()


def test_the_policies_are_agreed_by_keys_alone(page: Page, tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    with served(folder) as server:
        somebody = AtTheKeyboard(page, folder, server)
        page.goto(f"{server.origin}/end")
        somebody.presses("Agree them")
        for name, text in (("role", "Trustees"), ("agreed_on", "yesterday"), ("present", "all six")):
            somebody._tabs_to(page.locator(f"#{name}"))
            page.keyboard.type(text)
        somebody.presses("Go on")
        somebody.presses("Yes, they agreed this")
        assert page.locator("h1").inner_text() == "It is agreed"
        assert "by 21 November 2027" in page.locator("main").inner_text()
        somebody.presses("Make the pages anew")
        page.get_by_text("The pages are made.").wait_for()
        with page.context.expect_page() as opened:
            somebody.press(page.get_by_role("link", name="See the report"))
        report = opened.value
        report.wait_for_load_state()
        assert report.url == f"{server.origin}/report/", "it opens at the address of the questions"
        assert "For the leaders" in report.locator("header").inner_text()
        assert report.locator("[data-printed]").inner_text() != "Printed", "its own script has run"
        report.close()
        assert somebody.complaints == []
        assert somebody.elsewhere == []
    approval = load_pack(folder, TODAY).approval
    assert approval is not None
    assert (approval.role, approval.present) == ("Trustees", "all six")


def test_what_changed_is_read_agreed_and_put_up_by_mouse_without_javascript(
    page_without_scripts: Page, agreed_and_built: Path, tmp_path: Path
) -> None:
    page, folder = page_without_scripts, changed_in(tmp_path, agreed_and_built)
    with served(folder) as server:
        somebody = Somebody(page, folder, server)
        page.goto(f"{server.origin}/end")
        somebody.presses("What changed, and why")
        minutes = page.locator("#minutes-text")
        assert "Club committee agreed our online safety policies" in minutes.input_value()
        minutes.click()
        page.keyboard.press("ControlOrMeta+a")
        assert page.evaluate("getSelection().toString()") == minutes.input_value(), "it can be copied"
        somebody.presses("Agree them")
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Adults' code of conduct").click()
        opened.value.locator("mark").first.wait_for()
        opened.value.close()
        somebody.presses("Go on")
        somebody.presses("Yes, they agreed this")
        follows(page.get_by_role("link", name="put up anew"))
        assert page.locator("#put-up").is_visible()
        somebody.presses("All of this is done now")
        assert page.locator("#put-up").count() == 0
        assert somebody.complaints == []
    pack = load_pack(folder, TODAY)
    assert len(pack.approvals) == 2
    assert not Renderer(pack).waiting()
    assert not to_put_up(Renderer(pack))


PAGES = {
    "end": "/end",
    "agree": "/agree",
    "agreed": "/agreed",
    "what changed": "/changes",
}


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(later_page: Page, later: tuple[Path, Served], kind: str) -> None:
    looks_well(later_page, later[1].origin + PAGES[kind])


def test_the_words_to_agree_look_well_alone_in_a_window(
    browser: Browser, later_page: Page, later: tuple[Path, Served]
) -> None:
    """Nothing runs on that page, and axe could not either: its policy is left aside here."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    context.add_cookies(later_page.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    looks_well(page, f"{later[1].origin}/words/adult-code")
    assert page.locator("mark").count() > 0
    context.close()


def test_what_is_wrong_and_what_is_read_back_looks_well_too(later_page: Page, later: tuple[Path, Served]) -> None:
    page = later_page
    page.goto(f"{later[1].origin}/agree")
    page.locator("#agreed_on").fill("next spring")
    sends(page)
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "problem", "the error is read first"
    looks_well(page)
    page.locator(".problem a").click()
    assert page.evaluate("document.activeElement.id") == "agreed_on"
    page.locator("#agreed_on").fill("")
    sends(page)
    assert page.locator("h1").inner_text() == "Is that right?"
    looks_well(page)
