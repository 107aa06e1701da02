"""Measure the first view of every page: `python -m tests.benchmarks.first_view`, from the top of a checkout.

Prints a row for each page of the example's and the largest organisation's public site, on a phone with a slow
connection and a slow processor (360 pixels, 1.6 Mbit/s, 150 ms a round trip, a quarter of this machine's speed): what
is fetched in files and in compressed bytes (wanted: at most 90,000), when the largest text or picture was painted, and
how much the layout shifted (wanted: 0). Paint and shift come from Chromium's own trace. The local server sends its
files uncompressed, so that times on a web host are shorter.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import click
from playwright.sync_api import Browser, sync_playwright

from policypack.publish.build import build_site
from tests.browser.chromium import started
from tests.browser.served import FIRST_PAINT, PHONE, Site, served
from tests.organisations import workspace_of

TODAY = date(2026, 11, 22)
ORGANISATIONS = ("swimming-club", "gaming-charity")
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""Bytes a second, and milliseconds a round trip: what Lighthouse takes for a slow 4G connection."""
SLOWER = 4


class View(NamedTuple):
    """One first view. weight: bytes, compressed. paint: milliseconds to the largest paint. shift: 0 is none."""

    files: int
    weight: int
    paint: float
    shift: float


def compressed(folder: Path, addresses: set[str]) -> int:
    """Return the bytes of the files of a site behind some addresses, each compressed with gzip."""
    paths = {unquote(urlsplit(url).path).lstrip("/") or "index.html" for url in addresses}
    return sum(len(gzip.compress((folder / path).read_bytes(), mtime=0)) for path in paths)


def first_view(browser: Browser, site: Site, path: str) -> View:
    """Open one page of a site with nothing kept from before, and read Chromium's trace of it."""
    context = browser.new_context(viewport={"width": PHONE, "height": 740})
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: None if request.url.startswith("data:") else asked.add(request.url))
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    browser.start_tracing(page=page, categories=["loading", "blink.user_timing"])
    page.goto(site.address + path, wait_until="load")
    page.evaluate(FIRST_PAINT)
    page.wait_for_timeout(300)  # what scripts move after the page has loaded
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    return View(len(asked), compressed(site.folder, asked), *painted(events, site.address + path))


def painted(events: list[dict[str, Any]], address: str) -> tuple[float, float]:
    """Return the milliseconds to the largest paint and the sum of the layout shifts, from a trace of one page."""
    start = max(
        event["ts"]
        for event in events
        if event["name"] == "navigationStart" and event["args"]["data"].get("documentLoaderURL") == address
    )
    paints = [event["ts"] for event in events if event["name"] == "largestContentfulPaint::Candidate"]
    shifts = [event["args"]["data"]["score"] for event in events if event["name"] == "LayoutShift"]
    return (max(paints) - start) / 1000, sum(shifts)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, started(playwright) as browser:
        for organisation in ORGANISATIONS:
            root = workspace_of(organisation, Path(folder) / organisation)
            build_site(root, root / "site", "public", TODAY)
            click.echo(f"{organisation:<36}{'files':>6}{'bytes':>9}{'largest paint':>16}{'shift':>8}")
            with served(root / "site") as site:
                for path in site.pages:
                    view = first_view(browser, site, path)
                    row = f"{path:<36}{view.files:>6}{view.weight:>9,}{view.paint:>13.0f} ms{view.shift:>8.4f}"
                    click.echo(row)


if __name__ == "__main__":
    main()
