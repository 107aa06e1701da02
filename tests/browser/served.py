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

from playwright.sync_api import Page, ViewportSize

from policypack.publish.phone_file import PHONE_FILE
from tests.browser.faults import TOO_WIDE

WIDE, PHONE, SMALLEST = 1280, 360, 320
"""Widths in CSS pixels. 320 is what WCAG 2.2 wants pages to fit (1.4.10, reflow)."""
SHEET: ViewportSize = {"width": 688, "height": 1012}
"""What the margins leave of A4, in CSS pixels."""

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
})"""
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
        """The paths of all pages, sorted: every HTML file but the one for phones, which is complete in itself."""
        found = sorted(file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*.html"))
        return [path for path in found if path != PHONE_FILE]


@dataclass
class Visit:
    """What a browser met on one page.

    levels: of the headings that can be seen, in order. asked: the addresses that the page asked for. complaints:
    errors and warnings of the console. too_wide: elements that stick out, by width of the screen. help_now: where the
    strip with help stands on a phone (top, height), and where its links lead.
    """

    path: str
    title: str
    heading: str
    robots: str
    links: list[str]
    lang: str
    levels: list[int]
    ids: set[str]
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    too_wide: dict[int, list[str]] = field(default_factory=dict)
    help_now: tuple[float | str, ...] = ()


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


def visit(page: Page, address: str, path: str) -> Visit:
    """Open one page and look at it on small screens."""
    asked: list[str] = []
    complaints: list[str] = []
    listeners: dict[str, Any] = {
        "request": lambda request: asked.append(request.url),
        "console": lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(address + path, wait_until="load")
    facts = page.evaluate(_FACTS)
    facts["ids"] = set(facts["ids"])
    found = Visit(path, **facts, asked=asked, complaints=complaints)
    for width in (WIDE, PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": 740})
        found.too_wide[width] = page.evaluate(TOO_WIDE)
        if width == PHONE:
            found.help_now = tuple(page.evaluate(_HELP))
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return found
