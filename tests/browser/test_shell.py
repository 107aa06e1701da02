"""The shell around every page: what it may load, from where it works, and how little it weighs."""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from policypack.publish.build import build_site
from tests.browser.conftest import ACCESS, EXAMPLE, REACHED, Visits
from tests.browser.kinds import one_of_each_kind
from tests.browser.served import FIRST_PAINT, PHONE, Site
from tests.conftest import TODAY
from tests.organisations import CHECKOUT, workspace_with
from tests.patience import LONGEST

FIRST_VIEW = 90_000
"""Bytes, compressed, that any page may take before search is opened: a second or two on a poor mobile connection."""

_BLOCKED = "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))"


def complaints_of(page: Page) -> list[str]:
    """Collect what the browser complains of from now on: blocked by the policy, errors, warnings."""
    found: list[str] = []
    page.add_init_script(_BLOCKED)
    page.on("console", lambda said: found.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("organisation", REACHED)
def test_no_kind_of_page_breaks_its_own_policy_from_a_folder(
    page: Page, site: Callable[[str, str], Site], organisation: str
) -> None:
    staff = site(organisation, "staff")
    complaints = complaints_of(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in staff.pages if ACCESS else one_of_each_kind(staff):
        if path != "404.html":  # its addresses start at the top of a web host
            page.goto((staff.folder / path).as_uri(), wait_until="load")
    assert not complaints
    assert asked
    assert all(url.startswith(("file:", "data:")) for url in asked)


@pytest.mark.parametrize("place", ["http", "file"])
def test_what_does_not_belong_to_the_site_is_blocked(page: Page, example: Site, place: str) -> None:
    complaints = complaints_of(page)
    page.goto((example.address if place == "http" else example.folder.as_uri() + "/") + "index.html")
    page.evaluate(
        """() => {
          const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set))
          add("script", {textContent: "globalThis.here = true"})
          add("script", {src: "https://host.example/a.js"})
          add("img", {src: "https://host.example/a.png"})
          add("iframe", {src: "https://host.example/"})
          add("style", {textContent: "p { color: red }"})
          document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>")
          return fetch("https://host.example/").catch(() => null)
        }"""
    )
    wanted = {"script-src-elem", "img-src", "frame-src", "style-src-elem", "style-src-attr", "connect-src"}
    blocked: set[str] = set()
    for _ in range(5 * LONGEST):
        page.wait_for_timeout(200)
        blocked = {line.removeprefix("policy: ") for line in complaints if line.startswith("policy: ")}
        if blocked >= wanted:
            break
    assert blocked == wanted
    assert page.evaluate("globalThis.here") is None


@pytest.fixture
def in_a_folder(example: Site, tmp_path: Path, serve: Callable[[Path], Site]) -> Site:
    """Serve the example's site from the folder club/ of a host."""
    shutil.copytree(example.folder, tmp_path / "club")
    host = serve(tmp_path)
    return Site(tmp_path / "club", host.address + "club/")


@pytest.fixture
def host_of_a_folder(example: Site, tmp_path: Path) -> Iterator[str]:
    """Serve the example's site from the folder club/ of a host that shows the site's page for wrong addresses."""
    shutil.copytree(example.folder, tmp_path / "club")

    class Host(http.server.SimpleHTTPRequestHandler):
        def send_error(self, code: int, *_: object) -> None:
            page = (tmp_path / "club" / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("address", ["club/gone", "club/rules/gone.html", "club/a/b/c/gone.html", "club/gone/"])
def test_the_page_for_wrong_addresses_finds_its_site_in_a_folder_that_nobody_named(
    page: Page, host_of_a_folder: str, address: str
) -> None:
    blocked: list[str] = []
    page.add_init_script(_BLOCKED)
    page.on("console", lambda said: blocked.append(said.text) if said.text.startswith("policy: ") else None)
    page.goto(host_of_a_folder + address)
    page.locator(".pp-doors a[href='/club/report-a-worry.html']").wait_for()
    page.locator(".pp-colours:visible").wait_for()  # the site's script has come
    assert not page.get_by_text("Go back to the page you came from").is_visible()
    assert not page.locator("[href^='/']:not([href^='/club/']), [src^='/']:not([src^='/club/'])").count()
    assert page.locator(".pp-help-now a[href='tel:08001111']").is_visible()
    page.locator(".pp-doors a", has_text="Go to the first page").click()
    assert page.url == host_of_a_folder + "club/index.html"
    assert not blocked


@pytest.mark.parametrize("address", ["none", "https://club.example.org", "https://example.org/safe/"])
def test_the_page_for_wrong_addresses_is_whole_by_double_click(page: Page, address: str, tmp_path: Path) -> None:
    """Whatever address the organisation gave: its styles are there, and its links lead to pages of the folder."""
    answers = (CHECKOUT / "tests" / "orgs" / "angling-club.yml").read_text(encoding="utf-8")
    folder = workspace_with(answers.replace("\n  address: none", f"\n  address: {address}"), tmp_path)
    build_site(folder, folder / "site", "public", TODAY)
    page.goto((folder / "site" / "404.html").as_uri())
    home = page.locator(".pp-doors a", has_text="Go to the first page")
    page.locator(f".pp-doors a[href='{tmp_path}/site/index.html']").wait_for()
    page.locator(".pp-colours:visible").wait_for()  # the site's script has come
    page.wait_for_function("getComputedStyle(document.querySelector('.pp-doors a')).display !== 'inline'")
    home.click()
    page.wait_for_url((folder / "site" / "index.html").as_uri())


def test_without_a_script_the_page_for_wrong_addresses_has_the_numbers_and_says_what_to_do(
    page_without_scripts: Page, host_of_a_folder: str
) -> None:
    page = page_without_scripts
    page.goto(host_of_a_folder + "club/rules/gone.html")
    assert page.locator(".md-content a[href='tel:999']").is_visible()
    assert page.locator(".md-content a[href='tel:08001111']").is_visible()
    assert page.get_by_text("Go back to the page you came from").is_visible()


_SHIFTS = """globalThis.shifts = []
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) =>
    [entry.value, ...entry.sources.map((source) => source.node?.outerHTML ?? source.node?.textContent ?? "")])))
    .observe({type: "layout-shift", buffered: true})"""
_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(shifts))))"


