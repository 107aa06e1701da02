"""Look at every page with axe: `python -m tests.benchmarks.access [ORGANISATION …]`, from the top of a checkout.

Without names it takes the swimming club, the scout group, the youth theatre and the gaming charity. Every page of both
sites is opened once, then looked at in light and dark, 1280, 360 and 320 pixels wide. What is the same on every page
of a site (header, menus, footer, with the menu and with search open) is looked at on its first page and on a few more;
a public page that the staff site repeats to the letter is looked at once. Prints what axe found (any impact), and for
each site how many pages it looked at. The browser tests do the same for fewer pages; this takes ten minutes or more.
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
from tests.browser.served import PHONE, SMALLEST, WHOLE, WIDE, served, violations
from tests.organisations import workspace_of

_SPACE = ["target-size", "scrollable-region-focusable"]
"""What may differ between 360 and 320 pixels: no style sheet changes anything between the two."""

ORGANISATIONS = ("swimming-club", "scout-group", "youth-theatre", "gaming-charity")


def looked_at(page: Page, *, whole: bool = True) -> list[str]:
    """Look at an open page in every width and colour, and return what axe finds as "colours width: rule: element".

    whole: with header, menus and footer, and on a phone with the menu and with search open.
    """
    found = []
    page.evaluate(AXE_SCRIPT)
    for width, rules in ((WIDE, None), (PHONE, None), (SMALLEST, _SPACE)):
        page.set_viewport_size({"width": width, "height": 740})
        for colours in ("default", "slate"):
            if colours == "slate" and rules:
                continue
            page.evaluate("(name) => document.body.setAttribute('data-md-color-scheme', name)", colours)
            wanted = rules if colours == "default" else ["color-contrast"]  # the rest does not depend on colours
            found += [f"{colours} {width}: {line}" for line in violations(page, wanted, whole=whole)]
    for name, selector in (("menu", ".pp-menu > summary"), ("search", ".pp-tool--search")) if whole else ():
        page.locator(selector).click()
        for colours in ("default", "slate"):
            page.evaluate("(name) => document.body.setAttribute('data-md-color-scheme', name)", colours)
            wanted = None if colours == "default" else ["color-contrast"]
            found += [f"{name} open, {colours}: {line}" for line in violations(page, wanted)]
        page.keyboard.press("Escape")
    return found


def main(organisations: tuple[str, ...]) -> None:
    """Print what axe finds on every page of some organisations' sites."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page = browser.new_context(reduced_motion="reduce").new_page()
        for organisation in organisations:
            built = build_all(workspace_of(organisation, Path(folder) / organisation), TODAY)
            seen: set[tuple[str, str]] = set()
            for output in ("staff", "site"):
                pages = repeated = total = 0
                with served(built.folders[output]) as site:
                    for path in site.pages:
                        page.goto(site.address + path, wait_until="load")
                        content = path, page.locator(".md-content").inner_html()
                        whole = pages + repeated == 0 or path in WHOLE
                        if content in seen and not whole:
                            repeated += 1
                            continue
                        seen.add(content)
                        found = looked_at(page, whole=whole)
                        pages += 1
                        total += len(found)
                        for line in found:
                            click.echo(f"{organisation} {output}/{path}: {line}")
                click.echo(f"{organisation} {output}: {pages} pages, {repeated} repeated, {total} violations")
        browser.close()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or ORGANISATIONS)
