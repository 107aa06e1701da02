"""The files beside the pages: what stands in the table is written wherever it belongs, and nowhere else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from policypack.content.questions import AUDIENCES
from policypack.pack.pack import load_pack
from policypack.pages.render import Renderer
from policypack.publish import files_beside as beside
from policypack.publish.build import build_all
from policypack.publish.files_beside import FILES_BESIDE, SITES, FileBeside, Site, files_beside
from policypack.publish.markdown_export import write_markdown
from tests.organisations import CHECKOUT, workspace_of

TODAY = date(2026, 11, 22)
FOLDERS = {"public": "site", "staff": "staff", "leaders": "report"}

MADE_UP = (
    FileBeside(AUDIENCES, "calendar/closed.ics", lambda site: f"for {site.audience}\n"),
    FileBeside(("leaders",), "all.docx", lambda site: site.pack.today.isoformat().encode()),
    FileBeside(SITES, "style/ours.css", lambda _: "a {}", for_our_theme=True),
    FileBeside(SITES, "pages.txt", lambda site: "\n".join(site.found or {}), after_html=True),
    FileBeside(AUDIENCES, lambda _: None, lambda _: "without a place"),
    FileBeside(AUDIENCES, "nothing.txt", lambda _: None),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return each folder that is written to while the made-up files are in the table."""
    folder = workspace_of("angling-club", tmp_path_factory.mktemp("beside") / "club")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beside, "FILES_BESIDE", (*FILES_BESIDE, *MADE_UP))
        built = build_all(folder, TODAY)
        exported = write_markdown(built.pack, folder / "plain")
    return built.folders | {f"{name} export": place / "docs" for name, place in zip(SITES, exported, strict=True)}


def test_a_row_for_everybody_is_in_both_sites_the_report_and_the_export(places: dict[str, Path]) -> None:
    texts = {name: (place / "calendar" / "closed.ics").read_text(encoding="utf-8") for name, place in places.items()}
    assert texts == {
        "site": "for public\n",
        "staff": "for staff\n",
        "report": "for leaders\n",
        "public export": "for public\n",
        "staff export": "for staff\n",
    }


def test_a_row_for_some_reaches_nobody_else(places: dict[str, Path]) -> None:
    having = {name for name, place in places.items() if any(place.rglob("all.docx"))}
    assert having == {"report"}
    assert (places["report"] / "all.docx").read_bytes() == b"2026-11-22"
    assert {name for name, place in places.items() if any(place.rglob("five-steps-*.html"))} == {
        "staff",
        "staff export",
    }


def test_the_export_goes_without_what_is_for_our_theme_and_what_is_made_of_html(places: dict[str, Path]) -> None:
    for path in ("style/ours.css", "pages.txt"):
        assert {name for name, place in places.items() if (place / path).is_file()} == {"site", "staff"}, path


def test_what_is_made_of_html_gets_every_page_that_is_searched(places: dict[str, Path]) -> None:
    addresses = (places["staff"] / "pages.txt").read_text(encoding="utf-8").split("\n")
    assert "index.html" in addresses
    assert all((places["staff"] / address).is_file() for address in addresses)


def test_a_row_without_a_place_or_without_content_writes_nothing(places: dict[str, Path]) -> None:
    for place in places.values():
        assert not any(place.rglob("nothing.txt"))
        assert not any("without a place" in path.read_text("utf-8", "replace") for path in place.rglob("*.*ml"))


def test_every_file_that_a_page_links_to_is_in_the_table_for_its_readers(tmp_path: Path) -> None:
    pack = load_pack(workspace_of("swimming-club", tmp_path), TODAY)
    renderer = Renderer(pack)
    links = 0
    for page in pack.all_pages:
        there = {path for path, _ in files_beside(Site(renderer, page.audience))}
        for path in re.findall(r'to_file\("(.*?)"\)', (CHECKOUT / "templates" / page.template).read_text("utf-8")):
            assert path in there, page.template
            links += 1
    assert links


def test_the_licence_of_our_font_goes_wherever_the_font_does(places: dict[str, Path]) -> None:
    licence = (CHECKOUT / "generator/policypack/publish/documents/fonts/OFL.txt").read_bytes()
    having = {name: [file.parent for file in place.rglob("*.woff2")] for name, place in places.items()}
    assert {name for name, folders in having.items() if folders} == {"site", "staff", "report"}
    for folder in {folder for folders in having.values() for folder in folders}:
        assert (folder / "OFL.txt").read_bytes() == licence
