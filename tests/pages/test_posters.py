"""Posters: the page that their code leads to, what they say where there is none, and their drawings."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from policypack.content.page_rows import load_pages
from policypack.pack.pack import load_pack
from policypack.pages.qr_code import LONGEST, to_scan
from tests.organisations import CHECKOUT, workspace_with
from tests.pages.words import markdown_of
from tests.shipped_text import OURS
from tests.sound import TODAY

POSTERS = {"posters/children.md": "report-a-worry.html", "posters/families.md": "for-parents-and-carers.html"}
DRAWINGS = sorted((CHECKOUT / "templates" / "drawings").iterdir())
ROOM = LONGEST - len("https:///report-a-worry.html")
"""Characters of a host whose page for reports just fits into a code."""
SITES = {
    "https://club.example/": "https://club.example/report-a-worry.html",
    "https://club.example": "https://club.example/report-a-worry.html",
    f"https://{'h' * ROOM}": f"https://{'h' * ROOM}/report-a-worry.html",
    f"https://{'h' * (ROOM + 1)}": f"https://{'h' * (ROOM + 1)}",
    f"https://{'h' * LONGEST}": "",
    None: "",
}
"""Addresses of sites, each with what a code for reports holds."""


@pytest.mark.parametrize("site", SITES)
def test_a_code_leads_to_its_page_or_to_the_first_one_where_that_is_too_long(site: str | None) -> None:
    assert to_scan(site, "report-a-worry.html") == SITES[site]


def test_a_page_lies_in_its_site_where_its_file_is_and_the_first_of_a_folder_is_the_folder() -> None:
    lies = {page.id: page.in_site for page in load_pages(OURS)}
    assert lies["home"] == ""
    assert lies["rules"] == "rules/"
    assert lies["report"] == "report-a-worry.html"
    assert lies["poster-children"] == "posters/children.html"


@pytest.mark.parametrize("path", POSTERS)
@pytest.mark.parametrize(
    "address", ["https://club.example/a_b/?c=d&e", "none", f"https://club.example/{'x' * LONGEST}"]
)
def test_a_poster_has_a_code_with_its_address_or_a_line_to_write_one_on(
    path: str, address: str, tmp_path: Path
) -> None:
    root = workspace_with(f"brand:\n  address: {address}\n", tmp_path)
    said = markdown_of(load_pack(root, TODAY), "public")[path]
    has_code = len(address) < LONGEST and address != "none"
    assert said.count("<svg") == 1 + has_code, "the drawing, and the code"
    assert ("pp-qr" in said) == has_code
    assert ("pp-sheet__line" in said) != has_code
    assert ("no code to scan" in said) != has_code
    if has_code:
        assert POSTERS[path] in said


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_drawing_is_one_line_of_shapes_in_one_colour_that_screen_readers_pass_over(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") == 1
    root = ET.fromstring(text)  # noqa: S314 - our own files
    assert (root.get("aria-hidden"), root.get("stroke")) == ("true", "currentColor")
    for shape in root:
        assert shape.tag.partition("}")[2] in {"path", "circle", "rect"}
        assert set(shape.attrib) & {"id", "style", "class", "href"} == set()
        assert {shape.get(name) for name in ("fill", "stroke")} <= {None, "none", "currentColor", "#fff"}


def test_every_drawing_stands_on_a_poster() -> None:
    said = "".join(file.read_text(encoding="utf-8") for file in (CHECKOUT / "templates" / "pages").glob("poster-*"))
    assert {file.stem for file in DRAWINGS} == set(re.findall(r'poster\.head\("([a-z-]+)"\)', said))
