"""What of a workspace would run is listed, whatever it is: only what is known to run nothing is let through."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from policypack.base.workspace import Workspace
from policypack.publish.programs import programs_of
from policypack.publish.trust import is_trusted, trust
from tests.folded import folded
from tests.organisations import CHECKOUT, workspace_of

OURS = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
DATA = {
    *("copyright", "dev_addr", "docs_dir", "edit_uri", "exclude_docs", "extra", "extra_css", "extra_javascript", "nav"),
    *("not_in_nav", "repo_name", "repo_url", "site_author", "site_description", "site_name", "site_url", "strict"),
    *("use_directory_urls", "validation", "watch"),
}
RUNS = {
    "hooks: [h.py]": "hooks: [h.py]",
    "hooks:\n  - h.py": "hooks: - h.py",
    "plugins: [search, policypack, macros]": "plugins: [search, policypack, macros]",
    "plugins:\n  policypack: {}\n  macros: {}": "plugins: policypack: {} macros: {}",
    "plugins: [{policypack: {}}, {macros: {}}]": "plugins: [{policypack: {}}, {macros: {}}]",
    "plugins: [material/tags]": "plugins: [material/tags]",
    "markdown_extensions: [antigravity]": "markdown_extensions: [antigravity]",
    "markdown_extensions: [pymdownx.snippets]": "markdown_extensions: [pymdownx.snippets]",
    "theme: {name: material, custom_dir: own}": "theme: {name: material, custom_dir: own}",
    "theme: {name: another}": "theme: {name: another}",
    "theme: {name: material, name: another}": "theme: {name: material, name: another}",
    "theme: another": "theme: another",
    "theme: {name: null, custom_dir: own}": "theme: {name: null, custom_dir: own}",
    "extra: {x: !ENV [HOME]}": "extra: {x: !ENV [HOME]}",
    "site_name: !ENV HOME": "site_name: !ENV HOME",
    "nav: [!relative x.md]": "nav: [!relative x.md]",
    "extra: {x: !!python/name:os.system }": "extra: {x: !!python/name:os.system }",
    "extra: !!python/object/apply:os.system [touch ran]": "extra: !!python/object/apply:os.system [touch ran]",
    "INHERIT: ../other.yml": "INHERIT: ../other.yml",
    "extra_templates: [x.html]": "extra_templates: [x.html]",
    "<<: {hooks: [h.py]}": "<<: {hooks: [h.py]}",
    "? [hooks]\n: [h.py]": "[hooks] : [h.py]",
    "!ENV site_name: [h.py]": "!ENV site_name: [h.py]",
    "plugins: &a [*a]": "plugins: &a [*a]",
    "theme: &t {name: *t}": "theme: &t {name: *t}",
    "? &k [*k]\n: x": "&k [*k] : x",
    "something_new: 1": "something_new: 1",
}


def workspace(settings: str, folder: Path) -> Workspace:
    """Make a workspace with these settings for MkDocs."""
    workspace_of("angling-club", folder)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return Workspace.at(folder)


def test_a_workspace_as_we_make_it_runs_nothing(tmp_path: Path) -> None:
    """Whoever brings along nothing is asked nothing."""
    assert programs_of(workspace(OURS, tmp_path)) == []
    assert programs_of(Workspace.at(CHECKOUT)) == []


@folded("setting", RUNS)
def test_what_runs_is_listed_with_its_line(setting: str, tmp_path: Path) -> None:
    """In whatever form YAML lets somebody write it, and as it is written."""
    (program,) = programs_of(workspace(f"# ours\n{setting}\n", tmp_path))
    said = RUNS[setting]
    assert str(program) == f'mkdocs.yml:2: "{said if len(said) < 61 else said[:59] + "…"}"'


@folded("name", sorted(dict(MkDocsConfig._schema)))
def test_every_other_setting_of_mkdocs_is_listed(name: str, tmp_path: Path) -> None:
    """A setting is let through because somebody looked at it, not because nobody did."""
    listed = programs_of(workspace(f"{name}: whatever\n", tmp_path))
    assert bool(listed) is (name not in DATA)


def test_what_is_let_through_are_settings_of_mkdocs() -> None:
    """None of them is a name that MkDocs has given up."""
    assert dict(MkDocsConfig._schema).keys() >= DATA


def test_own_templates_are_listed_once(tmp_path: Path) -> None:
    """With a few of their names."""
    of = workspace(OURS, tmp_path)
    for name in "edcba":
        (tmp_path / "templates" / "pages").mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / "pages" / f"{name}.md.j2").touch()
    (program,) = programs_of(of)
    assert str(program).startswith("templates: ")
    assert str(program).endswith("pages/a.md.j2, pages/b.md.j2, pages/c.md.j2, and 2 more")


def test_settings_that_grow_are_looked_at_once(tmp_path: Path) -> None:
    """An alias that repeats an alias, nine times over, takes no time."""
    grown = (f"e{after}: &{after} [{','.join(9 * [f'*{before}'])}]" for before, after in pairwise("abcdefghi"))
    lines = ["extra: &a [x]", *grown]
    assert len(programs_of(workspace("\n".join(lines), tmp_path))) == 8


@folded("changed", ["h.py", "mkdocs.yml", "own/main.html"])
def test_a_yes_holds_until_what_it_was_about_is_changed(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting itself, a file that it names, and a file in a folder that it names; nothing else."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "club"
    of = workspace("hooks: [h.py]\ntheme: {name: material, custom_dir: own}\n", folder)
    (folder / "own").mkdir()
    for name in ("h.py", "own/main.html"):
        (folder / name).write_text("1", encoding="utf-8")
    assert not is_trusted(of, programs_of(of))
    trust(of, programs_of(of))
    (folder / "site_config" / "answers.yml").write_text("# another", encoding="utf-8")
    assert is_trusted(of, programs_of(of))
    (folder / changed).write_text("hooks: [h.py, other.py]\n", encoding="utf-8")
    assert not is_trusted(of, programs_of(of))


def test_what_stands_elsewhere_in_the_settings_belongs_to_the_setting_that_means_it(tmp_path: Path) -> None:
    """It is said where it stands, and another name there is another program."""
    said, other = (
        programs_of(workspace(f"extra: &a [{name}]\nplugins: *a", tmp_path / name)) for name in ("macros", "others")
    )
    assert [str(program) for program in said] == ['mkdocs.yml:2: "plugins: *a", with what line 1 says']
    assert said[0].digest != other[0].digest


def test_only_files_of_the_workspace_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a setting names, by whatever way: the whole machine would take an hour, and nothing there is ours."""
    outside = tmp_path / "outside.py"
    outside.write_text("1", encoding="utf-8")
    folder = tmp_path / "club"
    of = workspace(f"hooks: [/, ../.., own, own/../../outside.py, {outside}, {'x' * 5000}, a/b/loop]\n", folder)
    (folder / "own").mkdir()
    (folder / "own" / "link.py").symlink_to(outside)
    (folder / "own" / "all").symlink_to(tmp_path)
    (folder / "own" / "h.py").write_text("1", encoding="utf-8")
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "loop").symlink_to("loop")
    read: list[Path] = []

    def noted(path: Path) -> bytes:
        read.append(path)
        return path.open("rb").read()

    monkeypatch.setattr(Path, "read_bytes", noted)
    assert len(programs_of(of)) == 1
    assert [path for path in read if path.suffix == ".py"] == [folder / "own" / "h.py"]


def test_a_file_that_cannot_be_read_is_still_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs cannot read it either, and says so."""

    def refused(path: Path) -> bytes:
        if path.name == "h.py":
            raise PermissionError
        return path.open("rb").read()

    of = workspace("hooks: [h.py]\n", tmp_path)
    (tmp_path / "h.py").touch()
    monkeypatch.setattr(Path, "read_bytes", refused)
    assert len(programs_of(of)) == 1


def test_a_yes_is_for_one_workspace_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files elsewhere are asked about, and no record that a workspace brings along counts."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    one, other = (workspace("hooks: [h.py]\n", tmp_path / name) for name in ("one", "other"))
    trust(one, programs_of(one))
    assert is_trusted(one, programs_of(one))
    assert not is_trusted(other, programs_of(other))


def test_where_others_can_write_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which anybody could say yes is not used."""
    state = tmp_path / "state"
    (state / "policypack" / "trusted").mkdir(parents=True)
    (state / "policypack" / "trusted").chmod(0o777)
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    of = workspace("hooks: [h.py]\n", tmp_path / "club")
    trust(of, programs_of(of))
    assert not is_trusted(of, programs_of(of))
