"""Shipped data is read once and kept, is the same as when it is read, and is read anew once anything changed."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from policypack.base import workspace
from policypack.base.problems import ProblemsFoundError
from policypack.base.workspace import Workspace
from policypack.content import kept_content as kept
from policypack.content.catalogue import load_catalogue
from policypack.content.guidance import load_guidance
from policypack.content.online_safety_act import load_online_safety_act
from policypack.content.page_rows import load_pages
from policypack.content.risk_rules import load_risk_rules
from policypack.content.rules import Rule
from policypack.content.synonyms import load_synonyms
from policypack.content.text_rules import load_text_rules
from policypack.content.version_notes import load_version_notes
from policypack.files import yaml_nodes
from policypack.files.cache import SWITCH, keep
from tests.organisations import workspace_of

KEPT = (
    load_catalogue,
    load_guidance,
    load_online_safety_act,
    load_pages,
    load_risk_rules,
    load_synonyms,
    load_text_rules,
    load_version_notes,
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point to an empty cache folder."""
    folder = tmp_path / "cache" / "policypack"
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: folder)
    return folder


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point to a copy of what is shipped, which a test may change."""
    folder = tmp_path / "shipped" / "content"
    shutil.copytree(workspace.shipped("content"), folder)
    for module in (workspace, kept):
        monkeypatch.setattr(module, "shipped", lambda name: folder.parent / name)
    return folder


@pytest.fixture
def club(tmp_path: Path) -> Workspace:
    return Workspace.at(workspace_of("swimming-club", tmp_path / "club"))


def numbered() -> Callable[[], int]:
    """Return what says how often it was asked."""
    numbers = count()
    return lambda: next(numbers)


@pytest.mark.parametrize("load", KEPT, ids=lambda load: load.__name__)
def test_what_is_kept_is_what_would_be_read_and_no_file_is_parsed_for_it(
    load: Callable[[Workspace], object], club: Workspace, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "off")
    read = load(club)
    assert not cache.exists()
    monkeypatch.delenv(SWITCH)
    load(club)
    monkeypatch.setattr(yaml_nodes, "parse_yaml", None)
    assert pickle.dumps(load(club)) == pickle.dumps(pickle.loads(pickle.dumps(read)))  # noqa: S301 - our own


def test_a_changed_file_a_new_one_and_changed_code_are_each_read_anew(
    club: Workspace, cache: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = numbered()
    assert [kept.kept_content(club, "*.yml", make) for _ in range(2)] == [0, 0]
    rules = next(content.rglob("*organisation.yml"))
    rules.write_text(rules.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert [kept.kept_content(club, "*.yml", make) for _ in range(2)] == [1, 1]
    (content / "another.yml").write_text("", encoding="utf-8")
    assert [kept.kept_content(club, "*.yml", make) for _ in range(2)] == [2, 2]
    monkeypatch.setattr(kept, "stamp", lambda _: "another version")
    assert [kept.kept_content(club, "*.yml", make) for _ in range(2)] == [3, 3]
    assert len(list(cache.iterdir())) == 1


def test_a_damaged_file_of_the_cache_is_never_taken(club: Workspace, cache: Path) -> None:
    make = numbered()
    kept.kept_content(club, "*.yml", make)
    (place,) = cache.iterdir()
    whole = place.read_bytes()
    for number, damaged in enumerate((b"", whole[:-1], whole[:64], whole[:70] + b"x" + whole[71:], b"no\n" + whole)):
        place.write_bytes(damaged)
        assert kept.kept_content(club, "*.yml", make) == number + 1, damaged[:80]


class Calls:
    """Pickled, it is a call of `what` by its name."""

    def __init__(self, what: Callable[..., object], *given: object) -> None:
        self.call = (what, given)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


@pytest.mark.parametrize(
    "call",
    [Calls(os.system, "exit 1"), Calls(eval, "1"), Calls(keep, Path("x"), b"", b""), Calls(Rule.from_orm, {})],
    ids=["another module", "a builtin", "a function of ours", "a method of a row"],
)
def test_what_is_kept_runs_nothing_and_is_read_anew_where_it_would(club: Workspace, cache: Path, call: Calls) -> None:
    make = numbered()
    kept.kept_content(club, "*.yml", make)
    (place,) = cache.iterdir()
    key: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "kept", lambda _place, asked: key.append(asked))
        kept.kept_content(club, "*.yml", make)
    keep(place, key[0], pickle.dumps(call))
    assert kept.kept_content(club, "*.yml", make) == 2


def test_nothing_is_kept_of_a_workspace_with_content_of_its_own(club: Workspace, cache: Path) -> None:
    (club.root / "content").mkdir()
    text = (workspace.shipped("content") / "rules.yml").read_text(encoding="utf-8")
    (club.root / "content" / "rules.yml").write_text(text, encoding="utf-8")
    load_catalogue(club)
    assert not cache.exists() or not list(cache.iterdir())


def test_nothing_is_kept_of_data_that_is_refused(club: Workspace, cache: Path, content: Path) -> None:
    (content / "rules.yml").write_text("- id: one\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ProblemsFoundError):
            load_catalogue(club)
    assert not list(cache.iterdir())


@pytest.mark.usefixtures("cache")
def test_a_cache_that_cannot_be_written_to_is_done_without(club: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "write_bytes", full)
    make = numbered()
    assert [kept.kept_content(club, "*.yml", make) for _ in range(2)] == [0, 1]
