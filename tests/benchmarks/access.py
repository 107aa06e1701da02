"""Look at every page with axe: `python -m tests.benchmarks.access [ORGANISATION …]`, from the top of a checkout.

Without names it takes the swimming club, the scout group, the youth theatre and the gaming charity. Every page of both
sites is opened once, then looked at in light and dark, 1280, 360 and 320 pixels wide, and on the narrow ones with the
menu and with search open. Prints what axe found (any impact), and at the end how many pages it looked at.
The browser tests do the same for fewer pages; this takes many minutes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, sync_playwright

from policypack.site import build_all
from tests.benchmarks.first_view import TODAY
from tests.browser.chromium import FLAGS, find_chromium
from tests.browser.served import PHONE, SMALLEST, WIDE, served, violations
from tests.organisations import workspace_of

ORGANISATIONS = ("swimming-club", "scout-group", "youth-theatre", "gaming-charity")


def looked_at(page: Page) -> list[str]:
    """Look at an open page in every width and colour, and return what axe finds as "colours width: rule: element"."""
    found = []
    page.evaluate(AXE_SCRIPT)
    for width in (WIDE, PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": 740})
        for colours in ("default", "slate"):
            page.evaluate("(name) => document.body.setAttribute('data-md-color-scheme', name)", colours)
            rules = None if colours == "default" else ["color-contrast"]  # the rest does not depend on colours
            found += [f"{colours} {width}: {line}" for line in violations(page, rules)]
    for name, selector in (("menu", ".pp-menu > summary"), ("search", ".pp-tool--search")):
        page.locator(selector).click()
        found += [f"{name} open: {line}" for line in violations(page)]
        page.keyboard.press("Escape")
    return found


def main(organisations: tuple[str, ...]) -> None:
    """Print what axe finds on every page of some organisations' sites."""
    pages = total = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page = browser.new_context(reduced_motion="reduce").new_page()
        for organisation in organisations:
            built = build_all(workspace_of(organisation, Path(folder) / organisation), TODAY)
            for output in ("site", "staff"):
                with served(built.folders[output]) as site:
                    for path in site.pages:
                        page.goto(site.address + path, wait_until="load")
                        found = looked_at(page)
                        pages += 1
                        total += len(found)
                        for line in found:
                            click.echo(f"{organisation} {output}/{path}: {line}")
        browser.close()
    click.echo(f"{pages} pages, {total} violations")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or ORGANISATIONS)
