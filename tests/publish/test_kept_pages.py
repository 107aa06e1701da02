"""What pages became is kept from one build to the next, changes nothing that is written, and is this user's alone."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policypack.base.problems import ProblemsFoundError
from policypack.base.shortcuts import SWITCH
from policypack.base.workspace import Workspace
from policypack.publish.build import build_all
from policypack.publish.faster import kept_pages
from policypack.publish.faster.kept_pages import Pages, keep_pages, read_pages
from policypack.publish.faster.shared_work import KeptPage
from tests.kept_by_tests import CONVERTED_EACH_TIME
from tests.organisations import put, workspace_of
from tests.publish.test_build import TODAY, bytes_of

OUTPUTS = ("site", "staff", "report")
GALA = "site_config/pages/public/gala.md"


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point to the user's cache folder, which has the secret."""
    folder = tmp_path_factory.mktemp("cache") / "policypack"
    with pytest.MonkeyPatch.context() as here:
        here.setattr("platformdirs.user_cache_path", lambda *_, **__: folder)
        yield folder


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a page of its own, which links to one of ours and to itself; built."""
    folder = workspace_of("angling-club", tmp_path_factory.mktemp("club"))
    put(folder, GALA, "# Gala\n\n## On the day\n\nSee [the rules](rules/index.md) and [above](#on-the-day).\n")
    (folder / "site_config" / "answers.yml").chmod(0o600)
    build_all(folder, TODAY)
    return folder


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list in which the pages are noted that are turned into HTML anew; no other test leaves it any."""
    monkeypatch.setattr(KeptPage, "render", CONVERTED_EACH_TIME)
    noted: list[str] = []
    base = KeptPage.__mro__[1]
    of_mkdocs = base.render  # type: ignore[attr-defined]

    def render(page: KeptPage, *rest: object) -> None:
        noted.append(page.file.src_uri)
        of_mkdocs(page, *rest)

    monkeypatch.setattr(base, "render", render)
    return noted


def kept(folder: Path) -> Path:
    return folder / "site_config" / "last_build" / "pages.json"


def outputs(folder: Path) -> dict[str, str]:
    """Return a code of each file of the outputs, but for the list of what this build changed."""
    build_all(folder, TODAY)
    files = {f"{name}/{path}": code for name in OUTPUTS for path, code in bytes_of(folder / name).items()}
    return {path: code for path, code in files.items() if path != "report/changed-files.txt"}


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_only_pages_that_changed_are_converted_and_to_the_bytes_of_a_build_that_kept_nothing(
    club: Path, anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an own page and an answer changed; then this build's pages alone are kept, for their owner alone."""
    edit(club, GALA, "On the day", "On Sunday")
    edit(club, GALA, "on-the-day", "on-sunday")
    edit(club, "site_config/answers.yml", "Juniors", "Youngsters")
    written = outputs(club)
    assert "gala.md" in anew
    assert len(set(anew)) == len(anew) < 40
    noted = json.loads(kept(club).read_bytes().partition(b"\n")[2])
    assert [content for path, _, content, *_ in noted["converted"] if path == "gala.md" and "On Sunday" in content]
    assert "On the day" not in str(noted)
    assert {file.stat().st_mode & 0o777 for file in kept(club).parent.iterdir()} == {0o600}
    anew.clear()
    assert outputs(club) == written
    assert not anew
    monkeypatch.setenv(SWITCH, "kept-pages")
    assert outputs(club) == written
    assert len(anew) > 40


def test_a_link_that_leads_nowhere_now_is_found_though_its_page_was_kept(club: Path, tmp_path: Path) -> None:
    """To a heading that is gone, and to a page that is gone."""
    folder = shutil.copytree(club, tmp_path / "club")
    put(folder, "site_config/pages/public/other.md", "# Other\n\n[The gala](gala.md#at-noon)\n")
    put(folder, GALA, "# Gala\n\n## At noon\n\nCome.\n")
    build_all(folder, TODAY)
    put(folder, GALA, "# Gala\n\n## At one\n\nCome.\n")
    with pytest.raises(ProblemsFoundError, match="at-noon"):
        build_all(folder, TODAY)
    (folder / GALA).unlink()
    with pytest.raises(ProblemsFoundError, match=r"gala\.md"):
        build_all(folder, TODAY)


def test_what_somebody_else_put_there_is_not_taken(tmp_path: Path, cache: Path) -> None:
    """Other words, under the old code or one made without the secret; half of it; in another folder, way or version."""
    workspace = Workspace.at(workspace_of("angling-club", tmp_path / "club"))
    keep_pages(workspace, "way", Pages({}, {"code": "<p>Ring 01632 960123.</p>"}))
    place = kept(workspace.root)
    right = place.read_bytes()
    code, _, noted = right.partition(b"\n")
    false = noted.replace(b"960123", b"960666")
    own_code = hashlib.sha256(false).hexdigest().encode()
    for handed_on in (code + b"\n" + false, own_code + b"\n" + false, right[:-1], b"", b"\n", b"{}"):
        place.write_bytes(handed_on)
        assert read_pages(workspace, "way") == Pages({}, {}), handed_on
    place.write_bytes(right)
    assert read_pages(workspace, "way").html
    assert not read_pages(workspace, "another way").html
    moved = Workspace.at(shutil.copytree(workspace.root, tmp_path / "moved"))
    assert not read_pages(moved, "way").html
    (cache / "secret").rename(cache / "of-somebody-else")
    try:
        assert not read_pages(workspace, "way").html
    finally:
        (cache / "of-somebody-else").rename(cache / "secret")
    assert read_pages(workspace, "way").html


def test_the_secret_is_for_this_user_alone_and_without_one_nothing_is_kept(
    club: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (cache / "secret").stat().st_mode & 0o077 == 0
    monkeypatch.setattr(kept_pages, "cache_folder", lambda: None)
    workspace = Workspace.at(club)
    kept(club).unlink(missing_ok=True)
    keep_pages(workspace, "way", Pages({}, {"code": "html"}))
    assert not kept(club).exists()
    assert read_pages(workspace, "way") == Pages({}, {})


def test_nothing_is_kept_where_a_hook_may_make_other_pages_of_the_same_words(club: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(club, tmp_path / "club")
    kept(folder).unlink(missing_ok=True)
    (folder / GALA).unlink()
    put(folder, "hook.py", "")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    put(folder, "mkdocs.yml", f"{settings}\nhooks: [hook.py]\n")
    build_all(folder, TODAY)
    assert not kept(folder).exists()
