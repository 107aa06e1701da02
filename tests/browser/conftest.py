"""One browser and one build of each organisation for all browser tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from policypack.site import build_all
from tests.browser.chromium import FLAGS, NoBrowserError, find_chromium
from tests.browser.served import Site, Visit, served, visit
from tests.organisations import CHECKOUT, ORGANISATIONS, workspace_of, workspace_with

TODAY = date(2026, 11, 22)
EXAMPLE = "example"
ALL = (EXAMPLE, *ORGANISATIONS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = find_chromium()
    except NoBrowserError as error:
        pytest.exit(str(error), returncode=1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Site]]:
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Callable[[str, str], Site]:
    """Return a function from an organisation and an output (site, staff) to the site, built once."""
    roots: dict[str, Path] = {}
    sites: dict[tuple[str, str], Site] = {}

    def built(organisation: str, output: str = "site") -> Site:
        if organisation not in roots:
            folder = tmp_path_factory.mktemp(organisation)
            if organisation == EXAMPLE:
                shutil.copytree(CHECKOUT / "site_config", folder / "site_config")
                workspace_with((CHECKOUT / "site_config" / "answers.yml").read_bytes(), folder)
            else:
                workspace_of(organisation, folder)
            build_all(folder, TODAY)
            roots[organisation] = folder
        if (organisation, output) not in sites:
            sites[organisation, output] = serve(roots[organisation] / output)
        return sites[organisation, output]

    return built


@pytest.fixture(scope="session")
def example(site: Callable[[str, str], Site]) -> Site:
    """The public site of the organisation in site_config/."""
    return site(EXAMPLE, "site")


@pytest.fixture(scope="session")
def staff(site: Callable[[str, str], Site]) -> Site:
    """The staff site of the organisation in site_config/."""
    return site(EXAMPLE, "staff")


@pytest.fixture(scope="session")
def visits(browser: Browser, site: Callable[[str, str], Site]) -> dict[str, list[Visit]]:
    """Visit every page of the staff sites, which hold the public pages too: the example's with axe."""
    found = {}
    context = browser.new_context()
    page = context.new_page()
    for organisation in ALL:
        place = site(organisation, "staff")
        found[organisation] = [visit(page, place.address, path, axe=organisation == EXAMPLE) for path in place.pages]
    public = site(EXAMPLE, "site")
    found["example, public"] = [visit(page, public.address, path, axe=False) for path in public.pages]
    context.close()
    return found
