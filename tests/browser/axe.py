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
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
OPENED = (("menu", ".pp-menu > summary"), ("search", ".pp-tool--search"))
BROWSERS = 2

ONE_OF_EACH = """([within, without]) => {
  const told = ["aria-current", "aria-expanded", "checked", "class", "disabled", "open", "role", "type"]
  const kinds = new Map()
  const of = (e) => {
    if (!kinds.has(e)) {
      const mine = told.map((name) => e.getAttribute(name)).join("|")
      kinds.set(e, `${e.parentElement ? of(e.parentElement) : ""} ${e.localName}|${mine}|${e.checked ?? ""}`)
    }
    return kinds.get(e)
  }
  const found = new Map()
  for (const e of document.querySelectorAll(within.map((place) => `${place}, ${place} *`).join())) {
    const written = [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    if ((written || e.matches("input, select, textarea")) && e.checkVisibility({visibilityProperty: true})
        && !without.some((place) => e.closest(place)) && !found.has(of(e))) found.set(of(e), e)
  }
  return [...found.values()]
}"""
"""Finds one element with words for each chain of elements that words stand in: its colours are those of all."""

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
    context = context or {"include": [["html"]]}
    wanted: dict[str, Any] = {"runOnly": rules} if rules else {}
    return _lines(page.evaluate("([context, options]) => axe.run(context, options)", [context, OPTIONS | wanted]))


def violations_but_of_colours(page: Page, context: dict[str, Any] | None = None) -> list[str]:
    """Return what axe finds by all rules but those of :data:`COLOURS`, which take most of its time."""
    context = context or {"include": [["html"]]}
    options = OPTIONS | {"rules": {rule: {"enabled": False} for rule in COLOURS}}
    return _lines(page.evaluate("([context, options]) => axe.run(context, options)", [context, options]))


def violations_of_colours(page: Page, context: dict[str, Any] | None = None) -> list[str]:
    """Return what axe finds by the rules of :data:`COLOURS`, on one of all elements whose colours are the same."""
    parts = [[place for (place,) in (context or {}).get(part, [])] for part in ("include", "exclude")]
    script = f"""async ([parts, options]) => {{
      const include = ({ONE_OF_EACH})(parts)
      return include.length ? axe.run({{include}}, options) : {{violations: []}}
    }}"""
    return _lines(page.evaluate(script, [[parts[0] or ["html"], parts[1]], OPTIONS | {"runOnly": COLOURS}]))


def _lines(response: dict[str, Any]) -> list[str]:
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

    Unless it is thorough, the text is looked at in one width, but for what may differ between widths, and the colours
    of each kind of element once.
    """
    found = Found(looks=1)
    context: dict[str, Any] = {"include": [["html"]]}
    if not wanted.furniture:
        context = {"exclude": [[selector] for selector in FURNITURE]}
    elif not wanted.content:
        context = {"exclude": [[".md-content"]]}

    def run(state: str, colours: str, rules: list[str] | None, part: dict[str, Any]) -> None:
        page.evaluate("(name) => document.body.setAttribute('data-md-color-scheme', name)", colours)
        if wanted.thorough or rules == SPACE:
            lines = violations(page, rules, part)
        else:
            lines = [] if rules == COLOURS else violations_but_of_colours(page, part)
            lines += violations_of_colours(page, part)
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
