"""Paper: every page prints clean on A4, and forms have room to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pydantic
import pytest
from filelock import FileLock
from PIL import Image
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader
from zxingcpp import read_barcodes

from policypack.pack.pack import load_pack
from policypack.publish.build import Built, build_site
from tests.browser.conftest import ACCESS, EXAMPLE, REACHED, TODAY
from tests.browser.faults import STICKS_OUT
from tests.browser.fonts import DEJAVU, FAMILIES, Family
from tests.browser.kinds import one_of_each_kind
from tests.browser.pages import SharedPages
from tests.browser.served import SHEET, Site
from tests.once import once
from tests.organisations import CHECKOUT, workspace_with

FURNITURE = ".pp-side, .pp-menu, .pp-tool, .pp-search, .pp-footer, .pp-exit, .md-skip"
A_DAY = r"\d{1,2}\s[A-Z][a-z]+\s20\d\d"
PRINTED_ON = rf"Printed\son\s{A_DAY}\sfrom\spages\sthat\scan\schange"
FORMS = ("staff/handover-log.html", "staff/incident-record.html", "staff/photo-consent-form.html")

_WORDS = """() => [".pp-brand__name", ".md-content"]
  .filter((place) => document.querySelector(place).checkVisibility())
  .flatMap((place) => [...document.querySelectorAll(place)].map((part) => part.innerText)).join(" ")"""
_ROWS = """(tables) => tables.map((table) => [...table.rows].map((row) => [
  [...row.cells].map((cell) => cell.innerText).join(""), row.getBoundingClientRect().height]))"""

_OVERLAPS = """(sheet) => {
  const boxes = [...sheet.querySelectorAll("p, li, h2, h3, svg, .pp-big a[href^='tel:']")]
    .filter((e) => e.checkVisibility() && !e.querySelector("a[href^='tel:']"))
    .map((e) => [e, e.getBoundingClientRect()])
  return boxes.flatMap(([one, a]) => boxes.filter(([other, b]) => one !== other && !one.contains(other)
    && !other.contains(one) && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1
    && b.top < a.bottom - 1).map(([other]) => one.innerText + " / " + other.innerText))
}"""


@dataclass
class Printed:
    """A page on paper: the text of each sheet, and the words that its reader sees on screen when it is printed."""

    sheets: list[str]
    words: list[str]
    sticks_out: list[str]
    furniture: int

    @property
    def text(self) -> str:
        return " ".join(self.sheets)


def printed(page: Page, address: str) -> Printed:
    """Open a page and print it as a reader would, on A4."""
    page.set_viewport_size(SHEET)
    page.goto(address, wait_until="load")
    page.emulate_media(media="print")
    words = re.findall(r"\w+", page.evaluate(_WORDS))
    sticks_out = page.evaluate(STICKS_OUT)
    furniture = page.locator(FURNITURE).locator("visible=true").count()
    file = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in file.pages} == {(595, 842)}
    return Printed([text_of(sheet) for sheet in file.pages], words, sticks_out, furniture)


def text_of(sheet: PageObject) -> str:
    """Return what stands on a sheet. Letters that its font draws as one (fi, ffl) are two or three again."""
    return re.sub("[ﬀ-ﬆ]", lambda found: unicodedata.normalize("NFKC", found[0]), sheet.extract_text())


def squeezed(text: str) -> str:
    """Leave out what a printer may set anew: spaces, line breaks and hyphens."""
    return re.sub(r"[\s\u00ad\u200b☐-]", "", text)


def stands_whole_on(sheet: str, text: str) -> bool:
    """Say whether a text stands on a sheet without a break. Where a font has no box to tick, anything is read there."""
    parts = (re.escape(squeezed(part)) for part in text.split("☐"))
    return re.search(".{0,5}".join(parts), squeezed(sheet)) is not None


PAPERS = pydantic.TypeAdapter(dict[str, Printed])


@pytest.fixture(scope="module")
def papers(browser: Browser, staff: Site, shared: Path, shared_pages: SharedPages) -> dict[str, Printed]:
    """Print each kind of page of the example's staff site, which holds the public pages too, once a run.

    In the long round, every page.
    """
    kept = shared / "papers.json"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            paths = staff.pages if ACCESS else [*one_of_each_kind(staff), "who-can-help.html"]
            with shared_pages.lent(browser) as page:
                found = {path: printed(page, staff.address + path) for path in paths if path != "404.html"}
            kept.write_bytes(PAPERS.dump_json(found))
    return PAPERS.validate_json(kept.read_bytes())


def test_every_kind_of_page_prints_all_its_words_and_nothing_sticks_out_or_is_cut_off(
    papers: dict[str, Printed],
) -> None:
    for path, paper in papers.items():
        text = squeezed(paper.text)
        assert [word for word in paper.words if squeezed(word) not in text] == [], path
        assert paper.sticks_out == [], path


def test_every_printed_page_says_whose_it_is_and_of_which_day_and_has_no_furniture(papers: dict[str, Printed]) -> None:
    for path, paper in papers.items():
        assert paper.furniture == 0, path
        assert re.search(rf"{PRINTED_ON}|This sheet is from {A_DAY}|Marlpool Swimming Club, {A_DAY}", paper.text), path
        for number, sheet in enumerate(paper.sheets, start=1):
            assert "Marlpool Swimming Club" in sheet, (path, number)


ON_PAPER = (
    ("index.html", "Printed on DAY from pages that can change.", "Printed from pages that can change."),
    ("posters/children.html", "This sheet is from DAY.", "There may be a newer sheet than this."),
    ("staff/pocket-card.html", "Marlpool Swimming Club, DAY. Get a new", "Marlpool Swimming Club. Get a new"),
)
"""Pages, the day on them where DAY stands, and what stands there without a script."""
MONTHS_AGO = {"2026-07": "8 months ago", "2027-02": "last month", "2027-03": "this month", "2027-04": "still to come"}
"""What the report says of a month in March 2027."""
_COUNTED = """(text) => {
  const place = document.querySelector("[data-until]")
  place.dataset.until = text
  dispatchEvent(new Event("beforeprint"))
  return place.textContent
}"""


def test_the_day_on_paper_is_the_day_of_printing_in_a_tab_that_stayed_open_too(own_page: Page, staff: Site) -> None:
    """What is published says no day: without a script, what stands there is true on any."""
    own_page.clock.set_fixed_time(datetime(2027, 3, 1, 12, tzinfo=UTC))
    for path, with_day, _ in ON_PAPER:
        own_page.goto(staff.address + path)
        own_page.emulate_media(media="print")
        for night in (1, 2):
            own_page.clock.set_fixed_time(datetime(2027, 3, night, 12, tzinfo=UTC))
            paper = PdfReader(BytesIO(own_page.pdf(prefer_css_page_size=True)))
            text = squeezed(" ".join(text_of(sheet) for sheet in paper.pages))
            assert squeezed(with_day.replace("DAY", f"{night} March 2027")) in text, (path, night)


def test_without_a_script_paper_says_no_day_and_nothing_that_is_untrue(page_without_scripts: Page, staff: Site) -> None:
    for path, _, without in ON_PAPER:
        assert squeezed(without) in squeezed(printed(page_without_scripts, staff.address + path).text), path


def test_the_report_counts_days_from_the_day_on_which_it_is_read(own_page: Page, staff: Site) -> None:
    """It may have been made long ago. Without a script the days stand alone."""
    report = (staff.folder.parent / "report" / "review-calendar.html").as_uri()
    said = {}
    for day in (datetime(2027, 3, 11, 12, tzinfo=UTC), datetime(2027, 3, 20, 12, tzinfo=UTC)):
        own_page.clock.set_fixed_time(day)
        own_page.goto(report)
        said[day.day] = own_page.locator("main").inner_text()
    assert "12 March 2027 (tomorrow)" in said[11]
    assert "12 March 2027 (8 days ago)" in said[20]
    assert "12 September 2027 (in 6 months)" in said[11]
    for month, words in MONTHS_AGO.items():
        assert own_page.evaluate(_COUNTED, month) == f" ({words})"
    own_page.emulate_media(media="print")
    assert "Printed on 20 March 2027 from a report" in own_page.locator("body").inner_text()


@pytest.mark.parametrize("organisation", [EXAMPLE, *(["gaming-charity"] if ACCESS else [])])
def test_no_table_of_a_form_is_cut_and_its_rows_leave_room_for_a_hand(
    page_in_each_font: Page, site: Callable[[str, str], Site], organisation: str
) -> None:
    page = page_in_each_font
    place = site(organisation, "staff")
    forms = [path for path in FORMS if path in place.pages]
    assert len(forms) >= 2
    for path in forms:
        paper = printed(page, place.address + path)
        tables = page.locator(".pp-form table").evaluate_all(_ROWS)
        assert tables, path
        for rows in tables:
            together = "".join(label for label, _ in rows)
            assert any(stands_whole_on(sheet, together) for sheet in paper.sheets), (path, rows[0])
            assert all(height >= 37 for _, height in rows[1:]), (path, rows)  # a centimetre
        assert any(height > 70 for rows in tables for label, height in rows if "words" in label or "did" in label) or (
            "consent" in path
        ), path


def test_the_family_gets_a_sheet_of_its_own_of_the_consent_form(page_in_each_font: Page, staff: Site) -> None:
    sheets = printed(page_in_each_font, staff.address + "staff/photo-consent-form.html").sheets
    form = next(number for number, sheet in enumerate(sheets) if "Consent for photos and films" in sheet)
    assert form > 0
    assert "Before you ask" not in sheets[form]
    assert "This form comes from Marlpool Swimming Club" in sheets[form]
    assert not any("Before you share a picture" in sheet and "Your signature" in sheet for sheet in sheets)


def test_a_reader_who_likes_dark_colours_prints_black_on_white(page: Page, example: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(example.address + "who-can-help.html")
    colours = """() => [...document.querySelectorAll(".md-content *, .pp-brand__name, .pp-help-now *")]
      .filter((e) => e.innerText && e.checkVisibility()).map((e) => getComputedStyle(e).color)"""
    assert "rgb(0, 0, 0)" not in page.evaluate(colours)
    page.emulate_media(color_scheme="dark", media="print")
    assert set(page.evaluate(colours)) == {"rgb(0, 0, 0)"}


def test_the_rules_for_the_youngest_are_one_sheet_of_the_example(page: Page, example: Site) -> None:
    page.goto(example.address + "rules/under-11.html")
    assert len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1


def test_what_is_folded_on_screen_is_open_on_paper_without_a_script(page_without_scripts: Page, example: Site) -> None:
    page = page_without_scripts
    page.route(
        "**/who-can-help.html",
        lambda route: route.fulfill(body=_folded(route.fetch().text()), content_type="text/html"),
    )
    page.goto(example.address + "who-can-help.html")
    text = " ".join(text_of(sheet) for sheet in PdfReader(BytesIO(page.pdf())).pages)
    assert "Folded away words" in text


def _folded(html: str) -> str:
    changed = html.replace("</h1>", "</h1><details><summary>More</summary><p>Folded away words</p></details>", 1)
    assert changed != html
    return changed


def test_addresses_are_written_out_on_paper_and_not_on_screen(
    papers: dict[str, Printed], page: Page, example: Site
) -> None:
    assert "(https://www.childline.org.uk)" in papers["who-can-help.html"].text
    page.goto(example.address + "who-can-help.html")
    assert "(https://" not in page.locator(".md-content").inner_text()


@pytest.mark.parametrize("organisation", [EXAMPLE, *(["gaming-charity"] if ACCESS else [])])
def test_every_page_of_the_report_prints_all_its_words_on_a4(
    page: Page, built_of: Callable[[str], Built], organisation: str
) -> None:
    files = sorted(built_of(organisation).folders["report"].rglob("*.html"))
    assert len(files) > 4
    page.set_viewport_size(SHEET)
    for file in files:
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        words = re.findall(r"\w+", page.locator("body").inner_text())
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in paper} == {(595, 842)}, file
        text = squeezed(" ".join(text_of(sheet) for sheet in paper))
        assert [word for word in words if squeezed(word) not in text] == [], file
        assert not wide, file


POSTERS = ("posters/children.html", "posters/families.html")
LEADS_TO = {"posters/children.html": "report-a-worry.html", "posters/families.html": "for-parents-and-carers.html"}
"""Posters, each with the page that whoever holds a camera before it comes to."""
LONG = {
    "name: Lanternfish Gaming": f"name: {'Registered Name of a Very Old Community ' * 2}",
    "Designated safeguarding lead": "Designated safeguarding lead for all of the places",
    "Deputy safeguarding lead": "Deputy designated safeguarding lead of our places",
    "@lanternfish.example": "@the-rather-long-name-of-a-domain.community.lanternfish.example",
    "https://safe.lanternfish.example/": "https://safe.community.lanternfish.example/safeguarding/online-safety/our-pack/",
}
"""The answers of the gaming charity with everything that a poster prints as long as it may get."""


@pytest.fixture(scope="module")
def long_winded(shared: Path, serve: Callable[[Path], Site]) -> Site:
    answers = (CHECKOUT / "tests" / "orgs" / "gaming-charity.yml").read_text(encoding="utf-8")
    for given, longer in LONG.items():
        assert given in answers
        answers = answers.replace(given, longer.rstrip())
    answers = re.sub(r"public_details: .*", "public_details: [first_name, email, phone]", answers)
    times = "Mon 4pm-8pm; Tue 3pm-7:30pm; Wed 4pm-8pm; Thu 5pm-9:30pm; Sat 10am-12pm; Sun 2pm-5:15pm"
    answers = re.sub(r"(?m)^  times: .*$", f'  times: "{times}"', answers)

    def staff_site(folder: Path) -> None:
        build_site(workspace_with(answers, folder), folder / "staff", "staff", TODAY)

    return serve(once(shared / "long-winded", staff_site) / "staff")


SHEETS = [(organisation, family) for organisation in REACHED for family in FAMILIES]
"""Whose posters and cards are looked at in which fonts. The ones with long names are looked at in each font always."""
if not ACCESS:
    SHEETS = [(EXAMPLE, DEJAVU), ("gaming-charity", DEJAVU)]  # one without an address of its own, and one with


@pytest.fixture(params=SHEETS, ids=lambda sheet: f"{sheet[0]}-{sheet[1].name}")
def sheets(
    request: pytest.FixtureRequest, page_in: Callable[[Family], Page], site: Callable[[str, str], Site]
) -> tuple[Page, Site]:
    """Return a page in a family of fonts, and the staff site of an organisation."""
    organisation, family = request.param
    return page_in(family), site(organisation, "staff")


@pytest.mark.parametrize("path", POSTERS)
def test_a_poster_is_one_sheet_with_big_numbers_the_day_and_the_address_where_there_is_one(
    sheets: tuple[Page, Site], path: str
) -> None:
    page, place = sheets
    poster = printed(page, place.address + path)
    _is_a_good_sheet(page, poster)
    sizes = page.locator(".pp-big a[href^='tel:']").evaluate_all("all => all.map((a) => getComputedStyle(a).fontSize)")
    assert len(sizes) >= 2
    assert all(float(size.removesuffix("px")) > 40 for size in sizes), sizes
    for number in ("999", "0800 1111", *(["0808 800 5000"] if "families" in path else [])):
        assert number in poster.text, number
    assert re.search(f"This sheet is from {A_DAY}", poster.text)
    pack = load_pack(place.folder.parent, TODAY)
    assert squeezed(str(pack.answers.get("organisation.name"))) in squeezed(poster.text)
    address = pack.answers.get("brand.address")
    code = page.locator(".pp-qr")
    if address == "none":
        assert code.count() == 0
        assert "Nothing written here? Ask us" in poster.text
        line = page.locator(".pp-sheet__line").bounding_box()
        above = page.locator(".pp-sheet__foot > p").first.bounding_box()
        assert line
        assert above
        assert line["y"] - above["y"] - above["height"] > 24, "room for a hand"
        page.emulate_media(media="screen")
        assert page.get_by_text("So this poster has no code").is_visible()
    else:
        assert page.locator(".pp-sheet__line, .pp-screen :text('no code')").count() == 0
        led = f"{str(address).rstrip('/')}/{LEADS_TO[path]}"
        assert squeezed(led.removeprefix("https://")) in squeezed(poster.text)
        assert code.get_attribute("aria-label") == f"QR code for {led}"
        box = code.bounding_box()
        assert box
        assert box["width"] >= 113, "three centimetres, for a camera at arm's length"
        (seen,) = codes_on(page)
        assert seen == led
        page.emulate_media(media="screen", color_scheme="dark")
        assert codes_on(page) == [led], "from a screen with dark colours, too"


def codes_on(page: Page) -> list[str]:
    """Return what a camera reads from a picture of the page as it stands in the browser."""
    picture = Image.open(BytesIO(page.screenshot(full_page=True)))
    return [code.text for code in read_barcodes(picture)]


@pytest.mark.parametrize("path", POSTERS)
def test_a_poster_with_long_names_and_many_times_is_still_one_sheet(
    page_in_each_font: Page, long_winded: Site, path: str
) -> None:
    _is_a_good_sheet(page_in_each_font, printed(page_in_each_font, long_winded.address + path))


def _is_a_good_sheet(page: Page, sheet: Printed) -> None:
    assert len(sheet.sheets) == 1
    assert sheet.sticks_out == []
    assert sheet.furniture == 0
    assert [word for word in sheet.words if word not in squeezed(sheet.text)] == []
    assert not page.locator(".pp-header, .pp-help-now, .pp-screen, h1").locator("visible=true").count()
    overlaps = page.locator(".pp-sheet").evaluate(_OVERLAPS)
    assert overlaps == []


CARD = "staff/pocket-card.html"


def test_the_pocket_card_is_one_sheet_with_four_of_the_same_and_one_on_screen(sheets: tuple[Page, Site]) -> None:
    page, place = sheets
    card = printed(page, place.address + CARD)
    _is_a_good_sheet(page, card)
    text = squeezed(card.text)
    for words in ("Never leave it for the next person", "0808 800 5000", "0800 1111"):
        assert text.count(squeezed(words)) >= 4, words
    assert len({tuple(box.split()) for box in page.locator(".pp-pocket").all_inner_texts()}) == 1
    page.emulate_media(media="screen")
    assert page.locator(".pp-pocket").locator("visible=true").count() == 1
    assert page.get_by_text("Print this page on A4").is_visible()


def test_the_pocket_card_with_long_names_is_still_one_sheet(page_in_each_font: Page, long_winded: Site) -> None:
    _is_a_good_sheet(page_in_each_font, printed(page_in_each_font, long_winded.address + CARD))


def test_search_finds_the_pocket_card_once(staff: Site) -> None:
    index = (staff.folder / "search" / "index.js").read_text(encoding="utf-8")
    assert index.count("Get a new card when a number changes") == 1
