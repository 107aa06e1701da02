"""Layer archives: what leaves a body, what a group sees before it takes it, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.files.sealed import SEAL
from policypack.pack.pack import load_pack
from policypack.pages.render import render_pages
from policypack.publish.layer_archive import packed, planned_update, put_in_place
from tests.answers.test_standing_on import BODY, GROUP, LAYER, body_in
from tests.organisations import put, workspace_with
from tests.questionnaire.forms import TODAY
from tests.started import run

PRIVATE = """\
people:
  team:
    - {role: Zqofficer, email: zqofficer@body.example}
  lead: Zqofficer
"""


@pytest.fixture
def body(tmp_path: Path) -> Path:
    folder = body_in(tmp_path / "body", BODY.replace("brand:", "brand:\n  logo: logo.svg") + PRIVATE)
    put(folder, "site_config/pages/public/county.md", "# The county\n\nAll clubs meet in May.\n")
    return put(folder, "content/empty.txt", "")


@pytest.fixture
def club(tmp_path: Path) -> Path:
    return workspace_with(GROUP, tmp_path / "club")


def archive_of(body: Path, version: str = "2026-11") -> Path:
    name, data = packed(load_pack(body, TODAY), version)
    return put(body.parent, name, data) / name


def taken(club: Path, archive: Path) -> Workspace:
    workspace = Workspace.at(club)
    put_in_place(workspace, planned_update(workspace, archive, TODAY, trusted=False))
    return workspace


def changed(archive: Path, path: str, data: bytes | None) -> Path:
    """Write an archive with one file otherwise, or without it where `data` is None."""
    made = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name != path:
                new.writestr(name, old.read(name))
        if data is not None:
            new.writestr(path, data)
    archive.write_bytes(made.getvalue())
    return archive


def test_an_archive_holds_what_is_handed_on_and_no_other_answer_of_the_body(body: Path) -> None:
    archive = archive_of(body)
    with zipfile.ZipFile(archive) as opened:
        names, whole = set(opened.namelist()), b"".join(opened.read(name) for name in opened.namelist())
    assert {SEAL, "site_config/answers.yml", "site_config/logo.svg", "site_config/pages/public/county.md"} <= names
    assert b"01632 960555" in whole
    assert b"Zqofficer" not in whole
    assert b"zqofficer" not in whole
    assert b"6pm" not in whole
    assert archive.name == "marlshire-sports-2026-11.layer.zip"


def test_the_same_body_makes_the_same_bytes(body: Path) -> None:
    assert packed(load_pack(body, TODAY), "1") == packed(load_pack(body, TODAY), "1")


def test_a_group_that_took_it_says_what_one_that_stands_on_the_folder_says(body: Path, club: Path) -> None:
    workspace = taken(club, archive_of(body))
    there = workspace_with(GROUP, club.parent / "other")
    put(there, "site_config/layer.yml", "extends: ../body\n")
    for audience in ("public", "staff"):
        assert render_pages(load_pack(club, TODAY), audience) == render_pages(load_pack(there, TODAY), audience)
    assert workspace.above[0].root == club.resolve() / "site_config/layers/marlshire-sports"


def test_an_update_says_what_changes_on_which_page_and_writes_nothing_until_it_is_taken(body: Path, club: Path) -> None:
    first = planned_update(Workspace.at(club), archive_of(body), TODAY, trusted=False)
    assert any("01632 960555" in sentence for change in first.changes for sentence in change.new)
    assert not (club / "site_config/layer.yml").exists()
    assert not (club / "site_config/layers").exists()
    put(club, "site_config/layer.yml", "# ours\nreasons:\n  brand.colour: Old\n")
    taken(club, archive_of(body))
    put(body, "site_config/answers.yml", (body / "site_config/answers.yml").read_text().replace("960555", "960666"))
    (body / "site_config/pages/public/county.md").unlink()
    later = archive_of(body, "2026-12")
    again = planned_update(Workspace.at(club), later, TODAY, trusted=False)
    said = [sentence for change in again.changes for sentence in (*change.new, *change.gone)]
    assert any("960666" in one for one in said)
    assert not any("This rule is from" in one for one in said)
    taken(club, later)
    assert not (club / "site_config/layers/marlshire-sports/site_config/pages/public/county.md").exists()
    text = (club / "site_config/layer.yml").read_text()
    assert text.count("extends:") == text.count("checksum:") == 1
    assert "# ours\nreasons:\n  brand.colour: Old\n" in text


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("site_config/answers.yml", b"organisation:\n  name: X\n"),
        ("content/rules.yml", b"[]\n"),
        ("site_config/logo.svg", None),
    ],
)
def test_an_archive_that_somebody_changed_is_refused(path: str, data: bytes | None, body: Path, club: Path) -> None:
    with pytest.raises(ProblemsFoundError, match="not what was packed"):
        planned_update(Workspace.at(club), changed(archive_of(body), path, data), TODAY, trusted=False)


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive"])
def test_what_is_no_archive_is_refused_in_one_sentence(data: bytes, club: Path) -> None:
    with pytest.raises(ProblemsFoundError, match="no layer that `policypack layer pack` wrote"):
        planned_update(Workspace.at(club), put(club.parent, "x.zip", data) / "x.zip", TODAY, trusted=False)


@pytest.mark.parametrize("path", ["../x", "/x", "mkdocs.yml", "generator/x.py", "site_config\\..\\x"])
def test_no_file_of_an_archive_lies_anywhere_but_where_a_layer_has_some(path: str, body: Path, club: Path) -> None:
    """Even where its list names it with the right code."""
    archive = archive_of(body)
    with zipfile.ZipFile(archive) as opened:
        seal = json.loads(opened.read(SEAL))
    seal["files"][path] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    changed(changed(archive, path, b""), SEAL, json.dumps(seal).encode())
    with pytest.raises(ProblemsFoundError, match="lies where no layer has any"):
        planned_update(Workspace.at(club), archive, TODAY, trusted=False)


@pytest.mark.parametrize("how", ["changed", "added", "taken out", "list", "no checksum"])
def test_a_layer_that_was_changed_where_it_lies_stops_every_reading_of_the_pack(
    how: str, body: Path, club: Path
) -> None:
    place = taken(club, archive_of(body)).above[0].root
    answers = place / "site_config/answers.yml"
    if how == "changed":
        answers.write_text(answers.read_text().replace("960555", "960777"))
    elif how == "added":
        put(place, "templates/pages/more.md.j2", "")
    elif how == "taken out":
        (place / "site_config/pages/public/county.md").unlink()
    elif how == "list":
        put(place, SEAL, (place / SEAL).read_text().replace("2026-11", "2026-12"))
    else:
        put(club, "site_config/layer.yml", "extends: site_config/layers/marlshire-sports\n")
    with pytest.raises(ProblemsFoundError) as found:
        load_pack(club, TODAY)
    said = "\n".join(map(str, found.value.problems))
    assert "site_config/layer.yml:1: extends" in said
    assert "`policypack layer update` puts it here anew" in said


def test_templates_of_an_archive_fill_in_no_page_before_somebody_trusts_them(body: Path, club: Path) -> None:
    put(body, "templates/pages/home.md.j2", "{{ 1 / 0 }}")
    put(body, "templates/pages/home.md.j2", "Zqhome")
    archive = archive_of(body)
    with pytest.raises(ProblemsFoundError, match="write --trust"):
        planned_update(Workspace.at(club), archive, TODAY, trusted=False)
    assert planned_update(Workspace.at(club), archive, TODAY, trusted=True).changes


def test_a_body_that_lays_nothing_down_packs_nothing(tmp_path: Path) -> None:
    alone = workspace_with("moderation:\n  times: Mon 6pm-8pm\n", tmp_path / "alone")
    with pytest.raises(ProblemsFoundError, match="nothing is laid down here"):
        packed(load_pack(alone, TODAY), "1")


def test_a_region_is_packed_with_the_body_that_was_put_into_it_and_not_without(body: Path, club: Path) -> None:
    said = "brand:\n  welcome: Hello from the north\n"
    north = body_in(body.parent / "north", said, "name: North\nextends: ../body\n")
    with pytest.raises(ProblemsFoundError, match="does not come with it"):
        packed(load_pack(north, TODAY), "1")
    (north / "site_config/layer.yml").write_text("name: North\n")
    taken(north, archive_of(body))
    taken(club, archive_of(north))
    laid = load_pack(club, TODAY).answers.laid_down
    assert laid["brand.welcome"].by == "North"
    assert laid["organisation.body_phone"].by == "Marlshire Sports"


def test_the_commands_pack_show_and_take(body: Path, club: Path) -> None:
    assert LAYER.startswith("name: Marlshire Sports\n")
    ran = run(["layer", "pack", "--version", "2026-11", "--to", str(club.parent)], cwd=body)
    assert ran.returncode == 0, ran.stderr
    name = "marlshire-sports-2026-11.layer.zip"
    assert name in ran.stdout
    ran = run(["layer", "update", f"../{name}"], cwd=club)
    assert ran.returncode == 1
    assert "01632 960555" in ran.stdout
    assert not (club / "site_config/layer.yml").exists()
    ran = run(["layer", "update", f"../{name}", "--yes"], cwd=club)
    assert ran.returncode == 0, ran.stderr
    assert (club / "site_config/layer.yml").is_file()
    assert run(["check"], cwd=club).returncode in {0, 1}
    ran = run(["layer", "update", "../nothere.zip"], cwd=club)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
