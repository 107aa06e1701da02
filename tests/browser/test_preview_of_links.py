"""What a messenger shows of a link, and how the youngest readers' pages are set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from policypack.publish.build import build_site
from tests.browser.conftest import EXAMPLE, TODAY, Visits
from tests.browser.served import Site
from tests.browser.test_brand import answers_with
from tests.organisations import CHECKOUT, workspace_with

_GIVEN = """() => Object.fromEntries(
  [...document.querySelectorAll("meta[property]")].map((meta) => [meta.getAttribute("property"), meta.content]))"""


def test_every_public_page_gives_its_own_title_and_description_and_nothing_from_elsewhere(
    visits: Visits,
) -> None:
    for visit in visits[EXAMPLE, "site"]:
        given = visit.preview
        if visit.path == "404.html":
            assert not given
            continue
        assert given["og:title"] == visit.heading.replace("\n", " "), visit.path
        assert given["og:description"] == visit.description != "", visit.path
        assert given["og:site_name"] == "Marlpool Swimming Club: online safety"
        assert not {"og:image", "og:url"} & set(given), "the site's address is not known"


def test_the_staff_site_gives_no_previews(visits: Visits) -> None:
    assert [visit.path for visit in visits[EXAMPLE, "staff"] if visit.preview] == []


def test_where_the_address_is_known_the_preview_has_it_and_the_logo_that_lies_there(
    page: Page, tmp_path: Path, serve: Callable[[Path], Site]
) -> None:
    page.set_viewport_size({"width": 64, "height": 64})
    picture = page.screenshot()
    root = workspace_with(answers_with("brand", address="https://club.example/safe/", logo="logo.png"), tmp_path)
    (root / "site_config" / "logo.png").write_bytes(picture)
    build_site(root, root / "site", "public", TODAY)
    page.goto(serve(root / "site").address + "who-can-help.html")
    given = page.evaluate(_GIVEN)
    assert given["og:url"] == "https://club.example/safe/who-can-help.html"
    assert given["og:image"] == "https://club.example/safe/assets/logo.png"
    assert given["og:image:alt"] == "Marlpool Swimming Club"
    assert (root / "site" / "assets" / "logo.png").is_file()


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_for_the_youngest_are_set_in_larger_type_and_no_others(page: Page, example: Site, width: int) -> None:
    gates = {
        row["path"].replace(".md", ".html"): row["gate"]
        for row in yaml.safe_load((CHECKOUT / "content" / "pages.yml").read_text(encoding="utf-8"))
    }
    page.set_viewport_size({"width": width, "height": 740})
    sizes: dict[bool, set[str]] = {True: set(), False: set()}
    for path in ("rules/under-11.html", "rules/11-to-13.html", "rules/index.html", "report-a-worry.html"):
        page.goto(example.address + path)
        size = page.locator(".md-typeset > p:not([class])").first.evaluate("p => getComputedStyle(p).fontSize")
        sizes[gates[path] == "under_11"].add(size)
    assert (sizes[True], sizes[False]) == ({"20px"}, {"17px"})
