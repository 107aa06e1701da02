"""axe finds nothing, of any impact, on any kind of page of the example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from policypack.publish.build import Built
from tests.browser.axe import OUTPUTS, WHOLE, Found, Look, look, look_at_each, looks_of
from tests.browser.conftest import EXAMPLE
from tests.browser.kinds import one_of_each_kind
from tests.browser.served import Site

LOOKED_AT = (EXAMPLE,)
PARTS = 3
"""How many tests the looks are dealt out to, so that several processes take them."""


@pytest.fixture(scope="module")
def built(built_of: Callable[[str], Built]) -> dict[str, dict[str, Path]]:
    return {organisation: built_of(organisation).folders for organisation in LOOKED_AT}


@pytest.fixture(scope="module")
def kinds(staff: Site) -> set[str]:
    return set(one_of_each_kind(staff))


@pytest.fixture(scope="module")
def looks(built: dict[str, dict[str, Path]], kinds: set[str]) -> list[Look]:
    """Return each kind of text of the example once, and five pages of each site with all that stands around it.

    `make access` looks at every page of all organisations.
    """
    every = [wanted for name, folders in built.items() for wanted in looks_of(name, folders, thorough=False)]
    return [wanted for wanted in every if wanted.path in kinds or wanted.furniture]


def test_each_kind_of_text_of_the_example_is_looked_at_and_each_kind_of_page_of_each_site_with_what_stands_around_it(
    looks: list[Look], built: dict[str, dict[str, Path]], kinds: set[str]
) -> None:
    for organisation, folders in built.items():
        mine = [wanted for wanted in looks if wanted.organisation == organisation]
        assert {wanted.path for wanted in mine if wanted.content} >= kinds
        assert len(kinds) > 10
        for output in OUTPUTS:
            around = {wanted.path for wanted in mine if wanted.output == output and wanted.furniture}
            assert around == {path for path in WHOLE if (folders[output] / path).is_file()}
            assert "who-can-help.html" not in around
            opened = {wanted.path for wanted in mine if wanted.output == output and wanted.opened}
            assert set() < opened < around


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_any_of_them_in_any_width_and_colour_with_menu_and_search_open(
    page: Page, looks: list[Look], site: Callable[[str, str], Site], part: int
) -> None:
    mine = looks[part::PARTS]
    addresses = {(name, output): site(name, output).address for name in LOOKED_AT for output in OUTPUTS}
    found = look_at_each(page, mine, addresses)
    assert [wanted for wanted, _ in found] == mine
    assert all(result.runs for _, result in found)
    assert not [line for _, result in found for line in result.violations]


def test_a_fault_in_one_width_or_colour_or_behind_the_menu_is_found(page_for_axe: Page, example: Site) -> None:
    """What is looked at in fewer states is looked at in the ones where each kind of fault shows."""
    faults = {
        "color-contrast": "[data-md-color-scheme=slate] h1 { color: #333 !important }",
        "target-size": "@media (max-width: 400px) { .tiny { display: block !important; width: 9px; height: 9px } }",
        "link-name": "",
    }
    tiny = (
        "<button class='tiny' hidden aria-label='one'></button><button class='tiny' hidden aria-label='two'></button>"
    )
    page = page_for_axe
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(AXE_SCRIPT)
    for rule, style in faults.items():
        page.goto(example.address + "index.html")
        page.add_style_tag(content=style or "/**/")
        if "tiny" in style:
            page.locator("article").evaluate("(text, html) => text.insertAdjacentHTML('beforeend', html)", tiny)
        if not style:
            page.locator(".pp-menu__panel a").first.evaluate("link => { link.textContent = '' }")
        found: Found = look(page, Look(EXAMPLE, "site", "index.html", not style, not style, True, False))
        assert {line.split(": ")[2] for line in found.violations} >= {rule}, (rule, found.violations)
