"""Every page of every built site, as a browser meets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page

from policypack.publish.build import build_site
from policypack.publish.embed import EMBED
from tests.browser.conftest import EXAMPLE, REACHED, TODAY, VISITED, Visits
from tests.browser.served import PHONE, WIDE, Site, Visit, faults_of
from tests.organisations import CHECKOUT, workspace_of, workspace_with


def every(visits: Visits) -> list[tuple[str, Visit]]:
    return [(f"{name} {output}: {visit.path}", visit) for (name, output), found in visits.items() for visit in found]


def test_the_visits_cover_every_page_of_the_example_and_each_page_that_only_another_has(
    visits: Visits, site: Callable[[str, str], Site]
) -> None:
    """And in the long round, every page of every site."""
    visited = {key: [visit.path for visit in found] for key, found in visits.items()}
    for key in [(EXAMPLE, "site"), *((organisation, "staff") for organisation in REACHED)]:
        assert visited[key] == site(*key).pages
        assert len(visited[key]) > 10
    everywhere = {path for organisation in VISITED for path in site(organisation, "staff").pages}
    assert {path for paths in visited.values() for path in paths} == everywhere


def test_no_page_asks_another_host_for_anything(visits: Visits) -> None:
    for name, visit in every(visits):
        assert {urlsplit(url).hostname for url in visit.asked if not url.startswith("data:")} == {"127.0.0.1"}, name


def test_no_page_has_an_error_on_the_console_nor_breaks_its_own_policy(visits: Visits) -> None:
    for name, visit in every(visits):
        assert not visit.complaints, name


def test_no_page_is_too_wide_cut_off_too_small_to_tap_or_over_its_sheet_even_in_large_text(visits: Visits) -> None:
    assert not [(name, *fault[1:]) for name, visit in every(visits) for fault in visit.faults]


FAULTS = {
    "a wide screen": "<p style='width: 1300px'>words</p>",
    "a wide screen, large text": "<p style='width: 120px; height: 24px; overflow: hidden'>some words</p>",
    "half a screen, large text": "<p style='width: 30rem'>words</p>",
    "640 pixels, large text": "<p style='width: 30rem; height: 9px'></p>",
    "a phone": "<button style='width: 9px; height: 9px; padding: 0'></button>",
    "a small phone": "<p style='min-width: 340px'>words</p>",
    "paper": "<article class='md-content'><p style='width: 700px'>words</p></article>",
}


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_is_found_where_it_shows(page: Page, where: str) -> None:
    page.set_viewport_size({"width": WIDE, "height": 740})
    page.set_content(f"<!doctype html><style>body {{ margin: 0 }}</style>{FAULTS[where]}")
    assert where in {fault[1] for fault in faults_of(page, "a page")}


def test_every_page_says_its_language_and_has_one_title_and_no_level_of_headings_left_out(visits: Visits) -> None:
    for name, visit in every(visits):
        assert visit.lang == "en", name
        assert visit.levels.count(1) == 1, (name, visit.levels)
        assert all(lower - upper <= 1 for upper, lower in zip(visit.levels, visit.levels[1:], strict=False)), (
            name,
            visit.levels,
        )


def ids_on(file: Path) -> set[str]:
    """Return the ids on a page that was not visited."""
    return set(re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8"))) if file.is_file() else set()


def test_every_internal_link_and_anchor_leads_somewhere(visits: Visits, site: Callable[[str, str], Site]) -> None:
    for (organisation, output), found in visits.items():
        here = site(organisation, output)
        ids = {visit.path: visit.ids for visit in found}
        for visit in found:
            for link in visit.links:
                if not link.startswith(here.address):
                    assert urlsplit(link).scheme in {"https", "http", "tel", "sms", "mailto"}, (visit.path, link)
                    continue
                path = unquote(urlsplit(link).path).lstrip("/") or "index.html"
                anchor = unquote(urlsplit(link).fragment)
                # The phone file is no page of the site's: it is there to be downloaded, and no page leads into it.
                assert path in ids or (here.folder / path).is_file(), (organisation, visit.path, link)
                assert not anchor or anchor in (ids.get(path) or ids_on(here.folder / path)), (
                    organisation,
                    visit.path,
                    link,
                )


def test_help_stands_in_the_same_place_on_every_page_of_a_site(
    visits: Visits, site: Callable[[str, str], Site]
) -> None:
    for key, found in visits.items():
        here = site(*key).address
        silent, report = f"{here}who-can-help.html#without-speaking", f"{here}report-a-worry.html"
        places = {visit.help_now for visit in found}
        assert len(places) == 1, places
        assert places.pop()[2:] == ("tel:999", "tel:08001111", silent, report)


def test_every_title_names_the_page_and_the_organisation(visits: Visits) -> None:
    for visit in visits[EXAMPLE, "staff"]:
        assert visit.title == f"{visit.heading} - Marlpool Swimming Club: online safety"


def test_nothing_advertises_the_tools_behind_the_site(visits: Visits) -> None:
    for name, visit in every(visits):
        assert not [link for link in visit.links if "mkdocs" in link or "squidfunk" in link], name


def test_search_engines_are_asked_to_stay_away_from_staff_pages_and_drafts_but_not_from_an_approved_site(
    visits: Visits, tmp_path: Path
) -> None:
    for name, visit in every(visits):
        assert "noindex" in visit.robots, name
    workspace_of(EXAMPLE, tmp_path)
    (tmp_path / "site_config" / "approval.yml").write_text(
        "role: Chair\ndate: 2026-11-01\nnext_review: 2027-10-31\npages: {}\n", encoding="utf-8"
    )
    build_site(tmp_path, tmp_path / "site", "public", TODAY)
    build_site(tmp_path, tmp_path / "staff", "staff", TODAY)
    embed = tmp_path / "site" / EMBED  # a piece for other pages, never a page to be found by itself
    assert "noindex" in embed.read_text(encoding="utf-8")
    public = [file.read_text(encoding="utf-8") for file in (tmp_path / "site").rglob("*.html") if file != embed]
    staff = [file.read_text(encoding="utf-8") for file in (tmp_path / "staff").rglob("*.html")]
    assert public
    assert not any("noindex" in html for html in public)
    assert all("noindex" in html for html in staff)


ICONS = """() => [...document.querySelectorAll('.pp-drawn')].map(card => {
  const icon = card.querySelector('svg').getBoundingClientRect(), drawn = card.querySelector('svg').getBBox();
  const around = card.getBoundingClientRect(), words = [...card.querySelectorAll('h3, .pp-meta')].concat(
    card.matches('.pp-place') ? [] : [...card.querySelectorAll('p')]).map(one => one.getBoundingClientRect());
  return {wide: icon.width, high: icon.height, below: around.bottom - icon.bottom,
    beside: Math.min(...words.map(one => one.left)) - icon.right,
    spare: Math.min(drawn.x, drawn.y, 24 - drawn.x - drawn.width, 24 - drawn.y - drawn.height)};
})"""
"""Of each card with an icon: how large that is, and its pixels to the foot of the card and to the words beside it."""


def test_an_icon_stands_beside_its_words_and_is_large_for_the_youngest(page: Page, example: Site) -> None:
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        sizes = {}
        for path in ("rules/index.html", "rules/under-11.html", "our-accounts.html"):
            page.goto(example.address + path)
            icons = page.evaluate(ICONS)
            assert len(icons) > 1, path
            for icon in icons:
                assert icon["wide"] == icon["high"], (path, width)
                assert icon["beside"] > 8, (path, width)
                assert icon["below"] > 8, (path, width)
                assert icon["spare"] >= 0, (path, width)
            (sizes[path],) = {icon["wide"] for icon in icons}
        assert sizes["rules/under-11.html"] == 2 * sizes["rules/index.html"] == 2 * sizes["our-accounts.html"] == 64


def test_the_rows_of_a_place_begin_below_its_icon_where_no_platform_is_named_too(page: Page, example: Site) -> None:
    page.goto(example.address + "our-accounts.html")
    page.locator(".pp-place .pp-meta").first.evaluate("meta => meta.remove()")
    rows = """() => [...document.querySelectorAll('.pp-place')].map(card => {
      const [icon, rows] = ['svg', 'ul'].map(name => card.querySelector(name).getBoundingClientRect());
      return rows.top - icon.bottom;
    })"""
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        assert min(page.evaluate(rows)) >= 0, width


def test_an_address_that_leads_nowhere_offers_help(page: Page, example: Site) -> None:
    page.goto(example.address + "404.html")
    assert page.locator("h1").inner_text() == "We can't find that page"
    for href in ("tel:999", "tel:08001111", "/report-a-worry.html", "/who-can-help.html", "/index.html"):
        assert page.locator(f".md-content a[href$='{href}']").count() == 1, href


def test_a_page_for_wrong_addresses_finds_help_from_any_depth_of_a_site_in_a_folder(
    page: Page, tmp_path: Path, serve: Callable[[Path], Site]
) -> None:
    answers = (CHECKOUT / "tests" / "orgs" / f"{EXAMPLE}.yml").read_text(encoding="utf-8")
    given = "  address: none\n"
    assert given in answers
    workspace_with(answers.replace(given, "  address: https://club.example/safe/\n"), tmp_path)
    build_site(tmp_path, tmp_path / "web" / "safe", "public", TODAY)
    page.goto(serve(tmp_path / "web").address + "safe/404.html")
    assert page.locator(".pp-help-now a[href='/safe/report-a-worry.html']").count() == 1
    assert page.locator(".pp-brand__logo").evaluate("image => image.naturalWidth > 0")


def test_paper_carries_the_name_and_the_help_numbers_and_no_furniture(page: Page, example: Site) -> None:
    page.goto(example.address + "who-can-help.html")
    page.emulate_media(media="print")
    assert page.locator(".pp-brand__name").is_visible()
    assert page.locator(".pp-help-now a[href='tel:999']").is_visible()
    for furniture in (".pp-side", ".pp-menu", ".pp-tool--search", ".pp-footer", ".pp-search"):
        assert not page.locator(furniture).is_visible(), furniture