def test_a_site_in_a_folder_of_a_host_is_whole_and_nothing_moves_while_a_page_loads(
    page: Page, in_a_folder: Site
) -> None:
    complaints = complaints_of(page)
    missing: list[str] = []
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    page.add_init_script(_SHIFTS)
    page.set_viewport_size({"width": PHONE, "height": 740})
    for path in in_a_folder.pages if ACCESS else one_of_each_kind(in_a_folder):
        if path == "404.html":  # needs the site's address; test_site.py looks at it
            continue
        page.goto(in_a_folder.address + path, wait_until="load")
        if moved := page.evaluate(_TWO_FRAMES):
            # Beside other tests a page is now and then painted half; what moves by itself moves every time.
            page.reload(wait_until="load")
            assert not page.evaluate(_TWO_FRAMES), (path, moved)
        links = page.locator("a[href]").evaluate_all("links => links.map((link) => link.href)")
        host = in_a_folder.address.removesuffix("club/")
        assert [link for link in links if link.startswith(host)]
        assert not [link for link in links if link.startswith(host) and not link.startswith(in_a_folder.address)]
    assert not missing
    assert not complaints


@pytest.mark.parametrize("place", ["host", "folder of a host", "file"])
def test_search_works_from_everywhere_and_fetches_the_index_only_when_it_is_opened(
    page: Page, example: Site, in_a_folder: Site, place: str
) -> None:
    addresses = {
        "host": example.address,
        "folder of a host": in_a_folder.address,
        "file": example.folder.as_uri() + "/",
    }
    complaints = complaints_of(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(addresses[place] + "rules/index.html")
    assert not [url for url in asked if "search" in url]
    page.locator(".pp-tool--search").click()
    page.keyboard.type("Childline")
    first = page.locator(".pp-search__list a").first
    first.wait_for()
    assert [url for url in asked if url.endswith("search/index.js")] == [addresses[place] + "search/index.js"]
    first.click()
    page.wait_for_url(f"{addresses[place]}who-can-help.html*")
    assert not complaints


def test_search_goes_on_without_a_network_once_it_was_opened(own_page: Page, example: Site) -> None:
    page = own_page
    page.goto(example.address + "index.html")
    page.locator(".pp-tool--search").click()
    page.keyboard.type("bullying")
    page.locator(".pp-search__list a").first.wait_for()
    page.context.set_offline(True)
    page.locator("#pp-query").fill("childline")
    assert "Childline" in page.locator(".pp-search__list a").first.inner_text()


def test_where_search_does_not_load_it_says_so_and_the_next_opening_tries_again(page: Page, example: Site) -> None:
    page.goto(example.address + "index.html")
    page.route("**/search/index.js", lambda route: route.abort())
    page.locator(".pp-tool--search").click()
    page.locator(".pp-search__said", has_text="Search did not load").wait_for()
    page.unroute("**/search/index.js")
    page.locator(".pp-tool--search").click()
    page.locator(".pp-tool--search").click()
    page.keyboard.type("photo")
    page.locator(".pp-search__list a").first.wait_for()


def test_what_a_reader_types_is_text_and_small_mistakes_are_forgiven(page: Page, example: Site) -> None:
    page.goto(example.address + "index.html")
    page.locator(".pp-tool--search").click()
    field, said = page.locator("#pp-query"), page.locator(".pp-search__said")
    field.fill("buling")
    page.locator(".pp-search__list a", has_text="Bullying").first.wait_for()
    field.fill("<b>zzqq</b> ( [ \\ zzqq")
    said.filter(has_text="Nothing found").wait_for()
    assert page.locator(".pp-search b").count() == 0
    field.fill("")
    assert said.inner_text() == "Type a word, such as bullying or photo."
    assert page.locator(".pp-search__list a").count() == 0


def test_the_first_view_of_every_page_is_light(visits: Visits, site: Callable[[str, str], Site]) -> None:
    weights: dict[Path, int] = {}
    for key, found in visits.items():
        here = site(*key)
        for visit in found:
            files = {
                here.folder / (unquote(urlsplit(url).path).lstrip("/") or "index.html")
                for url in visit.asked
                if not url.startswith("data:")
            }
            for file in files - set(weights):
                weights[file] = len(gzip.compress(file.read_bytes(), mtime=0))
            assert len(files) > 4, "the page, its style sheets and its script"
            weight = sum(weights[file] for file in files)
            assert weight <= FIRST_VIEW, (key, visit.path, weight)


def test_text_can_be_read_before_any_script_has_come(own_page: Page, example: Site) -> None:
    page = own_page
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.route("**/*.js", lambda _: None)  # no answer comes
    page.goto(example.address + "who-can-help.html", wait_until="commit")
    page.evaluate(FIRST_PAINT)
    assert page.locator("h1").is_visible()
    assert page.locator(".pp-help-now a[href='tel:999']").is_visible()


def test_the_menu_beside_a_page_is_scrolled_to_the_page_that_is_open(visits: Visits) -> None:
    beside = {visit.path: visit.menu for visit in visits[EXAMPLE, "staff"] if visit.menu}
    assert len(beside) > 20
    for path, (below_the_top, above_the_end, _) in beside.items():
        assert below_the_top >= -1, path
        assert above_the_end >= -1, path
    assert sum(scrolled > 0 for *_, scrolled in beside.values()) > 3


def test_the_menu_in_the_header_opens_at_the_page_that_is_open(page: Page, staff: Site) -> None:
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.goto(staff.address + staff.pages[-1])
    page.locator(".pp-menu > summary").click()
    here = page.locator(".pp-menu__panel [aria-current=page]")
    here.wait_for()
    box = here.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 740
