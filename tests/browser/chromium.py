"""The browser that the tests drive. Debian's Chromium, Google Chrome or Edge will do; none is downloaded.

Debian's Chromium without a window, of the same source and version, opens a page in half the time of a processor. The
tests take it where it is there; the long round and what measures take the whole browser.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Playwright

from tests.browser.fonts import DEJAVU, Family, alone
from tests.patience import LONGEST

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
WITHOUT_WINDOW = "chromium-headless-shell"

FLAGS = (
    "--headless",
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox refuses to start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NO_FONTS_OF_PAGES = "--disable-remote-fonts"

WANTED = (
    "The browser tests need Chromium, Google Chrome or Edge on the PATH: "
    "run `sh tests/install-what-tests-need.sh`, or install one of them."
)


class NoBrowserError(Exception):
    """No browser was found that the tests could drive."""


def find_chromium(which: Callable[[str], str | None] = shutil.which, *, whole: bool = True) -> str:
    """Return the path of the browser.

    which: looks a program up by its name, as shutil.which does. whole: whether only a browser with windows will do.
    Raises NoBrowserError with one line that says what is needed.
    """
    names = NAMES if whole else (WITHOUT_WINDOW, *NAMES)
    found = next((path for name in names if (path := which(name))), None)
    if found is None:
        raise NoBrowserError(WANTED)
    return found


@contextmanager
def started(
    playwright: Playwright, family: Family = DEJAVU, *, whole: bool = True, our_font: bool = True
) -> Iterator[Browser]:
    """Start the browser, which sees one family of fonts and no other, and end it.

    whole: as :func:`find_chromium` takes it. our_font: whether it loads the font that pages bring along; else it writes
    in the family, as for a reader whom that font does not reach.
    Raises NoBrowserError or NoFontsError with one line that says what is needed.
    """
    with alone(family) as environment:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(whole=whole),
            args=[*FLAGS, *([] if our_font else [NO_FONTS_OF_PAGES])],
            env=environment,
        )
        open_context = browser.new_context

        def patient(**options: Any) -> BrowserContext:
            context = open_context(**options)
            context.set_default_timeout(1000 * LONGEST)
            return context

        browser.new_context = patient  # type: ignore[method-assign]
        yield browser
        browser.close()


def follows(what: Locator) -> None:
    """Click a button or a link, and wait for the page that comes: who looks too early sees half of it, or none."""
    with what.page.expect_navigation(wait_until="load"):
        what.click()
