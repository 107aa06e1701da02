"""A built site behind a local web server, and what a browser meets on each of its pages."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pydantic
from playwright.sync_api import Page, ViewportSize

from policypack.publish.embed import EMBED
from policypack.publish.phone_file import PHONE_FILE
from tests.browser.faults import CUT, SMALL, STICKS_OUT, TOO_WIDE, TWICE_AS_LARGE

WIDE, PHONE, SMALLEST = 1280, 360, 320
"""Widths in CSS pixels. 320 is what WCAG 2.2 wants pages to fit (1.4.10, reflow)."""
SHEET: ViewportSize = {"width": 688, "height": 1012}
"""What the margins leave of A4, in CSS pixels."""

Fault = tuple[str, str, str]
"""A page, where it was looked at, and what is wrong: the element or a word for it."""

FIRST_PAINT = """() => new Promise((done) =>
  new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").forEach(done))
    .observe({type: "paint", buffered: true}))"""
"""Waits until the first text or picture is painted. (wait_for_function is blocked by a page's own policy.)"""

_FACTS = """() => ({
  title: document.title,
  heading: document.querySelector("h1").innerText,
  robots: document.querySelector("meta[name=robots]")?.content ?? "",
  links: [...document.querySelectorAll("a[href]")].map((link) => link.href),
  lang: document.documentElement.lang,
  levels: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1])),
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  description: document.querySelector("meta[name=description]")?.content ?? "",
  preview: Object.fromEntries(
    [...document.querySelectorAll("meta[property]")].map((meta) => [meta.getAttribute("property"), meta.content])),
  exits: [...document.querySelectorAll("a.pp-exit, a.pp-exit-first")]
    .map((link) => [link.getAttribute("href"), link.getAttribute("rel")]),
  exit_note: document.querySelector(".pp-exit-note")?.innerText ?? "",
})"""
_MENU = """() => {
  const side = document.querySelector(".pp-side"), here = side?.querySelector("[aria-current=page]")
  if (!here || !side.checkVisibility()) return null
  const around = side.getBoundingClientRect(), inside = here.getBoundingClientRect()
  return [inside.top - around.top, around.bottom - inside.bottom, side.scrollTop]
}"""
_HELP = """() => {
  const strip = document.querySelector(".pp-help-now")
  const box = strip.getBoundingClientRect()
  return [box.top, box.height, ...[...strip.querySelectorAll("a")].map((link) => link.href)]
}"""


@dataclass
class Site:
    """A site that is served: its folder and its address (with a slash at its end)."""

    folder: Path
    address: str

    @property
    def pages(self) -> list[str]:
        """The paths of all pages, sorted: every HTML file but those that are complete in themselves."""
        found = sorted(file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*.html"))
        return [path for path in found if path not in (PHONE_FILE, EMBED)]


@dataclass
class Visit:
    """What a browser met on one page.

    levels: of the headings that can be seen, in order. preview: what a messenger shows of a link to it. exits: the
    links (href, rel) by which it is left quickly, and exit_note what is said of them. asked: the addresses that the
    page asked for. complaints: errors and warnings of the console. faults: as :func:`faults_of` finds them. help_now:
    where the strip with help stands on a phone (top, height), and where its links lead. menu: in the menu beside the
    page, how far its own line is below the top and above the end, and how far it is scrolled; None where there is none.
    """

    path: str
    title: str
    heading: str
    robots: str
    links: list[str]
    lang: str
    levels: list[int]
    ids: set[str]
    description: str
    preview: dict[str, str]
    exits: list[tuple[str, str]]
    exit_note: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    help_now: tuple[Any, ...] = ()
    menu: tuple[float, float, float] | None = None


HERE = "http://here.invalid/"
"""Stands for the address of a site in what is kept of a visit."""


def as_text(visits: list[Visit]) -> str:
    """Write visits as JSON."""
    return pydantic.TypeAdapter(list[Visit]).dump_json(visits).decode()


def from_text(text: str) -> list[Visit]:
    """Read what :func:`as_text` has written."""
    return pydantic.TypeAdapter(list[Visit]).validate_json(text)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a folder on a free local port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(folder, f"http://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        server.server_close()


def visit(page: Page, address: str, path: str, *, look: bool = True) -> Visit:
    """Open one page, note what stands on it and what it asks for, and look at it on every screen and on paper.

    look: whether it is looked at on each of them; else it is looked at on a phone alone.
    """
    asked: list[str] = []
    complaints: list[str] = []
    listeners: dict[str, Any] = {
        "request": lambda request: asked.append(request.url),
        "console": lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    page.set_viewport_size({"width": WIDE, "height": 740})
    page.goto(address + path, wait_until="load")
    facts = page.evaluate(_FACTS)
    facts |= {"ids": set(facts["ids"]), "exits": [(href, rel) for href, rel in facts["exits"]]}
    found = Visit(path, **facts, asked=asked, complaints=complaints, menu=page.evaluate(_MENU))
    page.set_viewport_size({"width": PHONE, "height": 740})
    found.help_now = tuple(page.evaluate(_HELP))
    found.faults = faults_of(page, path) if look else faults_on_a_phone(page, path)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return found


def faults_on_a_phone(page: Page, name: str) -> list[Fault]:
    """Look at an open page that is as wide as a phone."""
    return [(name, "a phone", html) for script in (TOO_WIDE, CUT, SMALL) for html in page.evaluate(script)]


def faults_of(page: Page, name: str) -> list[Fault]:
    """Look at an open page on every screen, in text of twice the size, under a thumb and on paper.

    640 pixels in large text are also what a zoom of 200 % leaves of a screen of 1280 (WCAG 2.2, 1.4.4).
    """
    found: list[Fault] = []

    def note(where: str, *scripts: str) -> None:
        found.extend((name, where, html) for script in scripts for html in page.evaluate(script))

    page.emulate_media(media="screen")
    page.set_viewport_size({"width": PHONE, "height": 740})
    found += faults_on_a_phone(page, name)
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    note("a small phone", TOO_WIDE)
    page.set_viewport_size({"width": WIDE, "height": 740})
    note("a wide screen", TOO_WIDE, CUT)
    page.evaluate(TWICE_AS_LARGE)
    for width, screen in ((WIDE, "a wide screen, large text"), (640, "half a screen, large text")):
        page.set_viewport_size({"width": width, "height": 740})
        note(screen, CUT)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((name, f"{width} pixels, large text", "scrolls sideways"))
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    note("paper", STICKS_OUT)
    page.emulate_media(media="screen")
    return found
