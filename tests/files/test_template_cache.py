"""What is compiled once is kept, is never trusted blindly, and never changes what is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jinja2
import pytest

from policypack.files import template_cache as kept
from policypack.files.cache import SWITCH
from policypack.pack.pack import load_pack
from policypack.pages.render import render_pages
from policypack.pages.templates import _environment
from policypack.publish.build import build_all
from tests.organisations import workspace_of
from tests.publish.test_build import bytes_of

TODAY = date(2026, 11, 22)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point to the user's cache folder, here and in the platforms' own ways."""
    folder = tmp_path / "cache" / "policypack"
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: folder)
    _environment.cache_clear()
    return folder


def environment_of(folder: Path) -> jinja2.Environment:
    cache = kept.compiled_templates([folder], [jinja2], "")
    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, bytecode_cache=cache)


def test_a_build_writes_the_same_bytes_without_a_cache_with_an_empty_a_full_and_a_damaged_one(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built() -> dict[str, str]:
        _environment.cache_clear()
        folders = build_all(workspace_of("angling-club", tmp_path / "club"), TODAY).folders
        return {f"{name}/{path}": code for name in folders for path, code in bytes_of(folders[name]).items()}

    monkeypatch.setenv(SWITCH, "off")
    without, pages = built(), render_pages(load_pack(tmp_path / "club", TODAY), "staff")
    assert not cache.exists()
    monkeypatch.delenv(SWITCH)
    assert built() == without
    files = sorted(cache.iterdir())
    assert len(files) > 50
    _environment.cache_clear()
    assert render_pages(load_pack(tmp_path / "club", TODAY), "staff") == pages
    assert sorted(cache.iterdir()) == files
    for number, file in enumerate(files):
        data = file.read_bytes()
        half = len(data) // 2
        bit = data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :]
        file.write_bytes((bit, b"", data[:half], bit, b"not a template")[number % 5])
    assert built() == without


def test_a_changed_template_is_compiled_anew(tmp_path: Path, cache: Path) -> None:
    template = tmp_path / "page.j2"
    for text in ("one", "two"):
        template.write_text(text)
        assert environment_of(tmp_path).get_template("page.j2").render() == text
    assert len(list(cache.iterdir())) == 1


def test_a_changed_filter_or_a_new_jinja_makes_everything_be_compiled_anew(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.j2").write_text("one")
    environment_of(tmp_path).get_template("page.j2")
    before = next(cache.iterdir()).read_bytes()
    monkeypatch.setattr(kept, "stamp", lambda _: "another version")
    environment_of(tmp_path).get_template("page.j2")
    assert next(cache.iterdir()).read_bytes() != before


@pytest.mark.usefixtures("cache")
def test_engines_with_other_settings_do_not_take_each_others_templates(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_text("{{ 1 }}")
    for way, printed, wanted in (("plain", None, "1"), ("loud", lambda value: f"{value}!", "1!")):
        for _ in range(2):
            kind = kept.compiled_templates([tmp_path], [jinja2], way)
            loader = jinja2.FileSystemLoader(tmp_path)
            engine = jinja2.Environment(loader=loader, autoescape=True, finalize=printed, bytecode_cache=kind)
            assert engine.get_template("page.j2").render() == wanted


def test_templates_of_a_workspace_are_not_kept(tmp_path: Path, cache: Path) -> None:
    folder = workspace_of("swimming-club", tmp_path / "club")
    (folder / "templates" / "pages").mkdir(parents=True)
    text = "Our own words.\n"
    (folder / "templates" / "pages" / "rules.md.j2").write_text(text, encoding="utf-8")
    assert "Our own words." in "".join(render_pages(load_pack(folder, TODAY), "public").values())
    assert not any(b"Our own words." in file.read_bytes() for file in cache.iterdir())


def test_a_cache_that_others_can_write_to_or_that_is_a_link_is_left_alone(tmp_path: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    assert kept.compiled_templates([tmp_path], [jinja2], "") is None
    cache.chmod(0o700)
    assert kept.compiled_templates([tmp_path], [jinja2], "") is not None
    cache.rmdir()
    (tmp_path / "elsewhere").mkdir()
    cache.symlink_to(tmp_path / "elsewhere")
    assert kept.compiled_templates([tmp_path], [jinja2], "") is None


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "file" / "policypack")
    assert kept.compiled_templates([tmp_path], [jinja2], "") is None
