"""Nothing is written, and no picture or page is read, outside of the folder that somebody chose."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from policypack.answers.json_schema import write_schema
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.cli.main import main
from policypack.pack.own_pages import own_pages
from policypack.pack.pack import load_pack
from policypack.pages.render import render_pages
from policypack.publish.approve import approve
from policypack.publish.build import build_all
from policypack.publish.markdown_export import write_markdown
from policypack.questionnaire.asked import Key
from policypack.questionnaire.engine import Engine
from policypack.questionnaire.new_workspace import make_workspace, require_room
from policypack.readers.file_names import read_file_name
from tests.hardening.canaries import TODAY
from tests.organisations import CHECKOUT, workspace_of
from tests.questionnaire.forms import CATALOGUE

# ruff: noqa: E501 - a list of oddities reads best in few lines
LEAVING = [
    "../logo.svg", "..\\logo.svg", "/etc/passwd", "C:\\logo.svg", "C:logo.svg", "\\\\host\\share\\logo.svg", "pages/logo.svg", "./logo.svg",
    "~/logo.svg", "logo.svg/..", "..", ".", "", "logo.svg.", "logo.svg ", ".logo.svg", "logo\0.svg", "logo\n.svg", "logo\u202egvs.svg",
    "file:///etc/passwd", "https://x.example/logo.svg", "%2e%2e/logo.svg", "logo.svg:stream", "x" * 101, "\u2025/logo.svg", "\uff0e\uff0e/logo.svg",
]  # fmt: skip
RESERVED = ["CON.svg", "con", "NUL.png", "aux.jpg", "PRN.webp", "COM1.svg", "lpt9.png", "Com0.svg"]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Make a folder beside the workspace, with something in it that nobody may touch."""
    folder = tmp_path / "outside"
    (folder / "docs").mkdir(parents=True)
    (folder / "pages" / "public").mkdir(parents=True)
    (folder / "letter.md").write_text("# A letter\n", encoding="utf-8")
    (folder / "pages" / "public" / "letter.md").write_text("# A letter\n", encoding="utf-8")
    (folder / "docs" / "letter.md").write_text("# A letter\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    shutil.copy(CHECKOUT / "site_config" / "logo.svg", folder / "logo.svg")
    return folder


def state_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("name", [name for name in LEAVING if name.strip() != "logo.svg"])
def test_a_picture_is_named_by_a_plain_name_alone(name: str) -> None:
    with pytest.raises(ValueError, match="plain name of a file in site_config/ is wanted"):
        read_file_name(name)


@pytest.mark.parametrize("name", RESERVED)
def test_a_picture_has_no_name_that_windows_keeps_for_itself(name: str) -> None:
    with pytest.raises(ValueError, match="Windows keeps this name for itself"):
        read_file_name(name)


def test_a_picture_that_is_a_link_is_not_followed(tmp_path: Path, outside: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path / "ws")
    logo = folder / "site_config" / "logo.svg"
    logo.unlink()
    logo.symlink_to(outside / "logo.svg")
    with pytest.raises(ProblemsFoundError, match=r"brand\.logo: given .*there is no such file in site_config/"):
        load_pack(folder, TODAY)


@pytest.mark.parametrize("link", ["site_config", "site_config/pages", ".policypack-build", "site", "staff", "report"])
def test_a_build_writes_through_no_link(link: str, tmp_path: Path, outside: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path / "ws")
    place = folder / link
    if link == "site_config":
        shutil.copytree(place, outside / "config")
        before = state_of(outside)
        shutil.rmtree(place)
        place.symlink_to(outside / "config")
    else:
        before = state_of(outside)
        if place.is_dir():
            shutil.rmtree(place)
        place.symlink_to(outside if link != "site_config/pages" else outside / "pages")
    with pytest.raises(ProblemsFoundError, match="a folder is wanted here"):
        build_all(folder, TODAY)
    assert state_of(outside) == before
    assert place.is_symlink()


@pytest.mark.parametrize("link", ["public", "staff", "public/docs", "staff/docs"])
def test_plain_markdown_is_written_through_no_link(link: str, tmp_path: Path, outside: Path) -> None:
    pack = load_pack(workspace_of("swimming-club", tmp_path / "ws"), TODAY)
    target = tmp_path / "md"
    write_markdown(pack, target)
    shutil.rmtree(target / link)
    (target / link).symlink_to(outside)
    before = state_of(outside)
    with pytest.raises(ProblemsFoundError, match="an empty folder"):
        write_markdown(pack, target)
    assert state_of(outside) == before


@pytest.mark.parametrize(
    "link", ["site_config", "site_config/pages", "site_config/logo.svg", "mkdocs.yml", ".gitignore"]
)
def test_a_new_workspace_is_written_through_no_link(link: str, tmp_path: Path, outside: Path) -> None:
    folder = tmp_path / "ws"
    (folder / link).parent.mkdir(parents=True)
    # To a place where nothing is yet: what follows the link would make it.
    (folder / link).symlink_to(outside / "fresh", target_is_directory=link.startswith("site_config"))
    (outside / "fresh-folder").mkdir()
    if link in ("site_config", "site_config/pages"):
        (folder / link).unlink()
        (folder / link).symlink_to(outside / "fresh-folder")
    before = state_of(outside)
    try:
        make_workspace(require_room(folder), "organisation:\n  name: Club\n", [CHECKOUT / "site_config" / "logo.svg"])
    except ProblemsFoundError as error:
        assert any(said in str(error) for said in ("a folder is wanted here", "this is a link"))  # noqa: PT017 - or it is left
    assert state_of(outside) == before


def _approved(folder: Path) -> None:
    approve(load_pack(folder, TODAY), "Committee")


def _answered(folder: Path) -> None:
    Engine(Workspace.at(folder), CATALOGUE, TODAY).put(Key("organisation.name"), "Another name")


def _drawn(folder: Path) -> None:
    write_schema(Workspace.at(folder))


@pytest.mark.parametrize("link", ["site_config", "site_config/answers.yml", "site_config/approval.yml"])
@pytest.mark.parametrize("act", [_approved, _answered, _drawn], ids=["approve", "ask", "schema"])
def test_nothing_that_writes_follows_a_link(
    act: Callable[[Path], None], link: str, tmp_path: Path, outside: Path
) -> None:
    folder = workspace_of("swimming-club", tmp_path / "ws")
    place = folder / link
    if place.exists():
        place.rename(outside / "moved")
    place.symlink_to(outside / "moved")
    before = state_of(outside)
    with suppress(ProblemsFoundError):
        act(folder)
    assert state_of(outside) == before
    assert place.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize("mask", [0o077, 0o027, 0o022])
def test_what_holds_answers_is_no_wider_than_the_umask_or_the_file_that_was_there(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        workspace = require_room(tmp_path / "ws")
        text = (CHECKOUT / "site_config" / "answers.yml").read_text(encoding="utf-8")
        make_workspace(workspace, text, [CHECKOUT / "site_config" / "logo.svg"])
        build_all(workspace.root, TODAY)
        _approved(workspace.root)
        for path in workspace.root.rglob("*"):
            assert not path.stat().st_mode & mask, path
        for mode in (0o600, 0o640, 0o664):
            workspace.answers_file.chmod(mode)
            _answered(workspace.root)
            workspace.answers_file.write_text(text, encoding="utf-8")
            assert workspace.answers_file.stat().st_mode & 0o777 == mode
    finally:
        os.umask(before)


@pytest.mark.parametrize("name", ["club.", "club ", "CON", "a\nb", "Club \u202e", "x" * 200, "-club", "café", "a:b"])
def test_a_workspace_of_any_name_is_made_where_it_was_asked_for_and_nowhere_else(name: str, tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    before = state_of(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["new", "--answers", str(CHECKOUT / "site_config" / "answers.yml"), "--", str(base / name)])
    assert ended.value.code in (0, 1, 2)
    after = {path: code for path, code in state_of(tmp_path).items() if not path.startswith(f"base/{name}")}
    assert after == before


def test_own_pages_that_are_links_or_lie_behind_one_are_left_out(tmp_path: Path, outside: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path / "ws")
    own = folder / "site_config" / "pages" / "public"
    own.mkdir(parents=True)
    (own / "letter.md").symlink_to(outside / "letter.md")
    (own / "behind").symlink_to(outside)
    built = build_all(folder, TODAY)
    assert not list(built.folders["site"].rglob("*letter*"))
    assert not list(built.folders["staff"].rglob("*letter*"))


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a:b.md", "Windows allows no : in a name"),
        ("a\\b.md", "Windows allows no \\ in a name"),
        ("what?.md", "Windows allows no ? in a name"),
        ("letter.md.", "Windows drops a dot or a space at the end"),
        ("letters /may.md", "Windows drops a dot or a space at the end"),
        ("aux.md", "Windows keeps this name for itself"),
        ("CON/may.md", "Windows keeps this name for itself"),
        ("a\u202edm.md", "cannot be seen"),
        ("a\nb.md", "cannot be seen"),
        ("Who-Can-Help.md", "another page is called who-can-help.md"),
        ("Letter.md", "another page is called Letter.md"),
        ("cafe\u0301.md", "another page is called cafe\u0301.md"),
    ],
)
def test_an_own_page_whose_name_would_be_lost_elsewhere_is_refused_in_plain_words(
    path: str, wanted: str, tmp_path: Path
) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    pages = folder / "site_config" / "pages"
    for name in (f"public/{path}", "staff/letter.md", "staff/caf\u00e9.md"):
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text("# A letter\n", encoding="utf-8")
    with pytest.raises(ProblemsFoundError) as found:
        load_pack(folder, TODAY)
    assert len(found.value.problems) == 1
    assert wanted in found.value.problems[0].wanted


def test_own_pages_of_plain_names_in_any_script_are_taken_and_may_take_the_place_of_ours(tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path)
    names = {
        "who-can-help.md",
        "Summer camp 2026/What to bring.md",
        "\u0646\u0627\u062f\u064a.md",
        "caf\u00e9.md",
        "console.md",
    }
    for name in names:
        own = folder / "site_config" / "pages" / "public" / name
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text("# A letter\n", encoding="utf-8")
    assert set(own_pages(load_pack(folder, TODAY).workspace, "public")) == names


@pytest.mark.parametrize(
    "path", ["../x.md", "/srv/x.md", "a/../../x.md", "x.md/", "CON .md", "x.MD", "a//b.md", "a\\b.md", "x.md.", ""]
)
def test_an_own_list_of_pages_names_no_place_outside(path: str, tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path / "ws")
    listed = (CHECKOUT / "content" / "pages.yml").read_text(encoding="utf-8")
    (folder / "content").mkdir()
    changed = listed.replace("path: who-can-help.md", f"path: '{path}'")
    (folder / "content" / "pages.yml").write_text(changed, encoding="utf-8")
    with pytest.raises(ProblemsFoundError, match=r"content/pages\.yml:\d+: help\.path"):
        load_pack(folder, TODAY)


@pytest.mark.parametrize("template", ["../site_config/answers.yml", "/etc/passwd", "pages/../../mkdocs.yml"])
def test_an_own_list_of_pages_names_no_template_outside(template: str, tmp_path: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path / "ws")
    listed = (CHECKOUT / "content" / "pages.yml").read_text(encoding="utf-8")
    (folder / "content").mkdir()
    changed = listed.replace("template: pages/help.md.j2", f"template: '{template}'")
    (folder / "content" / "pages.yml").write_text(changed, encoding="utf-8")
    with pytest.raises(
        ProblemsFoundError, match=r"help\.template: given .*: the name of a file in templates/ is wanted"
    ):
        render_pages(load_pack(folder, TODAY), "public")
