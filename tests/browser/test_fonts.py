"""Every page holds in our font and, where it does not come, in a reader's: on screens, in large text, on paper.

All tests see our font. Here it is kept away, and each family of fonts in turn is what the reader has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from policypack.publish.build import Built
from policypack.publish.phone_file import PHONE_FILE
from policypack.publish.proof_file import PROOF_FILE
from policypack.publish.site_settings import FONT, FONT_FILES
from tests.browser.conftest import ACCESS, EXAMPLE, VISITED
from tests.browser.fonts import DEJAVU, FAMILIES, Family
from tests.browser.kinds import one_of_each_kind
from tests.browser.served import FIRST_PAINT, PHONE, SHEET, WIDE, Fault, Site, faults_of
from tests.organisations import CHECKOUT


@pytest.fixture(scope="session")
def longest(site: Callable[[str, str], Site]) -> list[str]:
    """Return the address of each kind of page once, from the staff site of the organisation that says most on it.

    In the long round, of every page.
    """
    kinds = {*one_of_each_kind(site(EXAMPLE, "staff")), PHONE_FILE}
    found: dict[str, tuple[int, str]] = {}
    for organisation in VISITED:
        place = site(organisation, "staff")
        for path in (*place.pages, PHONE_FILE):
            if not ACCESS and path not in kinds:
                continue
            size = (place.folder / path).stat().st_size
            found[path] = max(found.get(path, (0, "")), (size, place.address + path))
    return [address for _, address in found.values()]


EACH = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)


def written_in(page: Page, places: tuple[str, ...]) -> set[str]:
    """Return the names of the fonts that the browser has drawn some elements of a page with."""
    tools = page.context.new_cdp_session(page)
    for tool in ("DOM", "CSS"):
        tools.send(f"{tool}.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    found = set()
    for place in places:
        for node in tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": place})["nodeIds"]:
            fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            found |= {font["familyName"] for font in fonts}
    tools.detach()
    return found


def report_of(built: Built) -> list[str]:
    return [file.as_uri() for file in sorted(built.folders["report"].rglob("*.html")) if file.name != PROOF_FILE]


def test_both_sites_and_the_report_are_in_our_font(
    own_page: Page, example: Site, staff: Site, built_of: Callable[[str], Built]
) -> None:
    from_disk = (staff.folder / "index.html").as_uri()
    for address in (
        f"{example.address}index.html",
        f"{staff.address}index.html",
        from_disk,
        *report_of(built_of(EXAMPLE)),
    ):
        for _ in range(2):  # the second time, it is there at once
            own_page.goto(address)
            own_page.evaluate("document.fonts.ready.then(() => 0)")
        assert written_in(own_page, ("h1", "h2")) == {FONT}, address


@EACH
def test_where_our_font_does_not_come_the_page_is_in_what_the_reader_has(
    family: Family, page_in: Callable[[Family], Page], example: Site
) -> None:
    page = page_in(family)
    page.goto(f"{example.address}index.html")
    assert written_in(page, ("h1", "h2")) == {family.sans}


def test_nothing_moves_however_late_our_font_comes(own_page: Page, example: Site) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    own_page.route("**/*.woff2", hold)
    own_page.goto(f"{example.address}index.html", wait_until="commit")
    own_page.evaluate(FIRST_PAINT)
    assert own_page.locator("h1").is_visible()
    assert len(held) == len(FONT_FILES)
    for route in held:
        route.continue_()
    own_page.wait_for_load_state("load")
    own_page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    assert written_in(own_page, ("h1", "h2")) == {DEJAVU.sans}


SIGNS = "☐☑✓□"
"""What our font has no shape for: the reader's fonts draw it."""


def test_our_font_has_every_letter_that_we_and_the_organisations_use(page: Page, example: Site) -> None:
    folders = ("templates", "content", "generator", "site_config", "tests/orgs")
    texts = [
        file.read_text(encoding="utf-8")
        for folder in folders
        for file in sorted((CHECKOUT / folder).rglob("*"))
        if file.suffix in {".yml", ".j2", ".html", ".py"}
    ]
    welsh = "ÂâÊêÎîÔôÛûŴŵŶŷÁáÉéÍíÓóÚúẂẃÝýÀàÈèÌìÒòÙùẀẁỲỳÄäËëÏïÖöÜüẄẅŸÿ"
    drawn = {sign for sign in {*"".join(texts), *welsh} if unicodedata.category(sign)[0] in "LNPS"}
    assert set(SIGNS) < drawn
    page.goto(f"{example.address}index.html")
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.reload()
    page.evaluate(
        "signs => { document.body.innerHTML = signs.map(sign => `<b></b>`).join(' ')\n"
        "document.querySelectorAll('b').forEach((place, i) => { place.textContent = signs[i] }) }",
        sorted(drawn - set(SIGNS)),
    )
    assert written_in(page, ("b",)) == {FONT}


@EACH
def test_no_page_is_too_wide_cut_off_too_small_to_tap_or_over_its_sheet(
    family: Family, page_in: Callable[[Family], Page], longest: list[str]
) -> None:
    """As each page of every site is looked at in our font. In the short round the families share the pages."""
    assert len(longest) > (50 if ACCESS else 10)
    mine = longest if ACCESS else longest[FAMILIES.index(family) :: len(FAMILIES)]
    page = page_in(family)
    found: list[Fault] = []
    for address in mine:
        page.set_viewport_size({"width": WIDE, "height": 740})
        page.goto(address)
        found += faults_of(page, address)
    assert not found


@EACH
def test_no_page_of_the_report_is_wider_than_its_sheet_or_a_phone(
    family: Family, page_in: Callable[[Family], Page], built_of: Callable[[str], Built]
) -> None:
    page = page_in(family)
    for file in sorted(built_of("gaming-charity" if ACCESS else EXAMPLE).folders["report"].rglob("*.html")):
        page.goto(file.as_uri())
        for width, media in ((PHONE, "screen"), (SHEET["width"], "print")):
            page.emulate_media(media="print" if media == "print" else "screen")
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (file.name, media)
