"""One browser and one build of each organisation for all browser tests."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from policypack.publish.build import Built
from tests.browser.chromium import NoBrowserError, started
from tests.browser.fonts import DEJAVU, FAMILIES, Family, NoFontsError
from tests.browser.kinds import one_of_each_kind
from tests.browser.pages import SharedPages
from tests.browser.served import HERE, Site, Visit, as_text, from_text, served, visit

TODAY = date(2026, 11, 22)
EXAMPLE = "swimming-club"
"""The organisation that stands in site_config/ too."""
VISITED = (EXAMPLE, "scout-group", "youth-theatre", "gaming-charity", "angling-club")
"""Organisations whose pages are visited: among them the largest, and a small one that has decided little."""
ACCESS = os.environ.get("POLICYPACK_ACCESS") == "1"
"""Whether this is the long round, `make access`."""
REACHED = VISITED if ACCESS else (EXAMPLE,)
"""Organisations whose every page is looked at: in the long round, all that are visited."""

Visits = dict[tuple[str, str], list[Visit]]
"""Every visit, by organisation and output."""


@pytest.fixture(scope="session")
def browser_with() -> Iterator[Callable[[Family, bool], Browser]]:
    """Return a function from a family of fonts to a browser that sees no other, or our font before it; started once."""
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())

        @functools.cache
        def browser(family: Family, our_font: bool) -> Browser:
            try:
                return stack.enter_context(started(playwright, family, whole=ACCESS, our_font=our_font))
            except (NoBrowserError, NoFontsError) as error:
                pytest.exit(str(error), returncode=1)

        yield browser


@pytest.fixture(scope="session")
def browser(browser_with: Callable[[Family, bool], Browser]) -> Browser:
    """Return the browser of all tests that do not hang on fonts. It sees our font, and then the widest family."""
    return browser_with(DEJAVU, True)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a context that no other test has, for what cannot be taken back: clocks, scripts of every page."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def own_page(context: BrowserContext) -> Page:
    """Return a page that no other test has had."""
    return context.new_page()


@pytest.fixture(scope="session")
def shared_pages() -> SharedPages:
    return SharedPages()


@pytest.fixture
def page(browser: Browser, shared_pages: SharedPages) -> Iterator[Page]:
    """Return a page as good as new, which other tests have had."""
    with shared_pages.lent(browser) as page:
        yield page


@pytest.fixture
def page_without_scripts(browser: Browser, shared_pages: SharedPages) -> Iterator[Page]:
    """Return a page as good as new that runs no script."""
    with shared_pages.lent(browser, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def page_for_axe(browser: Browser, shared_pages: SharedPages) -> Iterator[Page]:
    """Return a page as good as new whose own policy does not keep axe, a script, from looking at it."""
    with shared_pages.lent(browser, bypass_csp=True) as page:
        yield page


@pytest.fixture
def page_in(
    browser_with: Callable[[Family, bool], Browser], shared_pages: SharedPages
) -> Iterator[Callable[[Family], Page]]:
    """Return a function from a family of fonts to a page as good as new that sees no other: ours is kept from it."""
    with ExitStack() as stack:
        yield lambda family: stack.enter_context(shared_pages.lent(browser_with(family, False)))


@pytest.fixture(params=FAMILIES, ids=lambda family: family.name)
def page_in_each_font(request: pytest.FixtureRequest, page_in: Callable[[Family], Page]) -> Page:
    """Return a page in a family of fonts that is alone: a test of lengths or heights runs once with each family."""
    return page_in(request.param)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Site]]:
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def site(serve: Callable[[Path], Site], built_of: Callable[[str], Built]) -> Callable[[str, str], Site]:
    """Return a function from an organisation and an output (site, staff) to the site, built once."""
    sites: dict[tuple[str, str], Site] = {}

    def built(organisation: str, output: str = "site") -> Site:
        if (organisation, output) not in sites:
            sites[organisation, output] = serve(built_of(organisation).folders[output])
        return sites[organisation, output]

    return built


@pytest.fixture(scope="session")
def example(site: Callable[[str, str], Site]) -> Site:
    """Return the example's public site."""
    return site(EXAMPLE, "site")


@pytest.fixture(scope="session")
def staff(site: Callable[[str, str], Site]) -> Site:
    """Return the example's staff site."""
    return site(EXAMPLE, "staff")


def paths_to_visit(site: Callable[[str, str], Site]) -> dict[tuple[str, str], list[str]]:
    """Return the paths to visit, by organisation and output: each page of the example, and what only others have.

    In the long round every page of every staff site is visited, which holds the public pages too.
    """
    wanted = {(EXAMPLE, output): site(EXAMPLE, output).pages for output in ("staff", "site")}
    met = {path for paths in wanted.values() for path in paths}
    for organisation in VISITED[1:]:
        pages = site(organisation, "staff").pages
        wanted[organisation, "staff"] = [path for path in pages if organisation in REACHED or path not in met]
        met |= set(pages)
    return {key: paths for key, paths in wanted.items() if paths}


@pytest.fixture(scope="session")
def visits(browser: Browser, site: Callable[[str, str], Site], shared: Path, shared_pages: SharedPages) -> Visits:
    """Visit the pages that :func:`paths_to_visit` names, and look at each on a phone.

    In the short round, those of each kind are looked at on every screen and on paper, and what only others have.
    Each is visited once a run: what was met is kept for the other processes, which serve it at another address.
    """
    wanted = paths_to_visit(site)
    kinds = one_of_each_kind(site(EXAMPLE, "staff"))
    kept = {key: shared / f"visits-{'-'.join(key)}.json" for key in wanted}
    with shared_pages.lent(browser) as page:
        for wait in (False, True):  # first what no other process is at
            for key in wanted:
                with suppress(Timeout), FileLock(f"{kept[key]}.lock", blocking=wait):
                    if not kept[key].exists():
                        place = site(*key)
                        closely = ACCESS or key[0] != EXAMPLE
                        met = as_text(
                            [
                                visit(page, place.address, path, look=closely or (key[1] == "staff" and path in kinds))
                                for path in wanted[key]
                            ]
                        )
                        kept[key].write_text(met.replace(place.address, HERE), encoding="utf-8")
    return {key: from_text(kept[key].read_text(encoding="utf-8").replace(HERE, site(*key).address)) for key in wanted}
