"""From build to build: what is told to readers on the page of changes, and what is to be put up anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policypack.pack.pack import load_pack
from policypack.pages.put_up import put_up_text, to_put_up
from policypack.pages.render import Renderer
from policypack.publish.approve import approve
from policypack.publish.build import build_all
from tests.organisations import workspace_of

FIRST, SECOND, THIRD = date(2026, 11, 22), date(2026, 11, 29), date(2026, 12, 6)
"""On the first of them, what tests copy was agreed and built."""


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_draft_tells_no_changes_for_it_is_all_change(copy_of: Callable[[str], Path]) -> None:
    folder = copy_of("swimming-club")
    change(folder, "01632 960123", "01632 960777")
    build_all(folder, SECOND)
    assert not (folder / "site" / "what-changed.html").exists()
    assert not (folder / "site_config" / "changes.txt").exists()


@pytest.fixture(scope="module")
def club(agreed_and_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that was agreed and built, changed and built again, and changed and built once more."""
    folder = shutil.copytree(agreed_and_built, tmp_path_factory.mktemp("club"), symlinks=True, dirs_exist_ok=True)
    change(folder, "01632 960123", "01632 960777")
    build_all(folder, SECOND)
    change(folder, "01632 960777", "01632 960888")
    build_all(folder, THIRD)
    return folder


def test_readers_are_told_what_is_new_and_never_what_is_no_longer_true(club: Path) -> None:
    page = (club / "site" / "what-changed.html").read_text(encoding="utf-8")
    assert "6 December 2026" in page
    assert "01632 960888" in page
    for old in ("960777", "960123"):
        assert old not in page
    staff = (club / "staff" / "staff" / "what-changed.html").read_text(encoding="utf-8")
    assert "960777" not in staff


def test_each_page_of_changes_tells_its_own_readers_alone(club: Path) -> None:
    public = (club / "site" / "what-changed.html").read_text(encoding="utf-8")
    renderer = Renderer(load_pack(club, THIRD))
    staff = {page.page.title for page in renderer.pages("staff") if page.page.audience == "staff"}
    assert all(f">{title}</a>" not in public for title in staff)
    assert not (club / "site" / "changes.html").exists()
    assert (club / "report" / "changes.html").exists()


def test_a_build_of_the_same_answers_on_the_same_day_tells_nothing_twice(club: Path) -> None:
    files = [path for path in (club / "site_config").rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in [*files, club / "site" / "what-changed.html"]}
    build_all(club, THIRD)
    assert {path: path.read_bytes() for path in before} == before


def test_what_was_put_up_is_out_of_date_until_somebody_puts_it_up_anew(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    approve(load_pack(folder, FIRST), "Committee")
    assert to_put_up(Renderer(load_pack(folder, SECOND))) == []
    change(folder, "01632 960123", "01632 960777")
    renderer = Renderer(load_pack(folder, SECOND))
    found = {thing.id: thing for thing in to_put_up(renderer)}
    assert {"poster-families", "pocket-card"} <= found.keys()
    assert all("960123" not in " ".join(thing.text) for thing in found.values())
    (folder / "site_config" / "put_up.txt").write_text(put_up_text(renderer, ["pocket-card"]), encoding="utf-8")
    assert {thing.id for thing in to_put_up(renderer)} == found.keys() - {"pocket-card"}
    (folder / "site_config" / "put_up.txt").write_text(put_up_text(renderer), encoding="utf-8")
    assert to_put_up(renderer) == []


def test_a_place_that_came_or_went_since_has_texts_to_put_up_and_to_take_down(tmp_path: Path) -> None:
    """Each with what to do; noted as done, nothing is left, and what was not noted stays."""
    folder = workspace_of("swimming-club", tmp_path)
    approve(load_pack(folder, FIRST), "Committee")
    file = folder / "site_config" / "answers.yml"
    text = file.read_text(encoding="utf-8")
    renamed = text.replace("Marlpool Facebook page", "Club page")
    assert renamed != text
    file.write_text(renamed, encoding="utf-8")
    renderer = Renderer(load_pack(folder, SECOND))
    found = {thing.id: thing for thing in to_put_up(renderer)}
    new = {name: thing for name, thing in found.items() if name.startswith("Club page")}
    gone = {name: thing for name, thing in found.items() if name.startswith("Marlpool Facebook page")}
    assert new
    assert new.keys() == {name.replace("Marlpool Facebook page", "Club page") for name in gone}
    assert all(thing.todo == "new: paste it where it belongs" and thing.text for thing in new.values())
    assert {thing.todo for thing in gone.values()} == {"put up on 22 November 2026: take it down"}
    put_up = folder / "site_config" / "put_up.txt"
    put_up.write_text(put_up_text(renderer, [*new]), encoding="utf-8")
    assert {thing.id for thing in to_put_up(renderer)} == found.keys() - new.keys()
    put_up.write_text(put_up_text(renderer), encoding="utf-8")
    assert to_put_up(renderer) == []
