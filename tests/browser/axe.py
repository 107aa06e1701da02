"""axe on every page of built sites. A page is opened once, then looked at in each width and each colour.

What axe takes is mostly time for colours and for where things stand, and for header, menus and footer, which are much
the same on each page. So the rest is asked once a page, and what one site repeats of another to the letter is looked
at once. In `make access` two browsers share the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import started
from tests.browser.kinds import Kind, kinds_on
from tests.browser.served import PHONE, SMALLEST, WIDE, served

ORGANISATIONS = ("swimming-club", "scout-group", "youth-theatre", "gaming-charity")
OUTPUTS = ("staff", "site")
"""Staff first: it holds the public pages too."""

WHOLE = {"404.html", "index.html", "report-a-worry.html", "rules/index.html", "staff/answering-a-concern.html"}
"""Pages that stand for all others in header, menus and footer: one of each kind."""

FURNITURE = (".pp-header", ".pp-help-now", ".pp-side", ".pp-footer")
COLOURS = ["color-contrast", "link-in-text-block"]
"""What may differ between light and dark."""
SPACE = ["target-size", "scrollable-region-focusable"]
"""What may differ between widths, beside what is hidden in one of them: that is furniture."""
OPENED = (("menu", ".pp-menu > summary"), ("search", ".pp-tool--search"))
BROWSERS = 2

_CONTENT = re.compile(r'<div class="md-content".*?(?=<p class="pp-as-of|<footer)', re.DOTALL)
"""The text of a page, without the line that only paper shows."""

_HEADER = re.compile(r"<header.*?</header>", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """One page to look at.

    furniture: with what stands around its text. opened: with menu and search open, too. content: with its text.
    thorough: see look.
    """

    organisation: str
    output: str
    path: str
    furniture: bool
    opened: bool
    content: bool
    thorough: bool

    @property
    def name(self) -> str:
        """Return the page's name for a message."""
        return f"{self.organisation} {self.output}/{self.path}"


@dataclass
class Found:
    """What axe found. looks: how many pages were looked at. runs: how often axe ran on them. violations: as lines."""

    looks: int = 0
    runs: int = 0
    violations: list[str] = field(default_factory=list)


def violations(page: Page, rules: list[str] | None = None, context: dict[str, Any] | None = None) -> list[str]:
    """Run axe, which has been put into the page, and return all that it finds, of any impact, as "rule: element".

    rules: their ids, else all rules. context: what axe looks at (include, exclude), else the whole page.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = rules
    context = context or {"include": [["html"]]}
    response = page.evaluate("([context, options]) => axe.run(context, options)", [context, options])
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:160]}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


def looks_of(organisation: str, folders: dict[str, Path], *, thorough: bool) -> Iterator[Look]:
    """Return what there is to look at in the sites of an organisation.

    folders: of the outputs, by name. thorough: furniture on every page, and every width in both colours; else menu and
    search are opened where the header holds another kind of element than those before it in the same output.
    """
    seen: set[tuple[str, str]] = set()
    headers: dict[str, set[Kind]] = {output: set() for output in OUTPUTS}
    for output in OUTPUTS:
        with served(folders[output]) as site:
            pages = site.pages
        for path in pages:
            html = (folders[output] / path).read_text(encoding="utf-8")
            text = _CONTENT.search(html)
            assert text, path
            content = (path, text.group()) not in seen
            seen.add((path, text.group()))
            furniture = thorough or path in WHOLE
            opened = thorough
            if furniture and not thorough:
                header = _HEADER.search(html)
                assert header, path
                opened = bool(kinds_on(header.group()) - headers[output])
                headers[output] |= kinds_on(header.group())
            if content or furniture:
                yield Look(organisation, output, path, furniture, opened, content, thorough)


def look(page: Page, wanted: Look) -> Found:
    """Look at an open page in light and dark, 1280, 360 and 320 pixels wide, and with menu and with search open.

    Unless it is thorough, the text is looked at in one width, but for what may differ between widths.
    """
    found = Found(looks=1)
    context: dict[str, Any] = {"include": [["html"]]}
    if not wanted.furniture:
        context = {"exclude": [[selector] for selector in FURNITURE]}
    elif not wanted.content:
        context = {"exclude": [[".md-content"]]}

    def run(state: str, colours: str, rules: list[str] | None, part: dict[str, Any]) -> None:
        page.evaluate("(name) => document.body.setAttribute('data-md-color-scheme', name)", colours)
        lines = violations(page, rules, part)
        found.runs += 1
        found.violations += [f"{wanted.name}: {state}, {colours}: {line}" for line in lines]

    page.set_viewport_size({"width": WIDE, "height": 740})
    run(str(WIDE), "default", None, context)
    run(str(WIDE), "slate", COLOURS, context)
    page.set_viewport_size({"width": PHONE, "height": 740})
    around = context if wanted.thorough else {"exclude": [[".md-content"]]}
    if wanted.furniture:
        run(str(PHONE), "default", None, around)
        run(str(PHONE), "slate", COLOURS, around)
    if wanted.content and around is not context:
        run(str(PHONE), "default", SPACE, context)
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    run(str(SMALLEST), "default", SPACE, context)
    for name, selector in OPENED if wanted.opened else ():
        page.set_viewport_size({"width": PHONE, "height": 740})
        page.locator(selector).click()
        for colours, rules in (("default", None), ("slate", COLOURS)):
            run(f"{name} open", colours, rules, {"include": [[".pp-header"]]})
        page.keyboard.press("Escape")
    return found


@contextmanager
def _open_browser() -> Iterator[Page]:
    with sync_playwright() as playwright, started(playwright) as browser:
        yield browser.new_page()


def look_at_each(page: Page, looks: Iterable[Look], addresses: dict[tuple[str, str], str]) -> list[tuple[Look, Found]]:
    """Open one page after the other, and return what was found on each.

    addresses: of the served sites, by organisation and output.
    """
    page.emulate_media(reduced_motion="reduce")  # else axe meets colours halfway from light to dark
    page.add_init_script(AXE_SCRIPT)
    done = []
    for wanted in looks:
        page.goto(addresses[wanted.organisation, wanted.output] + wanted.path, wait_until="load")
        done.append((wanted, look(page, wanted)))
    return done


def look_at_all(looks: Iterable[Look], folders: dict[tuple[str, str], Path]) -> dict[tuple[str, str], Found]:
    """Look at many pages in two browsers at once, and return what was found, by organisation and output.

    folders: of the built sites, by organisation and output.
    """
    with ExitStack() as stack:
        addresses = {key: stack.enter_context(served(folder)).address for key, folder in folders.items()}

        def part(some: list[Look]) -> list[tuple[Look, Found]]:
            with _open_browser() as page:
                return look_at_each(page, some, addresses)

        every = list(looks)
        with ThreadPoolExecutor(BROWSERS) as pool:
            parts = list(pool.map(part, (every[start::BROWSERS] for start in range(BROWSERS))))
    found = {key: Found() for key in folders}
    for wanted, result in sorted((pair for some in parts for pair in some), key=lambda pair: every.index(pair[0])):
        sums = found[wanted.organisation, wanted.output]
        sums.looks += 1
        sums.runs += result.runs
        sums.violations += result.violations
    return found
